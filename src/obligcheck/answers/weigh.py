"""What a claim says against what the rules and the record give: its truth on every day, and the proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.supposing import of_whatever
from obligcheck.temporal import NEVER, UNKNOWN, ImpreciseDate, Timeline, Truth
from obligcheck.temporal.claimed import lasted, lies_within, over, since
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.answers.book import Book
    from obligcheck.answers.plain import Meant, Said
    from obligcheck.engine import Engine, Options, Proof
    from obligcheck.language import Condition
    from obligcheck.sentences import Value


class Part(NamedTuple):
    """One condition of what a claim means: what was asked, dates apart, and all that was found."""

    condition: Condition
    asked: tuple[Value | None, ...]
    proofs: tuple[Proof, ...]


class Weighed(NamedTuple):
    """A claim weighed on a day: its truth then, and over all days.

    ``bare`` is the timeline of what it is about, whether the claim says that it is so or that it is not.
    ``vague`` are the dates of the record that are less precise than those claimed; ``doubts`` the
    proofs of what makes it doubtful; ``questions`` the contested questions on the way, as bits.
    """

    truth: Truth
    timeline: Timeline
    bare: Timeline
    parts: tuple[Part, ...]
    vague: tuple[ImpreciseDate, ...]
    doubts: tuple[Proof, ...]
    questions: int


def weigh(said: Said, day: ImpreciseDate, book: Book, options: Options) -> Weighed:
    """Return a claim weighed on ``day``, which may be a whole year: then it must be so all year."""
    bare, questions = NEVER, 0
    parts: list[Part] = []
    vague: dict[ImpreciseDate, None] = {}
    doubts: list[Proof] = []
    for meant in said.alternatives:
        weighing = _Weighing(meant, engine_for(meant, book, options))
        bare |= weighing.timeline
        questions |= weighing.questions
        parts += weighing.parts()
        vague |= weighing.vague
        doubts += weighing.doubts
    for doubt in doubts:
        bare |= doubt.timeline & UNKNOWN
    timeline = _in_days(bare, said)
    truth = over(timeline, day)
    return Weighed(truth, timeline, bare, tuple(parts), tuple(vague), tuple(doubts), questions)


def engine_for(meant: Meant, book: Book, options: Options) -> Engine:
    """Return the engine for what a phrase takes for granted: of whatever is asked, so that all share it."""
    return book.engine(
        options._replace(assumptions=(*of_whatever(meant.phrase.suppose), *options.assumptions))
    )


def _in_days(bare: Timeline, said: Said) -> Timeline:
    """Return when it is so that ``bare``, or its opposite, holds since, from or until the claimed days."""
    days = said.days
    timeline = ~bare if said.negated else bare
    began, start, end = days.get("since"), days.get("from"), days.get("until")
    if began and not end:
        return since(timeline, began)
    if began or start or end:
        return Timeline.constant(lasted(timeline, began or start, end))
    if ("from" in days or "until" in days) and not days.get("on"):
        # At some time: and where that is denied, at none.
        ever = lasted(bare, None, None)
        return Timeline.constant(~ever if said.negated else ever)
    return timeline


class _Weighing:
    """One alternative put to an engine."""

    def __init__(self, meant: Meant, engine: Engine) -> None:
        self.meant, self.engine = meant, engine
        found = meant.phrase.found()
        #: The dates claimed, which are left open and then compared with those that were found.
        self.claimed = {
            slot: value
            for slot, value in enumerate(meant.values)
            if slot in found and isinstance(value, ImpreciseDate)
        }
        self.values = tuple(None if slot in self.claimed else v for slot, v in enumerate(meant.values))
        self.attempts = engine.join(meant.phrase.means, self.values)
        self.vague: dict[ImpreciseDate, None] = {}
        self.timeline, self.questions = NEVER, 0
        fitting = []
        for attempt in self.attempts:
            timeline = attempt.timeline & self._fits(attempt.arguments)
            fitting += [attempt] if Truth.YES in timeline.truths else []
            self.timeline |= timeline
            self.questions |= attempt.questions
        #: What is told of: the ways in which it is so, or all that were tried.
        self.relevant = fitting or self.attempts
        self.doubts = [proof for doubt in meant.phrase.doubts for proof in self._found(doubt)]

    def _fits(self, arguments: tuple[Value | None, ...]) -> Timeline:
        """Return whether the dates among ``arguments`` are those claimed."""
        truth = Truth.YES
        for slot, claimed in self.claimed.items():
            found = arguments[slot]
            fits = lies_within(found, claimed) if isinstance(found, ImpreciseDate) else Truth.UNKNOWN
            if fits is Truth.UNKNOWN and isinstance(found, ImpreciseDate):
                self.vague[found] = None
            truth &= fits
        return Timeline.constant(truth)

    def _found(self, condition: Condition) -> Iterator[Proof]:
        asked = self._asked(condition)
        for proof in self.engine.find(condition.sentence, asked).proofs:
            if proof.timeline is not NEVER:
                yield proof

    def _asked(self, condition: Condition) -> tuple[Value | None, ...]:
        return tuple(self.values[t] if isinstance(t, int) else t for t in condition.terms)

    def parts(self) -> Iterator[Part]:
        """Yield each sentence of the phrase that was asked about, with the proofs that were found."""
        for place, condition in enumerate(self.meant.phrase.means):
            steps = [a.steps[place].proof for a in self.relevant if len(a.steps) > place]
            if condition.operator == "stated" and steps:
                once = {id(proof): proof for proof in steps}
                yield Part(condition, self._asked(condition), tuple(once.values()))
