"""Text to text: block by block, each the quick way where it can be and exactly where not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from obligcheck.streams.asking import Teller, counted, refused
from obligcheck.streams.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.streams.asking import Asked
    from obligcheck.streams.blocks import Block
    from obligcheck.streams.fast import Fast
    from obligcheck.streams.reading import Reader
    from obligcheck.streams.texts import Style


class Lines:
    """Turns the blocks of ``reader`` into lines in ``style``."""

    def __init__(
        self, reader: Reader, asked: Asked, style: Style, *, fast: Fast | None, strict: bool
    ) -> None:
        self._reader: Final = reader
        self._style: Final = style
        self._teller: Final = Teller(asked, style)
        self._fast: Final = fast
        self._strict: Final = strict

    def head(self) -> bytes:
        """Return what stands before all rows."""
        return self._style.head().encode(errors="replace")

    def steps(self) -> Iterator[Step]:
        """Yield what is said of each block. Raises ProblemsError for what cannot be read."""
        blocks = self._reader.blocks
        while block := blocks.take():
            step = self._quickly(block)
            if step is None:
                if self._fast and blocks.shrink(block):
                    # What is to be read exactly may be little of it.
                    continue
                step = self._exactly(block)
            yield step

    def _quickly(self, block: Block) -> Step | None:
        told = self._fast.answer(block) if self._fast else None
        if told is None:
            return None
        if told.error and self._strict:
            row, error = told.error
            raise refused(block.line + row, error)
        self._reader.blocks.pass_lines(told.lines)
        self._reader.blocks.grow()
        return Step(told.pieces, Counter(told.counts), self._reader.blocks.place())

    def _exactly(self, block: Block) -> Step:
        lines: list[str] = []
        counts: Counter[str] = Counter()
        for row, outcome, line in self._teller.lines(self._reader.rows(block)):
            if outcome.error and self._strict:
                raise refused(row.line, outcome.error)
            counts[counted(outcome)] += 1
            lines.append(line)
        return Step(["".join(lines).encode(errors="replace")], counts, self._reader.blocks.place())
