"""A table of Arrow columns in, the same table with answers out: what other columnar libraries exchange."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from obligcheck.batch.columns import Columns
from obligcheck.batch.outcome import ADDED, STAY, addable
from obligcheck.batch.questions import FROM, TO
from obligcheck.batch.rows import Batch
from obligcheck.batch.written import Written
from obligcheck.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obligcheck.answers import Book
    from obligcheck.batch.questions import Settings

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
    Raises ProblemsError as ``Tables.check`` does, and for columns and days that are none.
    """
    for name in ("known_on", "law_as_of", "today"):
        day = getattr(settings, name)
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise problem("bad-date", f"{name}: expected a date, found `{day}`")
    chosen = addable(columns or ())
    given = pa.table(table)
    names = {named.get(name, name) for name in given.column_names}
    added = (*ADDED, STAY) if names >= {FROM, TO} else ADDED
    return Tables(Batch(book, settings._replace(columns=chosen or added)), named).check(given)


class Tables:
    """Answers tables: the columns that ``batch`` was asked for stand behind those that came.

    ``named`` says which column of a table is which input, where it is not called so. Days come as
    ``date32``, all else as texts of a dictionary; what is not there is null.
    """

    def __init__(self, batch: Batch, named: Mapping[str, str] | None = None) -> None:
        self._columns: Final = Columns(batch)
        self._batch: Final = batch
        self._named: Final = dict(named or {})
        self._written: Final = Written(batch.settings.columns, batch)

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
        self._batch.check_named(table.column_names, self._named)
        shorts = self._batch.shorts((*table.column_names, *self._named.values()))
        names = self._batch.called(table.column_names, self._named, shorts)
        self._batch.needs(names)
        taken = [name for name in self._batch.settings.columns if name in table.column_names]
        if taken:
            raise problem(
                "column-taken", f"the table has a column `{taken[0]}` already", "choose others to add"
            )
        return table.rename_columns(names).select(self._batch.inputs(names))

    def _added(self, asked: pa.Table) -> pa.Table:
        """Return the columns that are added to the rows of ``asked``."""
        arrays = self._written.arrays(*self._columns.answer(asked))
        return pa.table(arrays, names=list(self._batch.settings.columns))
