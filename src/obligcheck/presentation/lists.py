"""Lists and tables as plain text: columns lined up, nothing drawn around them, nothing cut off."""

from collections.abc import Iterable, Sequence

from obligcheck.presentation.wording import clean

GAP = "  "


def draw_table(rows: Iterable[Sequence[object]], heads: Sequence[str] = ()) -> str:
    """Return ``rows`` with their columns lined up; the last column runs as far as it likes.

    >>> print(draw_table([("parties", 125), ("acts", 7)], ("table", "rows")), end="")
    table    rows
    parties  125
    acts     7
    """
    cells = [[clean(str(cell)) for cell in row] for row in ([heads] if heads else []) + list(rows)]
    if not cells:
        return ""
    # Only lists need to know how wide letters are.
    from rich.cells import cell_len  # noqa: PLC0415

    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        padded = (c + " " * (w - cell_len(c)) for c, w in zip(row, widths, strict=True))
        lines.append(GAP.join(padded).rstrip())
    return "\n".join(lines) + "\n"


def draw_sections(sections: Iterable[tuple[str, str]]) -> str:
    """Return texts under their headings, indented, an empty line between; empty ones are left out."""
    drawn = []
    for heading, text in sections:
        if text:
            indented = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
            drawn.append(f"{clean(heading)}\n{indented}")
    return "\n".join(drawn)


def counted(number: int, thing: str) -> str:
    """Return how many things there are.

    >>> counted(1, "rule"), counted(12, "rule")
    ('1 rule', '12 rules')
    """
    return f"{number} {thing}{'s' * (number != 1)}"
