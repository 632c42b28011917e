"""An answer as a Markdown report to paste: the rows of the layout as headings and nested lists."""

import re
from collections.abc import Iterator

from obligcheck.answers import Answer
from obligcheck.presentation import wording
from obligcheck.presentation.layout import Row, answer_rows

#: What Markdown would take for its own signs inside a line.
_SIGNS = re.compile(r"([\\*_\[\]<>|~]|(?<=^)[#+-](?= ))")


def draw_markdown(answer: Answer, *, depth: int | None = None, sources: bool = False) -> str:
    """Return the report: the verdict as title, the statement, why, and what else is to be known."""
    lines: list[str] = []
    last = None
    for row in answer_rows(answer, depth=depth, sources=sources):
        if row.role == "node" and row.level == 0:
            lines += ["## Why", ""]
        if row.role in {"contested", "receipt"} and last == row.role:
            lines.append("")
        lines += _lines(row)
        if row.role == "label":
            lines += ["", _escaped(wording.clean(answer.statement)), ""]
        last = row.role
    return "\n".join(lines) + "\n"


def _lines(row: Row) -> Iterator[str]:
    """Yield the lines of Markdown that ``row`` becomes."""
    words = _escaped(row.words)
    glyph = f"{row.glyph} " if row.glyph else ""
    tail = "".join(f" · {part}" for part in (_emphasised(row.days), _escaped(row.reason)) if part)
    match row.role:
        case "blank":
            yield ""
        case "label":
            yield f"# {words}"
            yield ""
            yield f"**{wording.BETWEEN.join(filter(None, (row.days, _escaped(row.reason))))}**"
        case "heading":
            yield f"## {words}"
            yield ""
        case "contested":
            yield f"- **{words}**"
        case "note" | "detail":
            yield f"{'  ' * max(row.level, 0)}  - {words}" if row.guides else f"- {words}"
        case "node" | "unless" | "item":
            yield f"{'  ' * row.level}- {row.lead}{glyph}{words}{tail}"
        case "receipt":
            yield f"*{words}*"


def _emphasised(days: str) -> str:
    return f"*{days}*" if days else ""


def _escaped(text: str) -> str:
    r"""Return ``text`` so that Markdown shows it as it is.

    >>> print(_escaped("[art. 65] *must*"))
    \[art. 65\] \*must\*
    """
    return _SIGNS.sub(r"\\\1", text)
