"""A verdict over all days, and as other readings have it."""

from datetime import date

from obligcheck.answers.history import history
from obligcheck.temporal import Truth
from tests.unit.answers.lake import lake

NO, MAYBE, YES = Truth
WHO = {"suspect": "doe", "state": "norland"}


def test_the_stretches_are_those_that_the_book_gives() -> None:
    assert history(lake(), "sail", lake().options(), WHO).changes == lake().when(
        "sail", suspect="doe", state="norland"
    )


def test_a_reading_that_has_it_otherwise_is_shown_with_its_own_stretches() -> None:
    (other,) = history(lake(), "sail", lake().options(), WHO).otherwise

    assert (other.question, other.asks, other.reading, other.says) == (
        "guests",
        "May a guest stay?",
        "liberal",
        "yes, while the host wants",
    )
    assert [(change.since, change.verdict, change.label) for change in other.changes] == [
        (None, NO, "NO DUTY"),
        (date(2015, 1, 1), MAYBE, "CANNOT TELL"),
        (date(2021, 1, 1), NO, "NO DUTY"),
    ]


def test_a_reading_that_changes_nothing_is_not_shown() -> None:
    options = lake().options(deny=["Jane Doe is a guest of Norland"])
    found = history(lake(), "sail", options, WHO)

    assert found.otherwise == ()
    assert found.receipt["options"] == {
        "assume": [],
        "deny": ["Jane Doe is a guest of Norland"],
        "readings": {},
        "known_on": None,
        "law_as_of": None,
    }
