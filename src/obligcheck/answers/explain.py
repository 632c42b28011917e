"""From a proof to the tree of one day: what decided, what was tried, and what is missing."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final

from obligcheck.answers.answer import Node
from obligcheck.temporal import ImpreciseDate, Truth

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from obligcheck.engine import Derivation, Proof, Step
    from obligcheck.engine.proof import Attempt
    from obligcheck.facts import Fact, Record
    from obligcheck.temporal import Timeline

#: A node with the days (as ordinals, half-open) on which it explains the same.
Dated = tuple[Node, int, int]

_FIRST, _BEYOND = date.min.toordinal(), date.max.toordinal() + 1


class Explainer:
    """Explains proofs on days; parts that explain the same are the same node, however often asked."""

    def __init__(self, record: Record) -> None:
        self.record: Final = record
        # INVARIANT: a proof that we know by its id is kept with what was made of it.
        self._made: Final[dict[tuple[int, bool], tuple[Proof, list[Dated]]]] = {}

    def explain(self, proof: Proof, day: date) -> Node:
        """Return why the sentence of ``proof`` has its truth on ``day``."""
        return self._explain(proof, day.toordinal(), negated=False)[0]

    def forget(self, sentences: Collection[str]) -> None:
        """Let go of what was made of proofs of ``sentences``, given by their keys."""
        gone = [key for key, (proof, _) in self._made.items() if proof.sentence.key in sentences]
        for key in gone:
            del self._made[key]

    def _explain(self, proof: Proof, day: int, *, negated: bool) -> Dated:
        key = (id(proof), negated)
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = (proof, [])
        made = known[1]
        for dated in made:
            if dated[1] <= day < dated[2]:
                return dated
        span = Span(day)
        node = self._node(proof, span)
        if negated:
            node = node._replace(truth=~node.truth, negated=True)
        dated = (node, span.start, span.end)
        made.append(dated)
        return dated

    def _node(self, proof: Proof, span: Span) -> Node:
        """Return the best explanation: an assumption, a fact, rules, or the silence of the record."""
        truth = span.at(proof.timeline)
        bare = _bare(str(proof), proof.timeline, span)
        if proof.is_built_in:
            parts = tuple(self.within(part, span) for part in proof.parts)
            return bare._replace(kind="calculated", conditions=parts, note=proof.note)
        for assumption in reversed(proof.assumptions):
            if span.at(assumption.when) is (~truth if assumption.denied else truth):
                return bare._replace(kind=assumption.kind)
        derivable = [d for d in proof.derivations if span.at(d.timeline) is not Truth.NO]
        facts = [
            f
            for f in proof.facts
            # A denial whose days are over says nothing of a yes.
            if span.at(f.when) is (~truth if f.denied else truth) and not (f.denied and truth is Truth.YES)
        ]
        if facts and not (truth is Truth.UNKNOWN and derivable):
            return _stated(facts, bare)
        if derivable or (proof.derivations and truth is Truth.NO):
            return self._derived(proof, truth, bare, span)
        return self._silence(proof, bare)

    def _derived(self, proof: Proof, truth: Truth, bare: Node, span: Span) -> Node:
        """Return the rules that decide: those that hold, or every way that fails."""
        held = [d for d in proof.derivations if span.at(d.timeline) is truth]
        exceptions = tuple([self._exception(e, bare.sentence, span) for e in proof.exceptions])
        if truth is Truth.NO or not held:
            standing = [d for d in proof.derivations if span.at(d.timeline) is not Truth.NO]
            if standing:
                # A rule holds, and an exception defeats it: that one comes first.
                defeating = tuple(e for e in exceptions if e.truth is not Truth.NO)
                node = self._way(standing[0], bare, span)
                return node._replace(unless=(*defeating, *node.unless))
            held = list(proof.derivations)
        ways = held if truth is Truth.NO else _first_of_each(held)
        node = self._way(ways[0], bare, span) if len(ways) == 1 else self._several(ways, bare, span)
        return node._replace(unless=(*node.unless, *exceptions)) if exceptions else node

    def _several(self, ways: Sequence[Derivation], bare: Node, span: Span) -> Node:
        """Return a node with one below it for each way, worded by its citations."""
        nodes = []
        for way in ways:
            node = self._way(way, _bare(bare.sentence, way.timeline, span), span)
            nodes.append(node._replace(kind="alternative"))
        cites = tuple(dict.fromkeys(c for node in nodes for c in node.cites))
        holds = nodes[0].truth is not Truth.NO
        return bare._replace(
            kind=ways[0].rule.kind, cites=cites if holds else (), conditions=tuple(nodes)
        )  # fmt: skip

    def _way(self, way: Derivation, bare: Node, span: Span) -> Node:
        """Return ``bare`` with the conditions of one way of a rule, and the exceptions within it."""
        unless = tuple([node for group in way.unless for node in self._group(group, span)])
        conditions = tuple(self._steps(way.steps, span))
        rule = way.rule
        # Most of a tree is made here, and copying a node costs more than making one.
        return Node(*bare[:4], rule.kind, rule.cites, rule.place.at, None, conditions, unless)

    def _exception(self, exception: Derivation, sentence: str, span: Span) -> Node:
        """Return the node of an exception that was tried, its reading in the note."""
        rule = exception.rule
        node = self._way(exception, _bare(sentence, exception.timeline, span), span)
        if node.truth is Truth.NO:
            node = node._replace(conditions=tuple(_with_givers(node.conditions, exception.steps)))
        return node._replace(note=f"{rule.question}: {rule.reading}") if rule.question else node

    def _steps(self, steps: Sequence[Step], span: Span) -> list[Node]:
        """Return the nodes of ``steps``; of a row that fails, those that hold are not taken apart."""
        truths = [span.at(step.timeline) for step in steps]
        lowest = min(truths, default=Truth.YES)
        nodes = []
        for step, truth in zip(steps, truths, strict=True):
            node = self.within(step.proof, span, negated=step.negated)
            is_open = truth is lowest or not (node.conditions or node.unless)
            nodes.append(node if is_open else node._replace(conditions=(), unless=()))
        return nodes

    def _group(self, group: Sequence[Attempt], span: Span) -> list[Node]:
        """Return the nodes of an exception within a rule: its best attempt, or what is lacking for one."""
        best = max(group, key=lambda attempt: (span.at(attempt.timeline), len(attempt.steps)), default=None)
        if best is None:
            return []
        nodes = self._steps(best.steps, span)
        if span.at(best.timeline) is Truth.NO:
            nodes = _with_givers(nodes, best.steps)
        return [n for n in nodes if n.truth is span.at(best.timeline)] or nodes

    def within(self, proof: Proof, span: Span, *, negated: bool = False) -> Node:
        """Return why ``proof`` has its truth on the day of ``span``, which ends where the reasons do."""
        node, start, end = self._explain(proof, span.day, negated=negated)
        span.narrow(start, end)
        return node

    def _silence(self, proof: Proof, bare: Node) -> Node:
        """Return the node of a sentence that no rule and no row gives on that day.

        It stands at the tables in which a row could have given it.
        """
        past = [f for f in proof.facts if not f.denied]
        if past:
            # The record speaks of other days.
            return bare._replace(kind="fact", at=past[-1].provenance.at, source=past[-1].provenance)
        declared = proof.declaration
        if declared is None:
            every = self.record.stating(proof.sentence)
            stating = [s for s in every if s.speaks_of(proof.arguments)] or every
            tables = dict.fromkeys(s.table.path for s in stating)
            checked = min((s.checked for s in stating if s.checked), default=None)
            kind = "not known" if proof.is_open else "no record"
            return bare._replace(kind=kind, at=" ".join(tables) or None, checked=checked)
        kind = "judged" if declared.by else "circumstance"
        return bare._replace(kind=kind, cites=declared.cites, at=declared.place.at, note=declared.by)


class Span:
    """The days around one day on which all that was read stays as it is: ordinals, half-open."""

    def __init__(self, day: int) -> None:
        self.day = day
        self.start, self.end = _FIRST, _BEYOND

    def at(self, timeline: Timeline) -> Truth:
        """Return the truth of ``timeline`` on the day, and remember for how long it lasts."""
        starts = timeline.starts
        if len(starts) == 1:
            return timeline.truths[0]
        step = bisect_right(starts, self.day) - 1
        self.narrow(starts[step], starts[step + 1] if step + 1 < len(starts) else _BEYOND)
        return timeline.truths[step]

    def narrow(self, start: int, end: int) -> None:
        """Let the span end where ``start`` and ``end`` do."""
        self.start, self.end = max(self.start, start), min(self.end, end)


def _bare(sentence: str, timeline: Timeline, span: Span) -> Node:
    """Return the node of a sentence with its truth and days, its reason still to come."""
    if len(timeline.truths) == 1:
        return Node(sentence, timeline.truths[0], None, None, "")
    since, until, truth = timeline.stretch(date.fromordinal(span.day))
    return Node(sentence, truth, since, until, "")


def _stated(facts: Sequence[Fact], bare: Node) -> Node:
    """Return the node of what one row states, or of several with one below it for each."""
    kind = "denied" if facts[0].denied else "fact"
    leaves = [bare._replace(kind=kind, at=f.provenance.at, source=f.provenance) for f in facts]
    return leaves[0]._replace(conditions=tuple(leaves) if len(leaves) > 1 else ())


def _with_givers(nodes: Sequence[Node], steps: Sequence[Step]) -> list[Node]:
    """Return ``nodes`` of ``steps`` with, below a date that has not come, what stands beside it and gives it.

    Of an exception that fails on a date alone nothing else would say what happens that day.
    """
    found = []
    for node, step in zip(nodes, steps, strict=True):
        dates = {a for a in step.proof.arguments if isinstance(a, ImpreciseDate)}
        if node.kind == "calculated" and node.truth is Truth.NO and dates:
            pairs = zip(nodes, steps, strict=True)
            stated = [(n, s.proof) for n, s in pairs if not (s.negated or s.proof.is_built_in)]
            givers = [n for n, proof in stated if not dates.isdisjoint(proof.arguments)]
            found.append(node._replace(conditions=(*node.conditions, *givers)))
        else:
            found.append(node)
    return found


def _first_of_each(ways: Iterable[Derivation]) -> list[Derivation]:
    """Return the first way of each rule: a second warrant does not make a second duty."""
    first: dict[int, Derivation] = {}
    for way in ways:
        first.setdefault(id(way.rule), way)
    return list(first.values())
