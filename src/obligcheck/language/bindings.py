"""Which blanks each condition binds, and which a rule leaves without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.language.builtins import BINDING
from obligcheck.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.language.model import Condition, Rule


def unbound(rule: Rule) -> Iterator[Problem]:
    """Yield a problem for each blank that nothing has given a value where one is needed."""
    # An exception is only asked about what another rule has concluded: its blanks have values then.
    bound = _binds(rule.conclusion) if rule.kind == "exception" else set()
    for condition in rule.conditions:
        yield from _needed(rule, condition, bound)
        bound |= _binds(condition)
    for slot in dict.fromkeys(t for t in rule.conclusion.terms if isinstance(t, int)):
        if slot not in bound:
            blank = rule.blanks[slot]
            message = f"no condition says which `{blank}` is meant"
            fix = f"add a condition with `{blank}`, or leave it out of the conclusion"
            yield Problem("unbound-blank", message, rule.conclusion.place, fix)
    for group in rule.unless:
        inner = set(bound)
        for condition in group:
            yield from _needed(rule, condition, inner)
            inner |= _binds(condition)


def _binds(condition: Condition) -> set[int]:
    """Return the blanks that have a value once ``condition`` was met."""
    slots = {t for t in condition.terms if isinstance(t, int)}
    if condition.operator in {"count", "share"}:
        return set()
    return set() if condition.negated else slots


def _needed(rule: Rule, condition: Condition, bound: set[int]) -> Iterator[Problem]:
    """Yield a problem for each blank that ``condition`` needs and nothing before it bound."""
    if condition.operator in {"count", "share", "first-day"} or (
        condition.operator == "stated" and not condition.negated
    ):
        return
    needed = condition.terms[1:] if condition.operator in BINDING else condition.terms
    for slot in dict.fromkeys(t for t in needed if isinstance(t, int)):
        if slot not in bound:
            blank = rule.blanks[slot]
            before = "`not` asks about" if condition.negated else "this compares or counts from"
            message = f"{before} `{blank}`, and no condition before it says which is meant"
            yield Problem("unbound-blank", message, condition.place, f"put the condition that finds `{blank}` first")
