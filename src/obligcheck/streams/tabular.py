"""A whole batch whose input or output is Parquet. Needs the extra ``obligcheck[batch]``."""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING, Any, BinaryIO

from obligcheck.streams.asking import Teller
from obligcheck.streams.beside import Output
from obligcheck.streams.blocks import Blocks
from obligcheck.streams.fast import Fast
from obligcheck.streams.formats import DELIMITERS
from obligcheck.streams.parts import Parts
from obligcheck.streams.reading import Reader
from obligcheck.streams.run import columns_of
from obligcheck.streams.tables import Added, FromTables, Source, from_text, table_schema, texts_schema
from obligcheck.streams.texts import style_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obligcheck.batch import Outcome
    from obligcheck.streams.rows import Row
    from obligcheck.streams.run import Run, Watch

#: How many bytes of text become a group of rows at least: Parquet does badly with small ones.
_LEAST = 1 << 20


def answer_tables(run: Run, watch: Watch, *, resume: bool, extra: Mapping[str, str] | None = None) -> None:
    """Answer all rows of ``run``; ``extra`` are columns that all rows have without their being written."""
    if run.job.given == "parquet":
        with _seekable(run.stream) as stream:
            _from_tables(run, Source(stream, extra), watch, resume=resume)
    else:
        _from_text(run, watch, resume=resume)


def _from_tables(run: Run, source: Source, watch: Watch, *, resume: bool) -> None:
    job = run.job
    columns = columns_of(job, source.names)
    added = Added(columns, job.prefix)
    signature = run.signature(columns)
    if job.wanted == "parquet":
        output: Output = Parts(job, signature, table_schema(source.schema, added))
    else:
        output = Output(job, signature)
    with output:
        done = output.resumed() if resume else None
        batch = run.batch(columns, done)
        tables = FromTables(source, run.asked(batch, source.names, columns), strict=job.strict)
        place = done["place"] if done else None
        if job.wanted == "parquet":
            run.write(output, b"", tables.to_tables(added, place), batch, watch)
            return
        style = style_of(source.head, job, columns)
        head = b"" if done else style.head().encode(errors="replace")
        lines = tables.to_text(style, place, as_objects=job.wanted not in DELIMITERS)
        run.write(output, head, lines, batch, watch)


def _from_text(run: Run, watch: Watch, *, resume: bool) -> None:
    job = run.job
    is_summed = run.identity is None
    blocks = Blocks(run.stream, job.encoding, least=_LEAST, most=run.size, summed=is_summed)
    reader = Reader(blocks, job.given, job.delimiter)
    columns = columns_of(job, reader.head.names)
    added = Added(columns, job.prefix)
    schema = table_schema(texts_schema(reader.head.names), added)
    with Parts(job, run.signature(columns), schema) as output:
        done = output.resumed() if resume else None
        batch = run.batch(columns, done)
        asked = run.asked(batch, reader.head.names, columns)
        teller = Teller(asked, _Silent())
        # What is unusual in JSON is no text, and would be lost in columns of texts.
        is_quick = job.is_quick and job.given in DELIMITERS
        fast = Fast(asked, reader.head, _Silent(), guards=False) if is_quick else None
        if done:
            blocks.skip(done["place"])
        run.write(output, b"", from_text(reader, teller, added, fast, strict=job.strict), batch, watch)


class _Silent:
    """Writes nothing: what is said becomes columns."""

    def head(self) -> str:
        """Return nothing."""
        return ""

    def tail(self, _outcome: Outcome) -> str:
        """Return nothing."""
        return ""

    def line(self, _row: Row, _tail: str) -> str:
        """Return nothing."""
        return ""


def _seekable(stream: BinaryIO) -> Any:  # noqa: ANN401 (a file, to be closed or not)
    """Return ``stream`` so that it can be read from its end, as Parquet is: put by on disk where need be."""
    if stream.seekable():
        return stream
    kept = tempfile.TemporaryFile()  # noqa: SIM115 (who asked closes it)
    shutil.copyfileobj(stream, kept)
    kept.seek(0)
    return kept
