"""A timeline as the stretches that a reader counts."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from obligcheck.temporal import Timeline, Truth


def stretches(timeline: Timeline) -> Iterator[tuple[date | None, date | None, Truth]]:
    """Yield the stretches of ``timeline`` in order: first day, first day no longer, truth."""
    bounds = [None, *timeline.changes, None]
    for start, end in pairwise(bounds):
        yield start, end, timeline.at(start or date.min)
