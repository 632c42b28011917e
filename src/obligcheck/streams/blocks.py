"""Bytes in blocks of whole lines: what is read of a long file at a time."""

import codecs
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, NamedTuple

from obligcheck.problems import problem

#: How many bytes are read at a time.
SIZE = 1 << 23

#: The longest record that is read: one that goes on longer is a quote that was never closed.
MOST = 1 << 24

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
            raise problem(
                "not-utf-8", message, "--encoding with the one that it has, such as cp1252"
            ) from None


class Blocks:
    """Reads ``stream`` block by block; ``offset`` and ``line`` say how far.

    Bytes are counted as UTF-8: another encoding is turned into it first. A byte order mark at the
    beginning is left out, and ``marked`` says whether there was one. ``checksum`` is that of all that was
    read, where ``summed`` asks for it.
    """

    def __init__(
        self, stream: BinaryIO, encoding: str = "utf-8", *, size: int = SIZE, summed: bool = False
    ) -> None:
        self._stream: Final = stream
        self._is_plain: Final = codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}
        self._pieces: Final = _plain(stream, size) if self._is_plain else _recoded(stream, encoding, size)
        self._kept = b""
        self._is_summed: Final = summed
        self._ended = False
        self._begun = 1
        self._passed: tuple[bytes, int] | None = None
        self.marked = False
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

    def take(self) -> Block | None:
        """Return the next block; None at the end. Raises ProblemsError for what is no text."""
        parts = [LEAD, self._kept]
        length = len(self._kept)
        while not self._ended:
            piece = self._read()
            parts.append(piece)
            length += len(piece)
            if b"\n" in piece or b"\n" in self._kept:
                break
            if length > MOST:
                raise problem("long-line", f"line {self.line}: longer than {MOST:,} bytes")
        data = b"".join(parts)
        if len(data) == len(LEAD):
            return None
        end = len(data) if self._ended else data.rfind(b"\n") + 1
        block = Block(data, end, self.line, self._ended)
        self._kept = data[end:]
        self.offset += end - len(LEAD)
        self._passed = data, end
        return block

    def put_back(self, block: Block, used: int) -> None:
        """Give back what of the last ``block`` lies behind its first ``used`` bytes."""
        rest = block.data[len(LEAD) + used : block.end]
        self._passed = block.data, len(LEAD) + used
        if len(rest) > MOST:
            raise problem(
                "long-line", f"line {self.line}: what begins here goes on for more than {MOST:,} bytes"
            )
        self._kept = rest + self._kept
        self.offset -= len(rest)

    def place(self) -> dict[str, int]:
        """Return where the next block begins, as ``skip`` takes it."""
        return {"offset": self.offset, "line": self.line, "read": self.read, "checksum": self.checksum}

    def skip(self, place: Mapping[str, int]) -> None:
        """Go on at ``place``. Raises ProblemsError where what lies before it is not what it was."""
        if self._is_plain and not self._is_summed and self._stream.seekable():
            self._stream.seek(place["offset"])
            # What is read next begins where it would have begun, so that blocks end where they would have.
            self._kept = self._stream.read(place["read"] - place["offset"])
            self.read, self._ended = place["read"], False
        else:
            lacking = place["offset"] - self.offset
            while self.read < place["read"] and not self._ended:
                self._kept += self._read()
                passed = min(lacking, len(self._kept))
                self._kept, lacking = self._kept[passed:], lacking - passed
            self._kept = self._kept[lacking:]
            if self.checksum != place["checksum"]:
                raise problem("other-input", "cannot go on where the other run stopped: the input is another")
        self.offset, self._begun, self._passed = place["offset"], place["line"], None

    def _read(self) -> bytes:
        piece = next(self._pieces, b"")
        self.read += len(piece)
        if self._is_summed:
            self.checksum = zlib.crc32(piece, self.checksum)
        if not piece:
            self._ended = True
        elif not self.offset and not self._kept and not self.marked and piece.startswith(codecs.BOM_UTF8):
            self.marked = True
            self.offset = len(codecs.BOM_UTF8)
            return piece[len(codecs.BOM_UTF8) :]
        return piece


def _plain(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield what ``stream`` holds, and nothing for ever behind its end."""
    while True:
        yield stream.read(size)


def _recoded(stream: BinaryIO, encoding: str, size: int) -> Iterator[bytes]:
    """Yield what ``stream`` holds as UTF-8. Raises ProblemsError for what is not in ``encoding``."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        piece = stream.read(size)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            found = error.object[error.start]
            line += error.object[: error.start].decode(encoding, errors="ignore").count("\n")
            message = f"line {line}: expected {encoding}, found the byte 0x{found:02x}"
            raise problem("not-in-encoding", message, "--encoding with the one that it has") from None
        line += text.count("\n")
        if piece and not text:
            continue
        yield text.encode(errors="replace")
        if not piece and text:
            yield b""
