"""A folder of Parquet files answered to another of the same form: each file once, whatever happens meanwhile.

What is finished so far stands in a folder beside, which takes its name at the end. Who answers the files
is open: this process does one after the other, or a cluster many at a time. Needs the extra
``obligcheck[batch]``.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol
from urllib.parse import unquote

from obligcheck.batch import Settings
from obligcheck.problems import ProblemsError, problem
from obligcheck.streams.beside import JOURNAL, PART
from obligcheck.streams.run import Run, identity_of
from obligcheck.streams.steps import Job
from obligcheck.streams.tabular import answer_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
        self.files: Final = files_of(job.source)
        if not self.files:
            raise problem("no-files", f"no file below `{job.source}` is called *{_ENDING}")
        self._settings: Final = settings
        self._work: Final = _Work(job, _signature(book, settings, job))
        self._runner: Final = runner or _here(book)
        #: How many rows have which verdict, or an error.
        self.counts: Final[Counter[str]] = Counter()

    def answer(self, watch: Watch, *, resume: bool = False) -> None:
        """Answer all rows. Raises ProblemsError for what cannot be read or answered at all."""
        work = self._work
        done, today = (work.resumed() if resume else None) or ({}, self._settings.today)
        done = {file: done[file] for file in self.files if file in done and work.has(file)}
        self.counts.update(sum(done.values(), Counter()))
        read = sum(file.size for file in done)
        settings = self._settings._replace(today=today)
        tasks = [work.task(file, settings) for file in self.files if file not in done]

        def note(task: Task, told: Counter[str]) -> None:
            nonlocal read
            work.note(task.file, told)
            self.counts.update(told)
            read += task.file.size
            watch(self.counts, read)

        try:
            work.begin(self.files, done, today)
            if tasks:
                self._runner(tasks, note)
            work.finish()
        finally:
            work.close()


def files_of(folder: str) -> list[File]:
    """Return the Parquet files below ``folder`` in the order of their paths. Raises ProblemsError."""
    return sorted(_files(folder))


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


def _files(folder: str) -> Iterator[File]:
    for at, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        for name in names:
            if name.endswith(_ENDING) and not name.startswith(_HIDDEN):
                path = Path(at, name)
                status = path.stat()
                yield File(path.relative_to(folder).as_posix(), status.st_size, status.st_mtime_ns)


def _unreadable(error: OSError) -> None:
    raise problem("unreadable", f"cannot read `{error.filename}`: {error.strerror}")


class _Work:
    """The folder beside, with a journal of the files that are finished in it."""

    def __init__(self, job: Job, signature: dict[str, Any]) -> None:
        self._job: Final = job
        self._signature: Final = signature
        self._source: Final = Path(os.path.abspath(job.source))  # noqa: PTH100 (links stay as they are written)
        self._target: Final = Path(os.path.abspath(job.target))  # noqa: PTH100
        self._part: Final = self._target.with_name(self._target.name + PART)
        self._journal: Final = self._target.with_name(self._target.name + JOURNAL)
        #: Where files are begun: its name is this run's own.
        self._beside: Final = self._part / f".{uuid.uuid4().hex}"
        self._is_begun = False
        if self._source == self._target or self._source in self._target.parents:
            raise problem(
                "same-folder", "answers cannot be written into the folder that is read", "--output FOLDER"
            )
        if self._target.exists() and not (self._target.is_dir() and not any(self._target.iterdir())):
            message = f"`{job.target}` is there already, and answers would stand among what it holds"
            raise problem("not-empty", message, "another --output, or remove it first")

    def task(self, file: File, settings: Settings) -> Task:
        """Return what is to be done for ``file``."""
        job = self._job._replace(
            source=str(self._source / file.within),
            target=str(self._part / file.within),
            # Another process may stand in another folder.
            trees=os.path.abspath(self._job.trees) if self._job.trees else None,  # noqa: PTH100
        )
        return Task(file, job, settings, str(self._beside))

    def has(self, file: File) -> bool:
        """Say whether ``file`` is finished."""
        return (self._part / file.within).is_file()

    def resumed(self) -> tuple[dict[File, Counter[str]], date | None] | None:
        """Return what an interrupted run has finished, and its day; None where there is none.

        Raises ProblemsError where that run was another, with what differs.
        """
        try:
            first, *lines = self._journal.read_text("utf-8").splitlines(keepends=True)
            head = json.loads(first)
        except (OSError, ValueError):
            return None
        for key in self._signature.keys() | head["settings"].keys():
            ours, theirs = self._signature.get(key), head["settings"].get(key)
            if ours != theirs:
                message = (
                    f"cannot go on where the other run stopped: {key} was {theirs!s:.60}, now {ours!s:.60}"
                )
                raise problem("other-run", message, "without --resume it begins anew")
        # The last line may be torn where the run was.
        entries = [json.loads(line) for line in lines if line.endswith("\n")]
        done = {File(*entry["file"]): Counter(entry["counts"]) for entry in entries}
        return done, date.fromisoformat(head["today"]) if head["today"] else None

    def begin(self, files: Iterable[File], done: dict[File, Counter[str]], today: date | None) -> None:
        """Make all folders, and take away what no run will go on with."""
        if done:
            for left in self._part.glob(".*"):
                shutil.rmtree(left)
        elif self._part.is_dir():
            shutil.rmtree(self._part)
        for folder in {(self._part / file.within).parent for file in files}:
            folder.mkdir(parents=True, exist_ok=True)
        self._beside.mkdir()
        head = {"settings": self._signature, "today": today.isoformat() if today else None}
        lines = [head, *({"file": file, "counts": counts} for file, counts in done.items())]
        self._journal.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
        self._is_begun = bool(done)

    def note(self, file: File, counts: Counter[str]) -> None:
        """Write down that ``file`` is finished."""
        self._is_begun = True
        with self._journal.open("a", encoding="utf-8") as stream:
            stream.write(f"{json.dumps({'file': file, 'counts': counts})}\n")

    def finish(self) -> None:
        """Put the folder in its place, now that all is in it."""
        shutil.rmtree(self._beside)
        if self._target.exists():
            self._target.rmdir()
        self._part.replace(self._target)
        self._journal.unlink()

    def close(self) -> None:
        """Have nobody write here any more; where nothing is finished, nothing stays."""
        shutil.rmtree(self._beside if self._is_begun else self._part, ignore_errors=True)
        if not self._is_begun:
            self._journal.unlink(missing_ok=True)


def _signature(book: Book, settings: Settings, job: Job) -> dict[str, Any]:
    """Return what two runs must have in common for one to go on where the other stopped."""
    own = job._asdict() | settings._asdict() | {"columns": job.columns, "source": os.path.abspath(job.source)}  # noqa: PTH100
    for name in ("target", "strict", "is_quick", "today"):
        del own[name]
    found: dict[str, Any] = json.loads(json.dumps(own | book.receipt, default=str))
    return found


def _nobody(_counts: Counter[str], _read: int) -> None:
    """Take no note of rows: a file counts when it is finished."""
