"""``grid``: every suspect, every State, every day, without a file to read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from obligcheck.cli import complete
from obligcheck.cli.batch import Writing, needs_columns
from obligcheck.cli.clock import period
from obligcheck.cli.command import command
from obligcheck.cli.output import stop
from obligcheck.cli.streaming import answered
from obligcheck.cli.surveying import Scenario
from obligcheck.problems import problem

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.engine import Options
    from obligcheck.language import Scenario as Asked

#: What stands for all that there are.
ALL = "all"


class Gridding(Writing):
    """What fills the inputs, and which days are asked about."""

    suspects: Annotated[
        str | None,
        typer.Option(
            metavar="NAME,...", help="The persons; `all` for all.", autocompletion=complete.things("suspect")
        ),
    ] = None
    states: Annotated[
        str | None,
        typer.Option(
            metavar="NAME,...",
            help="The States; a region stands for its States, `all` for all.",
            autocompletion=complete.things("state"),
        ),
    ] = None
    each: Annotated[
        list[str] | None,
        typer.Option(metavar="INPUT=NAME,...", help="What fills another input of the scenario; repeatable."),
    ] = None
    dates: Annotated[
        str | None,
        typer.Option(metavar="A..B", help="The days asked about, both included.", show_default=False),
    ] = None
    every: Annotated[
        Literal["day", "week", "month", "year"],
        typer.Option(help="Ask about one day in each, from the first on.", show_default=False),
    ] = "day"
    changes: Annotated[
        bool,
        typer.Option("--changes", help="Ask about the first day, and those on which the verdict changes."),
    ] = False
    scenario: Scenario = "visit"


@command
def grid(how: Gridding) -> int:
    """Answer every combination of suspects, States and days.

    The columns are the inputs, then those that `batch` adds, and the options are those of `batch`. With
    --changes there is a row for each stretch of days with one verdict within the period.

    Example: obligcheck grid --suspects all --states "Central Asia" --dates 2002-07-01..today --changes
    """
    import io  # noqa: PLC0415 (help reads nothing)

    from obligcheck.streams.blocks import LEAST  # noqa: PLC0415 (as above)
    from obligcheck.streams.formats import format_of  # noqa: PLC0415
    from obligcheck.streams.grid import Grid, Made, days_of  # noqa: PLC0415
    from obligcheck.streams.run import Run  # noqa: PLC0415

    if how.dates is None:
        stop("expected --dates A..B")
    if how.changes and how.every != "day":
        stop("--changes looks at every day: leave out --every")
    first, last = period(how.dates)
    wanted = how.to or (format_of(how.output, None, "--to") if Path(how.output).suffix else "csv")
    if wanted == "parquet":
        needs_columns("Parquet")
    book = how.load()
    scenario = book.scenario(how.scenario)
    found = _filled(book, scenario, how)
    made = Grid(found, book.day_of(scenario.name), first, last)
    settings = how.settings(how.scenario)
    lines = made.changes(book, settings) if how.changes else made.lines(days_of(first, last, how.every))
    texts = Made(lines, made.head())
    stream = io.BufferedReader(texts, LEAST)
    spec = {**found, "dates": f"{first}..{last}", "every": how.every, "changes": how.changes}
    job = how.job("grid", "csv", wanted)
    run = Run(book, settings, job, stream, {"grid": spec})
    return answered(run, job, how, made.combinations, lambda: texts.made)


def _filled(book: "Book", scenario: "Asked", how: Gridding) -> dict[str, tuple[str, ...]]:
    """Return what fills each input of ``scenario``, in its order. Raises ProblemsError."""
    given = {}
    for text in (f"suspect={how.suspects or ''}", f"state={how.states or ''}", *(how.each or ())):
        name, sign, names = text.partition("=")
        if not sign:
            stop(f"expected INPUT=NAME,..., found `{text}`")
        if names:
            given[name.strip()] = names
    kinds = {b.key: b.type for b in (*scenario.inputs, *scenario.optional)}
    unknown = [name for name in given if name not in kinds or kinds[name] == "date"]
    if unknown:
        raise problem(
            "unknown-input", f"`{scenario.name}` has no input `{unknown[0]}`", f"inputs: {', '.join(kinds)}"
        )
    lacking = [b.key for b in scenario.inputs if b.key not in given and b.type != "date"]
    if lacking:
        raise problem("no-input", f"`{scenario.name}` needs `{lacking[0]}`", _option(lacking[0]))
    options = book.options(**how.asked())
    return {key: _ids(book, kinds[key], given[key], options) for key in kinds if key in given}


def _option(key: str) -> str:
    """Return the option that fills the input ``key``."""
    return {"suspect": "--suspects NAME,...", "state": "--states NAME,..."}.get(key, f"--each {key}=NAME,...")


def _ids(book: "Book", kind: str, text: str, options: "Options") -> tuple[str, ...]:
    """Return the ids of the things that ``text`` names, each once."""
    if text.strip() == ALL:
        return tuple(thing.id for thing in book.record.things(kind))
    whole = book.record.names.find(kind, text)
    if whole:
        return (whole.id,)
    # A name of one's own may have a comma, so that only what is no name is taken apart.
    parts = [part.strip() for part in text.split(",") if part.strip()]
    # Only names that group several need the profiles.
    from obligcheck.answers.viewed import meant  # noqa: PLC0415

    return tuple(dict.fromkeys(each for part in parts for each in meant(book, kind, part, options)))
