"""A batch by columns: rows are numbers, and an answer is found by looking up where they point.

Texts are numbered once per column, what rows ask once per combination of texts, and what is said of a
question once per span of days. Then a row is answered by a gather (which question?), a search in one
sorted array (which span?), and another gather (what is said?). Needs the extra ``obligcheck[batch]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from obligcheck.batch.asking import BY_ROW, FAILED, Cases, Days
from obligcheck.batch.cells import EMPTY, listed, plain
from obligcheck.batch.questions import FROM, TO
from obligcheck.batch.spans import UNKNOWN, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from obligcheck.batch.asking import Asking
    from obligcheck.batch.outcome import Outcome
    from obligcheck.batch.rows import Batch
    from obligcheck.batch.spans import Days as Numbers
    from obligcheck.batch.spans import Indices

#: The bits of a key that hold the day: all ordinals of the calendar fit.
_BITS = 22
_DAY = (1 << _BITS) - 1

#: On how many days one table must ask about a case for all days to be answered at once.
_MANY = 3

#: How many rows are answered at a time: few enough for the cache of a processor.
_ROWS = 1 << 16

#: After how many texts and combinations of them all are forgotten: those that are no names never end.
_HELD = 300_000


class Columns:
    """Answers tables of the columns that ``batch`` reads; what it has learnt it keeps between them."""

    def __init__(self, batch: Batch) -> None:
        self.batch: Final = batch
        self._begin(())

    def answer(self, table: pa.Table | pa.RecordBatch) -> tuple[Numbers, Sequence[Outcome]]:
        """Return for each row of ``table`` the number of its outcome, and the outcomes.

        The first ``len(batch.outcomes)`` of these keep their numbers as long as ``batch.generation``
        stays; the others are of this call.
        """
        generation = self.batch.generation
        self.batch.renew()
        names = self.batch.inputs(table.column_names)
        read = {name: plain(name, table.column(name)) for name in names}
        if generation != self.batch.generation or names != self._names or self.held > _HELD:
            self._begin(names)
        cases = self._cases.of(read)
        days = [self._days[name].ordinals_of(read[name]) for name in self._days]
        codes = np.empty(table.num_rows, np.int32)
        by_row = [
            start + self._answer(codes[start : start + _ROWS], start, days, cases)
            for start in range(0, table.num_rows, _ROWS)
        ]
        asked = np.concatenate(by_row) if by_row else np.empty(0, np.intp)
        if not asked.size:
            return codes, self.batch.outcomes
        open_rows = [listed(read[name].take(pa.array(asked))) for name in names]
        found, local = self._row_by_row(names, zip(*open_rows, strict=True))
        codes[asked] = found + len(self.batch.outcomes)
        return codes, [*self.batch.outcomes, *local]

    @property
    def held(self) -> int:
        """How many texts, and how many of their combinations, are remembered."""
        return self._cases.held + sum(own.held for own in self._days.values())

    def _begin(self, names: tuple[str, ...]) -> None:
        """Forget what was learnt; the next tables have the columns ``names``."""
        self._names = names
        keys = self.batch.day_keys(names)
        # Where scenarios differ in what they call their day, no column is the day.
        days = (keys if len(keys) == 1 else set()) | {FROM, TO}
        self._has_day = not (days - {FROM, TO}).isdisjoint(names)
        # INVARIANT: the day comes before the first and the last day of a stay.
        in_order = sorted(days.intersection(names), key=((*keys, FROM, TO)).index)
        self._days = {name: Days(self.batch) for name in in_order}
        self._cases = Cases(self.batch, [name for name in names if name not in self._days])
        self._spans = Spans()
        self._first, self._last = _DAY, 0

    def _answer(self, codes: Numbers, start: int, days: list[Numbers], cases: Asking) -> Indices:
        """Fill in ``codes``, those of the rows from ``start``; return which of these are left open."""
        rows = len(codes)
        first, last = self._bounds(rows, [own[start : start + rows] for own in days])
        case = cases.of_rows(start, rows)
        self._spans.make_room(self.batch.cases)
        places = self._spans.places(case, first)
        found = self._spans.numbers(places)
        lowest = min(int(case.min()), int(first.min()), int(found.min()))
        if lowest < 0:
            found, places = self._work_out(case, first, places, found)
        codes[:] = found
        if last is first and lowest >= 0:
            return np.empty(0, np.intp)
        by_row = first < 0
        if last is not first:
            # A stay that leaves the span it began in may see another verdict.
            by_row |= (first != last) & (self._spans.places(case, last) != places)
        return np.flatnonzero(by_row & (case > UNKNOWN))

    def _bounds(self, rows: int, days: list[Numbers]) -> tuple[Numbers, Numbers]:
        """Return the first and the last day of each row, as ordinals; less than zero: ask row by row."""
        if len(days) == 1 and self._has_day:
            return days[0], days[0]
        if len(days) + (not self._has_day) != len((FROM, TO)) + 1:
            # A stay lacks its first or its last day, or no column is a day.
            nothing = np.full(rows, BY_ROW, np.int32)
            return nothing, nothing
        day = days[0] if self._has_day else np.full(rows, EMPTY, np.int32)
        begin, end = days[-2:]
        is_day = (day >= 0) & (begin == EMPTY) & (end == EMPTY)
        is_stay = (day == EMPTY) & (begin >= 0) & (end >= begin)
        first = np.where(is_day, day, np.where(is_stay, begin, BY_ROW)).astype(np.int32)
        return first, np.where(is_stay, end, first).astype(np.int32)

    def _work_out(
        self, case: Indices, day: Numbers, places: Indices, found: Numbers
    ) -> tuple[Numbers, Indices]:
        """Return ``found`` and ``places`` once all spans are known; what is no case has its reason."""
        lacking = (found == UNKNOWN) & (case >= 0) & (day >= 0)
        if lacking.any():
            days = day[lacking]
            self._first = min(self._first, int(days.min()))
            self._last = max(self._last, int(days.max()))
            self._ask(np.unique((case[lacking] << _BITS) | days))
            places = self._spans.places(case, day)
            found = self._spans.numbers(places)
        return np.where(case <= FAILED, FAILED - case, found).astype(np.int32), places

    def _ask(self, keys: Indices) -> None:
        """Have the cases and days of ``keys``, which rise, answered; each span once."""
        cases, starts = np.unique(keys >> _BITS, return_index=True)
        ends = [*starts[1:].tolist(), keys.size]
        for case, start, end in zip(cases.tolist(), starts.tolist(), ends, strict=True):
            if end - start < _MANY:
                for key in keys[start:end].tolist():
                    self.batch.on(case, key & _DAY)
            else:
                self._ask_all(case)
            self._spans.put(case, self.batch.spans(case))

    def _ask_all(self, case: int) -> None:
        """Have a case answered on all days that were asked about of any: its other days will come too."""
        day = self._first
        while day <= self._last:
            _, day, _ = self.batch.on(case, day)

    def _row_by_row(
        self, names: Sequence[str], rows: Iterable[tuple[object, ...]]
    ) -> tuple[Numbers, list[Outcome]]:
        """Return the numbers of the outcomes of ``rows`` among those that are returned with them."""
        local: dict[Outcome, int] = {}
        asked: dict[tuple[str, ...], int] = {}
        numbers = []
        for row in rows:
            # Lists cannot be keys; and nothing is not the text that Python writes for it.
            values = tuple(map(repr, row))
            number = asked.get(values)
            if number is None:
                said = self.batch.say(dict(zip(names, row, strict=True)))
                number = asked[values] = local.setdefault(said, len(local))
            numbers.append(number)
        return np.array(numbers, np.int32), list(local)
