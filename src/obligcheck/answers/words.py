"""The words of an answer: the scenario's own, with names, days, provisions and given values in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_PART = re.compile(r"\[([^\[\]]*)\]")
_NAMED = re.compile(r"\{([^{}]*)\}")


def filled(text: str, values: Mapping[str, str | None]) -> str:
    """Return ``text`` with ``values`` in its blanks; a part in brackets falls away where one is missing.

    >>> filled("LEFT[ ON {exit}]", {"exit": "2027-07-24"}), filled("LEFT[ ON {exit}]", {"exit": None})
    ('LEFT ON 2027-07-24', 'LEFT')
    """

    def part(found: re.Match[str]) -> str:
        return "" if any(values[name] is None for name in _NAMED.findall(found[1])) else found[1]

    return _NAMED.sub(lambda found: str(values[found[1]]), _PART.sub(part, text))


def day_in_words(day: date) -> str:
    """Return a day as prose writes it, whatever the machine's language.

    >>> from datetime import date
    >>> day_in_words(date(2025, 10, 9))
    '9 October 2025'
    """
    return f"{day.day} {month_in_words(day.year, day.month)}"


def month_in_words(year: int, month: int) -> str:
    """Return a month as prose writes it.

    >>> month_in_words(2015, 6)
    'June 2015'
    """
    return f"{_MONTHS[month - 1]} {year}"


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
