"""What was read of a batch: its head, and its rows with what they say and how they were written."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Head(NamedTuple):
    """What is known before the rows: the ``format`` and the names of the columns.

    ``raw`` and ``ending`` are the line that has the names and its end, ``marked`` says that a byte order
    mark stands before it, ``delimiter`` parts cells. The names of JSON Lines are those of the objects that
    come first.
    """

    format: str
    names: tuple[str, ...]
    raw: str = ""
    ending: str = "\n"
    marked: bool = False
    delimiter: str = ""


class Row(NamedTuple):
    """A row that begins on ``line``: its text without the ``ending`` of its line, and what it says.

    ``cells`` stand in the order of the columns. Where rows name their own fields, these are in
    ``fields``, and ``cells`` is empty. ``error`` says why the row cannot be asked about at all.
    """

    line: int
    raw: str
    ending: str
    cells: Sequence[str] = ()
    fields: Mapping[str, object] | None = None
    error: str = ""
