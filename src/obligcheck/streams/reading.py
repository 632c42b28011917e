"""Text in blocks to rows: the head first, then what each block holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obligcheck.problems import problem
from obligcheck.streams import jsonlines
from obligcheck.streams.delimited import Delimited
from obligcheck.streams.formats import delimiter_of
from obligcheck.streams.rows import Head

if TYPE_CHECKING:
    from obligcheck.streams.blocks import Block, Blocks
    from obligcheck.streams.rows import Row


class Reader:
    """Reads what ``blocks`` hold in ``format``, exactly."""

    def __init__(self, blocks: Blocks, format: str, delimiter: str = "") -> None:  # noqa: A002 (the word for it)
        """Begin to read; CSV may have another ``delimiter``. Raises ProblemsError where there is no head."""
        self.blocks: Final = blocks
        self.format: Final = format
        parting = delimiter_of(format, delimiter)
        self._delimited: Final = Delimited(parting) if parting else None
        self.head: Final = self._head()

    def rows(self, block: Block) -> list[Row]:
        """Return the rows of ``block``; one that goes on behind it is given back, to be read again."""
        text = block.text()
        if self._delimited is None:
            return jsonlines.rows_of(text, block.line)
        rows, used = self._delimited.rows(text, block.line, len(self.head.names), last=block.last)
        if used < len(text):
            self.blocks.put_back(block, len(text[:used].encode()), is_short=not used)
        return rows

    def _head(self) -> Head:
        if self._delimited is not None:
            return self._header(self._delimited)
        # Rows that come later may have further fields, of which a table needs to know.
        block = self.blocks.take(self.blocks.most)
        if block is None:
            return Head(self.format, ())
        names = tuple(dict.fromkeys(jsonlines.names_of(block.text())))
        self.blocks.put_back(block, 0)
        return Head(self.format, names, marked=self.blocks.marked)

    def _header(self, delimited: Delimited) -> Head:
        while block := self.blocks.take():
            text = block.text()
            found = delimited.header(text, last=block.last)
            if found:
                header, used = found
                if "\0" in header.raw:
                    fix = (
                        f"--encoding utf-16-{'be' if header.raw.startswith(chr(0)) else 'le'}, if it is that"
                    )
                    raise problem("not-utf-8", "line 1: expected UTF-8, found null characters", fix)
                self.blocks.put_back(block, len(text[:used].encode()))
                head = Head(self.format, header.names, header.raw, header.ending, self.blocks.marked)
                return head._replace(delimiter=delimited.delimiter)
            if not text.isspace():
                self.blocks.put_back(block, 0, is_short=True)
        raise problem("no-header", "the file is empty: its first line should name the columns")
