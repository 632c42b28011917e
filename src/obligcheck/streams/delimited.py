"""CSV and TSV, exactly: quotes, line breaks within cells, rows that have too few cells or too many."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from obligcheck.problems import problem
from obligcheck.streams.blocks import MOST
from obligcheck.streams.rows import Row

#: How Python's reader says that a quote is still open at the end.
_OPEN = "unexpected end of data"

#: How many cells that are too many an error shows.
_SHOWN = 3


class Header(NamedTuple):
    """The names of the columns, the record that has them, and how its line ends."""

    names: tuple[str, ...]
    raw: str
    ending: str


class Delimited:
    """Reads records whose cells ``delimiter`` parts."""

    def __init__(self, delimiter: str) -> None:
        self.delimiter: Final = delimiter

    def header(self, text: str, *, last: bool) -> tuple[Header, int] | None:
        """Return the first record of ``text``, and how many characters it takes with the blank lines before.

        None where there is none, or it goes on behind ``text``.
        """
        used = 0
        with _long_cells():
            for raw, cells in self._records(text, 1, last=last):
                used += len(raw)
                if cells:
                    content, ending = _parted(raw)
                    return Header(tuple(cells), content, ending or "\n"), used
        return None

    def rows(self, text: str, line: int, width: int, *, last: bool) -> tuple[list[Row], int]:
        """Return the rows of ``text``, whose first line is ``line``, and how many characters they take.

        A record that goes on behind ``text`` is not among them. ``width`` is how many cells a row should
        have. Raises ProblemsError for a quote that is never closed.
        """
        rows: list[Row] = []
        used = 0
        with _long_cells():
            for raw, cells in self._records(text, line, last=last):
                if cells:
                    content, ending = _parted(raw)
                    error = "" if len(cells) == width else _miscounted(cells, width)
                    rows.append(Row(line, content, ending, cells, error=error))
                used += len(raw)
                line += raw.count("\n")
        return rows, used

    def _records(self, text: str, line: int, *, last: bool) -> Iterator[tuple[str, list[str]]]:
        """Yield each record of ``text`` as it stands, and its cells: none for a blank line."""
        lines = [f"{each}\n" for each in text.split("\n")]
        lines[-1] = lines[-1][:-1]
        if not lines[-1]:
            lines.pop()
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        begun = 0
        try:
            for cells in reader:
                yield "".join(lines[begun : reader.line_num]), cells
                begun = reader.line_num
        except csv.Error as error:
            told = str(error)
            if told != _OPEN:
                place = line + reader.line_num - 1
                raise problem("bad-quotes", f"line {place}: {_said(told)}", _fix(told)) from None
            if last:
                rest = "".join(lines[begun:])
                place = line + begun + rest.count("\n", 0, _opened(rest, self.delimiter))
                message = f"line {place}: a quote opens here and is never closed"
                raise problem("bad-quotes", message, _FIX) from None


@contextmanager
def _long_cells() -> Iterator[None]:
    """Have cells be as long as a record may be, for now: the limit is the whole process's."""
    before = csv.field_size_limit()
    csv.field_size_limit(max(before, MOST))
    try:
        yield
    finally:
        csv.field_size_limit(before)


#: What to do about quotes that are not as they should be.
_FIX = 'a cell that has quotes stands in quotes, and those within it are doubled: "say ""no"""'


def _said(told: str) -> str:
    """Return in our words what Python's reader says."""
    if "expected after" in told:
        return "a closing quote is followed by something else than the next cell"
    if "new-line character" in told:
        return "a carriage return stands in a cell that has no quotes"
    return told


def _fix(told: str) -> str:
    """Return what to do where Python's reader says so."""
    if "new-line character" in told:
        return "line feeds in place of carriage returns, where these end lines; else quotes around the cell"
    return _FIX


def _opened(record: str, delimiter: str) -> int:
    """Return where in ``record`` the quote opens that is never closed."""
    place = 0
    while True:
        if record.startswith('"', place):
            opened, place = place, place + 1
            while (place := record.find('"', place)) >= 0 and record.startswith('""', place):
                place += 2
            if place < 0:
                return opened
        place = record.find(delimiter, place) + 1
        if not place:
            return 0


def _parted(raw: str) -> tuple[str, str]:
    """Return a record without the end of its line, and that end."""
    if raw.endswith("\r\n"):
        return raw[:-2], "\r\n"
    if raw.endswith("\n"):
        return raw[:-1], "\n"
    return raw, ""


def _miscounted(cells: list[str], width: int) -> str:
    """Return what is wrong with a row that has too few cells, or too many."""
    found = f"expected {width} cell{'s' if width != 1 else ''}, found {len(cells)}"
    beyond = cells[width : width + _SHOWN]
    more = ", …" if len(cells) > width + _SHOWN else ""
    return f"{found}: {', '.join(f'`{cell}`' for cell in beyond)}{more}" if beyond else found
