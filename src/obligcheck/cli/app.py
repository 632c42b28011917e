"""The root command. A command is imported and built only when it is called, listed or completed."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from obligcheck.cli.command import command
from obligcheck.cli.output import write

#: Commands in the order in which help lists them, and the modules that hold them.
COMMANDS = {
    "visit": "obligcheck.cli.answering",
    "overflight": "obligcheck.cli.answering",
    "when": "obligcheck.cli.answering",
    "ask": "obligcheck.cli.asking",
    "check": "obligcheck.cli.answering",
    "rules": "obligcheck.cli.rules",
    "data": "obligcheck.cli.data",
}

EXIT_CODES = """\b
Exit codes:
  0    answered
  2    the call is wrong: a name, a date, an option, a file
  with --exit-code, the verdict: 0 yes, 1 no, 3 unknown
\b
Environment:
  NO_COLOR, FORCE_COLOR    as --color never and --color always
"""


class OnDemand(MutableMapping[str, Any]):
    """The commands by name, each built when it is first looked up."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (typer keeps the class of commands to itself)
        """Return the command ``name``; KeyError where there is none."""
        if name not in self._built:
            found = getattr(import_module(COMMANDS[name]), name)
            self._built[name] = get_command(found if isinstance(found, typer.Typer) else alone(found))
        return self._built[name]

    def __setitem__(self, name: str, built: object) -> None:
        """Keep a command that typer adds."""
        self._built[name] = built

    def __delitem__(self, name: str) -> None:
        """Forget a built command."""
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names without building anything."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len(COMMANDS)


class Root(TyperGroup):
    """A group whose commands are built on demand: a call pays for its own command only."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 (whatever typer passes on)
        super().__init__(**settings)
        self.commands = OnDemand()
