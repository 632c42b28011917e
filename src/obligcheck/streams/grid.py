"""Every combination of what may fill the inputs of a scenario, as CSV that is made while it is read."""

from __future__ import annotations

import io
from calendar import monthrange
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple

from obligcheck.batch import STAY, Batch, Settings
from obligcheck.batch.questions import FROM, TO
from obligcheck.presentation.guard import joined
from obligcheck.streams.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from obligcheck.answers import Book

#: How many months lie between the days of a grid; of days and weeks, how many days.
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


class Grid(NamedTuple):
    """What fills each input, and the days of the period, both ends included.

    ``day`` is what the scenario calls its day.
    """

    inputs: Mapping[str, Sequence[str]]
    day: str
    first: date
    last: date

    def head(self) -> str:
        """Return the line that names the columns."""
        return f"{joined([*self.inputs, self.day], ',')}\n"

    @property
    def combinations(self) -> int:
        """How many combinations there are, for each of which there is one text."""
        return prod(map(len, self.inputs.values()))

    def lines(self, days: Iterable[date]) -> Iterator[str]:
        """Yield the lines of each combination on ``days``."""
        texts = [f"{day}\n" for day in days]
        for values in product(*self.inputs.values()):
            own = f"{joined(values, ',')},"
            yield own + own.join(texts)

    def changes(self, book: Book, settings: Settings) -> Iterator[str]:
        """Yield of each combination a line for the first day, and for each on which the verdict changes."""
        batch = Batch(book, settings._replace(columns=("verdict", STAY)))
        kept = Kept(batch, book)
        period = {FROM: str(self.first), TO: str(self.last)}
        try:
            for values in product(*self.inputs.values()):
                outcome = batch.answer({**dict(zip(self.inputs, values, strict=True)), **period})
                kept.step()
                own = f"{joined(values, ',')},"
                days = [stretch.first for stretch in outcome.stretches] or [self.first]
                yield "".join(f"{own}{day}\n" for day in days)
        finally:
            kept.keep()


def days_of(first: date, last: date, every: str) -> Iterator[date]:
    """Yield the days from ``first`` to ``last``, one in ``every`` day, week, month or year.

    A month that lacks the day has its last instead.
    """
    if every in _DAYS:
        for number in range(0, (last - first).days + 1, _DAYS[every]):
            yield first + timedelta(days=number)
        return
    months = (last.year - first.year) * 12 + last.month - first.month
    for number in range(0, months + 1, _MONTHS[every]):
        years, month = divmod(first.month - 1 + number, 12)
        year = first.year + years
        day = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
        if day <= last:
            yield day


class Made(io.RawIOBase):
    """A stream of ``texts`` behind a ``head``, each made when it is read; ``made`` says how many were."""

    def __init__(self, texts: Iterator[str], head: str = "") -> None:
        super().__init__()
        self._texts: Final = texts
        self._kept = head.encode()
        self.made = 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Put what comes next into ``buffer``, and return how much."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._kept:
            text = next(self._texts, None)
            if text is None:
                return 0
            self._kept = text.encode()
            self.made += 1
        some = self._kept[: len(view)]
        view[: len(some)] = some
        self._kept = self._kept[len(some) :]
        return len(some)
