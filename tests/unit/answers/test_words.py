"""The finished sentence of an answer."""

from datetime import date

import pytest

from obligcheck.answers.words import cited, day_in_words, filled


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LEFT ON {exit date}", "LEFT ON 2019-01-01"),
        ("LEFT[ ON {exit date}]", "LEFT ON 2019-01-01"),
        ("LEFT[ FOR {reason}], [ON {exit date}, ]GONE", "LEFT, ON 2019-01-01, GONE"),
        ("LEFT[ ON {exit date} FOR {reason}]", "LEFT"),
        ("[LEFT]", "LEFT"),
    ],
)
def test_a_part_in_brackets_falls_away_where_a_value_in_it_is_missing(text: str, words: str) -> None:
    assert filled(text, {"exit date": "2019-01-01", "reason": None}) == words


def test_what_stands_in_a_value_is_not_filled_again() -> None:
    assert filled("{a} and {b}", {"a": "{b}", "b": "[{a}]"}) == "{b} and [{a}]"
