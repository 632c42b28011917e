"""``claims``: statements from a file, one a line, checked against the rules and the record."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from obligcheck.cli.clock import day, today
from obligcheck.cli.command import command
from obligcheck.cli.input import open_file, standard_input
from obligcheck.cli.options import Colour, Given, look
from obligcheck.cli.output import complain, stop, write

if TYPE_CHECKING:
    from obligcheck.answers.claims import Claim
    from obligcheck.presentation.claims import Drawer

#: The exit code where a line was no claim that the rules and the record understand.
NOT_UNDERSTOOD = 4

#: Of a longer line only so many characters are read: it is no claim anyhow.
MOST_BYTES = 20_000

#: Text is written in pieces of about this size.
_PIECE = 1 << 16


class Checking(Given):
    """What is supposed, for which day claims are checked, and how the outcomes are shown."""

    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of claims that name none; today if not given.")
    ] = None
    format: Annotated[
        Literal["text", "json", "csv", "markdown"],
        typer.Option(help="How to write the outcomes.", show_default=False),
    ] = "text"
    sources: Annotated[
        bool, typer.Option("--sources", help="Show provisions and where each fact comes from.")
    ] = False
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code", help="Leave with 1 if any claim is false, 3 if any cannot be told, else 0."
        ),
    ] = False
    color: Colour = "auto"


@command
def claims(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="One claim a line; - for standard input.", show_default=False),
    ],
    how: Checking,
) -> int:
    """Check the claims in FILE against the record, line by line.

    A claim is a sentence of the rules or data, or one in plain words, such as `STATE is a member since 2002`;
    it may end in `on DATE`, `as of DATE` or `in YEAR`. Empty lines and # comments are left out. The exit
    code is 4 if any line was not understood.
    """
    with ExitStack() as opened:
        stream = standard_input() if file == "-" else opened.enter_context(open_file(file))
        from obligcheck.presentation.claims import drawer  # noqa: PLC0415 (a wrong file draws nothing)

        book = how.load()
        asked = how.asked()
        checked = book.claims(_lines(stream, file), on=day(how.on) if how.on else today(), **asked)
        receipt = book.receipt_of(book.options(**asked))
        drawn = drawer(how.format, receipt, look(how.color, sources=how.sources))
        found = _write(checked, drawn, how.format)
    if not found:
        complain(f"note: no claim stands in {'standard input' if file == '-' else file}\n")
    if found["not understood"]:
        return NOT_UNDERSTOOD
    if how.exit_code:
        return 1 if found["false"] else 3 if found["cannot tell"] else 0
    return 0


def _write(claims: "Iterable[Claim]", drawn: "Drawer", form: str) -> "Counter[str]":
    """Write ``claims`` as they come, and return how many have which outcome, or were not understood.

    A reader who has closed the pipe has read enough.
    """
    head, one, end = drawn
    found: Counter[str] = Counter()
    not_understood = 0
    waiting = [head]
    length = len(head)
    for claim in claims:
        found[claim.outcome] += 1
        not_understood += claim.problem is not None
        waiting.append(one(claim))
        length += len(waiting[-1])
        if length > _PIECE:
            if not write("".join(waiting), form):
                return found
            waiting, length = [], 0
    write("".join((*waiting, end(found))), form)
    return found + Counter({"not understood": not_understood})


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """Yield the lines of ``stream``, bytes that are no UTF-8 as stand-ins, the end of long lines left out."""
    first = True
    try:
        while piece := stream.readline(MOST_BYTES):
            line = piece.removeprefix(b"\xef\xbb\xbf") if first else piece
            first = False
            yield line.decode(errors="surrogateescape")
            while len(piece) == MOST_BYTES and not piece.endswith(b"\n"):
                piece = stream.readline(MOST_BYTES)
    except OSError as error:
        stop(f"cannot read {name}: {error.strerror}")
