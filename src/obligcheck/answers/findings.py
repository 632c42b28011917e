"""What was found about a claim that was understood: the record, reasons, readings, caveats and sources."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.answers.basis import basis_of, deciding
from obligcheck.answers.caveats import last_checked, unchanged_since, unsure_in
from obligcheck.answers.said import OUTCOMES, Told, acts_on, dated, last_known, lines_of, told_of, unknown_in
from obligcheck.answers.weigh import engine_for, weigh
from obligcheck.temporal import ImpreciseDate, Truth
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obligcheck.answers.answer import Node
    from obligcheck.answers.book import Book
    from obligcheck.answers.plain import Meant, Said
    from obligcheck.answers.weigh import Weighed
    from obligcheck.engine import Options, Proof
    from obligcheck.facts import Provenance
    from obligcheck.language import Condition
    from obligcheck.sentences import Sentence


class Contrary(NamedTuple):
    """A reading of a contested question under which a claim has another outcome."""

    question: str
    reading: str
    outcome: str


class Scope(NamedTuple):
    """By what claims are checked: one book under one set of options.

    ``newest`` is the day until which the newest table was checked; ``dated`` keeps which sentences give
    dates of which kinds of things.
    """

    book: Book
    options: Options
    newest: date | None
    dated: dict[frozenset[str], tuple[Sentence, ...]]


@frozen(eq=False, repr=False, slots=False)  # cached_property keeps what it works out in __dict__
class Findings:
    """A claim as it was understood and weighed on ``day``; what takes time is worked out when asked for."""

    scope: Scope
    said: Said
    weighed: Weighed
    day: ImpreciseDate

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What is so of each sentence; and where the claim is not so, what else bears on it."""
        found = [*self._of_claim(), *self._on_claimed_days()]
        is_denied = self.said.negated or self.weighed.truth is not Truth.YES
        if is_denied and self.weighed.bare.at(self.day.latest) is not Truth.YES:
            for meant in self.said.alternatives:
                found += map(told_of, self._holding(meant.phrase.also, meant))
        once: dict[object, Told] = {}
        for line in found:
            once.setdefault(
                (line.proof.sentence.key, line.proof.arguments) if line.proof else line.text, line
            )
        return tuple(once.values())

    def _of_claim(self) -> list[Told]:
        """Return what is so of the sentences of the claim; of what nobody knows, only what is on record."""
        lines = [line for part in self.weighed.parts for line in lines_of(part)]
        known = [line for line in lines if line.proof]
        if self.weighed.truth is Truth.UNKNOWN:
            return known
        # Of several alternatives it is enough to say that one is not so.
        several = len(self.said.alternatives) > 1
        return known or lines[: len(self.said.alternatives[0].phrase.means)] if several else lines

    def _on_claimed_days(self) -> Iterator[Told]:
        """Yield what happened on the days that a false claim names."""
        about, days = self.said.things(), self.said.dates()
        if self.weighed.truth is not Truth.NO or not days or not about:
            return
        book, kinds = self.scope.book, frozenset(thing.type for thing in about)
        if kinds not in self.scope.dated:
            self.scope.dated[kinds] = dated(book.rules.vocabulary, kinds)
        own = {part.condition.sentence.key for part in self.weighed.parts}
        others = (sentence for sentence in self.scope.dated[kinds] if sentence.key not in own)
        engine = engine_for(self.said.alternatives[0], book, self.scope.options)
        yield from acts_on(days, about, others, engine, self.day.latest)

    def _holding(self, further: Iterable[Condition], meant: Meant) -> Iterator[Proof]:
        """Yield what of the ``further`` sentences of a phrase holds on the day, dates left open."""
        engine = engine_for(meant, self.scope.book, self.scope.options)
        values = [None if isinstance(v, ImpreciseDate) else v for v in meant.values]
        for condition in further:
            asked = tuple(values[t] if isinstance(t, int) else t for t in condition.terms)
            for proof in engine.find(condition.sentence, asked).proofs:
                if proof.timeline.at(self.day.latest) is Truth.YES:
                    yield proof

    def reasons(self) -> Iterator[str]:
        """Yield why nobody can tell; nothing for a claim that is true or false."""
        weighed = self.weighed
        if weighed.truth is not Truth.UNKNOWN:
            return
        turns = (turn for turn in weighed.timeline.changes if self.day.earliest < turn <= self.day.latest)
        days = (self.day.earliest, *turns)
        unknown = next((day for day in days if weighed.timeline.at(day) is Truth.UNKNOWN), None)
        if unknown is None:
            yield f"it is so on some days of {self.day}, and not on others"
            return
        unsure = [f"the record has the date only as {vague}" for vague in weighed.vague]
        unsure += [str(doubt) for doubt in weighed.doubts if doubt.timeline.at(unknown) is not Truth.NO]
        proofs = (proof for part in weighed.parts for proof in part.proofs)
        lacking = [why for proof in proofs for why in unknown_in(self._explained(proof, unknown))]
        yield from (*unsure, *lacking) or ["the record does not say exactly when"]
        yield from filter(None, [last_known(weighed.timeline, unknown)] if lacking else ())

    def contested(self) -> Iterator[Contrary]:
        """Yield the readings, other than those that answered, under which the outcome is another."""
        book, options = self.scope.book, self.scope.options
        for name, bit in book.rules.bits.items():
            is_met = self.weighed.questions & bit
            question = book.rules.questions[name]
            for reading in question.announced(options.law_as_of) if is_met else ():
                other = weigh(self.said, self.day, book, book.under(options, question, reading.name))
                if other.truth is not self.weighed.truth:
                    yield Contrary(name, reading.name, OUTCOMES[other.truth])

    def cites(self) -> Iterator[str]:
        """Yield the provisions that decide."""
        for tree in self._trees:
            yield from basis_of(deciding(tree))

    def sources(self) -> Iterator[Provenance]:
        """Yield the rows behind the claim and what is told beside it; if any name its things, only those."""
        trees = (
            *self._trees,
            *(self._explained(told.proof, self.day.latest) for told in self.told if told.proof),
        )
        nodes = [(node, node.source) for tree in trees for node in deciding(tree) if node.source]
        names = "|".join(re.escape(str(thing)) for thing in self.said.things())
        pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
        own = [pair for pair in nodes if names and pattern.search(pair[0].sentence)]
        yield from {source.at: source for _, source in own or nodes}.values()

    def caveats(self, *, newest: bool = False) -> Iterator[str]:
        """Yield what to bear in mind: caveats of the law, unsure rows, a day past what was checked.

        With ``newest`` it is left out that the whole record has an end.
        """
        for meant in self.said.alternatives:
            yield from map(str, self._holding(meant.phrase.caveats, meant))
        nodes = [node for tree in self._trees for node in deciding(tree)]
        yield from unsure_in(nodes)
        day = min(self.day.latest, self.scope.newest) if newest and self.scope.newest else self.day.latest
        yield from filter(None, [unchanged_since(last_checked(nodes, self.scope.book.record), day)])

    @cached_property
    def _trees(self) -> tuple[Node, ...]:
        day = self.day.latest
        return tuple(self._explained(proof, day) for part in self.weighed.parts for proof in part.proofs)

    def _explained(self, proof: Proof, day: date) -> Node:
        return self.scope.book.explainer.explain(proof, day)
