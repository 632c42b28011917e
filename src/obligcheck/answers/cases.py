"""Precedents: cases in tables, each a question with the answer that it must have, and how to read them.

A row names its ``scenario`` (or ``command``), the inputs (each in a column of its name, or together in
``inputs`` as ``name=value``, separated by ``;``), the days (``from`` and ``to``, or ``date``), what to
``assume``, and what is ``expected``: yes, no, unknown, or ``open`` where any verdict will do. ``must_cite``
and ``contested`` say which citations must stand in the answer and which question beside it, and a column
named like a value that the scenario gives (``effective``) what that must be. Other columns are notes.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from obligcheck.problems import Problem, ProblemsError
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from obligcheck.answers.answer import Answer
    from obligcheck.answers.book import Book
    from obligcheck.language import Scenario

#: A case that any verdict meets: it says what must be shown beside it.
OPEN = "open"

#: What can be expected.
EXPECTED = (*map(str, Truth), OPEN)

_DAYS = ("from", "to", "date")


class Case(NamedTuple):
    """A question with a known answer: about ``inputs`` on each day from ``first`` to ``last``.

    ``gives`` are the values that the answer must name, None for one that there must not be.
    """

    name: str
    scenario: str
    inputs: Mapping[str, str]
    first: date
    last: date
    expected: str
    must_cite: tuple[str, ...] = ()
    contested: str = ""
    assume: tuple[str, ...] = ()
    gives: tuple[tuple[str, str | None], ...] = ()

    def answer(self, book: Book, day: date) -> Answer:
        """Return what ``book`` answers on ``day``."""
        inputs: dict[str, str | date] = {**self.inputs, book.day_of(self.scenario): day}
        posed = book.pose(self.scenario, inputs, book.options(self.assume))
        return book.answer(posed, day)

    def misses(self, answer: Answer) -> str:
        """Return in which way ``answer`` is not the one that the case expects; empty where it is."""
        verdict = str(answer.verdict)
        if self.expected == OPEN:
            if not answer.contested and verdict != str(Truth.UNKNOWN):
                return f"expected a verdict that is contested or unknown, found {verdict}"
        elif verdict != self.expected:
            return f"expected {self.expected}, found {verdict}"
        for name, value in self.gives:
            if answer.given.get(name) != value:
                return f"expected {name} {value or 'to be none'}, found {answer.given.get(name) or 'none'}"
        for cite in self.must_cite:
            if cite not in answer.basis:
                return f"expected {cite} in the answer"
        if self.contested and self.contested not in {one.question for one in answer.contested}:
            return f"expected another reading of {self.contested} beside the answer"
        return ""


def is_case(columns: Iterable[str]) -> bool:
    """Say whether a table with these columns holds cases."""
    found = set(columns)
    return "expected" in found and bool(found & {"scenario", "command"})


def cases_in(rows: Iterable[Mapping[str, str]], scenarios: Mapping[str, Scenario]) -> Iterator[Case]:
    """Yield the cases that ``rows`` write, by the names of their columns.

    Raises ProblemsError for a row that is none.
    """
    for number, row in enumerate(rows, 1):
        name = row.get("case") or f"case {number}"
        scenario = scenarios.get(row.get("scenario") or row.get("command") or "")
        if scenario is None:
            raise _wrong(name, "names no scenario")
        if row.get("expected") not in EXPECTED:
            raise _wrong(name, f"expects none of {', '.join(EXPECTED)}")
        yield _case(name, row, scenario)


def _case(name: str, row: Mapping[str, str], scenario: Scenario) -> Case:
    blanks = (*scenario.inputs, *scenario.optional)
    inputs = {b.key: row[b.key] for b in blanks if b.key not in _DAYS and row.get(b.key)}
    for part in _parts(row, "inputs"):
        key, _, value = part.partition("=")
        inputs[key.strip()] = value.strip()
    first = row.get("from") or row.get("date") or ""
    try:
        days = (date.fromisoformat(first), date.fromisoformat(row.get("to") or first))
    except ValueError:
        raise _wrong(name, "has a day that is no ISO date") from None
    return Case(
        name,
        scenario.name,
        inputs,
        *days,
        row["expected"],
        _parts(row, "must_cite"),
        row.get("contested") or "",
        (row["assume"],) if row.get("assume") else (),
        tuple((give.name, row[give.name] or None) for give in scenario.gives if give.name in row),
    )


def _parts(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Return what stands in ``column``, taken apart."""
    return tuple(filter(None, (part.strip() for part in (row.get(column) or "").split(";"))))


def _wrong(name: str, what: str) -> ProblemsError:
    return ProblemsError([Problem("bad-case", f"the case `{name}` {what}")])
