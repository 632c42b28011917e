"""A checked rule book as values: what the engine evaluates and presentation shows."""

import pickle
from collections.abc import Iterator
from typing import NamedTuple, cast

from attrs import field, frozen

from obligcheck.sentences import Blank, Sentence, Value, Vocabulary
from obligcheck.sources import Place
from obligcheck.temporal import ImpreciseDate, Rounding

#: What stands in a blank of a condition: the number of one of its rule's blanks, or a constant.
Term = int | Value

#: The built-in operators that find their first blank from the others.
BINDING = frozenset({"sum", "month-after", "later", "earlier", "equals", "first-day"})

#: The kinds of rule: what a rule's heading may begin with.
KINDS = ("rule", "duty", "power", "guidance", "presumption", "exception", "caveat")

#: The place of what was read back from the cache.
_NOWHERE = Place("", 0)


class Condition(NamedTuple):
    """One condition of a rule, or a conclusion: a sentence and what fills it.

    ``operator`` is ``stated`` for a sentence of the vocabulary and the name of a built-in otherwise;
    ``inner`` are the sentences inside a counting or a first-day condition; ``amount`` its number
    (a pair for a share), ``unit`` the unit of a date sum or the type that is counted.
    """

    operator: str
    sentence: Sentence
    terms: tuple[Term, ...]
    place: Place
    negated: bool = False
    inner: "tuple[Condition, ...]" = ()
    amount: tuple[int, int] = (0, 1)
    unit: str = ""
    rounding: Rounding | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep of the condition: where it stands is only asked while it is checked."""
        return Condition, (*self[:3], _NOWHERE, *self[4:])


@frozen(eq=False, repr=False)
class Rule:
    """A norm: under its citations, the conclusion holds while the conditions do and no ``unless`` does.

    ``blanks`` gives the blanks their numbers; ``question`` and ``reading`` are empty for a rule of
    all readings. An exception defeats every other rule with its conclusion while it holds.
    """

    kind: str
    cites: tuple[str, ...]
    question: str
    reading: str
    conclusion: Condition
    conditions: tuple[Condition, ...]
    unless: tuple[tuple[Condition, ...], ...]
    blanks: tuple[Blank, ...]
    place: Place
    text: str
    is_plain: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Note whether the conclusion's terms are simply the first blanks, as almost always."""
        terms = self.conclusion.terms
        object.__setattr__(self, "is_plain", terms == tuple(range(len(terms))))

    def asked(self) -> Iterator[Condition]:
        """Yield all conditions, those of the exceptions within the rule included."""
        yield from self.conditions
        for group in self.unless:
            yield from group


class Holder(NamedTuple):
    """Who holds a reading, and since when, as precisely as that is known."""

    name: str
    since: ImpreciseDate | None = None

    def __str__(self) -> str:
        """Return name and day."""
        return f"{self.name}, since {self.since}" if self.since else self.name


class Reading(NamedTuple):
    """One view on a contested question."""

    name: str
    says: str
    holders: tuple[Holder, ...]


class Question(NamedTuple):
    """A contested question, its readings, and the one by which answers are given by default."""

    name: str
    asks: str
    readings: tuple[Reading, ...]
    default: str
    place: Place

    def reading(self, name: str) -> Reading | None:
        """Return the reading of that name, or None."""
        return next((r for r in self.readings if r.name == name), None)


class Declaration(NamedTuple):
    """A sentence left to judgment, or a circumstance that only a scenario or an assumption states.

    ``by`` is who judges (empty for a circumstance); ``presumed_not``: no where nothing says yes.
    """

    sentence: Sentence
    cites: tuple[str, ...]
    by: str
    presumed_not: bool
    place: Place


class Scenario(NamedTuple):
    """A question that users ask: inputs, what is supposed, the verdict and its words.

    ``further`` are sentences of the answer beside the verdict, each with its layer: ``law``,
    ``position``, ``conduct`` or ``caveat``. Terms number ``blanks``, inputs first.
    """

    name: str
    inputs: tuple[Blank, ...]
    optional: tuple[Blank, ...]
    blanks: tuple[Blank, ...]
    suppose: tuple[Condition, ...]
    verdict: Condition
    labels: dict[str, str]
    says: dict[str, str]
    further: tuple[tuple[str, Condition], ...]
    place: Place


class Example(NamedTuple):
    """A case beside the rules with the truth that it must have; ``scenario`` is ``ask`` for a sentence."""

    scenario: str
    inputs: tuple[str, ...]
    day: str
    assume: tuple[str, ...]
    deny: tuple[str, ...]
    readings: tuple[str, ...]
    expected: str
    place: Place


@frozen(eq=False, repr=False)
class RuleBook:
    """All rules with what was declared beside them, checked.

    ``reach`` gives for each sentence (by its words) those on which it can depend, itself included;
    ``questions_of`` the contested questions that can bear on it; ``bits`` numbers the questions.
    """

    instruments: dict[str, str]
    rules: tuple[Rule, ...]
    questions: dict[str, Question]
    declarations: dict[str, Declaration]
    scenarios: dict[str, Scenario]
    _examples: tuple[Example, ...] | bytes
    vocabulary: Vocabulary
    reach: dict[str, frozenset[str]]
    questions_of: dict[str, tuple[str, ...]]
    bits: dict[str, int] = field(init=False)
    _concluding: dict[str, tuple[Rule, ...]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Sort the rules by their conclusion, once."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.conclusion.sentence.key, []).append(rule)
        object.__setattr__(self, "_concluding", {key: tuple(rules) for key, rules in found.items()})
        object.__setattr__(self, "bits", {name: 1 << place for place, name in enumerate(self.questions)})

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples in the books' order; those read back from the cache are unpacked here."""
        if isinstance(self._examples, bytes):
            object.__setattr__(self, "_examples", pickle.loads(self._examples))  # noqa: S301 (see shelf/cache.py)
        return cast("tuple[Example, ...]", self._examples)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep of the book: answers do without the examples, so they stay packed."""
        return RuleBook, (
            self.instruments, self.rules, self.questions, self.declarations, self.scenarios,
            pickle.dumps(self.examples), self.vocabulary, self.reach, self.questions_of,
        )  # fmt: skip

    @property
    def unlisted(self) -> int:
        """The bit that no question has: for "it was supposed of whatever is asked, and asked for some"."""
        return 1 << len(self.questions)

    def concluding(self, sentence: Sentence) -> tuple[Rule, ...]:
        """Return the rules and exceptions whose conclusion is ``sentence``, in the books' order."""
        return self._concluding.get(sentence.key, ())
