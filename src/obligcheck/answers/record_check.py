"""Check the record against itself and against the rules: what a data maintainer must mend.

Beyond what reading finds: references, uniqueness, the order of dates, overlapping stretches, missing
sources, rows that contradict one another; and recorded dates recomputed by the rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from obligcheck.engine.builtins import same
from obligcheck.facts.package import place_of
from obligcheck.problems import Problem
from obligcheck.sources import Place
from obligcheck.temporal import ImpreciseDate, Truth, is_before, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obligcheck.answers.book import Book
    from obligcheck.facts import Record, Statement, Table


def check_record(book: Book) -> tuple[Problem, ...]:
    """Return everything wrong with the record of ``book``, in the order of its tables."""
    found: list[Problem] = []
    for table in book.record.tables:
        found += _unsourced(table)
        found += _repeated(table)
        found += _ill_formed(table)
        found += _dangling(table, book.record)
        found += _disordered(table)
        found += _overlapping(table)
        found += _recomputed(table, book)
    for statement in book.record.statements:
        found += _contradicted(statement, book.record)
    return tuple(dict.fromkeys(found))


def check_rows(record: Record, known: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what is wrong with the rows of a ``record`` that did not read well, as far as it can be told.

    That needs neither rules nor other tables. Rows in which something is ``known`` to be wrong are left out:
    more may only follow from it. So is everything where the description is at fault.
    """
    lines = {(problem.place.path, problem.place.line) for problem in known if problem.place}
    if any(path.endswith(".json") for path, _ in lines):
        return ()
    found: dict[Problem, None] = {}
    for table in record.tables:
        for check in (_unsourced, _repeated, _ill_formed, _disordered, _overlapping):
            found |= dict.fromkeys(
                p for p in check(table) if p.place and (p.place.path, p.place.line) not in lines
            )
    return tuple(found)


def _rows(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in enumerate(table.rows):
        if any(row):
            yield number, dict(zip(table.columns, row, strict=True))


def _cell(table: Table, row: int, column: str) -> Place:
    return place_of(table, row, table.columns.index(column))


def _date(text: str) -> ImpreciseDate | None:
    """Return the date of a cell; one that is none was reported when the table was read."""
    try:
        return parse_edtf(text) if text else None
    except ValueError:
        return None


def _listed(table: Table, key: str) -> list[Any]:
    found = table.keys.get(key, [])
    return found if isinstance(found, list) else [found]


def _unsourced(table: Table) -> Iterator[Problem]:
    for number, row in _rows(table):
        if "source" in row and not row["source"]:
            yield Problem("no-source", "the row has no source", _cell(table, number, "source"))


def _ill_formed(table: Table) -> Iterator[Problem]:
    """Yield cells that are not what the schema says: a date, one of a list, of a pattern, or given at all."""
    fields = table.schema.get("fields", [])
    for field in fields if isinstance(fields, list) else []:
        limits = field.get("constraints", {})
        is_date = field.get("type") == "date" or field["name"].endswith("_date")
        for number, row in _rows(table):
            cell, message = row.get(field["name"], ""), ""
            if not cell:
                message = "the cell must be filled" if limits.get("required") else ""
            elif is_date:
                message = _not_a_date(cell)
            elif "enum" in limits and cell not in limits["enum"]:
                message = f"expected one of {', '.join(limits['enum'])}, found `{cell}`"
            elif "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
                message = f"`{cell}` is not of the form that the package describes"
            if message:
                code = "bad-date" if cell and is_date else "ill-formed"
                yield Problem(code, message, _cell(table, number, field["name"]))


def _not_a_date(cell: str) -> str:
    try:
        parse_edtf(cell)
    except ValueError as error:
        return str(error)
    return ""


def _repeated(table: Table) -> Iterator[Problem]:
    """Yield rows that share a primary key."""
    key = table.schema.get("primaryKey", [])
    columns = [key] if isinstance(key, str) else list(key) if isinstance(key, list) else []
    seen: dict[tuple[str, ...], int] = {}
    for number, row in _rows(table):
        values = tuple(row[c] for c in columns)
        if columns and values in seen:
            message = f"`{', '.join(values)}` is there already"
            yield Problem(
                "duplicate-row",
                message,
                _cell(table, number, columns[0]),
                other=_cell(table, seen[values], columns[0]),
            )
        seen.setdefault(values, number)


def _dangling(table: Table, record: Record) -> Iterator[Problem]:
    """Yield cells that refer to rows of another table that are not there."""
    keys = table.schema.get("foreignKeys", [])
    for key in keys if isinstance(keys, list) else []:
        fields = key["fields"] if isinstance(key["fields"], list) else [key["fields"]]
        named = key["reference"]["fields"]
        others = named if isinstance(named, list) else [named]
        target = record.table(key["reference"]["resource"]) if key["reference"]["resource"] else table
        if target is None:
            continue
        there = {tuple(row[c] for c in others) for _, row in _rows(target)}
        for number, row in _rows(table):
            values = tuple(row[c] for c in fields)
            if any(values) and values not in there:
                message = f"`{', '.join(values)}` is not in {target.path}"
                yield Problem("unknown-reference", message, _cell(table, number, fields[0]))


def _disordered(table: Table) -> Iterator[Problem]:
    """Yield rows whose dates stand in an impossible order."""
    for first, second in _listed(table, "order"):
        for number, row in _rows(table):
            early, late = _date(row[first]), _date(row[second])
            if early and late and is_before(late, early) is Truth.YES:
                message = f"{second.replace('_', ' ')} {late} comes before {first.replace('_', ' ')} {early}"
                yield Problem(
                    "impossible-order",
                    message,
                    _cell(table, number, second),
                    other=_cell(table, number, first),
                )


def _overlapping(table: Table) -> Iterator[Problem]:
    """Yield rows of one group whose stretches overlap."""
    for rule in _listed(table, "no_overlap"):
        groups: dict[tuple[str, ...], list[tuple[ImpreciseDate, ImpreciseDate | None, int]]] = {}
        for number, row in _rows(table):
            start = _date(row[rule["since"]])
            if start:
                group = groups.setdefault(tuple(row[c] for c in rule["by"]), [])
                group.append((start, _date(row[rule["until"]]), number))
        for stretches in groups.values():
            stretches.sort(key=lambda s: (s[0].earliest, s[2]))
            longest = stretches[0]
            for stretch in stretches[1:]:
                start, end, number = stretch
                if longest[1] is None or is_before(start, longest[1]) is Truth.YES:
                    message = "this stretch begins before an earlier one ends"
                    place, other = (
                        _cell(table, number, rule["since"]),
                        _cell(table, longest[2], rule["until"]),
                    )
                    yield Problem("overlap", message, place, other=other)
                if longest[1] is not None and (end is None or is_before(longest[1], end) is Truth.YES):
                    longest = stretch


def _recomputed(table: Table, book: Book) -> Iterator[Problem]:
    """Yield cells that differ from what the rules compute from the rest of the record."""
    for item in _listed(table, "recompute"):
        sentence = book.rules.vocabulary.find(item["sentence"])
        if sentence is None:
            message = f"no rule concludes `{item['sentence']}`, by which a column should be recomputed"
            yield Problem("unknown-sentence", message, Place(table.path, 1))
            continue
        blank = next(i for i, b in enumerate(sentence.blanks) if b.name == item["blank"])
        for number, row in _rows(table):
            given: list[Any] = []
            for place, b in enumerate(sentence.blanks):
                cell = row.get(b.name.replace(" ", "_"), "")
                things = book.record.names.things.get(b.type)
                given.append(None if place == blank or not cell else things[cell] if things else _date(cell))
            if any(g is None for place, g in enumerate(given) if place != blank):
                continue
            computed = book.computed(sentence, tuple(given), blank)
            recorded = _date(row[item["column"]])
            differs = (recorded is None) != (not computed) or (
                recorded is not None and not any(same(recorded, c) is Truth.YES for c in computed)
            )
            if differs:
                found = " or ".join(map(str, computed)) or "none"
                message = f"recorded {recorded or 'no'} {item['blank']}, and the rules compute {found}"
                yield Problem("recomputed-otherwise", message, _cell(table, number, item["column"]))


def _contradicted(statement: Statement, record: Record) -> Iterator[Problem]:
    """Yield rows that deny what another row states of the same days."""
    if not statement.denied:
        return
    everything = (None,) * len(statement.sentence.blanks)
    for fact in statement.matching(everything, record.names):
        for other in record.facts(statement.sentence, fact.arguments):
            if not other.denied and (fact.when & other.when).first(Truth.YES):
                message = f"one row states and another denies: {fact.sentence.fill(fact.arguments)}"
                one, two = fact.provenance, other.provenance
                yield Problem(
                    "contradiction", message, Place(one.table, one.line), other=Place(two.table, two.line)
                )
