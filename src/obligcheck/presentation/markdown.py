"""An answer as a Markdown report to paste: the rows of the layout as headings and nested lists."""

import re
from collections.abc import Iterable, Iterator

from obligcheck.presentation import wording
from obligcheck.presentation.layout import Row

#: What Markdown would take for its own signs inside a line.
_SIGNS = re.compile(r"[\\*_\[\]<>|~]")


def draw_markdown(rows: Iterable[Row], statement: str = "") -> str:
    """Return ``rows`` as a report: the first is its title, under which stands ``statement``."""
    lines: list[str] = []
    last = Row("blank", "")
    for row in rows:
        if row.role == "node" and row.level == 0:
            lines += [f"## {wording.WHY}", ""]
        elif row.role == last.role == "receipt":
            lines[-1] += "\\"
        lines += _lines(row)
        if row.role == "label" and statement:
            lines += ["", escaped(wording.clean(statement)), ""]
        last = row
    return "\n".join(lines) + "\n"


def _lines(row: Row) -> Iterator[str]:
    """Yield the lines of Markdown that ``row`` becomes."""
    words, reason = escaped(row.words), escaped(row.reason)
    match row.role:
        case "label":
            yield f"# {words}"
            yield ""
            yield f"**{wording.BETWEEN.join(filter(None, (row.days, reason)))}**"
        case "heading":
            yield f"## {words}"
            yield ""
        case "contested":
            yield f"- **{words}**"
        case "receipt":
            yield f"*{words}*"
        case "blank":
            yield ""
        case _:
            glyph = f"{row.glyph} " if row.glyph else ""
            days = f"*{row.days}*" if row.days else ""
            line = wording.BETWEEN.join(filter(None, (f"{row.lead}{glyph}{words}", days, reason)))
            yield f"{'  ' * row.level}- {line}"


def escaped(text: str) -> str:
    r"""Return ``text`` so that Markdown shows it as it is.

    >>> print(escaped("[art. 65] *must*"))
    \[art. 65\] \*must\*
    """
    return _SIGNS.sub(r"\\\g<0>", text)
