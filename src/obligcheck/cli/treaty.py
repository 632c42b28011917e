"""``withdraw``, ``aggression`` and ``jurisdiction``: who leaves the treaty, and what its court may judge."""

from typing import Annotated

import typer

from obligcheck.cli import complete
from obligcheck.cli.answering import answered
from obligcheck.cli.clock import day, today
from obligcheck.cli.command import command
from obligcheck.cli.options import Answering, Days, State
from obligcheck.cli.output import stop

Aggressor = Annotated[
    str,
    typer.Argument(
        metavar="AGGRESSOR",
        help="The State that attacks.",
        show_default=False,
        autocompletion=complete.things("state"),
    ),
]
Victim = Annotated[
    str,
    typer.Argument(
        metavar="VICTIM",
        help="The State attacked.",
        show_default=False,
        autocompletion=complete.things("state"),
    ),
]


@command
def withdraw(
    state: State,
    how: Answering,
    notice: Annotated[
        str | None,
        typer.Argument(
            metavar="[NOTICE-DATE]",
            help="Suppose that the depositary received a notice that day.",
            show_default=False,
            autocompletion=complete.days,
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day asked about, or A..B; today, or the notice's if later."),
    ] = None,
) -> int:
    """Say when STATE leaves, and what it owes before and after.

    With NOTICE-DATE: what a notice received that day would do, in place of one that runs.
    """
    given = day(notice) if notice else None
    date = on or str(max(today(), given or today()))
    inputs = {"state": state, **({"notice_date": str(given)} if given else {})}
    return answered(how.load(), "withdraw", inputs, date, how)


@command
def aggression(aggressor: Aggressor, victim: Victim, date: Days, how: Answering) -> int:
    """Say whether the court may judge AGGRESSOR attacking VICTIM."""
    inputs = {"aggressor_state": aggressor, "victim_state": victim}
    return answered(how.load(), "aggression", inputs, date, how)


@command
def jurisdiction(
    crime: Annotated[
        str,
        typer.Argument(
            metavar="CRIME", help="The crime.", show_default=False, autocompletion=complete.things("crime")
        ),
    ],
    date: Days,
    how: Answering,
    territory: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE", help="Where it was committed.", autocompletion=complete.things("state")
        ),
    ] = None,
    nationality: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE", help="Whose national is accused.", autocompletion=complete.things("state")
        ),
    ] = None,
) -> int:
    """Say whether the court may judge CRIME committed on DATE.

    At least one of --territory and --nationality is needed.
    """
    given = {"territory": territory or [], "nationality": nationality or []}
    for name, states in given.items():
        if len(states) > 1:
            stop(f"one --{name} at a time, found {' and '.join(states)}: ask about each")
    inputs = {f"{name}_state": states[0] for name, states in given.items() if states}
    if not inputs:
        stop("say where it was committed or by whose national: --territory STATE, --nationality STATE")
    return answered(how.load(), "jurisdiction", {"crime": crime, **inputs}, date, how)
