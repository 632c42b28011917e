"""Text whose cells need no unpacking: read by columns, its lines passed on as they stand.

A block that may hold anything else is refused, and read exactly instead: both say the same.
Needs the extra ``obligcheck[batch]``.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.json

from obligcheck.batch.columns import Columns
from obligcheck.batch.questions import FROM, TO
from obligcheck.presentation.guard import is_risky
from obligcheck.streams.asking import VERDICTS, counted
from obligcheck.streams.blocks import LEAD
from obligcheck.streams.jsonlines import PLAIN, is_odd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from obligcheck.batch import Outcome
    from obligcheck.batch.spans import Days as Numbers
    from obligcheck.batch.spans import Indices
    from obligcheck.streams.asking import Asked
    from obligcheck.streams.blocks import Block
    from obligcheck.streams.rows import Head
    from obligcheck.streams.texts import Style

    Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
    Places = np.ndarray[tuple[int], np.dtype[np.int32]]

#: So many lines are put together at a time: their text fits where offsets are 32 bits wide.
_LINES = 1 << 15

#: How cells are read that are no days.
_TEXT = pa.dictionary(pa.int32(), pa.string())

#: The first day of the calendar, as Arrow counts days.
_FIRST = -719_162

#: The least size of what the reader of JSON takes apart at a time.
_JSON = 1 << 20

#: A value that JSON has not, outside of texts and perhaps within.
_INF = re.compile(rb"[\s:,\[-]Inf")

_NEWLINE, _RETURN, _OPENS, _CLOSES = b"\n\r{}"

#: What begins a formula, tabs apart; a line break or a null does so only where lines are read exactly.
_RISKS = b"=+-@"

#: What wide characters begin with, of which some begin a formula, and their first byte.
_WIDE, _WIDER = b"\xef\xbc", 0xEF


class Told(NamedTuple):
    """The answer to a block: pieces of text, how many rows have which verdict, and the first error.

    The error is None, or the number of its row within the block and what it says.
    """

    pieces: Iterator[object]
    counts: dict[str, int]
    error: tuple[int, str] | None
    lines: int


class Lines(NamedTuple):
    """The lines of a block: each from the end of the line before it, ``lead`` bytes long, to its own."""

    starts: Places
    lead: int
    ending: bytes


class Fast:
    """Answers blocks of text in the format in which they are to be written."""

    def __init__(self, asked: Asked, head: Head, style: Style, *, guards: bool) -> None:
        self._asked: Final = asked
        self._head: Final = head
        self._style: Final = style
        self._is_objects: Final = not head.delimiter
        self._columns: Final = Columns(asked.batch)
        self._delimiter: Final = head.delimiter
        self._guards: Final = guards and not self._is_objects
        self._fields: Final = [head.names[place] for place in asked.places] if self._is_objects else []
        self._others: Final = sorted(asked.inputs - {*self._fields})
        self._shown: Final = [f'"{name}"'.encode() for name in asked.added]
        days = {*asked.batch.day_keys(asked.names), FROM, TO} if self._delimiter else set()
        at = zip(asked.read, asked.places, strict=True)
        #: The columns that hold days, while all of these are written as ISO has it.
        self._days = frozenset(f"{place}" for name, place in at if name in days)
        self._generation = -1
        self._tails = pa.array([], pa.string())
        self._verdicts: list[int] = []

    def answer(self, block: Block) -> Told | None:
        """Return what is said of the rows of ``block``; None where it is to be read exactly."""
        lines = self._lines(block)
        if lines is None:
            return None
        table = self._objects(block) if self._is_objects else self._cells(block, self._asked.places)
        if table is None or table.num_rows != len(lines.starts) - 1 or not self._is_text(block, lines):
            return None
        codes, outcomes = self._columns.answer(self._named(table))
        tails, verdicts = self._written(outcomes)
        said = np.array(verdicts, np.int8)[codes]
        counts = np.bincount(said, minlength=len(VERDICTS))
        error = None
        if counts[-1]:
            rows = np.flatnonzero(said == len(VERDICTS) - 1)
            error = int(rows[0]), outcomes[codes[rows[0]]].error
            if self._is_objects and self._has_empty(block, lines, rows):
                return None
        pieces = self._pieces(block, lines, tails, codes)
        return Told(pieces, dict(zip(VERDICTS, counts.tolist(), strict=True)), error, len(codes))

    def _lines(self, block: Block) -> Lines | None:
        """Return the lines of ``block``; None where one is blank, or may be no row of its own."""
        data, end = block.data, block.end
        if data[end - 1] != _NEWLINE or data.find(b"\0", 0, end) >= 0:
            return None
        content = np.frombuffer(data, np.uint8, end)
        ends = np.flatnonzero(content == _NEWLINE).astype(np.int32)
        # The first line has a lead of its own, in place of the end of a line before it.
        returns = data.count(b"\r", len(LEAD), end) if data.find(b"\r", len(LEAD), end) >= 0 else 0
        if self._is_objects:
            return None if returns or _is_odd(data, ends) else self._lines_of_objects(content, ends)
        if data.find(b'"', 0, end) >= 0 or data.startswith(codecs.BOM_UTF8, len(LEAD)):
            # The reader of columns would leave out a mark that begins a cell.
            return None
        lines = Lines(ends - 1, len(LEAD), b"\r\n") if returns else Lines(ends, 1, b"\n")
        if returns and (returns != len(ends) - 1 or (content[ends - 1] != _RETURN).any()):
            return None
        if (np.diff(lines.starts) == lines.lead).any() or (self._guards and self._is_risky(data, content)):
            return None
        return lines

    @staticmethod
    def _lines_of_objects(content: Bytes, ends: Places) -> Lines | None:
        """Return lines that go on from the brace before the end of the line before to their own."""
        closes, opens = content[ends[1:] - 1], content[ends[:-1] + 1]
        if (closes != _CLOSES).any() or (opens != _OPENS).any():
            return None
        return Lines(ends - 1, len(LEAD), b"}\n")

    def _is_risky(self, data: bytes, content: Bytes) -> bool:
        """Say whether a spreadsheet might take a cell for a formula."""
        before, first = content[:-1], content[1:]
        risks = first == _RISKS[0]
        for risk in _RISKS[1:]:
            risks |= first == risk
        if self._delimiter != "\t" and data.find(b"\t", 0, len(content)) >= 0:
            risks |= first == ord("\t")
        if data.find(_WIDE, 0, len(content)) >= 0:
            risks |= first == _WIDER
        begins = before == ord(self._delimiter)
        begins |= before == _NEWLINE
        begins &= risks
        return any(is_risky(_cell(data, int(place) + 1, self._delimiter)) for place in np.flatnonzero(begins))

    def table(self, block: Block) -> tuple[pa.Table, Numbers, Sequence[Outcome]] | None:
        """Return all cells of ``block`` and what is said of its rows; None where it is to be read exactly."""
        lines = self._lines(block)
        if lines is None:
            return None
        # All cells are written too, each as it stands.
        table = self._parsed(block, range(len(self._head.names)), frozenset())
        if table is None or table.num_rows != len(lines.starts) - 1:
            return None
        codes, outcomes = self._columns.answer(self._named(table.select(self._asked.places)))
        return table, codes, outcomes

    def _named(self, table: pa.Table) -> pa.Table:
        """Return the columns that are read under the names of inputs."""
        return table.rename_columns(list(self._asked.read))

    def _cells(self, block: Block, places: Iterable[int]) -> pa.Table | None:
        """Return the columns at ``places``; None where a row has too few cells or too many."""
        if self._days:
            # Most days are written in one way, which is read faster as what it is.
            table = self._parsed(block, places, self._days)
            if table is not None and all(_is_written(table.column(name)) for name in self._days):
                return table
            self._days = frozenset()
        return self._parsed(block, places, self._days)

    def _parsed(self, block: Block, places: Iterable[int], days: frozenset[str]) -> pa.Table | None:
        """Return the columns at ``places``, as texts or as days; None where they are none, or not there."""
        names = [f"{place}" for place in range(len(self._head.names))]
        read = [names[place] for place in places]
        start = len(LEAD)
        content = pa.py_buffer(block.data).slice(start, block.end - start)
        try:
            return pa.csv.read_csv(
                pa.BufferReader(content),
                pa.csv.ReadOptions(column_names=names),
                pa.csv.ParseOptions(
                    delimiter=self._delimiter, quote_char=False, double_quote=False, ignore_empty_lines=False
                ),
                pa.csv.ConvertOptions(
                    include_columns=read,
                    column_types={name: pa.date32() if name in days else _TEXT for name in read},
                    strings_can_be_null=False,
                    null_values=[""],
                ),
            )
        except pa.ArrowInvalid:
            return None

    def _is_text(self, block: Block, lines: Lines) -> bool:
        """Say whether all is UTF-8, what is only passed on too."""
        if block.data.isascii():
            return True
        try:
            self._array(block, lines.starts).validate(full=True)
        except pa.ArrowInvalid:
            return False
        return True

    def _written(self, outcomes: Sequence[Outcome]) -> tuple[pa.Array, list[int]]:
        """Return the text and the verdict of each outcome; those that stay are written once."""
        batch = self._asked.batch
        if self._generation != batch.generation:
            self._generation = batch.generation
            self._tails, self._verdicts = pa.array([], pa.string()), []
        kept = len(batch.outcomes)
        new = outcomes[len(self._verdicts) : kept]
        if new:
            self._tails = pa.concat_arrays([self._tails, self._texts(new)])
            self._verdicts += map(_verdict, new)
        if kept == len(outcomes):
            return self._tails, self._verdicts
        local = outcomes[kept:]
        return pa.concat_arrays([self._tails, self._texts(local)]), [*self._verdicts, *map(_verdict, local)]

    def _texts(self, outcomes: Sequence[Outcome]) -> pa.Array:
        before = ", " if self._is_objects else ""
        return pa.array([before + self._style.tail(outcome) for outcome in outcomes], pa.string())

    def _pieces(self, block: Block, lines: Lines, tails: pa.Array, codes: Places) -> Iterator[object]:
        """Yield the text of the lines, what is said of each at its end.

        Each line brings the end of the line before it: the first does without, and one follows the last.
        """
        before = lines.lead
        for start in range(0, len(codes), _LINES):
            part = codes[start : start + _LINES]
            own = self._array(block, lines.starts[start : start + len(part) + 1])
            joined = pc.binary_join_element_wise(own, tails.take(pa.array(part)), "")
            _, offsets, content = joined.buffers()
            end = int(np.frombuffer(offsets, np.int32, len(part) + 1)[-1])
            yield content.slice(before, end - before)
            before = 0
        yield lines.ending

    def _array(self, block: Block, starts: Places) -> pa.Array:
        """Return the texts between ``starts``, none of them copied."""
        offsets = pa.py_buffer(np.ascontiguousarray(starts, np.int32))
        return pa.StringArray.from_buffers(len(starts) - 1, offsets, pa.py_buffer(block.data))

    # Objects.

    def _objects(self, block: Block) -> pa.Table | None:
        """Return the fields that are read; None where they are no texts, or more than the first rows had."""
        data, end = block.data, block.end
        if data.find(b"\\u", 0, end) >= 0 or any(data.find(name, 0, end) >= 0 for name in self._shown):
            # A name that is added may stand there already.
            return None
        schema = pa.schema([pa.field(name, pa.string()) for name in (*self._fields, *self._others)])
        content = pa.py_buffer(data).slice(len(LEAD), end - len(LEAD))
        try:
            table = pa.json.read_json(
                pa.BufferReader(content),
                pa.json.ReadOptions(block_size=max(_JSON, end)),
                pa.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
            )
        except pa.ArrowInvalid:
            return None
        if any(table.column(name).null_count < table.num_rows for name in self._others):
            return None
        return table.select(list(self._fields))

    @staticmethod
    def _has_empty(block: Block, lines: Lines, rows: Indices) -> bool:
        """Say whether an object among ``rows`` has no fields, so that no comma follows them."""
        starts = lines.starts
        return any(block.data[starts[row] + lines.lead : starts[row + 1]].strip() == b"{" for row in rows)


def _is_written(days: pa.ChunkedArray) -> bool:
    """Say whether all ``days`` are days of the calendar, as Python has it."""
    least = pc.min(days.cast(pa.int32())).as_py()
    return least is None or least >= _FIRST


def _is_odd(data: bytes, ends: Places) -> bool:
    """Say whether lines of objects that end at ``ends`` may have what JSON has not, or hardly anybody reads.

    The reader of columns takes it where it is only passed on.
    """
    if data.find(b"NaN", 0, ends[-1]) >= 0 or (data.find(b"Inf", 0, ends[-1]) >= 0 and _INF.search(data)):
        return True
    return any(
        is_odd(data[ends[line] : ends[line + 1]].decode(errors="replace"))
        for line in np.flatnonzero(np.diff(ends) > PLAIN).tolist()
    )


def _cell(data: bytes, place: int, delimiter: str) -> str:
    """Return the cell at ``place``."""
    end = min(at for at in (data.find(b"\n", place), data.find(delimiter.encode(), place)) if at >= 0)
    return data[place:end].removesuffix(b"\r").decode(errors="replace")


def _verdict(outcome: Outcome) -> int:
    """Return the number of what a summary counts."""
    return VERDICTS.index(counted(outcome))
