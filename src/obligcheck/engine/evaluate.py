"""Evaluate a goal for all time: every sentence once, and the proof kept.

A goal is a sentence with arguments; None for an argument asks for any. The value of a sentence is
((what its rules give, unless an exception defeats it) or what the record states, or unknown where the
record is silent and not complete), and not what the record denies. Assumptions come last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obligcheck.engine.builtins import same
from obligcheck.engine.goals import UNDECIDED, About, Found, Memo, Options, about_sentence
from obligcheck.engine.join import Joiner
from obligcheck.engine.proof import Derivation, Proof
from obligcheck.temporal import NEVER, UNKNOWN, ImpreciseDate, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obligcheck.engine.assumption import Assumption
    from obligcheck.engine.goals import Arguments
    from obligcheck.facts import Fact, Record
    from obligcheck.language import Rule, RuleBook
    from obligcheck.sentences import Sentence

_DEFAULT = Options()


class Engine(Joiner):
    """Evaluates goals over one rule book and one record under one set of options.

    Engines may share a ``memo``: what a proof depends on is part of its key. ``base`` is an engine
    with fewer options: what cannot depend on the difference is taken from it, and so, where only the
    readings differ, is every proof that met none of their questions.
    """

    __slots__ = ("_abouts", "_differing", "_new", "base", "book", "memo", "options")

    def __init__(
        self,
        book: RuleBook,
        record: Record,
        options: Options = _DEFAULT,
        memo: Memo | None = None,
        base: Engine | None = None,
    ) -> None:
        super().__init__(record, frozenset(q for q, reading in options.readings if reading == UNDECIDED))
        self.book: Final = book
        self.options: Final = options
        self.memo: Final[Memo] = memo if memo is not None else {}
        self.base: Final = base
        self._abouts: Final[dict[Sentence, About]] = {}
        before = base.options if base is not None else options
        questions = frozenset(q for q, _ in {*options.readings} ^ {*before.readings})
        sentences = frozenset(a.sentence.key for a in {*options.assumptions} ^ {*before.assumptions})
        # What differs from ``base``: the sentences assumed, and the questions read otherwise. As bits the
        # questions tell which proofs are the same; where assumptions differ none is taken so.
        self._new: Final = (sentences, questions)
        self._differing: Final = -1 if sentences else sum(book.bits[question] for question in questions)

    def prove(self, sentence: Sentence, arguments: Arguments) -> Proof:
        """Return the proof of ``sentence`` about ``arguments``, of which none may be None."""
        about = self.about(sentence)
        found = about.table.get(arguments)
        if found is None and self.base is not None and self._differing != -1:
            proof = self.base.prove(sentence, arguments)
            if not proof.questions & self._differing:
                found = about.table[arguments] = Found((proof,))
        if found is None:
            before = self._before(sentence, arguments)
            derivations = self._ways(about.rules, arguments, before.derivations if before else ())
            facts = list(self._facts(sentence, arguments)) if about.is_stated else []
            found = about.table[arguments] = Found(
                (self._conclude(sentence, about, arguments, facts, derivations),)
            )
        return found.proofs[0]

    def find(self, sentence: Sentence, arguments: Arguments) -> Found:
        """Return all that make ``sentence`` possible; None among ``arguments`` asks for any."""
        if None not in arguments:
            return Found((self.prove(sentence, arguments),))
        about = self.about(sentence)
        found = about.table.get(arguments)
        if found is None and self.base is not None and self._differing != -1:
            before = self.base.find(sentence, arguments)
            if not before.questions & self._differing:
                found = about.table[arguments] = before
        if found is None:
            found = about.table[arguments] = self._find(sentence, about, arguments)
        return found

    def about(self, sentence: Sentence) -> About:
        """Return what is needed to evaluate ``sentence``."""
        return self._abouts.get(sentence) or self._look_up(sentence)

    def _find(self, sentence: Sentence, about: About, arguments: Arguments) -> Found:
        stated: dict[Arguments, list[tuple[Fact, Timeline]]] = {}
        if about.is_stated:
            for fact, timeline in self._facts(sentence, arguments):
                stated.setdefault(fact.arguments, []).append((fact, timeline))
        rest = self._silence(sentence, about, arguments)
        questions = about.asked
        for assumption in about.assumptions:
            if assumption.of(arguments) is not NEVER:
                if None in assumption.arguments:
                    # Supposed of whatever is asked: of what else it holds, nobody can list.
                    rest |= assumption.when & UNKNOWN
                    questions |= self.book.unlisted
                else:
                    stated.setdefault(assumption.arguments, [])
        derived: dict[Arguments, list[Derivation]] = {}
        failed: list[Derivation] = []
        is_whole = True
        for concluded, derivation in self.derive(about.rules, arguments):
            questions |= derivation.questions
            if derivation.timeline is NEVER:
                failed.append(derivation)
            elif None in concluded:
                rest |= derivation.timeline & UNKNOWN
                failed.append(derivation)
                is_whole = False
            else:
                derived.setdefault(concluded, []).append(derivation)
        proofs = tuple(self._concluded(sentence, about, arguments, stated, derived, is_whole=is_whole))
        otherwise = Proof(
            sentence, arguments, rest, derivations=tuple(failed), declaration=about.declaration,
            is_open=rest is not NEVER, questions=questions,
        )  # fmt: skip
        return Found(proofs, otherwise)

    def _concluded(
        self,
        sentence: Sentence,
        about: About,
        arguments: Arguments,
        stated: Mapping[Arguments, Sequence[tuple[Fact, Timeline]]],
        derived: Mapping[Arguments, Sequence[Derivation]],
        *,
        is_whole: bool,
    ) -> Iterator[Proof]:
        """Yield the proof of each that was stated or derived: the one that asking for it alone gives.

        Where a date of it need not be the one among ``arguments``, it is unknown of those. ``is_whole`` says
        that no way was left with a blank open: then nothing but what was found for a thing is about it.
        """
        found = list(dict.fromkeys((*stated, *derived)))
        vague = {each for each in found for v in each if isinstance(v, ImpreciseDate) and not v.exact}
        late = {each for each, ways in derived.items() if any(map(_was_open, ways))}
        dated = [place for place, asked in enumerate(arguments) if isinstance(asked, ImpreciseDate)]
        for each in found:
            known = about.table.get(each)
            is_asked = not dated or all(each[place] == arguments[place] for place in dated)
            if each in vague or (known is None and is_whole and is_asked and not vague and each not in late):
                facts, ways = stated.get(each, ()), derived.get(each, ())
                known = Found((self._conclude(sentence, about, each, facts, ways, arguments),))
                if each not in vague:
                    about.table[each] = known
            # INVARIANT: an answer does not depend on what was asked before. A way with a blank open, if
            # only for some of its steps, or a date that may be this one, is found by asking for this one.
            proof = known.proofs[0] if known is not None else self.prove(sentence, each)
            yield proof if is_asked else proof._replace(timeline=proof.timeline & UNKNOWN)

    def _look_up(self, sentence: Sentence) -> About:
        """Return what is needed to evaluate ``sentence``, with its memo under the options that matter."""
        key = sentence.key
        reach = self.book.reach.get(key, frozenset((key,)))
        questions = self.book.questions_of.get(key, ())
        new_sentences, new_questions = self._new
        if self.base is not None and new_questions.isdisjoint(questions):
            about = self.base.about(sentence)
            if not new_sentences.isdisjoint(reach):
                # Only more is assumed: the rules are the same, and only the proofs are not.
                own = tuple([a for a in self.options.assumptions if a.sentence is sentence])
                about = about._replace(table={}, assumptions=own)
            self._abouts[sentence] = about
            return about
        readings = tuple(r for r in self.options.readings if r[0] in questions)
        assumed = tuple(a for a in self.options.assumptions if a.sentence.key in reach)
        table = self.memo.setdefault((key, readings, assumed, self.options.known_on), {})
        about = self._abouts[sentence] = about_sentence(sentence, self.book, self.record, self.options, table)
        return about

    def _silence(self, sentence: Sentence, about: About, arguments: Arguments) -> Timeline:
        """Return what it means that nothing is known of ``sentence``: no, or unknown."""
        if about.is_closed:
            return NEVER
        if about.declaration is not None:
            return NEVER if about.declaration.presumed_not else UNKNOWN
        silence = NEVER
        stating = [s for s in self.record.stating(sentence) if not s.denied]
        # Where lists differ in how far they reach, only those that could hold such a row count.
        for statement in [s for s in stating if s.speaks_of(arguments)] or stating:
            silence |= statement.silent(arguments, self.options.known_on)
        return silence

    def _facts(self, sentence: Sentence, arguments: Arguments) -> Iterator[tuple[Fact, Timeline]]:
        """Yield the facts about ``arguments`` with their days; a date that need not be the one: unknown."""
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
        about: About,
        arguments: Arguments,
        facts: Sequence[tuple[Fact, Timeline]],
        derivations: Sequence[Derivation],
        goal: Arguments | None = None,
    ) -> Proof:
        """Return the proof that facts, derivations, exceptions and assumptions make together.

        ``goal`` is what was asked where that left blanks open.
        """
        held, questions = NEVER, about.asked
        for derivation in derivations:
            held |= derivation.timeline
            questions |= derivation.questions
        exceptions: tuple[Derivation, ...] = ()
        if held is not NEVER:
            questions |= about.asked_by_exceptions
            before = self._before(sentence, arguments)
            exceptions = tuple(self._ways(about.exceptions, arguments, before.exceptions if before else ()))
            for exception in exceptions:
                held &= ~exception.timeline
                questions |= exception.questions
        denied = NEVER
        for fact, when in facts:
            if fact.denied:
                denied |= when
            else:
                held |= when
        silence = self._silence(sentence, about, arguments)
        held |= silence
        if denied is not NEVER:
            held &= ~denied
        assumed: list[Assumption] = []
        for assumption in about.assumptions:
            when = assumption.of(arguments, goal)
            if when is not NEVER:
                assumed.append(assumption)
                held = held & ~when if assumption.denied else held | when
        return Proof(
            sentence, arguments, held, tuple([fact for fact, _ in facts]), tuple(assumed),
            tuple(derivations), exceptions, about.declaration, silence is not NEVER, questions=questions,
        )  # fmt: skip

    def _before(self, sentence: Sentence, arguments: Arguments) -> Proof | None:
        """Return what ``base`` has proved of a goal, where nothing but readings sets it apart."""
        if self.base is None or self._differing == -1:
            return None
        found = self.base.about(sentence).table.get(arguments)
        return found.proofs[0] if found is not None else None

    def _ways(
        self, rules: Sequence[Rule], arguments: Arguments, before: Sequence[Derivation]
    ) -> list[Derivation]:
        """Return the ways of ``rules`` to a goal without a blank.

        ``before`` are those under the readings of ``base``: of a rule that met none of the questions now
        read otherwise they are the same.
        """
        if not before:
            return [derivation for _, derivation in self.derive(rules, arguments)]
        known: dict[int, list[Derivation]] = {}
        for derivation in before:
            known.setdefault(id(derivation.rule), []).append(derivation)
        ways: list[Derivation] = []
        for rule in rules:
            same = known.get(id(rule), [])
            met = self.book.bits.get(rule.question, 0)
            for derivation in same:
                met |= derivation.questions
            if same and not met & self._differing:
                ways += same
            else:
                ways += [derivation for _, derivation in self.derive((rule,), arguments)]
        return ways


def _was_open(derivation: Derivation) -> bool:
    """Say whether a step was about somebody: who that is, a later step may have found."""
    return any(None in step.proof.arguments for step in derivation.steps)


def general_proofs(book: RuleBook, record: Record) -> Memo:
    """Return the proofs of all sentences that only leave dates open: the same in every question.

    The day on which the sixtieth State joined is one of them, and takes a look at all States.
    """
    engine = Engine(book, record)
    general: Memo = {}
    for sentence in book.vocabulary:
        if sentence.blanks and set(sentence.types) == {"date"} and book.concluding(sentence):
            arguments = (None,) * len(sentence.blanks)
            general[sentence.key, (), (), None] = {arguments: engine.find(sentence, arguments)}
    return general
