"""Evaluate a goal about every thing of a type at once, set at a time: a duty of all States, say.

The rules are followed once for all things, and what holds of each is a column of timelines. Where a step
asks what differs from thing to thing, that goal is evaluated for one thing after the other: both say the
same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn, cast

from obligcheck.engine.builtins import COMPARISONS, compare
from obligcheck.engine.evaluate import Engine
from obligcheck.engine.goals import Found
from obligcheck.engine.proof import Proof
from obligcheck.temporal import ALWAYS, NEVER
from obligcheck.temporal.column import Column, OneByOneError, column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from obligcheck.engine.goals import About, Arguments
    from obligcheck.engine.proof import Derivation
    from obligcheck.facts import Fact
    from obligcheck.language import Condition
    from obligcheck.sentences import Entity, Sentence, Value
    from obligcheck.temporal import Timeline


class _Each:
    """What stands for every thing: it is none of them, so whoever compares it must ask one by one."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if self is other or other is None:
            return self is other
        raise OneByOneError

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return id(_Each)

    def __str__(self) -> NoReturn:
        raise OneByOneError


#: Stands among the arguments of a goal for every thing of a type.
EACH: Final = cast("Value", _Each())


class Together(Engine):
    """Evaluates goals about every thing of type ``kind``, of which there is one, as ``plain`` does about one.

    ``EACH`` stands for all of them, wherever they are meant. INVARIANT: of what differs from thing to thing
    the timelines of proofs are columns, in truth. They say when, and have no more to tell: reasons are for
    ``plain``. ``base`` is to ``plain.base`` what this is to ``plain``.
    """

    __slots__ = ("_all", "_bits", "_plain", "_things")

    def __init__(self, plain: Engine, kind: str, base: Together | None = None) -> None:
        super().__init__(plain.book, plain.record, plain.options, base=base)
        self._plain: Final = plain
        self._things: Final = plain.record.things(kind)
        self._bits: Final[dict[Value, int]] = {thing: 1 << place for place, thing in enumerate(self._things)}
        self._all: Final = (1 << len(self._things)) - 1

    def timelines(self, sentence: Sentence, arguments: Arguments) -> tuple[dict[Entity, Timeline], int]:
        """Return when ``sentence`` holds of each thing, and the questions met on the way to any of them."""
        proof = self.prove(sentence, arguments)
        found = [NEVER] * len(self._things)
        for timeline, bits in self._groups(proof.timeline):
            left = bits
            while left:
                found[(left & -left).bit_length() - 1] = timeline
                left &= left - 1
        return dict(zip(self._things, found, strict=True)), proof.questions

    def prove(self, sentence: Sentence, arguments: Arguments) -> Proof:
        """Return a proof of ``sentence``: of one thing, or when it holds of each."""
        if not _is_of_each(arguments):
            return self._plain.prove(sentence, arguments)
        try:
            return super().prove(sentence, arguments)
        except OneByOneError:
            proof = self._proved_one_by_one(sentence, arguments)
            self.about(sentence).table[arguments] = Found((proof,))
            return proof

    def find(self, sentence: Sentence, arguments: Arguments) -> Found:
        """Return all that make ``sentence`` possible: of one thing, or when each does of each."""
        if not _is_of_each(arguments):
            return self._plain.find(sentence, arguments)
        try:
            return super().find(sentence, arguments)
        except OneByOneError:
            found = self.about(sentence).table[arguments] = self._found_one_by_one(sentence, arguments)
            return found

    def meet(self, condition: Condition, values: Arguments) -> tuple[Sequence[tuple[Arguments, Proof]], int]:
        """Return each way to meet ``condition``; the truth of comparisons differs from thing to thing."""
        try:
            return super().meet(condition, values)
        except OneByOneError:
            if condition.operator not in COMPARISONS:
                raise
        asked = tuple([values[t] if isinstance(t, int) else t for t in condition.terms])
        compared = [compare(condition.operator, _with(asked, thing)) for thing in self._things]
        proof = Proof(condition.sentence, asked, self._column(compared), is_built_in=True)
        return ((values, proof),), 0

    def _proved_one_by_one(self, sentence: Sentence, arguments: Arguments) -> Proof:
        proofs = tuple([self._plain.prove(sentence, _with(arguments, thing)) for thing in self._things])
        timeline = self._column([proof.timeline for proof in proofs])
        return Proof(sentence, arguments, timeline, questions=Found(proofs).questions)

    def _found_one_by_one(self, sentence: Sentence, arguments: Arguments) -> Found:
        found: dict[Arguments, list[tuple[Timeline, int]]] = {}
        rest: list[Timeline] = []
        questions = 0
        for thing, bit in self._bits.items():
            own = self._plain.find(sentence, _with(arguments, cast("Entity", thing)))
            questions |= own.questions
            for proof in own.proofs:
                found.setdefault(_with_each(arguments, proof.arguments), []).append((proof.timeline, bit))
            # INVARIANT: what leaves a blank open always has a proof of "and nothing else".
            rest.append(cast("Proof", own.otherwise).timeline)
        proofs = [
            Proof(sentence, filled, self._only(groups), questions=questions)
            for filled, groups in found.items()
        ]
        return Found(tuple(proofs), Proof(sentence, arguments, self._column(rest), questions=questions))

    # What the evaluation of one goal looks up, for every thing.

    def _facts(self, sentence: Sentence, arguments: Arguments) -> Iterator[tuple[Fact, Timeline]]:
        for fact, when in super()._facts(sentence, _with(arguments, None)):
            meant = {v for v, asked in zip(fact.arguments, arguments, strict=True) if asked is EACH}
            bit = self._bits.get(meant.pop(), 0)
            if bit and not meant:
                filled = _with_each(arguments, fact.arguments)
                yield fact._replace(arguments=cast("tuple[Value, ...]", filled)), self._only([(when, bit)])

    def _silence(self, sentence: Sentence, about: About, arguments: Arguments) -> Timeline:
        silence = super()._silence
        try:
            return silence(sentence, about, arguments)
        except OneByOneError:
            return self._column([silence(sentence, about, _with(arguments, thing)) for thing in self._things])

    def _concluded(
        self,
        sentence: Sentence,
        about: About,
        arguments: Arguments,
        stated: Mapping[Arguments, Sequence[tuple[Fact, Timeline]]],
        derived: Mapping[Arguments, Sequence[Derivation]],
        *,
        is_whole: bool,
    ) -> Iterator[Proof]:
        for proof in super()._concluded(sentence, about, arguments, stated, derived, is_whole=is_whole):
            # What was found for some things is no way for the others, even where silence means "unknown".
            found = [when for _, when in stated.get(proof.arguments, ())]
            found += [derivation.timeline for derivation in derived.get(proof.arguments, ())]
            bits = 0
            for timeline in found:
                for own, things in self._groups(timeline):
                    bits |= things if own is not NEVER else 0
            yield proof._replace(timeline=proof.timeline & self._only([(ALWAYS, bits)]))

    # Columns.

    def _column(self, timelines: Iterable[Timeline]) -> Timeline:
        """Return the ``timelines`` of the things, in their order, as one."""
        return cast("Timeline", column(zip(timelines, self._bits.values(), strict=True)))

    def _only(self, groups: Sequence[tuple[Timeline, int]]) -> Timeline:
        """Return the timelines of some things, and no for all others, as one."""
        rest = self._all
        for _, bits in groups:
            rest &= ~bits
        return cast("Timeline", column([*groups, (NEVER, rest)]))

    def _groups(self, timeline: Timeline) -> Sequence[tuple[Timeline, int]]:
        """Return the timelines that ``timeline`` is for groups of things."""
        own = cast("Timeline | Column", timeline)
        return own.groups if isinstance(own, Column) else ((own, self._all),)


def _is_of_each(arguments: Arguments) -> bool:
    """Say whether a goal is about every thing at once."""
    return any(argument is EACH for argument in arguments)


def _with(arguments: Arguments, thing: Entity | None) -> Arguments:
    """Return ``arguments`` with ``thing`` for every thing."""
    return tuple([thing if argument is EACH else argument for argument in arguments])


def _with_each(asked: Arguments, found: Arguments) -> Arguments:
    """Return the arguments ``found``, with every thing where it was ``asked`` for."""
    return tuple([EACH if argument is EACH else value for argument, value in zip(asked, found, strict=True)])
