"""Evaluate a goal for all time: rules joined left to right, every sentence once, the proof kept.

A goal is a sentence with arguments; None for an argument asks for any. The value of a sentence is
((what its rules give, unless an exception defeats it) or what the record states, or unknown where the
record is silent and not complete), and not what the record denies. Assumptions come last.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.engine.builtins import calculate, compare, enough, enough_of, first_day, same
from obligcheck.engine.proof import Attempt, Derivation, Proof, Step
from obligcheck.language.builtins import BINDING
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, ImpreciseDate, Timeline, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from obligcheck.engine.assumption import Assumption
    from obligcheck.facts import Fact, Record
    from obligcheck.language import Condition, Rule, RuleBook, Term
    from obligcheck.sentences import Sentence, Value

Arguments = tuple["Value | None", ...]

#: Proofs by sentence and what they depend on, then by arguments: shared by engines over one book.
Memo = MutableMapping[tuple[object, ...], dict[Arguments, "Found"]]


@frozen
class Options:
    """Under what a goal is evaluated: readings other than the default, assumptions, and what was public."""

    readings: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    known_on: date | None = None


@frozen(eq=False)
class Found:
    """All answers to a goal: a proof for each, and one for "and nothing else"."""

    proofs: tuple[Proof, ...]
    otherwise: Proof | None = None


@frozen(eq=False)
class Engine:
    """Evaluates goals over one rule book and one record under one set of options.

    Engines may share a ``memo``: what a proof depends on is part of its key.
    """

    book: RuleBook
    record: Record
    options: Options = field(factory=Options)
    memo: Memo = field(factory=dict, repr=False)
    _tables: dict[str, dict[Arguments, Found]] = field(factory=dict, init=False, repr=False)

    def prove(self, sentence: Sentence, arguments: Arguments) -> Proof:
        """Return the proof of ``sentence`` about ``arguments``, of which none may be None."""
        table = self._table(sentence)
        found = table.get(arguments)
        if found is None:
            derivations = [d for _, d in self._derive(sentence, arguments)]
            facts = list(self._facts(sentence, arguments))
            found = table[arguments] = Found((self._conclude(sentence, arguments, facts, derivations),))
        return found.proofs[0]

    def find(self, sentence: Sentence, arguments: Arguments) -> Found:
        """Return all that make ``sentence`` possible; None among ``arguments`` asks for any."""
        if None not in arguments:
            return Found((self.prove(sentence, arguments),))
        table = self._table(sentence)
        found = table.get(arguments)
        if found is None:
            found = table[arguments] = self._find(sentence, arguments)
        return found

    def _find(self, sentence: Sentence, arguments: Arguments) -> Found:
        stated: dict[Arguments, list[tuple[Fact, Timeline]]] = {}
        for fact, timeline in self._facts(sentence, arguments):
            stated.setdefault(fact.arguments, []).append((fact, timeline))
        for assumption in self._assumed(sentence, arguments):
            stated.setdefault(assumption.arguments, [])
        derived: dict[Arguments, list[Derivation]] = {}
        failed: list[Derivation] = []
        rest = UNKNOWN if self._is_open(sentence) else NEVER
        for concluded, derivation in self._derive(sentence, arguments):
            if derivation.timeline is NEVER:
                failed.append(derivation)
            elif None in concluded:
                rest |= derivation.timeline & UNKNOWN
                failed.append(derivation)
            else:
                derived.setdefault(concluded, []).append(derivation)
        proofs = tuple(
            self._conclude(sentence, each, stated.get(each, []), derived.get(each, []))
            for each in dict.fromkeys((*stated, *derived))
        )
        declaration = self.book.declarations.get(sentence.key)
        otherwise = Proof(
            sentence, arguments, rest, derivations=tuple(failed), declaration=declaration,
            is_open=rest is not NEVER,
        )  # fmt: skip
        return Found(proofs, otherwise)

    def _table(self, sentence: Sentence) -> dict[Arguments, Found]:
        """Return the memo of ``sentence`` under those options that can bear on it."""
        key = sentence.key
        table = self._tables.get(key)
        if table is None:
            reach = self.book.reach.get(key, (key,))
            questions = self.book.questions_of.get(key, ())
            readings = tuple(r for r in self.options.readings if r[0] in questions)
            assumed = tuple(a for a in self.options.assumptions if a.sentence.key in reach)
            depends = (key, readings, assumed, self.options.known_on)
            table = self._tables[key] = self.memo.setdefault(depends, {})
        return table

    def _is_open(self, sentence: Sentence) -> bool:
        """Say whether silence about ``sentence`` means unknown rather than no."""
        declaration = self.book.declarations.get(sentence.key)
        if declaration is not None:
            return not declaration.presumed_not
        return not all(s.complete for s in self.record.stating(sentence) if not s.denied)

    def _assumed(self, sentence: Sentence, arguments: Arguments) -> Iterator[Assumption]:
        for assumption in self.options.assumptions:
            if assumption.sentence is sentence and _fits(assumption.arguments, arguments):
                yield assumption

    def _facts(self, sentence: Sentence, arguments: Arguments) -> Iterator[tuple[Fact, Timeline]]:
        """Yield the facts about ``arguments`` with their days; a date that need not be the one asked: unknown."""
        known_on = self.options.known_on
        for fact in self.record.facts(sentence, arguments):
            known = fact.provenance.known
            if known_on is not None and known is not None and known > known_on:
                continue
            when = fact.when
            for asked, given in zip(arguments, fact.arguments, strict=True):
                if isinstance(asked, ImpreciseDate):
                    when &= Timeline.constant(same(asked, given))
            if when is not NEVER:
                yield fact, when

    def _conclude(
        self,
        sentence: Sentence,
        arguments: Arguments,
        facts: Sequence[tuple[Fact, Timeline]],
        derivations: Sequence[Derivation],
    ) -> Proof:
        """Return the proof that facts, derivations, exceptions and assumptions make together."""
        held = NEVER
        for derivation in derivations:
            held |= derivation.timeline
        exceptions: tuple[Derivation, ...] = ()
        if held is not NEVER:
            exceptions = tuple(d for _, d in self._derive(sentence, arguments, exceptions=True))
            for exception in exceptions:
                held &= ~exception.timeline
        denied = NEVER
        for fact, when in facts:
            if fact.denied:
                denied |= when
            else:
                held |= when
        is_open = self._is_open(sentence)
        if is_open:
            held |= UNKNOWN
        if denied is not NEVER:
            held &= ~denied
        assumed = tuple(self._assumed(sentence, arguments))
        for assumption in assumed:
            held = held & ~assumption.when if assumption.denied else held | assumption.when
        return Proof(
            sentence, arguments, held, tuple([fact for fact, _ in facts]), assumed, tuple(derivations), exceptions,
            self.book.declarations.get(sentence.key), is_open,
        )  # fmt: skip

    def _derive(
        self, sentence: Sentence, arguments: Arguments, *, exceptions: bool = False
    ) -> Iterator[tuple[Arguments, Derivation]]:
        """Yield each way of each rule (or exception) to ``sentence``, with the arguments it concludes."""
        for rule in self.book.concluding(sentence):
            if (rule.kind == "exception") is not exceptions or not self._applies(rule):
                continue
            values = _unified(rule, arguments)
            if values is not None:
                yield from self._apply(rule, values)

    def _applies(self, rule: Rule) -> bool:
        """Say whether ``rule`` is part of the readings under which we evaluate."""
        if not rule.question:
            return True
        for question, reading in self.options.readings:
            if question == rule.question:
                return reading == rule.reading
        return self.book.questions[rule.question].default == rule.reading

    def _apply(self, rule: Rule, values: Arguments) -> Iterator[tuple[Arguments, Derivation]]:
        for found, steps, met in self._join(rule.conditions, values):
            timeline = met
            unless: list[tuple[Attempt, ...]] = []
            if timeline is not NEVER:
                for group in rule.unless:
                    attempts = tuple(self._join(group, found))
                    for attempt in attempts:
                        timeline &= ~attempt.timeline
                    unless.append(attempts)
            concluded = tuple([found[t] if isinstance(t, int) else t for t in rule.conclusion.terms])
            yield concluded, Derivation(rule, steps, tuple(unless), timeline)

    def _join(self, conditions: Sequence[Condition], values: Arguments) -> list[Attempt]:
        """Return every way to meet ``conditions``; a way that can never be met ends at its first failure."""
        open_ways = [Attempt(values, (), ALWAYS)]
        failed: list[Attempt] = []
        for condition in conditions:
            ways, open_ways = open_ways, []
            for given, steps, timeline in ways:
                for found, proof in self._meet(condition, given):
                    step = Step(proof, condition.negated)
                    met = timeline & step.timeline
                    attempt = Attempt(found, (*steps, step), met)
                    (failed if met is NEVER else open_ways).append(attempt)
            if not open_ways:
                break
        return open_ways + failed

    def _meet(self, condition: Condition, values: Arguments) -> Iterator[tuple[Arguments, Proof]]:
        """Yield each way to meet ``condition`` with the values so far: the values then, and the proof."""
        terms = condition.terms
        asked = tuple([values[t] if isinstance(t, int) else t for t in terms])
        if condition.operator == "stated":
            if None not in asked:
                yield values, self.prove(condition.sentence, asked)
                return
            found = self.find(condition.sentence, asked)
            bound = 0
            for proof in found.proofs:
                more = _bound(values, terms, proof.arguments)
                if more is not None:
                    bound += 1
                    yield more, proof
            if found.otherwise is not None and (not bound or found.otherwise.timeline is not NEVER):
                yield values, found.otherwise
        elif condition.operator in ("count", "share"):
            yield values, self._count(condition, values)
        elif condition.operator in BINDING:
            yield self._calculated(condition, values, asked)
        else:
            yield values, Proof(condition.sentence, asked, compare(condition.operator, asked), is_built_in=True)

    def _calculated(self, condition: Condition, values: Arguments, asked: Arguments) -> tuple[Arguments, Proof]:
        """Return what a finding built-in finds: it binds its first blank, or is compared with its value."""
        parts: tuple[Proof, ...] = ()
        value: Value | None
        if condition.operator == "first-day":
            within, parts = self._exists(condition.inner[0], values)
            value = first_day(within)
            lacking = NEVER if value is None and Truth.UNKNOWN not in within.truths else UNKNOWN
        else:
            value = calculate(condition, asked)
            lacking = UNKNOWN
        if value is None:
            return values, Proof(condition.sentence, asked, lacking, is_built_in=True, parts=parts)
        if asked[0] is None:
            more = _bound(values, condition.terms[:1], (value,))
            # INVARIANT: an unbound first blank takes any value.
            found = values if more is None else more
            return found, Proof(condition.sentence, (value, *asked[1:]), ALWAYS, is_built_in=True, parts=parts)
        timeline = Timeline.constant(same(asked[0], value))
        note = "" if timeline is ALWAYS else f"it is {value}"
        return values, Proof(condition.sentence, asked, timeline, is_built_in=True, parts=parts, note=note)

    def _exists(self, condition: Condition, values: Arguments) -> tuple[Timeline, tuple[Proof, ...]]:
        """Return when there is some way to meet ``condition``, and the proofs of the ways."""
        timeline, proofs = NEVER, []
        for _, proof in self._meet(condition, values):
            timeline |= ~proof.timeline if condition.negated else proof.timeline
            proofs.append(proof)
        return timeline, tuple(proofs)

    def _count(self, condition: Condition, values: Arguments) -> Proof:
        """Return the proof of a counting condition; its parts are those that tipped the scale."""
        slot = condition.terms[0]
        counted: list[tuple[Timeline, ...]] = []
        proofs: list[Proof] = []
        for thing in self.record.things(condition.unit):
            given = tuple([thing if i == slot else v for i, v in enumerate(values)])
            met = [self._exists(inner, given) for inner in condition.inner]
            counted.append(tuple([timeline for timeline, _ in met]))
            proofs += [p for p in met[-1][1] if p.timeline is not NEVER]
        if condition.operator == "count":
            timeline = enough([met for (met,) in counted], condition.amount[0])
        else:
            timeline = enough_of([(among, met) for among, met in counted], condition.amount)
        tipping = timeline.changes[-1:]
        parts = tuple(p for p in proofs if tipping and tipping[0] in p.timeline.changes)
        reached = sum(met[-1].truths[-1] is Truth.YES for met in counted)
        note = f"{reached} in all; reached on {tipping[0]}" if tipping else f"{reached} in all"
        return Proof(condition.sentence, (), timeline, is_built_in=True, parts=parts, note=note)


def _unified(rule: Rule, arguments: Arguments) -> Arguments | None:
    """Return the values of the rule's blanks that ``arguments`` of its conclusion give, or None."""
    values: list[Value | None] = [None] * len(rule.blanks)
    for term, argument in zip(rule.conclusion.terms, arguments, strict=True):
        if isinstance(term, int):
            if argument is not None and values[term] is not None and values[term] != argument:
                return None
            values[term] = argument if argument is not None else values[term]
        elif argument is not None and term != argument:
            return None
    return tuple(values)


def _bound(values: Arguments, terms: Sequence[Term], found: Arguments) -> Arguments | None:
    """Return ``values`` with what ``found`` gives the blanks of ``terms``, or None where they differ."""
    more = list(values)
    for term, value in zip(terms, found, strict=True):
        if isinstance(term, int):
            if more[term] is not None and more[term] != value and not isinstance(value, ImpreciseDate):
                return None
            if more[term] is None:
                more[term] = value
    return tuple(more)


def _fits(given: Iterable[Value], asked: Arguments) -> bool:
    """Say whether an assumption about ``given`` is about ``asked``."""
    return all(a is None or a == g for a, g in zip(asked, given, strict=True))
