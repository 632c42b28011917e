"""Visits, flights and journeys that happened or that are worked through, each with what the law asked."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from obligcheck import Answer
from obligcheck.answers.cases import Case, cases_in
from tests.bundled import bundled_book

CASES = Path(__file__).with_name("visits.csv")


def _days(case: Case) -> Iterator[date]:
    """Yield the days of a stay: the first week, the last, and every thirtieth between."""
    length = (case.last - case.first).days
    for number in range(length + 1):
        if number < 7 or number % 30 == 0 or length - number < 7:
            yield case.first + timedelta(days=number)


def _answers(case: Case) -> Iterator[Answer]:
    """Yield the answer of each day."""
    for day in _days(case):
        yield case.answer(bundled_book(), day)


@cache
def _cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(cases_in(csv.DictReader(file), bundled_book().rules.scenarios))


def _named(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


DECIDED = [case for case in _cases() if case.expected in {"yes", "no"}]
OPEN = [case for case in _cases() if case.expected == "open"]


def test_every_row_is_decided_or_open() -> None:
    assert len(DECIDED) + len(OPEN) == len(_cases())
    assert {case.scenario for case in _cases()} <= set(bundled_book().scenarios)


@pytest.mark.parametrize("case", _named(DECIDED))
def test_the_verdict_is_the_expected_one_on_every_day_of_the_stay(case: Case) -> None:
    verdicts = {str(answer.day): str(answer.verdict) for answer in _answers(case)}

    assert verdicts == dict.fromkeys(verdicts, case.expected)


@pytest.mark.parametrize("case", _named([case for case in DECIDED if case.must_cite]))
def test_the_basis_names_the_provisions_that_decide(case: Case) -> None:
    for answer in _answers(case):
        assert set(case.must_cite) <= set(answer.basis), answer.day


@pytest.mark.parametrize("case", _named([case for case in _cases() if case.contested]))
def test_the_other_reading_is_shown(case: Case) -> None:
    for answer in _answers(case):
        assert case.contested in {contested.question for contested in answer.contested}, answer.day


@pytest.mark.parametrize("case", _named(OPEN))
def test_an_open_case_is_contested_or_unknown(case: Case) -> None:
    for answer in _answers(case):
        assert answer.contested or str(answer.verdict) == "unknown", answer.day
