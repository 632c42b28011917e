"""By which things a verdict is what it is: the warrant behind a duty, the treaty behind a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.sentences import Entity
from obligcheck.temporal import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from obligcheck.engine import Proof


def grounds(proof: Proof, day: date) -> tuple[Entity, ...]:
    """Return the first thing that each way to the verdict of ``proof`` on ``day`` names beside its own.

    Its own are what the verdict is about, and all things of their types. A no has no
    grounds, and a way whose conditions name no further thing none either.
    """
    truth = proof.timeline.at(day)
    if truth is Truth.NO:
        return ()
    own = {argument.type for argument in proof.arguments if isinstance(argument, Entity)}
    found: dict[Entity, None] = {}
    for derivation in proof.derivations:
        if derivation.timeline.at(day) is truth:
            named = (step.proof for step in derivation.steps if not step.negated)
            first = next((thing for each in named for thing in _further(each, day, own)), None)
            if first is not None:
                found[first] = None
    return tuple(found)


def _further(proof: Proof, day: date, own: set[str]) -> Iterator[Entity]:
    """Yield the things of other types than ``own`` that ``proof`` names, then those of what it rests on."""
    for argument in proof.arguments:
        if isinstance(argument, Entity) and argument.type not in own:
            yield argument
    for derivation in proof.derivations:
        if derivation.timeline.at(day) is proof.timeline.at(day):
            for step in derivation.steps:
                yield from _further(step.proof, day, own)
