"""The rows of a CSV file, each with its line, and what is wrong with them.

One row stands on one line, as RFC 4180 writes it but without line breaks in cells: so a broken row
breaks no other, and every row is found again by its number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obligcheck.problems import Problem
from obligcheck.sources import Place
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obligcheck.facts.table import Table
    from obligcheck.sources import Source

#: More than any honest table has; what is longer is refused instead of filling the memory.
MOST_CELL = 20_000

#: Of a broken line so much is shown.
_SHOWN = 400

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
#: What no cell may hold: it shows nothing, and may tell a terminal to do something.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Rows(NamedTuple):
    """The cells of a file, its first line apart; ``written`` has the lines that could be written plainer."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    written: dict[int, str]


class _BrokenError(ValueError):
    """A line is no row, and where in it that shows."""

    def __init__(self, reason: str, position: int = 0) -> None:
        self.reason = reason
        self.position = position
        super().__init__(reason)


def read_rows(source: Source, problems: list[Problem]) -> Rows:
    """Return the rows of ``source``; a broken one is a problem, and empty."""
    lines = source.lines
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        message = "the file is empty, expected a header"
        problems.append(Problem("empty-table", message, Place(source.path, 1)))
        return Rows((), (), {})
    header = _row(source.path, lines, 0, 0, problems)
    rows: list[tuple[str, ...]] = []
    written: dict[int, str] = {}
    for number in range(1, len(lines) if header else 1):
        cells = _row(source.path, lines, number, len(header), problems)
        # INVARIANT: row i stands on line i + 2, so a broken row keeps its place, empty.
        rows.append(cells or ("",) * len(header))
        if cells and lines[number] != ",".join(cells) and lines[number] != plain(cells):
            written[number - 1] = lines[number]
    return Rows(header, tuple(rows), written)


def _row(path: str, lines: list[str], number: int, expected: int, problems: list[Problem]) -> tuple[str, ...]:
    """Return the cells of a line, ``expected`` ones unless that is 0; none, with a problem, if broken."""
    line = lines[number]
    try:
        return _cells(line, expected)
    except _BrokenError as error:
        shown = line[:_SHOWN]
        place = Place(path, number + 1, error.position + 1, max(len(shown) - error.position, 1), shown)
        problems.append(Problem("broken-row", error.reason, place))
        return ()


def _cells(line: str, expected: int) -> tuple[str, ...]:
    """Return the cells of ``line``, as many as ``expected`` unless that is 0."""
    control = _CONTROL.search(line)
    if control:
        raise _BrokenError("a control character stands in the row", control.start())
    cells = [_text(line[start:end]) for start, end in spans(line)]
    if not any(cells):
        raise _BrokenError("the row is empty")
    if expected and len(cells) != expected:
        raise _BrokenError(f"expected {expected} cells, found {len(cells)}")
    if any(len(cell) > MOST_CELL for cell in cells):
        raise _BrokenError(f"a cell is longer than {MOST_CELL:,} characters")
    return tuple(cells)


def _text(cell: str) -> str:
    """Return what a cell says, without the quotes around it and the blanks around that."""
    return (cell[1:-1].replace('""', '"') if cell[:1] == '"' else cell).strip()


def spans(line: str) -> list[tuple[int, int]]:
    """Return where each cell of ``line`` begins and ends, its quotes included."""
    found: list[tuple[int, int]] = []
    start = 0
    while start <= len(line):
        quoted = _QUOTED.match(line, start) if line[start : start + 1] == '"' else None
        comma = line.find(",", start)
        end = quoted.end() if quoted else comma if comma >= 0 else len(line)
        if quoted is None and '"' in line[start:end]:
            if line[start] == '"':
                raise _BrokenError("a quote is opened and never closed on its line", start)
            raise _BrokenError('a quote stands in a cell: write `"` around the cell and `""` in it', start)
        if end < len(line) and line[end] != ",":
            raise _BrokenError("expected a comma after the closing quote", end)
        found.append((start, end))
        start = end + 1
    return found


def plain(cells: Iterable[str]) -> str:
    """Return ``cells`` as a line of CSV with no more quotes than needed."""
    return ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & set(',"') else c for c in cells)


def place_of(table: Table, row: int, column: int) -> Place:
    """Return the place of a cell."""
    line = table.written.get(row) or plain(table.rows[row])
    start, end = spans(line)[column]
    return Place(table.path, row + 2, start + 1, max(end - start, 1), line)
