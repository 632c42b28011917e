"""What the columns and the rows of an input ask, as their texts say it: scenarios, inputs, days, options."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from obligcheck.batch.outcome import ADDED
from obligcheck.problems import problem
from obligcheck.temporal import parse_day, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from obligcheck.answers import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Options
    from obligcheck.language import Scenario
    from obligcheck.problems import ProblemsError

#: The columns in which a row may suppose something of its own.
SUPPOSING = ("assume", "deny", "reading", "known_on")

#: The columns of a stay: its first and its last day.
FROM, TO = "from", "to"

#: The column that names the scenario.
SCENARIO = "scenario"

#: Between the several things that one cell of a row holds.
_PARTED = ";"

#: How many sets of options are kept at a time.
_OPTIONS = 1_000


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


class Questions:
    """What rows ask of ``book`` under ``settings``. What is not understood raises ProblemsError."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self.book = book
        self.settings: Final = settings
        self._input_keys: Final[dict[str, tuple[str, ...]]] = {}
        self._date_keys: Final[dict[str, frozenset[str]]] = {}
        self._option_sets: Final[dict[tuple[tuple[str, ...], ...], Options]] = {}
        self.book.scenario(settings.scenario)
        self._options(())

    @property
    def are_plain(self) -> bool:
        """Say whether no row has supposed anything of its own, as far as is remembered."""
        return len(self._option_sets) <= 1

    def forget_options(self) -> None:
        """Forget what rows have supposed."""
        self._option_sets.clear()

    def needs(self, names: Iterable[str]) -> None:
        """Raise ProblemsError where ``names``, the columns of an input, lack what every row must say."""
        names = list(names)
        if SCENARIO in names:
            return
        scenario = self.book.scenario(self.settings.scenario)
        day = scenario.day
        lacking = [b.key for b in scenario.inputs if b.key not in names and b.key != day]
        if day is not None and day not in names and not {FROM, TO} <= set(names):
            lacking.append(day)
        if lacking:
            message = f"`{scenario.name}` needs {_listed(lacking)}, and no column is called so"
            meant = f"say which is meant, with --map COLUMN={lacking[0]}, of {_listed(names) or 'none'}"
            raise problem("no-column", message, meant)

    def inputs(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the columns ``names`` that are read; all others pass through.

        Raises ProblemsError where two that are read have one name.
        """
        names = tuple(names)
        keys = {SCENARIO, FROM, TO, *SUPPOSING}
        keys.update(b.key for s in self._askable(names) for b in (*s.inputs, *s.optional))
        read = tuple(name for name in names if name in keys)
        for name in read:
            if read.count(name) > 1:
                raise problem("column-twice", f"two columns are called `{name}`: which is meant is not clear")
        return read

    def called(self, names: Iterable[str], named: Mapping[str, str], shorts: Mapping[str, str]) -> list[str]:
        """Return the columns ``names`` by the inputs that they are; those that are none keep their names.

        ``named`` says which column is which input, ``shorts`` are as ``shorts`` returns them: they count
        where no column has the whole name.
        """
        own = [named.get(name, name) for name in names]
        own = [shorts.get(name, name) if name in named.values() else name for name in own]
        return [name if (whole := shorts.get(name, name)) in own else whole for name in own]

    def shorts(self, names: Iterable[str]) -> dict[str, str]:
        """Return the inputs that rows with the columns ``names`` can have, by their names without their type.

        Only those that are one input's alone: `home` for `home_state`, where there is no `home_town`.
        """
        found: dict[str, set[str]] = {}
        taken = {SCENARIO, FROM, TO, *SUPPOSING}
        for scenario in self._askable(tuple(names)):
            for blank in (*scenario.inputs, *scenario.optional):
                taken.add(blank.key)
                found.setdefault(blank.key.removesuffix(f"_{blank.type}"), set()).add(blank.key)
        return {short: min(meant) for short, meant in found.items() if len(meant) == 1 and short not in taken}

    def check_named(self, names: Sequence[str], named: Mapping[str, str], *, strict: bool = True) -> None:
        """Raise ProblemsError where ``named`` speaks of a column that is not among ``names``, or of no input.

        Where not ``strict``, rows may have other columns, and ask other scenarios.
        """
        lost = [column for column in named if column not in names]
        if lost and strict:
            raise problem("no-column", f"no column is called `{lost[0]}`", f"columns: {', '.join(names)}")
        asked = (*names, *named.values()) if strict else (SCENARIO,)
        blanks = (b for s in self._askable(asked) for b in (*s.inputs, *s.optional))
        known = tuple(dict.fromkeys((*(b.key for b in blanks), FROM, TO, SCENARIO, *SUPPOSING)))
        for name in named.values():
            if name not in known and name not in self.shorts(asked):
                raise problem("unknown-input", f"no input is called `{name}`", f"inputs: {', '.join(known)}")

    def day_keys(self, names: Iterable[str]) -> set[str]:
        """Return what the scenarios that can be asked with the columns ``names`` call their day."""
        return {scenario.day for scenario in self._askable(tuple(names)) if scenario.day}

    def _askable(self, names: Sequence[str]) -> Iterable[Scenario]:
        """Return the scenarios that rows with the columns ``names`` can ask."""
        scenarios = self.book.rules.scenarios
        return scenarios.values() if SCENARIO in names else (scenarios[self.settings.scenario],)

    def asked(self, row: Mapping[str, object]) -> Asked:
        """Return what ``row`` asks, its days apart. Raises ProblemsError for an unknown scenario."""
        scenario = self.book.scenario(_text(row.get(SCENARIO)) or self.settings.scenario)
        inputs = tuple([(key, text) for key in self._keys(scenario) if (text := _text(row.get(key)))])
        supposing = tuple([_several(row.get(name)) for name in SUPPOSING])
        return Asked(scenario.name, inputs, supposing if any(supposing) else ())

    def days(self, row: Mapping[str, object]) -> tuple[int, int]:
        """Return the first and the last day of ``row`` as ordinals. Raises ProblemsError."""
        scenario = self.book.scenario(_text(row.get(SCENARIO)) or self.settings.scenario)
        key = scenario.day or "date"
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

    def pose(self, asked: Asked) -> Posed:
        """Return the scenario with its inputs resolved. Raises ProblemsError with what is not known."""
        options = self._options(asked.supposing)
        dates = self._dates(asked.scenario)
        inputs = {key: self._day(text) if key in dates else text for key, text in asked.inputs}
        return self.book.pose(asked.scenario, inputs, options)

    def _keys(self, scenario: Scenario) -> tuple[str, ...]:
        """Return the inputs of ``scenario`` but for its day."""
        keys = self._input_keys.get(scenario.name)
        if keys is None:
            day = scenario.day
            blanks = (*scenario.inputs, *scenario.optional)
            keys = self._input_keys[scenario.name] = tuple(b.key for b in blanks if b.key != day)
        return keys

    def _dates(self, scenario: str) -> frozenset[str]:
        """Return the names of the inputs of ``scenario`` that are days."""
        dates = self._date_keys.get(scenario)
        if dates is None:
            blanks = self.book.rules.scenarios[scenario].blanks
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
            if len(self._option_sets) >= _OPTIONS:
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
        return self.book.options(
            (*given.assume, *assume), (*given.deny, *deny), (*given.readings, *readings), day, given.law_as_of
        )


def _text(value: object) -> str:
    """Return a value of a row as text; nothing is empty, and a time of no zone is its day."""
    if isinstance(value, datetime) and value.tzinfo is None:
        value = value.date()
    return "" if value is None else str(value).strip()


def _several(value: object) -> tuple[str, ...]:
    """Return the several things of a cell: a list, or a text parted by semicolons."""
    if value is None or value == "":
        return ()
    given = value if isinstance(value, list | tuple) else _text(value).split(_PARTED)
    return tuple(text for one in given if (text := _text(one)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def told(error: ProblemsError) -> str:
    """Return in one line what is wrong, and what was meant."""
    said = (f"{p.message}; {p.fix}" if p.fix else p.message for p in error.problems)
    return "; ".join(dict.fromkeys(said))
