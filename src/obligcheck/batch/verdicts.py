"""When a verdict is what, for questions that come in any order: where there are many, found set at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from obligcheck.answers.each import verdicts_at_once

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Engine
    from obligcheck.language import Scenario
    from obligcheck.sentences import Blank, Entity, Value
    from obligcheck.temporal import Timeline

#: How many of the things that can fill an input must be asked about, one in so many, before all are: all
#: at once take as long as about so many alone.
_ONE_IN = 16

#: What is asked alike but for one input: the engine, the scenario, and the other inputs.
_Alike = tuple["Engine", str, tuple["Value | None", ...]]


class Verdicts:
    """Timelines of the verdicts of questions that were posed to ``book``."""

    def __init__(self, book: Book) -> None:
        self._book: Final = book
        self._blanks: Final[dict[str, Blank | None]] = {}
        self._asked: Final[dict[_Alike, int]] = {}
        self._found: Final[dict[_Alike, dict[Entity, Timeline]]] = {}

    def timeline(self, posed: Posed) -> Timeline:
        """Return the verdict of ``posed`` for all time."""
        blank = self._blank(posed.scenario)
        if blank is None:
            return posed.proof().timeline
        own = posed.scenario.blanks.index(blank)
        alike = posed.engine, posed.scenario.name, (*posed.values[:own], *posed.values[own + 1 :])
        found = self._found.get(alike)
        if found is None:
            asked = self._asked[alike] = self._asked.get(alike, 0) + 1
            if asked * _ONE_IN < len(self._book.record.things(blank.type)):
                return posed.proof().timeline
            found = self._found[alike] = verdicts_at_once(self._book, posed, blank)
        # INVARIANT: what things fill is a thing, or the question was not posed.
        timeline = found.get(cast("Entity", posed.values[own]))
        return timeline if timeline is not None else posed.proof().timeline

    def _blank(self, scenario: Scenario) -> Blank | None:
        """Return the input of ``scenario`` that most things can fill; None where none is filled by things."""
        if scenario.name not in self._blanks:
            record = self._book.record
            inputs = [blank for blank in scenario.inputs if record.things(blank.type)]
            most = max(inputs, key=lambda blank: len(record.things(blank.type)), default=None)
            self._blanks[scenario.name] = most
        return self._blanks[scenario.name]
