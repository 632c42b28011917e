"""One question about many things: a scenario put to everything that can fill one of its inputs.

Where must a person be arrested? Whom must a State arrest? Each is a scenario with one input left open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from obligcheck.answers.basis import deciding
from obligcheck.answers.caveats import last_checked, unchanged_since
from obligcheck.answers.each import fillable, supposing_of_each
from obligcheck.answers.turns import because_of
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from obligcheck.answers.answer import Answer
    from obligcheck.answers.book import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Engine, Options, Proof
    from obligcheck.facts import Record
    from obligcheck.sentences import Blank, Entity

#: A yes at most so many days before or after the day asked about is close to it.
NEAR = 365


class Surveyed(NamedTuple):
    """A thing, the answer about it on the day, and the proof for all days."""

    thing: Entity
    answer: Answer
    proof: Proof

    @property
    def before(self) -> Truth | None:
        """The verdict on the day before the answer's stretch; None where it was never another."""
        truths, step = self.proof.timeline.truths, self._step
        return truths[step - 1] if step else None

    @property
    def after(self) -> Truth | None:
        """The verdict once the answer's stretch ends; None where it will not be another."""
        truths, step = self.proof.timeline.truths, self._step + 1
        return truths[step] if step < len(truths) else None

    @property
    def because(self) -> tuple[str, ...]:
        """What set the verdict on the first day of its stretch; empty where it was never another."""
        return self.turned(self.answer.since) if self.answer.since else ()

    def turned(self, day: date) -> tuple[str, ...]:
        """Return what turned the verdict on ``day``."""
        return because_of(self.proof, day)

    @property
    def is_close(self) -> bool:
        """Say whether it is not yes but nearly so.

        That is: unknown, or another reading would not say no, or it is yes within a year of the day.
        """
        if self.answer.verdict is Truth.NO:
            return self.nearest is not None or bool(self.answer.contested)
        return self.answer.verdict is Truth.UNKNOWN

    @property
    def nearest(self) -> tuple[date | None, date | None] | None:
        """The stretch of yes at most a year from the day, the later of two; None where there is none."""
        day = self.answer.day.toordinal()
        found = None
        for start, end in self.proof.timeline.intervals(Truth.YES):
            begins = start is None or start.toordinal() <= day + NEAR
            if begins and (end is None or end.toordinal() > day - NEAR):
                found = start, end
        return found

    @property
    def _step(self) -> int:
        """Return the number of the step of the timeline in which the day lies."""
        day = self.answer.day.toordinal()
        return sum(start <= day for start in self.proof.timeline.starts) - 1


@frozen(eq=False, repr=False)
class Survey:
    """What a scenario answers on ``day`` about each thing that can fill its input ``blank``.

    ``found`` stands in the record's order; ``inputs`` and ``names`` are the other inputs, by id and
    by name; ``receipt`` says by what, and under which options, all this was answered.
    """

    blank: Blank
    day: date
    inputs: dict[str, str]
    names: dict[str, str]
    found: tuple[Surveyed, ...]
    receipt: dict[str, object]
    caveats: tuple[str, ...]
    _posed: Posed

    def __iter__(self) -> Iterator[Answer]:
        """Go through the answers."""
        return (one.answer for one in self.found)

    def __len__(self) -> int:
        """Return how many things were asked about."""
        return len(self.found)

    @property
    def scenario(self) -> str:
        """The name of the scenario."""
        return self._posed.scenario.name

    def of(self, verdict: Truth) -> tuple[Surveyed, ...]:
        """Return those about which the verdict is ``verdict``."""
        return tuple(one for one in self.found if one.answer.verdict is verdict)

    def among(self, things: Iterable[Entity]) -> Survey:
        """Return what was found about ``things`` alone."""
        wanted = set(things)
        found = tuple(one for one in self.found if one.thing in wanted)
        return evolve(self, found=found, caveats=_caveats(found, self._posed.engine.record, self.day))

    def sentence(self, things: str) -> str:
        """Return the sentence of the verdict about ``things``: "two of three states must pay"."""
        scenario, values = self._posed.scenario, self._posed.values
        own = scenario.blanks.index(self.blank)
        terms = [
            t if not isinstance(t, int) else things if t == own else values[t] for t in scenario.verdict.terms
        ]
        return scenario.verdict.sentence.fill(terms)


def survey(
    book: Book,
    name: str,
    each: str,
    options: Options,
    inputs: Mapping[str, str | date | None],
) -> Survey:
    """Return the answers to the scenario ``name`` about everything that can fill its input ``each``.

    ``inputs`` are the other inputs and the date. Raises ProblemsError for what of this is not known,
    and for an input that nothing in the record fills.
    """
    blank, day = fillable(book, name, each), book.day_of(name)
    found = []
    engine: Engine | None = None
    for thing in book.record.things(blank.type):
        posed = book.pose(name, {day: None, **inputs, each: thing.id}, options)
        engine = engine or supposing_of_each(book, posed, blank, options)
        posed = posed._replace(engine=engine)
        found.append(Surveyed(thing, book.answer(posed, posed.day), posed.proof()))
    # INVARIANT: there is a thing, or the input was refused.
    last = found[-1].answer
    others = {key: value for key, value in last.inputs.items() if key != each}
    named = {key: value for key, value in last.names.items() if key != each}
    caveats = _caveats(found, book.record, last.day)
    return Survey(blank, last.day, others, named, tuple(found), last.receipt, caveats, posed)


def _caveats(found: Iterable[Surveyed], record: Record, day: date) -> tuple[str, ...]:
    """Return once what is to be borne in mind with all answers of ``found`` together."""
    nodes = (node for one in found for node in deciding(one.answer.tree))
    caveat = unchanged_since(last_checked(nodes, record), day)
    return (caveat,) if caveat else ()
