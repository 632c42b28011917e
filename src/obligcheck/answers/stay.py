"""A scenario over the days of a period: its stretches, and what contests or qualifies each of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from obligcheck.answers.explain import Span
from obligcheck.answers.further import other_readings
from obligcheck.answers.history import changes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obligcheck.answers.answer import Change, Contested
    from obligcheck.answers.book import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Options


def stay(
    book: Book, name: str, options: Options, inputs: Mapping[str, str], period: tuple[date, date]
) -> tuple[Change, ...]:
    """Return the stretches of the scenario ``name`` that hold a day of ``period``, both ends included.

    Each has what contests it, what it presumes and what to mind on one of these days. Raises
    ProblemsError as ``Book.check``.
    """
    posed = book.pose(name, inputs, options)
    first, last = period
    return tuple(
        _qualified(book, posed, change, max(change.since or first, first), last)
        for change in changes_of(posed, posed.proof())
        if (change.since or first) <= last and (change.until is None or first < change.until)
    )


def _qualified(book: Book, posed: Posed, change: Change, first: date, last: date) -> Change:
    """Return ``change`` with what qualifies it on a day from ``first`` to ``last``, or to its own end."""
    contested: dict[Contested, None] = {}
    presumed: dict[str, None] = {}
    caveats: dict[str, None] = {}
    end = last.toordinal() if change.until is None else min(last.toordinal(), change.until.toordinal() - 1)
    for day in _days(book, posed, first.toordinal(), end):
        answer = book.answer(posed, day)
        contested |= dict.fromkeys(answer.contested)
        presumed |= dict.fromkeys(answer.presumed)
        caveats |= dict.fromkeys(answer.caveats)
    return change._replace(contested=tuple(contested), presumed=tuple(presumed), caveats=tuple(caveats))


def _days(book: Book, posed: Posed, day: int, end: int) -> Iterator[date]:
    """Yield the days from ``day`` to ``end``, ordinals, on which the reasons or another reading turn.

    The last day is one of them: by then lists may have grown old.
    """
    proof = posed.proof()
    others = [other.timeline for _, _, other in other_readings(book, posed, proof)]
    while day <= end:
        yield date.fromordinal(day)
        span = Span(day)
        book.explainer.within(proof, span)
        for timeline in others:
            span.at(timeline)
        day = max(span.end, day + 1) if day == end else min(span.end, end)
