"""``compare``: several things of one type side by side, as a profile of the rules describes them."""

from typing import Annotated, Literal

import typer

from obligcheck.cli import complete
from obligcheck.cli.clock import day, today
from obligcheck.cli.command import command
from obligcheck.cli.options import Sourced
from obligcheck.cli.output import write
from obligcheck.cli.profiles import On
from obligcheck.cli.show import indent

# Drawers are imported where they are used: help needs none of them.
# ruff: noqa: PLC0415


class Comparing(Sourced):
    """What is supposed, and how a comparison is shown."""

    format: Annotated[
        Literal["table", "json", "csv", "markdown"],
        typer.Option(help="How to write the table.", show_default=False),
    ] = "table"


@command
def compare(
    states: Annotated[
        list[str],
        typer.Argument(
            metavar="STATE...",
            help="The States in this order; a region stands for its States.",
            show_default=False,
            autocompletion=complete.comparable,
        ),
    ],
    how: Comparing,
    on: On = None,
) -> int:
    """Show several STATEs side by side on a day."""
    # Help needs none of this.
    from obligcheck.answers.viewed import members
    from obligcheck.answers.viewing import view

    book, when = how.load(), day(on) if on else today()
    options = book.options(**how.asked())
    # Whoever is named twice stands once.
    ids = dict.fromkeys(each for name in states for each in members(book, "compare", name, options))
    profiles = tuple(view(book, "compare", {"state": each}, when, options=options) for each in ids)
    match how.format:
        case "json":
            from obligcheck.presentation.profile_jsons import draw_profiles_json

            write(draw_profiles_json(profiles, indent()), how.format)
        case "csv":
            from obligcheck.presentation.compare import draw_csv

            write(draw_csv(profiles), how.format)
        case "markdown":
            from obligcheck.presentation.compare import draw_markdown_table

            write(draw_markdown_table(profiles), how.format)
        case "table":
            from obligcheck.presentation.compare import draw_comparison

            write(draw_comparison(profiles, how.look()))
    return 0
