"""A goal about every thing at once says of each what a goal about it alone says."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from obligcheck.answers import Book
from obligcheck.engine import Assumption, Engine, Options
from obligcheck.engine.together import EACH, Together
from obligcheck.sentences import Sentence, Value
from tests.unit.books import Tables, book_of, stating
from tests.unit.engine.invented import Model, models

#: A sentence and its arguments, EACH for every thing of a type.
Goal = tuple[Sentence, tuple[Value | None, ...]]


def goals(book: Book, kind: str) -> Iterator[Goal]:
    """Yield every goal of ``book`` about every thing of type ``kind``, at one place or at several."""
    for sentence in book.rules.vocabulary:
        choices = [
            [*book.record.things(blank.type), *([EACH] if blank.type == kind else [])]
            for blank in sentence.blanks
        ]
        for arguments in product(*choices):
            if any(argument is EACH for argument in arguments):
                yield sentence, arguments


def assert_alike(book: Book, kind: str, together: Together, plain: Engine) -> None:
    """Ask every goal about every thing, and about each alone."""
    for sentence, arguments in goals(book, kind):
        found, questions = together.timelines(sentence, arguments)
        assert list(found) == list(book.record.things(kind))
        for thing, timeline in found.items():
            alone = tuple([thing if argument is EACH else argument for argument in arguments])
            proof = plain.prove(sentence, alone)
            assert timeline == proof.timeline, sentence.fill(alone)
            assert not proof.questions & ~questions


def both(book: Book, kind: str, options: Options | None = None) -> tuple[Together, Engine]:
    """Return what says of every thing of type ``kind`` at once, and of one thing, what ``book`` says."""
    plain = Engine(book.rules, book.record, options or Options())
    # What is asked of all leaves nothing behind for those that are asked alone.
    return Together(plain, kind), Engine(book.rules, book.record, options or Options())


@settings(max_examples=30)
@given(models())
def test_every_thing_at_once_is_what_each_is_alone(model: Model) -> None:
    book = model.book()
    for kind in ("state", "suspect"):
        assert_alike(book, kind, *both(book, kind))


@settings(max_examples=30)
@given(models(readings=True))
def test_under_another_reading_what_met_no_question_is_shared(model: Model) -> None:
    book = model.book()
    options = Options((("manner", model.turned().reading),))
    plain = Engine(book.rules, book.record)
    base = Together(plain, "state")
    assert_alike(book, "state", base, plain)

    other = Together(Engine(book.rules, book.record, options, base=plain), "state", base)

    assert_alike(book, "state", other, Engine(book.rules, book.record, options))


RATIFIED: Tables = {
    "ratifications": (
        "state,date\nnorland,2010-05-01\nsuderland,2012\n",
        stating("{state} ratified on {date}"),
    )
}
PARTIES: Tables = {
    "parties": (
        "state,since\nnorland,2010-05-01\nsuderland,2012-01-01\n",
        stating("{state} is a party", since="since"),
    )
}
KIN: Tables = {
    "kin": (
        "state,other_state\nnorland,suderland\nostmark,ostmark\n",
        stating("{state} is kin to {other state}"),
    )
}


@pytest.mark.parametrize(
    ("rules", "tables"),
    [
        pytest.param(
            """
            duty LT 1
              {state} must pay
              if {state} ratified on {date}
              and {entry date} is {date} plus 60 days
              and it is on or after {entry date}
            """,
            RATIFIED,
            id="a day that each has of its own",
        ),
        pytest.param(
            """
            duty LT 1
              {state} must pay
              if {state} is a party
              and {home state} is a party
              and {home state} is not {state}
            """,
            PARTIES,
            id="another than itself",
        ),
        pytest.param(
            """
            duty LT 1
              {state} must pay
              if at least 2 {other state}: {other state} is a party
              and {state} is a party
            """,
            PARTIES,
            id="a count that is the same for all",
        ),
        pytest.param(
            """
            duty LT 1
              {state} must pay
              if {state} ratified on {date}
              and at least 1 {other state}: {state} is kin to {other state}
            """,
            {**RATIFIED, **KIN},
            id="a count that each has of its own",
        ),
        pytest.param(
            """
            duty LT 1
              {state} must pay
              if {state} ratified on {date}
              and {first date} is the first day on which {state} is a party
              and it is after {first date}
            """,
            {**RATIFIED, **PARTIES},
            id="the first day of each",
        ),
        pytest.param(
            """
            rule LT 1
              "norland" must pay
              if "suderland" is a party

            rule LT 2
              {state} must pay
              if {state} is kin to {state}
            """,
            {**PARTIES, **KIN},
            id="one of them named, and one that stands twice",
        ),
        pytest.param(
            """
            duty LT 1
              {state} must pay
              if {home state} is kin to {state}
              and {home state} is {state}
            """,
            KIN,
            id="the same as itself",
        ),
        pytest.param(
            """
            duty LT 1
              {state} must pay
              if {state} ratified on {date}
              unless {state} is kin to {other state}
            """,
            {**RATIFIED, **KIN},
            id="unless of anybody",
        ),
    ],
)  # fmt: skip
def test_what_differs_from_thing_to_thing_is_said_of_each(rules: str, tables: Tables) -> None:
    book = book_of(rules, tables)

    assert_alike(book, "state", *both(book, "state"))


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        ({"complete": False}, "norland,2010-05-01\n"),
        ({"complete": False, "key": "state"}, "norland,2010-05-01\n"),
        ({"complete": "2014-06-30"}, "norland,2010-05-01\nsuderland,\n"),
        ({"where": {"state": ["norland", "suderland"]}, "complete": False}, "norland,2010-05-01\n"),
    ],
    ids=str,
)
def test_silence_is_that_about_each(keys: dict[str, Any], rows: str) -> None:
    table = f"state,date\n{rows}", stating("{state} ratified on {date}", **keys)
    rules = """
        duty LT 1
          {state} must pay
          if {state} ratified on {date}
          and it is after {date}
        """
    book = book_of(rules, {"ratifications": table})

    assert_alike(book, "state", *both(book, "state"))


@pytest.mark.parametrize("denied", [False, True])
@pytest.mark.parametrize("about", ["norland", None])
def test_what_is_assumed_of_one_or_of_any_is_assumed_at_once(about: str | None, *, denied: bool) -> None:
    book = book_of("duty LT 1\n  {state} must pay\n  if {state} is a party", PARTIES)
    sentence = next(s for s in book.rules.vocabulary if s.key == "{} is a party")
    thing = book.record.names.resolve("state", about) if about else None
    options = Options(assumptions=(Assumption(sentence, (thing,), denied=denied),))

    assert_alike(book, "state", *both(book, "state", options))
