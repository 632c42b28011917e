"""What would turn a verdict: the smallest sets of facts that do, each tried out by the engine.

Moves are read off the proof (a fact that supports the verdict can be denied, one that is lacking can
be supposed); every set is then evaluated, so that what is listed does turn the verdict.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from obligcheck.answers.book import Book
from obligcheck.answers.further import Posed
from obligcheck.engine import Assumption, Derivation, Proof, Step
from obligcheck.sentences import Sentence, Value
from obligcheck.temporal import NEVER, ImpreciseDate, Truth
from obligcheck.values import NamedTuple

#: Larger sets than this are no longer what anyone could act on; more trials are not worth the wait.
MOST_FACTS = 3
MOST_TRIALS = 600

#: How far back a supposed act is tried first: long enough for any period that a treaty counts.
_BACK = timedelta(days=365 * 10)

#: Dates so near the ends of the calendar stand for "always" and "for ever".
_SOONEST, _LATEST = date(100, 1, 1), date(9900, 1, 1)


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


def smallest_changes(book: Book, posed: Posed, day: date) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of facts that turn the verdict of ``day``, as sentences."""
    verdict = posed.proof().timeline.at(day)
    goals = [truth for truth in (Truth.YES, Truth.NO) if truth is not verdict]
    trial = _Trial(book, posed, day, verdict)
    tried: set[frozenset[Move]] = set()
    frontier: list[tuple[Move, ...]] = [()]
    for _ in range(MOST_FACTS):
        found: list[tuple[str, ...]] = []
        following: list[tuple[Move, ...]] = []
        for moves in frontier:
            proof = trial.proof(moves)
            reached = (move for goal in goals for move in _moves(proof, day, goal, book))
            for move in dict.fromkeys(reached):
                longer = (*moves, move)
                if move in moves or frozenset(longer) in tried or len(tried) > MOST_TRIALS:
                    continue
                tried.add(frozenset(longer))
                words = trial.turning(longer)
                if words:
                    found.append(words)
                else:
                    following.append(longer)
        if found:
            return tuple(sorted(dict.fromkeys(found)))
        frontier = following
    return ()


class _Trial(NamedTuple):
    """Tries sets of moves on one scenario and one day."""

    book: Book
    posed: Posed
    day: date
    verdict: Truth

    def proof(self, moves: tuple[Move, ...], on: date | None = None) -> Proof:
        """Return the proof of the verdict were ``moves`` so, dates still to be found being ``on``."""
        if not moves:
            return self.posed.proof()
        supposed = tuple(move.on(on or self.day - _BACK) for move in moves)
        engine = self.posed.engine
        options = engine.options._replace(assumptions=(*engine.options.assumptions, *supposed))
        return self.posed._replace(engine=self.book.trial(options, engine)).proof()

    def turns(self, moves: tuple[Move, ...], on: date | None = None) -> bool:
        """Say whether ``moves`` turn the verdict."""
        return self.proof(moves, on).timeline.at(self.day) is not self.verdict

    def turning(self, moves: tuple[Move, ...]) -> tuple[str, ...]:
        """Return ``moves`` as sentences where they turn the verdict, and nothing where they do not."""
        is_open = any(move.is_open for move in moves)
        if not is_open:
            return _words(moves, self.day, "") if self.turns(moves) else ()
        early, late = self.day - _BACK, self.day
        if self.turns(moves, late):
            return _words(moves, late, "")
        moved = self.proof(moves, early)
        if moved.timeline.at(self.day) is self.verdict:
            return ()
        near = self._near(moved, early)
        while (late - early).days > 1:
            # INVARIANT: turns on ``early`` and does not on ``late``; halve until they meet.
            near = [day for day in near if early < day < late]
            middle = near[len(near) // 2] if near else early + (late - early) // 2
            if self.turns(moves, middle):
                early = middle
            else:
                late = middle
        return _words(moves, early, ", or earlier")

    def _near(self, proof: Proof, early: date) -> list[date]:
        """Return the days on which what ``proof`` supposes of ``early`` may cease to turn it, in order.

        That is where a date that follows from theirs passes another; a year may be a day longer.
        """
        usual, moved = _dates(self.posed.proof()), _dates(proof)
        after = {day - early for day in moved - usual if abs(day - early) <= _BACK}
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


def _words(moves: tuple[Move, ...], day: date, suffix: str) -> tuple[str, ...]:
    return tuple(
        f"{'not: ' if move.denied else ''}{move.on(day)}{suffix if move.is_open else ''}" for move in moves
    )


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
