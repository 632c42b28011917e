"""One layout of an answer for every drawer: what stands on each line, and under which guides."""

from collections.abc import Iterable, Iterator
from typing import Literal

from obligcheck.answers import Answer, Contested, Node
from obligcheck.presentation import wording
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

Role = Literal[
    "label", "contested", "note", "node", "unless", "detail", "heading", "item", "receipt", "blank"
]


class Row(NamedTuple):
    """One fact of the drawing: ``words`` under their guides, ``days`` and ``reason`` at the right.

    ``guides`` stand before the first line, ``hanging`` before each line that wrapping adds, and
    ``level`` counts them. ``lead`` comes before the glyph. ``truth`` is None where a line is
    neither so nor not so. ``aside``: below an exception that was tried and does not apply.
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
    aside: bool = False

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
        wording.days(answer.since, answer.until) or wording.ALWAYS,
        wording.short_citations(answer.headline),
    )
    yield from _premises(answer)
    yield BLANK
    yield from tree_rows(answer.tree, depth=depth, sources=sources)
    yield from _contested(answer)
    yield from _further(answer, sources=sources)
    yield from items(wording.CAVEATS, map(wording.clean, answer.caveats))
    yield from items(wording.CHANGE, (wording.change(flip, answer.verdict) for flip in answer.flips))
    yield BLANK
    yield Row("receipt", wording.question(answer))
    yield Row("receipt", wording.receipt(answer.receipt))


def _premises(answer: Answer) -> Iterator[Row]:
    """Yield the readings that would change the answer, and what it supposes or presumes."""
    for one in answer.contested:
        yield Row("contested", wording.contested(one), hanging="  ")
    for line in wording.supposed(answer):
        yield Row("note", line, hanging="  ")


def _contested(answer: Answer) -> Iterator[Row]:
    """Yield the contested questions: which reading answered, and who holds the others."""
    chosen = dict(answer.readings)
    followed = {one.question: one for one in answer.followed}
    last = ""
    for one in answer.contested:
        if not last:
            yield BLANK
            yield Row("heading", wording.CONTESTED)
        if one.question != last:
            last = one.question
            yield Row("item", wording.asks(one, chosen.get(last, "")), guides="  ", hanging="    ")
            if last in followed:
                yield from _reading(followed[last])
        yield from _reading(one)


def _reading(one: Contested) -> Iterator[Row]:
    """Yield what a reading says, and who holds it."""
    yield Row("item", wording.says(one), guides="    ", hanging="      ", level=1)
    if one.holders:
        yield Row("detail", wording.held_by(one), guides="      ", hanging="      ", level=2)


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


def items(heading: str, lines: Iterable[str]) -> Iterator[Row]:
    """Yield ``lines`` under their heading; nothing where there are none."""
    for number, line in enumerate(lines):
        if not number:
            yield BLANK
            yield Row("heading", heading)
        yield Row("item", line, guides="  • ", hanging="    ")


def tree_rows(tree: Node, *, depth: int | None = None, sources: bool = False) -> Iterator[Row]:
    """Yield ``tree``, each repeated part once; ``depth`` counts the levels below its first line."""
    yield from _Walk(sources=sources, depth=depth).rows(_Part(tree))


#: Guides before a line, and before what stands below it; the root has none.
_ROOT, _BRANCH, _LAST = ("", ""), ("├── ", "│   "), ("└── ", "    ")


class _Part(NamedTuple):
    """What stands below a node, after ``lead``; ``exception`` is one that fails for want of it."""

    node: Node
    lead: str = ""
    exception: Node | None = None
    aside: bool = False

    def below(self, above: "_Part") -> "_Part":
        """Return this part as one of ``above``: what explains why an exception fails is aside too."""
        tried = bool(self.lead) and self.node.truth is Truth.NO
        return self._replace(aside=above.aside or tried)


class _Walk:
    """One walk through a tree: ``shown`` grows with the parts already drawn."""

    def __init__(self, *, sources: bool, depth: int | None) -> None:
        self.sources, self.depth = sources, depth
        self.shown: set[object] = set()

    def rows(
        self, part: _Part, above: str = "", branch: tuple[str, str] = _ROOT, level: int = 0
    ) -> Iterator[Row]:
        """Yield ``part`` and what stands below it; ``above`` are the guides of what is above."""
        node, below = part.node, above + branch[1]
        parts, key = _parts(node), _likeness(node)
        repeated = bool(parts) and key in self.shown
        cut = self.depth is not None and level >= self.depth
        children = [] if repeated or cut else parts
        reason = wording.because(node, part.exception)
        if repeated:
            reason = wording.SHOWN_ABOVE
        elif parts and cut:
            reason = f"{reason} …".lstrip()
        yield Row(
            "unless" if part.lead else "node",
            wording.sentence(node),
            node.truth,
            wording.days(node.since, node.until),
            reason,
            above + branch[0],
            below + ("│ " if children else "  "),
            part.lead,
            level,
            part.aside,
        )
        if children:
            self.shown.add(key)
        if self.sources and not repeated:
            hanging = below + ("│   " if children else "    ")
            sources = wording.sources(node) or wording.sources(part.exception or node)
            for source in sources:
                yield Row("detail", source, guides=hanging, hanging=hanging, level=level + 1)
        for number, child in enumerate(children, 1):
            guides = _LAST if number == len(children) else _BRANCH
            yield from self.rows(child.below(part), below, guides, level + 1)


def _parts(node: Node) -> list[_Part]:
    """Return what stands below ``node``.

    Several rows that state one fact are one line. Of an exception that does not apply only what
    fails is shown, under the citation of the exception; ways that fail alike are shown once.
    """
    if node.kind in {"fact", "denied"}:
        return []
    parts = [_Part(one) for one in _of_exception(node)]
    for one in node.unless:
        failing = _of_exception(one)
        if one.kind == "exception" and one.truth is Truth.NO and len(failing) == 1:
            parts.append(_Part(failing[0], wording.UNLESS, one))
        else:
            parts.append(_Part(one, wording.UNLESS))
    found: dict[object, _Part] = {}
    for part in parts:
        below = tuple(map(_likeness, (*part.node.conditions, *part.node.unless)))
        under = part.exception and _likeness(part.exception)
        found.setdefault((part.lead, under, _likeness(part.node), below), part)
    return list(found.values())


def _of_exception(node: Node) -> tuple[Node, ...]:
    """Return the conditions to show: of an exception that does not apply, those that fail."""
    if node.kind == "exception" and node.truth is Truth.NO:
        failing = tuple(one for one in node.conditions if one.truth is Truth.NO)
        return failing or node.conditions
    return node.conditions


def _likeness(node: Node) -> object:
    """Return what two nodes have in common when they say and rest on the same."""
    said = (node.sentence, node.negated, node.truth, node.since, node.until)
    return (*said, node.kind, node.cites, len(node.conditions), len(node.unless))
