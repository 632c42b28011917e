"""What is claimed of a timeline: since when, from when until when, on which days."""

from datetime import date

from obligcheck.temporal.dates import ImpreciseDate
from obligcheck.temporal.timeline import NEVER, Timeline
from obligcheck.temporal.truth import Truth
from obligcheck.values import NamedTuple

_FIRST, _BEYOND = date.min.toordinal(), date.max.toordinal() + 1


def lies_within(found: ImpreciseDate, claimed: ImpreciseDate) -> Truth:
    """Return whether the date ``found`` is what ``claimed`` says, which may say less.

    >>> from obligcheck.temporal import parse_edtf
    >>> str(lies_within(parse_edtf("1998-11-30"), parse_edtf("1998"))), str(
    ...     lies_within(parse_edtf("1998"), parse_edtf("1998-11-30"))
    ... )
    ('yes', 'unknown')
    """
    if claimed.earliest <= found.earliest and found.latest <= claimed.latest:
        return Truth.YES
    is_apart = found.latest < claimed.earliest or claimed.latest < found.earliest
    return Truth.NO if is_apart else Truth.UNKNOWN


def since(timeline: Timeline, claimed: ImpreciseDate) -> Timeline:
    """Return when ``timeline`` is yes and has been so since the day ``claimed``, no longer, no shorter."""
    found = NEVER
    for run in _runs(timeline):
        for step in run:
            first = run[0].start
            # A yes began at its first day, or on any day before on which it may have been so already.
            last = step.start if step.truth is Truth.YES else step.end - 1
            began = ImpreciseDate(date.fromordinal(first), date.fromordinal(last))
            begins = Truth.NO if first == _FIRST and began.exact else lies_within(began, claimed)
            found |= _during(step.start, step.end) & Timeline.constant(step.truth & begins)
    return found


def lasted(timeline: Timeline, start: ImpreciseDate | None, end: ImpreciseDate | None) -> Truth:
    """Return whether ``timeline`` was at some time yes from ``start`` until ``end``, no longer, no shorter.

    ``end`` is the first day on which it was no longer so; None for either asks for any day.
    """
    return max((_lasted(run, start, end) for run in _runs(timeline)), default=Truth.NO)


def stretches(timeline: Timeline) -> list[tuple[ImpreciseDate | None, ImpreciseDate | None]]:
    """Return from when until when ``timeline`` is yes, as precisely as it tells; None for no such day."""
    found = []
    for run in _runs(timeline):
        around = [None, *run, None]
        for before, step, after in zip(around, run, around[2:], strict=False):
            if step.truth is Truth.YES:
                began = _day(before.start if before else step.start, step.start)
                ended = _day(step.end, after.end if after else step.end)
                found.append((began, ended))
    return found


def over(timeline: Timeline, period: ImpreciseDate) -> Truth:
    """Return the truth on all days of ``period``; unknown where they differ."""
    _, until, truth = timeline.stretch(period.earliest)
    return truth if until is None or period.latest < until else Truth.UNKNOWN


class _Step(NamedTuple):
    """A stretch of days with one truth that is not no; ``end`` is the first day no longer."""

    start: int
    end: int
    truth: Truth


def _runs(timeline: Timeline) -> list[list[_Step]]:
    """Return the runs of days on which ``timeline`` is never no, each in its steps."""
    runs: list[list[_Step]] = [[]]
    ends = (*timeline.starts[1:], _BEYOND)
    for start, end, truth in zip(timeline.starts, ends, timeline.truths, strict=True):
        if truth is Truth.NO:
            runs.append([])
        else:
            runs[-1].append(_Step(start, end, truth))
    return [run for run in runs if run]


def _lasted(run: list[_Step], start: ImpreciseDate | None, end: ImpreciseDate | None) -> Truth:
    """Return whether a yes within ``run`` may have begun and ended so."""
    sure = [step for step in run if step.truth is Truth.YES]
    if not sure:
        return Truth.UNKNOWN if _may_touch(run, start, end) else Truth.NO
    began = _day(run[0].start, sure[0].start)
    ended = _day(sure[-1].end, run[-1].end)
    truth = Truth.YES if len(sure) == 1 else Truth.UNKNOWN
    if start is not None:
        truth &= Truth.NO if began is None else lies_within(began, start)
    if end is not None:
        truth &= Truth.NO if ended is None else lies_within(ended, end)
    return truth


def _may_touch(run: list[_Step], start: ImpreciseDate | None, end: ImpreciseDate | None) -> bool:
    """Say whether ``start`` and ``end`` may lie in ``run``, whose days are all unknown."""
    first, last = run[0].start, run[-1].end
    starts = start is None or (first <= start.latest.toordinal() and start.earliest.toordinal() < last)
    ends = end is None or (first < end.latest.toordinal() and end.earliest.toordinal() <= last)
    return starts and ends


def _day(earliest: int, latest: int) -> ImpreciseDate | None:
    """Return the day between two ordinals; None for one at an end of the calendar: there was none."""
    if earliest == latest == _FIRST or earliest >= _BEYOND:
        return None
    return ImpreciseDate(date.fromordinal(earliest), date.fromordinal(min(latest, _BEYOND - 1)))


def _during(start: int, end: int) -> Timeline:
    first = ImpreciseDate.on(date.fromordinal(start))
    return Timeline.between(first, None if end == _BEYOND else ImpreciseDate.on(date.fromordinal(end)))
