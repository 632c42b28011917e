"""What is said of rows as Arrow columns: each value stands once, and each row points to its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from obligcheck.batch.cells import EPOCH
from obligcheck.batch.outcome import DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from obligcheck.batch.outcome import Outcome
    from obligcheck.batch.rows import Batch
    from obligcheck.batch.spans import Days as Numbers

#: What stands for no day, before all days of the calendar, and for no text.
_NO_DAY, _NO_TEXT = -EPOCH, -1


class Written:
    """The ``columns`` of outcomes: days as ``date32``, all else as texts of a dictionary; nothing is null.

    What ``batch`` says is written once, as long as its outcomes keep their numbers; where there is no
    batch, outcomes have numbers of one call only.
    """

    def __init__(self, columns: Sequence[str], batch: Batch | None = None) -> None:
        self._names: Final = tuple(columns)
        self._batch: Final = batch
        self._generation = batch.generation if batch else 0
        self._columns = self._anew()

    def arrays(self, codes: Numbers, outcomes: Sequence[Outcome]) -> list[pa.Array]:
        """Return the columns of rows whose outcomes have the numbers ``codes``."""
        if self._batch is None:
            return [column.array(codes, outcomes, 0) for column in self._columns]
        if self._generation != self._batch.generation:
            self._generation = self._batch.generation
            self._columns = self._anew()
        kept = len(self._batch.outcomes)
        return [column.array(codes, outcomes, kept) for column in self._columns]

    def _anew(self) -> list[_Column]:
        return [_Column(name) for name in self._names]


class _Column:
    """One column of the outcomes, each of its values once."""

    def __init__(self, name: str) -> None:
        self._name: Final = name
        self._is_day: Final = name in DAYS
        self._values: Numbers = np.empty(0, np.int32)
        self._texts: Final[dict[str, int]] = {}
        self._dictionary = pa.array([], pa.string())

    def array(self, codes: Numbers, outcomes: Sequence[Outcome], kept: int) -> pa.Array:
        """Return the values of the rows whose outcomes have the numbers ``codes``.

        Values of the first ``kept`` outcomes are remembered; those of the others are forgotten with them.
        """
        if len(self._values) < kept:
            self._values, self._dictionary, more = self._with(outcomes[len(self._values) : kept])
            self._texts.update(more)
        each, dictionary = self._values, self._dictionary
        if kept < len(outcomes):
            each, dictionary, _ = self._with(outcomes[kept:])
        values = each.take(codes)
        nothing = _NO_DAY if self._is_day else _NO_TEXT
        numbers = pa.array(values, pa.int32(), mask=values == nothing if nothing in each else None)
        if self._is_day:
            return numbers.cast(pa.date32())
        return pa.DictionaryArray.from_arrays(numbers, dictionary)

    def _with(self, outcomes: Sequence[Outcome]) -> tuple[Numbers, pa.Array, dict[str, int]]:
        """Return values and texts with those of ``outcomes`` behind them, and the texts that are new."""
        more: dict[str, int] = {}
        values = np.array([self._value(outcome, more) for outcome in outcomes], np.int32)
        dictionary = pa.concat_arrays([self._dictionary, pa.array(list(more), pa.string())])
        return np.concatenate([self._values, values]), dictionary, more

    def _value(self, outcome: Outcome, more: dict[str, int]) -> int:
        """Return a day, the number of a text, or that there is none; a new text is added to ``more``."""
        if self._is_day:
            day: date | None = getattr(outcome, self._name)
            return _NO_DAY if day is None else day.toordinal() - EPOCH
        (text,) = outcome.cells((self._name,))
        if not text:
            return _NO_TEXT
        number = self._texts.get(text)
        return more.setdefault(text, len(self._texts) + len(more)) if number is None else number
