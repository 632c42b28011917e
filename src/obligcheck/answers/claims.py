"""Claims checked against the rules and the record: true, false, or nobody can tell, and why."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.answers.findings import Contrary, Findings, Scope
from obligcheck.answers.plain import Reader, shown
from obligcheck.answers.said import OUTCOMES
from obligcheck.answers.weigh import weigh
from obligcheck.problems import Problem
from obligcheck.temporal import ImpreciseDate, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obligcheck.answers.book import Book
    from obligcheck.engine import Options
    from obligcheck.facts import Provenance


@frozen(eq=False, repr=False, slots=False)  # cached_property keeps what it works out in __dict__
class Claim:
    """A claim and what becomes of it on ``day``, which may be a whole year.

    ``sentence`` is how it was understood, in the words of the rules and the record. A claim that nobody
    understands has no sentence, and ``problem`` says why.
    """

    text: str
    day: ImpreciseDate
    line: int = 0
    truth: Truth = Truth.UNKNOWN
    sentence: str = ""
    problem: Problem | None = None
    _findings: Findings | None = None

    @property
    def outcome(self) -> str:
        """``true``, ``false`` or ``cannot tell``."""
        return OUTCOMES[self.truth]

    @cached_property
    def record(self) -> tuple[str, ...]:
        """What the rules and the record say of the matter, and what happened on a day falsely claimed."""
        return tuple(told.text for told in self._findings.told) if self._findings else ()

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why nobody can tell; empty for a claim that is true or false."""
        if self.problem is not None:
            return tuple(filter(None, (self.problem.message, self.problem.fix)))
        return tuple(dict.fromkeys(self._findings.reasons())) if self._findings else ()

    @cached_property
    def contested(self) -> tuple[Contrary, ...]:
        """The other readings of contested questions under which the outcome is another."""
        return tuple(self._findings.contested()) if self._findings else ()

    @cached_property
    def cites(self) -> tuple[str, ...]:
        """The provisions that decide."""
        return tuple(dict.fromkeys(self._findings.cites())) if self._findings else ()

    @cached_property
    def sources(self) -> tuple[Provenance, ...]:
        """The rows that decide, and those of what is told beside the claim."""
        return tuple(self._findings.sources()) if self._findings else ()

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """What to bear in mind: caveats of the law, unsure rows, a day past what was checked."""
        return tuple(dict.fromkeys(self._findings.caveats())) if self._findings else ()

    @cached_property
    def mind(self) -> tuple[str, ...]:
        """The caveats but for one that is the same for every claim: that the whole record has an end."""
        return tuple(dict.fromkeys(self._findings.caveats(newest=True))) if self._findings else ()


class Checker:
    """Checks claims by one book under one set of options; ``on`` is the day of those that name none."""

    def __init__(self, book: Book, options: Options, on: date) -> None:
        checked = [table.checked for table in book.record.tables if table.checked]
        self.scope = Scope(book, options, max(checked, default=None), {})
        self.on = ImpreciseDate.on(on)
        self.reader = Reader(book.rules, book.record, on)

    def claim(self, text: str, line: int = 0) -> Claim:
        """Return what becomes of ``text``, which stands on ``line`` of a list."""
        said = self.reader.read(text)
        if isinstance(said, Problem):
            return Claim(shown(text), self.on, line, problem=said)
        day = said.days.get("on") or self.on
        weighed = weigh(said, day, self.scope.book, self.scope.options)
        findings = Findings(self.scope, said, weighed, day)
        return Claim(shown(text), day, line, weighed.truth, str(said), None, findings)

    def claims(self, lines: Iterable[str]) -> Iterator[Claim]:
        """Yield what becomes of each of ``lines``; empty ones and # comments are left out."""
        for number, text in enumerate(lines, 1):
            if text.strip() and not text.lstrip().startswith("#"):
                yield self.claim(text, number)
