"""An answer as values: the verdict, all that qualifies it, and the tree that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from obligcheck.facts import Provenance
    from obligcheck.temporal import Truth


@frozen(eq=False)
class Node:
    """One sentence of an explanation on the day asked, and why it has its truth.

    ``until`` is the first day on which it is no longer so. ``kind`` is that of the rule (``rule``,
    ``duty``, ``presumption``, …), or ``fact``, ``denied``, ``assumed``, ``supposed``, ``calculated``,
    ``judged``, ``circumstance``, ``no record``, ``not known``, or ``alternative``: one way of several,
    to be worded by its citations. ``truth`` is that of the condition: with ``negated``, the opposite
    of the sentence's own. ``at`` is ``file:line``; ``source`` where a fact comes from.
    """

    sentence: str
    truth: Truth
    since: date | None
    until: date | None
    kind: str
    cites: tuple[str, ...] = ()
    at: str | None = None
    source: Provenance | None = None
    conditions: tuple[Node, ...] = ()
    unless: tuple[Node, ...] = ()
    negated: bool = False
    note: str = ""

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, shared ones once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if id(node) not in seen:
                seen.add(id(node))
                yield node
                waiting += reversed((*node.conditions, *node.unless))


@frozen
class Contested:
    """A reading under which the verdict would be another, and who holds it."""

    question: str
    asks: str
    reading: str
    says: str
    holders: tuple[str, ...]
    verdict: Truth


@frozen
class Also:
    """A further sentence of the answer: law beside the verdict, a position, or conduct."""

    sentence: str
    truth: Truth
    kind: str
    cites: tuple[str, ...]
    layer: str
    source: Provenance | None = None


@frozen(eq=False)
class Answer:
    """What ``check`` answers for one day.

    ``basis`` are the provisions in the deciding part of the tree, ``headline`` the few of them that
    impose the duty; ``since`` and ``until`` (first day no longer) bound the stretch of the verdict.
    """

    scenario: str
    inputs: dict[str, str]
    names: dict[str, str]
    day: date
    verdict: Truth
    label: str
    statement: str
    since: date | None
    until: date | None
    basis: tuple[str, ...]
    headline: tuple[str, ...]
    presumed: tuple[str, ...]
    contested: tuple[Contested, ...]
    readings: tuple[tuple[str, str], ...]
    also: tuple[Also, ...]
    caveats: tuple[str, ...]
    tree: Node
    receipt: dict[str, object]
    _change: Callable[[], tuple[tuple[str, ...], ...]] = field(repr=False)

    @property
    def change(self) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of facts that would turn the verdict, looked for at each call."""
        return self._change()


@frozen
class Change:
    """A stretch of days with one verdict, and what set it: facts and dates that turned it."""

    since: date | None
    until: date | None
    verdict: Truth
    label: str
    because: tuple[str, ...]
