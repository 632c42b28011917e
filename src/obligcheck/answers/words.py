"""The finished sentence of an answer: the scenario's own words with names, day and provisions in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from obligcheck.language import Scenario
    from obligcheck.sentences import Blank, Value

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(
    scenario: Scenario, truth: str, values: Mapping[Blank, Value | None], day: date, basis: Sequence[str]
) -> str:
    """Return what the scenario says for ``truth``, its blanks filled; ``{basis}`` and ``{date}`` are ours."""
    text = scenario.says[truth]
    for blank, value in values.items():
        if value is not None and blank.type != "date":
            text = text.replace(str(blank), str(value))
    return text.replace("{date}", day_in_words(day)).replace("{basis}", cited(basis))


def day_in_words(day: date) -> str:
    """Return a day as prose writes it, whatever the machine's language.

    >>> from datetime import date
    >>> day_in_words(date(2025, 10, 9))
    '9 October 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def cited(cites: Sequence[str]) -> str:
    """Return citations in one line, each instrument named once.

    >>> cited(["LT 7(1)", "LT 9", "VT 3"])
    'LT 7(1), 9; VT 3'
    """
    groups: dict[str, list[str]] = {}
    for cite in cites:
        name, _, provision = cite.partition(" ")
        groups.setdefault(name, []).append(provision)
    return "; ".join(f"{name} {', '.join(provisions)}" for name, provisions in groups.items())
