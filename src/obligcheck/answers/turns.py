"""When a verdict turns, and because of what: the facts and dates behind each change point."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.engine import Proof
    from obligcheck.temporal import Timeline, Truth


def turns(timeline: Timeline) -> Iterator[tuple[date | None, date | None, Truth]]:
    """Yield each stretch of ``timeline``: first day, first day no longer, truth."""
    days: list[date | None] = [None, *timeline.changes, None]
    yield from zip(days[:-1], days[1:], timeline.truths, strict=True)


def because_of(proof: Proof, day: date) -> tuple[str, ...]:
    """Return the sentences, deepest in the proof, whose truth changes on ``day``: what turned the verdict.

    A comparison with a date says less than the sentence that needs it, and is passed over.
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
    for below in proof.below():
        if below.is_built_in and not below.parts:
            continue
        deeper = _turning(below, day, found, seen) or deeper
    if not deeper:
        found[str(proof)] = None
    return True
