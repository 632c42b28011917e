"""Batches whose input or output is Parquet, table by table. Needs the extra ``obligcheck[batch]``."""

from __future__ import annotations

import math
import os
from base64 import b64encode
from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from obligcheck.batch.columns import Columns
from obligcheck.batch.outcome import DAYS
from obligcheck.batch.written import Written
from obligcheck.problems import problem
from obligcheck.streams.asking import Teller, counted, refused
from obligcheck.streams.jsonlines import as_text
from obligcheck.streams.rows import Head, Row
from obligcheck.streams.steps import Step
from obligcheck.streams.texts import unknown_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obligcheck.batch import Outcome
    from obligcheck.batch.spans import Days as Numbers
    from obligcheck.streams.asking import Asked
    from obligcheck.streams.fast import Fast
    from obligcheck.streams.reading import Reader
    from obligcheck.streams.texts import Style

#: How many rows of a Parquet file are answered at a time; fewer where they become text, which is longer.
ROWS, LINES = 1 << 16, 1 << 13

#: How many rows of text become one group of rows at most.
GROUP = 1 << 15


class Added:
    """The columns that are added to a table: days as days, all else as texts, null where there is nothing."""

    def __init__(self, columns: Sequence[str], prefix: str) -> None:
        self.columns: Final = tuple(columns)
        #: What the added columns are called, and their types.
        self.fields: Final = [
            pa.field(prefix + name, pa.date32() if name in DAYS else pa.string()) for name in columns
        ]

    def arrays(self, written: Written, codes: Numbers, outcomes: Sequence[Outcome]) -> list[pa.Array]:
        """Return the columns, as ``written``, of rows whose outcomes have the numbers ``codes``."""
        arrays = written.arrays(codes, outcomes)
        return [array.cast(field.type) for array, field in zip(arrays, self.fields, strict=True)]


class Source:
    """The tables of a Parquet file, each a part of one of its groups of rows.

    ``extra`` are columns with one value that all rows have, as the folders of a data set name them: they
    are read, and not written.
    """

    def __init__(self, stream: BinaryIO, extra: Mapping[str, str] | None = None) -> None:
        """Raise ProblemsError where ``stream`` holds no Parquet file."""
        try:
            self._file: Final = pq.ParquetFile(stream)
        except (pa.ArrowInvalid, OSError) as error:
            raise problem("bad-parquet", f"the input is no Parquet file: {error}") from None
        self._length: Final = stream.seek(0, os.SEEK_END)
        self.schema: Final = self._file.schema_arrow
        names = tuple(self.schema.names)
        self.extra: Final = {key: value for key, value in (extra or {}).items() if key not in names}
        self.names: Final = (*names, *self.extra)
        self.head: Final = Head("parquet", names)

    def tables(
        self, done: Mapping[str, int] | None, rows: int
    ) -> Iterator[tuple[pa.RecordBatch, dict[str, int]]]:
        """Yield the tables of so many ``rows`` behind those that are ``done``, and where the next begins."""
        group, part, row = (done["group"], done["part"], done["row"]) if done else (0, 0, 0)
        whole = self._file.metadata.num_rows
        for number in range(group, self._file.num_row_groups):
            for place, batch in enumerate(self._batches(number, rows)):
                if number > group or place >= part:
                    row += batch.num_rows
                    # Of the bytes read the share that the rows are is told: Parquet has no order of its own.
                    offset = self._length * row // whole
                    yield batch, {"group": number, "part": place + 1, "row": row, "offset": offset}

    def _batches(self, group: int, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the tables of a group of rows. Raises ProblemsError where they cannot be read."""
        try:
            yield from self._file.iter_batches(rows, row_groups=[group])
        except (pa.ArrowInvalid, OSError) as error:
            raise problem("bad-parquet", f"the input is broken: {error}") from None

    def asked(self, batch: pa.RecordBatch, asked: Asked) -> pa.RecordBatch:
        """Return the columns of ``batch`` that are read, by the names of inputs."""
        arrays = [
            batch.column(place)
            if place < batch.num_columns
            else pa.array(
                [list(self.extra.values())[place - batch.num_columns]] * batch.num_rows, pa.string()
            )
            for place in asked.places
        ]
        return pa.record_batch(arrays, names=list(asked.read))


class FromTables:
    """Answers the tables of ``source``."""

    def __init__(self, source: Source, asked: Asked, *, strict: bool) -> None:
        self._source: Final = source
        self._asked: Final = asked
        self._strict: Final = strict
        self._columns: Final = Columns(asked.batch)

    def to_tables(self, added: Added, done: Mapping[str, int] | None) -> Iterator[Step]:
        """Yield the tables with what is said of their rows."""
        schema = table_schema(self._source.schema, added)
        written = Written(added.columns, self._asked.batch)
        for table, place in self._source.tables(done, ROWS):
            outcomes, codes, counts = self._answer(table, place)
            arrays = [*table.columns, *added.arrays(written, codes, outcomes)]
            yield Step([pa.table(arrays, schema=schema)], counts, place)

    def to_text(self, style: Style, done: Mapping[str, int] | None, *, as_objects: bool) -> Iterator[Step]:
        """Yield the rows as text in ``style``, which takes cells or, ``as_objects``, fields."""
        kind = _objects if as_objects else _cells
        for table, place in self._source.tables(done, LINES):
            outcomes, codes, counts = self._answer(table, place)
            tails: dict[int, str] = {}
            lines: list[str] = []
            for row, code in zip(kind(table), codes.tolist(), strict=True):
                if code not in tails:
                    tails[code] = style.tail(outcomes[code])
                lines.append(style.line(row, tails[code]))
            yield Step(["".join(lines).encode(errors="replace")], counts, place)

    def _answer(
        self, table: pa.RecordBatch, place: Mapping[str, int]
    ) -> tuple[Sequence[Outcome], Any, Counter[str]]:
        """Return what is said, the number of it for each row, and the verdicts counted."""
        codes, outcomes = self._columns.answer(self._source.asked(table, self._asked))
        counts = counts_of(codes, outcomes)
        if self._strict and counts["error"]:
            first = next(row for row, code in enumerate(codes.tolist()) if outcomes[code].error)
            row = place["row"] - table.num_rows + first + 1
            raise problem("row", f"row {row}: {outcomes[codes[first]].error}")
        return outcomes, codes, counts


def counts_of(codes: Numbers, outcomes: Sequence[Outcome]) -> Counter[str]:
    """Return how many rows have which verdict: that of the outcome with their number in ``codes``."""
    counts: Counter[str] = Counter()
    for number, many in enumerate(np.bincount(codes).tolist()):
        if many:
            counts[counted(outcomes[number])] += many
    return counts


def from_text(
    reader: Reader, teller: Teller, added: Added, fast: Fast | None, *, strict: bool
) -> Iterator[Step]:
    """Yield the rows of ``reader`` as tables of texts with what is said of them."""
    names = reader.head.names
    schema = table_schema(texts_schema(names), added)
    written = Written(added.columns, teller.asked.batch)
    while block := reader.blocks.take():
        quick = fast.table(block) if fast else None
        if quick and not (strict and counts_of(*quick[1:])["error"]):
            reader.blocks.grow()
            pieces, counts = _quickly(*quick, written, schema), counts_of(*quick[1:])
        elif fast and reader.blocks.shrink(block):
            # What is to be read exactly may be little of it.
            continue
        else:
            table, counts = _exactly(teller.outcomes(reader.rows(block)), added, schema, strict=strict)
            pieces = iter([table] if len(table) else ())
        yield Step(pieces, counts, reader.blocks.place())


def _quickly(
    table: pa.Table, codes: Numbers, outcomes: Sequence[Outcome], written: Written, schema: pa.Schema
) -> Iterator[pa.Table]:
    """Return all cells with what is said of their rows, in tables of some thousands of rows.

    Each text stands once until its table is written: rows with the same would be much longer.
    """
    columns = [*(column.combine_chunks() for column in table.columns), *written.arrays(codes, outcomes)]
    whole = pa.table(columns, names=schema.names)
    return (whole.slice(start, GROUP).cast(schema) for start in range(0, len(whole), GROUP))


def _exactly(
    said: Iterator[tuple[Row, Outcome]], added: Added, schema: pa.Schema, *, strict: bool
) -> tuple[pa.Table, Counter[str]]:
    """Return rows of text with what is said of them, and the verdicts counted."""
    names = schema.names[: len(schema) - len(added.fields)]
    outcomes: list[Outcome] = []
    texts: list[list[str | None]] = []
    counts: Counter[str] = Counter()
    for row, outcome in said:
        if strict and outcome.error:
            raise refused(row.line, outcome.error)
        counts[counted(outcome)] += 1
        outcomes.append(outcome)
        texts.append(_texts(row, names))
    own = [pa.array(column, pa.string()) for column in zip(*texts, strict=True)]
    own = own or [pa.array([], pa.string())] * len(names)
    codes = np.arange(len(outcomes), dtype=np.int32)
    return pa.table([*own, *added.arrays(Written(added.columns), codes, outcomes)], schema=schema), counts


def texts_schema(names: Sequence[str]) -> pa.Schema:
    """Return the schema of columns of texts."""
    return pa.schema([pa.field(name, pa.string()) for name in names])


def table_schema(own: pa.Schema, added: Added) -> pa.Schema:
    """Return the schema of a table with columns added. Raises ProblemsError for two of one name."""
    if len({*own.names}) < len(own.names):
        twice = next(name for name in own.names if own.names.count(name) > 1)
        raise problem("column-twice", f"two columns are called `{twice}`, which Parquet cannot have")
    return pa.schema([*own, *added.fields], own.metadata)


def _texts(row: Row, names: Sequence[str]) -> list[str | None]:
    """Return the cells of ``row``, as many as there are ``names``; what is not there is null."""
    if row.fields is None:
        cells: list[str | None] = list(row.cells[: len(names)])
        return cells + [None] * (len(names) - len(cells))
    unknown = row.fields.keys() - set(names)
    if unknown:
        raise unknown_column(row.line, min(unknown))
    found = (row.fields.get(name) for name in names)
    return [None if value is None else _clean(as_text(value)) for value in found]


def _clean(text: str) -> str:
    """Return ``text`` without what UTF-8 cannot hold."""
    return text.encode(errors="replace").decode()


def _cells(table: pa.RecordBatch) -> Iterator[Row]:
    """Yield the rows of ``table`` as cells."""
    columns = [[as_text(_plain(value)) for value in _listed(column)] for column in table.columns]
    for cells in zip(*columns, strict=True):
        yield Row(0, "", "", cells)


def _objects(table: pa.RecordBatch) -> Iterator[Row]:
    """Yield the rows of ``table`` as objects."""
    columns = [[_plain(value) for value in _listed(column)] for column in table.columns]
    for values in zip(*columns, strict=True):
        yield Row(0, "", "", fields=dict(zip(table.schema.names, values, strict=True)))


def _listed(column: pa.Array) -> list[Any]:
    """Return the values of ``column``; days and times, of which Python lacks some, as texts."""
    kind = _spelt(column.type)
    found: list[Any] = (column if kind == column.type else column.cast(kind)).to_pylist()
    return found


def _spelt(kind: pa.DataType) -> pa.DataType:
    """Return ``kind`` with texts for days and times, and numbers for how long something took."""
    if pa.types.is_nested(kind):
        return _spelt_within(kind)
    if pa.types.is_duration(kind):
        return pa.int64()
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind) or pa.types.is_time(kind):
        return pa.string()
    if pa.types.is_dictionary(kind):
        value = _spelt(kind.value_type)
        return kind if value == kind.value_type else value
    return kind


def _spelt_within(kind: pa.DataType) -> pa.DataType:
    """Return what holds several values with each of these spelt."""
    if pa.types.is_list(kind):
        return pa.list_(_spelt(kind.value_type))
    if pa.types.is_large_list(kind):
        return pa.large_list(_spelt(kind.value_type))
    if pa.types.is_fixed_size_list(kind):
        return pa.list_(_spelt(kind.value_type), kind.list_size)
    if pa.types.is_map(kind):
        return pa.map_(_spelt(kind.key_type), _spelt(kind.item_type))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_spelt(field.type)) for field in kind])
    return kind


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever a table holds)
    """Return ``value`` as JSON can have it."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case bytes():
            return b64encode(value).decode()
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return str(value)
