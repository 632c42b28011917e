"""What a batch has found, kept for the next one with the same options: it need not be proved again.

It is kept as rules and record are (see ``shelf.cache``), with the state of all that it came from: our own
code, the rules, the record, and the options. A change to any of them, and it is found anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.batch.memory import Memory
from obligcheck.shelf import cache
from obligcheck.shelf.files import code_files

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.batch import Batch, Settings

#: From how many new spans of days on it is worth keeping.
_WORTH = 1_000

_KIND = "rows"


def recall(batch: Batch, book: Book) -> int:
    """Have ``batch`` take over what was found before; return how many spans of days it knows now."""
    known = cache.fetch(_stamp(book, batch.settings), _KIND)
    if isinstance(known, Memory):
        batch.recall(known)
    return batch.found


def keep(batch: Batch, book: Book, known: int) -> None:
    """Keep what ``batch`` has found, where that is much more than the ``known`` spans."""
    if batch.found - known >= _WORTH:
        cache.keep(_stamp(book, batch.settings), batch.memory(), _KIND)


def _stamp(book: Book, settings: Settings) -> str:
    """Return the state of all that makes the answers of a batch."""
    code = [f"{file.shown} {file.path} {file.stamp}" for file in code_files("answers", "batch")]
    return "\n".join([*code, repr(sorted(book.receipt.items())), repr(settings._replace(today=None))])
