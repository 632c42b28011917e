"""The record as lists: its tables, one table, one thing in all that is said of it, the sources."""

from collections import Counter
from collections.abc import Iterable, Iterator

from obligcheck.facts import Record, Table
from obligcheck.presentation.lists import counted, draw_sections, draw_table
from obligcheck.presentation.wording import clean

#: Columns that say where a row comes from, not what it says.
PROVENANCE = ("source", "document", "confidence", "note")


def draw_record(record: Record) -> str:
    """Return the tables: how many rows, whether a missing row means no, until when checked."""
    rows = [(t.name, len(t.rows), _completeness(t), t.checked or "", t.title) for t in record.tables]
    return draw_table(rows, ("table", "rows", "a missing row", "checked until", "what it holds"))


def _completeness(table: Table) -> str:
    """Return what a missing row means; a list within a table may be complete up to a day of its own."""
    if table.complete:
        return "means no"
    states = table.keys.get("states")
    listed = states if isinstance(states, list) else []
    in_part = any(isinstance(stated, dict) and stated.get("complete") for stated in listed)
    return "means no up to a day" if in_part else "means nothing"


def draw_whole_table(record: Record, table: Table) -> str:
    """Return what ``table`` is, which sentences its rows state, and its rows."""
    about = [
        ("file", table.path),
        ("rows", len(table.rows)),
        ("a missing row", _completeness(table)),
        ("checked until", table.checked or "not said"),
    ]
    shown = [i for i, column in enumerate(table.columns) if column not in PROVENANCE]
    rows = [(number, *(row[i] for i in shown)) for number, row in enumerate(table.rows, 2)]
    return draw_sections(
        [
            (table.title or table.name, draw_table(about)),
            ("Its rows state", "".join(f"{s}\n" for s in stated_by(record, table))),
            ("Rows", draw_table(rows, ("line", *(table.columns[i] for i in shown)))),
        ]
    )


def stated_by(record: Record, table: Table) -> Iterator[str]:
    """Yield the sentences that rows of ``table`` state or deny."""
    for statement in record.statements:
        if statement.table is table:
            yield f"{'not: ' if statement.denied else ''}{clean(str(statement.sentence))}"


def draw_found(record: Record, table: Table, lines: Iterable[int]) -> str:
    """Return the rows of ``table`` on ``lines``, cell by cell, each with the sentences it states."""
    sections = []
    for line in lines:
        cells = zip(table.columns, table.rows[line - 2], strict=True)
        text = draw_table((column, cell) for column, cell in cells if cell)
        said = "".join(f"{sentence}\n" for sentence in _said(record, table, line))
        sections.append((f"{table.path}:{line}", f"{text}\n{said}" if said else text))
    return draw_sections(sections)


def _said(record: Record, table: Table, line: int) -> Iterator[str]:
    """Yield the sentences that one row states, filled in."""
    for statement in record.statements:
        if statement.table is table:
            anything = (None,) * len(statement.sentence.blanks)
            for fact in statement.matching(anything, record.names):
                if fact.provenance.line == line:
                    sentence = clean(fact.sentence.fill(fact.arguments))
                    yield f"not: {sentence}" if fact.denied else sentence


def find_lines(record: Record, table: Table, wanted: str) -> list[int]:
    """Return the lines of ``table`` with a cell that is ``wanted``, or is the thing it names."""
    found = []
    for line, row in enumerate(table.rows, 2):
        for column, cell in zip(table.columns, row, strict=True):
            if column in PROVENANCE or not cell:
                continue
            entity = record.names.find(column.rpartition("_")[2], wanted)
            if cell.casefold() == wanted.casefold() or (entity and cell == entity.id):
                found.append(line)
                break
    return found


def draw_sources(tables: Iterable[Table]) -> str:
    """Return the pages and documents behind ``tables``: how many rows rest on each, and which tables."""
    pages: dict[str, Counter[str]] = {}
    for table in tables:
        columns = [i for i, column in enumerate(table.columns) if column in {"source", "document"}]
        for row in table.rows:
            for column in columns:
                for part in filter(None, map(str.strip, row[column].split("|"))):
                    pages.setdefault(part, Counter())[table.name] += 1
    rows = [(sum(c.values()), ", ".join(sorted(c)), page) for page, c in sorted(pages.items())]
    return draw_table(rows, ("rows", "tables", "source or document"))


def draw_checked(record: Record) -> str:
    """Return in one line what a record without problems holds."""
    rows = sum(len(table.rows) for table in record.tables)
    return f"{counted(rows, 'row')} in {counted(len(record.tables), 'table')}: no problem\n"
