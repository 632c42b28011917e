"""How sentences rest on one another, as text that Mermaid or Graphviz draws: part by part of the law.

In both drawings a line leads from a sentence to what it rests on, dashed where that defeats it.
"""

import textwrap
from collections.abc import Callable, Iterator

from obligcheck.language.links import Link, Links, Part, Point
from obligcheck.presentation.wording import citations, clean

#: Cells in a line of a label in DOT, which breaks no lines by itself.
WIDE = 36

_KEY = "box: by rules; cylinder: from tables; hexagon: judged; rounded: circumstance; dashed: unless"
_MERMAID_SHAPES = {
    "concluded": ("[", "]"),
    "record": ("[(", ")]"),
    "judged": ("{{", "}}"),
    "circumstance": ("([", "])"),
    "supposed": ("([", "])"),
}
_DOT_SHAPES = {
    "concluded": "box",
    "record": "cylinder",
    "judged": "hexagon",
    "circumstance": "ellipse",
    "supposed": "ellipse",
}
# What Mermaid would take for the end of a label, for Markdown, for markup, or for the name of a letter.
_MERMAID_NAMES = {'"': "#quot;", "`": "#96;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "#": "#35;"}
_MERMAID_ESCAPES = str.maketrans(_MERMAID_NAMES)
_DOT_ESCAPES = str.maketrans({'"': r"\"", "\\": r"\\"})


def draw_mermaid(graph: Links) -> str:
    """Return ``graph`` as a Mermaid flowchart, each part of the law a subgraph."""
    lines = ["flowchart LR", f"  %% {_KEY}"]
    lines += _in_parts(
        graph, lambda part: f"subgraph p{part.number}[{_mermaid(part.title)}]", _in_mermaid, "end"
    )
    for link in graph.links:
        arrow = "-.->" if link.defeats else "-->"
        lines.append(f"  n{link.start} {arrow}|{_mermaid(_label(link))}| n{link.end}")
    return "\n".join(lines) + "\n"


def draw_dot(graph: Links) -> str:
    """Return ``graph`` in DOT, the language of Graphviz, each part of the law a cluster."""
    lines = ["digraph rules {", f"  // {_KEY}", "  rankdir=LR newrank=true"]
    lines += _in_parts(
        graph, lambda part: f"subgraph cluster_p{part.number} {{ label={_dot(part.title)}", _in_dot, "}"
    )
    for link in graph.links:
        style = " style=dashed" if link.defeats else ""
        lines.append(f"  n{link.start} -> n{link.end} [label={_dot(_label(link))}{style}]")
    return "\n".join([*lines, "}"]) + "\n"


def _in_parts(
    graph: Links, begin: Callable[[Part], str], draw: Callable[[Point], str], end: str
) -> Iterator[str]:
    """Yield the lines of the sentences, those of one part together, and last those of none."""
    for part in sorted({point.part for point in graph.points if point.part}):
        yield f"  {begin(part)}"
        yield from (f"    {draw(point)}" for point in graph.points if point.part == part)
        yield f"  {end}"
    yield from (f"  {draw(point)}" for point in graph.points if not point.part)


def _in_mermaid(point: Point) -> str:
    before, after = _MERMAID_SHAPES[point.origin]
    return f"n{point.number}{before}{_mermaid(str(point.sentence))}{after}"


def _in_dot(point: Point) -> str:
    return f"n{point.number} [label={_dot(str(point.sentence))} shape={_DOT_SHAPES[point.origin]}]"


def _label(link: Link) -> str:
    """Return what stands at a line: the citations, and "not" where the rule asks that it is not so."""
    return f"not: {citations(link.under)}" if link.negated else citations(link.under)


def _mermaid(text: str) -> str:
    """Return ``text`` as a quoted label; braces mean nothing within quotes.

    >>> _mermaid('{state} says "no"')
    '"{state} says #quot;no#quot;"'
    """
    return f'"{clean(text).translate(_MERMAID_ESCAPES)}"'


def _dot(text: str) -> str:
    r"""Return ``text`` as a quoted label, broken into lines.

    >>> print(_dot('{state} says "no"'))
    "{state} says \"no\""
    """
    lines = textwrap.wrap(clean(text), WIDE, break_long_words=False, break_on_hyphens=False)
    return '"' + r"\n".join(line.translate(_DOT_ESCAPES) for line in lines) + '"'
