"""A checked rule book as values: what the engine evaluates and presentation shows."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from obligcheck.sentences import Blank, Sentence, Value, Vocabulary
from obligcheck.sources import Place
from obligcheck.temporal import ImpreciseDate, Rounding
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from obligcheck.language.phrase_model import Phrases
    from obligcheck.language.profile_model import Profile

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
        return tuple.__new__, (Condition, (*self[:3], _NOWHERE, *self[4:]))


class _Rule(NamedTuple):
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


class Rule(_Rule):
    """A norm: under its citations, the conclusion holds while the conditions do and no ``unless`` does.

    ``blanks`` gives the blanks their numbers; ``question`` and ``reading`` are empty for a rule of
    all readings. An exception defeats every other rule with its conclusion while it holds.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def is_plain(self) -> bool:
        """Whether the conclusion's terms are simply the first blanks, as almost always."""
        terms = self.conclusion.terms
        return terms == tuple(range(len(terms)))

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

    def announced(self, day: date | None) -> tuple[Reading, ...]:
        """Return the readings that somebody held by ``day``, each with those who did; or all.

        Who holds one without a day always did.
        """
        if day is None:
            return self.readings
        return tuple(
            reading._replace(holders=held)
            for reading in self.readings
            if (held := tuple(h for h in reading.holders if h.since is None or h.since.earliest <= day))
            or not reading.holders
        )


class Declaration(NamedTuple):
    """A sentence left to judgment, or a circumstance that only a scenario or an assumption states.

    ``by`` is who judges (empty for a circumstance); ``presumed_not``: no where nothing says yes.
    """

    sentence: Sentence
    cites: tuple[str, ...]
    by: str
    presumed_not: bool
    place: Place


class Give(NamedTuple):
    """A value that an answer names: what fills the blank at ``position`` of a sentence that holds."""

    name: str
    condition: Condition
    position: int


class Scenario(NamedTuple):
    """A question that users ask: inputs, what is supposed, the verdict and its words.

    ``further`` are sentences of the answer beside the verdict, each with its layer: ``law``,
    ``position``, ``conduct`` or ``caveat``. Terms number ``blanks``, inputs first. ``gives`` are the
    values that labels, statement and programs are told.
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
    gives: tuple[Give, ...] = ()

    @property
    def day(self) -> str | None:
        """The key of the input that is the day asked about, the first date; None where it asks about none."""
        return next((blank.key for blank in self.inputs if blank.type == "date"), None)

    def named(self, given: Sequence[str]) -> dict[str, str]:
        """Return what an example gives, by the names of the inputs: in order, or ``NAME=VALUE``."""
        blanks = (b for b in (*self.inputs, *self.optional) if b.type != "date")
        in_order = (text for text in given if "=" not in text)
        named = (text.partition("=") for text in given if "=" in text)
        ordered = {blank.key: text for blank, text in zip(blanks, in_order, strict=False)}
        return ordered | {key: value for key, _, value in named}


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


class _RuleBook(NamedTuple):
    instruments: dict[str, str]
    rules: tuple[Rule, ...]
    questions: dict[str, Question]
    declarations: dict[str, Declaration]
    scenarios: dict[str, Scenario]
    kept_examples: tuple[Example, ...] | bytes
    vocabulary: Vocabulary
    reach: dict[str, frozenset[str]]
    questions_of: dict[str, tuple[str, ...]]
    kept_profiles: "dict[str, Profile] | bytes | None" = None
    kept_phrases: "Phrases | bytes | None" = None


class RuleBook(_RuleBook):
    """All rules with what was declared beside them, checked.

    ``reach`` gives for each sentence (by its words) those on which it can depend, itself included;
    ``questions_of`` the contested questions that can bear on it; ``bits`` numbers the questions.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def bits(self) -> dict[str, int]:
        """The questions, each as a bit."""
        return {name: 1 << place for place, name in enumerate(self.questions)}

    @cached_property
    def _concluding(self) -> dict[str, tuple[Rule, ...]]:
        """The rules by their conclusions."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.conclusion.sentence.key, []).append(rule)
        return {key: tuple(rules) for key, rules in found.items()}

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """The examples in the books' order; those read back from the cache are unpacked here."""
        return cast("tuple[Example, ...]", self._unpacked(self.kept_examples))

    @cached_property
    def profiles(self) -> "dict[str, Profile]":
        """The profiles by name, unpacked as the examples are."""
        return cast("dict[str, Profile]", self._unpacked(self.kept_profiles)) if self.kept_profiles else {}

    @cached_property
    def phrases(self) -> "Phrases":
        """The plain forms of speech, unpacked as the examples are; none where no book was written."""
        from obligcheck.language.phrase_model import Phrases  # noqa: PLC0415 (most answers do without)

        return cast("Phrases", self._unpacked(self.kept_phrases)) if self.kept_phrases else Phrases()

    def _unpacked(self, kept: object) -> object:
        """Return what is kept, taken apart where it is packed."""
        from obligcheck.language.packing import unpacked  # noqa: PLC0415 (as above)

        return unpacked(kept, self.vocabulary) if isinstance(kept, bytes) else kept

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep: examples, profiles and phrases stay packed, for few answers need them."""
        from obligcheck.language.packing import packed  # noqa: PLC0415 (as above)

        return RuleBook, tuple(
            self._replace(
                kept_examples=packed(self.examples, self.vocabulary),
                kept_profiles=packed(self.profiles, self.vocabulary),
                kept_phrases=packed(self.phrases, self.vocabulary),
            )
        )

    @property
    def unlisted(self) -> int:
        """The bit that no question has: for "it was supposed of whatever is asked, and asked for some"."""
        return 1 << len(self.questions)

    def concluding(self, sentence: Sentence) -> tuple[Rule, ...]:
        """Return the rules and exceptions whose conclusion is ``sentence``, in the books' order."""
        return self._concluding.get(sentence.key, ())
