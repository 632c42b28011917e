"""What the simplified decision rests on, taken once from ``data/``: plain numbers, the same for every peer.

A day is its number in the proleptic Gregorian calendar (``date.toordinal``); a stretch of days is
``since <= day < until``; what never comes is ``NEVER``. States, suspects and situations are numbers too,
their places in the lists of their names. Only the standard library is needed: peers run in environments
of their own.
"""

import csv
import json
from collections.abc import Iterator
from datetime import date
from itertools import chain, product
from pathlib import Path
from typing import NamedTuple

#: Later than every day.
NEVER = 4_000_000

#: Earlier than every day of the record.
ALWAYS = 0

#: Whose immunity the reading `customary` keeps, as the table of offices classes them.
LEADERS = ("head-of-state", "head-of-government", "foreign-minister")

Row = dict[str, str]


class Warrant(NamedTuple):
    """A warrant of arrest: public on ``since``, ended on ``until``; ``held`` to ``released`` in custody."""

    suspect: int
    situation: int
    since: int
    until: int
    held: int
    released: int


class Office(NamedTuple):
    """That ``suspect`` leads ``home``, as head of State or government or as foreign minister."""

    suspect: int
    home: int
    since: int
    until: int


class Duty(NamedTuple):
    """That ``state`` must cooperate in ``situation`` from ``since`` on."""

    state: int
    situation: int
    since: int


class Facts(NamedTuple):
    """All of it. ``entry`` and ``exit`` go by State; ``began``, of the Court's work, by situation."""

    suspects: tuple[str, ...]
    states: tuple[str, ...]
    situations: tuple[str, ...]
    entry: tuple[int, ...]
    exit: tuple[int, ...]
    began: tuple[int, ...]
    resolutions: tuple[Duty, ...]
    acceptances: tuple[Duty, ...]
    warrants: tuple[Warrant, ...]
    offices: tuple[Office, ...]

    @property
    def pairs(self) -> Iterator[tuple[int, int]]:
        """Return every suspect with every State."""
        return product(range(len(self.suspects)), range(len(self.states)))

    @property
    def days(self) -> tuple[int, ...]:
        """Return every day on which any answer can change, in order."""
        found = chain(
            self.entry,
            self.exit,
            (duty.since for duty in (*self.resolutions, *self.acceptances)),
            chain.from_iterable(warrant[2:] for warrant in self.warrants),
            chain.from_iterable(office[2:] for office in self.offices),
        )
        return tuple(sorted({day for day in found if ALWAYS < day < NEVER}))

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        path.write_text(json.dumps(self._asdict()), encoding="utf-8")


def read(path: Path) -> Facts:
    """Return what ``Facts.write`` wrote."""
    held = json.loads(path.read_text(encoding="utf-8"))
    kinds = {"resolutions": Duty, "acceptances": Duty, "warrants": Warrant, "offices": Office}
    return Facts(
        **{
            name: tuple(kinds[name](*row) for row in rows) if name in kinds else tuple(rows)
            for name, rows in held.items()
        }
    )


def extract(data: Path) -> Facts:
    """Return the facts of the tables in ``data``."""
    warrants = [row for row in _rows(data, "warrants") if row["kind"] == "arrest" and row["public_date"]]
    suspects = tuple(row["suspect"] for row in _rows(data, "suspects"))
    states = tuple(row["state"] for row in _rows(data, "states"))
    situations = tuple(dict.fromkeys(row["situation"] for row in warrants))
    who, where, what = (
        {name: number for number, name in enumerate(names)} for names in (suspects, states, situations)
    )
    entered = {row["state"]: _day(row["entry_date"]) for row in _rows(data, "membership")}
    left = {
        row["state"]: _day(row["effective_date"])
        for row in _rows(data, "withdrawals")
        if not row["rescission_date"]
    }
    began = {row["situation"]: _began(row) for row in _rows(data, "situations") if row["situation"] in what}
    return Facts(
        suspects,
        states,
        situations,
        entry=tuple(entered.get(state, NEVER) for state in states),
        exit=tuple(left.get(state, NEVER) for state in states),
        began=tuple(began[situation] for situation in situations),
        resolutions=_first(_resolutions(data), where, what),
        acceptances=_first(_acceptances(data), where, what),
        warrants=tuple(
            Warrant(
                who[row["suspect"]],
                what[row["situation"]],
                _day(row["public_date"]),
                _day(row["end_date"]),
                _day(row["custody_from"]),
                _day(row["custody_until"]),
            )
            for row in warrants
        ),
        offices=tuple(
            Office(who[row["suspect"]], where[row["state"]], _day(row["since"], ALWAYS), _day(row["until"]))
            for row in _rows(data, "offices")
            if row["class"] in LEADERS
        ),
    )


def _resolutions(data: Path) -> Iterator[tuple[str, str, int]]:
    for row in _rows(data, "resolution_duties"):
        yield row["state"], row["situation"], _day(row["since_date"])


def _acceptances(data: Path) -> Iterator[tuple[str, str, int]]:
    for row in _rows(data, "declarations"):
        if row["kind"] == "art12-3" and row["standing"] in {"accepted", "confirmed"}:
            yield row["state"], row["situation"], _day(row["lodging_date"])


def _first(
    found: Iterator[tuple[str, str, int]], where: dict[str, int], what: dict[str, int]
) -> tuple[Duty, ...]:
    """Return each duty once, from its first day; situations without a warrant never matter."""
    first: dict[tuple[int, int], int] = {}
    for state, situation, since in found:
        if situation in what:
            pair = where[state], what[situation]
            first[pair] = min(since, first.get(pair, NEVER))
    return tuple(Duty(*pair, since) for pair, since in first.items())


def _began(row: Row) -> int:
    return min(_day(row["examination_date"]), _day(row["investigation_date"]))


def _day(text: str, empty: int = NEVER) -> int:
    return date.fromisoformat(text).toordinal() if text else empty


def _rows(data: Path, table: str) -> list[Row]:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
