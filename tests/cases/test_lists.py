"""Lists of the real record: who must arrest whom, counted again one by one and the other way round."""

import random
from datetime import date, timedelta
from functools import cache

import pytest

from obligcheck import Truth
from obligcheck.answers.survey import NEAR, Survey
from tests.bundled import bundled_book
from tests.cases.questions import STATES, SUSPECTS
from tests.cases.reckoning import entry, leaving, rows

DAYS = (date(2006, 1, 1), date(2012, 7, 1), date(2020, 1, 1), date(2025, 10, 9))


@cache
def where(suspect: str, day: date) -> Survey:
    """Return what every State owes about ``suspect``."""
    return bundled_book().each("visit", "state", suspect=suspect, date=day)


@cache
def who(state: str, day: date) -> Survey:
    """Return what ``state`` owes about every person."""
    return bundled_book().each("visit", "suspect", state=state, date=day)


def drawn(number: int, seed: int) -> list[tuple[str, str, date]]:
    """Return persons, States and days, drawn at random but always the same."""
    drawing = random.Random(seed)  # noqa: S311 (a sample, no secret)
    return [(drawing.choice(SUSPECTS), drawing.choice(STATES), drawing.choice(DAYS)) for _ in range(number)]


@pytest.mark.parametrize(("suspect", "state", "day"), drawn(24, seed=1))
def test_every_line_of_a_list_is_the_answer_to_its_question(suspect: str, state: str, day: date) -> None:
    alone = bundled_book().check("visit", suspect=suspect, state=state, date=day)
    listed = next(one.answer for one in where(suspect, day).found if one.thing.id == state)

    for field in ("verdict", "label", "since", "until", "basis", "presumed", "contested", "tree"):
        assert getattr(listed, field) == getattr(alone, field), field


@pytest.mark.parametrize(("suspect", "state", "day"), drawn(10, seed=2))
def test_who_and_where_agree(suspect: str, state: str, day: date) -> None:
    from_there = {one.thing.id: one for one in where(suspect, day).found}[state]
    from_here = {one.thing.id: one for one in who(state, day).found}[suspect]

    assert from_there.answer.verdict is from_here.answer.verdict
    assert from_there.answer.contested == from_here.answer.contested
    assert from_there.is_close is from_here.is_close
    assert (from_there.before, from_there.after) == (from_here.before, from_here.after)


def test_every_state_and_every_person_of_the_record_is_asked_about() -> None:
    assert [one.thing.id for one in where("putin", DAYS[-1]).found] == STATES
    assert [one.thing.id for one in who("TJK", DAYS[-1]).found] == SUSPECTS


@pytest.mark.parametrize(
    "day", [date(2023, 3, 17), date(2024, 1, 31), date(2024, 2, 1), date(2026, 1, 1)], ids=str
)
def test_a_public_warrant_obliges_the_parties_of_the_day(day: date) -> None:
    # Counted from the record without the rules: who has entered and not left. Beside them stands Ukraine,
    # which had accepted the jurisdiction over this situation (article 12(3)) before it was a Party.
    parties = {s for s in STATES if (begun := entry(s)) and begun <= day and not _has_left(s, day)}
    survey = where("putin", day)

    assert {one.thing.id for one in survey.of(Truth.YES)} == parties | {"UKR"}
    assert len(survey.of(Truth.UNKNOWN)) == 0


def _has_left(state: str, day: date) -> bool:
    left = leaving(state)
    return left is not None and left <= day


def test_before_the_first_warrant_nobody_owes_anything() -> None:
    first = min(date.fromisoformat(row["issue_date"]) for row in rows("warrants") if row["issue_date"])
    for state in ("FRA", "UGA", "USA"):
        verdicts = [answer.verdict for answer in who(state, first - timedelta(1))]
        assert verdicts == [Truth.NO] * len(SUSPECTS)


def test_who_comes_close_in_tajikistan_in_october_2025() -> None:
    close = {one.thing.id: one for one in who("TJK", DAYS[-1]).found if one.is_close}

    # Sought for offences against the administration of justice: the law of Tajikistan decides.
    assert {name for name, one in close.items() if one.answer.verdict is Truth.UNKNOWN} == {"bett", "barasa"}
    # Surrendered, or no longer sought in the year before; sought in the year after. Who died before the
    # warrant was issued never came close.
    ended = {"duterte": date(2025, 3, 12), "beina": date(2025, 9, 12)}
    for name, day in ended.items():
        assert close[name].nearest is not None
        assert close[name].answer.since == day
        assert (DAYS[-1] - day).days <= NEAR
    assert close["dela-rosa"].nearest == (date(2026, 5, 11), None)
    # Died, and the Court has not ended the case: another reading has it otherwise.
    assert set(close) == {"bett", "barasa", "dela-rosa", "mudacumura", *ended}


def test_a_state_that_is_no_party_owes_nothing_unless_the_security_council_said_so() -> None:
    sudan = {one.thing.id for one in who("SDN", DAYS[-1]).of(Truth.YES)}
    assert sudan == {"al-bashir", "harun", "hussein-abdel-raheem", "banda"}
    assert who("KAZ", DAYS[-1]).of(Truth.YES) == ()


def test_where_readings_differ_the_list_says_so() -> None:
    survey = where("netanyahu", DAYS[-1])
    yes = survey.of(Truth.YES)

    assert all(
        {(other.question, other.verdict) for other in one.answer.contested} >= {("immunity", Truth.NO)}
        for one in yes
    )
    burundi = next(one for one in survey.found if one.thing.id == "BDI")
    assert {other.question for other in burundi.answer.contested} == {"withdrawal"}
