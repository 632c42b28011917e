"""What a sentence takes for granted: of a verdict what its scenario supposes, or what a plain form says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.parse import parse_sentence
from obligcheck.engine import Assumption
from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from obligcheck.facts import Record
    from obligcheck.language import Condition, RuleBook
    from obligcheck.sentences import Sentence, Value


class Understood(NamedTuple):
    """A sentence that a user wrote, what fills it, and what is taken for granted with it.

    ``suppose`` are conditions whose terms number the blanks of the sentence; ``scenario`` names the one
    whose verdict it is, if any.
    """

    sentence: Sentence
    arguments: tuple[Value | None, ...]
    suppose: tuple[Condition, ...] = ()
    scenario: str = ""

    def supposed(self) -> Iterator[str]:
        """Yield in words what is taken for granted."""
        for condition in self.suppose:
            terms = [self.arguments[t] if isinstance(t, int) else t for t in condition.terms]
            yield condition.sentence.fill(terms)


def understood(text: str, rules: RuleBook, record: Record, *, bare: bool = False) -> Understood:
    """Return the sentence that ``text`` is, or means in plain words; ``bare`` takes nothing for granted.

    Raises ProblemsError with the nearest sentence, with what a name could mean, or where what is taken
    for granted would be about nothing in particular.
    """
    found = _understood(text, rules, record, bare=bare)
    about = {term for condition in found.suppose for term in condition.terms if isinstance(term, int)}
    for place in sorted(about):
        if found.arguments[place] is None:
            name, supposed = found.sentence.blanks[place].name, next(found.supposed())
            message = f"`{text}` leaves open of which {name} `{supposed}` is to be supposed"
            each = f", or ask `{found.scenario}` about each" if found.scenario else ""
            fix = f"name the {name}{each}"
            raise problem("open-verdict", message, fix)
    return found


def _understood(text: str, rules: RuleBook, record: Record, *, bare: bool) -> Understood:
    try:
        asserted = parse_sentence(text, rules.vocabulary, record)
    except ProblemsError:
        # Only those who speak plainly pay for it.
        from obligcheck.answers.plain import Reader  # noqa: PLC0415

        meant = Reader(rules, record).read(text)
        if isinstance(meant, Problem) or (one := meant.alone()) is None:
            raise
        sentence, arguments, suppose = one
        return Understood(sentence, arguments, suppose, supposed_with(rules, sentence)[0])
    scenario, suppose = ("", ()) if bare else supposed_with(rules, asserted.sentence)
    return Understood(asserted.sentence, asserted.arguments, suppose, scenario)


def supposed_with(rules: RuleBook, sentence: Sentence) -> tuple[str, tuple[Condition, ...]]:
    """Return the scenario whose verdict ``sentence`` is, with what it supposes of that and no more.

    The sentence must name all that the scenario asks for; terms then number its blanks. Of a sentence
    that is no verdict nothing is supposed.
    """
    for scenario in rules.scenarios.values():
        verdict = scenario.verdict
        if verdict.sentence.key == sentence.key and verdict.operator == "stated" and not verdict.negated:
            places = {t: place for place, t in enumerate(verdict.terms) if isinstance(t, int)}
            needed = [number for number, blank in enumerate(scenario.inputs) if blank.type != "date"]
            if places.keys() >= set(needed):
                return scenario.name, tuple(renumbered(scenario.suppose, places))
    return "", ()


def renumbered(conditions: Iterable[Condition], places: Mapping[int, int]) -> Iterator[Condition]:
    """Yield those ``conditions`` that are about what ``places`` number anew, so numbered."""
    for condition in conditions:
        if all(term in places for term in condition.terms if isinstance(term, int)):
            terms = tuple(places[t] if isinstance(t, int) else t for t in condition.terms)
            yield condition._replace(terms=terms)


def of_whatever(conditions: Iterable[Condition]) -> tuple[Assumption, ...]:
    """Return ``conditions`` as supposed of whatever is asked about, so that all who ask share the proofs."""
    return tuple(
        Assumption(c.sentence, tuple(None if isinstance(t, int) else t for t in c.terms), kind="supposed")
        for c in conditions
    )
