"""Read a data package: its tables, the things and names in them, and what their rows state.

All that is wrong is found at once. Where a table is missing or has other columns than described, what
would follow from that alone is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.facts.description import read_description
from obligcheck.facts.names import Names, fold
from obligcheck.facts.record import Record
from obligcheck.facts.rows import place_of, read_rows, spans
from obligcheck.facts.table import Statement, Table
from obligcheck.problems import Problem
from obligcheck.sentences import Entity, Sentence
from obligcheck.sources import Place
from obligcheck.temporal import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obligcheck.facts.description import Resource, Stated
    from obligcheck.sources import Source

__all__ = ["place_of", "read_package"]


def read_package(
    description: Source, files: Mapping[str, Source], over: Source | None = None
) -> tuple[Record, tuple[Problem, ...]]:
    """Return the record that ``description`` and the table ``files`` (by path) give, and all problems.

    ``over`` is a description laid over the first: it adds tables, and replaces those of the same name.
    """
    problems: list[Problem] = []
    broken: list[Problem] = []
    version, resources = read_description((description, over) if over else (description,), problems)
    tables = [_table(resource, files.get(resource.path), problems, broken) for resource in resources]
    if not problems:
        problems += _unused(resources, files)
    names = Names()
    in_rows: list[Problem] = []
    for table in tables:
        in_rows += _enter(table, names)
    for table in tables:
        in_rows += _alias(table, names)
    in_rows += [problem for table in tables for problem in _asked_and_known(table, names)]
    statements = _statements(tables, resources, problems)
    for statement in statements:
        in_rows += _unreadable(statement, names)
    lacking = {problem.place.path for problem in broken if problem.place}
    if problems or any(table.path in lacking and "entity" in table.keys for table in tables):
        # Things that could not be read are not there for those who refer to them.
        in_rows = [problem for problem in in_rows if problem.code != "unknown-reference"]
    record = Record(version, tuple(tables), names, statements)
    return record, tuple(dict.fromkeys((*problems, *broken, *in_rows)))


def _table(
    resource: Resource, source: Source | None, problems: list[Problem], broken: list[Problem]
) -> Table:
    """Return the table of ``resource``; one that is not there, or is another, has no rows."""
    in_file: list[Problem] = []
    read = read_rows(source, in_file) if source else None
    if source is None or read is None:
        message = f"the package describes `{resource.path}`, which is not there"
        problems.append(Problem("missing-table", message, resource.place))
    elif not read.header:
        problems += in_file
    elif read.header == resource.columns:
        broken += in_file
    else:
        # Of rows under another header nothing can be said.
        problems.append(_wrong_columns(resource, read.header, source))
    rows, written = (read.rows, read.written) if read and read.header == resource.columns else ((), {})
    return Table(
        resource.name, source.path if source else resource.path, resource.columns, rows, resource.complete,
        resource.checked, resource.title, resource.keys, resource.schema, written,
    )  # fmt: skip


def _wrong_columns(resource: Resource, header: tuple[str, ...], source: Source) -> Problem:
    """Return the problem of the first column that is not the one described."""
    columns = resource.columns
    pairs = enumerate(zip((*header, ""), (*columns, ""), strict=False))
    number, (found, expected) = next((n, pair) for n, pair in pairs if pair[0] != pair[1])
    message = f"expected the column `{expected}`, found `{found}`"
    if not found:
        message = f"the column `{expected}` is lacking at the end"
    elif not expected:
        message = f"the column `{found}` is not described"
    line = source.lines[0]
    start, end = spans(line)[min(number, len(header) - 1)]
    place = Place(source.path, 1, start + 1, max(end - start, 1), line)
    return Problem("wrong-columns", message, place, f"write the header `{','.join(columns)}`")


def _unused(resources: tuple[Resource, ...], files: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield a problem for each table that nobody would read."""
    described = {resource.path for resource in resources}
    for path, source in files.items():
        if path.endswith(".csv") and path not in described:
            fix = "describe it there, or take it away"
            message = "the data package does not describe this table"
            yield Problem("unused-table", message, Place(source.path, 1), fix)


def _enter(table: Table, names: Names) -> Iterator[Problem]:
    """Let the things that are the rows of ``table`` exist; yield what is wrong with them."""
    entity = table.keys.get("entity")
    if not isinstance(entity, dict):
        return
    kind = entity["type"]
    key, name = table.columns.index(entity["id"]), table.columns.index(entity.get("name", entity["id"]))
    things = names.things.setdefault(kind, {})
    names.exact.setdefault(kind, {})
    names.tables.setdefault(kind, table.name)
    for number, row in enumerate(table.rows):
        if not any(row):
            continue
        if not fold(row[key]):
            yield Problem("no-name", f"the row does not say which {kind} it is", place_of(table, number, key))
        elif row[key] in things:
            yield Problem(
                "name-taken", f"the {kind} `{row[key]}` is there already", place_of(table, number, key)
            )
        else:
            taken = names.enter(Entity(kind, row[key], row[name] or row[key]))
            if taken:
                yield _taken(table, number, name, taken)


def _taken(table: Table, row: int, column: int, by: Entity) -> Problem:
    message = f"`{table.rows[row][column]}` is a name of `{by.id}` already"
    return Problem("name-taken", message, place_of(table, row, column))


def _alias(table: Table, names: Names) -> Iterator[Problem]:
    """Let the rows of an alias table be names of things, or names to ask about; yield what is wrong."""
    for number, row, (name, key, use) in _aliases(table):
        kind = _kind(table)
        thing = names.things.get(kind, {}).get(row[key])
        if thing is None:
            yield _unknown(table, number, key, kind)
        elif not fold(row[name]):
            yield Problem("no-name", f"the row gives the {kind} no name", place_of(table, number, name))
        elif row[use] == "ask":
            names.ask(row[name], thing)
        elif row[use] == "exact":
            taken = names.add(row[name], thing)
            if taken:
                yield _taken(table, number, name, taken)
        else:
            message = f"expected `exact` or `ask`, found `{row[use]}`"
            yield Problem("bad-use", message, place_of(table, number, use))


def _asked_and_known(table: Table, names: Names) -> Iterator[Problem]:
    """Yield a problem for each name that is to be asked about, and is the name of one thing."""
    for number, row, (name, _, use) in _aliases(table):
        taken = names.find(_kind(table), row[name]) if row[use] == "ask" else None
        if taken:
            yield _taken(table, number, name, taken)


def _aliases(table: Table) -> Iterator[tuple[int, tuple[str, ...], tuple[int, int, int]]]:
    """Yield the rows of an alias table, each with the columns of its name, id and use."""
    keys = table.keys.get("names")
    if isinstance(keys, dict):
        name, key, use = (table.columns.index(keys[k]) for k in ("name", "id", "use"))
        for number, row in enumerate(table.rows):
            if any(row):
                yield number, row, (name, key, use)


def _kind(table: Table) -> str:
    keys = table.keys.get("names")
    return str(keys["type"]) if isinstance(keys, dict) else ""


def _unknown(table: Table, row: int, column: int, kind: str) -> Problem:
    message = f"there is no {kind} `{table.rows[row][column]}`"
    return Problem("unknown-reference", message, place_of(table, row, column))


def _statements(
    tables: list[Table], resources: tuple[Resource, ...], problems: list[Problem]
) -> tuple[Statement, ...]:
    """Return what the rows of all tables state, tables with the same sentence sharing it."""
    sentences: dict[str, Sentence] = {}
    found: list[Statement] = []
    for table, resource in zip(tables, resources, strict=True):
        for stated in resource.states:
            sentence = sentences.setdefault(stated.sentence.key, stated.sentence)
            if sentence.types != stated.sentence.types:
                message = f"`{table.name}` states `{stated.sentence}`, and another table `{sentence}`"
                problems.append(Problem("type-clash", message, resource.place))
            found.append(_statement(table, sentence, stated))
    return tuple(found)


def _statement(table: Table, sentence: Sentence, stated: Stated) -> Statement:
    """Return what the rows of ``table`` state."""
    since, until, through, known = (stated.days.get(key) for key in ("since", "until", "through", "known"))
    return Statement(
        table, sentence, stated.columns, stated.where, stated.denied, since, until, through, known,
        stated.silence, _key(table, stated.columns), stated.fixed, stated.checked, stated.gaps,
    )  # fmt: skip


def _key(table: Table, columns: tuple[int, ...]) -> tuple[int, ...]:
    """Return which blanks hold the primary key of ``table``; empty unless they hold all of it."""
    named = table.schema.get("primaryKey")
    places = [table.columns.index(name) for name in named] if isinstance(named, list) else []
    return tuple(columns.index(p) for p in places) if places and set(places) <= set(columns) else ()


def _unreadable(statement: Statement, names: Names) -> Iterator[Problem]:
    """Yield a problem for each cell that is no date, or no thing, where the sentence needs one."""
    table = statement.table
    typed = list(zip(statement.sentence.types, statement.columns, strict=True))
    days = [
        c for c in (statement.since, statement.until, statement.through, statement.known) if c is not None
    ]
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
