"""The root command. A command is imported and built only when it is called, listed or completed."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from inspect import signature
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from obligcheck.cli.output import write

#: The commands in the order in which help lists them, and the modules that hold them.
COMMANDS = {
    "visit": "obligcheck.cli.answering",
    "overflight": "obligcheck.cli.answering",
    "when": "obligcheck.cli.answering",
    "withdraw": "obligcheck.cli.treaty",
    "aggression": "obligcheck.cli.treaty",
    "jurisdiction": "obligcheck.cli.treaty",
    "whatif": "obligcheck.cli.trying",
    "why-not": "obligcheck.cli.trying",
    "where": "obligcheck.cli.surveying",
    "who": "obligcheck.cli.surveying",
    "ask": "obligcheck.cli.asking",
    "check": "obligcheck.cli.answering",
    "batch": "obligcheck.cli.batch",
    "grid": "obligcheck.cli.grid",
    "claims": "obligcheck.cli.claims",
    "state": "obligcheck.cli.profiles",
    "suspect": "obligcheck.cli.profiles",
    "situation": "obligcheck.cli.profiles",
    "compare": "obligcheck.cli.comparing",
    "upcoming": "obligcheck.cli.profiles",
    "profile": "obligcheck.cli.profiles",
    "rules": "obligcheck.cli.rules",
    "data": "obligcheck.cli.data",
}

EXAMPLES = """\b
Examples:
  obligcheck visit SUSPECT STATE 2025-10-09
  obligcheck visit SUSPECT STATE today --reading QUESTION=READING --sources
  obligcheck when SUSPECT STATE
  obligcheck where SUSPECT today
  obligcheck ask "SENTENCE" --on '9 October 2025' --format json
\b
Exit codes:
  0  answered; with --exit-code the verdict: 0 yes, 1 no, 3 unknown
  2  the call is wrong: a name, a date, an option, a file
  4  `claims`: a line was not understood; `batch`, `grid`: a row could not be answered
\b
Environment:
  NO_COLOR, FORCE_COLOR  as --color never and --color always
"""


class OnDemand(MutableMapping[str, Any]):
    """The commands by name, each built when it is first looked up."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (typer keeps the class to itself)
        """Return the command ``name``; KeyError where there is none."""
        if name not in self._built:
            self._built[name] = _build(name, COMMANDS[name])
        return self._built[name]

    def __setitem__(self, name: str, command: Any) -> None:  # noqa: ANN401 (as above)
        """Keep a command that was built elsewhere."""
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        """Forget a command that was built."""
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names; nothing is built."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len(COMMANDS)


def _build(name: str, module: str) -> Any:  # noqa: ANN401 (as above)
    """Return the command or the group of commands that ``module`` holds under ``name``."""
    found = getattr(import_module(module), name.replace("-", "_"))
    if isinstance(found, typer.Typer):
        return get_command(found)
    single = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    needs = any(p.default is p.empty for p in signature(found).parameters.values())
    single.command(name, no_args_is_help=needs)(found)
    return get_command(single)


class Root(TyperGroup):
    """A group whose commands are built on demand: a call pays for its own command only."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 (whatever typer passes on)
        super().__init__(**settings)
        self.commands = OnDemand()


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXAMPLES,
)


def _version(*, wanted: bool) -> None:
    """Write the versions of code, rules and data, and leave."""
    if wanted:
        import obligcheck  # noqa: PLC0415 (only this option needs it)
        from obligcheck.presentation.wording import versions  # noqa: PLC0415 (as above)

        write("\n".join(versions(obligcheck.load().receipt)) + "\n")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the versions of code, rules and data.",
            callback=lambda value: _version(wanted=value),
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Say what a treaty obliges a State to do, on a date, and why."""
