"""A batch that goes on with what others have found, and leaves what it finds to those that follow."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from obligcheck.streams.memory import keep, recall

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.batch import Batch


class Kept:
    """What ``batch`` knows, has taken over from the batches before it, and leaves to those after it."""

    def __init__(self, batch: Batch, book: Book) -> None:
        self._batch: Final = batch
        self._recalled: Final = recall(batch, book)
        self._generation = batch.generation

    def step(self) -> None:
        """Take note that a step is done, and nothing half found."""
        self._generation = self._batch.generation

    def keep(self) -> None:
        """Keep what was found, as far as the last step that was done goes, or a little further."""
        # Where the batch began anew since then, an interruption may have left numbers that name nothing.
        if self._batch.generation == self._generation:
            # Or a question that has a number and nothing else.
            with suppress(LookupError):
                keep(self._batch, self._recalled)
