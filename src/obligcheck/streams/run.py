"""A whole batch: from a file to a file, step by step, so that it can be interrupted and go on."""

from __future__ import annotations

import json
import os
import stat
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

from obligcheck.batch import ADDED, EXPLAINED, STAY, Batch
from obligcheck.batch.questions import FROM, SCENARIO, SUPPOSING, TO
from obligcheck.problems import ProblemsError
from obligcheck.streams.asking import Asked, Meaning
from obligcheck.streams.beside import Output
from obligcheck.streams.blocks import LEAST, SIZE, Blocks
from obligcheck.streams.convert import Lines
from obligcheck.streams.formats import STANDARD
from obligcheck.streams.kept import Kept
from obligcheck.streams.reading import Reader
from obligcheck.streams.texts import style_of
from obligcheck.streams.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obligcheck.answers import Book
    from obligcheck.batch import Settings
    from obligcheck.streams.fast import Fast
    from obligcheck.streams.rows import Head
    from obligcheck.streams.steps import Job, Step
    from obligcheck.streams.texts import Style

#: What the columnar path needs.
_EXTRA = ("numpy", "pyarrow")

#: The columns whose presence makes rows stays.
_OF_STAYS = frozenset((FROM, TO))


class Watch(Protocol):
    """Looks on while a batch runs."""

    def __call__(self, counts: Counter[str], read: int, /) -> None:
        """Take note of the verdicts so far, and of how much of the input was read."""
        ...


def has_columns() -> bool:
    """Say whether the extra for columns is installed."""
    return all(find_spec(name) for name in _EXTRA)


class Run:
    """One batch: what it reads is opened by whoever makes it, what it writes by itself.

    ``identity`` tells one input from another; None where only its content can.
    """

    #: How many bytes of text are answered at a time, at least.
    least = LEAST

    #: Whether what was found is kept for the next run.
    remembers = True

    def __init__(
        self, book: Book, settings: Settings, job: Job, stream: BinaryIO, identity: Mapping[str, Any] | None
    ) -> None:
        self.book: Final = book
        self.settings: Final = settings
        self.job: Final = job
        self.stream: Final = stream
        self.identity: Final = identity
        #: How many bytes of text are answered at a time, at most.
        self.size = SIZE
        self._read = 0
        self._kept: Kept | None = None
        #: How many rows have which verdict, or an error.
        self.counts: Final[Counter[str]] = Counter()

    def answer(self, watch: Watch, *, resume: bool = False) -> None:
        """Answer all rows. Raises ProblemsError for what cannot be read or answered at all."""
        try:
            self._answer(watch, resume=resume)
        finally:
            # What was found before an interruption need not be found again either.
            if self._kept:
                self._kept.keep()

    def _answer(self, watch: Watch, *, resume: bool) -> None:
        job = self.job
        if "parquet" in {job.given, job.wanted}:
            # Most batches have no tables.
            from obligcheck.streams.tabular import answer_tables  # noqa: PLC0415

            answer_tables(self, watch, resume=resume)
            return
        is_summed = self.identity is None
        blocks = Blocks(self.stream, job.encoding, least=self.least, most=self.size, summed=is_summed)
        reader = Reader(blocks, job.given, job.delimiter)
        columns = columns_of(job, reader.head.names)
        with Output(job, self.signature(columns)) as output:
            done = output.resumed() if resume else None
            batch = self.batch(columns, done)
            asked = self.asked(batch, reader.head.names, columns)
            style = style_of(reader.head, job, columns)
            lines = Lines(reader, asked, style, fast=self._fast(asked, reader.head, style), strict=job.strict)
            if done:
                blocks.skip(done["place"])
            head = b"" if done else lines.head()
            self.write(output, head, lines.steps(), batch, watch)

    def write(self, output: Output, head: bytes, steps: Iterator[Step], batch: Batch, watch: Watch) -> None:
        """Write what ``steps`` yield to ``output`` behind ``head``, and put it in its place.

        A step is written while the next is answered.
        """
        trees = Trees(batch, self.job.trees) if self.job.trees else None
        try:
            with ThreadPoolExecutor(1) as behind:
                written = behind.submit(self._begin, output, head)
                for step in steps:
                    if self._kept:
                        self._kept.step()
                    if trees:
                        trees.write()
                    written.result()
                    watch(self.counts, self._read)
                    written = behind.submit(self._put, output, step, batch.settings.today)
                written.result()
            watch(self.counts, self._read)
            output.finish({"counts": self.counts, "made": made_of(self.book, self.settings, self.job)})
        except ProblemsError:
            output.drop()
            raise
        finally:
            output.close()

    @staticmethod
    def _begin(output: Output, head: bytes) -> None:
        output.open()
        if head:
            output.write(head)

    def _put(self, output: Output, step: Step, today: date | None) -> None:
        """Write ``step``, and that it is."""
        for piece in step.pieces:
            output.write(piece)
        self.counts.update(step.counts)
        output.note({"place": step.place, "counts": self.counts, "today": today})
        self._read = step.place.get("offset", 0)

    def batch(self, columns: tuple[str, ...], done: Mapping[str, Any] | None) -> Batch:
        """Return what answers rows; a run that goes on counts on from what was ``done``, on the same day."""
        settings = self.settings._replace(columns=columns)
        if done:
            self.counts.update(done["counts"])
            settings = settings._replace(today=date.fromisoformat(done["today"]) if done["today"] else None)
        batch = Batch(self.book, settings, keep_trees=self.job.trees is not None)
        if self.remembers and self.job.trees is None:
            # Trees are drawn up as rows are answered, and not kept.
            self._kept = Kept(batch, self.book)
        return batch

    def asked(self, batch: Batch, names: Sequence[str], columns: tuple[str, ...]) -> Asked:
        """Return what the columns ``names`` mean."""
        job = self.job
        added = tuple(job.prefix + column for column in columns)
        keys = (b.key for s in self.book.rules.scenarios.values() for b in (*s.inputs, *s.optional))
        inputs = frozenset((*keys, SCENARIO, FROM, TO, *SUPPOSING))
        return Asked(batch, names, Meaning(job.named, added, inputs), strict=job.given != "jsonl")

    def signature(self, columns: tuple[str, ...]) -> dict[str, Any]:
        """Return what two runs must have in common for one to go on where the other stopped."""
        # What a grid asks lies nowhere.
        is_file = "changed" in (self.identity or ()) and self.job.source != STANDARD
        common = signature_of(self.book, self.settings, self.job, is_file=is_file)
        return {"input": self.identity, **common, "columns": columns}

    def _fast(self, asked: Asked, head: Head, style: Style) -> Fast | None:
        """Return what answers blocks by columns, where that can be."""
        if not self.job.is_quick or self.job.given != self.job.wanted or not has_columns():
            return None
        # Importing the libraries for columns takes a while.
        from obligcheck.streams.fast import Fast  # noqa: PLC0415

        return Fast(asked, head, style, guards=not self.job.raw)


def made_of(book: Book, settings: Settings, job: Job) -> dict[str, Any]:
    """Return what decides about the output beside the input: options, and versions of rules and data.

    It is as JSON has it.
    """
    options = {**job._asdict(), **settings._asdict()}
    for other in ("source", "target", "strict", "trees", "is_quick", "today"):
        del options[other]
    options["columns"] = job.columns
    made: dict[str, Any] = json.loads(json.dumps({**options, **book.receipt}, default=str))
    return made


def signature_of(book: Book, settings: Settings, job: Job, *, is_file: bool) -> dict[str, Any]:
    """Return what all runs must have in common to go on with each other, wherever they are called.

    ``is_file`` says that the source of ``job`` is the name of a file or folder.
    """
    return {
        "source": os.path.abspath(job.source) if is_file else job.source,  # noqa: PTH100 (a name, as a text)
        "trees": os.path.abspath(job.trees) if job.trees else None,  # noqa: PTH100
        **made_of(book, settings, job),
    }


def columns_of(job: Job, names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that are added to rows with the columns ``names``."""
    if job.columns is None:
        called = {job.named.get(name, name) for name in names}
        columns = [*ADDED, *([STAY] if called >= _OF_STAYS else [])]
    else:
        columns = list(job.columns)
    columns += EXPLAINED if job.explain else EXPLAINED[-1:] if job.trees else ()
    return tuple(dict.fromkeys(columns))


def identity_of(stream: BinaryIO) -> dict[str, Any] | None:
    """Return what tells the file that ``stream`` reads from another, and from what it was before."""
    try:
        status = os.fstat(stream.fileno())
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return {"size": status.st_size, "changed": status.st_mtime_ns}
