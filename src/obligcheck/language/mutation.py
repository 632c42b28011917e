"""Mutants of a rule: the same rule with one thing wrong, as a slip of the pen would leave it.

Examples that let such a rule pass say less than they seem to. What runs the mutants is in ``answers``.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from obligcheck.language.bindings import unbound, without_unbound
from obligcheck.language.builtins import wording_of
from obligcheck.temporal import ImpreciseDate, add
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from obligcheck.language.model import Condition, Rule, Term
    from obligcheck.sentences import Blank

#: The kinds of slips, each as a report words it.
WITHOUT_RULE = "a rule or exception left out"
WITHOUT_CONDITION = "a condition left out"
WITHOUT_UNLESS = "an `unless` left out"
TURNED = "before and after, later and earlier exchanged"
EDGE = "a comparison moved by its own day"
SHIFTED = "a date, a period or a number moved by one"
SWAPPED = "two blanks of one type exchanged"
SLIPS = (WITHOUT_RULE, WITHOUT_CONDITION, WITHOUT_UNLESS, TURNED, EDGE, SHIFTED, SWAPPED)

_TURNS = {
    "before": "after",
    "on-or-before": "on-or-after",
    "is-before": "is-after",
    "is-on-or-before": "is-on-or-after",
    "later": "earlier",
}
_EDGES = {
    "before": "on-or-before",
    "after": "on-or-after",
    "is-before": "is-on-or-before",
    "is-after": "is-on-or-after",
}
_SLIPS_OF_OPERATORS = (
    (TURNED, _TURNS | {b: a for a, b in _TURNS.items()}),
    (EDGE, _EDGES | {b: a for a, b in _EDGES.items()}),
)

#: Operators of which two blanks can be exchanged and nothing is said otherwise, or what another slip says.
_EITHER_WAY = frozenset({"differs", *_TURNS, *_TURNS.values()} - {"later", "earlier"})


class Mutant(NamedTuple):
    """A rule, the slip in it, in which words, and what it then is: None where it is left out."""

    rule: Rule
    slip: str
    change: str
    changed: Rule | None

    @property
    def is_rule(self) -> bool:
        """Whether what is left would pass as a rule: no blank without a value."""
        return self.changed is None or not any(unbound(self.changed))


def mutants_of(rule: Rule) -> Iterator[Mutant]:
    """Yield every mutant of ``rule``, each once."""
    yield Mutant(rule, WITHOUT_RULE, f"without this {rule.kind}", None)
    seen = {_shape(rule)}
    for slip, change, changed in _changed(rule):
        mutant = Mutant(rule, slip, change, changed)
        if slip == WITHOUT_CONDITION and not mutant.is_rule:
            # What compares or counts from a blank goes with the condition that gave it a value.
            more = Mutant(rule, slip, f"{change} and what hangs on it", without_unbound(changed))
            mutant = more if more.is_rule else mutant
        shape = _shape(mutant.changed or changed)
        if shape not in seen:
            seen.add(shape)
            yield mutant


def head(rule: Rule) -> str:
    """Return by what a rule is known in its file: kind, citations, reading, and what it concludes."""
    under = f" under {rule.question}: {rule.reading}" if rule.question else ""
    return f"{rule.kind} {', '.join(rule.cites)}{under}: {written(rule.conclusion, rule.blanks)}"


def _changed(rule: Rule) -> Iterator[tuple[str, str, Rule]]:
    for slip, change, conditions in _slips_in(rule, rule.conditions):
        yield slip, change, rule._replace(conditions=conditions)
    for number, group in enumerate(rule.unless):
        before, after = rule.unless[:number], rule.unless[number + 1 :]
        said = " and ".join(written(condition, rule.blanks) for condition in group)
        yield WITHOUT_UNLESS, f"without `unless {said}`", rule._replace(unless=before + after)
        for slip, change, conditions in _slips_in(rule, group):
            if conditions:
                yield slip, change, rule._replace(unless=(*before, conditions, *after))
    for slip, concluded in _variants(rule.conclusion, rule.blanks):
        yield slip, _instead(concluded, rule.conclusion, rule.blanks), rule._replace(conclusion=concluded)


def _slips_in(
    rule: Rule, conditions: Sequence[Condition]
) -> Iterator[tuple[str, str, tuple[Condition, ...]]]:
    """Yield each slip in a row of conditions, in which words, and what the row then is."""
    for number, condition in enumerate(conditions):
        before, after = tuple(conditions[:number]), tuple(conditions[number + 1 :])
        yield WITHOUT_CONDITION, f"without `{written(condition, rule.blanks)}`", before + after
        for slip, variant in _variants(condition, rule.blanks):
            yield slip, _instead(variant, condition, rule.blanks), (*before, variant, *after)


def _variants(condition: Condition, blanks: Sequence[Blank]) -> Iterator[tuple[str, Condition]]:
    """Yield each slip within one condition, and what it then is."""
    for slip, others in _SLIPS_OF_OPERATORS:
        if condition.operator in others:
            yield slip, condition._replace(operator=others[condition.operator])
    for amount in _neighbours(condition):
        yield SHIFTED, condition._replace(amount=amount)
    for place, term in enumerate(condition.terms):
        if isinstance(term, ImpreciseDate):
            for days in (1, -1):
                yield SHIFTED, _with(condition, {place: add(term, days, "days", None)})
    for one, other in _exchangeable(condition, blanks):
        exchanged = {one: condition.terms[other], other: condition.terms[one]}
        yield SWAPPED, _with(condition, exchanged)
    for number, inner in enumerate(condition.inner):
        for slip, variant in _variants(inner, blanks):
            changed = (*condition.inner[:number], variant, *condition.inner[number + 1 :])
            yield slip, condition._replace(inner=changed)


def _neighbours(condition: Condition) -> Iterator[tuple[int, int]]:
    """Yield the amounts one above and one below that of a condition which counts something."""
    number, of = condition.amount
    if condition.operator in ("sum", "count", "share"):
        yield from ((number + 1, of), (number - 1, of))


def _exchangeable(condition: Condition, blanks: Sequence[Blank]) -> Iterator[tuple[int, int]]:
    """Yield the places of two blanks of one type that say something else the other way round."""
    if condition.operator in _EITHER_WAY:
        return
    for one, other in combinations(range(len(condition.terms)), 2):
        a, b = condition.terms[one], condition.terms[other]
        # What is found stands first: of two dates the later one is the same either way round.
        alike = condition.operator in ("later", "earlier") and one > 0
        if isinstance(a, int) and isinstance(b, int) and a != b and not alike and _types_match(a, b, blanks):
            yield one, other


def _types_match(a: int, b: int, blanks: Sequence[Blank]) -> bool:
    return blanks[a].type == blanks[b].type


def _with(condition: Condition, terms: dict[int, Term]) -> Condition:
    """Return ``condition`` with other ``terms`` at these places."""
    return condition._replace(terms=tuple(terms.get(i, t) for i, t in enumerate(condition.terms)))


def _instead(changed: Condition, condition: Condition, blanks: Sequence[Blank]) -> str:
    return f"`{written(changed, blanks)}` instead of `{written(condition, blanks)}`"


def _shape(rule: Rule) -> tuple[object, ...]:
    """Return what a rule says, whatever its blanks are called: two with one shape are the same."""
    order: dict[int, int] = {}
    concluded = _shape_of(rule.conclusion, order)
    conditions = tuple(_shape_of(condition, order) for condition in rule.conditions)
    unless = tuple(tuple(_shape_of(condition, order) for condition in group) for group in rule.unless)
    return concluded, conditions, unless


def _shape_of(condition: Condition, order: dict[int, int]) -> tuple[object, ...]:
    """Return what a condition says, its blanks numbered in the ``order`` in which they are met."""
    stated = condition.sentence.key if condition.operator == "stated" else ""
    terms = tuple(
        order.setdefault(term, len(order)) if isinstance(term, int) else term for term in condition.terms
    )
    inner = tuple(_shape_of(one, order) for one in condition.inner)
    return condition.operator, stated, terms, condition.negated, inner, condition.amount


def written(condition: Condition, blanks: Sequence[Blank]) -> str:
    """Return ``condition`` as the rules write it."""
    said = _said(condition, [_term(term, blanks) for term in condition.terms])
    inner = [written(one, blanks) for one in condition.inner]
    # A share has two: of which things, and what they must be.
    said += ": ".join(inner)
    return f"not {said}" if condition.negated else said


def _said(condition: Condition, terms: Sequence[str]) -> str:
    """Return the words of ``condition`` up to the sentences within it."""
    number, of = condition.amount
    match condition.operator:
        case "stated":
            return "".join(_woven(condition.sentence.words, terms))
        case "sum":
            sign = "minus" if number < 0 else "plus"
            unit = condition.unit.removesuffix("s") if abs(number) == 1 else condition.unit
            rounding = f" rounding {condition.rounding.value}" if condition.rounding else ""
            return f"{terms[0]} is {terms[1]} {sign} {abs(number)} {unit}{rounding}"
        case "count":
            return f"at least {number} {terms[0]}: "
        case "share":
            return f"at least {number}/{of} of {terms[0]} for which "
        case "first-day":
            return f"{terms[0]} is the first day on which "
        case operator:
            return "".join(_woven(wording_of(operator).split("{}"), terms))


def _woven(words: Sequence[str], terms: Sequence[str]) -> Iterable[str]:
    """Yield words and what stands between them, in turn."""
    yield words[0]
    for term, following in zip(terms, words[1:], strict=True):
        yield term
        yield following


def _term(term: Term, blanks: Sequence[Blank]) -> str:
    if isinstance(term, int):
        return str(blanks[term])
    return str(term) if isinstance(term, ImpreciseDate) else f'"{term}"'
