"""The law as it was declared on a day: a reading counts once somebody held it."""

from datetime import date

import pytest

from obligcheck.answers import Book
from obligcheck.temporal import Truth
from tests.unit.books import book_of

BEFORE, BETWEEN, AFTER = date(2005, 1, 1), date(2012, 1, 1), date(2020, 1, 1)


#: A scenario that asks whether a State must pay; lines of its own may follow.
TOLL = """\
scenario toll {state} {date}
  suppose {state} is a State of the lake
  verdict {state} must pay
  yes MUST PAY
  no NEED NOT PAY
  unknown CANNOT TELL
  say yes {state} must pay.
  say no {state} need not pay.
  say unknown Nobody can tell.
"""


@pytest.fixture
def book() -> Book:
    return book_of(
        """
```question
question anchors
  asks Does an anchor count as a toll?
  reading count, default
    says it does
    held by the Lake Court since 2015-03-01
  reading no-count
    says it does not
    held by Suderland since 2010-06-01
```
```rule
duty LT 4
  {state} must pay
  if {state} is a State of the lake

exception LT 5 under anchors: no-count
  {state} must pay
  if {state} is a State of the lake

duty FT 2 under anchors: count
  {state} must also anchor
  if {state} is a State of the lake

circumstance LT 1, presumed not
  {state} is a State of the lake
```
```scenario
"""
        + TOLL
        + """\
  also {state} must also anchor
```
"""
    )


@pytest.mark.parametrize(
    ("law_as_of", "verdict", "contested"),
    [
        (None, Truth.YES, ["no-count"]),
        (AFTER, Truth.YES, ["no-count"]),
        (BETWEEN, Truth.UNKNOWN, ["no-count"]),
        (BEFORE, Truth.UNKNOWN, []),
    ],
)
def test_a_default_reading_counts_once_it_was_held(
    book: Book, law_as_of: date | None, verdict: Truth, contested: list[str]
) -> None:
    answer = book.check("toll", state="norland", date="2021-01-01", law_as_of=law_as_of)
    assert answer.verdict is verdict
    assert [one.reading for one in answer.contested] == contested
    assert answer.receipt["options"] == {
        "assume": [],
        "deny": [],
        "readings": {"anchors": ""} if verdict is Truth.UNKNOWN else {},
        "known_on": None,
        "law_as_of": law_as_of.isoformat() if law_as_of else None,
    }


def test_only_those_are_named_who_held_a_reading_by_that_day() -> None:
    book = book_of(
        """
```question
question anchors
  asks Does an anchor count as a toll?
  reading count, default
    says it does
    held by the Lake Court since 2009-03-01
  reading no-count
    says it does not
    held by Suderland since 2010-06-01
    held by Norland since 2016
    held by the fishermen
```
```rule
duty LT 4
  {state} must pay
  if {state} is a State of the lake

exception LT 5 under anchors: no-count
  {state} must pay
  if {state} is a State of the lake

circumstance LT 1, presumed not
  {state} is a State of the lake
```
```scenario
"""
        + TOLL
        + "```\n"
    )

    def named(law_as_of: date | None) -> tuple[str, ...]:
        answer = book.check("toll", state="norland", date="2021-01-01", law_as_of=law_as_of)
        assert answer.verdict is Truth.YES
        (one,) = answer.contested
        return one.holders

    everybody = ("Suderland, since 2010-06-01", "Norland, since 2016", "the fishermen")
    assert named(None) == everybody
    assert named(AFTER) == everybody
    assert named(BETWEEN) == ("Suderland, since 2010-06-01", "the fishermen")
    assert named(date(2010, 1, 1)) == ("the fishermen",)


def test_a_rule_of_an_undecided_question_says_no_more_than_unknown(book: Book) -> None:
    answer = book.check("toll", state="norland", date="2021-01-01", law_as_of=BETWEEN)
    assert {also.sentence: also.truth for also in answer.also} == {"Norland must also anchor": Truth.UNKNOWN}


def test_a_chosen_reading_counts_whenever_it_was_held(book: Book) -> None:
    for reading, verdict in (("count", Truth.YES), ("no-count", Truth.NO)):
        answer = book.check(
            "toll",
            state="norland",
            date="2021-01-01",
            readings=[f"anchors={reading}"],
            law_as_of=BEFORE,
        )
        assert answer.verdict is verdict
