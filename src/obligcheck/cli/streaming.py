"""A batch under way: its progress, its summary, and what ends it early."""

import gc
import os
import signal
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, Protocol, Self

from obligcheck.cli import INTERRUPTED
from obligcheck.cli.output import complain, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from obligcheck.streams.run import Watch
    from obligcheck.streams.steps import Job

#: The exit code where rows could not be answered.
ERRORS = 4

#: What shells expect of a program that was told to end.
TERMINATED = 143

#: How many values come into being before Python looks for those that nobody uses: most stay in use.
_SELDOM = (200_000, 50, 1_000)

#: From how many rows on it says something how many there were in a second.
_MANY = 1_000


class How(Protocol):
    """What the options say of a run."""

    quiet: bool
    resume: bool


class Terminated(BaseException):
    """Somebody has told this program to end."""


class Answering(Protocol):
    """What is under way: one file, or all those of a folder."""

    @property
    def counts(self) -> Counter[str]:
        """Return how many rows have which verdict so far."""
        ...

    def answer(self, watch: "Watch", /, *, resume: bool = False) -> None:
        """Answer all rows."""
        ...


def answered(
    run: Answering, job: "Job", how: How, length: int | None, done: "Callable[[], int] | None" = None
) -> int:
    """Answer all rows of ``run``, which does ``job`` and reads ``length`` bytes; return the exit code.

    Where ``done`` is given, ``length`` counts something else, of which it returns how much is done.
    """
    if sys.stdout is None and job.target == "-":
        stop("cannot write the answers: standard output is closed")
    # What is in use stays in use; what comes and goes with rows must be found, though there is little of it.
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    gc.enable()
    watch = Watching(length, done, quiet=how.quiet)
    try:
        with _ended_by_signals(), watch:
            run.answer(watch, resume=how.resume)
    except BrokenPipeError as error:
        if job.target != "-":
            stop(_failed(error, job))
        # Who reads has read enough.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        stop(_failed(error, job))
    except (KeyboardInterrupt, Terminated) as error:
        return _interrupted(run, job, how, is_told=isinstance(error, Terminated))
    if not how.quiet:
        complain(watch.summary(run.counts))
    return ERRORS if run.counts["error"] else 0


def _failed(error: OSError, job: "Job") -> str:
    """Return what could not be read or written, and why."""
    name = str(error.filename or job.source)
    is_written = any(_lies(name, own) for own in (job.target, job.trees) if own)
    verb = "read" if not error.filename or (_lies(name, job.source) and not is_written) else "write"
    shown = {"-": "standard input" if verb == "read" else "standard output"}.get(name, name)
    return f"cannot {verb} {shown}: {error.strerror or error}"


def _lies(name: str, folder: str) -> bool:
    """Say whether ``name`` is that of ``folder``, a file or a folder, or of something in it."""
    return Path(os.path.abspath(name)).is_relative_to(os.path.abspath(folder))  # noqa: PTH100 (links stay)


@contextmanager
def _ended_by_signals() -> "Iterator[None]":
    """Have a request to end interrupt the run as Ctrl-C does."""

    def end(_number: int, _frame: "FrameType | None") -> NoReturn:
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupted(run: Answering, job: "Job", how: How, *, is_told: bool) -> int:
    """Say how far the run came, and return the exit code."""
    if not how.quiet:
        further = "; --resume goes on there" if job.target != "-" else ""
        complain(f"interrupted after {run.counts.total():,} rows{further}\n")
    return TERMINATED if is_told else INTERRUPTED


def length_of(stream: BinaryIO) -> int | None:
    """Return how many bytes ``stream`` holds; None where nobody knows."""
    with suppress(OSError):
        return os.fstat(stream.fileno()).st_size or None
    return None


class Watching:
    """Shows progress on a terminal, and sums up at the end."""

    def __init__(self, length: int | None, done: "Callable[[], int] | None" = None, *, quiet: bool) -> None:
        self._length = length
        self._done = done
        self._begun = time.monotonic()
        self._bar: Any = None
        self._task: Any = None
        self._is_shown = not quiet and sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Begin to show progress, on a terminal only."""
        if self._is_shown:
            # Only a terminal needs the drawer.
            from rich import progress  # noqa: PLC0415
            from rich.console import Console  # noqa: PLC0415

            self._bar = progress.Progress(
                progress.BarColumn(),
                progress.TextColumn("{task.fields[rows]:,} rows · {task.fields[rate]:,} a second"),
                progress.TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=self._length, rows=0, rate=0)
        return self

    def __exit__(self, *_: object) -> None:
        """Take the progress away."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, counts: Counter[str], read: int) -> None:
        """Show that so much was read."""
        if self._bar is not None:
            rows = counts.total()
            done = self._done() if self._done else read
            self._bar.update(self._task, completed=done or None, rows=rows, rate=self._rate(rows))

    def summary(self, counts: Counter[str]) -> str:
        """Return the line that sums the run up."""
        rows = counts.total()
        by_verdict = [f"{counts[name]:,} {name}" for name in ("yes", "no", "unknown")]
        errors = f"{counts['error']:,} error{'s' if counts['error'] != 1 else ''}"
        counted = " · ".join((*by_verdict, errors))
        # Of few rows it would tell how long the rules took to be read.
        rate = f" · {self._rate(rows):,} rows a second" if rows >= _MANY else ""
        return f"{rows:,} row{'s' if rows != 1 else ''}: {counted}{rate}\n"

    def _rate(self, rows: int) -> int:
        return round(rows / max(time.monotonic() - self._begun, 1e-6))
