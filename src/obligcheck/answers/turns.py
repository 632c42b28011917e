"""When a verdict turns, and because of what: the facts and dates behind each change point."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from obligcheck.temporal import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.engine import Proof
    from obligcheck.temporal import Timeline


def turns(timeline: Timeline) -> Iterator[tuple[date | None, date | None, Truth]]:
    """Yield each stretch of ``timeline``: first day, first day no longer, truth."""
    days: list[date | None] = [None, *timeline.changes, None]
    yield from zip(days[:-1], days[1:], timeline.truths, strict=True)


def because_of(proof: Proof, day: date) -> tuple[str, ...]:
    """Return the sentences, deepest in the proof, that turned on ``day``: what turned the verdict.

    Where a comparison with a date turned, this is the sentence beside it that gives the date ("the
    treaty enters into force for Norland on 2024-02-01"), or else the one that needs the comparison.
    What ceased that day is so marked.
    """
    found: dict[str, None] = {}
    _turning(proof, day, found, set())
    return tuple(found)


def _turning(proof: Proof, day: date, found: dict[str, None], seen: set[int]) -> bool:
    """Add what turned below ``proof``; say whether anything did."""
    if day not in proof.timeline.changes:
        return False
    if id(proof) in seen:
        return True
    seen.add(id(proof))
    deeper = False
    for row in proof.rows():
        turned = [step.proof for step in row if day in step.proof.timeline.changes]
        dates = {p.arguments[0] for p in turned if p.is_built_in and not p.parts}
        dated = (p for p, _ in row if not (p.is_built_in or dates.isdisjoint(p.arguments)))
        for below in dated:
            if below.timeline.at(day) is not Truth.NO:
                found[str(below)] = None
                deeper = True
        for below in turned:
            if below.parts or not below.is_built_in:
                deeper = _turning(below, day, found, seen) or deeper
    for part in proof.parts:
        deeper = _turning(part, day, found, seen) or deeper
    if not deeper:
        ceased = "no longer: " if proof.timeline.at(day) is Truth.NO else ""
        found[f"{ceased}{proof}"] = None
    return True
