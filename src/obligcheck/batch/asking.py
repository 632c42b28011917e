"""What the rows of a table ask: the texts of its columns as numbers, and the cases that they make."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from obligcheck.batch.cells import EMPTY, holds_days, ordinals
from obligcheck.batch.outcome import Outcome
from obligcheck.batch.questions import told
from obligcheck.batch.spans import UNKNOWN
from obligcheck.problems import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from obligcheck.batch.rows import Batch
    from obligcheck.batch.spans import Days as Numbers
    from obligcheck.batch.spans import Indices

#: What stands for a day that is to be read row by row.
BY_ROW = -2

#: What stands for a case that is none, less the number of the outcome that says why.
FAILED = -16

#: Up to how many combinations of texts are looked up in a plain array.
_PLAIN = 1 << 22


class Texts:
    """The texts of a column, numbered in the order in which they came; no text is number 0.

    Lists and objects, where a column holds them, have numbers of their own.
    """

    def __init__(self) -> None:
        self.texts: Final[list[object]] = [""]
        self._numbers: Final[dict[object, int]] = {"": 0}

    def encoded(self, array: pa.Array) -> tuple[Numbers, Numbers]:
        """Return for each row a place in the column's own list of texts, and the number of each of these."""
        if not pa.types.is_dictionary(array.type):
            array = array.cast(pa.string()).dictionary_encode()
        own = [self._number("" if text is None else text) for text in array.dictionary.to_pylist()]
        places = array.indices.fill_null(len(own)) if array.null_count else array.indices
        return np.asarray(places), np.array([*own, 0], np.int32)

    def _number(self, text: object) -> int:
        # No text is what is written for a list.
        number = self._numbers.setdefault(text if isinstance(text, str) else (repr(text),), len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number


class Days:
    """The days of a column: read as text once each, or days already."""

    def __init__(self, batch: Batch) -> None:
        self._batch: Final = batch
        self._texts: Final = Texts()
        self._ordinals: Final[list[int]] = []

    @property
    def held(self) -> int:
        """How many texts are remembered."""
        return len(self._ordinals)

    def ordinals_of(self, array: pa.Array) -> Numbers:
        """Return the ordinal of the day of each row: less than zero where there is none."""
        if holds_days(array.type):
            return ordinals(array)
        places, own = self._texts.encoded(array)
        self._ordinals.extend(map(self._ordinal, self._texts.texts[len(self._ordinals) :]))
        return np.array(self._ordinals, np.int32)[own].take(places)

    def _ordinal(self, text: object) -> int:
        if not isinstance(text, str):
            return BY_ROW
        if not text.strip():
            return EMPTY
        try:
            first, last = self._batch.period(text.strip(), "")
        except ValueError:
            return BY_ROW
        return first if first == last else BY_ROW


class Cases:
    """The cases that the texts of several columns make together.

    Texts that stand together are numbered as digits number a figure, and the case of each figure is kept
    in a plain array as long as there is room for all that could be.
    """

    def __init__(self, batch: Batch, names: Sequence[str]) -> None:
        self._batch: Final = batch
        self._names: Final = tuple(names)
        self._columns: Final = [Texts() for _ in names]
        self._known: Final[dict[tuple[int, ...], int]] = {}
        self._rooms: tuple[int, ...] = (1,) * len(names)
        self._plain: Indices = np.full(1, UNKNOWN, np.intp)

    @property
    def held(self) -> int:
        """How many texts, and how many of their combinations, are remembered."""
        return len(self._known) + sum(len(texts.texts) for texts in self._columns)

    def of(self, columns: Mapping[str, pa.Array]) -> Asking:
        """Return what rows ask that have ``columns``."""
        own = [columns[name] for name in self._names]
        encoded = [texts.encoded(column) for texts, column in zip(self._columns, own, strict=True)]
        rooms = [1 << (len(texts.texts) - 1).bit_length() for texts in self._columns]
        if any(room > had for room, had in zip(rooms, self._rooms, strict=True)):
            self._rooms = tuple(starmap(max, zip(rooms, self._rooms, strict=True)))
            size = int(np.prod(self._rooms, dtype=object))
            self._plain = np.full(size if size <= _PLAIN else 0, UNKNOWN, np.intp)
        return Asking(self, encoded)

    def of_figures(self, rows: int, digits: Iterable[tuple[Numbers, Indices]]) -> Indices:
        """Return the case of each row's figure, given as digits: places, and what each is worth."""
        figures = np.zeros(rows, np.intp)
        for places, worth in digits:
            figures += worth.take(places)
        cases = self._plain.take(figures)
        lacking = cases == UNKNOWN
        if lacking.any():
            for figure in np.unique(figures[lacking]):
                self._plain[figure] = self.number(self._digits(int(figure)))
            cases = self._plain.take(figures)
        return cases

    @property
    def rooms(self) -> tuple[int, ...] | None:
        """For how many texts of each column there is room in a plain array; None where there is none."""
        return self._rooms if self._plain.size else None

    def number(self, numbers: tuple[int, ...]) -> int:
        """Return the case of texts, by their numbers; of one that is none ``FAILED`` less its outcome."""
        case = self._known.get(numbers)
        if case is None:
            texts = [own.texts[number] for own, number in zip(self._columns, numbers, strict=True)]
            try:
                case = self._batch.case(self._batch.asked(dict(zip(self._names, texts, strict=True))))
            except ProblemsError as error:
                case = FAILED - self._batch.keep(Outcome(error=told(error)))
            self._known[numbers] = case
        return case

    def _digits(self, figure: int) -> tuple[int, ...]:
        digits = []
        for room in reversed(self._rooms):
            figure, digit = divmod(figure, room)
            digits.append(digit)
        return tuple(reversed(digits))


class Asking:
    """What the rows of one table ask: of each column the places in its list of texts, and their numbers."""

    def __init__(self, cases: Cases, columns: Sequence[tuple[Numbers, Numbers]]) -> None:
        self._cases: Final = cases
        self._columns: Final = columns
        self._worths: Final[list[Indices]] = []
        worth = 1
        for (_, numbers), room in zip(reversed(columns), reversed(cases.rooms or ()), strict=False):
            self._worths.insert(0, numbers.astype(np.intp) * worth)
            worth *= room

    def of_rows(self, start: int, rows: int) -> Indices:
        """Return the case of each of so many rows from ``start``."""
        places = [column[start : start + rows] for column, _ in self._columns]
        if self._cases.rooms is not None:
            return self._cases.of_figures(rows, zip(places, self._worths, strict=True))
        own = [numbers.take(at) for at, (_, numbers) in zip(places, self._columns, strict=True)]
        each, which = np.unique(np.stack(own, axis=1), axis=0, return_inverse=True)
        cases = np.array([self._cases.number(tuple(row)) for row in each.tolist()], np.intp)
        # numpy 2.0 gives them the shape of what was stacked.
        return cases[which.reshape(-1)]
