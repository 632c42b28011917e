"""A folder that is filled beside, file by file, and takes its name once all of them are there."""

from __future__ import annotations

import os
import shutil
import stat
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from obligcheck.problems import problem
from obligcheck.streams.beside import naming
from obligcheck.streams.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from obligcheck.streams.steps import Job


class Filling:
    """The folder that ``job`` writes, with a journal of the files that are finished in it.

    ``settings`` are what a run must have in common with an interrupted one to go on where that stopped.
    No other run writes the same folder while this is entered. Raises ProblemsError where answers would be
    written into what is read, or the folder has something in it already: that would seem to be answers too.
    """

    def __init__(self, job: Job, settings: Mapping[str, Any]) -> None:
        self._name: Final = job.target
        # A link goes on leading to the folder that is written. Others stay: on another machine they may
        # lead elsewhere.
        is_link = os.path.islink(job.target)  # noqa: PTH114 (a name with / at its end is none)
        self._target: Final = Path((os.path.realpath if is_link else os.path.abspath)(job.target))
        self._journal: Final = Journal(self._target, job.target, settings, ("file", "counts", "today"))
        #: Where files are put that are finished.
        self.part: Final = self._journal.part
        #: Where files are begun: its name is this run's own.
        self.beside: Final = self.part / f".{uuid.uuid4().hex}"
        #: Whether what stands there is of this run, and whether anybody could go on with it.
        self._is_ours, self._has_some = False, False
        self._check(job)

    def _check(self, job: Job) -> None:
        target = Path(os.path.realpath(job.target))
        source = Path(os.path.realpath(job.source))
        if source == target or source in target.parents:
            raise problem(
                "same-folder", "answers cannot be written into the folder that is read", "--output FOLDER"
            )
        self._journal.refuse(job.source)
        if self._target.exists() and not (self._target.is_dir() and not any(self._target.iterdir())):
            message = f"`{job.target}` is there already, and answers would stand among what it holds"
            raise problem("not-empty", message, "another --output, or remove it first")
        trees = Path(os.path.realpath(job.trees or os.curdir))
        if job.trees and {target, Path(os.path.realpath(self.part))} & {trees, *trees.parents}:
            raise problem("same-folder", "trees cannot be written into the folder of answers", "--trees DIR")

    def __enter__(self) -> Self:
        """Have no other run write the same folder. Raises ProblemsError where one does."""
        with naming(self._name):
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._journal.claim()
        return self

    def __exit__(self, *_: object) -> None:
        """Have nobody write here any more; where nothing is finished, nothing stays."""
        if self._is_ours:
            shutil.rmtree(self.beside if self._has_some else self.part, ignore_errors=True)
            if not self.part.exists():
                self._journal.end()
        self._journal.let_go()

    def has(self, within: str) -> bool:
        """Say whether the file ``within`` the folder is finished."""
        return (self.part / within).is_file()

    def entries(self) -> list[dict[str, Any]]:
        """Return what an interrupted run has noted. Raises ProblemsError where that run was another."""
        return self._journal.entries()

    def begin(self, files: Iterable[str], done: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the folders of all ``files``; nothing stays of an earlier run but the files that are ``done``.

        Those have what was noted of them.
        """
        self._is_ours, self._has_some = True, bool(done)
        self._journal.begin(done.values())
        self._tidy(done)
        self.part.mkdir(exist_ok=True)
        if self._target.exists():
            self.part.chmod(stat.S_IMODE(self._target.stat().st_mode))
        for folder in {(self.part / within).parent for within in files}:
            folder.mkdir(parents=True, exist_ok=True)
        self.beside.mkdir()

    def _tidy(self, wanted: Collection[str]) -> None:
        """Take away all but the files that are ``wanted``."""
        if not self.part.is_dir():
            # What a run to a file has left.
            self.part.unlink(missing_ok=True)
        kept = {self.part / within for within in wanted}
        for at, folders, names in os.walk(self.part, topdown=False):
            for path in (Path(at, name) for name in names):
                if path not in kept:
                    _remove(path)
            for path in (Path(at, name) for name in folders):
                if path.is_symlink():
                    path.unlink()
                elif not any(path.iterdir()):
                    path.rmdir()

    def note(self, entry: Mapping[str, Any]) -> None:
        """Write down that a file is finished."""
        self._has_some = True
        self._journal.note(entry)

    def finish(self) -> None:
        """Put the folder in its place, now that all is in it.

        Raises ProblemsError where others have put something there meanwhile.
        """
        shutil.rmtree(self.beside)
        if self._target.exists():
            if any(self._target.iterdir()):
                message = f"somebody has put something into `{self._name}` meanwhile"
                raise problem("not-empty", message, "take it away: --resume does the rest")
            try:
                self._target.rmdir()
            except OSError:
                self._fill()
                return
        self.part.replace(self._target)

    def _fill(self) -> None:
        """Copy all files into the folder that is there: one that is mounted cannot be replaced."""
        own = self._target / self.beside.name
        made = [own, *(self._target / path.name for path in self.part.iterdir())]
        try:
            own.mkdir()
            for path in sorted(self.part.rglob("*")):
                place = self._target / path.relative_to(self.part)
                if path.is_dir():
                    place.mkdir()
                    continue
                # Nobody ever sees half a file under its name.
                half = shutil.copyfile(path, own / path.name)
                with half.open("rb+") as stream:
                    os.fsync(stream.fileno())
                half.replace(place)
            own.rmdir()
        except BaseException:
            # Another run finds it as it was.
            for path in made:
                shutil.rmtree(path, ignore_errors=True)
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            raise
        shutil.rmtree(self.part)


def _remove(path: Path) -> None:
    """Remove a file; one that the system hides while somebody still reads it goes by itself."""
    try:
        path.unlink()
    except OSError:
        if not path.name.startswith("."):
            raise
