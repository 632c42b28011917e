"""One layout of an answer for every drawer: what stands on each line, and under which guides."""

from collections.abc import Iterator
from typing import Literal

from attrs import evolve, field, frozen

from obligcheck.answers import Answer, Node
from obligcheck.presentation import wording
from obligcheck.temporal import Truth

Role = Literal[
    "label", "contested", "note", "node", "unless", "detail", "heading", "item", "receipt", "blank"
]


@frozen
class Row:
    """One fact of the drawing: ``words`` under their guides, ``days`` and ``reason`` at the right.

    ``guides`` stand before the first line, ``hanging`` before each line that wrapping adds, and
    ``level`` counts them. ``lead`` comes before the glyph. ``truth`` is None where a line is
    neither so nor not so.
    """

    role: Role
    words: str
    truth: Truth | None = None
    days: str = ""
    reason: str = ""
    guides: str = ""
    hanging: str = ""
    lead: str = ""
    level: int = 0

    @property
    def glyph(self) -> str:
        """Return the sign of the truth, or nothing."""
        return "" if self.truth is None else wording.GLYPHS[self.truth]


BLANK = Row("blank", "")


def answer_rows(answer: Answer, *, depth: int | None = None, sources: bool = False) -> Iterator[Row]:
    """Yield the whole answer: what it is, what it rests on, why, and what else is to be known."""
    yield Row(
        "label",
        wording.clean(answer.label),
        answer.verdict,
        wording.days(answer.since, answer.until),
        wording.short_citations(answer.headline),
    )
    yield from _premises(answer)
    yield BLANK
    yield from tree_rows(answer.tree, depth=depth, sources=sources)
    yield from _further(answer, sources=sources)
    yield from _items(wording.CAVEATS, map(wording.clean, answer.caveats))
    yield from _items(wording.CHANGE, map(wording.change, answer.change))
    yield BLANK
    yield Row("receipt", wording.question(answer))
    yield Row("receipt", wording.receipt(answer))


def _premises(answer: Answer) -> Iterator[Row]:
    """Yield the readings that would change the answer, and the presumptions on which it rests."""
    for one in answer.contested:
        yield Row("contested", wording.contested(one), hanging="  ")
        if one.says:
            yield Row("note", wording.clean(one.says), guides="  ", hanging="  ")
        if one.holders:
            held = "held by " + "; ".join(map(wording.clean, one.holders))
            yield Row("note", held, guides="  ", hanging="  ")
    for presumed in answer.presumed:
        yield Row("note", f"presumed: {wording.clean(presumed)}", hanging="  ")


def _further(answer: Answer, *, sources: bool) -> Iterator[Row]:
    """Yield the further sentences, the three layers apart: law, position, conduct."""
    for layer, heading in wording.LAYERS.items():
        found = [also for also in answer.also if also.layer == layer]
        if found:
            yield BLANK
            yield Row("heading", heading)
        for also in found:
            reason = wording.citations(also.cites)
            if also.source and not reason:
                reason = wording.place(also.source.at)
            yield Row("item", wording.clean(also.sentence), also.truth, "", reason, "  ", "    ")
            if sources and also.source:
                for part in wording.provenance(also.source):
                    yield Row("detail", part, guides="    ", hanging="    ", level=1)


def _items(heading: str, lines: Iterator[str]) -> Iterator[Row]:
    for number, line in enumerate(lines):
        if not number:
            yield BLANK
            yield Row("heading", heading)
        yield Row("item", line, guides="  • ", hanging="    ")


def tree_rows(tree: Node, *, depth: int | None = None, sources: bool = False) -> Iterator[Row]:
    """Yield ``tree``, each repeated part once; ``depth`` counts the levels below its first line."""
    yield from _Walk(sources, depth).rows(tree)


#: Guides before a line, and before what stands below it; the root has none.
_ROOT, _BRANCH, _LAST = ("", ""), ("├── ", "│   "), ("└── ", "    ")


@frozen(eq=False)
class _Walk:
    """One walk through a tree: ``shown`` grows with the parts already drawn."""

    sources: bool
    depth: int | None
    shown: set[object] = field(factory=set)

    def rows(
        self,
        node: Node,
        above: str = "",
        branch: tuple[str, str] = _ROOT,
        lead: str = "",
        level: int = 0,
    ) -> Iterator[Row]:
        """Yield ``node`` and what stands below it; ``above`` are the guides of what is above."""
        below = above + branch[1]
        parts = _parts(node)
        key = _likeness(node)
        repeated, cut = bool(parts) and key in self.shown, self.depth is not None and level >= self.depth
        children = [] if repeated or cut else parts
        row = Row(
            "unless" if lead else "node",
            wording.sentence(node),
            node.truth,
            wording.days(node.since, node.until),
            wording.because(node),
            above + branch[0],
            below + ("│ " if children else "  "),
            lead,
            level,
        )
        if repeated:
            yield evolve(row, reason=wording.SHOWN_ABOVE)
            return
        yield evolve(row, reason=f"{row.reason} …".lstrip()) if parts and cut else row
        if children:
            self.shown.add(key)
        hanging = below + ("│   " if children else "    ")
        for detail in wording.details(node, sources=self.sources):
            yield Row("detail", detail, guides=hanging, hanging=hanging, level=level + 1)
        for number, (word, child) in enumerate(children, 1):
            guides = _LAST if number == len(children) else _BRANCH
            yield from self.rows(child, below, guides, word, level + 1)


def _parts(node: Node) -> list[tuple[str, Node]]:
    """Return what stands below ``node``; several rows that state one fact are one line."""
    if node.kind in {"fact", "denied"}:
        return []
    return [("", one) for one in node.conditions] + [("unless ", one) for one in node.unless]


def _likeness(node: Node) -> object:
    """Return what two nodes have in common when they say and rest on the same."""
    said = (node.sentence, node.negated, node.truth, node.since, node.until)
    return (*said, node.kind, node.cites, node.at, len(node.conditions), len(node.unless))
