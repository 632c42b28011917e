"""A survey on a terminal: names in columns, or a line for each, under verdicts and what they rest on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from obligcheck.answers.survey import Survey, Surveyed
from obligcheck.presentation import survey as words
from obligcheck.presentation import wording
from obligcheck.presentation.layout import BLANK, Row, items
from obligcheck.presentation.survey import VERDICTS, Shown
from obligcheck.presentation.terminal import DAYS, GAP, REASON, TRUTHS, WIDEST, WORDS, Line, paint_with
from obligcheck.presentation.tree import Look, draw
from obligcheck.presentation.wrap import Measure, wrap
from obligcheck.temporal import Truth

#: What stands before a line below a heading, and before what stands below that.
INDENT, DEEPER, DEEPEST = "  ", "    ", "      "

#: Lays out those with one verdict that rest on the same.
Layout = Callable[[Sequence[Surveyed], int, Measure], Iterator[Line]]


def draw_page(survey: Survey, shown: Shown, look: Look) -> str:
    """Return the names in columns, by verdict and days: all that is shown of ``survey`` on one page.

    ``look`` must be that of a terminal.
    """
    return _drawn(survey, look, _by_verdict(survey, shown.of(survey), look, _in_columns))


def draw_list(survey: Survey, shown: Shown, look: Look, *, brief: bool = False) -> str:
    """Return a line for each thing, by verdict if that is the order, else one after the other.

    ``brief`` counts those that are no and not close to yes. ``look`` must be that of a terminal.
    """
    found = shown.of(survey)
    if shown.order == "verdict":
        layout = _with_reasons if shown.why else _one_by_one
        return _drawn(survey, look, _by_verdict(survey, found, look, layout, brief=brief))
    # Only terminals need to know how wide letters are.
    from rich.cells import cell_len  # noqa: PLC0415

    return _drawn(survey, look, ["\n", _painted(_in_order(found, shown, _width(look), cell_len), look)])


def _drawn(survey: Survey, look: Look, body: Iterable[str]) -> str:
    """Return ``body`` between the sentence that sums it up, and what to mind."""
    head = [Row("heading", words.summary(survey))]
    head += [Row("contested", line, hanging=INDENT) for line in words.contesting(survey)]
    head += [Row("note", line, hanging=INDENT) for line in words.notes(survey)]
    foot = [*items(wording.CAVEATS, map(wording.clean, survey.caveats)), BLANK]
    foot += [Row("receipt", line) for line in words.receipts(survey)]
    return draw(head, look) + "".join(body) + draw(foot, look)


def _width(look: Look) -> int:
    return min(look.width or WIDEST, WIDEST)


def _painted(lines: Iterable[Line], look: Look) -> str:
    paint = paint_with(colour=look.colour)
    return "".join("".join(paint(text, style) for text, style in line) + "\n" for line in lines)


def _by_verdict(
    survey: Survey, found: Sequence[Surveyed], look: Look, layout: Layout, *, brief: bool = False
) -> Iterator[str]:
    """Yield those with one verdict under its label: by what they rest on, as ``layout`` has them."""
    from rich.cells import cell_len  # noqa: PLC0415 (as above)

    for verdict in VERDICTS:
        those = [one for one in found if one.answer.verdict is verdict]
        if not those:
            continue
        number = words.how_many(those, survey)
        near = [one for one in those if verdict is Truth.YES or one.is_close] if brief else those
        few = f"{len(near) or 'none'} of them close to yes" if len(near) < len(those) else ""
        yield draw([BLANK, Row("label", words.label(those), verdict, number, few)], look)
        for some in _alike(near, lambda one: (words.reason(one), _disputed(one))):
            about = _resting_on(some[0])
            title = [[(INDENT, ""), *about]] if about else []
            yield _painted([*title, *layout(some, _width(look), cell_len)], look)
        if few:
            yield draw([Row("note", "`--only no` lists them all", guides=INDENT)], look)


def _resting_on(one: Surveyed) -> Line:
    """Return the provisions and the contested questions behind an answer; nothing where there are none."""
    reason, disputed = words.reason(one), _disputed(one)
    between = wording.BETWEEN if reason and disputed else ""
    pieces = (reason, REASON), (between, ""), (disputed, WORDS["contested"])
    return [piece for piece in pieces if piece[0]]


def _in_columns(found: Sequence[Surveyed], whole: int, measure: Measure) -> Iterator[Line]:
    """Yield the days, each with its names beside it, or below it where they take more than a line."""
    margin = max(measure(words.days(one)) for one in found) + GAP
    for those in sorted(_alike(found, words.days), key=_beginning):
        days = words.days(those[0])
        names = [wording.clean(one.thing.name) for one in those]
        beside = (" " * GAP).join(names)
        if measure(beside) + len(DEEPER) + margin <= whole:
            yield [(DEEPER, ""), (days.ljust(margin), DAYS), (beside, "")]
        else:
            yield [(DEEPER, ""), (days, DAYS)]
            room = whole - len(DEEPEST)
            yield from ([(DEEPEST, ""), (line, "")] for line in in_columns(names, room, measure))


def _one_by_one(
    found: Sequence[Surveyed], whole: int, measure: Measure, *, why: bool = False
) -> Iterator[Line]:
    """Yield a line for each thing, with its days, and below it on which days it is yes, if soon.

    With ``why`` there is also why it is so, beside the days or in the line below.
    """
    margin = max(measure(wording.clean(one.thing.name)) for one in found) + GAP
    column = _usual(found)
    for one in found:
        name = wording.clean(one.thing.name)
        line: Line = [(DEEPER, ""), (name + " " * (margin - measure(name)), ""), (words.days(one), DAYS)]
        near = list(_nearby(one, whole, measure))
        # What made it a no is said with the days of yes near by.
        said = words.why(one) if why and not near else ""
        yield from _beside(line, (said, WORDS["detail"]), len(DEEPER) + margin + column, whole, measure)
        for below in near:
            yield [(DEEPEST, ""), (below, WORDS["detail"])]


def _with_reasons(found: Sequence[Surveyed], whole: int, measure: Measure) -> Iterator[Line]:
    """Yield the lines of ``_one_by_one``, with why."""
    return _one_by_one(found, whole, measure, why=True)


def _usual(found: Sequence[Surveyed]) -> int:
    """Return the width of a column for the days of most; a few that are longer may go beyond it."""
    widths = Counter(len(words.days(one)) for one in found)
    return max((width for width, _ in widths.most_common(1)), default=0) + GAP


def _beside(line: Line, piece: tuple[str, str], column: int, whole: int, measure: Measure) -> Iterator[Line]:
    """Yield ``line`` with ``piece``, if that is any, from ``column`` on, or else in the lines below."""
    text, style = piece
    used = sum(measure(part) for part, _ in line)
    gap = max(column - used, GAP)
    if text and used + gap + measure(text) <= whole:
        yield [*line, (" " * gap, ""), piece]
        return
    yield line
    room = whole - len(DEEPEST)
    yield from ([(DEEPEST, ""), (part, style)] for part in wrap(text, room, room, measure) if part)


def _nearby(one: Surveyed, whole: int, measure: Measure) -> Iterator[str]:
    """Yield the lines that say on which days near by what is not yes is so, and because of what."""
    if one.answer.verdict is Truth.YES or one.nearest is None:
        return
    start, end = one.nearest
    # It is yes either from a day to come or until a day gone by; that day says why.
    turn = start if start and start > one.answer.day else end
    because = "; ".join(map(wording.clean, one.turned(turn))) if turn else ""
    room = whole - len(DEEPEST)
    yield from wrap(f"{Truth.YES} {wording.days(start, end)}: {because}", room, room, measure)


def _in_order(found: Sequence[Surveyed], shown: Shown, whole: int, measure: Measure) -> Iterator[Line]:
    """Yield a line for each thing, with its verdict; what does not fit stands in a line below."""
    margin = max((measure(wording.clean(one.thing.name)) for one in found), default=0) + GAP
    middle = max((measure(words.days(one)) for one in found), default=0) + GAP
    for one in found:
        name, days, truth = wording.clean(one.thing.name), words.days(one), one.answer.verdict
        line: Line = [(INDENT, ""), (f"{wording.GLYPHS[truth]} ", f"bold {TRUTHS[truth]}")]
        line += [(name + " " * (margin - measure(name)), ""), (days, DAYS)]
        column = len(DEEPER) + margin + middle
        line, *below = _beside(line, (_disputed(one), WORDS["contested"]), column, whole, measure)
        said = words.why(one) if shown.why else ""
        usual = len(DEEPER) + margin + _usual(found)
        yield from (*_beside(line, (said, WORDS["detail"]), usual, whole, measure), *below)


def _alike(found: Iterable[Surveyed], key: Callable[[Surveyed], object]) -> list[list[Surveyed]]:
    """Return those that have ``key`` in common together, the largest group first."""
    groups: dict[object, list[Surveyed]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return sorted(groups.values(), key=len, reverse=True)


def _beginning(found: Sequence[Surveyed]) -> tuple[date, date]:
    """Return what orders stretches: where they begin, then where they end, the endless first."""
    answer = found[0].answer
    return answer.since or date.min, answer.until or date.min


def _disputed(one: Surveyed) -> str:
    """Return which questions contest an answer."""
    questions = dict.fromkeys(other.question for other in one.answer.contested)
    return f"contested: {', '.join(questions)}" if questions else ""


def in_columns(names: Sequence[str], room: int, measure: Measure) -> Iterator[str]:
    """Yield ``names`` row by row in columns of one width, in which most fit; a longer one takes two.

    >>> list(in_columns(["Norland", "Ostmark", "Isle of Norland", "Suderland"], 24, len))
    ['Norland          Ostmark', 'Isle of Norland', 'Suderland']
    """
    widths = sorted(map(measure, names))
    column = min(widths[len(widths) * 9 // 10] + GAP, room)
    line = ""
    for name in names:
        if line and measure(line) + measure(name) > room:
            yield line.rstrip()
            line = ""
        line += name
        line += " " * (GAP + -(measure(line) + GAP) % column)
    yield line.rstrip()
