"""obligcheck without columns: single answers with their trees, and the timelines of all pairs.

The simplified decision is a small rule book in the worker's folder, laid over the bundled one.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar

import obligcheck
from obligcheck import temporal
from peers.facts import ALWAYS, NEVER, Facts
from peers.protocol import Stretch, Timeline
from peers.small_book import QUESTION, SCENARIO

#: What the verdicts are called in the protocol; only the full book leaves any unknown.
CODES = {"no": 0, "yes": 1, "unknown": 2}


class Full:
    """The full rule book."""

    distributions: ClassVar[tuple[str, ...]] = ("obligcheck",)
    scenario: ClassVar[str] = "visit"
    question: ClassVar[str] = "immunity"

    def __init__(self, facts: Facts, reading: str) -> None:
        self.facts = facts
        self.readings = (f"{self.question}={reading}",)
        #: For single questions alone, so that each finds a book that has not proved it before.
        self.book = self.load()

    def load(self) -> obligcheck.Book:
        """Return the book."""
        return obligcheck.load()

    def check(self, suspect: int, state: int, day: int) -> obligcheck.Answer:
        """Return one answer."""
        return self.book.check(
            self.scenario,
            suspect=self.facts.suspects[suspect],
            state=self.facts.states[state],
            date=date.fromordinal(day),
            readings=self.readings,
        )

    def explain(self, suspect: int, state: int, day: int) -> str:
        """Return one answer: its verdict, and every sentence of its tree."""
        answer = self.check(suspect, state, day)
        told = (f"{node.sentence}: {node.truth} {' '.join(node.cites)}" for node in answer.tree.walk())
        return "\n".join((str(answer.verdict), *told))

    def timelines(self, book: obligcheck.Book) -> Iterable[Timeline]:
        """Return the verdicts of all pairs for all time."""
        for suspect in self.facts.suspects:
            found = book.verdicts(self.scenario, "state", suspect=suspect, readings=self.readings)
            # Many States share a timeline.
            coded = {each: _coded(each) for each in {*found.values()}}
            of = {state.id: coded[each] for state, each in found.items()}
            yield from (of[state] for state in self.facts.states)

    def stretches(self) -> list[Stretch]:
        """Return the stretches of yes, by a book that has proved nothing yet."""
        found: list[Stretch] = []
        for pair, timeline in zip(self.facts.pairs, self.timelines(self.fresh), strict=True):
            ends = [*(day for day, _ in timeline[1:]), NEVER]
            found += [(*pair, day, end) for (day, code), end in zip(timeline, ends, strict=True) if code == 1]
        return found

    @property
    def fresh(self) -> obligcheck.Book:
        """Return the same book with nothing proved."""
        return obligcheck.Book(self.book.rules, self.book.record, self.book.receipt)


def _coded(timeline: temporal.Timeline) -> Timeline:
    """Return a timeline in the protocol's form."""
    codes = (CODES[str(truth)] for truth in timeline.truths)
    return tuple(zip((ALWAYS, *timeline.starts[1:]), codes, strict=True))


class Small(Full):
    """The simplified decision."""

    scenario: ClassVar[str] = SCENARIO
    question: ClassVar[str] = QUESTION

    def load(self) -> obligcheck.Book:
        """Return the small book over the bundled one."""
        return obligcheck.load(rules=Path("rules"), data=Path("data"))
