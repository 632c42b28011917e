"""What a batch says of a row: an answer without its tree, the same on every day of a span."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from obligcheck.problems import problem

#: What a batch adds to a row, in this order.
ADDED = ("verdict", "label", "since", "until", "basis", "contested", "presumed", "caveats", "error")

#: What it adds where reasons are asked for: a paragraph, and the identifier of the tree.
EXPLAINED = ("reason", "tree")

#: What it adds to stays: the parts of a stay within which the verdict changes.
STAY = "stretches"

#: Those of them that are days.
DAYS = frozenset(("since", "until"))

#: Between the several things that one cell holds.
SEVERAL = "; "

#: All columns that can be added.
_ALL = (*ADDED, *EXPLAINED, STAY)


def addable(columns: Iterable[str]) -> tuple[str, ...]:
    """Return ``columns``, each once. Raises ProblemsError for one that nobody can add."""
    if isinstance(columns, str):
        raise problem("unknown-column", f"expected several columns, found the text `{columns}`")
    chosen = tuple(dict.fromkeys(columns))
    unknown = [name for name in chosen if name not in _ALL]
    if unknown:
        raise problem(
            "unknown-column", f"no column `{unknown[0]}` can be added", f"columns: {', '.join(_ALL)}"
        )
    return chosen


class Stretch(NamedTuple):
    """A part of a stay, first and last day, and the verdict on each of its days."""

    first: date
    last: date
    verdict: str


class Outcome(NamedTuple):
    """What a batch says of a row; ``error`` says why nothing could be, and then the rest is empty.

    ``since`` and ``until`` (first day no longer) bound the stretch of the verdict. ``contested`` holds
    each question, the reading under which the verdict would be another, and that verdict. ``reason``
    and ``tree`` are filled in where they were asked for, ``stretches`` where the verdict changes within
    a stay.
    """

    verdict: str = ""
    label: str = ""
    since: date | None = None
    until: date | None = None
    basis: tuple[str, ...] = ()
    contested: tuple[tuple[str, str, str], ...] = ()
    presumed: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    error: str = ""
    reason: str = ""
    tree: str = ""
    stretches: tuple[Stretch, ...] = ()

    def cells(self, columns: Iterable[str]) -> list[str]:
        """Return ``columns`` as the cells of a table have them; of several, semicolons part them."""
        return [self._cell(column) for column in columns]

    def fields(self, columns: Iterable[str]) -> dict[str, object]:
        """Return ``columns`` as JSON has them: lists, objects, ISO days, null for what is not there."""
        return {column: self._field(column) for column in columns}

    def _cell(self, column: str) -> str:
        match getattr(self, column):
            case None:
                return ""
            case tuple() as several:
                return SEVERAL.join(map(_in_cell, several))
            case value:
                return str(value)

    def _field(self, column: str) -> object:
        value = getattr(self, column)
        if column == "contested":
            return [{"question": q, "reading": r, "verdict": v} for q, r, v in value]
        if column == STAY:
            return [{"first": str(s.first), "last": str(s.last), "verdict": s.verdict} for s in value]
        if isinstance(value, tuple):
            return list(value)
        return str(value) if value else None


def _in_cell(value: object) -> str:
    """Return one of the several things of a cell."""
    match value:
        case Stretch(first, last, verdict):
            return f"{first}..{last} {verdict}"
        case (question, reading, verdict):
            return f"{question}={reading}: {verdict}"
        case _:
            return str(value)
