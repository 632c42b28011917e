"""What would turn a verdict: the smallest sets of facts that do, each tried out by the engine.

Moves are read off the proof (a fact that supports the verdict can be denied, one that is lacking can
be supposed); every set is then evaluated, so that what is listed does turn the verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from obligcheck.answers.answer import Flip
from obligcheck.answers.book import Book
from obligcheck.answers.posing import Posed
from obligcheck.engine import Assumption, Derivation, Proof, Step
from obligcheck.sentences import Sentence, Value
from obligcheck.temporal import NEVER, ImpreciseDate, Truth
from obligcheck.values import NamedTuple

#: Larger sets than this are no longer what anyone could act on; more trials are not worth the wait.
MOST_FACTS = 3
MOST_TRIALS = 600

#: How many days back a supposed act is tried first: long enough for any period that a treaty counts.
_BACK = 365 * 10

#: Dates so near the ends of the calendar stand for "always" and "for ever".
_SOONEST, _LATEST = date(100, 1, 1), date(9900, 1, 1)

#: What stands before a sentence that would have to be untrue.
NOT = "not: "

#: What is said of a date before which the act might have come as well.
LATEST = ", at the latest"


class Move(NamedTuple):
    """A fact to suppose or to deny; an argument that is None is a date still to be found."""

    sentence: Sentence
    arguments: tuple[Value | None, ...]
    denied: bool

    def on(self, day: date) -> Assumption:
        """Return the move as an assumption, with ``day`` for a date still to be found."""
        found = tuple([ImpreciseDate.on(day) if a is None else a for a in self.arguments])
        return Assumption(self.sentence, found, self.denied)

    @property
    def is_open(self) -> bool:
        """Say whether a date is still to be found."""
        return None in self.arguments


def smallest_changes(book: Book, posed: Posed, day: date) -> tuple[Flip, ...]:
    """Return the smallest sets of facts that turn the verdict of ``day``, those that settle it first.

    Where the smallest of all leave it unknown, they are followed up to those that settle it.
    """
    verdict = posed.proof().timeline.at(day)
    trial = _Trial(book, posed, day, verdict)
    tried: set[frozenset[Move]] = set()
    frontier: list[tuple[Move, ...]] = [()]
    unsettled: list[Flip] = []
    for _ in range(MOST_FACTS):
        flips: list[Flip] = []
        following: list[tuple[Move, ...]] = []
        for longer in trial.following(frontier, tried):
            flip = trial.turning(longer)
            if flip:
                flips.append(flip)
            if not (flip and flip.is_settled):
                following.append(longer)
        unsettled = unsettled or [flip for flip in flips if not flip.is_settled]
        if settled := [flip for flip in flips if flip.is_settled]:
            return (*_ordered(settled), *_ordered(unsettled))
        frontier = following
    return _ordered(unsettled)


def _ordered(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    """Return ``flips`` once each: to yes before to no, then what can still happen, then by their words."""

    def place(flip: Flip) -> tuple[int, bool, tuple[str, ...]]:
        # What would have to be untrue, nobody can bring about.
        return -flip.verdict, any(fact.startswith(NOT) for fact in flip.facts), flip.facts

    return tuple(sorted(dict.fromkeys(flips), key=place))


class _Trial(NamedTuple):
    """Tries sets of moves on one scenario and one day."""

    book: Book
    posed: Posed
    day: date
    verdict: Truth

    def following(
        self, frontier: Iterable[tuple[Move, ...]], tried: set[frozenset[Move]]
    ) -> Iterator[tuple[Move, ...]]:
        """Yield the sets of ``frontier`` with one move more each, and keep them as ``tried``."""
        goals = [truth for truth in (Truth.YES, Truth.NO) if truth is not self.verdict]
        for moves in frontier:
            proof = self.proof(moves, [self._back()] * len(moves))
            reached = (move for goal in goals for move in _moves(proof, self.day, goal, self.book))
            for move in dict.fromkeys(reached):
                longer = (*moves, move)
                if move in moves or frozenset(longer) in tried or not self._is_about(move):
                    continue
                if len(tried) > MOST_TRIALS:
                    return
                tried.add(frozenset(longer))
                yield longer

    def _is_about(self, move: Move) -> bool:
        """Say whether ``move`` leaves the question what it is.

        What only a scenario states, such as a place, is varied for something that was asked about.
        """
        if self.book.record.stating(move.sentence):
            return True
        kinds = {blank.type for blank in self.posed.scenario.blanks} - {"date"}
        asked = zip(move.sentence.types, move.arguments, strict=True)
        named = [value for kind, value in asked if kind in kinds]
        return not named or any(value in self.posed.values for value in named)

    def _back(self, times: int = 1) -> date:
        """Return the day on which a supposed act is tried first, or one so much longer ago."""
        return date.fromordinal(max(self.day.toordinal() - times * _BACK, 1))

    def proof(self, moves: tuple[Move, ...], days: Sequence[date]) -> Proof:
        """Return the proof of the verdict were ``moves`` so, dates still to be found being ``days``."""
        if not moves:
            return self.posed.proof()
        supposed = tuple(move.on(day) for move, day in zip(moves, days, strict=True))
        engine = self.posed.engine
        options = engine.options._replace(assumptions=(*engine.options.assumptions, *supposed))
        return self.posed._replace(engine=self.book.trial(options, engine)).proof()

    def _outcome(self, moves: tuple[Move, ...], days: Sequence[date]) -> Truth:
        return self.proof(moves, days).timeline.at(self.day)

    def turning(self, moves: tuple[Move, ...]) -> Flip | None:
        """Return what ``moves`` turn the verdict into; None where they leave it as it is.

        Dates still to be found are one day for all, or else long past for all but one.
        """
        places = [place for place, move in enumerate(moves) if move.is_open]
        if not places:
            days = [self.day] * len(moves)
            return self._flip(moves, days, self._outcome(moves, days))
        alone = [[place] for place in reversed(places)] if len(places) > 1 else []
        return next((flip for way in (places, *alone) if (flip := self._dated(moves, way))), None)

    def _dated(self, moves: tuple[Move, ...], places: Sequence[int]) -> Flip | None:
        """Return what ``moves`` turn the verdict into, those at ``places`` on the latest day that does."""

        def days(day: date) -> list[date]:
            # Acts that have to come first come before all others are tried.
            return [day if place in places else self._back(2) for place in range(len(moves))]

        early, late = self._back(), self.day
        if (at_last := self._outcome(moves, days(late))) not in {self.verdict, Truth.UNKNOWN}:
            return self._flip(moves, days(late), at_last)
        moved = self.proof(moves, days(early))
        goal = moved.timeline.at(self.day)
        if goal is at_last or goal is self.verdict:
            return self._flip(moves, days(late), at_last)
        near = self._near(moved, early)
        while (late - early).days > 1:
            # INVARIANT: turns so on ``early`` and does not on ``late``; halve until they meet.
            near = [day for day in near if early < day < late]
            middle = near[len(near) // 2] if near else early + (late - early) // 2
            if self._outcome(moves, days(middle)) is goal:
                early = middle
            else:
                late = middle
        return self._flip(moves, days(early), goal, places)

    def _flip(
        self, moves: tuple[Move, ...], days: Sequence[date], verdict: Truth, latest: Sequence[int] = ()
    ) -> Flip | None:
        """Return ``moves`` as sentences, where ``verdict`` is another; ``latest`` might have come before."""
        if verdict is self.verdict:
            return None
        words = zip(range(len(moves)), moves, days, strict=True)
        return Flip(
            tuple(
                f"{NOT if move.denied else ''}{move.on(day)}{LATEST if place in latest else ''}"
                for place, move, day in words
            ),
            verdict,
        )

    def _near(self, proof: Proof, early: date) -> list[date]:
        """Return the days on which what ``proof`` supposes of ``early`` may cease to turn it, in order.

        That is where a date that follows from theirs passes another; a year may be a day longer.
        """
        usual, moved = _dates(self.posed.proof()), _dates(proof)
        after = {day - early for day in moved - usual if abs((day - early).days) <= _BACK}
        return sorted(
            {day - gap + timedelta(more) for day in usual | moved for gap in after for more in (-1, 0, 1, 2)}
        )


def _dates(proof: Proof) -> set[date]:
    """Return the exact dates that ``proof`` and all below it speak of, those of no use to a sum left out."""
    found: set[date] = set()
    seen: set[int] = set()
    ahead = [proof]
    while ahead:
        each = ahead.pop()
        if id(each) not in seen:
            seen.add(id(each))
            ahead.extend(each.below())
            found.update(a.earliest for a in each.arguments if isinstance(a, ImpreciseDate) and a.exact)
    return {day for day in found if _SOONEST < day < _LATEST}


def _moves(proof: Proof, day: date, goal: Truth, book: Book) -> Iterator[Move]:
    """Yield the facts below ``proof`` whose opposite brings its truth nearer to ``goal``."""
    if proof.is_built_in or proof.timeline.at(day) is goal:
        return
    if goal is Truth.YES:
        yield from _supposed(proof, book)
        for derivation in proof.derivations:
            yield from _towards(derivation, day, book)
        for exception in proof.exceptions:
            if exception.timeline.at(day) is not Truth.NO:
                yield from _against(exception, day, book)
    else:
        yield from _denied(proof, day, book)
        for derivation in proof.derivations:
            if derivation.timeline.at(day) is not Truth.NO:
                if derivation.rule.kind == "presumption":
                    yield from _whole(proof, denied=True)
                yield from _against(derivation, day, book)
        for exception in proof.exceptions:
            yield from _towards(exception, day, book)


def _towards(derivation: Derivation, day: date, book: Book) -> Iterator[Move]:
    """Yield the moves that let a derivation hold."""
    yield from _meeting(derivation.steps, day, book)
    for group in derivation.unless:
        for attempt in group:
            if attempt.timeline.at(day) is not Truth.NO:
                for step in attempt.steps:
                    yield from _moves(step.proof, day, Truth.YES if step.negated else Truth.NO, book)


def _against(derivation: Derivation, day: date, book: Book) -> Iterator[Move]:
    """Yield the moves that keep a derivation from holding."""
    for step in derivation.steps:
        yield from _moves(step.proof, day, Truth.YES if step.negated else Truth.NO, book)
    for group in derivation.unless:
        for attempt in group:
            yield from _meeting(attempt.steps, day, book)


def _meeting(steps: Sequence[Step], day: date, book: Book) -> Iterator[Move]:
    """Yield the moves that let a row of conditions be met."""
    failing = [step for step in steps if step.timeline.at(day) is not Truth.YES]
    for step in failing:
        yield from _moves(step.proof, day, Truth.NO if step.negated else Truth.YES, book)
    if any(step.proof.is_built_in for step in failing):
        # A date comes too late or too early: the same act on another day.
        for step in steps:
            yield from _redated(step.proof, book)


def _supposed(proof: Proof, book: Book) -> Iterator[Move]:
    """Yield the supposition of a sentence that the record, or a user, could state."""
    if not _is_free(proof, book):
        return
    open_kinds = {b.type for b, a in zip(proof.sentence.blanks, proof.arguments, strict=True) if a is None}
    if open_kinds <= {"date"}:
        yield Move(proof.sentence, proof.arguments, denied=False)


def _denied(proof: Proof, day: date, book: Book) -> Iterator[Move]:
    """Yield the denial of a fact, of what was assumed of the record, or of what it leaves unknown."""
    supposed = any(a.kind == "supposed" for a in proof.assumptions)
    said = proof.facts or proof.assumptions or proof.timeline.at(day) is Truth.UNKNOWN
    if _is_free(proof, book) and not supposed and said:
        yield from _whole(proof, denied=True)


def _redated(proof: Proof, book: Book) -> Iterator[Move]:
    """Yield the fact of ``proof``, or those from which its date is computed, with the date left open."""
    if _is_free(proof, book) and proof.facts:
        undated = tuple([None if isinstance(a, ImpreciseDate) else a for a in proof.arguments])
        if undated.count(None) == 1:
            yield Move(proof.sentence, undated, denied=False)
    elif any(isinstance(a, ImpreciseDate) for a in proof.arguments):
        for derivation in proof.derivations:
            for step in derivation.steps if derivation.timeline is not NEVER else ():
                yield from _redated(step.proof, book)


def _whole(proof: Proof, *, denied: bool) -> Iterator[Move]:
    if None not in proof.arguments:
        yield Move(proof.sentence, proof.arguments, denied)


def _is_free(proof: Proof, book: Book) -> bool:
    """Say whether the sentence is one of fact or judgment, and not structural."""
    stating = book.record.stating(proof.sentence)
    if proof.declaration is not None:
        return True
    return bool(stating) and not any(statement.fixed for statement in stating)
