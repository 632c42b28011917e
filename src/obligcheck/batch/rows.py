"""A batch, row by row: what a row asks, resolved once for all that ask alike, and what is said of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from obligcheck.answers import Book
from obligcheck.batch.case import Case, Known
from obligcheck.batch.memory import Memory
from obligcheck.batch.outcome import Outcome, Stretch
from obligcheck.batch.questions import Asked, Questions, Settings, told
from obligcheck.batch.verdicts import Verdicts
from obligcheck.problems import ProblemsError
from obligcheck.temporal import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obligcheck.answers import Node
    from obligcheck.answers.posing import Posed
    from obligcheck.batch.case import Answered

#: After how many cases what was proved for them is let go: memory stays bounded, and most is shared.
_CASES = 1_000

#: After how many spans of days everything is.
_SPANS = 300_000


class Batch(Questions):
    """Answers rows by one book under one set of options, each question once.

    What was proved on the way is let go from time to time, so that memory stays bounded whatever the
    number of rows. ``generation`` rises when the numbers of outcomes begin anew.
    """

    def __init__(self, book: Book, settings: Settings | None = None, *, keep_trees: bool = False) -> None:
        """Raise ProblemsError where the scenario or what is supposed for all rows is not known."""
        super().__init__(book, settings or Settings())
        self._given: Final = book
        #: The trees drawn up and not yet taken away, by identifier, where they are to be kept.
        self.trees: Final[dict[str, Node]] = {}
        self._keeps_trees: Final = keep_trees
        self.generation = 0
        #: What has been said so far; answers name it by its place.
        self.outcomes: Final[list[Outcome]] = []
        self._numbers: Final[dict[Outcome, int]] = {}
        self._asked: Final[list[Asked]] = []
        self._cases: Final[dict[Asked, int]] = {}
        self._posed: Final[dict[int, Posed]] = {}
        self._live: Final[dict[int, Case]] = {}
        self._known: Final[Known] = {}
        self._verdicts = Verdicts(self.book)
        self._spans: Final[dict[int, list[tuple[int, int, int]]]] = {}
        self._particular: Final = _particular(book)

    def answer(self, row: Mapping[str, object]) -> Outcome:
        """Return what is said of ``row``, whose values are texts, days, or lists of them.

        A row that cannot be answered is no error: the outcome says why, and what was meant.
        """
        self.renew()
        return self.say(row)

    def say(self, row: Mapping[str, object]) -> Outcome:
        """Return what ``answer`` returns, and leave the numbers of outcomes as they are."""
        try:
            number = self.case(self.asked(row))
            first, last = self.days(row)
        except ProblemsError as error:
            return Outcome(error=told(error))
        if first == last:
            return self.outcomes[self.on(number, first)[2]]
        return self.stay(number, first, last)

    def renew(self) -> None:
        """Begin anew where more is kept than memory should hold; to be called between rows or tables."""
        if len(self._cases) > _SPANS or len(self.outcomes) > _SPANS:
            self.generation += 1
            for kept in (self.outcomes, self._numbers, self._asked, self._cases, self._spans):
                kept.clear()
            self._let_all_go()

    def case(self, asked: Asked) -> int:
        """Return the number of the case that ``asked`` is. Raises ProblemsError where it is none."""
        number = self._cases.get(asked)
        if number is None:
            posed = self.pose(asked)
            number = self._cases[asked] = len(self._asked)
            self._asked.append(asked)
            self._posed[number] = posed
            self._spans[number] = []
        return number

    def on(self, number: int, day: int) -> tuple[int, int, int]:
        """Return the days around ``day`` on which the case ``number`` is answered alike, half-open, and how.

        How is the number of an outcome.
        """
        spans = self._spans[number]
        for span in spans:
            if span[0] <= day < span[1]:
                return span
        answered = self._case(number).on(day)
        found = (answered.span.start, answered.span.end, self._kept(answered))
        spans.append(found)
        return found

    @property
    def cases(self) -> int:
        """How many cases have a number."""
        return len(self._asked)

    @property
    def found(self) -> int:
        """How many spans of days were answered."""
        return sum(map(len, self._spans.values()))

    def spans(self, number: int) -> Sequence[tuple[int, int, int]]:
        """Return all spans found so far of a case, in no order."""
        return self._spans[number]

    def memory(self) -> Memory:
        """Return what was found of rows that suppose nothing of their own; its proofs are let go.

        Nothing is in it that rows have written themselves: no text that is no name, and no error.
        """
        self._let_all_go()
        lasting = [number for number, asked in enumerate(self._asked) if self._lasts(asked)]
        outcomes: dict[int, int] = {}
        spans = tuple(
            tuple((start, end, outcomes.setdefault(kept, len(outcomes))) for start, end, kept in own)
            for own in map(self._spans.__getitem__, lasting)
        )
        said = tuple(self.outcomes[kept] for kept in outcomes)
        return Memory(tuple(self._asked[number] for number in lasting), spans, said)

    def recall(self, memory: Memory) -> None:
        """Take over what another batch has found, under the same book and settings, before all else."""
        # INVARIANT: nothing has a number yet, so that the numbers of the memory hold here too.
        assert not self.outcomes, "what was found before comes before all else"  # noqa: S101 (our own mistake)
        for outcome in memory.outcomes:
            self.keep(outcome)
        for asked, spans in zip(memory.asked, memory.spans, strict=True):
            self._spans[len(self._asked)] = list(spans)
            self._cases[asked] = len(self._asked)
            self._asked.append(asked)

    def _lasts(self, asked: Asked) -> bool:
        """Say whether what ``asked`` asks is the same tomorrow, and all in it is known or a day."""
        kinds = {blank.key: blank.type for blank in self.book.rules.scenarios[asked.scenario].blanks}
        things = self.book.record.names.things
        return not asked.supposing and all(
            kinds[key] in things or (kinds[key] == "date" and text.lower() != "today")
            for key, text in asked.inputs
        )

    def stay(self, number: int, first: int, last: int) -> Outcome:
        """Return what is said of a stay from ``first`` to ``last``, both included.

        The verdict is yes if it is so on some day, else unknown if it is so on some day, else no; the
        rest is what is said on the first such day.
        """
        parts: list[tuple[int, int, Outcome]] = []
        day = first
        while day <= last:
            _, end, kept = self.on(number, day)
            parts.append((day, min(end - 1, last), self.outcomes[kept]))
            day = end
        stretches = tuple(_stretches(parts))
        verdict = max((s.verdict for s in stretches), key=_RANK.__getitem__)
        outcome = next(one for _, _, one in parts if one.verdict == verdict)
        return outcome._replace(stretches=stretches) if len(stretches) > 1 else outcome

    def _kept(self, answered: Answered) -> int:
        """Return the number of an outcome, its tree put by where it is wanted."""
        outcome = answered.outcome
        if self._keeps_trees and answered.tree is not None:
            self.trees[outcome.tree] = answered.tree
        return self.keep(outcome)

    def keep(self, outcome: Outcome) -> int:
        """Return the number of ``outcome``, its own from now on."""
        number = self._numbers.setdefault(outcome, len(self.outcomes))
        if number == len(self.outcomes):
            self.outcomes.append(outcome)
        return number

    def _case(self, number: int) -> Case:
        """Return a case to be worked on, over a book that does not hold too much."""
        case = self._live.get(number)
        if case is None:
            if len(self._live) >= _CASES:
                self._let_go()
            posed = self._posed.get(number)
            if posed is None:
                posed = self._posed[number] = self.pose(self._asked[number])
            columns = self.settings.columns
            case = self._live[number] = Case(self.book, posed, columns, self._known, self._verdicts)
        return case

    def _let_go(self) -> None:
        """Let go of what was proved about cases, and keep what is of use to all: that a State is a Party."""
        if self.are_plain:
            self._live.clear()
            self._known.clear()
            self.book.forget(self._particular)
        else:
            # What rows suppose is theirs alone, and so is what was proved by it.
            self.forget_options()
            self._let_all_go()

    def _let_all_go(self) -> None:
        """Let go of all that was proved, and go on with a book that has proved nothing."""
        self._live.clear()
        self._known.clear()
        self._posed.clear()
        self.book = Book(self._given.rules, self._given.record, self._given.receipt)
        self._verdicts = Verdicts(self.book)


#: The verdicts from weak to strong.
_RANK = {str(truth): truth for truth in Truth}


def _particular(book: Book) -> frozenset[str]:
    """Return the keys of the sentences about several things that scenarios ask about together.

    There are as many of them as there are pairs; of the others there are few.
    """
    record, scenarios = book.record, book.rules.scenarios.values()
    kinds = {b.type for s in scenarios for b in (*s.inputs, *s.optional) if record.things(b.type)}
    sentences = book.rules.vocabulary.sentences.items()
    return frozenset(key for key, sentence in sentences if sum(b.type in kinds for b in sentence.blanks) > 1)


def _stretches(parts: Sequence[tuple[int, int, Outcome]]) -> Iterator[Stretch]:
    """Yield the parts of a stay with one verdict each."""
    begun = parts[0][0]
    for (_, end, outcome), later in zip(parts, [*parts[1:], None], strict=True):
        if later is None or later[2].verdict != outcome.verdict:
            yield Stretch(date.fromordinal(begun), date.fromordinal(end), outcome.verdict)
            begun = end + 1
