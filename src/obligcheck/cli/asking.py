"""``ask``: is a sentence so, since when, until when, and why."""

from typing import Annotated

import typer

from obligcheck.cli.clock import day, today
from obligcheck.cli.command import command
from obligcheck.cli.options import Answering
from obligcheck.cli.output import verdict_code, write
from obligcheck.cli.show import asked_text


@command
def ask(
    sentence: Annotated[
        str,
        typer.Argument(
            metavar="SENTENCE", help="A sentence of the rules or data, names filled in.", show_default=False
        ),
    ],
    how: Answering,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day asked about; today if not given.")
    ] = None,
) -> int:
    """Say whether SENTENCE is so, since when, until when, and why.

    `some date` and the like leave a blank open; `rules list` shows the sentences.
    """
    book = how.load()
    given = how.asked()
    asked = book.ask(sentence, **given)
    when = day(on) if on else today()
    receipt = book.receipt_of(book.options(**given))
    write(asked_text(asked, when, receipt, how), how.format)
    return verdict_code(asked.on(when), exit_code=how.exit_code)
