"""What an answer rests on: the provisions and presumptions in the deciding part of its tree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from obligcheck.temporal import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obligcheck.answers.answer import Node

_PARTS = r"\d+|\D+"


def basis_of(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the provisions of the deciding ``nodes``, in the order of their instruments and articles.

    Of a yes these are the provisions of what holds; of a no those of every way that fails and of
    what defeats it.
    """
    return _sorted(cite for node in nodes for cite in node.cites)


def headline_of(tree: Node) -> tuple[str, ...]:
    """Return the provisions of the duties among what decides: the few that a first line can hold."""
    duties = _sorted(c for n in deciding(tree) if n.kind == "duty" and n.truth is tree.truth for c in n.cites)
    return duties or tree.cites


def presumed_in(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the sentences of the deciding ``nodes`` that hold by presumption only."""
    found = (n.sentence for n in nodes if n.kind == "presumption" and n.own is not Truth.NO)
    return tuple(dict.fromkeys(found))


def deciding(tree: Node) -> Iterator[Node]:
    """Yield the nodes that decide the truth of ``tree``, shared ones once."""
    seen: set[int] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        own = node.own
        deciders = [c for c in node.conditions if c.truth is own]
        if any(c.kind == "calculated" for c in deciders):
            # What a deciding date is counted from decides with it.
            deciders = [c for c in node.conditions if c.truth is own or c.truth is Truth.YES]
        # A condition that holds does not decide a no; an exception that fails does not decide a yes.
        waiting += deciders
        waiting += [u for u in node.unless if u.truth is not Truth.NO]


def _sorted(cites: Iterable[str]) -> tuple[str, ...]:
    """Return citations once each; numbers sort as numbers, in the first instrument's order of mention."""
    once = list(dict.fromkeys(cites))
    instruments = list(dict.fromkeys(cite.partition(" ")[0] for cite in once))

    def key(cite: str) -> tuple[int, tuple[tuple[int, str], ...]]:
        return instruments.index(cite.partition(" ")[0]), _parts(cite)

    return tuple(sorted(once, key=key))


@cache
def _parts(cite: str) -> tuple[tuple[int, str], ...]:
    """Return what the provision of ``cite`` is sorted by: there are as many as the rules cite."""
    # What is numbered "bis" follows all paragraphs of the number.
    parts = re.findall(_PARTS, cite.partition(" ")[2].replace(" ", "~"))
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
