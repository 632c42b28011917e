"""Meet the conditions of rules: joined left to right, each way kept with the proofs of its steps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

from obligcheck.engine.bindings import is_about_unlisted, of_somebody, unified, ways_to
from obligcheck.engine.builtins import calculate, compare, enough, enough_of, first_day, same
from obligcheck.engine.proof import Attempt, Derivation, Proof, Step
from obligcheck.language.model import BINDING
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, Timeline, Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obligcheck.engine.goals import Arguments, Found
    from obligcheck.facts import Record
    from obligcheck.language import Condition, Rule
    from obligcheck.sentences import Sentence, Value


class Joiner(ABC):
    """Meets conditions, by whatever proves the sentences they ask for.

    ``undecided`` are the questions that nobody had decided: what rules say under their readings is
    unknown.
    """

    __slots__ = ("record", "undecided")

    def __init__(self, record: Record, undecided: frozenset[str]) -> None:
        self.record: Final = record
        self.undecided: Final = undecided

    @abstractmethod
    def prove(self, sentence: Sentence, arguments: Arguments) -> Proof:
        """Return the proof of ``sentence`` about ``arguments``, of which none may be None."""

    @abstractmethod
    def find(self, sentence: Sentence, arguments: Arguments) -> Found:
        """Return all that make ``sentence`` possible; None among ``arguments`` asks for any."""

    def derive(self, rules: Sequence[Rule], arguments: Arguments) -> Iterator[tuple[Arguments, Derivation]]:
        """Yield each way of each of ``rules`` to its conclusion, with the arguments it concludes."""
        for rule in rules:
            values, sure = unified(rule, arguments)
            if sure is not Truth.NO:
                yield from self._apply(rule, values, sure)

    def _apply(self, rule: Rule, values: Arguments, sure: Truth) -> Iterator[tuple[Arguments, Derivation]]:
        """Yield each way of ``rule``; ``sure`` is whether it concludes of what ``values`` were taken from."""
        for found, steps, met, asked in self.join(rule.conditions, values):
            timeline, questions = met, asked
            unless: list[tuple[Attempt, ...]] = []
            if timeline is not NEVER:
                for group in rule.unless:
                    attempts = tuple(self.join(group, found))
                    unless.append(attempts)
                    held = NEVER
                    for attempt in attempts:
                        held |= attempt.timeline
                        questions |= attempt.questions
                    if held is not NEVER and is_about_unlisted(rule, group, found):
                        # The exception holds of somebody, and whether of the one meant nobody can say.
                        held &= UNKNOWN
                    timeline &= ~held
            if sure is Truth.UNKNOWN or rule.question in self.undecided:
                timeline &= UNKNOWN
            concluded = tuple([found[t] if isinstance(t, int) else t for t in rule.conclusion.terms])
            yield concluded, Derivation(rule, steps, tuple(unless), timeline, questions)

    def join(self, conditions: Sequence[Condition], values: Arguments) -> list[Attempt]:
        """Return every way to meet ``conditions`` together; None among ``values`` leaves a blank open.

        A way that can never be met ends at its first failure.
        """
        open_ways = [Attempt(values, (), ALWAYS, 0)]
        failed: list[Attempt] = []
        for condition in conditions:
            ways, open_ways = open_ways, []
            for given, steps, timeline, asked in ways:
                found_ways, questions = self.meet(condition, given)
                questions |= asked
                for found, proof in found_ways:
                    step = Step(proof, condition.negated)
                    met = timeline & (~proof.timeline if condition.negated else proof.timeline)
                    attempt = Attempt(found, (*steps, step), met, questions)
                    (failed if met is NEVER else open_ways).append(attempt)
            if not open_ways:
                break
        return open_ways + failed

    def meet(self, condition: Condition, values: Arguments) -> tuple[Sequence[tuple[Arguments, Proof]], int]:
        """Return each way to meet ``condition`` with the values so far, and the questions met in trying.

        A way is the values then, and the proof.
        """
        asked = tuple([values[t] if isinstance(t, int) else t for t in condition.terms])
        operator = condition.operator
        if operator == "stated":
            if None not in asked:
                proof = self.prove(condition.sentence, asked)
                return ((values, proof),), proof.questions
            found = self.find(condition.sentence, asked)
            if condition.negated:
                return ((values, of_somebody(found)),), found.questions
            return ways_to(condition, values, found), found.questions
        if operator in ("count", "share"):
            proof = self._count(condition, values)
        elif operator in BINDING:
            values, proof = self._calculated(condition, values, asked)
        else:
            proof = Proof(condition.sentence, asked, compare(operator, asked), is_built_in=True)
        return ((values, proof),), proof.questions

    def _calculated(
        self, condition: Condition, values: Arguments, asked: Arguments
    ) -> tuple[Arguments, Proof]:
        """Return what a finding built-in finds: it binds its first blank, or is compared with its value."""
        parts: tuple[Proof, ...] = ()
        questions = 0
        value: Value | None
        if condition.operator == "first-day":
            within, parts, questions = self._exists(condition.inner[0], values)
            value = first_day(within)
            lacking = NEVER if value is None and Truth.UNKNOWN not in within.truths else UNKNOWN
        else:
            value = calculate(condition, asked)
            lacking = UNKNOWN
        if value is None:
            return values, Proof(
                condition.sentence, asked, lacking, is_built_in=True, parts=parts, questions=questions
            )  # fmt: skip
        timeline, note = ALWAYS, ""
        if asked[0] is None:
            values = tuple([value if i == condition.terms[0] else v for i, v in enumerate(values)])
            asked = (value, *asked[1:])
        else:
            timeline = Timeline.constant(same(asked[0], value))
            note = "" if timeline is ALWAYS else f"it is {value}"
        return values, Proof(
            condition.sentence, asked, timeline, is_built_in=True, parts=parts, note=note, questions=questions
        )  # fmt: skip

    def _exists(self, condition: Condition, values: Arguments) -> tuple[Timeline, tuple[Proof, ...], int]:
        """Return when there is a way to meet ``condition``, the proofs of the ways, and the questions met."""
        timeline, proofs = NEVER, []
        ways, questions = self.meet(condition, values)
        for _, proof in ways:
            timeline |= ~proof.timeline if condition.negated else proof.timeline
            proofs.append(proof)
        return timeline, tuple(proofs), questions

    def _count(self, condition: Condition, values: Arguments) -> Proof:
        """Return the proof of a counting condition; its parts are those that tipped the scale."""
        slot = condition.terms[0]
        counted: list[list[Timeline]] = []
        proofs: list[Proof] = []
        questions = 0
        for thing in self.record.things(condition.unit):
            given = tuple([thing if i == slot else v for i, v in enumerate(values)])
            timelines = []
            for inner in condition.inner:
                timeline, last, asked = self._exists(inner, given)
                timelines.append(timeline)
                questions |= asked
            counted.append(timelines)
            proofs += [p for p in last if p.timeline is not NEVER]
        if condition.operator == "count":
            timeline = enough([met for (met,) in counted], condition.amount[0])
        else:
            timeline = enough_of([(among, met) for among, met in counted], condition.amount)
        tipping = timeline.changes[-1:]
        parts = tuple(p for p in proofs if tipping and tipping[0] in p.timeline.changes)
        reached = sum(met[-1].truths[-1] is Truth.YES for met in counted)
        note = f"{reached} in all; reached on {tipping[0]}" if tipping else f"{reached} in all"
        return Proof(
            condition.sentence, (), timeline, is_built_in=True, parts=parts, note=note, questions=questions
        )  # fmt: skip
