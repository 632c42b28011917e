"""A batch goes on step by step: what is to be written, what it counts, and where the next begins."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Step(NamedTuple):
    """``pieces`` to write, the verdicts in them, and the ``place`` in the input from which to go on.

    Pieces are bytes, or tables where tables are written.
    """

    pieces: Iterable[Any]
    counts: Counter[str]
    place: Mapping[str, int]


class Job(NamedTuple):
    """What a batch is to do, as far as it is not what ``Settings`` say of every row.

    ``source`` and ``target`` are names of files, or ``-``; ``given`` and ``wanted`` their formats.
    ``columns`` are those to add, None for the usual ones; ``named`` says which column is which input,
    ``prefix`` stands before the names of columns that are added. ``raw`` leaves cells as they are that a
    spreadsheet would take for formulas. ``strict`` refuses rows that cannot be answered. ``trees`` is
    the folder to write trees to, ``is_quick`` whether columns may be used where they can be,
    ``delimiter`` parts the cells of CSV where it is no comma.
    """

    source: str
    target: str
    given: str
    wanted: str
    columns: tuple[str, ...] | None = None
    explain: bool = False
    named: Mapping[str, str] = {}
    prefix: str = ""
    raw: bool = False
    strict: bool = False
    encoding: str = "utf-8"
    trees: str | None = None
    is_quick: bool = True
    delimiter: str = ""
