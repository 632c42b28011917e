"""A scenario put to an engine: its inputs resolved, and what it supposes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.words import filled
from obligcheck.engine import Assumption, Engine
from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.temporal import ImpreciseDate, Truth, parse_day
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from obligcheck.answers.book import Book
    from obligcheck.engine import Options, Proof
    from obligcheck.facts import Record
    from obligcheck.language import Condition, Scenario
    from obligcheck.sentences import Value


class Posed(NamedTuple):
    """A scenario with its inputs resolved, and the engine that answers it.

    ``engine`` supposes the scenario's sentences of whatever is asked, so that all who ask share its
    proofs.
    """

    scenario: Scenario
    values: tuple[Value | None, ...]
    engine: Engine

    @property
    def supposed(self) -> tuple[Assumption, ...]:
        """What the scenario supposes of these inputs only, for what turns on "some"."""
        return tuple(_supposed(self.scenario, self.values, of_any=False))

    def proof(self) -> Proof:
        """Return the proof of the verdict, for all time."""
        return self.proofs(self.scenario.verdict)[0]

    def proofs(self, condition: Condition) -> tuple[Proof, ...]:
        """Return the proofs of a sentence of the scenario; blanks beyond the inputs are left open."""
        asked = tuple([self.values[t] if isinstance(t, int) else t for t in condition.terms])
        found = self.engine.find(condition.sentence, asked)
        if found.questions & self.engine.book.unlisted:
            found = self.exact.find(condition.sentence, asked)
        return found.proofs

    @property
    def day(self) -> date:
        """The day asked about: the first date among the inputs, which must be given."""
        return next(v for v in self.values if isinstance(v, ImpreciseDate)).earliest

    def named(self) -> dict[str, Value | None]:
        """Return the inputs by name; None for an optional one that was not given."""
        blanks = (*self.scenario.inputs, *self.scenario.optional)
        return {blank.name: value for blank, value in zip(blanks, self.values, strict=False)}

    def given(self, day: date) -> dict[str, Value | None]:
        """Return what the scenario gives on ``day``: of several that hold the latest, None if none does."""
        found: dict[str, Value | None] = {}
        for give in self.scenario.gives:
            proofs = self.proofs(give.condition)
            held = (p.arguments[give.position] for p in proofs if p.timeline.at(day) is Truth.YES)
            found[give.name] = max((value for value in held if value is not None), key=str, default=None)
        return found

    def label(self, truth: Truth, day: date) -> str:
        """Return the scenario's label for ``truth``, filled in for ``day``."""
        text = self.scenario.labels[str(truth)]
        if "{" not in text:
            # Most labels are plain, and nothing need be found for them.
            return text
        values = self.named() | self.given(day) | {"date": str(day)}
        return filled(text, {name: None if v is None else str(v) for name, v in values.items()})

    @property
    def exact(self) -> Engine:
        """An engine that supposes of the inputs only what the scenario supposes."""
        engine = self.engine
        others = (a for a in engine.options.assumptions if a.kind != "supposed")
        options = engine.options._replace(assumptions=(*self.supposed, *others))
        return Engine(engine.book, engine.record, options)


def pose(book: Book, scenario: Scenario, inputs: Mapping[str, str | date | None], options: Options) -> Posed:
    """Return ``scenario`` with its inputs resolved and what it supposes among the options.

    A date need not be given: the proof is for all days. Raises ProblemsError with all that is wrong.
    """
    name = scenario.name
    values: list[Value | None] = [None] * len(scenario.blanks)
    problems: list[Problem] = []
    known = {b.key: i for i, b in enumerate((*scenario.inputs, *scenario.optional))}
    for key, given in inputs.items():
        if key not in known:
            message = f"`{name}` has no input `{key}`"
            problems += problem("unknown-input", message, f"inputs: {', '.join(known)}").problems
            continue
        kind = scenario.blanks[known[key]].type
        try:
            values[known[key]] = _resolved(kind, given, name, book.record)
        except ProblemsError as error:
            problems += error.problems
    for blank in scenario.inputs:
        if blank.type != "date" and blank.key not in inputs:
            problems += problem("missing-input", f"`{name}` needs a {blank.name}").problems
    if problems:
        raise ProblemsError(problems)
    of_any = tuple(_supposed(scenario, values, of_any=True))
    engine = book.engine(options._replace(assumptions=(*of_any, *options.assumptions)))
    return Posed(scenario, tuple(values), engine)


def _resolved(kind: str, given: str | date | None, scenario: str, record: Record) -> Value:
    """Return what a user gave for an input of type ``kind``."""
    if kind == "date":
        return ImpreciseDate.on(day_given(given, scenario))
    return record.names.resolve(kind, str(given)) if kind in record.names.things else str(given)


def day_given(given: str | date | None, what: str) -> date:
    """Return the day that a user gave for ``what``. Raises ProblemsError where there is none."""
    if given is None:
        raise problem("missing-input", f"`{what}` needs a date")
    if not isinstance(given, str):
        return given
    try:
        # No clock below the command line: "today" is a word that only it knows.
        return parse_day(given, None)
    except ValueError as error:
        raise problem("bad-date", str(error)) from None


def _supposed(scenario: Scenario, values: Sequence[Value | None], *, of_any: bool) -> Iterator[Assumption]:
    """Yield what ``scenario`` supposes: of its inputs, or of whatever is asked in their place.

    What an optional input fills is supposed where it is given, and of these inputs alone: few ask so,
    and who else would share the proofs asks with another value.
    """
    first = len(scenario.inputs)
    for condition in scenario.suppose:
        places = [t for t in condition.terms if isinstance(t, int)]
        if all(values[place] is not None for place in places):
            shared = of_any and all(place < first for place in places)
            filled = [t if not isinstance(t, int) else None if shared else values[t] for t in condition.terms]
            yield Assumption(condition.sentence, tuple(filled), kind="supposed")
