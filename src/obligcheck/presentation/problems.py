"""Problems as a modern compiler draws them: where, what, the line itself, and what to write."""

from collections.abc import Iterable

from obligcheck.presentation.wording import clean
from obligcheck.problems import Problem
from obligcheck.sources import Place

TAB = 4
HEADING = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
#: Of a longer line only the part around the mistake is shown.
LONGEST = 160
BEFORE = 60


def draw_problems(problems: Iterable[Problem]) -> str:
    """Return all problems one after the other, and how many they are where they are several."""
    drawn = [draw_problem(problem) for problem in problems]
    if len(drawn) > 1:
        drawn.append(f"{len(drawn)} problems\n")
    return "\n".join(drawn)


def draw_problem(problem: Problem) -> str:
    """Return one problem with its place, its line with a caret under it, and its fix.

    A problem without a place in a file is told by its message and its fix alone.
    """
    places = [place for place in (problem.place, problem.other) if place]
    numbers = [len(str(place.line)) for place in places if place.text]
    margin = " " * (max(numbers, default=1) + 1)
    where = f"{_where(problem.place)}: " if problem.place else ""
    lines = [f"{where}error[{problem.code}]: {clean(problem.message)}"]
    lines += _excerpt(problem.place, margin)
    if problem.other:
        lines += [f"{margin}and {_where(problem.other)}", *_excerpt(problem.other, margin)]
    if problem.place and problem.place.heading:
        lines.append(f"{margin}= in: {HEADING.join(map(clean, problem.place.heading))}")
    if problem.fix:
        lines.append(f"{margin}= fix: {clean(problem.fix)}")
    return "\n".join(lines) + "\n"


def _where(place: Place) -> str:
    """Return the place as editors read it."""
    return f"{clean(place.path)}:{place.line}:{place.column}"


def _excerpt(place: Place | None, margin: str) -> list[str]:
    """Return the line of ``place`` with a caret under each cell of the mistake."""
    if place is None or not place.text.strip():
        return []
    # Only an error needs rich, to know how wide letters are.
    from rich.cells import cell_len  # noqa: PLC0415

    start, end = place.column - 1, place.column - 1 + max(place.width, 1)
    first = max(start - BEFORE, 0) if len(place.text) > LONGEST else 0
    last = first + LONGEST
    before = ("…" if first else "") + place.text[first:start]
    marked, after = place.text[start : min(end, last)], place.text[min(end, last) : last]
    cut = "…" if len(place.text) > last else ""
    before, marked, after = _untabbed((before, marked, after))
    carets = "^" * max(cell_len(marked), 1)
    return [
        f"{margin}|",
        f"{place.line:>{len(margin) - 1}} | {before}{marked}{after}{cut}".rstrip(),
        f"{margin}| {' ' * cell_len(before)}{carets}",
    ]


def _untabbed(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ``parts`` of one line with tabs as blanks up to the next stop, and cleaned."""
    from rich.cells import cell_len  # noqa: PLC0415 (as above)

    column, found = 0, []
    for part in parts:
        shown = ""
        for letter in part:
            if letter == "\t":
                shown += " " * (TAB - (column + cell_len(shown)) % TAB)
            else:
                shown += clean(letter)
        column += cell_len(shown)
        found.append(shown)
    return tuple(found)
