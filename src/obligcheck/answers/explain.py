"""From a proof to the tree of one day: what decided, what was tried, and what is missing."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.answers.answer import Node
from obligcheck.temporal import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from obligcheck.engine import Derivation, Proof, Step
    from obligcheck.engine.proof import Attempt
    from obligcheck.facts import Fact, Provenance
    from obligcheck.temporal import Timeline

#: A node with the days (as ordinals, half-open) on which it explains the same.
Dated = tuple[Node, int, int]

_FIRST, _LAST = 1, 3_652_060


@frozen(eq=False, repr=False)
class Explainer:
    """Explains proofs on days; parts that explain the same are the same node, however often asked."""

    _made: dict[tuple[int, bool], list[Dated]] = field(factory=dict, init=False)
    _kept: list[Proof] = field(factory=list, init=False)

    def explain(self, proof: Proof, day: date, *, negated: bool = False) -> Node:
        """Return why the sentence of ``proof`` has its truth on ``day``."""
        return self._explain(proof, day.toordinal(), negated=negated)[0]

    def _explain(self, proof: Proof, day: int, *, negated: bool) -> Dated:
        key = (id(proof), negated)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = []
            # INVARIANT: a proof we keep by its id must not be collected.
            self._kept.append(proof)
        for dated in made:
            if dated[1] <= day < dated[2]:
                return dated
        dated = self._node(proof, day, negated=negated)
        made.append(dated)
        return dated

    def _node(self, proof: Proof, day: int, *, negated: bool) -> Dated:
        span = _Span(day)
        truth = span.at(proof.timeline)
        chosen = self._chosen(proof, day, truth, span)
        since, until = _bounds(proof.timeline, day)
        node = Node(
            str(proof), ~truth if negated else truth, since, until, chosen.kind, chosen.cites, chosen.at,
            chosen.source, tuple(chosen.conditions), tuple(chosen.unless), negated, chosen.note or proof.note,
        )  # fmt: skip
        return node, span.start, span.end

    def _chosen(self, proof: Proof, day: int, truth: Truth, span: _Span) -> _Reason:
        """Return what explains ``truth`` best: an assumption, a fact, rules, or the silence of the record."""
        for assumption in reversed(proof.assumptions):
            if span.at(assumption.when) is Truth.YES and assumption.denied is (truth is Truth.NO):
                return _Reason(assumption.kind)
        facts = [f for f in proof.facts if f.denied is (truth is Truth.NO) and span.at(f.when) is not Truth.NO]
        if facts and (truth is not Truth.UNKNOWN or not proof.derivations):
            return self._stated(facts, proof, day)
        if proof.is_built_in:
            parts = [self._child(part, day, span) for part in proof.parts]
            return _Reason("calculated", conditions=parts)
        if proof.derivations:
            return self._derived(proof, day, truth, span)
        return _silence(proof)

    def _stated(self, facts: Sequence[Fact], proof: Proof, day: int) -> _Reason:
        kind = "denied" if facts[0].denied else "fact"
        if len(facts) == 1:
            return _Reason(kind, at=facts[0].provenance.at, source=facts[0].provenance)
        since, until = _bounds(proof.timeline, day)
        truth = Truth.NO if facts[0].denied else Truth.YES
        leaves = [Node(str(proof), truth, since, until, kind, (), f.provenance.at, f.provenance) for f in facts]
        return _Reason(kind, at=facts[0].provenance.at, source=facts[0].provenance, conditions=leaves)

    def _derived(self, proof: Proof, day: int, truth: Truth, span: _Span) -> _Reason:
        """Return the rules that decide: those that hold, or every way that fails."""
        held = [d for d in proof.derivations if span.at(d.timeline) is truth]
        defeating = [e for e in proof.exceptions if span.at(e.timeline) is not Truth.NO]
        if truth is Truth.NO or not held:
            standing = [d for d in proof.derivations if span.at(d.timeline) is not Truth.NO]
            if standing:
                # A rule holds, and an exception defeats it.
                reason = self._one(standing[0], day, span)
                reason.unless[:0] = [self._exception(e, day, span, proof) for e in defeating]
                return reason
            held = list(proof.derivations)
        ways = _first_of_each(held) if truth is not Truth.NO else held
        reason = self._one(ways[0], day, span) if len(ways) == 1 else self._several(ways, proof, day, span)
        for exception in proof.exceptions:
            reason.unless.append(self._exception(exception, day, span, proof))
        return reason

    def _several(self, ways: Sequence[Derivation], proof: Proof, day: int, span: _Span) -> _Reason:
        """Return a reason with a node for each way, worded by its citations."""
        nodes = []
        for way in ways:
            one = self._one(way, day, span)
            since, until = _bounds(way.timeline, day)
            truth = span.at(way.timeline)
            nodes.append(
                Node(
                    str(proof), truth, since, until, "alternative", one.cites, one.at, None,
                    tuple(one.conditions), tuple(one.unless),
                )  # fmt: skip
            )
        cites = tuple(dict.fromkeys(c for way in ways for c in way.rule.cites))
        return _Reason(ways[0].rule.kind, cites if nodes[0].truth is not Truth.NO else (), conditions=nodes)

    def _one(self, way: Derivation, day: int, span: _Span) -> _Reason:
        reason = _Reason(way.rule.kind, way.rule.cites, way.rule.place.at)
        reason.conditions += self._steps(way.steps, day, span)
        for group in way.unless:
            reason.unless += self._group(group, day, span)
        return reason

    def _steps(self, steps: Sequence[Step], day: int, span: _Span) -> list[Node]:
        """Return the nodes of ``steps``; of a row that fails, those that hold are not taken apart."""
        truths = [span.at(step.timeline) for step in steps]
        lowest = min(truths, default=Truth.YES)
        nodes = []
        for step, truth in zip(steps, truths, strict=True):
            node = self._child(step.proof, day, span, negated=step.negated)
            nodes.append(node if truth is lowest else _closed(node))
        return nodes

    def _group(self, group: Sequence[Attempt], day: int, span: _Span) -> list[Node]:
        """Return the nodes of an exception within a rule: its best attempt, or what is lacking for one."""
        best = max(group, key=lambda attempt: (span.at(attempt.timeline), len(attempt.steps)), default=None)
        if best is None:
            return []
        nodes = self._steps(best.steps, day, span)
        return [n for n in nodes if n.truth is span.at(best.timeline)] or nodes

    def _exception(self, exception: Derivation, day: int, span: _Span, proof: Proof) -> Node:
        reason = self._one(exception, day, span)
        since, until = _bounds(exception.timeline, day)
        return Node(
            str(proof), span.at(exception.timeline), since, until, "exception", reason.cites, reason.at, None,
            tuple(reason.conditions), tuple(reason.unless), False, exception.rule.reading and
            f"{exception.rule.question}: {exception.rule.reading}",
        )  # fmt: skip

    def _child(self, proof: Proof, day: int, span: _Span, *, negated: bool = False) -> Node:
        node, start, end = self._explain(proof, day, negated=negated)
        span.narrow(start, end)
        return node


class _Span:
    """The days around one day on which all that was read stays as it is."""

    def __init__(self, day: int) -> None:
        self.day = day
        self.start, self.end = _FIRST, _LAST

    def at(self, timeline: Timeline) -> Truth:
        """Return the truth of ``timeline`` on the day, and remember for how long it lasts."""
        starts = timeline.starts
        if len(starts) == 1:
            return timeline.truths[0]
        step = bisect_right(starts, self.day) - 1
        self.narrow(starts[step], starts[step + 1] if step + 1 < len(starts) else _LAST)
        return timeline.truths[step]

    def narrow(self, start: int, end: int) -> None:
        """Let the span end where ``start`` and ``end`` do."""
        self.start, self.end = max(self.start, start), min(self.end, end)


class _Reason:
    """What a node says beyond its sentence and truth, while it is being put together."""

    def __init__(
        self,
        kind: str,
        cites: tuple[str, ...] = (),
        at: str | None = None,
        source: Provenance | None = None,
        conditions: Iterable[Node] = (),
        note: str = "",
    ) -> None:
        self.kind, self.cites, self.at, self.source, self.note = kind, cites, at, source, note
        self.conditions: list[Node] = list(conditions)
        self.unless: list[Node] = []


def _silence(proof: Proof) -> _Reason:
    """Return why a sentence that no rule and no row gives is no, or unknown."""
    past = [f for f in proof.facts if not f.denied]
    if past:
        # The record speaks of other days.
        return _Reason("fact", at=past[-1].provenance.at, source=past[-1].provenance)
    declaration = proof.declaration
    if declaration is not None:
        kind = "judged" if declaration.by else "circumstance"
        return _Reason(kind, declaration.cites, declaration.place.at, note=declaration.by)
    return _Reason("not known" if proof.is_open else "no record")


def _bounds(timeline: Timeline, day: int) -> tuple[date | None, date | None]:
    since, until, _ = timeline.stretch(date.fromordinal(day))
    return since, until


def _closed(node: Node) -> Node:
    """Return ``node`` without what is below it."""
    return node._replace(conditions=(), unless=()) if node.conditions or node.unless else node


def _first_of_each(ways: Iterable[Derivation]) -> list[Derivation]:
    """Return the first way of each rule: a second warrant does not make a second duty."""
    return list({id(way.rule): way for way in reversed(list(ways))}.values())[::-1]
