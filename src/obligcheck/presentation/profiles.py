"""A profile as rows for every drawer: section by section, and over time as bars on a terminal."""

from collections.abc import Iterable, Iterator

from obligcheck.answers import Contested
from obligcheck.answers.profile import Bar, Coming, Line, Part, Profiled, Row, Section, Verdicts, notes
from obligcheck.presentation import layout, wording
from obligcheck.presentation.layout import BLANK
from obligcheck.presentation.stretches import stretches
from obligcheck.presentation.survey import MOST_NAMED, number
from obligcheck.presentation.tree import Look, draw
from obligcheck.temporal import Truth

#: What stands under a heading where the record has nothing.
NOTHING, MORE = "Nothing on record", "the record may lack some of it"
NONE, PERHAPS = "-", "?"
LOW, SOURCES = "low", "Sources"


def draw_profile(profile: Profiled, look: Look) -> str:
    """Return ``profile`` as lines: on a terminal, what changes over time is drawn as bars under the title."""
    bars = [part for section in profile.sections for part in section.parts if _is_drawn(part)]
    if look.width is None or not bars:
        return draw(profile_rows(profile, sources=look.sources), look)
    # Only terminals need to know how wide letters are, and have colours.
    from rich.cells import cell_len  # noqa: PLC0415

    from obligcheck.presentation.bar import Course, draw_bars  # noqa: PLC0415
    from obligcheck.presentation.terminal import WIDEST, paint_with  # noqa: PLC0415

    courses = [Course(wording.clean(bar.label), bar.timeline) for bar in bars if isinstance(bar, Bar)]
    drawn = draw_bars(courses, min(look.width, WIDEST), cell_len, paint_with(colour=look.colour))
    title, *rows = profile_rows(profile, sources=look.sources, bars=False)
    return draw([title], look) + drawn + draw(rows, look)


def _is_drawn(part: Part) -> bool:
    """Say whether ``part`` is a bar that shows anything: what never changes is one line below."""
    return isinstance(part, Bar) and bool(part.timeline.changes)


def _is_there(part: Part) -> bool:
    """Say whether ``part`` has anything to tell beside what bars draw."""
    return bool(part.lines) if isinstance(part, Row) else not isinstance(part, Bar)


def profile_rows(profile: Profiled, *, sources: bool = False, bars: bool = True) -> Iterator[layout.Row]:
    """Yield the rows of ``profile``: its title, the sections, and by what it was made."""
    names = [wording.clean(name) for name in profile.names.values()]
    title = wording.BETWEEN.join(names) or profile.name
    yield layout.Row("label", title, None, f"on {profile.day}")
    for line in wording.supposed_in(profile.receipt):
        yield layout.Row("note", line, hanging="  ")
    for section in profile.sections:
        parts = [part for part in section.parts if _is_there(part) or (bars and _is_drawn(part))]
        if parts:
            yield BLANK
            yield from _section(section, parts, sources=sources)
    yield from _empty(profile.sections)
    yield from layout.items(wording.CAVEATS, map(wording.clean, notes([profile])))
    yield BLANK
    yield layout.Row("receipt", wording.BETWEEN.join((profile.name, *names, str(profile.day))))
    yield layout.Row("receipt", wording.receipt(profile.receipt))


def _section(section: Section, parts: Iterable[Part], *, sources: bool) -> Iterator[layout.Row]:
    yield layout.Row("heading", wording.clean(section.title))
    for part in parts:
        yield from _part(part, 0, sources=sources)
    if section.is_open:
        yield layout.Row("note", MORE, guides="  ")


def _empty(sections: Iterable[Section]) -> Iterator[layout.Row]:
    """Yield the headings under which nothing stands, apart where the record may lack it."""
    empty = [one for one in sections if not any(map(_is_there, one.parts))]
    known = ", ".join(wording.clean(one.title) for one in empty if not one.is_open)
    lacking = ", ".join(wording.clean(one.title) for one in empty if one.is_open)
    if empty:
        yield BLANK
        yield layout.Row("heading", NOTHING)
    for words in filter(None, (known, lacking and f"{lacking} ({MORE})")):
        yield layout.Row("item", words, guides="  ", hanging="    ")


def _part(part: Part, level: int, *, sources: bool) -> Iterator[layout.Row]:
    """Yield the rows of one part, ``level`` deep."""
    guides = "  " * (level + 1)
    match part:
        case Line():
            yield from _line(part, level, sources=sources)
            for below in part.below:
                yield from _part(below, level + 1, sources=sources)
        case Coming():
            yield from _line(part.line, level, sources=sources, lead=f"{part.written or part.day} ")
        case Row():
            words = f"{wording.clean(part.label)}: {'; '.join(cells(part))}"
            yield layout.Row("item", words, guides=guides, hanging=guides + "  ", level=level)
            for line in part.lines if sources else ():
                yield from _sources(line, level)
        case Bar():
            words = f"{wording.clean(part.label)}: {'; '.join(_stretches(part))}"
            yield layout.Row("item", words, guides=guides, hanging=guides + "  ", level=level)
        case Verdicts():
            yield from _verdicts(part, guides, level)


def _line(line: Line, level: int, *, sources: bool, lead: str = "") -> Iterator[layout.Row]:
    """Yield a sentence with its days and what says so, its sources, and because of what it will change."""
    node, guides = line.node, "  " * (level + 1)
    since = None if lead else node.since
    days = wording.days(since, node.until)
    reason = wording.because(node)
    if node.source and node.source.confidence == LOW:
        reason = f"{reason}, low confidence".removeprefix(", ")
    words, hanging = wording.sentence(node), guides + "  "
    yield layout.Row("item", words, node.truth, days, reason, guides, hanging, lead, level)
    if sources:
        yield from _sources(line, level)
    for reason in line.because:
        words = f"because {wording.clean(reason)}"
        yield layout.Row("detail", words, guides=hanging + "  ", hanging=hanging + "    ", level=level + 1)


def _sources(line: Line, level: int) -> Iterator[layout.Row]:
    guides = "  " * (level + 2)
    for source in wording.sources(line.node):
        yield layout.Row("detail", source, guides=guides, hanging=guides, level=level + 1)


def _stretches(bar: Bar) -> Iterator[str]:
    """Yield the days on which the sentence of ``bar`` is so, and those on which it may be."""
    for since, until, truth in stretches(bar.timeline):
        if truth is not Truth.NO:
            yield f"{'' if truth is Truth.YES else 'perhaps '}{wording.days(since, until)}"


def _verdicts(part: Verdicts, guides: str, level: int) -> Iterator[layout.Row]:
    """Yield how many there are of each verdict but no, and under it who."""
    label, whole = wording.clean(part.label), len(part.found)
    for truth in (Truth.YES, Truth.UNKNOWN):
        found = part.of(truth)
        if found or truth is Truth.YES:
            words = f"{label}: {len(found)} of {whole}" if truth is Truth.YES else f"unknown: {len(found)}"
            shown = truth if found else Truth.NO
            yield layout.Row("item", words, shown, "", "", guides, guides + "  ", level=level)
        if found:
            names = ", ".join(wording.clean(one.name) for one in found)
            within = guides + "    "
            yield layout.Row("detail", names, guides=within, hanging=within, level=level + 1)
    for words in _qualifying(part):
        yield layout.Row("detail", words, guides=guides + "  ", hanging=guides + "    ", level=level + 1)


def _qualifying(part: Verdicts) -> Iterator[str]:
    """Yield each reading that would change a verdict, and about whom, and how many rest on a presumption."""
    found: dict[tuple[str, str, Truth], list[str]] = {}
    for one in part.found:
        for other in one.contested:
            found.setdefault(other, []).append(wording.clean(one.name))
    for (question, reading, verdict), names in found.items():
        said = wording.contested(Contested(question, "", reading, "", (), verdict))
        yield f"{said} for {', '.join(names) if len(names) <= MOST_NAMED else number(len(names), part.over)}"
    presuming = sum(bool(one.presumed) for one in part.found)
    if presuming:
        yield f"presumed: a part of {number(presuming, 'answer')}; --format json says which"


def source_rows(profiles: Iterable[Profiled]) -> Iterator[layout.Row]:
    """Yield the sentences behind the rows of ``profiles`` with their sources, each once."""
    yield BLANK
    yield layout.Row("heading", SOURCES)
    parts = (part for one in profiles for section in one.sections for part in section.parts)
    lines = {line.node.sentence: line for part in parts if isinstance(part, Row) for line in part.lines}
    for line in lines.values():
        yield from _line(line, 0, sources=True)


def cells(row: Row) -> list[str]:
    """Return what stands for a label: each thing given, or the truth with its days, or that there is none."""
    if row.counts and row.lines:
        return [how_many(row.lines)]
    found = (cell(line, given) for line, given in zip(row.lines, row.given, strict=True))
    return list(dict.fromkeys(found)) or [PERHAPS if row.is_open else NONE]


def how_many(lines: Iterable[Line]) -> str:
    """Return how many lines hold, or may hold."""
    truths = [line.node.truth for line in lines]
    return span(truths.count(Truth.YES), truths.count(Truth.UNKNOWN))


def span(sure: int, unsure: int) -> str:
    """Return how many there are, where some may be.

    >>> span(31, 0), span(31, 2)
    ('31', '31 to 33')
    """
    return f"{sure} to {sure + unsure}" if unsure else str(sure)


def cell(line: Line, given: str) -> str:
    """Return what one line gives, or else its truth, with a mark where it is not sure to be so."""
    node = line.node
    if node.truth is Truth.NO:
        return str(node.truth)
    words = wording.clean(given)
    if node.truth is Truth.UNKNOWN:
        return f"{PERHAPS} {words}".rstrip()
    return words or wording.days(node.since, node.until) or str(Truth.YES)
