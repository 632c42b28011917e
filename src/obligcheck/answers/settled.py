"""What can be said on a day: whether what a sentence rests on had happened, and is on record at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.temporal import NEVER, ImpreciseDate, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from obligcheck.engine import Proof
    from obligcheck.sentences import Value


def is_settled(proof: Proof, day: date) -> bool:
    """Say whether what makes ``proof`` so had happened by ``day``.

    A deposit of 2020 is true of all days, and nothing for a profile of 2005; an entry into force that
    lies ahead is something for one once the deposit was made. A row tells of the first date in it: a
    visit of its arrival, a rescission of itself before the notice that it takes back.
    """
    return _is_settled(proof, day, {})


def _is_settled(proof: Proof, day: date, known: dict[int, bool]) -> bool:
    found = known.get(id(proof))
    if found is None:
        found = known[id(proof)] = _work_out(proof, day, known)
    return found


def _work_out(proof: Proof, day: date, known: dict[int, bool]) -> bool:
    if proof.is_built_in:
        # Only what looks at the record has parts: the first day on which enough had joined.
        return not proof.parts or _has_begun(proof.arguments, day)
    if proof.assumptions or any(not f.denied and _has_begun(f.arguments, day) for f in proof.facts):
        return True
    derived = [d for d in proof.derivations if d.timeline is not NEVER]
    if not derived:
        # Nothing gives it but silence, or a row that denies it.
        return not any(not f.denied for f in proof.facts)
    return any(
        all(step.negated or _is_settled(step.proof, day, known) for step in way.steps) for way in derived
    )


def is_silence(proof: Proof, day: date) -> bool:
    """Say whether ``proof``, unknown on ``day``, is so only because the record may lack something.

    The entry into force that a deposit would have, if there were one, is no date to tell of.
    """
    if proof.assumptions or proof.declaration is not None or any(not f.denied for f in proof.facts):
        return False
    ways = [d for d in proof.derivations if d.timeline.at(day) is not Truth.NO]
    if not ways:
        return proof.is_open
    return all(
        any(s.proof.timeline.at(day) is Truth.UNKNOWN and is_silence(s.proof, day) for s in way.steps)
        for way in ways
    )


def _has_begun(arguments: Iterable[Value | None], day: date) -> bool:
    """Say whether the first date among ``arguments`` may have come by ``day``; none is any time."""
    first = next((a for a in arguments if isinstance(a, ImpreciseDate)), None)
    return first is None or first.earliest <= day
