"""``data``: list the tables, show one or a thing in it, check them, and name their sources."""

from typing import TYPE_CHECKING, Annotated

import typer

from obligcheck.cli import complete
from obligcheck.cli.command import command
from obligcheck.cli.options import Books, Form
from obligcheck.cli.output import WRONG, complain, stop, write
from obligcheck.cli.show import indent

if TYPE_CHECKING:
    from obligcheck.facts import Record, Table

# Drawers are imported where they are used: help needs none of them.
# ruff: noqa: PLC0415

data = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, show and check the record, and name its sources.",
)

Name = typer.Argument(metavar="TABLE", help="A table.", show_default=False, autocompletion=complete.tables)


@data.command("list")
@command
def list_tables(books: Books) -> int:
    """List the tables: how many rows, whether a missing row means no, until when checked."""
    from obligcheck.presentation.data_lists import draw_record

    write(draw_record(books.load().record))
    return 0


@data.command("show", no_args_is_help=True)
@command
def show_table(
    table: Annotated[str, Name],
    books: Books,
    key: Annotated[
        str | None,
        typer.Argument(metavar="[KEY]", help="A cell, or the name of a thing.", show_default=False),
    ] = None,
    form: Form = "table",
) -> int:
    """Show TABLE, or its rows about KEY with all their cells and what they state."""
    from obligcheck.presentation.data_lists import draw_found, draw_whole_table, find_lines

    record = books.load().record
    found = _table(record, table)
    lines = None if key is None else find_lines(record, found, key)
    if lines == []:
        stop(f"no row of `{found.name}` is about `{key}`")
    if form == "json":
        from obligcheck.presentation.list_jsons import draw_table_json

        write(draw_table_json(record, found, lines, indent()), form)
    else:
        write(draw_whole_table(record, found) if lines is None else draw_found(record, found, lines))
    return 0


def _table(record: "Record", name: str) -> "Table":
    """Return the table called ``name``, with or without its ending; an unknown one ends the call."""
    found = record.table(name.removesuffix(".csv"))
    if found is None:
        stop(f"no table is called `{name}`; tables: {', '.join(t.name for t in record.tables)}")
    return found


@data.command("check")
@command
def check_data(books: Books) -> int:
    """Check every row, and recompute by the rules the dates that the record holds."""
    from obligcheck.answers.record_check import check_record, check_rows
    from obligcheck.presentation.data_lists import draw_checked
    from obligcheck.presentation.problems import draw_problems
    from obligcheck.problems import ProblemsError

    try:
        book = books.load()
    except ProblemsError as error:
        from obligcheck.shelf.load import read_record

        found = check_rows(read_record(books.data), error.problems)
        raise ProblemsError((*error.problems, *found)) from None
    problems = check_record(book)
    if problems:
        complain(draw_problems(problems))
        return WRONG
    write(draw_checked(book.record))
    return 0


@data.command("sources")
@command
def list_sources(books: Books, table: Annotated[str | None, Name] = None) -> int:
    """List the pages and documents behind the record, or behind TABLE."""
    from obligcheck.presentation.data_lists import draw_sources

    record = books.load().record
    write(draw_sources([_table(record, table)] if table else record.tables))
    return 0
