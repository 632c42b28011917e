"""What can notice that a rule was changed: examples and cases, each as a goal with its truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.cases import OPEN
from obligcheck.answers.parse import parse_sentence
from obligcheck.temporal import NEVER, parse_edtf
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obligcheck.answers.book import Book
    from obligcheck.answers.cases import Case
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Assumption, Engine, Options, Proof
    from obligcheck.engine.goals import Arguments
    from obligcheck.language import Example, RuleBook
    from obligcheck.sentences import Sentence


class Key(NamedTuple):
    """By what proofs of a sentence are kept: the sentence, and those of the options that matter to it."""

    sentence: str
    readings: tuple[tuple[str, str], ...]
    assumptions: tuple[Assumption, ...]
    known_on: date | None


class Witness(NamedTuple):
    """A goal that must have the truth ``expected`` from ``first`` to ``last``; "open" is any truth.

    ``name`` is where it stands; ``case`` and ``posed`` are there where more is expected of the answer than
    its verdict.
    """

    name: str
    sentence: Sentence
    arguments: Arguments
    options: Options
    first: date
    last: date
    expected: str
    case: Case | None = None
    posed: Posed | None = None

    def proofs(self, engine: Engine) -> tuple[Proof, ...]:
        """Return all that makes the goal possible."""
        found = engine.find(self.sentence, self.arguments)
        return (*found.proofs, found.otherwise) if found.otherwise else found.proofs

    def is_met(self, engine: Engine) -> bool:
        """Say whether the goal has the truth expected, with the rules of ``engine``."""
        if self.expected == OPEN:
            return True
        timeline = NEVER
        for proof in self.proofs(engine):
            timeline |= proof.timeline
        _, until, truth = timeline.stretch(self.first)
        return str(truth) == self.expected and (until is None or self.last < until)

    def is_answered(self, book: Book) -> bool:
        """Say whether the whole answer is the one expected, on the first day and on the last."""
        if self.case is None or self.posed is None:
            return True
        posed = self.posed._replace(engine=book.engine(self.options))
        return not any(self.case.misses(book.answer(posed, day)) for day in {self.first, self.last})

    def key(self, sentence: str, book: RuleBook) -> Key:
        """Return by what proofs of ``sentence`` are kept that are found on the way to the goal."""
        questions = book.questions_of.get(sentence, ())
        reach = book.reach.get(sentence, (sentence,))
        readings = tuple(r for r in self.options.readings if r[0] in questions)
        assumed = tuple(a for a in self.options.assumptions if a.sentence.key in reach)
        return Key(sentence, readings, assumed, self.options.known_on)

    def roots(self) -> frozenset[str]:
        """Return the sentences on which the answer turns."""
        given = {give.condition.sentence.key for give in self.posed.scenario.gives} if self.posed else set()
        return frozenset({self.sentence.key, *given})


def witnesses_of(book: Book, cases: Iterable[Case]) -> Iterator[Witness]:
    """Yield the examples beside the rules of ``book``, then ``cases``.

    Raises ProblemsError as asking does.
    """
    for example in book.rules.examples:
        yield _of_example(example, book)
    for case in cases:
        yield _of_case(case, book)


def _of_example(example: Example, book: Book) -> Witness:
    day = parse_edtf(example.day).earliest
    options = book.options(example.assume, example.deny, example.readings)
    if example.scenario == "ask":
        claim = parse_sentence(example.inputs[0], book.rules.vocabulary, book.record)
        return Witness(example.place.at, claim.sentence, claim.arguments, options, day, day, example.expected)
    inputs = book.rules.scenarios[example.scenario].named(example.inputs)
    posed = _exactly(book.pose(example.scenario, inputs, options))
    return _posed(example.place.at, posed, day, day, example.expected)


def _of_case(case: Case, book: Book) -> Witness:
    options = book.options(case.assume)
    inputs: dict[str, str | date] = {**case.inputs, book.day_of(case.scenario): case.first}
    posed = _exactly(book.pose(case.scenario, inputs, options))
    witness = _posed(case.name, posed, case.first, case.last, case.expected)
    more = case.expected == OPEN or case.must_cite or case.contested or case.gives
    return witness._replace(case=case, posed=posed) if more else witness


def _posed(name: str, posed: Posed, first: date, last: date, expected: str) -> Witness:
    verdict = posed.scenario.verdict
    asked = tuple(posed.values[t] if isinstance(t, int) else t for t in verdict.terms)
    return Witness(name, verdict.sentence, asked, posed.engine.options, first, last, expected)


def _exactly(posed: Posed) -> Posed:
    """Return ``posed`` with what is supposed said of its own inputs: an engine for whatever is asked next.

    What is shared with others who ask could need a second look; here all that is asked is kept.
    """
    return posed._replace(engine=posed.exact)


def used_in(proofs: Iterable[Proof]) -> set[int]:
    """Return, by their ids, the rules that were tried on the way to ``proofs``."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = list(proofs)
    while waiting:
        proof = waiting.pop()
        if id(proof) not in seen:
            seen.add(id(proof))
            found |= {id(derivation.rule) for derivation in (*proof.derivations, *proof.exceptions)}
            waiting += proof.below()
    return found
