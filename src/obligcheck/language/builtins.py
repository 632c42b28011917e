"""The built-in sentences: how each is written, and of which types its blanks are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from obligcheck.sentences import Blank, Sentence, parse_sentence, skeleton
from obligcheck.temporal import Rounding

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUM = re.compile(r"\{\} is \{\} (plus|minus) (\d+) (day|month|year)s?(?: rounding (down|up))?")
_COUNTED = re.compile(r"at\s+least\s+(\d+)(?:/(\d+)\s+of)?\s+(\{[^{}]+\})(?:\s+for\s+which\s+(.+?))?:\s+(.+)")
_FIRST_DAY = re.compile(r"(\{[^{}]+\})\s+is\s+the\s+first\s+day\s+on\s+which\s+(.+)")

#: Words with a hole for each blank, the operator that they mean, and the types of the blanks.
_PLAIN: dict[str, tuple[str, tuple[str, ...]]] = {
    "it is on or after {}": ("on-or-after", ("date",)),
    "it is after {}": ("after", ("date",)),
    "it is before {}": ("before", ("date",)),
    "it is on or before {}": ("on-or-before", ("date",)),
    "{} is before {}": ("is-before", ("date", "date")),
    "{} is after {}": ("is-after", ("date", "date")),
    "{} is on or before {}": ("is-on-or-before", ("date", "date")),
    "{} is on or after {}": ("is-on-or-after", ("date", "date")),
    "{} is the first day of the month after {}": ("month-after", ("date", "date")),
    "{} is the later of {} and {}": ("later", ("date", "date", "date")),
    "{} is the earlier of {} and {}": ("earlier", ("date", "date", "date")),
    "{} is not {}": ("differs", ("", "")),
    "{} is {}": ("equals", ("", "")),
}

#: How those with more to them are written, for "did you mean".
_SUMS = tuple(
    f"{{a date}} is {{b date}} {sign} 60 {unit}"
    for sign in ("plus", "minus")
    for unit in ("days", "months", "years")
)


class Builtin(NamedTuple):
    """A built-in as written: operator, types of its blanks ("" is any, but all alike), and its parts.

    ``head`` is where in the text the blanks of its own stand, ``parts`` where the sentences inside.
    """

    operator: str
    types: tuple[str, ...]
    head: tuple[int, int]
    parts: tuple[tuple[int, int], ...] = ()
    amount: tuple[int, int] = (0, 1)
    unit: str = ""
    rounding: Rounding | None = None


def find_builtin(text: str) -> Builtin | None:
    """Return the built-in that ``text`` is, or None where it is a sentence of the vocabulary."""
    counted = _COUNTED.fullmatch(text)
    if counted:
        amount = (int(counted[1]), int(counted[2] or 1))
        parts = tuple(counted.span(group) for group in (4, 5) if counted[group])
        operator = "share" if counted[2] else "count"
        counts = Blank(counted[3][1:-1].strip()).type
        return Builtin(operator, (counts,), counted.span(3), parts, amount)
    first = _FIRST_DAY.fullmatch(text)
    if first:
        return Builtin("first-day", ("date",), first.span(1), (first.span(2),))
    bare = skeleton(text)
    plain = _PLAIN.get(bare)
    if plain:
        return Builtin(plain[0], plain[1], (0, len(text)))
    summed = _SUM.fullmatch(bare)
    if summed:
        count = int(summed[2]) * (-1 if summed[1] == "minus" else 1)
        rounding = Rounding(summed[4]) if summed[4] else None
        return Builtin("sum", ("date", "date"), (0, len(text)), (), (count, 1), summed[3] + "s", rounding)
    return None


def wording_of(operator: str) -> str:
    """Return how a plain built-in is written, with ``{}`` for its blanks."""
    return next(bare for bare, (known, _) in _PLAIN.items() if known == operator)


def wordings() -> Iterator[Sentence]:
    """Yield how the built-ins are written, for "did you mean"."""
    for bare, (_, types) in _PLAIN.items():
        lettered = [f"{a} {kind or 'thing'}" for a, kind in zip("abc", types, strict=False)]
        names = types if len(types) == 1 else lettered
        yield Sentence(tuple(bare.split("{}")), tuple(map(Blank, names)))
    yield from map(parse_sentence, _SUMS)
