"""Cells that a spreadsheet would take for a formula, made harmless; and when a cell needs quotes."""

import re
from collections.abc import Iterable

#: With one of these a formula begins: some programs read wide signs as the plain ones, and skip a null.
BEGINS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"

#: What begins so and is a number all the same.
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


def is_risky(cell: str) -> bool:
    """Say whether a spreadsheet would take ``cell`` for a formula.

    >>> is_risky("=1+1"), is_risky("-1.5"), is_risky("-1+1"), is_risky("")
    (True, False, True, False)
    """
    return cell[:1] in BEGINS and cell != "" and not NUMBER.fullmatch(cell)


def guarded(cell: str) -> str:
    """Return ``cell`` so that a spreadsheet shows it as it stands.

    >>> guarded("@SUM(A1)")
    "'@SUM(A1)"
    """
    return f"'{cell}" if is_risky(cell) else cell


def joined(cells: Iterable[str], delimiter: str) -> str:
    """Return ``cells`` as a line has them, in quotes where one would be torn apart.

    >>> print(joined(["a", "b, c", ""], ","))
    a,"b, c",
    """
    return delimiter.join(_quoted(cell, delimiter) for cell in cells)


def _quoted(cell: str, delimiter: str) -> str:
    if delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell
