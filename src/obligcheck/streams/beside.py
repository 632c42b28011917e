"""Files written beside and renamed at the end, with a journal of how far they are."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from obligcheck.problems import problem
from obligcheck.streams.formats import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What the names of unfinished files end in, and the journals of these.
PART, JOURNAL = ".part", ".part.json"

#: How many characters an error shows of what differs.
_SHOWN = 60


class Output:
    """What is written to ``name``: beside it until all are there, or at once where it is no file.

    ``settings`` are what a run must have in common with an interrupted one to go on where that stopped.
    """

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        #: As whoever asks calls it.
        self.name: Final = name
        self._settings: Final = json.loads(json.dumps(settings, default=str))
        self.is_beside: Final = name != STANDARD and (not os.path.exists(name) or os.path.isfile(name))  # noqa: PTH110, PTH113
        # A link goes on leading to the file that is written.
        self.path: Final = Path(os.path.realpath(name) if self.is_beside else name)
        self.part: Final = self.path.with_name(self.path.name + PART)
        self.journal: Final = self.path.with_name(self.path.name + JOURNAL)
        self._stream: BinaryIO = io.BytesIO()
        self._noted: list[dict[str, Any]] = []
        self.written = 0

    def resumed(self) -> dict[str, Any] | None:
        """Return what the journal of an interrupted run says was done; None where there is none.

        Raises ProblemsError where that run was another, with what differs.
        """
        if not self.is_beside:
            raise problem("no-resume", "only what is written to a file can be resumed", "--output FILE")
        try:
            first, *lines = self.journal.read_text("utf-8").splitlines(keepends=True)
            settings = json.loads(first)
            # The last line may be torn where the run was.
            found = json.loads([line for line in lines if line.endswith("\n")][-1])
            size = self._size()
        except (OSError, ValueError, IndexError):
            return None
        for key in self._settings.keys() | settings.keys():
            ours, theirs = self._settings.get(key), settings.get(key)
            if ours != theirs:
                said = f"{key} was {_short(theirs)}, now {_short(ours)}"
                message = f"cannot go on where the other run stopped: {said}"
                raise problem("other-run", message, "without --resume it begins anew")
        if size < found["written"]:
            raise problem("other-run", f"cannot go on: {self.part} is shorter than it was")
        done: dict[str, Any] = found["done"]
        self._noted = [found]
        self.written = found["written"]
        return done

    def open(self) -> None:
        """Get ready to write behind what was written before."""
        with naming(self.name):
            self._open()
        if self.is_beside:
            # A line that is torn is not gone on with.
            lines = [json.dumps(one) for one in (self._settings, *self._noted)]
            replace(self.journal, "".join(f"{line}\n" for line in lines).encode(), sync=False)

    def _open(self) -> None:
        if not self.is_beside:
            self._stream = sys.stdout.buffer if str(self.path) == STANDARD else self.path.open("wb")
            return
        if not self.written:
            self._clear()
        self._stream = self.part.open("r+b" if self.written else "wb")
        self._stream.truncate(self.written)
        self._stream.seek(self.written)

    def _size(self) -> int:
        """Return how much of the part is there."""
        return self.part.stat().st_size

    def write(self, data: Any) -> None:  # noqa: ANN401 (anything that holds bytes)
        """Write ``data`` behind the rest."""
        with naming(self.name):
            self.written += self._stream.write(data)

    def note(self, done: Mapping[str, Any]) -> None:
        """Write into the journal what was ``done`` so far."""
        with naming(self.name):
            self._stream.flush()
        if self.is_beside:
            found = {"written": self.written, "done": done}
            with self.journal.open("a", encoding="utf-8") as journal:
                journal.write(f"{json.dumps(found, default=str)}\n")

    def finish(self, _about: Mapping[str, Any]) -> None:
        """Put the file in its place, now that all is there; a format that can says what it is about."""
        with naming(self.name):
            self._stream.flush()
            if self.is_beside:
                os.fsync(self._stream.fileno())
                self._stream.close()
                self.part.replace(self.path)
                sync(self.path.parent)
        self.journal.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop here; what was written stays, so that another run can go on."""
        if self._stream is not getattr(sys.stdout, "buffer", None):
            with suppress(OSError):
                # What cannot be written has been told already.
                self._stream.close()

    def drop(self) -> None:
        """Take away what was written: nobody could go on from it."""
        self.close()
        if self.is_beside:
            self._clear()

    def _clear(self) -> None:
        self.journal.unlink(missing_ok=True)
        if self.part.is_dir():
            shutil.rmtree(self.part)
        else:
            self.part.unlink(missing_ok=True)


def replace(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write ``data`` to ``path``, beside first: nobody ever reads half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            if sync:
                stream.flush()
                os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        error.filename = str(path)
        raise


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Have errors say that it is ``name`` that cannot be written."""
    try:
        yield
    except OSError as error:
        error.filename = name
        raise


def sync(folder: Path) -> None:
    """Have the names in ``folder`` outlast a loss of power, where the system can do so."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
