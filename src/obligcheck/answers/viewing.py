"""A profile of the rules put to a book: every line evaluated, what has not happened yet left out."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from obligcheck.answers.basis import deciding, presumed_in
from obligcheck.answers.further import other_readings
from obligcheck.answers.profile import Bar, Coming, Line, Profiled, Row, Section, Standing, Verdicts
from obligcheck.answers.settled import is_settled, is_silence
from obligcheck.answers.turns import because_of, turns
from obligcheck.answers.viewed import find_profile, resolved
from obligcheck.facts import fold
from obligcheck.temporal import ALWAYS, NEVER, ImpreciseDate, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from obligcheck.answers.book import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.answers.profile import Part
    from obligcheck.engine import Engine, Options, Proof
    from obligcheck.engine.goals import Found
    from obligcheck.language import Condition
    from obligcheck.language.profile_model import Entry
    from obligcheck.sentences import Blank, Entity, Value

#: Kinds of lines that say in which layer they stand; all others are law.
_LAYERS = ("position", "conduct", "caveat")


def view(
    book: Book,
    name: str,
    inputs: Mapping[str, str],
    day: date,
    *,
    options: Options,
    until: date | None = None,
) -> Profiled:
    """Return the profile ``name`` of ``inputs``, names as users write them, on ``day``.

    ``until`` is the last day of which it is told what will change. Raises ProblemsError with all that
    is wrong: an unknown profile, a missing input, a name that means nothing.
    """
    profile = find_profile(book, name)
    values = resolved(book, profile, inputs)
    viewer = _Viewer(book, profile.blanks, book.engine(options), day, until or date.max, values)
    sections = tuple(viewer.section(section.title, section.entries) for section in profile.sections)
    given = dict(zip(profile.inputs, values, strict=False))
    return Profiled(
        name,
        {b.key: str(getattr(v, "id", v)) for b, v in given.items()},
        {b.key: str(v) for b, v in given.items()},
        day,
        sections,
        _late(book, sections, day),
        book.receipt_of(options),
        until,
    )


@frozen(eq=False)
class _Viewer:
    """Evaluates the lines of one profile; ``values`` fill its blanks as far as they are known."""

    book: Book
    blanks: tuple[Blank, ...]
    engine: Engine
    day: date
    until: date
    values: tuple[Value | None, ...]
    is_open: list[bool] = field(factory=list)

    def section(self, title: str, entries: Iterable[Entry]) -> Section:
        """Return what stands under one heading; what is to come is sorted by its days."""
        # INVARIANT: ``is_open`` gathers for one section at a time.
        self.is_open.clear()
        parts = self.all_parts(entries)
        coming = sorted(
            (p for p in parts if isinstance(p, Coming)), key=lambda c: (c.day, c.line.node.sentence)
        )
        others = [p for p in parts if not isinstance(p, Coming)]
        return Section(title, (*others, *coming), any(self.is_open))

    def all_parts(self, entries: Iterable[Entry]) -> list[Part]:
        """Return the parts of all lines; what was said, and what was done, in the order of its days."""
        found: list[Part] = []
        for kind, alike in groupby(entries, key=lambda entry: entry.kind):
            parts = [part for entry in alike for part in self.parts(entry)]
            together = kind in ("position", "conduct")
            found += _sorted(part for part in parts if isinstance(part, Line)) if together else parts
        return found

    def parts(self, entry: Entry) -> Iterator[Part]:
        """Yield what one line shows."""
        if entry.kind == "verdicts":
            yield self._verdicts(entry)
            return
        condition = entry.condition
        assert condition is not None, "all lines but those of verdicts have a sentence"  # noqa: S101
        match entry.kind:
            case "bar":
                yield self._bar(entry.label, condition)
            case "ask":
                yield from self._asked(condition)
            case "history":
                yield from _sorted(self._history(condition))
            case "coming":
                yield from self._coming(entry, condition)
            case "each":
                yield from _sorted(self._each(entry, condition))
            case "row" | "count":
                yield self._row(entry, condition)
            case layer:
                self.is_open.append(self._may_be_more(condition))
                yield from _sorted(self._shown(condition, layer if layer in _LAYERS else "law"))

    def _found(self, condition: Condition) -> Found:
        """Return the proofs of a sentence of the profile; blanks that nothing fills are left open."""
        asked = tuple([self.values[t] if isinstance(t, int) else t for t in condition.terms])
        return self.engine.find(condition.sentence, asked)

    def _may_be_more(self, condition: Condition) -> bool:
        """Say whether the record leaves open that the sentence is true of more than it shows."""
        rest = self._found(condition).otherwise
        return rest is not None and rest.timeline.at(self.day) is Truth.UNKNOWN

    def _held(self, condition: Condition) -> Iterator[Proof]:
        """Yield the proofs of what is so or may be so on the day, and could be said by then.

        What may be so only because the record may lack something is no more than that.
        """
        for proof in self._found(condition).proofs:
            truth = proof.timeline.at(self.day)
            if truth is Truth.UNKNOWN and is_silence(proof, self.day):
                self.is_open.append(True)
            elif truth is not Truth.NO and (len(proof.timeline.truths) > 1 or is_settled(proof, self.day)):
                yield proof

    def _shown(self, condition: Condition, layer: str) -> Iterator[Line]:
        for proof in self._held(condition):
            line = self._line(condition, proof, layer)
            if layer != "caveat" or line.node.truth is Truth.YES:
                yield line

    def _asked(self, condition: Condition) -> Iterator[Line]:
        """Yield what is so; where nothing is, what was so, or what the record denies; else its silence."""
        found = self._found(condition)
        if found.otherwise is None:
            (proof,) = found.proofs
            line = self._line(condition, proof, "law")
            # What is true of all days and has not happened yet is not so, as far as this day is concerned.
            early = proof.timeline is ALWAYS and not is_settled(proof, self.day)
            yield line.about(Truth.NO, None, None) if early else line
            return
        lines = _sorted(self._shown(condition, "law"))
        if not lines:
            others = [proof for proof in found.proofs if self._was_or_is_denied(proof)]
            lines = _sorted(self._line(condition, proof, "law") for proof in others)
        yield from lines or [self._line(condition, found.otherwise, "law")]

    def _was_or_is_denied(self, proof: Proof) -> bool:
        """Say whether a sentence that is not so once was, or whether a row says that it is not."""
        once = proof.timeline.first(Truth.YES)
        over = once is not None and once <= self.day and proof.timeline.at(self.day) is Truth.NO
        return over or any(fact.denied for fact in proof.facts)

    def _history(self, condition: Condition) -> Iterator[Line]:
        """Yield each stretch of days, begun by the day, on which it was so, or else may have been."""
        found = self._found(condition)
        self.is_open.append(self._may_be_more(condition))
        for proof in found.proofs:
            timeline = proof.timeline
            truth = Truth.YES if Truth.YES in timeline.truths else Truth.UNKNOWN
            if len(timeline.truths) == 1 and not is_settled(proof, self.day):
                continue
            for since, until in timeline.intervals(truth):
                if since is None or since <= self.day:
                    line = self._line(condition, proof, "law", since or self.day)
                    yield line.about(truth, since, until)

    def _coming(self, entry: Entry, condition: Condition) -> Iterator[Coming]:
        """Yield what the sentence turns to after the day, and the days that lie ahead in what holds."""
        for proof in self._found(condition).proofs:
            further = evolve(self, values=self._filled(condition, proof))
            if next(further.ways(_joined(entry)), None) is None:
                continue
            for since, until, truth in turns(proof.timeline):
                if since is not None and self.day < since <= self.until:
                    line = self._line(condition, proof, "law", since)
                    because = tuple(b for b in because_of(proof, since) if not b.endswith(line.node.sentence))
                    yield Coming(since, line.about(truth, since, until)._replace(because=because))
            dates = [v for v in proof.arguments if isinstance(v, ImpreciseDate)]
            ahead = [d for d in dates if self.day < d.earliest <= self.until]
            if ahead and proof.timeline is ALWAYS:
                first = min(ahead, key=lambda d: d.earliest)
                written = "" if first.exact else str(first)
                yield Coming(first.earliest, self._line(condition, proof, "law"), written)

    def _each(self, entry: Entry, condition: Condition) -> Iterator[Line]:
        """Yield a line for each thing of which all sentences hold, and below it what is said of it."""
        self.is_open.append(self._may_be_more(condition))
        for viewer, (line, *joined) in self.ways((condition, *_joined(entry))):
            shown = [one for one, (_, is_shown) in zip(joined, entry.joined, strict=True) if is_shown]
            yield line._replace(below=(*shown, *viewer.all_parts(entry.below)))

    def ways(self, conditions: tuple[Condition, ...]) -> Iterator[tuple[_Viewer, tuple[Line, ...]]]:
        """Yield each way in which all of ``conditions`` hold, with what they fill, and their lines."""
        if not conditions:
            yield self, ()
            return
        first, *rest = conditions
        for proof in self._held(first):
            line = self._line(first, proof, "law")
            further = evolve(self, values=self._filled(first, proof))
            for viewer, lines in further.ways(tuple(rest)):
                yield viewer, (line, *lines)

    def _filled(self, condition: Condition, proof: Proof) -> tuple[Value | None, ...]:
        """Return the values with those that ``proof`` gives to the blanks of ``condition``."""
        values = list(self.values)
        for term, value in zip(condition.terms, proof.arguments, strict=True):
            if isinstance(term, int):
                values[term] = value
        return tuple(values)

    def _row(self, entry: Entry, condition: Condition) -> Row:
        """Return what stands for a label: what leaves nothing open is told whether it is so or not."""
        if not entry.joined and self._found(condition).otherwise is None:
            return Row(entry.label, tuple(self._asked(condition)), ("",), counts=False, is_open=False)
        found = []
        for _, (line, *joined) in self.ways((condition, *_joined(entry))):
            values = {name: value for one in (line, *joined) for name, value in one.values.items()}
            found.append(line._replace(values=values))
        lines = tuple(_sorted(found))
        given = tuple(self._given(entry.gives, line) for line in lines)
        return Row(entry.label, lines, given, entry.kind == "count", self._may_be_more(condition))

    def _given(self, words: str, line: Line) -> str:
        """Return ``words`` with what fills their blanks; without words, what fills those left open."""
        if not words:
            return " ".join(map(str, line.values.values()))
        known = {b.name: v for b, v in zip(self.blanks, self.values, strict=True) if v is not None}
        for name, value in (known | line.values).items():
            words = words.replace(f"{{{name}}}", str(value))
        return words

    def _bar(self, label: str, condition: Condition) -> Bar:
        found = self._found(condition)
        timeline = found.otherwise.timeline if found.otherwise else NEVER
        for proof in found.proofs:
            timeline |= proof.timeline
        asked = [self.values[t] if isinstance(t, int) else t for t in condition.terms]
        return Bar(label, condition.sentence.fill(asked), timeline)

    def _verdicts(self, entry: Entry) -> Verdicts:
        """Return what the scenario answers about everything that can fill the one input."""
        scenario = self.book.rules.scenarios[entry.scenario]
        given = dict(zip(self.blanks, self.values, strict=True))
        inputs = {
            blank.key: str(getattr(given[blank], "id", given[blank]))
            for blank in scenario.inputs
            if blank != entry.over and blank.type != "date"
        }
        found = []
        for thing in self.book.record.things(entry.over.type):
            key = entry.over.key
            posed = self.book.pose(scenario.name, {**inputs, key: thing.id}, self.engine.options)
            found.append(self._standing(thing, posed))
        found.sort(key=lambda one: fold(one.name).removeprefix("the "))
        return Verdicts(entry.label, scenario.name, entry.over.name, tuple(found))

    def _standing(self, thing: Entity, posed: Posed) -> Standing:
        """Return the verdict about ``thing``; what qualifies it is worked out when it is asked for."""
        proof = posed.proof()
        since, until, verdict = proof.timeline.stretch(self.day)

        def contested() -> Iterator[tuple[str, str, Truth]]:
            for question, reading, other in other_readings(self.book, posed, proof):
                truth = other.timeline.at(self.day)
                if truth is not verdict:
                    yield question.name, reading.name, truth

        def presumed() -> tuple[str, ...]:
            return presumed_in(deciding(self.book.explainer.explain(proof, self.day)))

        return Standing(thing.id, thing.name, verdict, since, until, contested, presumed)

    def _line(self, condition: Condition, proof: Proof, layer: str, day: date | None = None) -> Line:
        """Return the line of ``proof`` as of ``day``, the profile's own if none is given."""
        node = self.book.explainer.explain(proof, day or self.day)
        left_open = {
            self.blanks[term].name: value
            for term, value in zip(condition.terms, proof.arguments, strict=True)
            if isinstance(term, int) and self.values[term] is None and value is not None
        }
        # What explains it has a tree of its own, and `ask` draws it; several rows of one fact are its source.
        below = node.conditions if node.kind in ("fact", "denied") else ()
        # What defeats a rule says more about a no than the rule.
        defeating = tuple(c for u in node.unless if u.truth is Truth.YES for c in u.cites)
        cites = defeating if node.truth is Truth.NO and defeating else node.cites
        return Line(node._replace(cites=cites, conditions=below, unless=()), layer, left_open)


def _joined(entry: Entry) -> tuple[Condition, ...]:
    """Return the sentences that must hold too, shown or not."""
    return tuple(condition for condition, _ in entry.joined)


def _sorted(lines: Iterable[Line]) -> list[Line]:
    """Return lines in the order of their days: the first date that fills a blank, or since when it is so."""

    def days(line: Line) -> Iterator[date]:
        return (v.earliest for v in line.values.values() if isinstance(v, ImpreciseDate))

    def key(line: Line) -> tuple[date, str]:
        below = (day for part in line.below if isinstance(part, Line) for day in days(part))
        return next(days(line), None) or next(below, None) or line.node.since or date.min, line.node.sentence

    return sorted(lines, key=key)


def _late(book: Book, sections: Iterable[Section], day: date) -> dict[str, date]:
    """Return the tables behind the lines, or whose silence is, that were last checked before ``day``."""
    lines = [line.node for section in sections for line in _lines(section.parts)]
    used = {path for n in lines for path in (n.source.table if n.source else n.at or "").split()}
    return {t.path: t.checked for t in book.record.tables if t.path in used and t.checked and t.checked < day}


def _lines(parts: Iterable[Part]) -> Iterator[Line]:
    """Yield all lines among ``parts``, those in rows and below others included."""
    for part in parts:
        match part:
            case Line():
                yield part
                yield from _lines(part.below)
            case Row():
                yield from _lines(part.lines)
            case Coming():
                yield from _lines((part.line,))
            case _:
                pass
