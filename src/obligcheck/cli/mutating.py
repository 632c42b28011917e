"""``rules mutate``: change each rule in turn, and list the changes that no example and no case notices."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from obligcheck.cli.command import command
from obligcheck.cli.options import Books
from obligcheck.cli.output import WRONG, complain, stop, write
from obligcheck.problems import ProblemsError

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.answers.cases import Case
    from obligcheck.answers.mutate import Accepted, Mutation, Tried
    from obligcheck.language import Rule

# ruff: noqa: PLC0415 (help needs nothing of what runs)

#: The columns of a table of accepted changes.
_ACCEPTED = ("file", "rule", "change", "reason")


@command
def mutate_rules(
    books: Books,
    rule: Annotated[
        str | None,
        typer.Option(metavar="RULE", help="Change only this: a citation, a sentence, or FILE:LINE."),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Change only the rules of one file."),
    ] = None,
    cases: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="A table of cases with what to expect, or a folder of them."),
    ] = None,
    accepted: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A table of changes that need not be noticed, with reasons."),
    ] = None,
    format: Annotated[  # noqa: A002 (the name of the option)
        Literal["text", "json"],
        typer.Option(help="How to write the outcome.", show_default=False),
    ] = "text",
) -> int:
    """Change each rule in turn, and list the changes that no example and no case notices.

    A condition or an exception is left out, before and after are exchanged, a date is moved by a day, two
    blanks are exchanged. What nobody notices could be written wrong and stay so. The exit code is 2 if
    there is such a change that the accepted ones do not name, or one of these that needs no naming.

    obligcheck rules mutate --part membership.md --cases tests/cases
    """
    from obligcheck.answers.mutate import Mutation, judged
    from obligcheck.presentation.mutants import draw_outcome, outcome_json
    from obligcheck.presentation.problems import draw_problems

    book = books.load()
    rules = _chosen(book, rule, part)
    allowed = _accepted(accepted) if accepted else ()
    mutation = Mutation(book, [case for path in cases or () for case in _cases(path, book)])
    if mutation.failures:
        complain(draw_problems(mutation.failures))
        return WRONG
    outcome = judged(watched(mutation, rules), allowed, whole=rules == book.rules.rules)
    write(outcome_json(outcome) if format == "json" else draw_outcome(outcome), format)
    return WRONG if outcome.unnoticed or outcome.stale else 0


def _chosen(book: "Book", rule: str | None, part: str | None) -> "tuple[Rule, ...]":
    """Return the rules to change: all, or those that the options name. None of them ends the call."""
    from obligcheck.cli.rules import find_part, find_rules

    rules = book.rules.rules
    if part is not None:
        path = find_part(book.rules, part)
        rules = tuple(r for r in rules if r.place.path == path)
    if rule is not None:
        found = set(find_rules(book.rules, rule))
        rules = tuple(r for r in rules if r in found)
        if not rules:
            stop(f"no rule{f' of {part}' if part else ''} stands under `{rule}`, and none concludes it")
    return rules


def watched(mutation: "Mutation", rules: "tuple[Rule, ...]") -> "Iterator[Tried]":
    """Yield what becomes of the mutants, and on a terminal show on stderr how far this is."""
    if sys.stderr is None or not sys.stderr.isatty():
        for rule in rules:
            yield from mutation.tried(rule)
        return
    from rich.console import Console
    from rich.progress import track

    for rule in track(rules, "Rules", console=Console(stderr=True), transient=True):
        yield from mutation.tried(rule)


def _cases(path: str, book: "Book") -> "list[Case]":
    """Return the cases in the table ``path``, or in every table of the folder ``path`` that has cases."""
    from obligcheck.answers.cases import cases_in, is_case

    found: list[Case] = []
    tables = sorted(Path(path).glob("*.csv")) if Path(path).is_dir() else [Path(path)]
    for table in tables:
        columns, rows = _table(table)
        if not is_case(columns):
            if len(tables) == 1:
                stop(f"{table}: no table of cases, expected columns `scenario` and `expected`")
            continue
        try:
            found += cases_in(rows, book.rules.scenarios)
        except ProblemsError as error:
            stop(f"{table}: {error.problems[0].message}")
    return found


def _accepted(path: str) -> "tuple[Accepted, ...]":
    """Return the changes that need not be noticed."""
    from obligcheck.answers.mutate import Accepted

    columns, rows = _table(Path(path))
    missing = [column for column in _ACCEPTED if column not in columns]
    if missing:
        stop(f"{path}: expected the columns {', '.join(_ACCEPTED)}, found no `{missing[0]}`")
    for number, row in enumerate(rows, 2):
        if not all(row[column] for column in _ACCEPTED):
            stop(f"{path}:{number}: expected something in each of {', '.join(_ACCEPTED)}")
    return tuple(Accepted(*(row[column] for column in _ACCEPTED)) for row in rows)


def _table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns and the rows of a table; one that cannot be read ends the call."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            return list(reader.fieldnames or ()), list(reader)
    except UnicodeDecodeError:
        stop(f"{path}: not UTF-8: save the file as UTF-8 text")
    except OSError as error:
        stop(f"cannot read {path}: {error.strerror}")
