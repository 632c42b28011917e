"""``where`` and ``who``: one question put to every State, or about every person."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from obligcheck.cli import complete
from obligcheck.cli.clock import day
from obligcheck.cli.command import command
from obligcheck.cli.options import Day, Drawn, Purpose, State, Suspect
from obligcheck.cli.output import complain, verdict_code, write
from obligcheck.cli.show import survey_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.answers import Book
    from obligcheck.engine import Options
    from obligcheck.presentation.survey import Shown
    from obligcheck.sentences import Entity

Scenario = Annotated[
    str,
    typer.Option(
        metavar="SCENARIO", help="Ask another scenario of the rules.", autocompletion=complete.scenarios
    ),
]


class Surveying(Drawn):
    """What is supposed, which part of a list is shown, in which order, and how it is written."""

    only: Annotated[
        Literal["yes", "no", "unknown", "contested", "close"] | None,
        typer.Option(help="List only these.", show_default=False),
    ] = None
    among: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME,...", help="Ask about these only; a region stands for its States; repeatable."
        ),
    ] = None
    sort: Annotated[
        Literal["verdict", "name", "since", "until"],
        typer.Option(help="What orders the list; the names order what is equal.", show_default=False),
    ] = "verdict"
    format: Annotated[
        Literal["table", "json", "csv", "markdown"],
        typer.Option(help="How to write the list.", show_default=False),
    ] = "table"
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Leave with 0 if any is yes, 1 if all are no, 3 otherwise."),
    ] = False

    def shown(self) -> "Shown":
        """Return which part of the list is shown, and in which order."""
        from obligcheck.presentation.survey import Shown  # noqa: PLC0415 (help lists nothing)

        return Shown(self.sort, self.only)


@command
def where(
    suspect: Suspect, date: Day, how: Surveying, purpose: Purpose = None, scenario: Scenario = "visit"
) -> int:
    """Say of every State what it owes if SUSPECT is there on DATE.

    On a terminal: the names in columns, by verdict. In a pipe: the result in one sentence, then a
    line for each State, with tabs between verdict, name, code, since, until, provisions, and the
    readings that contest it.

    Example: obligcheck where SUSPECT 2025-10-09 --only contested --format csv
    """
    book = how.load()
    return _surveyed(book, scenario, "state", {"suspect": suspect}, date, purpose, how)


@command
def who(
    state: State, date: Day, how: Surveying, purpose: Purpose = None, scenario: Scenario = "visit"
) -> int:
    """Say over whom STATE owes a duty on DATE, and who is close.

    Close are those for whom the answer is unknown, or another under another reading, or yes within a
    year of DATE. Each line says why in a few words: the warrant behind a duty, or what ended it. On a
    terminal the others are counted only; --only no lists them. In a pipe and in files all are listed,
    as by `where`, and why comes last.

    Example: obligcheck who STATE today --only yes --format markdown
    """
    book = how.load()
    return _surveyed(book, scenario, "suspect", {"state": state}, date, purpose, how)


def _surveyed(  # noqa: PLR0913, PLR0917 (what was asked, part by part)
    book: "Book",
    scenario: str,
    each: str,
    inputs: dict[str, str],
    date: str,
    purpose: str | None,
    how: Surveying,
) -> int:
    """Write the answers to ``scenario`` about each thing that can fill ``each``; return the exit code."""
    given = inputs | ({"purpose": purpose} if purpose else {})
    asked = how.asked()
    survey = book.each(scenario, each, **asked, **given, **{book.day_of(scenario): day(date)})
    if how.among:
        survey = survey.among(_named(book, survey.blank.type, how.among, book.options(**asked)))
    write(survey_text(survey, how, brief=each == "suspect"), how.format)
    if how.only and not how.shown().of(survey):
        complain(f"note: --only {how.only} leaves nothing to list\n")
    return verdict_code(max(answer.verdict for answer in survey), exit_code=how.exit_code)


def _named(book: "Book", kind: str, texts: list[str], options: "Options") -> "Iterator[Entity]":
    """Yield the things that ``texts`` name, several in one parted by commas; a region stands for its own.

    Raises ProblemsError for a name that means neither.
    """
    from obligcheck.answers.viewed import meant  # noqa: PLC0415 (few ask about some only)

    names = book.record.names
    for text in texts:
        whole = names.find(kind, text)
        parts = [text] if whole else text.split(",")
        yield from (names.resolve(kind, each) for part in parts for each in meant(book, kind, part, options))
