"""One question asked about many days: each answer with the days on which it stays as it is.

What an answer says changes on few days: where a timeline that it rests on turns, or where a list was
last checked. Between them it is found once.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from obligcheck.answers.answer import Also
from obligcheck.answers.basis import basis_of, deciding, presumed_in
from obligcheck.answers.caveats import beyond_rules, last_checked
from obligcheck.answers.explain import Span
from obligcheck.answers.further import posed_otherwise
from obligcheck.batch.outcome import Outcome
from obligcheck.batch.reason import identifier_of, reason_of
from obligcheck.temporal import NEVER, Truth

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from obligcheck.answers import Book, Node
    from obligcheck.answers.posing import Posed
    from obligcheck.batch.verdicts import Verdicts
    from obligcheck.engine import Proof
    from obligcheck.temporal import Timeline

#: Further sentences that cases share, which do not turn on all of their inputs: by engine, place among
#: the scenario's further sentences, and what they are about.
Known = dict[tuple[int, int, tuple[object, ...]], tuple["Proof", ...]]

#: The columns that are read off the tree of an answer.
_OF_TREE = frozenset(("basis", "presumed", "caveats", "reason", "tree"))

#: The columns of which a reason is made.
_OF_REASON = frozenset(("basis", "presumed", "contested"))


class Answered:
    """What is said on the days of a span, and the tree where one was drawn up."""

    __slots__ = ("outcome", "span", "tree")

    def __init__(self, outcome: Outcome, span: Span, tree: Node | None) -> None:
        self.outcome: Final = outcome
        self.span: Final = span
        self.tree: Final = tree


class Case:
    """A scenario with its inputs, answered day by day as far as ``columns`` need it.

    ``known`` are further sentences that other cases of the same book have asked about, and ``verdicts``
    the timelines of their verdicts.
    """

    __slots__ = (
        "_further",
        "_known",
        "_others",
        "_proof",
        "_verdicts",
        "book",
        "columns",
        "posed",
        "timeline",
    )

    def __init__(
        self, book: Book, posed: Posed, columns: Collection[str], known: Known, verdicts: Verdicts
    ) -> None:
        self.book: Final = book
        self.posed: Final = posed
        # A reason is the same whatever else is shown beside it.
        self.columns: Final = frozenset(columns) | (_OF_REASON if "reason" in columns else frozenset())
        self.timeline: Final = verdicts.timeline(posed)
        self._verdicts: Final = verdicts
        self._known: Final = known
        self._proof: Proof | None = None
        self._others: list[tuple[str, str, Timeline]] | None = None
        self._further: list[tuple[str, Proof]] | None = None

    @property
    def proof(self) -> Proof:
        """Why the verdict is what it is."""
        if self._proof is None:
            self._proof = self.posed.proof()
        return self._proof

    def on(self, day: int) -> Answered:
        """Return what is said on ``day``, an ordinal, and the days on which that stays as it is."""
        span = Span(day)
        verdict = span.at(self.timeline)
        since, until, _ = self.timeline.stretch(date.fromordinal(day))
        tree = self.book.explainer.within(self.proof, span) if self.columns & _OF_TREE else None
        contested = self._contested(verdict, span) if "contested" in self.columns else ()
        label = self._label(verdict, span) if "label" in self.columns else ""
        outcome = Outcome(str(verdict), label, since, until, contested=tuple(contested))
        if tree is not None:
            outcome = self._told(outcome, tree, span)
        return Answered(outcome, span, tree)

    def _told(self, outcome: Outcome, tree: Node, span: Span) -> Outcome:
        """Return ``outcome`` with what its tree tells."""
        columns, nodes = self.columns, tuple(deciding(tree))
        outcome = outcome._replace(
            basis=basis_of(nodes) if "basis" in columns else (),
            presumed=presumed_in(nodes) if "presumed" in columns else (),
            caveats=tuple(dict.fromkeys(self._caveats(nodes, span))) if "caveats" in columns else (),
            tree=identifier_of(tree) if "tree" in columns else "",
        )
        return outcome._replace(reason=reason_of(tree, outcome)) if "reason" in columns else outcome

    def _label(self, verdict: Truth, span: Span) -> str:
        """Return the label; one that is filled in stays only as long as what fills it."""
        posed, day = self.posed, date.fromordinal(span.day)
        text = posed.scenario.labels[str(verdict)]
        if "{" in text:
            for give in posed.scenario.gives:
                for proof in posed.proofs(give.condition):
                    span.at(proof.timeline)
            if "{date}" in text:
                span.narrow(span.day, span.day + 1)
        return posed.label(verdict, day)

    def _contested(self, verdict: Truth, span: Span) -> Iterator[tuple[str, str, str]]:
        """Yield each reading under which the verdict would be another."""
        if self._others is None:
            others = posed_otherwise(self.book, self.posed, self.proof)
            self._others = [(q.name, r.name, self._verdicts.timeline(posed)) for q, r, posed in others]
        for question, reading, timeline in self._others:
            truth = span.at(timeline)
            if truth is not verdict:
                yield question, reading, str(truth)

    def _caveats(self, nodes: Sequence[Node], span: Span) -> Iterator[str]:
        """Yield the caveats that hold by the rules, then what the record leaves unsure."""
        if self._further is None:
            self._further = list(self._bearing())
        also = []
        for layer, proof in self._further:
            truth = span.at(proof.timeline)
            if truth is Truth.NO:
                continue
            if layer == "caveat":
                if truth is Truth.YES:
                    yield str(proof)
            else:
                node = self.book.explainer.within(proof, span)
                also.append(Also(node.sentence, truth, node.kind, node.cites, layer, node.source))
        for assumption in self.posed.engine.options.assumptions:
            if assumption.denied:
                # What is denied of the question is told on the days of which it is.
                span.at(assumption.when)
        checked = last_checked(nodes, self.book.record)
        for _, last in checked:
            # An answer about a later day says that the list may be old.
            later = last.toordinal() + 1
            span.narrow(*((later, span.end) if later <= span.day else (span.start, later)))
        day = date.fromordinal(span.day)
        yield from beyond_rules(self.book, self.posed, nodes, checked, also, day)

    def _bearing(self) -> Iterator[tuple[str, Proof]]:
        """Yield the further sentences that can bear on caveats, each with its layer.

        These are the caveats of the rules, and what rows state: only rows can be unsure.
        """
        posed = self.posed
        for place, (layer, condition) in enumerate(posed.scenario.further):
            if layer == "caveat" or self.book.record.stating(condition.sentence):
                asked = tuple([posed.values[t] if isinstance(t, int) else t for t in condition.terms])
                key = id(posed.engine), place, asked
                proofs = self._known.get(key)
                if proofs is None:
                    found = posed.proofs(condition)
                    proofs = self._known[key] = tuple(p for p in found if p.timeline is not NEVER)
                yield from ((layer, proof) for proof in proofs)
