"""Why a sentence has its timeline: what the engine returns, and all that explanations are made of."""

from collections.abc import Iterator

from obligcheck.engine.assumption import Assumption
from obligcheck.facts import Fact
from obligcheck.language import Declaration, Rule
from obligcheck.sentences import Sentence, Value
from obligcheck.temporal import Timeline
from obligcheck.values import NamedTuple


class Proof(NamedTuple):
    """The timeline of ``sentence`` about ``arguments`` (None is "some"), and all that bears on it.

    ``derivations`` are the ways of the rules, those that failed included; ``exceptions`` what was
    tried to defeat them; ``parts`` the deciding parts of a built-in; ``is_open`` says that silence
    of the record leaves the sentence unknown; ``is_built_in`` that it was calculated; ``questions``
    are, as bits, the contested questions that were met on the way: no other can matter.
    """

    sentence: Sentence
    arguments: tuple[Value | None, ...]
    timeline: Timeline
    facts: tuple[Fact, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    derivations: "tuple[Derivation, ...]" = ()
    exceptions: "tuple[Derivation, ...]" = ()
    declaration: Declaration | None = None
    is_open: bool = False
    is_built_in: bool = False
    parts: "tuple[Proof, ...]" = ()
    note: str = ""
    questions: int = 0

    def __str__(self) -> str:
        """Return the sentence, filled in."""
        return self.sentence.fill(self.arguments)

    def below(self) -> "Iterator[Proof]":
        """Yield the proofs on which this one rests or failed to rest, exceptions included."""
        for derivation in (*self.derivations, *self.exceptions):
            yield from derivation.below()
        yield from self.parts

    def rows(self) -> "Iterator[tuple[Step, ...]]":
        """Yield the rows of conditions of its rules and exceptions, what stands within them included."""
        for derivation in (*self.derivations, *self.exceptions):
            yield from derivation.rows()


class Step(NamedTuple):
    """A condition as it was met: its proof, and whether the rule asked for its opposite."""

    proof: Proof
    negated: bool

    @property
    def timeline(self) -> Timeline:
        """Return when the condition, negation included, holds."""
        return ~self.proof.timeline if self.negated else self.proof.timeline


class Attempt(NamedTuple):
    """One way to meet a row of conditions, up to the first that can never be met."""

    arguments: tuple[Value | None, ...]
    steps: tuple[Step, ...]
    timeline: Timeline
    questions: int


class Derivation(NamedTuple):
    """One way of ``rule`` to its conclusion; ``unless`` are its own exceptions, as attempts each."""

    rule: Rule
    steps: tuple[Step, ...]
    unless: tuple[tuple[Attempt, ...], ...]
    timeline: Timeline
    questions: int

    def below(self) -> "Iterator[Proof]":
        """Yield the proofs of the conditions and of the exceptions within the rule."""
        for row in self.rows():
            yield from (step.proof for step in row)

    def rows(self) -> "Iterator[tuple[Step, ...]]":
        """Yield the row of conditions, and those of the exceptions within the rule."""
        yield self.steps
        for group in self.unless:
            yield from (attempt.steps for attempt in group)
