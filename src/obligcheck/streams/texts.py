"""Rows of text as lines of CSV, TSV or JSON Lines, with what is said of each behind what it had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Protocol

from obligcheck.presentation.guard import guarded, is_risky, joined
from obligcheck.problems import ProblemsError, problem
from obligcheck.streams.formats import DELIMITERS, delimiter_of
from obligcheck.streams.jsonlines import LINE, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from obligcheck.batch import Outcome
    from obligcheck.streams.rows import Head, Row
    from obligcheck.streams.steps import Job


class Style(Protocol):
    """How lines are written; ``tail`` is what is said of a row, the same text for the same outcome."""

    def head(self) -> str:
        """Return what stands before all rows."""
        ...

    def tail(self, outcome: Outcome) -> str:
        """Return what stands behind the text of a row."""
        ...

    def line(self, row: Row, tail: str) -> str:
        """Return the line of ``row``, its end included."""
        ...


def style_of(head: Head, job: Job, columns: Sequence[str]) -> Style:
    """Return how ``job`` writes rows with ``head``, ``columns`` behind them."""
    return (_Objects if job.wanted == "jsonl" else _Cells)(head, job, columns)


def unknown_column(line: int, name: str) -> ProblemsError:
    """Return the error of a row with a field that is none of the columns, where these are fixed."""
    message = (
        f"line {line}: no column is called `{name}`: the columns are the fields of the rows that come first"
    )
    return problem("unknown-column", message, "--to jsonl keeps what each row has")


class _Cells:
    """Lines of cells. What a row was read from is kept as it stands wherever it can be."""

    def __init__(self, head: Head, job: Job, columns: Sequence[str]) -> None:
        self._head: Final = head
        self._columns: Final = tuple(columns)
        self._named: Final = [job.prefix + column for column in columns]
        self._raw: Final = job.raw
        self._delimiter: Final = delimiter_of(job.wanted, job.delimiter)
        self._is_same: Final = head.format == job.wanted
        self._width: Final = len(head.names)
        self._known: Final = frozenset(head.names)

    def head(self) -> str:
        """Return the names of the columns."""
        marked = "\ufeff" if self._head.marked and self._head.format in DELIMITERS else ""
        if self._is_same and (self._raw or not any(map(is_risky, self._head.names))):
            own = self._head.raw
        else:
            own = joined(self._safe(self._head.names), self._delimiter)
        added = joined(self._named, self._delimiter)
        return f"{marked}{own}{self._delimiter if self._head.names else ''}{added}{self._head.ending}"

    def tail(self, outcome: Outcome) -> str:
        """Return the cells that are added, the delimiter before them included."""
        cells = joined(map(guarded, outcome.cells(self._columns)), self._delimiter)
        return f"{self._delimiter if self._width else ''}{cells}"

    def line(self, row: Row, tail: str) -> str:
        """Return the line of ``row``; cells that are too many stand behind those that are added."""
        ending = (row.ending if self._is_same else "") or self._head.ending
        cells = self._cells(row)
        lacking = self._width - len(cells)
        if self._is_same and lacking >= 0 and (self._raw or not any(map(is_risky, cells))):
            return f"{row.raw}{self._delimiter * lacking}{tail}{ending}"
        cells = self._safe(cells)
        own = joined(cells[: self._width], self._delimiter) + self._delimiter * max(lacking, 0)
        beyond = joined(["", *cells[self._width :]], self._delimiter)
        return f"{own}{tail}{beyond}{ending}"

    def _cells(self, row: Row) -> list[str]:
        if row.fields is None:
            # A line that is no object has no fields.
            return list(row.cells)
        unknown = row.fields.keys() - self._known
        if unknown:
            raise unknown_column(row.line, min(unknown))
        return [as_text(row.fields.get(name)) for name in self._head.names]

    def _safe(self, cells: Iterable[str]) -> list[str]:
        return list(cells) if self._raw else list(map(guarded, cells))


class _Objects:
    """Lines of JSON objects. An object is kept as it stands, and what is said follows its own fields."""

    def __init__(self, head: Head, job: Job, columns: Sequence[str]) -> None:
        self._names: Final = head.names
        self._columns: Final = tuple(columns)
        self._prefix: Final = job.prefix
        if len({*head.names}) < len(head.names):
            twice = next(name for name in head.names if head.names.count(name) > 1)
            raise problem("column-twice", f"two columns are called `{twice}`, which JSON cannot have")

    def head(self) -> str:
        """Return nothing: every object names its fields."""
        return ""

    def tail(self, outcome: Outcome) -> str:
        """Return the fields that are added, without the braces around them."""
        fields = outcome.fields(self._columns)
        named = {self._prefix + name: value for name, value in fields.items()}
        return json.dumps(named, ensure_ascii=False)[1:-1]

    def line(self, row: Row, tail: str) -> str:
        """Return the object of ``row``; a line that is no object stands in one as a text."""
        if row.fields is not None:
            own = row.raw.rstrip()[:-1] if row.raw else json.dumps(row.fields, ensure_ascii=False)[:-1]
            return f"{own}{', ' if row.fields and tail else ''}{tail}}}{row.ending or chr(10)}"
        if row.cells:
            fields = dict(zip(self._names, row.cells, strict=False))
            fields.update(dict.fromkeys(self._names[len(row.cells) :], ""))
            own = json.dumps(fields, ensure_ascii=False)[:-1]
            return f"{own}{', ' if tail else ''}{tail}}}\n"
        own = json.dumps({LINE: row.raw}, ensure_ascii=False)[:-1]
        return f"{own}{', ' if tail else ''}{tail}}}{row.ending or chr(10)}"
