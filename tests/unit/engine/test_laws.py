"""Laws of evaluation on random small books: timelines agree with each day, proofs rest on what is given."""

from collections.abc import Iterator
from itertools import product

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from obligcheck.engine import Engine, Proof
from obligcheck.temporal import NEVER, UNKNOWN, Truth
from tests.unit.books import book_of, stating
from tests.unit.engine.invented import BASE, SAMPLED, Model, claim, models, rows

NO, MAYBE, YES = Truth


def _below(proof: Proof) -> Iterator[Proof]:
    seen: dict[int, Proof] = {}
    waiting = [proof]
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen[id(each)] = each
            yield each
            waiting += each.below()


@settings(max_examples=30)
@given(models(joins=False))
def test_without_some_every_day_means_what_it_means_alone(model: Model) -> None:
    book, meanings = model.book(), [model.on(day) for day in SAMPLED]
    for sentence, things in model.claims():
        timeline = book.ask(claim(sentence, things)).timeline
        assert [timeline.at(day) for day in SAMPLED] == [
            meaning.holds(sentence, things) for meaning in meanings
        ]


@settings(max_examples=30)
@given(models(negation=False, denials=False))
def test_without_denials_some_means_somebody_named_or_not(model: Model) -> None:
    book, meanings = model.book(), [model.on(day) for day in SAMPLED]
    for sentence, things in model.claims():
        timeline = book.ask(claim(sentence, things)).timeline
        assert [timeline.at(day) for day in SAMPLED] == [
            meaning.holds(sentence, things) for meaning in meanings
        ]


@settings(max_examples=30)
@given(models())
def test_what_is_decided_is_so(model: Model) -> None:
    book, meanings = model.book(), [model.on(day) for day in SAMPLED]
    for sentence, things in model.claims():
        timeline = book.ask(claim(sentence, things)).timeline
        for meaning in meanings:
            truth = timeline.at(meaning.day)
            assert truth in {MAYBE, meaning.holds(sentence, things)}, (claim(sentence, things), meaning.day)


@settings(max_examples=30)
@given(models())
def test_an_answer_does_not_depend_on_what_was_asked_before(model: Model) -> None:
    book = model.book()
    asked_all = Engine(book.rules, book.record)
    for sentence in book.rules.vocabulary:
        for arguments in product(*[book.record.things(blank.type) for blank in sentence.blanks]):
            alone = Engine(book.rules, book.record).prove(sentence, arguments)
            assert asked_all.prove(sentence, arguments).timeline == alone.timeline, sentence.fill(arguments)


def test_whom_a_later_condition_names_must_meet_those_before() -> None:
    # Somebody is perhaps red, and Norland, whom alone anybody knows, is not.
    book = book_of(
        """
        rule LT 1
          {state} is green
          if {state} is red
          and not {state} is blue
          and {suspect} knows {state}

        rule LT 2
          {state} must pay
          if {state} is rich
          and {other state} is green
        """,
        {
            "red": ("state\nnorland\n", stating("{state} is red", complete=False, denied=True)),
            "perhaps_red": ("state\n", stating("{state} is red", complete=False)),
            "blue": ("state\n", stating("{state} is blue", complete=False)),
            "rich": ("state\nsuderland\n", stating("{state} is rich")),
            "known": ("suspect,state\ndoe,norland\n", stating("{suspect} knows {state}")),
        },
    )

    assert book.ask("Suderland must pay").timeline is NEVER
    assert book.ask("some state is green").timeline is NEVER


@settings(max_examples=30)
@given(models())
def test_every_leaf_of_a_proof_is_given_or_silence(model: Model) -> None:
    book = model.book()
    for sentence, things in model.claims():
        for proof in _below(book.ask(claim(sentence, things)).proof("2020-01-01")):
            if not list(proof.below()):
                is_silence = proof.timeline in {NEVER, UNKNOWN}
                assert (
                    proof.facts or proof.assumptions or proof.declaration or proof.is_built_in or is_silence
                )


@settings(max_examples=30)
@given(models(), st.data())
def test_what_was_decided_stays_when_more_is_known(model: Model, data: st.DataObject) -> None:
    # An unknown turns yes where a row is added to an incomplete table, and no where a table becomes complete.
    sentence = data.draw(st.sampled_from(sorted(BASE)))
    added = data.draw(rows(BASE[sentence], denials=False))
    known = {row.things for row in model.rows[sentence]}
    if sentence in model.complete or added.things in known:
        return
    grown = evolve(
        model, rows={**model.rows, sentence: (*model.rows[sentence], evolve(added, since="", until=""))}
    )
    closed = evolve(model, complete=model.complete | {sentence})
    before, after, completed = model.book(), grown.book(), closed.book()
    for concluded, things in model.claims():
        text = claim(concluded, things)
        timelines = [book.ask(text).timeline for book in (before, after, completed)]
        for day in SAMPLED:
            was, now, then = (timeline.at(day) for timeline in timelines)
            assert was is MAYBE or (now is was and then is was), (text, day)


@settings(max_examples=30)
@given(models(negation=False, denials=False), st.data())
def test_without_negation_more_facts_never_take_anything_away(model: Model, data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(sorted(BASE)))
    added = data.draw(rows(BASE[sentence], denials=False))
    grown = evolve(model, rows={**model.rows, sentence: (*model.rows[sentence], added)})
    before, after = model.book(), grown.book()
    for concluded, things in model.claims():
        text = claim(concluded, things)
        less, more = before.ask(text).timeline, after.ask(text).timeline
        assert all(less.at(day) <= more.at(day) for day in SAMPLED)


@settings(max_examples=30)
@given(models(), st.randoms(use_true_random=False))
def test_the_order_of_questions_changes_no_answer(model: Model, random: object) -> None:
    claims = [claim(sentence, things) for sentence, things in model.claims()]
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis draws a random.Random
    first, second = model.book(), model.book()

    assert {text: first.ask(text).timeline for text in claims} == {
        text: second.ask(text).timeline for text in shuffled
    }


@settings(max_examples=10)
@given(models(), st.data())
def test_what_is_assumed_in_one_question_leaks_into_no_other(model: Model, data: st.DataObject) -> None:
    claims = [claim(sentence, things) for sentence, things in model.claims()]
    supposed = [claim(sentence, row.things) for sentence, stated in model.rows.items() for row in stated]
    book, alone = model.book(), model.book()
    expected = {text: alone.ask(text).timeline for text in claims}
    for text in claims:
        chosen = data.draw(st.lists(st.sampled_from(supposed), max_size=2, unique=True)) if supposed else []
        denied = data.draw(st.booleans())
        asked = book.ask(text, assume=() if denied else chosen, deny=chosen if denied else ())
        fresh = model.book().ask(text, assume=() if denied else chosen, deny=chosen if denied else ())
        assert asked.timeline == fresh.timeline
        assert book.ask(text).timeline == expected[text]


@settings(max_examples=30)
@given(models(readings=True), st.data())
def test_an_engine_over_one_with_other_options_finds_what_it_would_find_alone(
    model: Model, data: st.DataObject
) -> None:
    book = model.book()
    supposed = [claim(sentence, row.things) for sentence, stated in model.rows.items() for row in stated]
    assume, deny = (
        (data.draw(st.lists(st.sampled_from(supposed), max_size=2)) if supposed else []) for _ in "ad"
    )
    given_options = book.options(assume, [text for text in deny if text not in assume], ["manner=liberal"])
    base = Engine(book.rules, book.record)
    over = Engine(book.rules, book.record, given_options, {}, base)
    alone = Engine(book.rules, book.record, given_options)
    for sentence, things in model.claims():
        asked = book.ask(claim(sentence, things)).proof("2020-01-01")
        base.prove(asked.sentence, asked.arguments)
        found = over.prove(asked.sentence, asked.arguments).timeline
        assert found == alone.prove(asked.sentence, asked.arguments).timeline
