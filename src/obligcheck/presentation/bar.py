"""Verdicts over time as bars for a terminal: proportional to the days, the changes dated beneath."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from obligcheck.presentation import wording
from obligcheck.presentation.terminal import DAYS, GAP, TRUTHS, Line, Paint
from obligcheck.temporal import Timeline, Truth
from obligcheck.values import NamedTuple

#: Truths differ in density as well as in colour, and a glyph begins each stretch.
FILLS = {Truth.YES: "█", Truth.NO: "░", Truth.UNKNOWN: "▒"}
#: However short it is, a stretch shows its glyph and some of itself.
SHORTEST = 3
#: What comes before the first change and after the last has no length: this many cells, or an eighth.
OPEN = len("2002-07-01") + GAP
INDENT = "  "
LEADER = "│"


class Course(NamedTuple):
    """One bar: how it is called, and the verdict over all days."""

    name: str
    timeline: Timeline


def bar_lines(courses: Sequence[Course], width: int, measure: Callable[[str], int]) -> list[Line]:
    """Return a bar for each of ``courses`` on one scale, ``width`` cells wide, and the days beneath."""
    names = max(measure(course.name) for course in courses)
    names += GAP if names else 0
    changes = sorted({day for course in courses for day in course.timeline.changes})
    room = max(width - len(INDENT) - names, (len(changes) + 1) * SHORTEST)
    places = _places(changes, room)
    lines: list[Line] = []
    for name, timeline in courses:
        padded = f"{INDENT}{name}{' ' * (names - measure(name))}"
        lines.append([(padded, ""), *_bar(timeline, changes, [0, *places, room])])
    before = " " * (len(INDENT) + names)
    lines += [[(before + line, DAYS)] for line in _days_beneath(changes, places)]
    return lines


def draw_bars(courses: Sequence[Course], width: int, measure: Callable[[str], int], paint: Paint) -> str:
    """Return the lines of ``bar_lines`` as text."""
    lines = bar_lines(courses, width, measure)
    return "".join("".join(paint(text, style) for text, style in line) + "\n" for line in lines)


def _places(changes: Sequence[date], room: int) -> list[int]:
    """Return the cell of each change: in proportion to the days, with room for the shortest stretch."""
    if not changes:
        return []
    if len(changes) == 1:
        return [room // 2]
    first, whole = changes[0], (changes[-1] - changes[0]).days
    # On a narrow terminal the open ends give way to the stretches between.
    between = max(room - 2 * max(OPEN, room // 8), (len(changes) - 1) * SHORTEST)
    start = max((room - between) // 2, SHORTEST)
    places = [start + round((day - first).days / whole * between) for day in changes]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + SHORTEST)
    last = start + between
    for n in range(len(places) - 1, -1, -1):
        places[n] = min(places[n], last - (len(places) - 1 - n) * SHORTEST)
    return places


def _bar(timeline: Timeline, changes: Sequence[date], bounds: Sequence[int]) -> Line:
    """Return the stretches between ``bounds``; those of one truth run together."""
    found: list[tuple[int, Truth]] = []
    for number, cells in enumerate(end - start for start, end in pairwise(bounds)):
        truth = timeline.at(changes[number - 1]) if number else timeline.truths[0]
        if found and found[-1][1] is truth:
            found[-1] = found[-1][0] + cells, truth
        else:
            found.append((cells, truth))
    return [(f"{wording.GLYPHS[t]}{FILLS[t] * (cells - 1)}", TRUTHS[t]) for cells, t in found]


def _days_beneath(changes: Sequence[date], places: Sequence[int]) -> list[str]:
    """Return the days under their places; one that would run into the next stands a line lower.

    Going left, each day stands in the first line below those of the days that it would run into, so
    that the leaders of the lower ones cross no day.
    """
    rows: list[int] = [0] * len(places)
    for n in range(len(places) - 2, -1, -1):
        end = places[n] + len(str(changes[n])) + 1
        rows[n] = max((rows[m] + 1 for m in range(n + 1, len(places)) if places[m] < end), default=0)
    lines = []
    for row in range(max(rows, default=-1) + 1):
        line = ""
        for place, day, own in zip(places, changes, rows, strict=True):
            if own >= row:
                line = line.ljust(place) + (str(day) if own == row else LEADER)
        lines.append(line)
    return lines
