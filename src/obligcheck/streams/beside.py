"""Files written beside and renamed at the end, with a journal of how far they are."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from obligcheck.problems import problem
from obligcheck.streams.formats import STANDARD
from obligcheck.streams.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obligcheck.streams.steps import Job


class Output:
    """What ``job`` writes: beside its target until all is there, or at once where that is no file.

    ``settings`` are what a run must have in common with an interrupted one to go on where that stopped.
    No other run writes the same file while this is entered. Raises ProblemsError where that would write
    over what is read.
    """

    def __init__(self, job: Job, settings: Mapping[str, Any]) -> None:
        #: As whoever asks calls it.
        self.name: Final = job.target
        name = job.target
        self.is_beside: Final = name != STANDARD and (not os.path.exists(name) or os.path.isfile(name))  # noqa: PTH110, PTH113
        # A link goes on leading to the file that is written.
        self.path: Final = Path(os.path.realpath(name) if self.is_beside else name)
        self._journal: Final = Journal(self.path, name, settings, ("written", "done"))
        self.part: Final = self._journal.part
        if self.is_beside:
            self._journal.refuse(job.source)
        self._stream: BinaryIO = io.BytesIO()
        self._noted: list[dict[str, Any]] = []
        self.written = 0

    def __enter__(self) -> Self:
        """Have no other run write the same file. Raises ProblemsError where one does."""
        if self.is_beside:
            with naming(self.name):
                self._journal.claim()
        return self

    def __exit__(self, *_: object) -> None:
        """Let other runs write it."""
        self._journal.let_go()

    def resumed(self) -> dict[str, Any] | None:
        """Return what the journal of an interrupted run says was done; None where there is none.

        Raises ProblemsError where that run was another, with what differs.
        """
        if not self.is_beside:
            raise problem("no-resume", "only what is written to a file can be resumed", "--output FILE")
        noted = self._journal.entries()
        if not noted or not self.part.exists():
            return None
        found = noted[-1]
        if self._size() < found["written"]:
            raise problem("other-run", f"cannot go on: {self.part} is shorter than it was")
        done: dict[str, Any] = found["done"]
        self._noted = [found]
        self.written = found["written"]
        return done

    def open(self) -> None:
        """Get ready to write behind what was written before."""
        if self.is_beside:
            # Before anything of it is there: what has no journal is no run's.
            self._journal.begin(self._noted, self.mask())
        with naming(self.name):
            self._open()

    def _open(self) -> None:
        if not self.is_beside:
            self._stream = sys.stdout.buffer if str(self.path) == STANDARD else self.path.open("wb")
            return
        if not self.written:
            self._clear()
        mask = self.mask()
        self._stream = open(  # noqa: SIM115 (closed at the end)
            self.part,
            "r+b" if self.written else "wb",
            opener=lambda name, flags: os.open(name, flags, mask),
        )
        self._stream.truncate(self.written)
        self._stream.seek(self.written)

    def mask(self) -> int:
        """Return who may have a look meanwhile: nobody who could not read the file that is replaced."""
        mode = self._mode()
        return 0o666 if mode is None else mode | stat.S_IRUSR | stat.S_IWUSR

    def _mode(self) -> int | None:
        """Return who may do what with the file that is there; None where none is."""
        with suppress(FileNotFoundError):
            return stat.S_IMODE(self.path.stat().st_mode)
        return None

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
            self._journal.note({"written": self.written, "done": done})

    def finish(self, _about: Mapping[str, Any]) -> None:
        """Put the file in its place, now that all is there; a format that can says what it is about."""
        with naming(self.name):
            self._stream.flush()
            if self.is_beside:
                self.place(self.part, self._stream)
        if self.is_beside:
            self._journal.end()

    def place(self, path: Path, stream: BinaryIO) -> None:
        """Have ``path``, which ``stream`` writes, take the name and the mode of the file that is replaced."""
        stream.flush()
        os.fsync(stream.fileno())
        stream.close()
        mode = self._mode()
        if mode is not None:
            # Some file systems have no modes.
            with suppress(OSError):
                path.chmod(mode)
        path.replace(self.path)
        sync(self.path.parent)

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
            self._journal.end()

    def _clear(self) -> None:
        """Take away what another run has left. Its journal says whose it is, and goes last."""
        if self.part.is_dir():
            shutil.rmtree(self.part)
        else:
            self.part.unlink(missing_ok=True)


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
