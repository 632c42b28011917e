"""Bytes in blocks of whole lines: what is read of a long file at a time."""

import codecs
import zlib
from collections.abc import Mapping
from typing import BinaryIO, Final, NamedTuple

from obligcheck.problems import ProblemsError, problem
from obligcheck.streams.formats import advice

#: The most bytes of a block, and the fewest: a run can be stopped between blocks, and what goes row by row
#: is held in memory.
SIZE, LEAST = 1 << 23, 1 << 18

#: The longest record that is read: one that goes on longer is a quote that was never closed.
MOST = 1 << 24

#: The fewest bytes that are read at a time.
_PIECE = 1 << 16

#: What to do about text that is not in its encoding.
_OTHER = "--encoding with the one that it has"

#: What stands before the first line of a block, so that every line has the end of another before it.
LEAD = b"\r\n"


class Block(NamedTuple):
    """Whole lines: ``data`` from the end of ``LEAD`` to ``end``; ``line`` is the number of the first.

    ``data`` goes on behind ``end``: copying what is read in vain would cost as much as reading it.
    ``last`` says that the file ends here.
    """

    data: bytes
    end: int
    line: int
    last: bool

    def text(self) -> str:
        """Return the lines as text. Raises ProblemsError where they are no UTF-8."""
        content = self.data[len(LEAD) : self.end]
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            line = self.line + content.count(b"\n", 0, error.start)
            message = f"line {line}: expected UTF-8, found the byte 0x{content[error.start]:02x}"
            raise problem("not-utf-8", message, advice(content if self.line == 1 else b"")) from None


class Blocks:
    """Reads ``stream`` block by block; ``offset`` and ``line`` say how far.

    Blocks have ``least`` bytes or so, and twice as many after each ``grow`` until they have ``most``.
    Bytes are counted as UTF-8: another encoding is turned into it first. A byte order mark at the
    beginning is left out, and ``marked`` says whether there was one. ``checksum`` is that of all that was
    read, where ``summed`` asks for it.
    """

    def __init__(
        self,
        stream: BinaryIO,
        encoding: str = "utf-8",
        *,
        least: int = LEAST,
        most: int = SIZE,
        summed: bool = False,
    ) -> None:
        is_plain = codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}
        self._stream: Final = stream
        self._recoder: Final = None if is_plain else _Recoder(encoding)
        self._least: Final = min(least, most)
        #: How long a block may become.
        self.most: Final = most
        self._is_summed: Final = summed
        #: What was read, and how much of it was taken.
        self._kept, self._at = b"", 0
        #: How long a block was that had no whole record: the next has one line more, at least.
        self._short = 0
        self._ended = False
        self._begun = 1
        self._passed: tuple[bytes, int] | None = None
        self.marked = False
        #: How long the next block may be.
        self.size = self._least
        self.offset = 0
        self.read = 0
        self.checksum = 0

    @property
    def line(self) -> int:
        """Return the number of the line at which the next block begins."""
        if self._passed:
            data, end = self._passed
            self.pass_lines(data.count(b"\n", len(LEAD), end))
        return self._begun

    def pass_lines(self, number: int) -> None:
        """Take note of how many lines the last block has, where somebody has counted them already."""
        self._begun += number
        self._passed = None

    def take(self, size: int = 0) -> Block | None:
        """Return the next block, of ``size`` bytes where that is more; None at the end.

        Where it ends turns on ``offset`` and ``size`` alone, so that a run that goes on has the same.
        Raises ProblemsError for what is no text.
        """
        size = max(size, self.size, min(2 * self._short, MOST + self.most))
        self._fill(size)
        kept, at = self._kept, self._at
        if at == len(kept):
            return None
        end, is_last = self._end(size)
        self._short = 0
        data = kept if at == len(LEAD) and kept.startswith(LEAD) else LEAD + kept[at:end]
        block = Block(data, len(LEAD) + end - at, self.line, is_last)
        self._at = end
        self.offset += end - at
        self._passed = block.data, block.end
        return block

    def _end(self, size: int) -> tuple[int, bool]:
        """Return where a block of ``size`` bytes ends, and whether the input does. Raises ProblemsError."""
        kept, at = self._kept, self._at
        if len(kept) - at < size:
            return len(kept), True
        end = kept.rfind(b"\n", at + self._short, at + size) + 1
        if end:
            return end, False
        # The line is longer, and the last may have no end.
        end = kept.find(b"\n", at + size) + 1
        if (end or len(kept)) - at > MOST:
            raise self._too_long()
        return end or len(kept), not end

    def put_back(self, block: Block, used: int, *, is_short: bool = False) -> None:
        """Give back what of the last ``block`` lies behind its first ``used`` bytes.

        Where it ``is_short``, the next is longer: what begins there goes on behind it.
        """
        rest = block.end - len(LEAD) - used
        self._passed = block.data, len(LEAD) + used
        if is_short and rest > MOST:
            raise problem(
                "long-line", f"line {self.line}: what begins here goes on for more than {MOST:,} bytes"
            )
        self._short = rest if is_short else 0
        self._at -= rest
        self.offset -= rest

    def grow(self) -> None:
        """Have the blocks that follow be longer, as long as they may be."""
        self.size = min(2 * self.size, self.most)

    def shrink(self, block: Block) -> bool:
        """Give back the last ``block`` where it can be had in smaller ones; say whether it can."""
        was, self.size = self.size, self._least
        if was == self._least or block.end - len(LEAD) <= self._least:
            return False
        self.put_back(block, 0)
        return True

    def place(self) -> dict[str, int]:
        """Return where the next block begins, as ``skip`` takes it."""
        return {
            "offset": self.offset,
            "line": self.line,
            "size": self.size,
            "read": self.read,
            "checksum": self.checksum,
        }

    def skip(self, place: Mapping[str, int]) -> None:
        """Go on at ``place``. Raises ProblemsError where what lies before it is not what it was."""
        if self._recoder is None and not self._is_summed and self._stream.seekable():
            self._stream.seek(place["offset"])
            self._kept, self._at, self._ended = b"", 0, False
            self.read = place["offset"]
        else:
            self._at += place["offset"] - self.offset
            while self.read < place["read"] and not self._ended:
                piece = self._read(min(self.most, place["read"] - self.read))
                # What lies before the place is not held.
                passed = min(self._at, len(self._kept))
                self._kept, self._at = self._kept[passed:] + piece, self._at - passed
            if self.checksum != place["checksum"] or self._at > len(self._kept):
                raise problem("other-input", "cannot go on where the other run stopped: the input is another")
        self.offset, self._begun, self._passed = place["offset"], place["line"], None
        self.size = place["size"]

    def _fill(self, size: int) -> None:
        """Read until ``size`` bytes, and a whole line, are there to be taken, or all that there is."""
        have = len(self._kept) - self._at
        has_line = self._kept.find(b"\n", self._at + self._short) >= 0
        if have >= size and has_line:
            return
        parts = [LEAD, self._kept[self._at :]]
        while not self._ended and (have < size or not has_line):
            if have > MOST and not has_line:
                raise self._too_long()
            piece = self._read(max(size - have, _PIECE))
            parts.append(piece)
            have += len(piece)
            has_line = has_line or b"\n" in piece
        self._kept, self._at = b"".join(parts), len(LEAD)

    def _too_long(self) -> ProblemsError:
        return problem("long-line", f"line {self.line}: longer than {MOST:,} bytes")

    def _read(self, size: int) -> bytes:
        """Read so many bytes and return them as UTF-8; those of a byte order mark are counted alone."""
        piece = self._stream.read(size)
        is_first = not self.read
        self.read += len(piece)
        self._ended = not piece
        if self._is_summed:
            self.checksum = zlib.crc32(piece, self.checksum)
        if self._recoder is not None:
            piece = self._recoder.recoded(piece)
        if is_first and piece.startswith(codecs.BOM_UTF8):
            self.marked = True
            self.offset = len(codecs.BOM_UTF8)
            return piece[len(codecs.BOM_UTF8) :]
        return piece


class _Recoder:
    """Turns bytes in ``encoding`` into UTF-8, piece by piece."""

    def __init__(self, encoding: str) -> None:
        self._encoding: Final = encoding
        self._decoder: Final = codecs.getincrementaldecoder(encoding)()
        self._line = 1

    def recoded(self, piece: bytes) -> bytes:
        """Return ``piece``, the last if it is empty, as UTF-8. Raises ProblemsError for what is none."""
        try:
            text = self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            found = error.object[error.start]
            before = error.object[: error.start].decode(self._encoding, errors="ignore")
            line = self._line + before.count("\n")
            message = f"line {line}: expected {self._encoding}, found the byte 0x{found:02x}"
            raise problem("not-in-encoding", message, _OTHER) from None
        except UnicodeError:
            message = f"line {self._line}: expected {self._encoding}, found something else"
            raise problem("not-in-encoding", message, _OTHER) from None
        self._line += text.count("\n")
        return text.encode(errors="replace")
