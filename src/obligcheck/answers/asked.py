"""A sentence that was asked about: its truth over all days, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.basis import deciding
from obligcheck.answers.caveats import last_checked, unchanged_since, unsure_in
from obligcheck.answers.posing import day_given
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from obligcheck.answers.answer import Node
    from obligcheck.answers.explain import Explainer
    from obligcheck.engine import Proof
    from obligcheck.temporal import Timeline, Truth


class Asked(NamedTuple):
    """A sentence and its truth over all days.

    ``supposed`` is what is taken for granted, ``scenario`` the one whose verdict the sentence is, if any.
    """

    sentence: str
    timeline: Timeline
    proofs: tuple[Proof, ...]
    explainer: Explainer
    supposed: tuple[str, ...] = ()
    scenario: str = ""

    def on(self, day: date | str) -> Truth:
        """Return the truth on ``day``, a date or an ISO text."""
        return self.timeline.at(day_given(day, self.sentence))

    def proof(self, day: date | str) -> Proof:
        """Return the proof that decides on ``day``: of several that fill a blank left open, the truest."""
        day = day_given(day, self.sentence)
        return max(self.proofs, key=lambda proof: proof.timeline.at(day))

    def tree(self, day: date | str) -> Node:
        """Return why it has its truth on ``day``."""
        day = day_given(day, self.sentence)
        return self.explainer.explain(self.proof(day), day)

    def caveats(self, day: date | str) -> tuple[str, ...]:
        """Return what to mind with its truth on ``day``: unsure rows, a day past what was checked."""
        day = day_given(day, self.sentence)
        nodes = tuple(deciding(self.tree(day)))
        old = unchanged_since(last_checked(nodes, self.explainer.record), day)
        return (*unsure_in(nodes), *filter(None, [old]))
