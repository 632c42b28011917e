"""Visits, flights and journeys that happened or that are worked through, each with what the law asked."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from attrs import frozen

from obligcheck import Answer
from tests.bundled import bundled_book

CASES = Path(__file__).with_name("visits.csv")


@frozen
class Case:
    """A row of the table: who went where and when, and what the answer must hold."""

    name: str
    suspect: str
    state: str
    first: date
    last: date
    scenario: str
    expected: str
    must_cite: tuple[str, ...]
    contested: str
    assume: tuple[str, ...]

    def days(self) -> Iterator[date]:
        """Yield the days of the stay: the first week, the last, and every thirtieth between."""
        length = (self.last - self.first).days
        for number in range(length + 1):
            if number < 7 or number % 30 == 0 or length - number < 7:
                yield self.first + timedelta(days=number)

    def answers(self) -> Iterator[Answer]:
        """Yield the answer of each day, through the public interface."""
        for day in self.days():
            yield bundled_book().check(
                self.scenario, suspect=self.suspect, state=self.state, date=day, assume=self.assume
            )


def _case(row: dict[str, str]) -> Case:
    return Case(
        row["case"],
        row["suspect"],
        row["state"],
        date.fromisoformat(row["from"]),
        date.fromisoformat(row["to"]),
        row["scenario"],
        row["expected"],
        tuple(row["must_cite"].split(";")) if row["must_cite"] else (),
        row["contested"],
        (row["assume"],) if row["assume"] else (),
    )


def _cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file)]


def _named(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


DECIDED = [case for case in _cases() if case.expected in {"yes", "no"}]
OPEN = [case for case in _cases() if case.expected == "open"]


def test_every_row_is_decided_or_open() -> None:
    assert len(DECIDED) + len(OPEN) == len(_cases())
    assert {case.scenario for case in _cases()} <= set(bundled_book().scenarios)


@pytest.mark.parametrize("case", _named(DECIDED))
def test_the_verdict_is_the_expected_one_on_every_day_of_the_stay(case: Case) -> None:
    verdicts = {str(answer.day): str(answer.verdict) for answer in case.answers()}

    assert verdicts == dict.fromkeys(verdicts, case.expected)


@pytest.mark.parametrize("case", _named([case for case in DECIDED if case.must_cite]))
def test_the_basis_names_the_provisions_that_decide(case: Case) -> None:
    for answer in case.answers():
        assert set(case.must_cite) <= set(answer.basis), answer.day


@pytest.mark.parametrize("case", _named([case for case in _cases() if case.contested]))
def test_the_other_reading_is_shown(case: Case) -> None:
    for answer in case.answers():
        assert case.contested in {contested.question for contested in answer.contested}, answer.day


@pytest.mark.parametrize("case", _named(OPEN))
def test_an_open_case_is_contested_or_unknown(case: Case) -> None:
    for answer in case.answers():
        assert answer.contested or str(answer.verdict) == "unknown", answer.day
