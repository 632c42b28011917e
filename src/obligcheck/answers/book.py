"""The book: rules and record together, asked through scenarios and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.answers.answer import Answer, Change
from obligcheck.answers.explain import Explainer
from obligcheck.answers.further import Posed, Worked
from obligcheck.answers.parse import parse_assumptions, parse_claim, parse_readings
from obligcheck.answers.turns import because_of, turns
from obligcheck.engine import Assumption, Engine, Options
from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.temporal import NEVER, ImpreciseDate, Truth, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from obligcheck.answers.answer import Node
    from obligcheck.engine import Memo, Proof
    from obligcheck.facts import Record
    from obligcheck.language import Question, RuleBook, Scenario
    from obligcheck.sentences import Sentence, Value
    from obligcheck.temporal import Timeline


@frozen(eq=False, repr=False)
class Asked:
    """A sentence and its truth over all days."""

    sentence: str
    timeline: Timeline
    _proofs: tuple[Proof, ...]
    _explainer: Explainer

    def on(self, day: date | str) -> Truth:
        """Return the truth on ``day``, a date or an ISO text."""
        return self.timeline.at(_day(day, self.sentence))

    def proof(self, day: date | str) -> Proof:
        """Return the proof that decides on ``day``: of several that fill a blank left open, the truest."""
        day = _day(day, self.sentence)
        return max(self._proofs, key=lambda proof: proof.timeline.at(day))

    def tree(self, day: date | str) -> Node:
        """Return why it has its truth on ``day``."""
        day = _day(day, self.sentence)
        return self._explainer.explain(self.proof(day), day)


@frozen(eq=False, repr=False)
class Book:
    """Rules and record, with versions and digests in ``receipt``; the one entry for programmers."""

    rules: RuleBook
    record: Record
    receipt: dict[str, object] = field(factory=dict)
    memo: Memo = field(factory=dict)
    _engines: dict[Options, Engine] = field(factory=dict, init=False)
    explainer: Explainer = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Have one explainer, so that equal parts of all trees are one object."""
        object.__setattr__(self, "explainer", Explainer(self.record))

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Return the names of the scenarios that can be checked."""
        return tuple(self.rules.scenarios)

    def engine(self, options: Options) -> Engine:
        """Return the engine for ``options``; engines share what does not depend on them."""
        engine = self._engines.get(options)
        if engine is None:
            base = self.engine(options._replace(readings=())) if options.readings else None
            engine = self._engines[options] = Engine(self.rules, self.record, options, self.memo, base)
        return engine

    def trial(self, options: Options, base: Engine) -> Engine:
        """Return an engine for options that are tried once and not kept, over what ``base`` has found."""
        return Engine(self.rules, self.record, options, {}, base)

    def options(
        self,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
    ) -> Options:
        """Return options from what users write. Raises ProblemsError with all that is wrong."""
        assumed = parse_assumptions(tuple(assume), tuple(deny), self.rules, self.record)
        return Options(parse_readings(tuple(readings), self.rules), assumed, known_on)

    def check(
        self,
        scenario: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        **inputs: str | date,
    ) -> Answer:
        """Return the answer to ``scenario`` about ``inputs``, names as users write them and a date.

        Raises ProblemsError for an unknown scenario, name, reading or sentence, or a date that is none.
        """
        options = self.options(assume, deny, readings, known_on)
        posed = self.pose(scenario, {"date": None, **inputs}, options)
        dates = (v for v in posed.values if isinstance(v, ImpreciseDate))
        return self._answer(posed, next(dates).earliest)

    def when(
        self,
        scenario: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        **inputs: str,
    ) -> tuple[Change, ...]:
        """Return the stretches of days with one verdict each, and what set each of them."""
        posed = self.pose(scenario, inputs, self.options(assume, deny, readings, known_on))
        proof = posed.proof()
        found = []
        for since, until, truth in turns(proof.timeline):
            label = posed.scenario.labels[str(truth)]
            found.append(Change(since, until, truth, label, because_of(proof, since) if since else ()))
        return tuple(found)

    def ask(
        self,
        sentence: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
    ) -> Asked:
        """Return the truth of ``sentence`` over all days; ``some date`` leaves a blank open."""
        claim = parse_claim(sentence, self.rules.vocabulary, self.record)
        engine = self.engine(self.options(assume, deny, readings, known_on))
        found = engine.find(claim.sentence, claim.arguments)
        proofs = (*found.proofs, found.otherwise) if found.otherwise else found.proofs
        timeline = NEVER
        for proof in proofs:
            timeline |= proof.timeline
        return Asked(claim.sentence.fill(claim.arguments), timeline, proofs, self.explainer)

    def computed(
        self, sentence: Sentence, arguments: tuple[Value | None, ...], blank: int
    ) -> tuple[Value, ...]:
        """Return what the rules find for the argument number ``blank`` of ``sentence``, on any day."""
        found = self.engine(Options()).find(sentence, arguments).proofs
        return tuple(
            v for p in found if Truth.YES in p.timeline.truths and (v := p.arguments[blank]) is not None
        )

    def pose(self, name: str, inputs: Mapping[str, str | date | None], options: Options) -> Posed:
        """Return the scenario with its inputs resolved and what it supposes among the options.

        A date need not be given: the proof is for all days. Raises ProblemsError with all that is wrong.
        """
        scenario = self.rules.scenarios.get(name)
        if scenario is None:
            fix = f"scenarios: {', '.join(self.rules.scenarios) or 'none'}"
            raise problem("unknown-scenario", f"no scenario is called `{name}`", fix)
        values: list[Value | None] = [None] * len(scenario.blanks)
        problems: list[Problem] = []
        known = {b.name.replace(" ", "_"): i for i, b in enumerate((*scenario.inputs, *scenario.optional))}
        for key, given in inputs.items():
            if key not in known:
                message = f"`{name}` has no input `{key}`"
                problems += problem("unknown-input", message, f"inputs: {', '.join(known)}").problems
                continue
            kind = scenario.blanks[known[key]].type
            try:
                values[known[key]] = self._input(kind, given, name)
            except ProblemsError as error:
                problems += error.problems
        for blank in scenario.inputs:
            if blank.type != "date" and blank.name.replace(" ", "_") not in inputs:
                problems += problem("missing-input", f"`{name}` needs a {blank.name}").problems
        if problems:
            raise ProblemsError(problems)
        of_any = tuple(_supposed(scenario, values, of_any=True))
        engine = self.engine(options._replace(assumptions=(*of_any, *options.assumptions)))
        return Posed(scenario, tuple(values), tuple(_supposed(scenario, values, of_any=False)), engine)

    def _input(self, kind: str, given: str | date | None, scenario: str) -> Value:
        """Return what a user gave for an input of type ``kind``."""
        if kind == "date":
            return ImpreciseDate.on(_day(given, scenario))
        return self.record.names.resolve(kind, str(given)) if kind in self.record.names.things else str(given)

    def _answer(self, posed: Posed, day: date) -> Answer:
        """Return the answer of one day."""
        scenario, proof = posed.scenario, posed.proof()
        since, until, verdict = proof.timeline.stretch(day)
        tree = self.explainer.explain(proof, day)
        named = dict(zip(scenario.blanks, posed.values, strict=True))
        inputs = {b.name: getattr(v, "id", str(v)) for b, v in named.items() if v is not None}
        names = {b.name: str(v) for b, v in named.items() if v is not None and b.type != "date"}
        chosen = dict(posed.engine.options.readings)
        readings = tuple((q.name, chosen.get(q.name, q.default)) for q in self.met(proof))
        return Answer(
            scenario.name, inputs, names, day, verdict,
            scenario.labels[str(verdict)], since, until, readings, tree,
            {**self.receipt, "options": _options(posed.engine.options)},
            Worked(self, posed, proof, day, tree),
        )  # fmt: skip

    def met(self, proof: Proof) -> list[Question]:
        """Return the contested questions that were met on the way to ``proof``."""
        return [self.rules.questions[name] for name, bit in self.rules.bits.items() if proof.questions & bit]


def _day(given: str | date | None, scenario: str) -> date:
    if given is None:
        raise problem("missing-input", f"`{scenario}` needs a date")
    if not isinstance(given, str):
        return given
    try:
        # No clock below the command line: "today" is a word that only it knows.
        return parse_day(given, None)
    except ValueError as error:
        raise problem("bad-date", str(error)) from None


def _supposed(scenario: Scenario, values: Sequence[Value | None], *, of_any: bool) -> Iterator[Assumption]:
    """Yield what ``scenario`` supposes: of its inputs, or of whatever is asked in their place.

    What an optional input fills is supposed of that value, and only where it is given.
    """
    first = len(scenario.inputs)
    for condition in scenario.suppose:
        places = [t for t in condition.terms if isinstance(t, int)]
        if all(values[place] is not None for place in places):
            filled = [
                t if not isinstance(t, int) else None if of_any and t < first else values[t]
                for t in condition.terms
            ]
            yield Assumption(condition.sentence, tuple(filled), kind="supposed")


def _options(options: Options) -> dict[str, object]:
    """Return the options as plain values, for the receipt."""
    assumed = [a for a in options.assumptions if a.kind == "assumed"]
    return {
        "assume": [f"{a}{a.days}" for a in assumed if not a.denied],
        "deny": [f"{a}{a.days}" for a in assumed if a.denied],
        "readings": dict(options.readings),
        "known_on": options.known_on.isoformat() if options.known_on else None,
    }
