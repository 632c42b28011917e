"""What is supposed against the record, or against the question itself."""

from datetime import date

import pytest

from obligcheck.answers import Answer
from tests.unit.answers.lake import sail
from tests.unit.books import book_of, stating

ISSUED = "the ban on Jane Doe was issued against Jane Doe on"


def beside(answer: Answer) -> object:
    """Return which facts are told to stay beside what was assumed."""
    return answer.receipt.get("also_on_record")


def test_another_date_beside_that_of_the_record_is_told() -> None:
    answer = sail("doe", "norland", "2018-01-01", assume=[f"{ISSUED} 2016-05-05"])
    assert beside(answer) == [f"{ISSUED} 2015-01-01"]
    assert answer.since == date(2015, 1, 1)


@pytest.mark.parametrize(
    "options",
    [
        {"assume": [f"{ISSUED} 2016-05-05"], "deny": [f"{ISSUED} 2015-01-01"]},
        {"assume": [f"{ISSUED} 2015-01-01"]},
        {"assume": [f"{ISSUED} 2015"]},
        {"assume": ["Ostmark joined on 2016-05-05"]},
        {"assume": ["Jane Doe is a guest of Norland"]},
        {"deny": [f"{ISSUED} 2016-05-05"]},
        {},
    ],
    ids=[
        "the fact is denied",
        "the same date",
        "a date that may be the same",
        "no such row",
        "no date",
        "another date is denied",
        "nothing",
    ],
)
def test_what_does_not_clash_is_not_told(options: dict[str, list[str]]) -> None:
    answer = sail("doe", "norland", "2018-01-01", **options)
    assert "also_on_record" not in answer.receipt


KNOWN = """
state,day_date,known
norland,2015-01-01,2017-01-01
ostmark,2015-01-01,2016-01-01
ostmark,2016-01-01,2016-01-01
"""
TREATY = """
duty LT 4
  {state} must pay
  if {state} joined on {day date}
  and it is on or after {day date}
"""


@pytest.mark.parametrize(
    ("assumed", "known_on", "told"),
    [
        ("Norland joined on 2020-01-01", None, ("Norland joined on 2015-01-01",)),
        ("Norland joined on 2020-01-01", date(2017, 1, 1), ("Norland joined on 2015-01-01",)),
        ("Norland joined on 2020-01-01", date(2016, 12, 31), ()),
        ("Ostmark joined on 2020-01-01", None, ()),
    ],
    ids=["public", "public that day", "not yet public", "of several dates one more is no clash"],
)
def test_what_was_not_public_or_is_one_of_several_is_no_clash(
    assumed: str, known_on: date | None, told: tuple[str, ...]
) -> None:
    states = stating("{state} joined on {day date}", known="known")
    book = book_of(TREATY, {"joinings": (KNOWN, states)})
    receipt = book.receipt_of(book.options(assume=[assumed], known_on=known_on))
    assert receipt.get("also_on_record", []) == list(told)


AFLOAT = "Jane Doe is on the waters of Norland"


def test_a_denial_of_what_the_question_supposes_is_told() -> None:
    answer = sail("doe", "norland", "2018-01-01", deny=[AFLOAT])
    assert answer.caveats[0] == f"the question supposes what is denied: {AFLOAT}"
    assert answer.label == "NO DUTY"


@pytest.mark.parametrize(
    ("assume", "deny"),
    [
        ([], [f"{AFLOAT} until 2018-01-01"]),
        ([], ["Jane Doe is on the waters of Ostmark"]),
        ([], ["Jane Doe is a guest of Norland"]),
        ([AFLOAT], []),
    ],
    ids=["other days", "another place", "another sentence", "assumed once more"],
)
def test_what_leaves_the_question_whole_is_not_told(assume: list[str], deny: list[str]) -> None:
    answer = sail("doe", "norland", "2018-01-01", assume=assume, deny=deny)
    assert not any("denied" in caveat for caveat in answer.caveats)
    assert answer.label == "MUST TURN BACK"
