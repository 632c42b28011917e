"""Proofs: what they rest on, how they read, and which are shared."""

from datetime import date

from obligcheck.engine import Assumption, Engine, Options
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, ImpreciseDate, Timeline
from tests.unit.books import Tables, ask, book_of, stating

RULES = """
    rule LT 2
      {state} is a member
      if {state} is a party
      unless {state} is banned

    duty LT 4
      {state} must pay
      if {state} is a member
      and at least 1 {suspect}: {suspect} is rich

    exception LT 5
      {state} must pay
      if {state} is poor
"""

TABLES: Tables = {
    "parties": ("state\nnorland\n", stating("{state} is a party")),
    "banned": ("state\n", stating("{state} is banned")),
    "rich": ("suspect,since\ndoe,2001-01-01\n", stating("{suspect} is rich", since="since")),
    "poor": ("state\n", stating("{state} is poor")),
}


def test_a_proof_rests_on_conditions_exceptions_and_parts() -> None:
    proof = ask(book_of(RULES, TABLES), "Norland must pay").proof("2020-01-01")
    below = [str(each) for each in proof.below()]

    assert str(proof) == "Norland must pay"
    assert below[0] == "Norland is a member"
    assert below[-1] == "Norland is poor"
    (count,) = [each for each in proof.below() if each.is_built_in]
    assert [str(part) for part in count.below()] == ["Jane Doe is rich"]
    assert [str(each) for each in next(proof.below()).below()] == ["Norland is a party", "Norland is banned"]


def test_a_proof_of_some_reads_some() -> None:
    book = book_of(
        "rule LT 1\n  there is a party\n  if {state} is a party",
        {"parties": ("state\n", stating("{state} is a party"))},
    )
    (below,) = ask(book, "there is a party").proof("2020-01-01").below()

    assert str(below) == "some state is a party"
    assert below.timeline is NEVER


def test_what_options_cannot_touch_is_proved_once() -> None:
    book = book_of(RULES, TABLES)
    plain = Engine(book.rules, book.record)
    poor = next(s for s in book.rules.vocabulary if str(s) == "{state} is poor")
    member = next(s for s in book.rules.vocabulary if str(s) == "{state} is a member")
    pays = next(s for s in book.rules.vocabulary if str(s) == "{state} must pay")
    norland = book.record.names.resolve("state", "norland")
    assumed = Engine(
        book.rules, book.record, Options(assumptions=(Assumption(poor, (norland,)),)), plain.memo, plain
    )

    assert assumed.prove(member, (norland,)) is plain.prove(member, (norland,))
    assert assumed.prove(pays, (norland,)) is not plain.prove(pays, (norland,))
    assert assumed.prove(pays, (norland,)).timeline is NEVER
    assert plain.prove(pays, (norland,)).timeline == Timeline.since(ImpreciseDate.on(date(2001, 1, 1)))


def test_engines_with_one_memo_keep_their_options_apart() -> None:
    book = book_of(RULES, TABLES)
    pays = next(s for s in book.rules.vocabulary if str(s) == "{state} must pay")
    party = next(s for s in book.rules.vocabulary if str(s) == "{state} is a party")
    norland, ostmark = (book.record.names.resolve("state", name) for name in ("norland", "ostmark"))
    memo = Engine(book.rules, book.record).memo
    engines = [
        Engine(book.rules, book.record, options, memo)
        for options in (
            Options(assumptions=(Assumption(party, (ostmark,)),)),
            Options(assumptions=(Assumption(party, (norland,), denied=True),)),
            Options(),
        )
    ]

    assert [engine.prove(pays, (ostmark,)).timeline is NEVER for engine in engines] == [False, True, True]
    assert [engine.prove(pays, (norland,)).timeline is NEVER for engine in engines] == [False, True, False]


def test_what_is_found_and_what_is_proved_are_one_proof() -> None:
    book = book_of(RULES, TABLES)
    engine = Engine(book.rules, book.record)
    party = next(s for s in book.rules.vocabulary if str(s) == "{state} is a party")
    norland = book.record.names.resolve("state", "norland")
    (found,) = engine.find(party, (None,)).proofs

    assert found is engine.prove(party, (norland,))
    assert engine.find(party, (norland,)).proofs == (found,)


def test_what_is_supposed_of_whatever_is_asked_holds_of_each_and_may_hold_of_some() -> None:
    book = book_of("circumstance LT 1, presumed not\n  {suspect} is on the lake", {})
    on_the_lake = next(s for s in book.rules.vocabulary if str(s) == "{suspect} is on the lake")
    doe = book.record.names.resolve("suspect", "doe")
    supposed = Assumption(on_the_lake, (None,), kind="supposed")
    engine = Engine(book.rules, book.record, Options(assumptions=(supposed,)))

    assert engine.prove(on_the_lake, (doe,)).timeline is ALWAYS
    rest = engine.find(on_the_lake, (None,)).otherwise
    assert rest is not None
    assert rest.timeline is UNKNOWN
    assert str(supposed) == "some suspect is on the lake"


def test_two_runs_give_the_same_proof_in_the_same_order() -> None:
    first, second = book_of(RULES, TABLES), book_of(RULES, TABLES)
    sentences = ("Norland must pay", "Ostmark must pay", "Norland is a member")

    assert [[str(p) for p in ask(first, s).proof("2020-01-01").below()] for s in sentences] == [
        [str(p) for p in ask(second, s).proof("2020-01-01").below()] for s in sentences
    ]
