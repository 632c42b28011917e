"""Which blanks each condition binds, and which a rule leaves without a value."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from obligcheck.language.model import BINDING
from obligcheck.problems import Problem
from obligcheck.sentences import HOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from obligcheck.language.model import Condition, Rule
    from obligcheck.sentences import Blank
    from obligcheck.sources import Place


def unbound(rule: Rule) -> Iterator[Problem]:
    """Yield a problem for each blank that nothing has given a value where one is needed."""
    # An exception is only asked about what another rule has concluded: its blanks have values then.
    bound = _binds(rule.conclusion) if rule.kind == "exception" else set()
    yield from _in_order(rule, rule.conditions, bound, _mentioned(c for group in rule.unless for c in group))
    for slot in _slots(rule.conclusion):
        if slot not in bound:
            blank = rule.blanks[slot]
            message = f"no condition says which `{blank}` is meant"
            fix = f"add a condition with `{blank}`, or leave it out of the conclusion"
            yield Problem("unbound-blank", message, spot(rule.conclusion.place, blank), fix)
    for group in rule.unless:
        yield from _in_order(rule, group, set(bound), set())


def without_unbound(rule: Rule) -> Rule:
    """Return ``rule`` without the conditions that need a blank which nothing gives a value.

    Of an exception within the rule nothing stays where one of its conditions goes.
    """
    bound = _binds(rule.conclusion) if rule.kind == "exception" else set()
    conditions = _sound(rule, rule.conditions, bound)
    unless = tuple(group for group in rule.unless if len(_sound(rule, group, set(bound))) == len(group))
    return rule._replace(conditions=conditions, unless=unless)


def _sound(rule: Rule, conditions: Iterable[Condition], bound: set[int]) -> tuple[Condition, ...]:
    """Return those of ``conditions`` whose blanks have values; what they bind is added to ``bound``."""
    sound = []
    for condition in conditions:
        if not any(_needed(rule, condition, bound)):
            sound.append(condition)
            bound |= _binds(condition)
    return tuple(sound)


def _in_order(
    rule: Rule, conditions: Sequence[Condition], bound: set[int], after: set[int]
) -> Iterator[Problem]:
    """Yield what ``conditions`` lack, each with what those before it bound; what they bind is added."""
    for number, condition in enumerate(conditions):
        yield from _needed(rule, condition, bound)
        later = _mentioned(conditions[number + 1 :]) | after
        inside = {slot for inner in condition.inner for slot in _free(inner)} - set(_slots(condition))
        for slot in sorted((inside & later) - bound):
            blank = rule.blanks[slot]
            message = f"here `{blank}` is any, and only a later condition says which is meant"
            yield Problem("unbound-blank", message, spot(condition.place, blank), _first(blank))
        bound |= _binds(condition)


def _binds(condition: Condition) -> set[int]:
    """Return the blanks that have a value once ``condition`` was met."""
    return set() if condition.negated or condition.operator in ("count", "share") else set(_slots(condition))


def _needed(rule: Rule, condition: Condition, bound: set[int]) -> Iterator[Problem]:
    """Yield a problem for each blank that ``condition`` needs and nothing before it bound."""
    counted = set(_slots(condition)) if condition.operator in ("count", "share") else set()
    for inner in condition.inner:
        yield from _needed(rule, inner, bound | counted)
    yield from _shared(rule, condition, bound | counted)
    if counted or (condition.operator == "stated" and not condition.negated):
        return
    finds = condition.operator in BINDING and not condition.negated
    for slot in _slots(condition)[1:] if finds else _slots(condition):
        if slot not in bound:
            blank = rule.blanks[slot]
            before = "`not` asks about" if condition.negated else "this compares or counts from"
            message = f"{before} `{blank}`, and no condition before it says which is meant"
            yield Problem("unbound-blank", message, spot(condition.place, blank), _first(blank))


def _shared(rule: Rule, condition: Condition, bound: set[int]) -> Iterator[Problem]:
    """Yield a problem for each blank of two sentences within ``condition`` that each would fill anew."""
    for one, other in pairwise(condition.inner):
        for slot in sorted((_free(one) & _free(other)) - bound):
            blank = rule.blanks[slot]
            message = f"`{blank}` stands in both sentences, and each could be about another one"
            yield Problem("unbound-blank", message, spot(other.place, blank), _first(blank))


def _first(blank: Blank) -> str:
    return f"put the condition that finds `{blank}` first"


def _slots(condition: Condition) -> list[int]:
    """Return the numbers of the blanks that are the condition's own, in order."""
    return list(dict.fromkeys(term for term in condition.terms if isinstance(term, int)))


def _free(condition: Condition) -> set[int]:
    """Return the blanks that ``condition`` fills as it likes where nothing has given them a value."""
    found = {slot for inner in condition.inner for slot in _free(inner)} - set(_slots(condition))
    return (
        found | set(_slots(condition)) if condition.operator == "stated" and not condition.negated else found
    )


def _mentioned(conditions: Iterable[Condition]) -> set[int]:
    """Return all blanks that ``conditions`` are about, but for those that they count."""
    found: set[int] = set()
    for condition in conditions:
        counted = condition.operator in ("count", "share")
        own = set(_slots(condition))
        found |= (_mentioned(condition.inner) - own) if counted else (_mentioned(condition.inner) | own)
    return found


def spot(place: Place, blank: Blank) -> Place:
    """Return where ``blank`` is first written at ``place``."""
    text = place.text[place.column - 1 : place.column - 1 + place.width]
    found = (hole for hole in HOLE.finditer(text) if hole[1] and " ".join(hole[1].split()) == blank.name)
    return next((place.part(*hole.span()) for hole in found), place)
