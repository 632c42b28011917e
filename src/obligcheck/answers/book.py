"""The book: rules and record together, asked through scenarios and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obligcheck.answers.answer import Answer
from obligcheck.answers.asked import Asked
from obligcheck.answers.clashes import also_on_record
from obligcheck.answers.explain import Explainer
from obligcheck.answers.further import Worked
from obligcheck.answers.parse import parse_assumptions, parse_readings, plain_options
from obligcheck.answers.posing import Posed, day_given, pose
from obligcheck.engine import Engine, Options
from obligcheck.problems import problem
from obligcheck.temporal import NEVER, Truth

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from obligcheck.answers.answer import Change
    from obligcheck.answers.claims import Checker, Claim
    from obligcheck.answers.profile import Profiled
    from obligcheck.answers.survey import Survey
    from obligcheck.engine import Memo, Proof
    from obligcheck.engine.together import Together
    from obligcheck.facts import Record
    from obligcheck.language import Question, RuleBook, Scenario
    from obligcheck.sentences import Entity, Sentence, Value
    from obligcheck.temporal import Timeline


class Book:
    """Rules and record, with versions and digests in ``receipt``; the one entry for programmers."""

    def __init__(
        self,
        rules: RuleBook,
        record: Record,
        receipt: dict[str, object] | None = None,
        memo: Memo | None = None,
    ) -> None:
        self.rules: Final = rules
        self.record: Final = record
        self.receipt: Final = receipt or {}
        self.memo: Final[Memo] = memo if memo is not None else {}
        # One explainer, so that equal parts of all trees are one object.
        self.explainer: Final = Explainer(record)
        self._engines: Final[dict[Options, Engine]] = {}
        self._together: Final[dict[tuple[Engine, str], Together]] = {}

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

    def together(self, engine: Engine, kind: str) -> Together:
        """Return what says of every thing of type ``kind`` what ``engine`` says of one."""
        found = self._together.get((engine, kind))
        if found is None:
            # Only those who ask about many things pay for it.
            from obligcheck.engine.together import Together  # noqa: PLC0415

            base = self.together(engine.base, kind) if engine.base is not None else None
            found = self._together[engine, kind] = Together(engine, kind, base)
        return found

    def trial(self, options: Options, base: Engine) -> Engine:
        """Return an engine for options that are tried once and not kept, over what ``base`` has found."""
        return Engine(self.rules, self.record, options, {}, base)

    def forget(self, sentences: Collection[str]) -> None:
        """Let go of what was proved of ``sentences``, given by their keys, and of what was explained."""
        for memo in (self.memo, *(together.memo for together in self._together.values())):
            for (key, *_), proofs in memo.items():
                if key in sentences:
                    proofs.clear()
        self.explainer.forget(sentences)

    def options(
        self,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
    ) -> Options:
        """Return options from what users write. Raises ProblemsError with all that is wrong."""
        assumed = parse_assumptions(tuple(assume), tuple(deny), self.rules, self.record)
        chosen = parse_readings(tuple(readings), self.rules, law_as_of)
        return Options(chosen, assumed, known_on, law_as_of)

    def under(self, options: Options, question: Question, reading: str) -> Options:
        """Return ``options`` with ``question`` read so, and its other readings as they are."""
        readings = {**dict(options.readings), question.name: reading}
        questions = self.rules.questions
        kept = tuple((q, r) for q, r in sorted(readings.items()) if questions[q].default != r)
        return options._replace(readings=kept)

    def check(
        self,
        scenario: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
        **inputs: str | date,
    ) -> Answer:
        """Return the answer to ``scenario`` about ``inputs``, names as users write them and a date.

        Raises ProblemsError for an unknown scenario, name, reading or sentence, or a date that is none.
        """
        options = self.options(assume, deny, readings, known_on, law_as_of)
        posed = self.pose(scenario, {self.day_of(scenario): None, **inputs}, options)
        return self.answer(posed, posed.day)

    def each(  # noqa: PLR0913 (what `check` takes, and the input left open)
        self,
        scenario: str,
        each: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
        **inputs: str | date,
    ) -> Survey:
        """Return the answers to ``scenario`` about everything that can fill its input ``each``.

        Raises ProblemsError as ``check`` does, and for an input that nothing in the record fills.
        """
        # Only lists pay for what lists need.
        from obligcheck.answers.survey import survey  # noqa: PLC0415

        return survey(self, scenario, each, self.options(assume, deny, readings, known_on, law_as_of), inputs)

    def verdicts(  # noqa: PLR0913 (what `check` takes, and the input left open)
        self,
        scenario: str,
        each: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
        **inputs: str,
    ) -> dict[Entity, Timeline]:
        """Return for all time the verdict about everything that can fill the input ``each`` of ``scenario``.

        All at once and without reasons, which is many times faster than to ask about one after the other.
        Raises ProblemsError as ``each`` does.
        """
        # Only those who ask about many things pay for it.
        from obligcheck.answers.each import verdicts  # noqa: PLC0415

        return verdicts(
            self, scenario, each, self.options(assume, deny, readings, known_on, law_as_of), inputs
        )

    def profile(  # noqa: PLR0913 (what `check` takes, and a day)
        self,
        name: str,
        *,
        on: date | str,
        until: date | None = None,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
        **inputs: str,
    ) -> Profiled:
        """Return the profile ``name`` of ``inputs`` on a day, told of changes ``until`` another.

        Raises ProblemsError for an unknown profile, and as ``check`` does.
        """
        # Only profiles pay for what profiles need.
        from obligcheck.answers.viewing import view  # noqa: PLC0415

        options = self.options(assume, deny, readings, known_on, law_as_of)
        return view(self, name, inputs, day_given(on, name), options=options, until=until)

    def when(
        self,
        scenario: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
        **inputs: str,
    ) -> tuple[Change, ...]:
        """Return the stretches of days with one verdict each, and what set each of them."""
        from obligcheck.answers.history import changes_of  # noqa: PLC0415 (only this asks for it)

        posed = self.pose(scenario, inputs, self.options(assume, deny, readings, known_on, law_as_of))
        return changes_of(posed, posed.proof())

    def ask(  # noqa: PLR0913 (what `check` takes, and whether to suppose)
        self,
        sentence: str,
        *,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
        bare: bool = False,
    ) -> Asked:
        """Return the truth of ``sentence`` over all days; ``some date`` leaves a blank open.

        A plain form of speech will do where it means one sentence and no more. Of the verdict of a scenario
        is supposed what the scenario supposes; ``bare`` takes the words as they stand.
        """
        # Only this and claims ask so.
        from obligcheck.answers.supposing import of_whatever, understood  # noqa: PLC0415

        meant = understood(sentence, self.rules, self.record, bare=bare)
        options = self.options(assume, deny, readings, known_on, law_as_of)
        supposed = of_whatever(meant.suppose)
        engine = self.engine(options._replace(assumptions=(*supposed, *options.assumptions)))
        found = engine.find(meant.sentence, meant.arguments)
        proofs = (*found.proofs, found.otherwise) if found.otherwise else found.proofs
        timeline = NEVER
        for proof in proofs:
            timeline |= proof.timeline
        told = meant.sentence.fill(meant.arguments)
        return Asked(told, timeline, proofs, self.explainer, tuple(meant.supposed()), meant.scenario)

    def claim(  # noqa: PLR0913 (what `check` takes, and a day)
        self,
        text: str,
        *,
        on: date | str,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
    ) -> Claim:
        """Return what becomes of the claim ``text``, in plain words or in those of the rules.

        ``on`` is the day of a claim that names none. Raises ProblemsError for what is supposed only: a
        claim that nobody understands says so itself.
        """
        return self._checker(on, self.options(assume, deny, readings, known_on, law_as_of)).claim(text)

    def claims(  # noqa: PLR0913 (as above)
        self,
        lines: Iterable[str],
        *,
        on: date | str,
        assume: Iterable[str] = (),
        deny: Iterable[str] = (),
        readings: Iterable[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
    ) -> Iterator[Claim]:
        """Yield what becomes of each claim in ``lines``; empty ones and # comments are left out."""
        return self._checker(on, self.options(assume, deny, readings, known_on, law_as_of)).claims(lines)

    def _checker(self, on: date | str, options: Options) -> Checker:
        # Only those who check claims pay for what that needs.
        from obligcheck.answers.claims import Checker  # noqa: PLC0415

        return Checker(self, options, day_given(on, "a claim"))

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
        return pose(self, self.scenario(name), inputs, options)

    def day_of(self, name: str) -> str:
        """Return what the scenario ``name`` calls the day asked about.

        Raises ProblemsError for an unknown scenario, and for one that asks about no day.
        """
        day = self.scenario(name).day
        if day is None:
            raise problem("no-day", f"`{name}` asks about no day")
        return day

    def scenario(self, name: str) -> Scenario:
        """Return the scenario called ``name``. Raises ProblemsError that says what they are called."""
        scenario = self.rules.scenarios.get(name)
        if scenario is None:
            fix = f"scenarios: {', '.join(self.rules.scenarios) or 'none'}"
            raise problem("unknown-scenario", f"no scenario is called `{name}`", fix)
        return scenario

    def answer(self, posed: Posed, day: date) -> Answer:
        """Return the answer of one day."""
        scenario, proof = posed.scenario, posed.proof()
        since, until, verdict = proof.timeline.stretch(day)
        tree = self.explainer.explain(proof, day)
        named = dict(zip(scenario.blanks, posed.values, strict=True))
        inputs = {b.key: getattr(v, "id", str(v)) for b, v in named.items() if v is not None}
        names = {b.key: str(v) for b, v in named.items() if v is not None and b.type != "date"}
        chosen = dict(posed.engine.options.readings)
        readings = tuple((q.name, chosen.get(q.name, q.default)) for q in self.met(proof))
        return Answer(
            scenario.name, inputs, names, day, verdict,
            posed.label(verdict, day), since, until, readings, tree,
            self.receipt_of(posed.engine.options),
            Worked(self, posed, proof, day, tree),
        )  # fmt: skip

    def receipt_of(self, options: Options) -> dict[str, object]:
        """Return by what, and under which ``options``, something was answered."""
        found = {**self.receipt, "options": plain_options(options)}
        beside = also_on_record(options, self.record) if options.assumptions else ()
        return {**found, "also_on_record": list(beside)} if beside else found

    def met(self, proof: Proof) -> list[Question]:
        """Return the contested questions that were met on the way to ``proof``."""
        return [self.rules.questions[name] for name, bit in self.rules.bits.items() if proof.questions & bit]
