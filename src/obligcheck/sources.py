"""A text, a place in it, and a citation: what everything else points at."""

import re
from typing import TYPE_CHECKING

from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

# Patterns as texts: nothing compiles them before they are used.

#: Provisions as lawyers write them: ``86``, ``89(1)``, ``15 bis(5)``, ``12/Res.3``, ``Dec.397(XVIII)``.
_PROVISION = r"[0-9A-Za-z][0-9A-Za-z/.\-]*( (bis|ter|quater))?(\([0-9A-Za-z]+( bis| ter)?\))*"
_LINE_END = r"\r\n|\r|\n"


class Place(NamedTuple):
    """``width`` characters from ``line``:``column`` (both count from one) of the file ``path``.

    ``text`` is the whole line; ``heading`` the headings above it, outermost first.
    """

    path: str
    line: int
    column: int = 1
    width: int = 1
    text: str = ""
    heading: tuple[str, ...] = ()

    @property
    def at(self) -> str:
        """Return ``path:line``, as editors read it."""
        return f"{self.path}:{self.line}"

    def part(self, start: int, end: int) -> "Place":
        """Return the place of the characters ``start`` to ``end`` of this one's text."""
        return self._replace(column=self.column + start, width=max(end - start, 1))


class Source(NamedTuple):
    """A text under the name by which users know it, such as ``rules/lake-treaty/exit.md``."""

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Return the lines without their ends, whichever way those are written."""
        return re.split(_LINE_END, self.text)

    def place(self, position: int) -> Place:
        """Return the place of the character at ``position`` of the text."""
        before = re.split(_LINE_END, self.text[:position])
        number = len(before)
        return Place(self.path, number, len(before[-1]) + 1, 1, self.lines[number - 1])


def is_citation(text: str, instruments: "Collection[str]") -> bool:
    """Say whether ``text`` is an instrument's short name and one provision of it.

    >>> is_citation("LT 7(1)", frozenset({"LT"}))
    True
    """
    name, space, provision = text.partition(" ")
    return bool(space) and name in instruments and re.fullmatch(_PROVISION, provision) is not None
