"""Rows as plain lines for pipes and files: no colour, no wrapping, one line per fact."""

from collections.abc import Iterable

from obligcheck.presentation import wording
from obligcheck.presentation.layout import Row


def draw_plain(rows: Iterable[Row]) -> str:
    """Return ``rows`` as lines; what a terminal sets at the right follows after a middle dot."""
    return "".join(f"{_line(row)}\n" for row in rows)


def _line(row: Row) -> str:
    words = f"{row.glyph} {row.words}" if row.glyph and row.role != "label" else row.words
    parts = [part for part in (words, row.days, row.reason) if part]
    return (row.guides + row.lead + wording.BETWEEN.join(parts)).rstrip()
