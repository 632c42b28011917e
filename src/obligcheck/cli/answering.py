"""``visit``, ``overflight``, ``check`` and ``when``: the scenarios of the rules, answered."""

from typing import TYPE_CHECKING, Annotated

import typer

from obligcheck.cli import complete
from obligcheck.cli.clock import day, period
from obligcheck.cli.command import command
from obligcheck.cli.options import Answering, Days, Listing, Purpose, State, Suspect
from obligcheck.cli.output import complain, stop, verdict_code, write
from obligcheck.cli.show import Question, answer_text, changes_text, history_text

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.engine import Options

#: What `Book.check` takes beside the inputs of a scenario, which therefore cannot be called so.
OPTIONS = frozenset({"self", "scenario", "assume", "deny", "readings", "known_on", "law_as_of"})


@command
def visit(suspect: Suspect, state: State, date: Days, how: Answering, purpose: Purpose = None) -> int:
    """Say what STATE owes while SUSPECT is there on DATE, and why.

    SUSPECT and STATE may stand in either order.
    """
    book = how.load()
    suspect, state = in_order(book, suspect, state)
    inputs = {"suspect": suspect, "state": state, **({"purpose": purpose} if purpose else {})}
    return answered(book, "visit", inputs, date, how)


@command
def overflight(suspect: Suspect, state: State, date: Days, how: Answering) -> int:
    """Say what STATE owes while SUSPECT flies over it on DATE.

    SUSPECT and STATE may stand in either order.
    """
    book = how.load()
    suspect, state = in_order(book, suspect, state)
    return answered(book, "overflight", {"suspect": suspect, "state": state}, date, how)


@command
def check(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO",
            help="A scenario of the rules.",
            show_default=False,
            autocompletion=complete.scenarios,
        ),
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME=VALUE...", help="Its inputs.", show_default=False, autocompletion=complete.inputs
        ),
    ],
    how: Answering,
) -> int:
    """Answer any SCENARIO of the rules.

    `rules list` names them with their inputs.
    """
    named: dict[str, str] = {}
    for text in inputs or ():
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            stop(f"expected NAME=VALUE, found `{text}`")
        if name.strip() in OPTIONS:
            stop(f"`{name.strip()}` is no input of a scenario, see the options")
        if named.setdefault(name.strip(), value.strip()) != value.strip():
            stop(f"`{name.strip()}` is given twice")
    book = how.load()
    date = named.pop(book.day_of(scenario), "today")
    return answered(book, scenario, named, date, how)


@command
def when(suspect: Suspect, state: State, how: Listing, purpose: Purpose = None) -> int:
    """Say from when to when a `visit` has which answer, and why.

    SUSPECT and STATE may stand in either order.
    """
    book = how.load()
    suspect, state = in_order(book, suspect, state)
    inputs = {"suspect": suspect, "state": state, **({"purpose": purpose} if purpose else {})}
    # Only this command needs all days.
    from obligcheck.answers.history import history  # noqa: PLC0415

    options = book.options(**how.asked())
    found = history(book, "visit", options, inputs)
    write(history_text(_question(book, "visit", inputs, options), found, how), how.format)
    return 0


def answered(book: "Book", scenario: str, inputs: dict[str, str], date: str, how: Answering) -> int:
    """Write the answer to ``scenario`` on ``date``, or over the days of a period; return the code."""
    asked = how.asked()
    if ".." not in date:
        answer = book.check(scenario, **asked, **inputs, **{book.day_of(scenario): day(date)})
        write(answer_text(answer, how), how.format)
        return verdict_code(answer.verdict, exit_code=how.exit_code)
    # Only a period needs the stretches.
    from obligcheck.answers.stay import stay  # noqa: PLC0415

    days = period(date)
    if how.format == "statement":
        stop("a statement is about one day: give one date, or another --format")
    options = book.options(**asked)
    changes = stay(book, scenario, options, inputs, days)
    receipt = book.receipt_of(options)
    asked_of = _question(book, scenario, inputs, options)
    write(changes_text(asked_of, changes, receipt, how), how.format)
    # As `batch` has it: yes on some day is yes, and only no on every day is no.
    return verdict_code(max(change.verdict for change in changes), exit_code=how.exit_code)


def _question(book: "Book", scenario: str, inputs: dict[str, str], options: "Options") -> Question:
    """Return the scenario and its inputs as the record knows them, in the order of the call."""
    posed = book.pose(scenario, inputs, options)
    blanks = {blank.key: blank for blank in posed.scenario.blanks}
    values = posed.named()
    found = {key: values[blanks[key].name] for key in inputs}
    ids = {key: str(getattr(value, "id", value)) for key, value in found.items()}
    named = {key: str(value) for key, value in found.items() if blanks[key].type != "date"}
    return Question(scenario, ids, named)


def in_order(book: "Book", suspect: str, state: str) -> tuple[str, str]:
    """Return person and State in this order, with a note where they were given the other way round.

    One name that fits the other place only is enough: the other may be misspelt.
    """
    find = book.record.names.find
    as_given = find("suspect", suspect) or find("state", state)
    turned = find("suspect", state) or find("state", suspect)
    if turned and not as_given:
        complain(f"note: read as SUSPECT {state}, STATE {suspect}\n")
        return state, suspect
    return suspect, state
