"""Rules changed in turn: what examples and cases notice, and what they let pass."""

import pytest

from obligcheck.answers import Book
from obligcheck.answers.cases import Case, cases_in
from obligcheck.answers.mutate import Accepted, Mutation, Outcome, Tried, judged
from obligcheck.language.mutation import Mutant, mutants_of
from tests.unit.books import BILL, Tables, book_of, stating

RULES = (
    """
```question
question storms
  asks Does a storm excuse?
  reading never, default
    says no
  reading always
    says yes
```

```rule
rule LT 2
  {state} is a member
  if {state} joined on {joining date}
  and it is on or after {joining date}

duty LT 4
  {state} must pay
  if {state} is a member
  unless {state} is poor

duty FT 2
  {state} must pay
  if {state} is a member
  and {state} has a ferry
  unless {state} is poor

exception LT 5 under storms: always
  {state} must pay
  if {state} has seen a storm

rule LT 9
  {state} stands above {other state}
  if {state} owns {other state}

circumstance LT 5
  {state} has seen a storm

circumstance LT 4, presumed not
  {state} is poor

circumstance LT 9, presumed not
  {state} owns {other state}
```

```scenario
"""
    + BILL
    + """\
  also {state} stands above {other state}
```
"""
)

TABLES: Tables = {
    "parties": ("state,joining_date\nnorland,2000-01-01\n", stating("{state} joined on {joining date}")),
    "ferries": ("state\nnorland\n", stating("{state} has a ferry")),
}

#: What notices everything that can be noticed by verdicts; the rules of LT 4 and FT 2 overlap.
STRONG = (
    "bill norland 1999-12-31: no",
    "bill norland 2000-01-01: yes",
    "bill norland 2001-01-01: yes",
    'bill norland 2001-01-01 assuming "Norland is poor": no',
    'bill norland 2001-01-01 assuming "Norland has seen a storm" under storms=always: no',
    'bill norland 2001-01-01 denying "Norland has seen a storm" under storms=always: yes',
    'bill norland 2001-01-01 denying "Norland has a ferry": yes',
    'ask "Norland stands above Suderland" 2001-01-01 assuming "Norland owns Suderland": yes',
    'ask "Suderland stands above Norland" 2001-01-01 assuming "Norland owns Suderland": no',
)


def _book(*examples: str) -> Book:
    return book_of("\n".join([RULES, "```example", *examples, "```"]), TABLES)


def _cases(book: Book, **columns: str) -> list[Case]:
    row = {"case": "paid", "scenario": "bill", "state": "norland", "date": "2001-01-01", "expected": "yes"}
    return list(cases_in([row | columns], book.rules.scenarios)) if columns else []


def _outcome(*examples: str, **case: str) -> Outcome:
    book = _book(*examples)
    return _accepting((), Mutation(book, _cases(book, **case)))


def _accepting(accepted: tuple[Accepted, ...], mutation: Mutation) -> Outcome:
    assert mutation.failures == ()
    tried = (one for rule in mutation.book.rules.rules for one in mutation.tried(rule))
    return judged(tried, accepted, whole=True)


def _named(tried: tuple[Tried, ...]) -> list[tuple[str, str]]:
    return [(one.mutant.rule.cites[0], one.mutant.change) for one in tried]


def _by(outcome: Outcome, cite: str, change: str) -> str:
    """Return what noticed that change of the first rule under ``cite``."""
    return next(
        t.noticed_by for t in outcome.tried if (t.mutant.rule.cites[0], t.mutant.change) == (cite, change)
    )


def test_where_no_example_looks_every_change_passes() -> None:
    outcome = _outcome()

    assert outcome.noticed == ()
    assert outcome.unnoticed == outcome.rules
    assert len(outcome.rules) > 10


def test_a_weak_set_of_examples_is_shown_what_it_lets_pass() -> None:
    outcome = _outcome("bill norland 2001-01-01: yes", "bill norland 1999-01-01: no")

    assert ("LT 2", "without `it is on or after {joining date}`") in _named(outcome.noticed)
    assert ("LT 2", "`it is after {joining date}` instead of `it is on or after {joining date}`") in _named(
        outcome.unnoticed
    )
    assert ("LT 4", "without `unless {state} is poor`") in _named(outcome.unnoticed)
    assert ("LT 5", "without this exception") in _named(outcome.unnoticed)
    assert ("LT 9", "without this rule") in _named(outcome.unnoticed)


def test_a_strong_set_leaves_only_what_another_rule_covers() -> None:
    outcome = _outcome(*STRONG)

    assert _named(outcome.unnoticed) == [
        ("FT 2", "without this duty"),
        ("FT 2", "without `{state} has a ferry`"),
    ]


def test_what_notices_is_named_by_its_place() -> None:
    outcome = _outcome("bill norland 1999-12-31: no", "bill norland 2000-01-01: yes")

    assert _by(outcome, "LT 2", "without this rule").startswith("rules/book.md:")
    assert _by(outcome, "LT 2", "without `it is on or after {joining date}`").startswith("rules/book.md:")


def test_what_is_no_rule_any_more_is_counted_apart() -> None:
    outcome = _outcome(*STRONG)
    no_rules = tuple(t for t in outcome.tried if not t.is_rule)

    assert ("LT 2", "without `{state} joined on {joining date}`") in _named(no_rules)
    assert not set(_named(no_rules)) & set(_named(outcome.rules))


def test_a_case_notices_by_its_verdict_on_any_of_its_days() -> None:
    edge = "`it is after {joining date}` instead of `it is on or after {joining date}`"
    outcome = _outcome(**{"date": "", "from": "2000-01-01", "to": "2000-01-03"})

    assert _by(outcome, "LT 2", edge) == "paid"
    assert _by(outcome, "LT 2", "without this rule") == "paid"
    assert _by(_outcome(state="norland"), "LT 2", edge) == ""


def test_a_case_notices_that_the_verdict_rests_on_other_provisions() -> None:
    outcome = _outcome(must_cite="FT 2")

    assert _by(outcome, "FT 2", "without this duty") == "paid"
    assert _by(_outcome(must_cite="LT 4"), "FT 2", "without this duty") == ""


def test_a_case_notices_that_another_reading_is_not_reported() -> None:
    outcome = _outcome(expected="open", contested="storms", assume="Norland has seen a storm")

    assert _by(outcome, "LT 5", "without this exception") == "paid"
    assert _by(outcome, "LT 4", "without this duty") == ""


def test_what_is_not_met_before_any_change_is_a_failure() -> None:
    book = _book("bill norland 2001-01-01: no")
    failures = Mutation(book, _cases(book, must_cite="LT 9")).failures

    assert [problem.code for problem in failures] == ["failed-example", "failed-example"]
    assert failures[0].message.startswith("the rules as they are do not give what `rules/book.md:")
    assert failures[1].message == "the rules as they are do not give what `paid` expects"


def test_an_accepted_change_is_listed_with_its_reason() -> None:
    reason = Accepted(
        "rules/book.md", "duty FT 2: {state} must pay", "without this duty", "LT 4 asks for less"
    )
    outcome = _accepting((reason,), Mutation(_book(*STRONG), []))

    assert [(t.mutant.change, t.reason) for t in outcome.accepted] == [
        ("without this duty", "LT 4 asks for less")
    ]
    assert _named(outcome.unnoticed) == [("FT 2", "without `{state} has a ferry`")]
    assert outcome.stale == ()


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("duty LT 4: {state} must pay", "without this duty"),
        ("duty FT 2: {state} must pay", "without `{state} has a boat`"),
        ("duty FT 7: {state} must pay", "without this duty"),
        ("rule LT 2: {state} is a member", "without `{state} joined on {joining date}`"),
    ],
)
def test_an_accepted_change_that_is_noticed_or_gone_is_stale(rule: str, change: str) -> None:
    accepted = Accepted("rules/book.md", rule, change, "because")

    assert _accepting((accepted,), Mutation(_book(*STRONG), [])).stale == (accepted,)


def test_of_a_part_only_what_was_tried_can_be_stale() -> None:
    mutation = Mutation(_book(*STRONG), [])
    member = mutation.book.rules.rules[0]
    of_it = Accepted("rules/book.md", "rule LT 2: {state} is a member", "without this rule", "because")
    of_another = Accepted("rules/book.md", "duty LT 4: {state} must pay", "without this duty", "because")

    assert judged(mutation.tried(member), (of_it, of_another), whole=False).stale == (of_it,)


def test_proofs_that_are_shared_hide_no_change() -> None:
    """Each change is tried again in a book of its own, by asking everything."""
    examples = STRONG[1:6]
    found = {(id(t.mutant.rule), t.mutant.change): bool(t.noticed_by) for t in _whole(_book(*examples))}
    plain = {(id(m.rule), m.change): _is_noticed(m, _book(*examples)) for m in _mutants(_book(*examples))}

    assert list(found.values()) == list(plain.values())
    assert set(found.values()) == {True, False}


def _whole(book: Book) -> list[Tried]:
    mutation = Mutation(book, [])
    return [t for rule in mutation.book.rules.rules for t in mutation.tried(rule) if t.is_rule]


def _mutants(book: Book) -> list[Mutant]:
    return [mutant for rule in book.rules.rules for mutant in mutants_of(rule) if mutant.is_rule]


def _is_noticed(mutant: Mutant, book: Book) -> bool:
    """Say whether a book that has ``mutant`` in place of the rule on the same line fails an example."""
    rules = [mutant.changed if r.place.at == mutant.rule.place.at else r for r in book.rules.rules]
    changed = Book(book.rules._replace(rules=tuple(r for r in rules if r is not None)), book.record)
    return bool(Mutation(changed, []).failures)
