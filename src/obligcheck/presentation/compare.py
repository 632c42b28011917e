"""Profiles of several things side by side: a column each, as many as fit, and a row for each label."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from obligcheck.answers.profile import Profiled, Row, Verdicts, notes
from obligcheck.presentation import layout, wording
from obligcheck.presentation.guard import guarded
from obligcheck.presentation.layout import BLANK
from obligcheck.presentation.lists import draw_table
from obligcheck.presentation.markdown import draw_markdown, escaped
from obligcheck.presentation.profiles import NONE, PERHAPS, cells, source_rows, span
from obligcheck.presentation.survey import number
from obligcheck.presentation.terminal import TRUTHS, WIDEST, WORDS, Line, paint_with
from obligcheck.presentation.tree import PLAIN, Look, draw
from obligcheck.presentation.wrap import Measure, wrap
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

GAP = "  "
#: A label is never wider than this, nor a column, where there is not room for all.
WIDEST_LABEL, WIDEST_CELL, NARROWEST_CELL = 26, 30, 12
INDENT = "  "
LEGEND = {NONE: f"{NONE} nothing on record", PERHAPS: f"{PERHAPS} not on record, which may lack it"}
ABSENT = "on record of none of them"

_STYLES = {wording.GLYPHS[truth]: style for truth, style in TRUTHS.items()} | {NONE: "dim"}


class Label(NamedTuple):
    """One row: how it is called, the heading above it, and what stands under each thing."""

    heading: str
    name: str
    cells: tuple[str, ...]


class Comparison(NamedTuple):
    """Things and what stands under each."""

    names: tuple[str, ...]
    labels: tuple[Label, ...]

    def shown(self) -> "Comparison":
        """Return this without the labels under which none has anything."""
        return self._replace(labels=tuple(one for one in self.labels if set(one.cells) != {NONE}))

    def absent(self) -> list[str]:
        """Return the labels under which none has anything."""
        return [one.name for one in self.labels if set(one.cells) == {NONE}]

    def blocks(self, per: int) -> list["Comparison"]:
        """Return this in blocks of ``per`` things."""
        parts = (slice(start, start + per) for start in range(0, len(self.names), per))
        return [
            Comparison(self.names[part], tuple(one._replace(cells=one.cells[part]) for one in self.labels))
            for part in parts
        ]


def compared(profiles: Sequence[Profiled]) -> Comparison:
    """Return the rows, counts and verdicts of ``profiles``, which are one profile of several things."""
    names = tuple(wording.BETWEEN.join(map(wording.clean, one.names.values())) for one in profiles)
    found: list[Label] = []
    for sections in zip(*(one.sections for one in profiles), strict=True):
        tables = [
            [part for part in section.parts if isinstance(part, Row | Verdicts)] for section in sections
        ]
        for parts in zip(*tables, strict=True):
            label = wording.clean(parts[0].label)
            found.append(Label(wording.clean(sections[0].title), label, tuple(map(_cell, parts))))
    return Comparison(names, tuple(found))


def _cell(part: Row | Verdicts) -> str:
    if isinstance(part, Row):
        return "; ".join(cells(part))
    sure, unsure = len(part.of(Truth.YES)), len(part.of(Truth.UNKNOWN))
    return span(sure, unsure)


def draw_comparison(profiles: Sequence[Profiled], look: Look) -> str:
    """Return the table: for a terminal in as many blocks as its width asks for, for a pipe in one piece."""
    comparison = compared(profiles)
    first = profiles[0]
    head = [layout.Row("label", number(len(profiles), " ".join(first.inputs)), None, f"on {first.day}")]
    head += [layout.Row("note", line, hanging=INDENT) for line in wording.supposed_in(first.receipt)]
    if look.width is None:
        rows = [(label.name, *label.cells) for label in comparison.shown().labels]
        table = draw_table(rows, ("", *comparison.names))
    else:
        table = _on_terminal(comparison.shown(), min(look.width, WIDEST), colour=look.colour)
    return draw([*head, BLANK], look) + table + draw(_foot(profiles, comparison, look), look)


def _foot(profiles: Sequence[Profiled], comparison: Comparison, look: Look) -> Iterator[layout.Row]:
    """Yield what none of them has, what the signs mean, what to bear in mind, and the receipt."""
    first = profiles[0]
    yield BLANK
    absent = comparison.absent()
    if absent:
        yield layout.Row("note", f"{ABSENT}: {', '.join(absent)}", hanging=INDENT)
    every = {cell for label in comparison.labels for cell in label.cells}
    legend = [meaning for sign, meaning in LEGEND.items() if sign in every]
    if legend:
        yield layout.Row("note", wording.BETWEEN.join(legend), hanging=INDENT)
    yield from source_rows(profiles) if look.sources else ()
    yield from layout.items(wording.CAVEATS, map(wording.clean, notes(profiles)))
    yield BLANK
    yield layout.Row("receipt", wording.BETWEEN.join((first.name, *comparison.names, str(first.day))))
    yield layout.Row("receipt", wording.receipt(first.receipt))


def _on_terminal(comparison: Comparison, whole: int, *, colour: bool) -> str:
    """Return the table in blocks of columns that fit, about as many in each."""
    # Only terminals need to know how wide letters are.
    from rich.cells import cell_len  # noqa: PLC0415

    number = len(comparison.names)
    pers = (-(-number // blocks) for blocks in range(1, number + 1))
    fitting = (per for per in pers if all(_fits(block, whole, cell_len) for block in comparison.blocks(per)))
    paint = paint_with(colour=colour)
    drawn = []
    for block in comparison.blocks(next(fitting, 1)):
        lines = _block(block, _widths(block, whole, cell_len), cell_len)
        drawn.append("".join("".join(paint(*piece) for piece in line).rstrip() + "\n" for line in lines))
    return "\n".join(drawn)


def _widths(block: Comparison, whole: int, measure: Measure) -> list[int]:
    """Return the width of the labels and of each column: as wide as its contents, or what room there is."""
    labels = max((measure(one.name) for one in block.labels), default=0) + len(INDENT)
    columns = list(zip(block.names, *(one.cells for one in block.labels), strict=True))
    natural = [max(map(measure, column)) for column in columns]
    room = whole - len(GAP) * len(columns)
    if labels + sum(natural) <= room:
        return [labels, *natural]
    # Long labels give way first, as long as they can, and then columns.
    labels = max(min(labels, room - sum(natural)), min(labels, WIDEST_LABEL + len(INDENT)))
    for widest in range(WIDEST_CELL, NARROWEST_CELL - 1, -1):
        within = [
            _broken(column, min(cells, widest), measure)
            for column, cells in zip(columns, natural, strict=True)
        ]
        if labels + sum(within) <= room:
            break
    return [labels, *within]


def _broken(column: Sequence[str], width: int, measure: Measure) -> int:
    """Return how wide ``column`` is once its cells are broken at ``width``; a word is never broken."""
    width = max(width, *(measure(word) for cell in column for word in cell.split()))
    return max(measure(line) for cell in column for line in wrap(cell, width, width, measure))


def _fits(block: Comparison, whole: int, measure: Measure) -> bool:
    """Say whether the columns of ``block`` fit beside one another."""
    return sum(_widths(block, whole, measure)) + len(GAP) * len(block.names) <= whole


def _block(block: Comparison, widths: Sequence[int], measure: Measure) -> Iterator[Line]:
    """Yield the lines of a block: names, then the labels under their headings."""
    yield from _lines(("", *block.names), widths, measure, [""] + ["bold"] * len(block.names))
    heading = ""
    for label in block.labels:
        if label.heading != heading:
            heading = label.heading
            yield [(heading, WORDS["heading"])]
        styles = ["", *(_STYLES.get(cell[:1], "") for cell in label.cells)]
        yield from _lines((INDENT + label.name, *label.cells), widths, measure, styles)


def _lines(
    cells: Sequence[str], widths: Sequence[int], measure: Measure, styles: Sequence[str]
) -> Iterator[Line]:
    """Yield one row of the table, each cell wrapped to its column."""
    wrapped = [_wrapped(cell, width, measure) for cell, width in zip(cells, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=""):
        line: Line = []
        for piece, width, style in zip(pieces, widths, styles, strict=True):
            line += [(piece, style), (" " * (width - measure(piece)) + GAP, "")]
        yield line[:-1]


def _wrapped(cell: str, width: int, measure: Measure) -> list[str]:
    """Return ``cell`` in lines; those after the first of a label stand deeper."""
    indent = INDENT if cell.startswith(INDENT) else ""
    lines = wrap(cell.strip(), width - len(indent), max(width - 2 * len(indent), 1), measure)
    return [(indent if not number else 2 * indent) + line for number, line in enumerate(lines)]


def draw_csv(profiles: Sequence[Profiled]) -> str:
    """Return a row for each thing and a column for each label, as RFC 4180 writes them."""
    comparison = compared(profiles)
    stream = io.StringIO()
    writer = csv.writer(stream)
    names = (guarded(label.name) for label in comparison.labels)
    writer.writerow([*profiles[0].inputs, "name", *names])
    for place, (one, name) in enumerate(zip(profiles, comparison.names, strict=True)):
        under = ("" if label.cells[place] == NONE else label.cells[place] for label in comparison.labels)
        writer.writerow(map(guarded, (*one.inputs.values(), name, *under)))
    return stream.getvalue()


def draw_markdown_table(profiles: Sequence[Profiled]) -> str:
    """Return the table as Markdown, a column for each thing."""
    comparison = compared(profiles)
    rows = [("", *comparison.names), ("---",) * (len(profiles) + 1)]
    rows += [(label.name, *label.cells) for label in comparison.shown().labels]
    table = "".join(
        f"| {' | '.join(cell if cell == '---' else escaped(cell) for cell in row)} |\n" for row in rows
    )
    rest = draw_markdown(_foot(profiles, comparison, PLAIN))
    title = number(len(profiles), " ".join(profiles[0].inputs))
    return f"# {escaped(title)} on {profiles[0].day}\n\n{table}{rest}"
