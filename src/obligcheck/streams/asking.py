"""Rows to what is said of them, one by one; what was said before of the same cells is said again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from obligcheck.batch import Outcome
from obligcheck.problems import ProblemsError, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from obligcheck.batch import Batch
    from obligcheck.streams.rows import Row
    from obligcheck.streams.texts import Style

#: The verdicts, and what stands for a row that could not be answered, as a summary counts them.
VERDICTS = ("yes", "no", "unknown", "error")

#: What may part cells otherwise than was said, and how to say so: one cell alone is no question.
_PARTING = {";": "--delimiter ';'", "|": "--delimiter '|'", "\t": "--from tsv", ",": "--from csv"}

#: How many rows are remembered.
_KEPT = 1 << 16


class Meaning(NamedTuple):
    """What names of columns mean: ``named`` says which is which input, ``added`` are those that will follow.

    ``inputs`` are all that rows of some scenario may have.
    """

    named: Mapping[str, str]
    added: tuple[str, ...]
    inputs: frozenset[str]


class Asked:
    """What the columns of an input mean: which are read, under which name, and that none is taken."""

    def __init__(self, batch: Batch, names: Sequence[str], meaning: Meaning, *, strict: bool) -> None:
        """Raise ProblemsError where rows with the columns ``names`` cannot be asked about.

        Where not ``strict``, rows may have other columns: nothing is said about those that are lacking.
        """
        self.batch: Final = batch
        self.named: Final = dict(meaning.named)
        self.added: Final = frozenset(meaning.added)
        if strict:
            self._check_parted(names)
        batch.check_named(names, self.named, strict=strict)
        self._shorts: Final = batch.shorts((*names, *self.named.values()))
        self.names: Final = self.called(names)
        self.check(names, "")
        if strict or names:
            batch.needs(self.names)
        self.read: Final = batch.inputs(self.names)
        self.places: Final = [self.names.index(name) for name in self.read]
        #: All names that a field may have and that are read.
        self.inputs: Final = frozenset((*self.named, *self._shorts, *meaning.inputs))

    def called(self, names: Iterable[str]) -> list[str]:
        """Return the columns ``names`` by the inputs that they are."""
        return self.batch.called(names, self.named, self._shorts)

    @staticmethod
    def _check_parted(names: Sequence[str]) -> None:
        """Raise ProblemsError where ``names`` is one cell that seems to hold several."""
        if len(names) == 1:
            for sign, fix in _PARTING.items():
                if sign in names[0]:
                    shown = "a tab" if sign == "\t" else f"`{sign}`"
                    message = f"the first line, `{names[0]}`, seems to be parted by {shown}"
                    raise problem("no-column", message, fix)

    def check(self, names: Iterable[str], where: str) -> None:
        """Raise ProblemsError where one of ``names`` is that of a column that is added."""
        for name in names:
            if name in self.added:
                message = f"{where}a column is called `{name}` already"
                raise problem(
                    "column-taken", message, "--prefix TEXT before the names of those that are added"
                )


class Teller:
    """Says of rows, one by one, what ``batch`` answers, in ``style``."""

    def __init__(self, asked: Asked, style: Style) -> None:
        self.asked: Final = asked
        self._style: Final = style
        self._known: Final[dict[tuple[object, ...], tuple[Outcome, str]]] = {}

    def lines(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome, str]]:
        """Yield of each row what is said of it, and the text of its line."""
        for row in rows:
            outcome, tail = self._told(row)
            yield row, outcome, self._style.line(row, tail)

    def outcomes(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome]]:
        """Yield what is said of each row."""
        for row in rows:
            yield row, self._told(row)[0]

    def _told(self, row: Row) -> tuple[Outcome, str]:
        """Return what is said of ``row``, and the text that is added."""
        key = self._key(row)
        if key is None:
            outcome = self._outcome(row)
            return outcome, self._style.tail(outcome)
        told = self._known.get(key)
        if told is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            outcome = self._outcome(row)
            told = self._known[key] = outcome, self._style.tail(outcome)
        return told

    def _key(self, row: Row) -> tuple[object, ...] | None:
        """Return what of ``row`` decides what is said of it; None where that cannot be remembered."""
        if row.error:
            return None
        if row.fields is None:
            return tuple([row.cells[place] for place in self.asked.places])
        if row.fields.keys() & self.asked.added:
            return None
        inputs = self.asked.inputs
        key = tuple([item for item in row.fields.items() if item[0] in inputs])
        return key if all(isinstance(value, str) for _, value in key) else None

    def _outcome(self, row: Row) -> Outcome:
        if row.error:
            return Outcome(error=row.error)
        asked = self.asked
        if row.fields is None:
            return asked.batch.answer(
                dict(zip(asked.read, [row.cells[p] for p in asked.places], strict=True))
            )
        asked.check(row.fields, f"line {row.line}: ")
        return asked.batch.answer(dict(zip(asked.called(row.fields), row.fields.values(), strict=True)))


def counted(outcome: Outcome) -> str:
    """Return under what a summary counts ``outcome``."""
    return outcome.verdict or VERDICTS[-1]


def refused(line: int, error: str) -> ProblemsError:
    """Return the error of a row that cannot be answered, where none is allowed."""
    told = error if error.startswith("line ") else f"line {line}: {error}"
    return problem("row", told)
