"""The files of a folder answered by the workers of a cluster, each worker one at a time.

A file is a task of Dask's scheduler. One that a worker takes with it when it dies is given to another;
that it may be done twice harms nothing (see ``Task``). Workers answer only where their code, rules and
data are those of whoever asks. Needs the extra ``obligcheck[cluster]``.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import warnings
from collections import Counter
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from distributed import Client, Future, KilledWorker, get_worker
from distributed.client import FutureCancelledError
from distributed.comm.addressing import get_address_host_port
from distributed.versions import VersionMismatchWarning

from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.shelf import load
from obligcheck.streams.folder import Desk, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from obligcheck.answers import Book

#: How many seconds a cluster may take to answer a call, and after how many without news it is looked at.
_PATIENCE, _LOOK = 10, 2

#: What must be alike wherever files are answered, by what a receipt calls it, and what people call it.
_ALIKE = {
    "obligcheck": "version",
    "code": "code",
    "rules": "rules",
    "data_digest": "data",
    "pyarrow": "pyarrow",
    "distributed": "distributed",
}

_ADVICE = "install the same versions on all machines, and start the workers anew"


class Books(NamedTuple):
    """The folders of rules and data laid over the bundled ones, and what must be alike in all processes."""

    rules: str | None
    data: str | None
    state: tuple[str, ...]


class Told(NamedTuple):
    """What a worker says of a task: the verdicts of its rows, or what is wrong."""

    counts: dict[str, int]
    problems: tuple[Problem, ...] = ()


def _code() -> str:
    """Return a digest of our own modules, as they are when this one is loaded."""
    package = Path(__file__).parent.parent
    summed = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        summed.update(f"{path.relative_to(package)}\0".encode())
        summed.update(path.read_bytes())
    return summed.hexdigest()[:16]


#: Two installations of one version may differ while it is worked on.
_CODE: Final = _code()


def _state(book: Book) -> tuple[str, ...]:
    """Return what must be alike, in the order of ``_ALIKE``."""
    found = {
        **book.receipt,
        "code": _CODE,
        "pyarrow": version("pyarrow"),
        "distributed": version("distributed"),
    }
    return tuple(str(found[key]) for key in _ALIKE)


# On the workers.

#: What proves is not made for several threads: a worker with more than one does one task at a time.
_ONE = Lock()


@lru_cache(maxsize=2)
def _desk(books: Books) -> Desk:
    """Return who does tasks on this worker, kept for the next.

    Raises ProblemsError where its answers would not be those that are asked for.
    """
    book = load(books.rules, books.data)
    differing = [
        f"{name} {ours}, not {theirs}"
        for name, ours, theirs in zip(_ALIKE.values(), _state(book), books.state, strict=True)
        if ours != theirs
    ]
    if differing:
        raise problem("other-worker", f"another state: {'; '.join(differing)}", _ADVICE)
    return Desk(book)


def answer_task(books: Books, task: Task) -> Told:
    """Do ``task`` on a worker."""
    try:
        with _ONE:
            return Told(dict(_desk(books).answer(task)))
    except ProblemsError as error:
        return Told({}, error.problems)
    except OSError as error:
        where = f"{task.file.within}: on worker {get_worker().address}"
        return Told({}, (Problem("worker", f"{where}: {error.strerror or error}: `{error.filename}`"),))


async def ready(books: Books, task: Task) -> tuple[Problem, ...]:
    """Return why this worker cannot do tasks such as ``task``."""
    return await asyncio.to_thread(_unready, books, task)


def _unready(books: Books, task: Task) -> tuple[Problem, ...]:
    try:
        with _ONE:
            _desk(books)
    except ProblemsError as error:
        return error.problems
    lacking = [path for path in (task.job.source, task.beside) if not os.path.exists(path)]  # noqa: PTH110 (as sent)
    fix = "all machines must have the folders under the same path"
    return tuple(Problem("worker", f"there is no `{path}`", fix=fix) for path in lacking)


# On the machine of whoever asks.


class Cluster:
    """The cluster at ``address``, which does tasks as ``book`` would, loaded from the folders that are given.

    ``note`` is told what happens meanwhile.
    """

    def __init__(
        self, address: str, book: Book, folders: tuple[str | None, str | None], note: Callable[[str], None]
    ) -> None:
        self._address: Final = address
        self._note: Final = note
        rules, data = (os.path.abspath(folder) if folder else None for folder in folders)  # noqa: PTH100
        self._books: Final = Books(rules, data, _state(book))
        self._has_workers = True

    def __call__(self, tasks: Sequence[Task], done: Callable[[Task, Counter[str]], None], /) -> None:
        """Have ``tasks`` done, and say of each when it is.

        Raises ProblemsError where the cluster cannot be reached, is lost, or has a worker that would
        answer otherwise; then no worker begins another task.
        """
        with self._connected() as client:
            self._check(client, tasks[0])
            self._run(client, tasks, done)

    @contextmanager
    def _connected(self) -> Iterator[Client]:
        with _quiet():
            try:
                get_address_host_port(self._address, strict=True)
                client = Client(self._address, timeout=_PATIENCE, set_as_default=False, name="obligcheck")
            except (OSError, ValueError) as error:
                said = f"no scheduler answers at `{self._address}`"
                raise problem("no-cluster", said, "tcp://HOST:PORT, as `dask scheduler` shows it") from error
            try:
                yield client
            finally:
                client.close(timeout=_PATIENCE)

    def _check(self, client: Client, task: Task) -> None:
        """Raise ProblemsError where a worker is not ready for tasks such as ``task``."""
        answers = client.run(ready, self._books, task, on_error="return")
        if not answers:
            message = f"no worker has joined the scheduler at `{self._address}`"
            raise problem("no-worker", message, f"`dask worker {self._address}` starts one")
        problems = []
        for worker, said in sorted(answers.items()):
            if isinstance(said, BaseException):
                said = (Problem("other-worker", str(said), fix=_ADVICE),)  # noqa: PLW2901
            problems += [one._replace(message=f"worker {worker}: {one.message}") for one in said]
        if problems:
            raise ProblemsError(problems)

    def _run(self, client: Client, tasks: Sequence[Task], done: Callable[[Task, Counter[str]], None]) -> None:
        finished: SimpleQueue[Future[Told]] = SimpleQueue()
        # Large files first: nobody waits for one that was begun last.
        tasks = sorted(tasks, key=lambda task: -task.file.size)
        run = os.path.basename(tasks[0].beside)  # noqa: PTH119 (the name that is this run's own)
        keys = [f"obligcheck-{task.file.within}-{run}" for task in tasks]
        futures = client.map(answer_task, [self._books] * len(tasks), tasks, key=keys, pure=False)
        left = dict(zip(keys, tasks, strict=True))
        try:
            for future in futures:
                future.add_done_callback(finished.put)
            while left:
                try:
                    future = finished.get(timeout=_LOOK)
                except Empty:
                    self._look(client)
                    continue
                told = self._told(future, left[str(future.key)])
                if told is None:
                    future.add_done_callback(finished.put)
                    continue
                if told.problems:
                    raise ProblemsError(told.problems)
                done(left.pop(str(future.key)), Counter(told.counts))
                # What nobody waits for is not done again when the worker that did it dies.
                future.release()
        finally:
            # A scheduler that is lost has nothing to cancel.
            with suppress(OSError, FutureCancelledError):
                client.cancel([future for future in futures if future.key in left], force=True)

    def _told(self, future: Future[Told], task: Task) -> Told | None:
        """Return what was said of ``task``; None where the worker that knew it is gone, so it is done again.

        Raises ProblemsError where nobody can do it.
        """
        if future.status == "error":
            raise _failed(future.exception(timeout=_PATIENCE), task)
        try:
            return future.result(timeout=_PATIENCE)
        except TimeoutError:
            return None
        except FutureCancelledError:
            said = f"the scheduler at `{self._address}` is gone"
            raise problem("no-cluster", said, "--resume goes on once it is back") from None

    def _look(self, client: Client) -> None:
        """Say so where no worker is left."""
        with suppress(OSError, FutureCancelledError):
            workers = client.nthreads()
            if self._has_workers and not workers:
                self._note(f"no worker is left at {self._address}: waiting for one")
            self._has_workers = bool(workers)


@contextmanager
def _quiet() -> Iterator[None]:
    """Have the engine say nothing: what goes wrong is said here, once, and versions are compared here."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionMismatchWarning)
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


def _failed(error: BaseException, task: Task) -> BaseException:
    """Return the error to raise where the cluster could not do ``task`` at all."""
    if isinstance(error, KilledWorker):
        message = f"{task.file.within}: every worker that had it died, {error.allowed_failures + 1} in all"
        return problem("worker", message, "more memory for each worker, or smaller files")
    if isinstance(error, RuntimeError | ImportError):
        # The scheduler passes on only what it can load itself.
        message = f"the scheduler or a worker cannot load what is to be done: {str(error).partition('. ')[0]}"
        return problem("other-worker", message, _ADVICE)
    return error
