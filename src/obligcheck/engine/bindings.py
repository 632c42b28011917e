"""What fills the blanks of a rule: goals unified with conclusions, conditions' answers with blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from obligcheck.engine.builtins import same
from obligcheck.temporal import NEVER, UNKNOWN, Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obligcheck.engine.goals import Arguments, Found
    from obligcheck.engine.proof import Proof
    from obligcheck.language import Condition, Rule, Term
    from obligcheck.sentences import Value


def ways_to(condition: Condition, values: Arguments, found: Found) -> list[tuple[Arguments, Proof]]:
    """Return a way for everything that fills the open blanks, and one for "and nothing else"."""
    ways: list[tuple[Arguments, Proof]] = []
    for proof in found.proofs:
        more, sure = bound(values, condition.terms, proof.arguments)
        if sure is not Truth.NO:
            ways.append(
                (more, proof if sure is Truth.YES else proof._replace(timeline=proof.timeline & UNKNOWN))
            )
    otherwise = found.otherwise
    if otherwise is not None and (not ways or otherwise.timeline is not NEVER):
        ways.append((values, otherwise))
    return ways


def of_somebody(found: Found) -> Proof:
    """Return the proof of a sentence about one whom nobody can name: unknown where it holds of anybody."""
    # INVARIANT: what leaves a blank open always has a proof of "and nothing else".
    rest = cast("Proof", found.otherwise)
    timeline = rest.timeline
    for proof in found.proofs:
        timeline |= proof.timeline
    timeline &= UNKNOWN
    return rest._replace(timeline=timeline, parts=found.proofs, is_open=timeline is not NEVER)


def is_about_unlisted(rule: Rule, group: Sequence[Condition], values: Arguments) -> bool:
    """Say whether ``group`` asks about a blank that the conditions should have filled and left open."""
    given = {t for c in rule.conditions if not c.negated for t in c.terms if isinstance(t, int)}
    return any(values[t] is None for c in group for t in c.terms if isinstance(t, int) and t in given)


def unified(rule: Rule, arguments: Arguments) -> tuple[Arguments, Truth]:
    """Return the values of the rule's blanks that ``arguments`` of its conclusion give.

    And whether the rule concludes of them at all: what is asked about must be what the conclusion names,
    and a blank that stands twice must be given one value.
    """
    if rule.is_plain:
        return arguments + (None,) * (len(rule.blanks) - len(arguments)), Truth.YES
    values: list[Value | None] = [None] * len(rule.blanks)
    sure = Truth.YES
    for term, argument in zip(rule.conclusion.terms, arguments, strict=True):
        if argument is None:
            continue
        named = values[term] if isinstance(term, int) else term
        if named is not None:
            sure = min(sure, same(named, argument))
        elif isinstance(term, int):
            values[term] = argument
    return tuple(values), sure


def bound(values: Arguments, terms: Sequence[Term], found: Arguments) -> tuple[Arguments, Truth]:
    """Return ``values`` with what ``found`` gives the open blanks of ``terms``.

    And whether it fits: a blank that stands twice must be given one value.
    """
    more, sure = list(values), Truth.YES
    for term, value in zip(terms, found, strict=True):
        if not isinstance(term, int) or value is None:
            continue
        before = more[term]
        if before is None:
            more[term] = value
        elif values[term] is None:
            sure = min(sure, same(before, value))
    return tuple(more), sure
