"""The finished sentence of an answer."""

from datetime import date

import pytest

from obligcheck.answers.words import cited, day_in_words, in_words
from tests.unit.answers.lake import lake


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 10, 9), "9 October 2025"),
        (date(2002, 7, 1), "1 July 2002"),
        (date(999, 12, 31), "31 December 999"),
    ],
)
def test_a_day_is_written_out(day: date, words: str) -> None:
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("cites", "words"),
    [
        ((), ""),
        (("LT 4",), "LT 4"),
        (("LT 4", "LT 15 bis(5)", "FT 3", "LT 9"), "LT 4, 15 bis(5), 9; FT 3"),
    ],
)
def test_an_instrument_is_named_once(cites: tuple[str, ...], words: str) -> None:
    assert cited(cites) == words


def test_a_blank_that_nothing_fills_stays_as_it_is() -> None:
    scenario = lake().rules.scenarios["sail"]
    suspect, state = scenario.inputs[:2]
    said = in_words(scenario, "yes", {suspect: "Jane Doe", state: None}, date(2020, 1, 1), ("LT 4",))

    assert said == "On 1 January 2020, {state} must turn back Jane Doe (LT 4)."
