"""The stretches of days with one answer each: what ``when`` says, and a sentence over time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from obligcheck.answers import Asked, Change
from obligcheck.answers.history import History
from obligcheck.presentation import wording
from obligcheck.presentation.layout import BLANK, Row, items, tree_rows
from obligcheck.presentation.stretches import stretches
from obligcheck.presentation.tree import Look, draw
from obligcheck.temporal import Timeline


def change_rows(asked: str, changes: tuple[Change, ...], receipt: Mapping[str, object]) -> Iterator[Row]:
    """Yield what was asked, a line for each stretch with what stands behind it, and what to mind."""
    yield from _title(asked, receipt)
    yield from _stretches(changes)
    caveats = dict.fromkeys(wording.clean(caveat) for change in changes for caveat in change.caveats)
    yield from items(wording.CAVEATS, caveats)
    yield BLANK
    yield Row("receipt", wording.receipt(receipt))


def history_rows(asked: str, history: History) -> Iterator[Row]:
    """Yield what ``change_rows`` does, and the stretches that other readings give."""
    yield from _title(asked, history.receipt)
    yield from _below(history)


def draw_history(asked: str, history: History, look: Look) -> str:
    """Return the rows of ``history``; on a terminal, with the verdict over time as bars under the title.

    Each reading that has it otherwise has its own bar, on the same scale. Of what never changes there
    is nothing to draw.
    """
    if look.width is None:
        return draw(history_rows(asked, history), look)
    # Only terminals need to know how wide letters are, and have colours.
    from rich.cells import cell_len  # noqa: PLC0415

    from obligcheck.presentation.bar import Course, draw_bars  # noqa: PLC0415 (as above)
    from obligcheck.presentation.terminal import WIDEST, paint_with  # noqa: PLC0415 (as above)

    if not (history.otherwise or len(history.changes) > 1):
        return draw(history_rows(asked, history), look)
    named = [(wording.ANSWER if history.otherwise else "", history.changes)]
    named += [(f"{one.question}={one.reading}", one.changes) for one in history.otherwise]
    courses = [Course(name, _timeline(changes)) for name, changes in named]
    bars = draw_bars(courses, min(look.width, WIDEST), cell_len, paint_with(colour=look.colour))
    return draw(_title(asked, history.receipt), look) + f"\n{bars}\n" + draw(_below(history), look)


def _timeline(changes: Sequence[Change]) -> Timeline:
    first, *later = changes
    return Timeline.of(first.verdict, [(change.since or date.min, change.verdict) for change in later])


def _title(asked: str, receipt: Mapping[str, object]) -> Iterator[Row]:
    yield Row("heading", wording.clean(asked))
    for line in wording.supposed_in(receipt):
        yield Row("note", line, hanging="  ")


def _below(history: History) -> Iterator[Row]:
    """Yield the stretches, those of other readings, and by what all this was answered.

    What set a stretch is not said again where another reading only says what the answer has said.
    """
    yield from _stretches(history.changes)
    said = {(change.since, reason) for change in history.changes for reason in change.because}
    asked = ""
    for one in history.otherwise:
        if not asked:
            yield BLANK
            yield Row("heading", wording.CONTESTED)
        if one.question != asked:
            asked = one.question
            yield Row("item", f"{asked}: {wording.clean(one.asks)}", guides="  ", hanging="    ")
        says = f"`{one.reading}` says {wording.clean(one.says)}" if one.says else f"`{one.reading}`"
        yield Row("item", says, guides="    ", hanging="      ", level=1)
        kept = [tuple(r for r in change.because if (change.since, r) not in said) for change in one.changes]
        changes = (c._replace(because=because) for c, because in zip(one.changes, kept, strict=True))
        yield from _stretches(changes, "    ")
    yield BLANK
    yield Row("receipt", wording.receipt(history.receipt))


def _stretches(changes: Iterable[Change], guides: str = "") -> Iterator[Row]:
    """Yield a line for each stretch, and under it what set it, what contests it and what it presumes."""
    level = len(guides) // 2
    for change in changes:
        label = wording.clean(change.label)
        stretch = wording.days(change.since, change.until) or wording.ALWAYS
        yield Row("item", label, change.verdict, stretch, "", f"{guides}  ", f"{guides}    ", level=level)
        below = f"{guides}      "
        said = [
            *map(wording.clean, change.because),
            *map(wording.contested, change.contested),
            *(f"presumed: {wording.clean(presumed)}" for presumed in change.presumed),
        ]
        for words in said:
            yield Row("detail", words, guides=below, hanging=f"{below}  ", level=level + 1)


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
    yield from (Row("note", line, hanging="  ") for line in _granted(asked))
    yield BLANK
    yield from tree_rows(asked.tree(day), depth=depth, sources=sources)
    if since or until:
        yield BLANK
        yield Row("heading", wording.OVER_TIME)
        for start, end, then in stretches(asked.timeline):
            yield Row("item", str(then), then, wording.days(start, end), "", "  ", "    ")
    yield from items(wording.CAVEATS, map(wording.clean, asked.caveats(day)))
    yield BLANK
    yield Row("receipt", wording.receipt(receipt))


def _granted(asked: Asked) -> Iterator[str]:
    """Yield what is taken for granted with a sentence, and which scenario says more about it."""
    as_in = f", as in `{asked.scenario}`, which tells more" if asked.scenario else ""
    yield from (f"supposed{as_in}: {wording.clean(text)}" for text in asked.supposed)


def asked_statement(asked: Asked, day: date) -> str:
    """Return in one sentence the truth of ``asked`` on ``day``, and the days between which it stays."""
    since, until, truth = asked.timeline.stretch(day)
    stretch = wording.days(since, until) or wording.ALWAYS
    beside = [*_granted(asked), *(f"mind: {wording.clean(caveat)}" for caveat in asked.caveats(day))]
    granted = "".join(f"; {line}" for line in beside)
    return f"{wording.clean(asked.sentence)}: {truth} on {day} ({stretch}){granted}\n"
