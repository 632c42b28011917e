"""``state``, ``suspect``, ``situation``, ``upcoming``, ``profile``: views that the rules describe."""

from typing import Annotated, Literal

import typer

from obligcheck.cli import complete
from obligcheck.cli.clock import day, today
from obligcheck.cli.command import command
from obligcheck.cli.options import Sourced, State, Suspect
from obligcheck.cli.output import stop, write
from obligcheck.cli.show import indent

# Drawers are imported where they are used: help needs none of them.
# ruff: noqa: PLC0415

On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="The day asked about; today if not given.", autocompletion=complete.days
    ),
]
Situation = Annotated[
    str,
    typer.Argument(
        metavar="SITUATION",
        help="A situation before the Court.",
        show_default=False,
        autocompletion=complete.things("situation"),
    ),
]


class Viewing(Sourced):
    """What is supposed, and how a profile is shown."""

    format: Annotated[
        Literal["tree", "json", "markdown"],
        typer.Option(help="How to write the profile.", show_default=False),
    ] = "tree"


@command
def state(name: State, how: Viewing, on: On = None) -> int:
    """Show what binds STATE on a day, and what it owes."""
    return viewed("state", {"state": name}, on, how)


@command
def suspect(name: Suspect, how: Viewing, on: On = None) -> int:
    """Show what SUSPECT is sought for on a day, and where."""
    return viewed("suspect", {"suspect": name}, on, how)


@command
def situation(name: Situation, how: Viewing, on: On = None) -> int:
    """Show how SITUATION came before the Court."""
    return viewed("situation", {"situation": name}, on, how)


@command
def upcoming(
    how: Viewing,
    on: On = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The last day of which to tell.", autocompletion=complete.days),
    ] = None,
) -> int:
    """List what changes after a day, nearest first."""
    if until and day(until) < (day(on) if on else today()):
        stop(f"--until {until} lies before {on or 'today'}: what changes is told from there on")
    return viewed("upcoming", {}, on, how, until)


@command
def profile(
    name: Annotated[
        str,
        typer.Argument(
            metavar="PROFILE",
            help="A profile of the rules.",
            show_default=False,
            autocompletion=complete.profiles,
        ),
    ],
    how: Viewing,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT]...", help="What it is about, in order.", show_default=False),
    ] = None,
    on: On = None,
) -> int:
    """Show any PROFILE of the rules.

    `rules list` names them with what they are about.
    """
    found = how.load().rules.profiles.get(name)
    keys = [blank.key for blank in found.inputs] if found else []
    given = inputs or []
    if found and len(given) > len(keys):
        stop(
            f"`{name}` is about {', '.join(keys) or 'nothing in particular'}, and was given {' '.join(given)}"
        )
    return viewed(name, dict(zip(keys, given, strict=False)), on, how)


def viewed(name: str, inputs: dict[str, str], on: str | None, how: Viewing, until: str | None = None) -> int:
    """Write the profile ``name`` as ``how`` wants it."""
    found = how.load().profile(
        name, on=day(on) if on else today(), until=day(until) if until else None, **how.asked(), **inputs
    )
    match how.format:
        case "json":
            from obligcheck.presentation.profile_jsons import draw_profile_json

            write(draw_profile_json(found, indent()), how.format)
        case "markdown":
            from obligcheck.presentation.markdown import draw_markdown
            from obligcheck.presentation.profiles import profile_rows

            write(draw_markdown(profile_rows(found, sources=how.sources)), how.format)
        case "tree":
            from obligcheck.presentation.profiles import draw_profile

            write(draw_profile(found, how.look()))
    return 0
