"""Verdicts against a second opinion: the law of a visit in plain functions over the raw tables."""

import random
from datetime import date, timedelta

import pytest

from obligcheck.engine import Options
from obligcheck.temporal import Timeline
from tests.bundled import bundled_book
from tests.cases.questions import SCENARIOS, STATES, SUSPECTS, engine_alone, timeline_of
from tests.cases.reckoning import day, entry, leaving, rows, verdict

#: States with something special about them: they are asked about every suspect.
SPECIAL = sorted(
    {
        row["state"]
        for table in ("withdrawals", "declarations", "requests", "resolution_duties")
        for row in rows(table)
    }
)


def _asked_about(suspect: str) -> list[str]:
    """Return the States to ask about: the special ones, and every fourth of the others in turn."""
    place = SUSPECTS.index(suspect)
    return sorted({*SPECIAL, *STATES[place % 4 :: 4]})


def _days(suspect: str, state: str) -> list[date]:
    """Return ten days: half around what happened to the warrants and the State, half anywhere."""
    drawn = random.Random(suspect + state)  # noqa: S311 (a sample, no secret)
    warrants = [row for row in rows("warrants") if row["suspect"] == suspect]
    turning = [
        day(row[column])
        for row in warrants
        for column in ("issue_date", "public_date", "end_date")
        if row[column]
    ]
    turning += [turn for turn in (entry(state), leaving(state)) if turn]
    around = (
        [drawn.choice(turning) + timedelta(days=drawn.randint(-1, 1)) for _ in range(5)] if turning else []
    )
    return around + [
        date(2002, 1, 1) + timedelta(days=drawn.randrange(9500)) for _ in range(10 - len(around))
    ]


def _timeline(suspect: str, state: str) -> Timeline:
    return bundled_book().pose("visit", {"suspect": suspect, "state": state}, Options()).proof().timeline


@pytest.mark.parametrize("suspect", SUSPECTS)
def test_the_verdict_is_that_of_a_second_opinion(suspect: str) -> None:
    wrong = []
    for state in _asked_about(suspect):
        timeline = _timeline(suspect, state)
        for on in _days(suspect, state):
            expected, found = verdict(suspect, state, on), str(timeline.at(on))
            if found != expected:
                wrong.append(f"{suspect} {state} {on}: expected {expected}, found {found}")

    assert not wrong


@pytest.mark.parametrize("seed", range(8))
def test_each_reading_that_changes_the_verdict_is_shown_and_no_other(seed: int) -> None:
    book = bundled_book()
    drawn = random.Random(seed)  # noqa: S311 (a sample, no secret)
    suspect, state, scenario = (
        drawn.choice(SUSPECTS),
        drawn.choice([*SPECIAL, *STATES]),
        drawn.choice([*SCENARIOS]),
    )
    days = _days(suspect, state)
    expected: dict[date, set[object]] = {on: set() for on in days}
    for question in book.rules.questions.values():
        for reading in question.readings:
            engine = engine_alone(scenario, suspect, state, f"{question.name}={reading.name}")
            timeline = timeline_of(SCENARIOS[scenario][1].format(suspect, state), engine)
            for on in days:
                if timeline.at(on) is not book.check(scenario, suspect=suspect, state=state, date=on).verdict:
                    expected[on].add((question.name, reading.name, timeline.at(on)))
    for on in days:
        shown = book.check(scenario, suspect=suspect, state=state, date=on).contested

        assert {(c.question, c.reading, c.verdict) for c in shown} == expected[on], (
            scenario,
            suspect,
            state,
            on,
        )


def test_a_former_party_is_presumed_asked_only_under_a_warrant_public_before_it_left() -> None:
    book = bundled_book()
    verdicts = [
        str(book.check("visit", suspect=suspect, state="burundi", date="2024-07-01").verdict)
        for suspect in ("kony", "ag-ghaly", "putin")
    ]

    # Burundi left in 2017: public in 2005; public in 2024, investigated since 2013; investigated since 2022.
    assert verdicts == ["yes", "unknown", "no"]
