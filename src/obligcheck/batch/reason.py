"""An answer's reasons in one paragraph, and the identifier by which its tree is found again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from obligcheck.answers.basis import deciding
from obligcheck.answers.words import cited
from obligcheck.temporal import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.answers import Node
    from obligcheck.batch.outcome import Outcome

#: How many bytes of its digest name a tree: two trees of one batch do not meet by chance.
_BYTES = 8

#: How a sentence is said that has a truth.
_SAID = {Truth.YES: "{}", Truth.NO: "not so: {}", Truth.UNKNOWN: "not known: {}"}


def reason_of(tree: Node, outcome: Outcome) -> str:
    """Return why ``tree`` says what it says: provisions, what decides, what is presumed or contested."""
    parts = [f"{_said(tree)}{f' ({cited(outcome.basis)})' if outcome.basis else ''}"]
    grounds = list(dict.fromkeys(_grounds(tree)))
    if grounds:
        parts.append(f"Because: {'; '.join(grounds)}")
    if outcome.presumed:
        parts.append(f"Presumed: {'; '.join(outcome.presumed)}")
    if outcome.contested:
        parts.append(f"Otherwise: {'; '.join(f'{v} under {q}={r}' for q, r, v in outcome.contested)}")
    return f"{'. '.join(parts)}."


def _grounds(tree: Node) -> Iterator[str]:
    """Yield what the tree rests on in the end: rows of the record, its silence, assumptions, days."""
    for node in deciding(tree):
        if node is not tree and not node.conditions:
            yield _said(node)


def _said(node: Node) -> str:
    """Return the sentence of ``node`` with its own truth."""
    truth = ~node.truth if node.negated else node.truth
    return _SAID[truth].format(node.sentence)


def identifier_of(tree: Node) -> str:
    """Return a digest of all that ``tree`` says, in hexadecimal digits: equal trees have one identifier."""
    return _digest(tree, {}).hex()


def _digest(node: Node, known: dict[int, bytes]) -> bytes:
    found = known.get(id(node))
    if found is None:
        own = repr((*node[:8], node.negated, node.note, node.checked, len(node.conditions)))
        digest = hashlib.blake2b(own.encode(errors="surrogateescape"), digest_size=_BYTES)
        for below in (*node.conditions, *node.unless):
            digest.update(_digest(below, known))
        found = known[id(node)] = digest.digest()
    return found
