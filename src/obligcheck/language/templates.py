"""Labels and finished sentences: the blanks that they may name, and parts in brackets that may fall away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.problems import Problem
from obligcheck.sentences import HOLE
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obligcheck.language.fences import Words


class Named(NamedTuple):
    """The names that a text may hold in braces: those that always have a value, and those that may not."""

    always: tuple[str, ...]
    perhaps: tuple[str, ...]

    def __str__(self) -> str:
        """Return the names as texts write them."""
        shown = (*(f"{{{name}}}" for name in self.always), *(f"[{{{name}}}]" for name in self.perhaps))
        return ", ".join(f"`{name}`" for name in dict.fromkeys(shown))


def check_template(words: Words, named: Named, problems: list[Problem]) -> None:
    """Require that something fills every blank, and that what may be missing stands in a part in brackets.

    ``template = { TEXT | "[" TEXT "]" }``: a part falls away where a value in it is missing.
    """
    inside = _parts(words, problems)
    for hole in HOLE.finditer(words.text):
        name = hole[1]
        place = words.part(*hole.span()).place
        if name is None or name in named.always:
            continue
        if name not in named.perhaps:
            message = f"nothing fills `{hole[0]}`"
            problems.append(Problem("unbound-blank", message, place, f"known are {named}"))
        elif not any(start < hole.start() < end for start, end in inside):
            message = f"`{hole[0]}` may have no value"
            fix = f"put the part that falls away without it in brackets, as in `[ on {hole[0]}]`"
            problems.append(Problem("unbound-blank", message, place, fix))


def _parts(words: Words, problems: list[Problem]) -> Iterable[tuple[int, int]]:
    """Return where the parts in brackets begin and end; a bracket without its partner is a problem."""
    parts: list[tuple[int, int]] = []
    start = -1
    for at, letter in enumerate(words.text):
        if letter == "[" and start < 0:
            start = at
        elif letter == "]" and start >= 0:
            parts.append((start, at))
            start = -1
        elif letter in "[]":
            _report(words, at, problems)
    if start >= 0:
        _report(words, start, problems)
    return parts


def _report(words: Words, at: int, problems: list[Problem]) -> None:
    message = f"`{words.text[at]}` has no partner: parts in brackets open and close, none within another"
    problems.append(Problem("bad-scenario", message, words.part(at, at + 1).place))
