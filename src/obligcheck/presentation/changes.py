"""The stretches of days with one answer each: what ``when`` says, and a sentence over time."""

from collections.abc import Iterator, Mapping
from datetime import date

from obligcheck.answers import Asked, Change
from obligcheck.presentation import wording
from obligcheck.presentation.layout import BLANK, Row, tree_rows
from obligcheck.presentation.stretches import stretches


def change_rows(asked: str, changes: tuple[Change, ...], receipt: Mapping[str, object]) -> Iterator[Row]:
    """Yield what was asked, one line for each stretch, and under it what set it."""
    yield Row("heading", wording.clean(asked))
    for change in changes:
        label = wording.clean(change.label)
        stretch = wording.days(change.since, change.until) or wording.ALWAYS
        yield Row("item", label, change.verdict, stretch, guides="  ", hanging="    ")
        for reason in change.because:
            words = wording.clean(reason)
            yield Row("detail", words, guides="      ", hanging="        ", level=1)
    yield BLANK
    yield Row("receipt", wording.receipt(receipt))


def asked_rows(
    asked: Asked,
    day: date,
    receipt: Mapping[str, object],
    *,
    depth: int | None = None,
    sources: bool = False,
) -> Iterator[Row]:
    """Yield the truth of a sentence on ``day``, why, and its truth on all other days."""
    since, until, truth = asked.timeline.stretch(day)
    stretch = wording.days(since, until) or wording.ALWAYS
    yield Row("label", f"{truth} on {day}".upper(), truth, stretch)
    yield BLANK
    yield from tree_rows(asked.tree(day), depth=depth, sources=sources)
    if since or until:
        yield BLANK
        yield Row("heading", wording.OVER_TIME)
        for start, end, then in stretches(asked.timeline):
            yield Row("item", str(then), then, wording.days(start, end), "", "  ", "    ")
    yield BLANK
    yield Row("receipt", wording.receipt(receipt))


def during(changes: tuple[Change, ...], first: date, last: date) -> tuple[Change, ...]:
    """Return the stretches that hold a day from ``first`` to ``last``, both included."""
    return tuple(
        change
        for change in changes
        if (change.since or first) <= last and (change.until is None or first < change.until)
    )


def asked_statement(asked: Asked, day: date) -> str:
    """Return in one sentence the truth of ``asked`` on ``day``, and the days between which it stays."""
    since, until, truth = asked.timeline.stretch(day)
    stretch = wording.days(since, until) or wording.ALWAYS
    return f"{wording.clean(asked.sentence)}: {truth} on {day} ({stretch})\n"
