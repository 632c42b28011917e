"""The book: rules and record together, asked through scenarios and sentences."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from obligcheck.answers.answer import Also, Answer, Change, Contested
from obligcheck.answers.basis import basis_of, headline_of, presumed_in
from obligcheck.answers.caveats import caveats_of
from obligcheck.answers.explain import Explainer
from obligcheck.answers.parse import parse_assumptions, parse_claim, parse_readings
from obligcheck.answers.turns import because_of, turns
from obligcheck.answers.words import in_words
from obligcheck.engine import Assumption, Engine, Options
from obligcheck.problems import ProblemsError, problem
from obligcheck.temporal import NEVER, Truth, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from obligcheck.answers.answer import Node
    from obligcheck.engine import Proof
    from obligcheck.engine.evaluate import Memo
    from obligcheck.facts import Record
    from obligcheck.language import Condition, RuleBook, Scenario
    from obligcheck.sentences import Sentence, Value
    from obligcheck.temporal import Timeline


@frozen(eq=False)
class Asked:
    """A sentence and its truth over all days."""

    sentence: str
    timeline: Timeline
    proof: Proof
    _explainer: Explainer

    def on(self, day: date) -> Truth:
        """Return the truth on ``day``."""
        return self.timeline.at(day)

    def tree(self, day: date) -> Node:
        """Return why it has its truth on ``day``."""
        return self._explainer.explain(self.proof, day)


@frozen(eq=False)
class Posed:
    """A scenario with its inputs resolved, and the engine that answers it."""

    scenario: Scenario
    values: tuple[Value | None, ...]
    engine: Engine

    def proof(self) -> Proof:
        """Return the proof of the verdict, for all time."""
        condition = self.scenario.verdict
        return self.engine.prove(condition.sentence, self.filled(condition))

    def filled(self, condition: Condition) -> tuple[Value | None, ...]:
        """Return the arguments of a sentence of the scenario; those beyond the inputs are None."""
        return tuple([self.values[t] if isinstance(t, int) else t for t in condition.terms])


@frozen(eq=False)
class Book:
    """Rules and record, with versions and digests in ``receipt``; the one entry for programmers."""

    rules: RuleBook
    record: Record
    receipt: dict[str, object] = field(factory=dict)
    _memo: Memo = field(factory=dict, init=False, repr=False)
    _engines: dict[Options, Engine] = field(factory=dict, init=False, repr=False)
    _explainer: Explainer = field(factory=Explainer, init=False, repr=False)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Return the names of the scenarios that can be checked."""
        return tuple(self.rules.scenarios)

    def engine(self, options: Options) -> Engine:
        """Return the engine for ``options``; engines share what does not depend on them."""
        engine = self._engines.get(options)
        if engine is None:
            engine = self._engines[options] = Engine(self.rules, self.record, options, self._memo)
        return engine

    def trial(self, options: Options) -> Engine:
        """Return an engine for options that are tried once and not kept."""
        return Engine(self.rules, self.record, options, ChainMap({}, self._memo))

    def options(
        self,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
    ) -> Options:
        """Return options from what users write. Raises ProblemsError with all that is wrong."""
        assumed = parse_assumptions(tuple(assume), tuple(deny), self.rules, self.record.names)
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
        day = _day(inputs.get("date"), scenario)
        posed = self._pose(scenario, {k: v for k, v in inputs.items() if k != "date"}, options)
        return self._answer(posed, day)

    def prove(self, scenario: str, inputs: Mapping[str, str], **options: Iterable[str]) -> Proof:
        """Return the proof of a scenario's verdict for all time, for those who look below answers."""
        return self._pose(scenario, dict(inputs), self.options(**options)).proof()

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
        posed = self._pose(scenario, inputs, self.options(assume, deny, readings, known_on))
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
        claim = parse_claim(sentence, self.rules.vocabulary, self.record.names)
        engine = self.engine(self.options(assume, deny, readings, known_on))
        if None not in claim.arguments:
            proof = engine.prove(claim.sentence, claim.arguments)
            return Asked(str(proof), proof.timeline, proof, self._explainer)
        found = engine.find(claim.sentence, claim.arguments)
        proofs = (*found.proofs, found.otherwise) if found.otherwise else found.proofs
        timeline = NEVER
        for proof in proofs:
            timeline |= proof.timeline
        best = max(proofs, key=lambda p: p.timeline.truths[-1])
        return Asked(claim.sentence.fill(claim.arguments), timeline, best, self._explainer)

    def computed(self, sentence: Sentence, arguments: tuple[Value | None, ...], blank: int) -> tuple[Value, ...]:
        """Return what the rules find for the argument number ``blank`` of ``sentence``, on any day."""
        found = self.engine(Options()).find(sentence, arguments).proofs
        return tuple(v for p in found if Truth.YES in p.timeline.truths and (v := p.arguments[blank]) is not None)

    def _pose(self, name: str, inputs: Mapping[str, str | date], options: Options) -> Posed:
        """Return the scenario with its inputs resolved and what it supposes among the options."""
        scenario = self.rules.scenarios.get(name)
        if scenario is None:
            fix = f"scenarios: {', '.join(self.rules.scenarios) or 'none'}"
            raise problem("unknown-scenario", f"no scenario is called `{name}`", fix)
        values: list[Value | None] = [None] * len(scenario.blanks)
        problems = []
        known = {b.name.replace(" ", "_"): i for i, b in enumerate((*scenario.inputs, *scenario.optional))}
        for key, given in inputs.items():
            if key not in known:
                message = f"`{name}` has no input `{key}`"
                problems += problem("unknown-input", message, f"inputs: {', '.join(known)}").problems
                continue
            kind = scenario.blanks[known[key]].type
            try:
                named = kind in self.record.names.things
                values[known[key]] = self.record.names.resolve(kind, str(given)) if named else str(given)
            except ProblemsError as error:
                problems += error.problems
        for blank in scenario.inputs:
            if blank.type != "date" and blank.name.replace(" ", "_") not in inputs:
                problems += problem("missing-input", f"`{name}` needs a {blank.name}").problems
        if problems:
            raise ProblemsError(problems)
        supposed = []
        for condition in scenario.suppose:
            filled = tuple([values[t] if isinstance(t, int) else t for t in condition.terms])
            closed = tuple(v for v in filled if v is not None)
            if len(closed) == len(filled):
                supposed.append(Assumption(condition.sentence, closed, kind="supposed"))
        options = evolve(options, assumptions=(*supposed, *options.assumptions))
        return Posed(scenario, tuple(values), self.engine(options))

    def _answer(self, posed: Posed, day: date) -> Answer:
        """Return the answer of one day: everything that qualifies the verdict is gathered here."""
        scenario, proof = posed.scenario, posed.proof()
        since, until, verdict = proof.timeline.stretch(day)
        tree = self._explainer.explain(proof, day)
        named = dict(zip(scenario.blanks, posed.values, strict=True))
        names = {blank.name: str(value) for blank, value in named.items() if value is not None}
        inputs = {b.name: getattr(v, "id", str(v)) for b, v in named.items() if v is not None}
        basis = basis_of(tree)
        also = tuple(self._also(posed, day))
        caveats = (
            *(a.sentence for a in also if a.layer == "caveat"),
            *caveats_of(tree, day, self.record),
        )
        options = posed.engine.options
        return Answer(
            scenario.name, {**inputs, "date": day.isoformat()}, names, day, verdict,
            scenario.labels[str(verdict)], in_words(scenario, str(verdict), named, day, basis),
            since, until, basis, headline_of(tree), presumed_in(tree), tuple(self._contested(posed, day, verdict)),
            self._readings(posed, proof), tuple(a for a in also if a.layer != "caveat"), tuple(dict.fromkeys(caveats)),
            tree, {**self.receipt, "options": _options(options)}, lambda: self._change(posed, day),
        )  # fmt: skip

    def _contested(self, posed: Posed, day: date, verdict: Truth) -> Iterable[Contested]:
        """Yield every other reading of one question under which the verdict would be another."""
        key = posed.scenario.verdict.sentence.key
        chosen = dict(posed.engine.options.readings)
        for name in self.rules.questions_of.get(key, ()):
            question = self.rules.questions[name]
            for reading in question.readings:
                if reading.name == chosen.get(name, question.default):
                    continue
                readings = {**chosen, name: reading.name}
                kept = tuple((q, r) for q, r in sorted(readings.items()) if self.rules.questions[q].default != r)
                engine = self.engine(evolve(posed.engine.options, readings=kept))
                truth = evolve(posed, engine=engine).proof().timeline.at(day)
                if truth is not verdict:
                    holders = tuple(map(str, reading.holders))
                    yield Contested(name, question.asks, reading.name, reading.says, holders, truth)

    def _readings(self, posed: Posed, proof: Proof) -> tuple[tuple[str, str], ...]:
        """Return the questions that bear on the verdict, with the reading of each in force."""
        chosen = dict(posed.engine.options.readings)
        names = self.rules.questions_of.get(proof.sentence.key, ())
        return tuple((n, chosen.get(n, self.rules.questions[n].default)) for n in names)

    def _also(self, posed: Posed, day: date) -> Iterable[Also]:
        """Yield the further sentences of the scenario that are not no on ``day``."""
        for layer, condition in posed.scenario.further:
            arguments = posed.filled(condition)
            for proof in posed.engine.find(condition.sentence, arguments).proofs:
                truth = proof.timeline.at(day)
                if truth is not Truth.NO:
                    node = self._explainer.explain(proof, day)
                    yield Also(node.sentence, truth, node.kind, node.cites, layer, node.source)

    def _change(self, posed: Posed, day: date) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of facts that would turn the verdict of ``day``."""
        # Only those who ask for it pay for the search.
        from obligcheck.answers.change import smallest_changes  # noqa: PLC0415

        return smallest_changes(self, posed, day)


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


def _options(options: Options) -> dict[str, object]:
    """Return the options as plain values, for the receipt."""
    assumed = [a for a in options.assumptions if a.kind == "assumed"]
    return {
        "assume": [str(a) for a in assumed if not a.denied],
        "deny": [str(a) for a in assumed if a.denied],
        "readings": dict(options.readings),
        "known_on": options.known_on.isoformat() if options.known_on else None,
    }
