"""A table of Arrow columns in, the same table with answers out: what other columnar libraries exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from obligcheck.batch.cells import EPOCH
from obligcheck.batch.columns import Columns
from obligcheck.batch.outcome import ADDED, DAYS, STAY
from obligcheck.batch.questions import FROM, TO
from obligcheck.batch.rows import Batch
from obligcheck.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obligcheck.answers import Book
    from obligcheck.batch.outcome import Outcome
    from obligcheck.batch.questions import Settings
    from obligcheck.batch.spans import Days as Numbers

#: What stands for no day, before all days of the calendar, and for no text.
_NO_DAY, _NO_TEXT = -EPOCH, -1

#: How many rows are answered at a time: enough to forget the cost of a call, few enough for memory.
_ROWS = 1 << 20


def check_table(
    book: Book,
    table: object,
    settings: Settings,
    named: Mapping[str, str],
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """Return ``table`` with the answers to its rows.

    ``columns`` are those to add: unless told otherwise all, and the parts of a stay where there are stays.
    Raises ProblemsError as ``Tables.check`` does.
    """
    given = pa.table(table)
    names = {named.get(name, name) for name in given.column_names}
    added = (*ADDED, STAY) if names >= {FROM, TO} else ADDED
    return Tables(Batch(book, settings._replace(columns=tuple(columns or added))), named).check(given)


class Tables:
    """Answers tables: the columns that ``batch`` was asked for stand behind those that came.

    ``named`` says which column of a table is which input, where it is not called so. Days come as
    ``date32``, all else as texts of a dictionary; what is not there is null.
    """

    def __init__(self, batch: Batch, named: Mapping[str, str] | None = None) -> None:
        self._columns: Final = Columns(batch)
        self._batch: Final = batch
        self._named: Final = dict(named or {})
        self._generation = batch.generation
        self._written = self._anew()

    def check(self, given: pa.Table) -> pa.Table:
        """Return ``given`` with the answers.

        Raises ProblemsError where a column that is needed is not there, or is there twice, or has values
        that cannot be read; and where one that would be added is there already.
        """
        asked = self._asked(given)
        parts = [self._added(asked.slice(start, _ROWS)) for start in range(0, given.num_rows, _ROWS)]
        added = pa.concat_tables(parts or [self._added(asked)]).unify_dictionaries()
        for name, column in zip(added.column_names, added.columns, strict=True):
            given = given.append_column(name, column)
        return given

    def _asked(self, table: pa.Table) -> pa.Table:
        """Return the columns of ``table`` that are inputs, by the names of these."""
        names = [self._named.get(name, name) for name in table.column_names]
        self._batch.needs(names)
        taken = [name for name in self._batch.settings.columns if name in table.column_names]
        if taken:
            raise problem(
                "column-taken", f"the table has a column `{taken[0]}` already", "choose others to add"
            )
        return table.rename_columns(names).select(self._batch.inputs(names))

    def _added(self, asked: pa.Table) -> pa.Table:
        """Return the columns that are added to the rows of ``asked``."""
        codes, outcomes = self._columns.answer(asked)
        if self._generation != self._batch.generation:
            self._generation = self._batch.generation
            self._written = self._anew()
        kept = len(self._batch.outcomes)
        arrays = [column.array(codes, outcomes, kept) for column in self._written]
        return pa.table(arrays, names=list(self._batch.settings.columns))

    def _anew(self) -> list[_Column]:
        return [_Column(name) for name in self._batch.settings.columns]


class _Column:
    """One column of the outcomes, each of its values once."""

    def __init__(self, name: str) -> None:
        self.name: Final = name
        self._values: Final[list[int]] = []
        self._texts: Final[dict[str, int]] = {}

    def array(self, codes: Numbers, outcomes: Sequence[Outcome], kept: int) -> pa.Array:
        """Return the values of the rows whose outcomes have the numbers ``codes``.

        Values of the first ``kept`` outcomes are remembered.
        """
        self._values.extend(self._of(outcomes[len(self._values) : kept], self._texts))
        # What is said of single rows only is forgotten with them.
        texts = dict(self._texts)
        each = np.array([*self._values, *self._of(outcomes[kept:], texts)], np.int32)
        values = each.take(codes)
        nothing = _NO_DAY if self.name in DAYS else _NO_TEXT
        mask = values == nothing if nothing in each else None
        if self.name in DAYS:
            return pa.array(values, pa.int32(), mask=mask).cast(pa.date32())
        numbers = pa.array(values, pa.int32(), mask=mask)
        return pa.DictionaryArray.from_arrays(numbers, pa.array(list(texts), pa.string()))

    def _of(self, outcomes: Sequence[Outcome], texts: dict[str, int]) -> Iterator[int]:
        """Yield the value of each of ``outcomes``: a day, the number of a text, or that there is none.

        New texts are added to ``texts``.
        """
        if self.name in DAYS:
            days = (getattr(outcome, self.name) for outcome in outcomes)
            yield from (_NO_DAY if day is None else day.toordinal() - EPOCH for day in days)
            return
        for outcome in outcomes:
            (text,) = outcome.cells((self.name,))
            yield texts.setdefault(text, len(texts)) if text else _NO_TEXT
