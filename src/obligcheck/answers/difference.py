"""What sets two trees of one question apart: the sentences of both whose truth is not the same."""

from collections import deque
from collections.abc import Iterator

from obligcheck.answers.answer import Node
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

#: They repeat the sentence above them, with the truth of one way to it.
_WAYS = frozenset({"alternative", "exception"})


class Difference(NamedTuple):
    """A sentence, its truth in either tree, and the citations behind it; ``node`` is that of ``after``."""

    sentence: str
    before: Truth
    after: Truth
    cites: tuple[str, ...]
    node: Node


def differences(before: Node, after: Node) -> tuple[Difference, ...]:
    """Return the sentences that changed their truth, those nearest to the root of ``after`` first.

    A sentence that stands in one of the trees only is none of them.
    """
    earlier = _by_sentence(before)
    found = []
    for sentence, now in _by_sentence(after).items():
        was = earlier.get(sentence)
        if was and was.truth is not now.truth:
            cites = now.cites or was.cites
            found.append(Difference(sentence, was.truth, now.truth, cites, now))
    return tuple(found)


def _by_sentence(tree: Node) -> dict[str, Node]:
    """Return the first node of each sentence, with the truth of the sentence itself."""
    found: dict[str, Node] = {}
    for node in _outwards(tree):
        if node.kind not in _WAYS and node.sentence not in found:
            plain = node._replace(truth=~node.truth, negated=False) if node.negated else node
            found[node.sentence] = plain
    return found


def _outwards(tree: Node) -> Iterator[Node]:
    """Yield ``tree`` and all below it, level by level, shared parts once."""
    seen: set[int] = set()
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting.extend((*node.conditions, *node.unless))
