"""Read a data package: tables of text, their description, and what is wrong with them.

The description is a Frictionless ``datapackage.json``; under the key ``obligcheck`` each resource says
which sentences its rows state, whether it is complete, and until when it was checked.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from obligcheck.facts.names import Names
from obligcheck.facts.record import Record
from obligcheck.facts.table import Statement, Table
from obligcheck.problems import Problem
from obligcheck.sentences import Entity, Sentence, parse_sentence
from obligcheck.sources import Place
from obligcheck.temporal import NEVER, UNKNOWN, Timeline, day_after, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from obligcheck.sources import Source

#: More than any honest table has; what is longer is refused instead of filling the memory.
MOST_CELL = 20_000


def read_package(description: Source, files: Mapping[str, Source]) -> tuple[Record, tuple[Problem, ...]]:
    """Return the record that ``description`` and the table ``files`` (by path) give, and all problems."""
    problems: list[Problem] = []
    package = _json(description, problems)
    tables = []
    for resource in package.get("resources", []):
        path = str(resource.get("path", ""))
        source = files.get(path)
        if source is None:
            message = f"the package describes `{path}`, which is not there"
            problems.append(Problem("missing-table", message, Place(description.path, 1)))
            continue
        tables.append(_table(resource, source, problems))
    names = Names()
    for table in tables:
        _enter(table, names, problems)
    for table in tables:
        _alias(table, names, problems)
    sentences: dict[str, Sentence] = {}
    statements: list[Statement] = []
    for table in tables:
        statements += _statements(table, sentences, description, problems)
    for statement in statements:
        problems += _unreadable(statement, names)
    record = Record(str(package.get("version", "")), tuple(tables), names, tuple(statements))
    return record, tuple(dict.fromkeys(problems))


def place_of(table: Table, row: int, column: int) -> Place:
    """Return the place of a cell: the line of ``row`` and the first character of the cell in it."""
    cells = table.rows[row]
    text = _line(cells)
    before = _line(cells[:column])
    width = max(len(_line(cells[column : column + 1])), 1)
    return Place(table.path, row + 2, len(before) + (2 if column else 1), width, text)


def _line(cells: Iterable[str]) -> str:
    """Return ``cells`` as a line of CSV."""
    return ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & set(',"') else c for c in cells)


def _json(description: Source, problems: list[Problem]) -> dict[str, Any]:
    try:
        package = json.loads(description.text)
    except json.JSONDecodeError as error:
        place = Place(description.path, error.lineno, error.colno, 1, description.lines[error.lineno - 1])
        problems.append(Problem("bad-json", f"the data package is not JSON: {error.msg.lower()}", place))
        return {}
    if isinstance(package, dict):
        return package
    problems.append(Problem("bad-json", "the data package is not a JSON object", Place(description.path, 1)))
    return {}


def _table(resource: dict[str, Any], source: Source, problems: list[Problem]) -> Table:
    keys = resource.get("obligcheck", {})
    header, rows = _rows(source, problems)
    declared = tuple(f["name"] for f in resource.get("schema", {}).get("fields", []))
    if declared and declared != header:
        wrong = next((c for c in header if c not in declared), next((c for c in declared if c not in header), ""))
        message = f"the columns are not those that the package describes, see `{wrong}`"
        fix = f"write the header `{','.join(declared)}`"
        problems.append(Problem("wrong-columns", message, Place(source.path, 1, 1, 1, ",".join(header)), fix))
        header, rows = declared, []
    checked = date.fromisoformat(keys["checked"]) if "checked" in keys else None
    return Table(
        resource.get("name", source.path), source.path, header, tuple(rows), bool(keys.get("complete", False)), checked,
        resource.get("title", ""), keys, resource.get("schema", {}),
    )  # fmt: skip


def _rows(source: Source, problems: list[Problem]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return header and rows of a CSV text; a broken row is a problem and is left out."""
    reader = csv.reader(source.text.splitlines(), strict=True)
    rows: list[tuple[str, ...]] = []
    header: tuple[str, ...] = ()
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problems.append(_broken(source, line, f"the row is not CSV: {error}"))
            break
        if cells is None:
            break
        if not header:
            header = tuple(cells)
        elif reader.line_num > line:
            problems.append(_broken(source, line, "a cell runs over the end of its line"))
        elif len(cells) != len(header):
            problems.append(_broken(source, line, f"expected {len(header)} cells, found {len(cells)}"))
        elif any(len(cell) > MOST_CELL for cell in cells):
            problems.append(_broken(source, line, f"a cell is longer than {MOST_CELL} characters"))
        else:
            rows.append(tuple(map(str.strip, cells)))
            continue
        if header and len(rows) + 1 < reader.line_num - 1:
            # INVARIANT: row i stands on line i + 2, so a broken row keeps its place, empty.
            rows.append(("",) * len(header))
    return header, rows


def _broken(source: Source, line: int, message: str) -> Problem:
    text = source.lines[line - 1][:400] if line <= len(source.lines) else ""
    return Problem("broken-row", message, Place(source.path, line, 1, max(len(text), 1), text))


def _enter(table: Table, names: Names, problems: list[Problem]) -> None:
    """Let the things that are the rows of ``table`` exist."""
    entity = table.keys.get("entity")
    if not isinstance(entity, dict):
        return
    key, name = table.column(entity["id"]), table.column(entity.get("name", entity["id"]))
    if key is None or name is None:
        problems.append(Problem("wrong-columns", f"`{table.name}` lacks the columns of its things", Place(table.path, 1)))
        return
    names.things.setdefault(entity["type"], {})
    names.exact.setdefault(entity["type"], {})
    for number, row in enumerate(table.rows):
        if row[key]:
            thing = Entity(entity["type"], row[key], row[name] or row[key])
            taken = names.enter(thing)
            if taken:
                message = f"`{row[name]}` is a name of `{taken.id}` already"
                problems.append(Problem("name-taken", message, place_of(table, number, name)))


def _alias(table: Table, names: Names, problems: list[Problem]) -> None:
    """Let the rows of an alias table be names of things, or names to ask about."""
    keys = table.keys.get("names")
    if not isinstance(keys, dict):
        return
    name, key, use = (table.column(keys[k]) for k in ("name", "id", "use"))
    if name is None or key is None or use is None:
        problems.append(Problem("wrong-columns", f"`{table.name}` lacks the columns of its names", Place(table.path, 1)))
        return
    for number, row in enumerate(table.rows):
        thing = names.things.get(keys["type"], {}).get(row[key])
        if thing is None:
            problems.append(_unknown(table, number, key, keys["type"]))
        elif row[use] == "ask":
            names.ask(row[name], thing)
        else:
            taken = names.add(row[name], thing)
            if taken:
                message = f"`{row[name]}` is a name of `{taken.id}` already"
                problems.append(Problem("name-taken", message, place_of(table, number, name)))


def _unknown(table: Table, row: int, column: int, kind: str) -> Problem:
    message = f"there is no {kind} `{table.rows[row][column]}`"
    return Problem("unknown-reference", message, place_of(table, row, column))


def _statements(
    table: Table, sentences: dict[str, Sentence], description: Source, problems: list[Problem]
) -> Iterator[Statement]:
    """Yield what the rows of ``table`` state."""
    stated = table.keys.get("states", [])
    for keys in stated if isinstance(stated, list) else []:
        sentence = parse_sentence(keys["sentence"])
        sentence = sentences.setdefault(sentence.key, sentence)
        # The blanks as written here name the columns; the shared sentence may name them otherwise.
        blanks = [blank.name.replace(" ", "_") for blank in parse_sentence(keys["sentence"]).blanks]
        where = {table.column(c): frozenset(allowed) for c, allowed in keys.get("where", {}).items()}
        days = {k: table.column(keys[k]) for k in ("since", "until", "through", "known") if k in keys}
        columns = [table.column(blank) for blank in blanks]
        if None in columns or None in where or None in days.values():
            message = f"`{table.name}` lacks a column of its sentence `{keys['sentence']}`"
            problems.append(Problem("wrong-columns", message, Place(description.path, 1)))
            continue
        yield Statement(
            table, sentence, tuple(c for c in columns if c is not None),
            tuple((c, allowed) for c, allowed in where.items() if c is not None), bool(keys.get("not", False)),
            days.get("since"), days.get("until"), days.get("through"), days.get("known"),
            _silence(keys.get("complete", table.keys.get("complete", False))), _key(table, columns),
            bool(keys.get("fixed", False)),
        )  # fmt: skip


def _silence(complete: object) -> Timeline:
    """Return what silence means: ``true`` is no, ``false`` unknown, a day is no until that day."""
    if isinstance(complete, str):
        return Timeline.between(day_after(parse_edtf(complete)), None) & UNKNOWN
    return NEVER if complete else UNKNOWN


def _key(table: Table, columns: Iterable[int | None]) -> tuple[int, ...]:
    """Return which blanks hold the primary key of ``table``; empty unless they hold all of it."""
    named = table.schema.get("primaryKey", [])
    key = [named] if isinstance(named, str) else list(named) if isinstance(named, list) else []
    stated = list(columns)
    places = [table.column(str(name)) for name in key]
    return tuple(stated.index(p) for p in places) if places and all(p in stated for p in places) else ()


def _unreadable(statement: Statement, names: Names) -> Iterator[Problem]:
    """Yield a problem for each cell that is no date, or no thing, where the sentence needs one."""
    table = statement.table
    typed = list(zip(statement.sentence.types, statement.columns, strict=True))
    days = [c for c in (statement.since, statement.until, statement.through, statement.known) if c is not None]
    for number in statement.rows():
        row = table.rows[number]
        for kind, column in (*typed, *(("date", c) for c in days)):
            if kind == "date":
                yield from _no_date(table, number, column)
            elif kind in names.things and row[column] not in names.things[kind]:
                yield _unknown(table, number, column, kind)


def _no_date(table: Table, row: int, column: int) -> Iterator[Problem]:
    if table.rows[row][column]:
        try:
            parse_edtf(table.rows[row][column])
        except ValueError as error:
            yield Problem("bad-date", str(error), place_of(table, row, column))
