"""Rows for a terminal: sentences at the left, days and reasons at the right, guides kept.

``rich`` measures and colours; nothing here is markup, so a sentence shows what it holds.
"""

import re
from collections.abc import Callable, Iterable
from itertools import zip_longest

from obligcheck.presentation import wording
from obligcheck.presentation.layout import Row
from obligcheck.presentation.wrap import Measure, wrap
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

#: From this width on, days and reasons have a column each; below, they end the last line.
WIDE = 130
#: Wider than this, the eye loses the line between a sentence and its citation.
WIDEST = 150
#: A sentence is never squeezed below this, or half of what there is, however deep it stands.
NARROWEST = 24
#: Below this width guides take half the room: deep trees would leave none for words.
NARROW = 60
#: With this room, sentences rarely break.
COMFORTABLE = 88
GAP = 2

TRUTHS = {Truth.YES: "green", Truth.NO: "red", Truth.UNKNOWN: "yellow"}
WORDS = {
    "label": "bold",
    "contested": "magenta",
    "note": "dim",
    "detail": "dim",
    "heading": "bold",
    "receipt": "dim",
}
GUIDES, LEAD, DAYS, REASON = "dim", "italic", "cyan", "dim"
#: The blank between an instrument and its provision, and what keeps a line from ending there.
PROVISION, WHOLE = re.compile(r" (?=\d|bis\b|ter\b|quater\b)"), "\N{NO-BREAK SPACE}"
#: Guides, and what they are where there is little room.
_NARROWED = {"├── ": "├ ", "└── ": "└ ", "│   ": "│ ", "    ": "  "}
_GUIDE = re.compile("|".join(_NARROWED))
#: Rows whose days and reason follow their words instead of standing at the right.
RUNNING = frozenset(WORDS) | {"blank"}

#: Pieces of one line with their styles, and what gives a piece its style.
Line = list[tuple[str, str]]
Paint = Callable[[str, str], str]


def draw_terminal(rows: Iterable[Row], *, width: int, colour: bool) -> str:
    """Return ``rows`` laid out for ``width`` cells, with escape sequences if ``colour`` says so."""
    # Only terminals need to know how wide letters are.
    from rich.cells import cell_len  # noqa: PLC0415

    rows = [_narrowed(row) if width < NARROW else row for row in rows]
    page = _page(rows, width, cell_len)
    paint = paint_with(colour=colour)
    lines = (_without_end(line) for row in rows for line in page.lines(row))
    return "".join("".join(paint(text, style) for text, style in line) + "\n" for line in lines)


def _narrowed(row: Row) -> Row:
    """Return ``row`` with guides that take half the room."""
    guides, hanging = (_GUIDE.sub(lambda g: _NARROWED[g[0]], one) for one in (row.guides, row.hanging))
    return row._replace(guides=guides, hanging=hanging)


def paint_with(*, colour: bool) -> Paint:
    """Return what colours a piece of text; rich's styles alone, for its console is slow to import."""
    if not colour:
        return _unpainted
    from rich.color import ColorSystem  # noqa: PLC0415
    from rich.style import Style  # noqa: PLC0415

    def paint(text: str, style: str) -> str:
        if not style or not text.strip():
            return text
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)

    return paint


def _unpainted(text: str, _style: str) -> str:
    return text


def _without_end(line: Line) -> Line:
    """Return ``line`` without the blanks at its end."""
    while line and not line[-1][0].strip():
        line.pop()
    return line[:-1] + [(text.rstrip(), style) for text, style in line[-1:]]


def _page(rows: list[Row], width: int, measure: Measure) -> "Page":
    """Return the columns for ``rows``: as wide as their contents where there is room for them."""
    whole = max(min(width, WIDEST), NARROWEST)
    if whole < WIDE:
        return Page(whole, 0, 0, measure)
    right = [row for row in rows if row.role not in RUNNING]
    days = max((measure(row.days) for row in right), default=0)
    reason = min(max((measure(row.reason) for row in right), default=0), whole // 4)
    if whole - days - reason - 2 * GAP < COMFORTABLE:
        # "2002-07-01 until 2027-07-24" then stands in two lines: it is rarer than a long sentence.
        days = min(days, measure("until 2027-07-24"))
    return Page(whole, days, reason, measure)


class Page(NamedTuple):
    """How wide everything is: the whole, and the two columns at the right (none below ``WIDE``)."""

    whole: int
    days: int
    reason: int
    measure: Measure

    def lines(self, row: Row) -> list[Line]:
        """Return the lines of ``row``."""
        if row.role in RUNNING:
            return self._running(row)
        return self._in_columns(row) if self.days or self.reason else self._to_the_edge(row)

    def _running(self, row: Row) -> list[Line]:
        """Return words with days and reason right behind them, as a headline has them."""
        lines = self._words(row, self.whole)
        for part in filter(None, (row.days, row.reason)):
            if self._cells(lines[-1]) + len(wording.BETWEEN) + self.measure(part) <= self.whole:
                lines[-1].append((wording.BETWEEN + part, ""))
            else:
                room = self._room(row.hanging, self.whole)
                lines += [[(row.hanging, GUIDES), (piece, "")] for piece in self._wrap(part, room)]
        return lines

    def _in_columns(self, row: Row) -> list[Line]:
        """Return words at the left, days and reason in a column each; without them, words alone."""
        if not row.days and not row.reason:
            return self._words(row, self.whole)
        left = self.whole - sum(width + GAP for width in (self.days, self.reason) if width)
        # Where no days stand, a sentence may run on to the reason.
        lines = self._words(row, left if row.days else self.whole - self.reason - GAP)
        narrow = self.measure(row.days) > self.days
        stretch = row.days.replace(" until", "\nuntil").split("\n") if narrow else [row.days]
        reasons = self._wrap(row.reason, self.reason)
        missing = max(len(stretch), len(reasons)) - len(lines)
        lines += [[(row.hanging, GUIDES)] for _ in range(missing)]
        at_days, at_reason = left + GAP, self.whole - self.reason
        for line, days, reason in zip_longest(lines, stretch, reasons):
            self._pad(line, at_days if days else at_reason if reason else 0)
            line.append((days or "", DAYS))
            self._pad(line, at_reason if reason else 0)
            line.append((reason or "", REASON))
        return lines

    def _to_the_edge(self, row: Row) -> list[Line]:
        """Return words over the whole width, days and reason at the end of the last line."""
        lines = self._words(row, self.whole)
        tail: Line = [(row.days, DAYS)] if row.days else []
        if row.reason:
            tail += [(" " * GAP if tail else "", ""), (row.reason, REASON)]
        if not tail:
            return lines
        hanging: Line = [(row.hanging, GUIDES)]
        if self._cells(lines[-1]) + GAP + self._cells(tail) <= self.whole:
            ends = [tail]
        elif self._cells(hanging) + self._cells(tail) <= self.whole:
            lines.append(hanging)
            ends = [tail]
        else:
            pieces = self._wrap(row.reason, self._room(row.hanging, self.whole))
            ends = [[(row.days, DAYS)]] if row.days else []
            ends += [[(piece, REASON)] for piece in pieces]
            lines += [list(hanging) for _ in ends]
        for line, end in zip(lines[-len(ends) :], ends, strict=True):
            self._pad(line, self.whole - self._cells(end))
            line.extend(end)
        return lines

    def _words(self, row: Row, width: int) -> list[Line]:
        """Return the guides, the glyph and the words of ``row``, wrapped to ``width`` cells."""
        style = WORDS.get(row.role, "")
        start: Line = [(row.guides, GUIDES), (row.lead, LEAD)]
        if row.truth is not None and row.role == "label":
            style = f"{style} {TRUTHS[row.truth]}"
        elif row.truth is not None:
            start.append((f"{row.glyph} ", GUIDES if row.aside else f"bold {TRUTHS[row.truth]}"))
        first, rest = width - self._cells(start), self._room(row.hanging, width)
        pieces = wrap(row.words, max(first, self._least), rest, self.measure)
        hanging = [[(row.hanging, GUIDES), (piece, style)] for piece in pieces[1:]]
        return [[*start, (pieces[0], style)], *hanging]

    def _wrap(self, text: str, width: int) -> list[str]:
        """Return what stands at the right in lines of ``width`` cells, each citation whole."""
        lines = wrap(PROVISION.sub(WHOLE, text), width, width, self.measure) if text else []
        return [line.replace(WHOLE, " ") for line in lines]

    def _room(self, guides: str, width: int) -> int:
        """Return the cells that ``guides`` leave for words."""
        return max(width - self.measure(guides), self._least)

    @property
    def _least(self) -> int:
        """The fewest cells that words have."""
        return min(NARROWEST, self.whole // 2)

    def _cells(self, line: Line) -> int:
        return sum(self.measure(text) for text, _ in line)

    def _pad(self, line: Line, column: int) -> None:
        """Fill ``line`` up with blanks until ``column``."""
        line.append((" " * (column - self._cells(line)), ""))
