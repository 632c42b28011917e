"""A table of the record, the sentences that its rows state, and the facts that come of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from obligcheck.facts.names import Names
from obligcheck.sentences import Entity, Sentence, Value
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, ImpreciseDate, Timeline, day_after, parse_edtf
from obligcheck.values import NamedTuple

#: The columns that say where a row comes from.
_PROVENANCE = ("source", "document", "confidence", "note")

#: Between the cells of a column that are kept as one text: a character that honest cells lack.
_END = "\x1f"

_NOTHING: Mapping[Any, Any] = {}


class Provenance(NamedTuple):
    """Where a fact comes from: row, source pages, primary document, and how sure it is.

    ``known`` is the day on which it became public, where the row says so.
    """

    table: str
    line: int
    source: str = ""
    document: str = ""
    confidence: str = ""
    note: str = ""
    known: date | None = None

    @property
    def at(self) -> str:
        """Return ``file:line``."""
        return f"{self.table}:{self.line}"


class Fact(NamedTuple):
    """That ``sentence`` is (or, if ``denied``, is not) true of ``arguments`` on the days of ``when``."""

    sentence: Sentence
    arguments: tuple[Value, ...]
    when: Timeline
    provenance: Provenance
    denied: bool = False


class _Packed(NamedTuple):
    """Rows as the cache keeps them: their number, and for each column all its cells in one text."""

    size: int
    columns: tuple[str, ...]


class _Table(NamedTuple):
    name: str
    path: str
    columns: tuple[str, ...]
    kept: tuple[tuple[str, ...], ...] | _Packed
    complete: bool
    checked: date | None
    title: str = ""
    kept_keys: Mapping[str, object] | bytes = _NOTHING
    kept_schema: Mapping[str, object] | bytes = _NOTHING
    written: Mapping[int, str] = _NOTHING


class Table(_Table):
    """Rows of text cells under ``columns``; row ``i`` stands on line ``i + 2`` of ``path``.

    ``complete``: a row that is missing means no, not unknown. ``checked``: the day until which that
    was looked up. ``keys`` is what the data package says of the table in our own keys. ``written`` has
    the lines of rows that could be written plainer, so that a place in them is exact.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows; those read back from the cache are put together when they are first needed."""
        if not isinstance(self.kept, _Packed):
            return self.kept
        return tuple(zip(*map(self.cells, range(len(self.columns))), strict=True))

    @property
    def size(self) -> int:
        """Return how many rows there are."""
        return self.kept.size if isinstance(self.kept, _Packed) else len(self.kept)

    def cells(self, column: int) -> Sequence[str]:
        """Return the cells of the column at that position: an answer needs few columns, and few rows."""
        found = self._cells.get(column)
        if found is None:
            if not isinstance(self.kept, _Packed):
                found = [row[column] for row in self.kept]
            else:
                found = self.kept.columns[column].split(_END) if self.kept.size else []
            self._cells[column] = found
        return found

    @cached_property
    def _cells(self) -> dict[int, Sequence[str]]:
        """The columns that were asked for."""
        return {}

    @cached_property
    def keys(self) -> Mapping[str, object]:
        """What the data package says of the table in our own keys; read back when it is needed."""
        return _unpacked(self.kept_keys)

    @cached_property
    def schema(self) -> Mapping[str, object]:
        """What the data package says of the columns, read back in the same way."""
        return _unpacked(self.kept_schema)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep of the table: a text for each column is read back faster than its cells.

        How rows were written matters only while they are checked.
        """
        from pickle import dumps  # noqa: PLC0415 (only what has to be made anew is kept)

        rows = self.rows
        texts = [_END.join(cells) for cells in zip(*rows, strict=True)]
        packed: object = _Packed(len(rows), tuple(texts))
        if any(text.count(_END) != len(rows) - 1 for text in texts):
            # A cell holds the character: then each cell is kept.
            packed = rows
        return Table, (
            self.name, self.path, self.columns, packed, self.complete, self.checked, self.title,
            dumps(self.keys), dumps(self.schema),
        )  # fmt: skip

    def column(self, name: str) -> int | None:
        """Return the position of the column ``name``, or None."""
        return self.columns.index(name) if name in self.columns else None

    def provenance(self, row: int, known: date | None = None) -> Provenance:
        """Return where the facts of ``row`` come from."""
        columns = self.columns
        source, document, confidence, note = [
            self.cells(columns.index(name))[row] if name in columns else "" for name in _PROVENANCE
        ]
        return Provenance(self.path, row + 2, source, document, confidence, note, known)


class _Statement(NamedTuple):
    table: Table
    sentence: Sentence
    columns: tuple[int, ...]
    where: tuple[tuple[int, frozenset[str]], ...] = ()
    denied: bool = False
    since: int | None = None
    until: int | None = None
    through: int | None = None
    known: int | None = None
    silence: Timeline = NEVER
    key: tuple[int, ...] = ()
    fixed: bool = False
    checked: date | None = None
    gaps: bool = False


class Statement(_Statement):
    """That each row of ``table`` (of those that ``where`` admits) states ``sentence``.

    Blanks take the cells of ``columns``. ``since``, ``until`` (first day no longer) and ``through``
    (last day) are columns of days; without them a row's sentence is true of all days.
    ``silence`` is what a row that is missing means: no where the table is complete, unknown where it
    is not, or no until the day up to which it is complete. ``key`` are the blanks that hold the
    table's primary key, if all of it is among them: then a row that is there is all there is.
    ``fixed``: structural, nothing that could have been otherwise. ``checked`` is the day until which
    the list of these rows was looked up, where that is not the day of the whole table. ``gaps``: a row
    with an empty blank is not nothing: what it would state is unknown after that day.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def _facts(self) -> dict[int, Fact]:
        """The facts made so far, by their rows."""
        return {}

    @cached_property
    def _index(self) -> dict[tuple[int, ...], dict[tuple[str, ...], list[int]]]:
        """The rows by what stands in some of their blanks, as far as they were looked up."""
        return {}

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep of this statement: what it says, not what was looked up in it."""
        return Statement, tuple(self)

    def matching(self, arguments: Sequence[Value | None], names: Names) -> Iterator[Fact]:
        """Yield the facts whose arguments may be ``arguments``; None is any, dates are not compared."""
        places = tuple(
            i for i, a in enumerate(arguments) if a is not None and not isinstance(a, ImpreciseDate)
        )
        index = self._index.get(places)
        if index is None:
            index = self._index[places] = self._indexed(places)
        wanted = tuple(a.id if isinstance(a, Entity) else a for a in (arguments[i] for i in places))
        for row in index.get(wanted, ()):  # type: ignore[arg-type]  # dates are not among ``places``
            fact = self._facts.get(row)
            if fact is None:
                fact = self._facts[row] = self._fact(row, names)
            yield fact

    def silent(self, arguments: Sequence[Value | None], known_on: date | None = None) -> Timeline:
        """Return what it means that no row, of those public on ``known_on``, states it of ``arguments``."""
        if self.gaps and self._has_gap(arguments):
            start = ImpreciseDate.on(self.checked) if self.checked else None
            return UNKNOWN & Timeline.between(day_after(start) if start else None, None)
        if self.silence is NEVER or not self.key or any(arguments[i] is None for i in self.key):
            return self.silence
        index = self._index.get(self.key)
        if index is None:
            index = self._index[self.key] = self._indexed(self.key)
        key = tuple(str(getattr(arguments[i], "id", arguments[i])) for i in self.key)
        there = any(self._is_known(row, known_on) for row in index.get(key, ()))
        return NEVER if there else self.silence

    def _is_known(self, row: int, known_on: date | None) -> bool:
        public = self._cell(row, self.known)
        return known_on is None or not public or parse_edtf(public).latest <= known_on

    def speaks_of(self, arguments: Sequence[Value | None]) -> bool:
        """Say whether a row that ``where`` admits could be about ``arguments``."""
        for column, allowed in self.where:
            if column in self.columns:
                argument = arguments[self.columns.index(column)]
                if argument is not None and str(getattr(argument, "id", argument)) not in allowed:
                    return False
        return True

    def _has_gap(self, arguments: Sequence[Value | None]) -> bool:
        """Say whether a row about ``arguments``, dates apart, has an empty blank."""
        asked = [
            (column, str(getattr(argument, "id", argument)))
            for column, argument in zip(self.columns, arguments, strict=True)
            if argument is not None and not isinstance(argument, ImpreciseDate)
        ]
        said = [(self.table.cells(column), value) for column, value in asked]
        ours = [self.table.cells(column) for column in self.columns]
        return any(
            all(cells[number] == value for cells, value in said)
            for number in self._admitted()
            if not all(cells[number] for cells in ours)
        )

    def rows(self) -> Sequence[int]:
        """Return the rows that state the sentence: those ``where`` admits, with no blank left empty."""
        found = self._admitted()
        for column in self.columns:
            cells = self.table.cells(column)
            found = [number for number in found if cells[number]]
        return found

    def _admitted(self) -> Sequence[int]:
        """Return the rows that ``where`` admits."""
        found: Sequence[int] = range(self.table.size)
        for column, allowed in self.where:
            cells = self.table.cells(column)
            found = [number for number in found if cells[number] in allowed]
        return found

    def _indexed(self, places: tuple[int, ...]) -> dict[tuple[str, ...], list[int]]:
        index: dict[tuple[str, ...], list[int]] = {}
        asked = [self.table.cells(self.columns[place]) for place in places]
        keys = list(zip(*asked, strict=True)) if asked else [()] * self.table.size
        for number in self.rows():
            index.setdefault(keys[number], []).append(number)
        return index

    def _fact(self, number: int, names: Names) -> Fact:
        pairs = zip(self.sentence.types, self.columns, strict=True)
        arguments = tuple(_value(kind, self.table.cells(column)[number], names) for kind, column in pairs)
        public = self._cell(number, self.known)
        known = parse_edtf(public).latest if public else None
        provenance = self.table.provenance(number, known)
        return Fact(self.sentence, arguments, self._when(number), provenance, self.denied)

    def _when(self, number: int) -> Timeline:
        """Return the days of a row: a start that is not known leaves the days before the end unknown."""
        if self.since is None and self.until is None and self.through is None:
            return ALWAYS
        end = None
        if until := self._cell(number, self.until):
            end = parse_edtf(until)
        elif through := self._cell(number, self.through):
            end = day_after(parse_edtf(through))
        since = self._cell(number, self.since)
        if self.since is not None and not since:
            return Timeline.between(None, end) & UNKNOWN
        return Timeline.between(parse_edtf(since) if since else None, end)

    def _cell(self, number: int, column: int | None) -> str:
        """Return what stands in a column of a row; nothing where there is no such column."""
        return "" if column is None else self.table.cells(column)[number]


def _unpacked(kept: Mapping[str, object] | bytes) -> Mapping[str, object]:
    """Return what is kept, read back where it is packed."""
    if not isinstance(kept, bytes):
        return kept
    from pickle import loads  # noqa: PLC0415 (few answers need it)

    found: Mapping[str, object] = loads(kept)  # noqa: S301 (see shelf/cache.py)
    return found


def _value(kind: str, cell: str, names: Names) -> Value:
    """Return what ``cell`` means in a blank of type ``kind``."""
    if kind == "date":
        return parse_edtf(cell)
    things = names.things.get(kind)
    return cell if things is None else things[cell]
