"""A folder of Parquet files answered to another of the same form: each file once, whatever happens meanwhile.

What is finished so far stands in a folder beside, which takes its name at the end. Who answers the files
is open: this process does one after the other, or a cluster many at a time. Needs the extra
``obligcheck[batch]``.
"""

from __future__ import annotations

import os
import stat
import uuid
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, Protocol
from urllib.parse import unquote

from obligcheck.batch import Settings
from obligcheck.problems import ProblemsError, problem
from obligcheck.streams.filling import Filling
from obligcheck.streams.run import Run, identity_of, signature_of
from obligcheck.streams.steps import Job
from obligcheck.streams.tabular import answer_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from obligcheck.answers import Book
    from obligcheck.batch import Batch
    from obligcheck.streams.run import Watch

#: What the names of the files end in; others are left alone, and those that begin so are nobody's data.
_ENDING, _HIDDEN = ".parquet", (".", "_")

#: What other programs call a folder whose column has no value.
_NOTHING = "__HIVE_DEFAULT_PARTITION__"


#: How many kinds of settings a process remembers what it found under.
_BATCHES = 2


class File(NamedTuple):
    """A file of the folder: its path ``within``, and what tells it from what it was before."""

    within: str
    size: int
    changed: int


class Task(NamedTuple):
    """One file to be answered: ``job`` says from where and to where, and ``beside`` where it is begun.

    Doing it twice, even at the same time, leaves the same as doing it once.
    """

    file: File
    job: Job
    settings: Settings
    beside: str


class Desk:
    """Does tasks in this process; what was found for one file is known for the next."""

    def __init__(self, book: Book) -> None:
        self._book: Final = book
        self._batches: Final[dict[tuple[Settings, str], Batch]] = {}

    def answer(self, task: Task) -> Counter[str]:
        """Answer a file and put it in its place; return how many rows have which verdict.

        Raises ProblemsError for what cannot be read or answered at all.
        """
        # INVARIANT: no two attempts write to the same file, and `beside` is gone once their run is over,
        # so that one that comes late harms nobody.
        target = os.path.join(task.beside, f"{uuid.uuid4().hex}{_ENDING}")  # noqa: PTH118 (as it was sent)
        with open(task.job.source, "rb") as stream:  # noqa: PTH123 (as above)
            job = task.job._replace(target=target)
            run = _Run(self._book, task.settings, job, stream, identity_of(stream))
            run.batches, run.beside = self._batches, task.beside
            try:
                answer_tables(run, _nobody, resume=False, extra=keys_of(task.file.within))
            except ProblemsError as error:
                placed = [
                    one._replace(message=f"{task.file.within}: {one.message}") for one in error.problems
                ]
                raise ProblemsError(placed) from None
        os.replace(target, task.job.target)  # noqa: PTH105 (as above)
        return run.counts


class _Run(Run):
    """A batch that answers with what others of the same settings have found, in this process."""

    # Several processes would all keep the same.
    remembers = False

    batches: dict[tuple[Settings, str], Batch]
    beside: str

    def batch(self, columns: tuple[str, ...], done: Mapping[str, Any] | None) -> Batch:
        """Return what answers rows: what answered those of the file before, where it would be the same."""
        # Trees are drawn up once: each run wants its own.
        key = self.settings._replace(columns=columns), self.beside if self.job.trees else ""
        if key not in self.batches:
            if len(self.batches) >= _BATCHES:
                self.batches.clear()
            self.batches[key] = super().batch(columns, done)
        return self.batches[key]


class Runner(Protocol):
    """Has tasks done in any order, and says of each when it is, on the thread that called it."""

    def __call__(self, tasks: Sequence[Task], done: Callable[[Task, Counter[str]], None], /) -> None:
        """Return once all are done. Raises ProblemsError where one cannot be."""
        ...


class FolderRun:
    """One batch over all files below the folder ``job.source``; ``runner`` does the tasks, else this process.

    Raises ProblemsError where there is nothing to answer, or where the folder ``job.target`` has something
    in it: that would seem to be answers too.
    """

    def __init__(self, book: Book, settings: Settings, job: Job, runner: Runner | None = None) -> None:
        #: The links to folders below it, which are not followed: they might lead back.
        self.linked: Final[list[str]] = []
        self.files: Final = sorted(_files(job.source, self.linked))
        if not self.files:
            raise problem("no-files", f"no file below `{job.source}` is called *{_ENDING}")
        self._settings: Final = settings
        self._job: Final = job
        self._source: Final = Path(os.path.abspath(job.source))  # noqa: PTH100 (links stay as they are written)
        self._filling: Final = Filling(job, signature_of(book, settings, job, is_file=True))
        self._runner: Final = runner or _here(book)
        #: How many rows have which verdict, or an error.
        self.counts: Final[Counter[str]] = Counter()

    def answer(self, watch: Watch, *, resume: bool = False) -> None:
        """Answer all rows. Raises ProblemsError for what cannot be read or answered at all."""
        with self._filling as filling:
            done = self._resumed() if resume else {}
            today = self._settings.today
            if done:
                noted = next(reversed(done.values()))["today"]
                today = date.fromisoformat(noted) if noted else None
            self.counts.update(sum((Counter(entry["counts"]) for entry in done.values()), Counter()))
            read = sum(file.size for file in self.files if file.within in done)
            settings = self._settings._replace(today=today)
            tasks = [self._task(file, settings) for file in self.files if file.within not in done]

            def note(task: Task, told: Counter[str]) -> None:
                nonlocal read
                filling.note({"file": task.file, "counts": told, "today": today})
                self.counts.update(told)
                read += task.file.size
                watch(self.counts, read)

            filling.begin((file.within for file in self.files), done)
            if tasks:
                self._runner(tasks, note)
            filling.finish()

    def _resumed(self) -> dict[str, dict[str, Any]]:
        """Return what an interrupted run has noted of the files that are still what they were then."""
        files = {(file.within, file.size, file.changed) for file in self.files}
        noted = {tuple(entry["file"]): entry for entry in self._filling.entries()}
        return {
            file[0]: entry for file, entry in noted.items() if file in files and self._filling.has(file[0])
        }

    def _task(self, file: File, settings: Settings) -> Task:
        """Return what is to be done for ``file``."""
        job = self._job._replace(
            source=str(self._source / file.within),
            target=str(self._filling.part / file.within),
            # Another process may stand in another folder.
            trees=os.path.abspath(self._job.trees) if self._job.trees else None,  # noqa: PTH100
        )
        return Task(file, job, settings, str(self._filling.beside))


def keys_of(within: str) -> dict[str, str]:
    """Return what the folders on the way to the file ``within`` say of all its rows.

    >>> keys_of("suspect=doe/on=2020-01-01/part-0.parquet")
    {'suspect': 'doe', 'on': '2020-01-01'}
    """
    pairs = (folder.partition("=") for folder in within.split("/")[:-1])
    return {unquote(key): "" if value == _NOTHING else unquote(value) for key, sign, value in pairs if sign}


def _here(book: Book) -> Runner:
    """Return who does tasks in this process, one after the other."""
    desk = Desk(book)

    def run(tasks: Sequence[Task], done: Callable[[Task, Counter[str]], None]) -> None:
        for task in tasks:
            done(task, desk.answer(task))

    return run


def _files(folder: str, linked: list[str]) -> Iterator[File]:
    for at, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        linked += [os.path.join(at, name) for name in folders if os.path.islink(os.path.join(at, name))]  # noqa: PTH114, PTH118
        for name in names:
            if name.lower().endswith(_ENDING) and not name.startswith(_HIDDEN):
                path = Path(at, name)
                try:
                    status = path.stat()
                except OSError as error:
                    _unreadable(error)
                if not stat.S_ISREG(status.st_mode):
                    raise problem("unreadable", f"cannot read `{path}`: it is no file")
                yield File(path.relative_to(folder).as_posix(), status.st_size, status.st_mtime_ns)


def _unreadable(error: OSError) -> NoReturn:
    raise problem("unreadable", f"cannot read `{error.filename}`: {error.strerror}")


def _nobody(_counts: Counter[str], _read: int) -> None:
    """Take no note of rows: a file counts when it is finished."""
