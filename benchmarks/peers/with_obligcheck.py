"""obligcheck by tables of Arrow columns: the simplified decision as a small rule book, and the full one.

Rows are a table whose texts are dictionary columns, as a data frame of categories or a Parquet file gives
them (``Strings``: plain texts), with days as ``date32``; the answer is the column of verdicts. What other
peers call prepared is a ``Tables`` that has met every pair on every day on which its verdict changes.

The limits of the full book gather from its own timelines: the same verdicts, looked up by hand.
"""

from array import array
from datetime import date
from typing import ClassVar

import pyarrow as pa

from obligcheck.batch import Batch, Settings
from obligcheck.batch.tables import Tables
from peers import ask_obligcheck
from peers.ask_obligcheck import CODES
from peers.facts import Facts
from peers.rows import Rows
from peers.with_numpy import Codes, Columns, Dense, Kernel, Packed, columns_of

DISTRIBUTIONS = ("obligcheck", "pyarrow", "numpy")

#: The ordinal of the day from which Arrow counts days.
EPOCH = date(1970, 1, 1).toordinal()


class Full(ask_obligcheck.Full):
    """The full rule book."""

    distributions: ClassVar[tuple[str, ...]] = DISTRIBUTIONS
    plain_texts: ClassVar[bool] = False

    def __init__(self, facts: Facts, reading: str) -> None:
        super().__init__(facts, reading)
        settings = Settings(self.scenario, readings=self.readings, columns=("verdict",))
        book = self.fresh
        self.tables = Tables(Batch(book, settings))
        turns = zip(facts.pairs, self.timelines(book), strict=True)
        met = ((*pair, day or 1) for pair, timeline in turns for day, _ in timeline)
        self.answer(self.encode(Rows(*(array("i", column) for column in zip(*met, strict=True)))))

    def encode(self, rows: Rows) -> pa.Table:
        """Return the rows as a table."""
        suspects, states, days = columns_of(rows)
        texts = {"suspect": (suspects, self.facts.suspects), "state": (states, self.facts.states)}
        columns = {
            name: pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(names))
            for name, (numbers, names) in texts.items()
        }
        if self.plain_texts:
            columns = {name: column.dictionary_decode() for name, column in columns.items()}
        return pa.table({**columns, "date": pa.array(days - EPOCH, pa.int32()).cast(pa.date32())})

    def answer(self, encoded: pa.Table) -> pa.Table:
        """Return the table with its verdicts."""
        return self.tables.check(encoded)

    def decode(self, answered: pa.Table) -> list[int]:
        """Return the codes of the verdicts."""
        return [CODES[verdict] for verdict in answered.column("verdict").to_pylist()]


class Strings(Full):
    """The full rule book, from plain texts."""

    plain_texts: ClassVar[bool] = True


class Small(Full):
    """The simplified decision."""

    scenario: ClassVar[str] = ask_obligcheck.Small.scenario
    question: ClassVar[str] = ask_obligcheck.Small.question
    load = ask_obligcheck.Small.load


class FullDense:
    """A limit: the verdicts of the full book, written out and gathered by hand."""

    distributions: ClassVar[tuple[str, ...]] = DISTRIBUTIONS
    kernel: ClassVar[type[Kernel]] = Dense

    def __init__(self, facts: Facts, reading: str) -> None:
        book = ask_obligcheck.Full(facts, reading)
        self.look_up = self.kernel(book.timelines(book.fresh), len(facts.states)).look_up

    def encode(self, rows: Rows) -> Columns:
        """Return the columns."""
        return columns_of(rows)

    def answer(self, encoded: Columns) -> Codes:
        """Return the code of each row."""
        return self.look_up(*encoded)

    def decode(self, answered: Codes) -> bytes:
        """Return the codes, which are those of the protocol."""
        return answered.tobytes()


class FullPacked(FullDense):
    """A limit: the same, packed by pair."""

    kernel: ClassVar[type[Kernel]] = Packed
