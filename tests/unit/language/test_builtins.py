"""The built-in sentences, as they are written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.language.builtins import Builtin, find_builtin, wordings
from obligcheck.temporal import Rounding


def found(text: str) -> tuple[Builtin, str, list[str]]:
    """Return the built-in that ``text`` is, its head, and the sentences in it."""
    builtin = find_builtin(text)
    assert builtin is not None
    return builtin, text[slice(*builtin.head)], [text[slice(*part)] for part in builtin.parts]


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("it is on or after {entry date}", "on-or-after"),
        ("it is after 2020-01-01", "after"),
        ("it is before {date}", "before"),
        ("it  is on\tor before {date}", "on-or-before"),
        ("{a date} is before {b date}", "is-before"),
        ("{a date} is after {b date}", "is-after"),
        ("{a date} is on or before {b date}", "is-on-or-before"),
        ("{a date} is on or after {b date}", "is-on-or-after"),
        ("{a date} is the first day of the month after {b date}", "month-after"),
        ("{a date} is the later of {b date} and {c date}", "later"),
        ("{a date} is the earlier of {b date} and 2020-01-01", "earlier"),
        ("{home state} is not {state}", "differs"),
        ('{state} is "Norland"', "equals"),
    ],
)
def test_comparisons_are_known_by_their_words(text: str, operator: str) -> None:
    builtin, head, parts = found(text)

    assert (builtin.operator, head, parts) == (operator, text, [])


@pytest.mark.parametrize(
    ("text", "amount", "unit", "rounding"),
    [
        ("{a date} is {b date} plus 60 days", 60, "days", None),
        ("{a date} is {b date} plus 1 day", 1, "days", None),
        ("{a date} is {b date} minus 12 months rounding down", -12, "months", Rounding.DOWN),
        ("{a date} is 2020-02-29 plus 1 year rounding up", 1, "years", Rounding.UP),
    ],
)
def test_sums_say_how_much_of_what_and_how_to_round(
    text: str, amount: int, unit: str, rounding: Rounding | None
) -> None:
    builtin, _, _ = found(text)

    assert (builtin.operator, builtin.amount, builtin.unit) == ("sum", (amount, 1), unit)
    assert builtin.rounding is rounding


def test_a_number_is_counted_of_one_sentence() -> None:
    builtin, head, parts = found("at least 60 {home state}: {home state} has joined: really")

    assert (builtin.operator, builtin.types, builtin.amount) == ("count", ("state",), (60, 1))
    assert (head, parts) == ("{home state}", ["{home state} has joined: really"])


def test_a_share_is_counted_of_those_for_which_another_sentence_is_so() -> None:
    builtin, head, parts = found("at least  7/8 of {state} for which {state} is a party:  {state} has joined")

    assert (builtin.operator, builtin.amount) == ("share", (7, 8))
    assert (head, parts) == ("{state}", ["{state} is a party", "{state} has joined"])


def test_a_first_day_is_that_of_a_sentence() -> None:
    builtin, head, parts = found("{entry date} is the first day on which at least 2 {state}: {state} joined")

    assert (builtin.operator, builtin.types) == ("first-day", ("date",))
    assert (head, parts) == ("{entry date}", ["at least 2 {state}: {state} joined"])


@pytest.mark.parametrize(
    "text",
    [
        "it is on {date}",
        "IT IS AFTER {date}",
        "{a date} is {b date} plus 60",
        "{a date} is {b date} plus sixty days",
        "{a date} is {b date} plus 60 days rounding",
        "at least {state}: {state} joined",
        "at least 3 states: {state} joined",
        "at least 3 {state} joined",
        "{state} is a party",
        "",
    ],
)
def test_all_else_is_a_sentence_of_rules_or_tables(text: str) -> None:
    assert find_builtin(text) is None


def test_what_is_suggested_is_built_in() -> None:
    suggested = [str(sentence) for sentence in wordings()]

    assert "{a date} is {b date} plus 60 days" in suggested
    assert "it is on or after {date}" in suggested
    assert "{a thing} is not {b thing}" in suggested
    assert all(find_builtin(text) for text in suggested)


@given(
    st.lists(
        st.sampled_from(["at least ", "2", "/", "8", " of ", "{state}", " for which ", ": ", "x"]), max_size=9
    )
)
def test_the_parts_of_a_built_in_stand_in_it_one_after_the_other(pieces: list[str]) -> None:
    text = "".join(pieces)
    builtin = find_builtin(text)
    if builtin is not None:
        spans = [builtin.head, *builtin.parts]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
