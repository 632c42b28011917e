"""A batch, row by row: what a row asks, resolved once for all that ask alike, and what is said of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from obligcheck.answers import Book
from obligcheck.batch.case import Case, Known
from obligcheck.batch.outcome import ADDED, Outcome, Stretch
from obligcheck.problems import ProblemsError, problem
from obligcheck.temporal import Truth, parse_day, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from obligcheck.answers import Node
    from obligcheck.answers.further import Posed
    from obligcheck.batch.case import Answered
    from obligcheck.engine import Options
    from obligcheck.language import Scenario

#: The columns in which a row may suppose something of its own.
SUPPOSING = ("assume", "deny", "reading", "known_on")

#: The columns of a stay: its first and its last day.
FROM, TO = "from", "to"

#: The column that names the scenario.
SCENARIO = "scenario"

#: Between the several things that one cell of a row holds.
_PARTED = ";"

#: After how many cases what was proved for them is let go: memory stays bounded, and most is shared.
_CASES = 1_000

#: After how many spans of days everything is.
_SPANS = 300_000


class Settings(NamedTuple):
    """What holds for all rows: the scenario, what is supposed, and which columns are added.

    A row may name another scenario and suppose more. ``today`` is what the word means in a row; where
    it is None the word is refused.
    """

    scenario: str = "visit"
    assume: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    known_on: date | None = None
    law_as_of: date | None = None
    today: date | None = None
    columns: tuple[str, ...] = ADDED


class Asked(NamedTuple):
    """What rows ask that ask alike, as they write it: the scenario, its inputs, and what is supposed."""

    scenario: str
    inputs: tuple[tuple[str, str], ...]
    supposing: tuple[tuple[str, ...], ...]


class Batch:
    """Answers rows by one book under one set of options, each question once.

    What was proved on the way is let go from time to time, so that memory stays bounded whatever the
    number of rows. ``generation`` rises when the numbers of outcomes begin anew.
    """

    def __init__(self, book: Book, settings: Settings | None = None, *, keep_trees: bool = False) -> None:
        """Raise ProblemsError where the scenario or what is supposed for all rows is not known."""
        self.settings: Final = settings or Settings()
        self._given: Final = book
        self._book = book
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
        self._date_keys: Final[dict[str, frozenset[str]]] = {}
        self._spans: Final[dict[int, list[tuple[int, int, int]]]] = {}
        self._option_sets: Final[dict[tuple[tuple[str, ...], ...], Options]] = {}
        self._particular: Final = _particular(book)
        self._scenario(self.settings.scenario)
        self._options(())

    # What the columns of an input mean.

    def needs(self, names: Iterable[str]) -> None:
        """Raise ProblemsError where ``names``, the columns of an input, lack what every row must say."""
        names = list(names)
        if SCENARIO in names:
            return
        scenario = self._scenario(self.settings.scenario)
        day = _day_key(scenario)
        lacking = [b.key for b in scenario.inputs if b.key not in names and b.key != day]
        if day is not None and day not in names and not {FROM, TO} <= set(names):
            lacking.append(day)
        if lacking:
            message = f"`{scenario.name}` needs {_listed(lacking)}, and no column is called so"
            meant = f"say which is meant, with --map COLUMN={lacking[0]}, of {_listed(names) or 'none'}"
            raise problem("no-column", message, meant)

    def inputs(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the columns ``names`` that are read; all others pass through."""
        names = tuple(names)
        read = {SCENARIO, FROM, TO, *SUPPOSING}
        read.update(b.key for s in self._askable(names) for b in (*s.inputs, *s.optional))
        return tuple(name for name in names if name in read)

    def day_keys(self, names: Iterable[str]) -> set[str]:
        """Return what the scenarios that can be asked with the columns ``names`` call their day."""
        return {key for scenario in self._askable(tuple(names)) if (key := _day_key(scenario))}

    def _askable(self, names: Sequence[str]) -> Iterable[Scenario]:
        """Return the scenarios that rows with the columns ``names`` can ask."""
        scenarios = self._book.rules.scenarios
        return scenarios.values() if SCENARIO in names else (scenarios[self.settings.scenario],)

    # Answers.

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
            for kept in (self.outcomes, self._numbers, self._asked, self._cases, self._spans, self._live):
                kept.clear()
            self._known.clear()
            self._posed.clear()
            self._book = _anew(self._given)

    def asked(self, row: Mapping[str, object]) -> Asked:
        """Return what ``row`` asks, its days apart. Raises ProblemsError for an unknown scenario."""
        scenario = self._scenario(_text(row.get(SCENARIO)) or self.settings.scenario)
        day = _day_key(scenario)
        keys = (b.key for b in (*scenario.inputs, *scenario.optional) if b.key != day)
        inputs = tuple((key, text) for key in keys if (text := _text(row.get(key))))
        supposing = tuple(_several(row.get(name)) for name in SUPPOSING)
        return Asked(scenario.name, inputs, supposing if any(supposing) else ())

    def days(self, row: Mapping[str, object]) -> tuple[int, int]:
        """Return the first and the last day of ``row`` as ordinals. Raises ProblemsError."""
        scenario = self._scenario(_text(row.get(SCENARIO)) or self.settings.scenario)
        key = _day_key(scenario) or "date"
        text, first, last = (_text(row.get(name)) for name in (key, FROM, TO))
        if text and (first or last):
            raise problem("bad-date", f"expected either `{key}` or `{FROM}` and `{TO}`, found both")
        if bool(first) != bool(last):
            raise problem("bad-date", f"expected both `{FROM}` and `{TO}`, found one")
        try:
            return self.period(f"{first}..{last}" if first else text, scenario.name)
        except ValueError as error:
            raise problem("bad-date", str(error)) from None

    def period(self, text: str, scenario: str) -> tuple[int, int]:
        """Return the first and the last day of ``text``, one day or ``A..B``. Raises ValueError."""
        if not text:
            raise ValueError(f"`{scenario}` needs a date")
        if ".." in text:
            first, last = parse_period(text, self.settings.today)
            return first.toordinal(), last.toordinal()
        day = parse_day(text, self.settings.today).toordinal()
        return day, day

    def case(self, asked: Asked) -> int:
        """Return the number of the case that ``asked`` is. Raises ProblemsError where it is none."""
        number = self._cases.get(asked)
        if number is None:
            posed = self._pose(asked)
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

    def spans(self, number: int) -> Sequence[tuple[int, int, int]]:
        """Return all spans found so far of a case, in no order."""
        return self._spans[number]

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
                posed = self._posed[number] = self._pose(self._asked[number])
            case = self._live[number] = Case(self._book, posed, self.settings.columns, self._known)
        return case

    def _let_go(self) -> None:
        """Let go of what was proved about cases, and keep what is of use to all: that a State is a Party."""
        self._live.clear()
        self._known.clear()
        if len(self._option_sets) > 1:
            # What rows suppose is theirs alone, and so is what was proved by it.
            self._option_sets.clear()
            self._posed.clear()
            self._book = _anew(self._given)
        else:
            self._book.forget(self._particular)

    def _pose(self, asked: Asked) -> Posed:
        """Return the scenario with its inputs resolved. Raises ProblemsError with what is not known."""
        options = self._options(asked.supposing)
        dates = self._dates(asked.scenario)
        inputs = {key: self._day(text) if key in dates else text for key, text in asked.inputs}
        return self._book.pose(asked.scenario, inputs, options)

    def _dates(self, scenario: str) -> frozenset[str]:
        """Return the names of the inputs of ``scenario`` that are days."""
        dates = self._date_keys.get(scenario)
        if dates is None:
            blanks = self._book.rules.scenarios[scenario].blanks
            dates = self._date_keys[scenario] = frozenset(b.key for b in blanks if b.type == "date")
        return dates

    def _day(self, text: str) -> date:
        """Return a further day of a row, which may be ``today`` where that is known."""
        try:
            return parse_day(text, self.settings.today)
        except ValueError as error:
            raise problem("bad-date", str(error)) from None

    def _options(self, supposing: tuple[tuple[str, ...], ...]) -> Options:
        """Return the options of rows that suppose so. Raises ProblemsError for what is not understood."""
        options = self._option_sets.get(supposing)
        if options is None:
            if len(self._option_sets) >= _CASES:
                self._option_sets.clear()
            options = self._option_sets[supposing] = self._parsed(supposing)
        return options

    def _parsed(self, supposing: tuple[tuple[str, ...], ...]) -> Options:
        given = self.settings
        assume, deny, readings, known_on = supposing or ((), (), (), ())
        day = given.known_on
        if known_on:
            try:
                day = parse_day(known_on[0], given.today)
            except ValueError as error:
                raise problem("bad-date", f"known_on: {error}") from None
        return self._book.options(
            (*given.assume, *assume), (*given.deny, *deny), (*given.readings, *readings), day, given.law_as_of
        )

    def _scenario(self, name: str) -> Scenario:
        scenario = self._book.rules.scenarios.get(name)
        if scenario is None:
            raise self._book.unknown_scenario(name)
        return scenario


#: The verdicts from weak to strong.
_RANK = {str(truth): truth for truth in Truth}


def _anew(book: Book) -> Book:
    """Return ``book`` with nothing proved yet."""
    return Book(book.rules, book.record, book.receipt)


def _particular(book: Book) -> frozenset[str]:
    """Return the keys of the sentences about several things that scenarios ask about together.

    There are as many of them as there are pairs; of the others there are few.
    """
    record, scenarios = book.record, book.rules.scenarios.values()
    kinds = {b.type for s in scenarios for b in (*s.inputs, *s.optional) if record.things(b.type)}
    sentences = book.rules.vocabulary.sentences.items()
    return frozenset(key for key, sentence in sentences if sum(b.type in kinds for b in sentence.blanks) > 1)


def _day_key(scenario: Scenario) -> str | None:
    """Return the name of the input that is the day asked about."""
    return next((b.key for b in scenario.inputs if b.type == "date"), None)


def _stretches(parts: Sequence[tuple[int, int, Outcome]]) -> Iterator[Stretch]:
    """Yield the parts of a stay with one verdict each."""
    begun = parts[0][0]
    for (_, end, outcome), later in zip(parts, [*parts[1:], None], strict=True):
        if later is None or later[2].verdict != outcome.verdict:
            yield Stretch(date.fromordinal(begun), date.fromordinal(end), outcome.verdict)
            begun = end + 1


def _text(value: object) -> str:
    """Return a value of a row as text; nothing is empty, and a time of no zone is its day."""
    if isinstance(value, datetime) and value.tzinfo is None:
        value = value.date()
    return "" if value is None else str(value).strip()


def _several(value: object) -> tuple[str, ...]:
    """Return the several things of a cell: a list, or a text parted by semicolons."""
    given = value if isinstance(value, list | tuple) else _text(value).split(_PARTED)
    return tuple(text for one in given if (text := _text(one)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def told(error: ProblemsError) -> str:
    """Return in one line what is wrong, and what was meant."""
    return "; ".join(f"{p.message}; {p.fix}" if p.fix else p.message for p in error.problems)
