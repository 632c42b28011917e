"""The options that commands share, each class a bundle of them (see ``command``)."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

import typer

from obligcheck.cli import complete
from obligcheck.cli.clock import day
from obligcheck.cli.command import Bundle
from obligcheck.cli.output import complain, is_coloured, is_terminal, width

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.presentation.tree import Look

    class Asked(TypedDict):
        """The part of a question beside its inputs, as ``Book.check`` takes it."""

        assume: tuple[str, ...]
        deny: tuple[str, ...]
        readings: tuple[str, ...]
        known_on: date | None
        law_as_of: date | None


Suspect = Annotated[
    str,
    typer.Argument(
        metavar="SUSPECT", help="The person.", show_default=False, autocompletion=complete.things("suspect")
    ),
]
State = Annotated[
    str,
    typer.Argument(
        metavar="STATE", help="The State.", show_default=False, autocompletion=complete.things("state")
    ),
]
Day = Annotated[
    str,
    typer.Argument(
        metavar="DATE",
        help="2025-10-09, '9 October 2025', today.",
        show_default=False,
        autocompletion=complete.days,
    ),
]
Days = Annotated[
    str,
    typer.Argument(
        metavar="DATE",
        help="2025-10-09, '9 October 2025', today; A..B for all days of a period.",
        show_default=False,
        autocompletion=complete.days,
    ),
]
Purpose = Annotated[
    str | None,
    typer.Option(metavar="PURPOSE", help="What the visit is for.", autocompletion=complete.things("purpose")),
]

Colour = Annotated[
    Literal["auto", "always", "never"],
    typer.Option(help="Colours; auto: on a terminal.", show_default=False, metavar="WHEN"),
]

Form = Annotated[
    Literal["table", "json"],
    typer.Option("--format", help="How to write the list.", show_default=False),
]

ExitCode = Annotated[
    bool,
    typer.Option(
        "--exit-code",
        help="Leave with the verdict: 0 yes, 1 no, 3 unknown; of a period yes if yes on any day.",
    ),
]


class Books(Bundle):
    """Which rules and which record to ask."""

    rules: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            metavar="DIR",
            help="Rules laid over the bundled ones: a file of the same path replaces the whole bundled file.",
        ),
    ] = None
    data: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            metavar="DIR",
            help="Data laid over the bundled data: a table of the same path replaces all its rows.",
        ),
    ] = None

    def load(self) -> "Book":
        """Return the rules and the record together; the same book for each who asks."""
        if "_book" not in vars(self):
            vars(self)["_book"] = self._loaded()
        book: Book = vars(self)["_book"]
        return book

    def _loaded(self) -> "Book":
        import obligcheck  # noqa: PLC0415 (its floors are many, and help needs none of them)

        book = obligcheck.load(rules=self.rules, data=self.data)
        if "replaced" in book.receipt:
            from obligcheck.presentation.wording import replaced  # noqa: PLC0415 (few lay anything over)

            complain(f"note: {replaced(book.receipt)}\n")
        return book


class Given(Books):
    """Which rules and record to ask, and what to suppose."""

    assume: Annotated[
        list[str] | None,
        typer.Option(metavar="SENTENCE", help="Suppose that it is so; repeatable."),
    ] = None
    deny: Annotated[
        list[str] | None,
        typer.Option(metavar="SENTENCE", help="Suppose that it is not so; repeatable."),
    ] = None
    assumptions: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            metavar="FILE",
            help="Suppose each line of FILE; `not: SENTENCE` denies it, # comments.",
        ),
    ] = None
    reading: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION=READING",
            help="Answer under that reading of a contested question; repeatable.",
            autocompletion=complete.readings,
        ),
    ] = None
    known_on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Answer from what was public on that day."),
    ] = None
    law_as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Count only what courts and others had held by that day."),
    ] = None

    def asked(self) -> "Asked":
        """Return what is supposed, the file of assumptions read."""
        assume, deny = list(self.assume or ()), list(self.deny or ())
        if self.assumptions:
            from obligcheck.cli.assumptions import checked, read_assumptions  # noqa: PLC0415 (rarely given)

            book = self.load()
            lines = checked(read_assumptions(self.assumptions), lambda text: book.options(assume=(text,)))
            assume += [line.sentence for line in lines if not line.denied]
            deny += [line.sentence for line in lines if line.denied]
        return {
            "assume": tuple(assume),
            "deny": tuple(deny),
            "readings": tuple(self.reading or ()),
            "known_on": day(self.known_on) if self.known_on else None,
            "law_as_of": day(self.law_as_of) if self.law_as_of else None,
        }


class Drawn(Given):
    """What is supposed, and the colours of what is drawn."""

    color: Colour = "auto"

    def look(self) -> "Look":
        """Return how to draw for whoever reads stdout."""
        return look(self.color)


class Sourced(Given):
    """What is supposed, and whether sources are shown."""

    sources: Annotated[
        bool,
        typer.Option("--sources", help="Show where each fact comes from."),
    ] = False
    color: Colour = "auto"

    def look(self) -> "Look":
        """Return how to draw for whoever reads stdout."""
        return look(self.color, sources=self.sources)


class Listing(Drawn):
    """What is supposed, and how a list is shown."""

    format: Annotated[
        Literal["tree", "json", "markdown"],
        typer.Option(help="How to write the list.", show_default=False),
    ] = "tree"


class Answering(Sourced):
    """What is supposed, how an answer is shown, and whether the exit code tells the verdict."""

    format: Annotated[
        Literal["tree", "json", "markdown", "statement"],
        typer.Option(help="How to write the answer.", show_default=False),
    ] = "tree"
    depth: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Show N levels of the tree."),
    ] = None
    exit_code: ExitCode = False

    def look(self) -> "Look":
        """Return how to draw for whoever reads stdout."""
        return look(self.color, self.depth, sources=self.sources)


def look(color: str, depth: int | None = None, *, sources: bool = False) -> "Look":
    """Return how to draw for whoever reads stdout: a terminal, or a program behind a pipe."""
    from obligcheck.presentation.tree import Look  # noqa: PLC0415 (help and JSON draw nothing)

    coloured = is_coloured(color)
    wide = width() if coloured or is_terminal() else None
    return Look(wide, coloured, depth, sources)
