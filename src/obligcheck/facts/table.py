"""A table of the record, the sentences that its rows state, and the facts that come of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from obligcheck.facts.names import Names
from obligcheck.sentences import Entity, Sentence, Value
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, ImpreciseDate, Timeline, day_after, parse_edtf

#: The columns that say where a row comes from.
_PROVENANCE = ("source", "document", "confidence", "note")

#: Between cells and rows that are kept as one text: characters that honest cells lack.
_CELL, _ROW = "\x1f", "\x1e"

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


class _Table(NamedTuple):
    name: str
    path: str
    columns: tuple[str, ...]
    kept: tuple[tuple[str, ...], ...] | str
    complete: bool
    checked: date | None
    title: str = ""
    keys: Mapping[str, object] = _NOTHING
    schema: Mapping[str, object] = _NOTHING
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
        """The rows; those read back from the cache are taken apart when they are first needed."""
        if not isinstance(self.kept, str):
            return self.kept
        lines = self.kept.split(_ROW) if self.kept else []
        return tuple([tuple(line.split(_CELL)) for line in lines])

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep of the table: one text for all rows is read back faster than each cell.

        How rows were written matters only while they are checked.
        """
        rows = self.rows
        packed: object = (whole := _ROW.join([_CELL.join(row) for row in rows]))
        if whole.count(_ROW) >= max(len(rows), 1) or whole.count(_CELL) != len(rows) * (
            len(self.columns) - 1
        ):
            # A cell holds one of the two: then each cell is kept.
            packed = rows
        return Table, (
            self.name, self.path, self.columns, packed, self.complete, self.checked, self.title,
            self.keys, self.schema,
        )  # fmt: skip

    def column(self, name: str) -> int | None:
        """Return the position of the column ``name``, or None."""
        return self.columns.index(name) if name in self.columns else None

    def provenance(self, row: int, known: date | None = None) -> Provenance:
        """Return where the facts of ``row`` come from."""
        cells, columns = self.rows[row], self.columns
        source, document, confidence, note = [
            cells[columns.index(name)] if name in columns else "" for name in _PROVENANCE
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
        public = self.table.rows[row][self.known] if self.known is not None else ""
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
        rows = self.table.rows
        return any(
            all(rows[number][column] == value for column, value in asked)
            for number in self._admitted()
            if not all(rows[number][column] for column in self.columns)
        )

    def rows(self) -> Iterator[int]:
        """Yield the rows that state the sentence: those ``where`` admits, with no blank left empty."""
        for number in self._admitted():
            row = self.table.rows[number]
            for column in self.columns:
                if not row[column]:
                    break
            else:
                yield number

    def _admitted(self) -> Iterator[int]:
        """Yield the rows that ``where`` admits."""
        for number, row in enumerate(self.table.rows):
            for column, allowed in self.where:
                if row[column] not in allowed:
                    break
            else:
                yield number

    def _indexed(self, places: tuple[int, ...]) -> dict[tuple[str, ...], list[int]]:
        index: dict[tuple[str, ...], list[int]] = {}
        columns = [self.columns[place] for place in places]
        rows = self.table.rows
        for number in self.rows():
            row = rows[number]
            index.setdefault(tuple([row[c] for c in columns]), []).append(number)
        return index

    def _fact(self, number: int, names: Names) -> Fact:
        row = self.table.rows[number]
        pairs = zip(self.sentence.types, self.columns, strict=True)
        arguments = tuple(_value(kind, row[c], names) for kind, c in pairs)
        public = parse_edtf(row[self.known]).latest if self.known is not None and row[self.known] else None
        provenance = self.table.provenance(number, public)
        return Fact(self.sentence, arguments, self._when(row), provenance, self.denied)

    def _when(self, row: tuple[str, ...]) -> Timeline:
        """Return the days of a row: a start that is not known leaves the days before the end unknown."""
        if self.since is None and self.until is None and self.through is None:
            return ALWAYS
        end = None
        if self.until is not None and row[self.until]:
            end = parse_edtf(row[self.until])
        elif self.through is not None and row[self.through]:
            end = day_after(parse_edtf(row[self.through]))
        if self.since is not None and not row[self.since]:
            return Timeline.between(None, end) & UNKNOWN
        start = parse_edtf(row[self.since]) if self.since is not None else None
        return Timeline.between(start, end)


def _value(kind: str, cell: str, names: Names) -> Value:
    """Return what ``cell`` means in a blank of type ``kind``."""
    if kind == "date":
        return parse_edtf(cell)
    things = names.things.get(kind)
    return cell if things is None else things[cell]
