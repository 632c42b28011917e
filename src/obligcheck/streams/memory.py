"""What a batch has found, kept for the next one with the same options: it need not be proved again.

It is kept as rules and record are (see ``shelf.cache``), with the state of all that it came from: our own
code, the rules, the record, and the options. A change to any of them, and it is found anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from obligcheck.batch.memory import Memory
from obligcheck.shelf import cache
from obligcheck.shelf.book import Book as FromFiles
from obligcheck.shelf.files import code_files

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.batch import Batch, Settings

#: From how many new spans of days on it is worth keeping.
_WORTH = 1_000

_KIND = "rows"


class Recalled(NamedTuple):
    """The state of all that makes the answers of a batch, and how many spans it knew from the beginning."""

    stamp: str
    found: int


def recall(batch: Batch, book: Book) -> Recalled:
    """Have ``batch`` take over what was found before; return what ``keep`` is to be told of it."""
    stamp = _stamp(book, batch.settings)
    known = cache.fetch(stamp, _KIND)
    if isinstance(known, Memory):
        batch.recall(known)
    return Recalled(stamp, batch.found)


def keep(batch: Batch, recalled: Recalled) -> None:
    """Keep what ``batch`` has found, where that is much more than what it ``recalled``.

    It is kept for the state in which it began: our own code may have been replaced in the meantime.
    """
    if batch.found - recalled.found >= _WORTH:
        cache.keep(recalled.stamp, batch.memory(), _KIND)


def _stamp(book: Book, settings: Settings) -> str:
    """Return the state of all that makes the answers of a batch.

    The receipt tells the content of rules and data; answers also say in which file something stands.
    """
    code = [f"{file.shown} {file.path} {file.stamp}" for file in code_files("answers", "batch")]
    files = book.files if isinstance(book, FromFiles) else ()
    return "\n".join([*code, *files, repr(sorted(book.receipt.items())), repr(settings._replace(today=None))])
