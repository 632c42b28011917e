"""One question about many things: every answer as if asked alone, and how close it is to yes."""

from datetime import date, timedelta

import pytest

from obligcheck.answers.survey import NEAR, Survey, Surveyed
from obligcheck.problems import ProblemsError
from obligcheck.temporal import Truth
from tests.unit.answers.lake import lake, sail

NO, MAYBE, YES = Truth

DOE_IS_A_GUEST = "Jane Doe is a guest of Norland"


def states(suspect: str, day: str, **options: object) -> Survey:
    """Return what each State owes about ``suspect``."""
    return lake().each("sail", "state", suspect=suspect, date=day, **options)  # type: ignore[arg-type]  # passed on


def one(survey: Survey, name: str) -> Surveyed:
    """Return what was found about the thing called ``name``."""
    return next(each for each in survey.found if each.thing.id == name)


@pytest.mark.parametrize("options", [{}, {"purpose": "summit"}, {"readings": ["guests=liberal"]}], ids=str)
def test_each_answer_is_the_one_that_asking_alone_gives(options: dict[str, object]) -> None:
    survey = states("doe", "2018-01-01", assume=[DOE_IS_A_GUEST], **options)

    assert len(survey) == 3
    for found in survey.found:
        alone = sail("doe", found.thing.id, "2018-01-01", assume=[DOE_IS_A_GUEST], **options)
        assert found.answer.inputs == alone.inputs
        for field in ("verdict", "since", "until", "label", "tree", "basis", "contested", "also", "receipt"):
            assert getattr(found.answer, field) == getattr(alone, field), field


def test_a_survey_goes_through_its_answers_in_the_order_of_the_record() -> None:
    survey = states("doe", "2018-01-01")

    assert [answer.names["state"] for answer in survey] == ["Norland", "Suderland", "Ostmark"]
    assert [each.thing.name for each in survey.of(NO)] == ["Ostmark"]
    assert [each.thing.name for each in survey.of(MAYBE)] == []


def test_it_says_what_was_asked_without_the_input_that_is_left_open() -> None:
    survey = states("jane doe", "2018-01-01", deny=["Norland is a member"])

    assert survey.scenario == "sail"
    assert survey.blank.key == "state"
    assert survey.day == date(2018, 1, 1)
    assert survey.inputs == {"suspect": "doe", "date": "2018-01-01"}
    assert survey.names == {"suspect": "Jane Doe"}
    assert survey.receipt["options"] == {
        "assume": [],
        "deny": ["Norland is a member"],
        "readings": {},
        "known_on": None,
        "law_as_of": None,
    }


def test_any_thing_among_the_inputs_can_be_left_open() -> None:
    survey = lake().each("sail", "suspect", state="norland", date="2018-01-01")

    assert [each.thing.name for each in survey.of(YES)] == ["Jane Doe", "Richard Roe"]
    assert survey.sentence("2 of 2 suspects") == "Norland must turn back 2 of 2 suspects"


def test_the_sentence_of_the_verdict_is_said_of_any_words() -> None:
    assert states("doe", "2018-01-01").sentence("few states") == "few states must turn back Jane Doe"


def test_a_survey_of_some_things_only() -> None:
    survey = states("doe", "2018-01-01")
    ostmark = one(survey, "ostmark").thing

    assert [each.thing for each in survey.among([ostmark, ostmark]).found] == [ostmark]


def test_what_came_before_and_comes_after() -> None:
    in_between = one(states("doe", "2018-01-01"), "suderland")
    at_first = one(states("doe", "2016-12-31"), "suderland")
    always = one(states("doe", "2018-01-01"), "ostmark")

    assert (in_between.before, in_between.answer.verdict, in_between.after) == (NO, YES, NO)
    assert (at_first.before, at_first.answer.verdict, at_first.after) == (None, NO, YES)
    assert (always.before, always.answer.verdict, always.after) == (None, NO, None)


def test_what_set_the_verdict() -> None:
    survey = states("doe", "2018-01-01")

    assert one(survey, "norland").because == (
        "the ban on Jane Doe was issued against Jane Doe on 2015-01-01",
    )
    assert one(survey, "ostmark").because == ()


def test_a_yes_is_not_close_to_yes() -> None:
    assert not one(states("doe", "2018-01-01"), "norland").is_close


def test_what_is_unknown_is_close() -> None:
    found = one(states("roe", "2016-06-01"), "norland")

    assert found.answer.verdict is MAYBE
    assert found.is_close


def test_what_another_reading_would_not_deny_is_close() -> None:
    assumed = [DOE_IS_A_GUEST]
    liberal = one(states("doe", "2018-01-01", assume=assumed, readings=["guests=liberal"]), "norland")
    never = one(states("doe", "2018-01-01", assume=assumed, readings=["guests=liberal"]), "ostmark")

    assert liberal.answer.verdict is NO
    assert liberal.nearest is None
    assert [(other.reading, other.verdict) for other in liberal.answer.contested] == [("strict", YES)]
    assert liberal.is_close
    assert not never.is_close


@pytest.mark.parametrize(
    ("day", "close"),
    [
        (date(2015, 1, 1) - timedelta(NEAR), True),
        (date(2015, 1, 1) - timedelta(NEAR + 1), False),
        (date(2020, 12, 31) + timedelta(NEAR), True),
        (date(2020, 12, 31) + timedelta(NEAR + 1), False),
    ],
    ids=str,
)
def test_what_is_yes_within_a_year_is_close(day: date, close: bool) -> None:  # noqa: FBT001 (given by pytest)
    found = one(lake().each("sail", "state", suspect="doe", date=day), "norland")

    assert found.answer.verdict is NO
    assert found.is_close is close
    assert found.nearest == ((date(2015, 1, 1), date(2021, 1, 1)) if close else None)


def test_of_two_stretches_of_yes_the_later_is_the_nearest() -> None:
    stayed = [f"{DOE_IS_A_GUEST} from 2016-01-01 until 2016-06-01"]
    left = [f"{DOE_IS_A_GUEST} until 2016-01-01", f"{DOE_IS_A_GUEST} from 2016-06-01"]
    survey = states("doe", "2016-03-01", assume=stayed, deny=left, readings=["guests=liberal"])

    assert one(survey, "norland").nearest == (date(2016, 6, 1), date(2021, 1, 1))


def test_a_yes_of_all_days_is_near() -> None:
    always = ["Norland has promised to turn back Jane Doe"]
    yes = one(states("doe", "2010-01-01", assume=always), "norland")

    assert (yes.answer.since, yes.answer.until) == (None, None)
    assert yes.nearest == (None, None)


def test_what_the_record_was_checked_for_is_said_once_for_all() -> None:
    (caveat,) = states("doe", "2026-01-01").caveats

    days, tables = "2024-06-30, 2025-12-31", "data/bans.csv, data/membership.csv"
    assert caveat == f"the answer supposes the record unchanged since it was last checked on {days}: {tables}"
    assert states("doe", "2018-01-01").caveats == ()


def test_some_things_only_may_rest_on_fewer_tables() -> None:
    survey = states("doe", "2026-01-01")
    norland = one(survey, "norland")

    assert survey.among([norland.thing]).caveats == norland.answer.caveats
    assert "data/membership.csv" in survey.caveats[0]
    assert "data/membership.csv" not in norland.answer.caveats[0]
    assert survey.among([each.thing for each in survey.found]).caveats == survey.caveats


def message(*arguments: str, **inputs: str) -> str:
    """Return why a survey is refused."""
    with pytest.raises(ProblemsError) as refused:
        lake().each(*arguments, **inputs)  # type: ignore[arg-type]  # as users may
    (found,) = refused.value.problems
    return f"{found.message} ({found.fix})"


def test_a_survey_of_what_is_no_thing_is_refused() -> None:
    fix = "it can be asked about each: suspect, state"
    assert message("sail", "date", suspect="doe") == f"`sail` cannot be asked about each `date` ({fix})"
    assert message("sail", "lake", suspect="doe") == f"`sail` cannot be asked about each `lake` ({fix})"
    assert message("sail", "purpose", suspect="doe") == f"`sail` cannot be asked about each `purpose` ({fix})"


def test_an_unknown_scenario_name_or_day_is_refused_as_elsewhere() -> None:
    assert message("row", "state") == "no scenario is called `row` (scenarios: sail)"
    assert message("sail", "state", suspect="nobody", date="2018-01-01").startswith("no suspect is called")
    assert message("sail", "state", suspect="doe").startswith("`sail` needs a date")
