"""What users write, understood or refused: sentences, days, assumptions, readings."""

from datetime import date

import pytest

from obligcheck.answers.parse import Asserted, parse_sentence
from obligcheck.problems import Problem, ProblemsError
from obligcheck.sentences import Entity
from obligcheck.temporal import ALWAYS, ImpreciseDate, Timeline, parse_edtf
from tests.unit.answers.lake import lake, sail
from tests.unit.books import Tables, book_of, stating

JANE, NORLAND = Entity("suspect", "doe", "Jane Doe"), Entity("state", "norland", "Norland")


def _claim(text: str) -> Asserted:
    return parse_sentence(text, lake().rules.vocabulary, lake().record)


def _refusals(text: str, **options: object) -> list[Problem]:
    with pytest.raises(ProblemsError) as raised:
        lake().ask(text, **options)  # type: ignore[arg-type]  # passed on
    return list(raised.value.problems)


def _between(start: str | None, end: str | None) -> Timeline:
    return Timeline.between(parse_edtf(start) if start else None, parse_edtf(end) if end else None)


# Sentences


@pytest.mark.parametrize(
    "text",
    [
        "Norland has been told of Jane Doe",
        "norland has been told of doe",
        "NORLAND  has been told of  Jane doe.",
        '"norland" has been told of "doe"',
    ],
)
def test_a_sentence_is_read_as_users_write_names(text: str) -> None:
    claim = _claim(text)

    assert str(claim.sentence) == "{state} has been told of {suspect}"
    assert claim.arguments == (NORLAND, JANE)
    assert claim.when is ALWAYS


def test_a_date_in_a_sentence_may_be_imprecise() -> None:
    assert _claim("Norland joined on 2000-01").arguments == (NORLAND, parse_edtf("2000-01"))
    assert _claim("Norland joined on 2000-01-05").arguments[1] == ImpreciseDate.on(date(2000, 1, 5))


def test_some_leaves_open_what_it_stands_for() -> None:
    assert _claim("some state has been told of Jane Doe").arguments == (None, JANE)
    assert _claim("Norland joined on some joining date").arguments == (NORLAND, None)
    assert _claim("Norland joined on some date").arguments == (NORLAND, None)


@pytest.mark.parametrize(
    ("ending", "start", "end"),
    [
        ("from 2020-01-01", "2020-01-01", None),
        ("since 2020", "2020", None),
        ("until 2020-06", None, "2020-06"),
        ("from 2020-01-01 until 2021-01-01", "2020-01-01", "2021-01-01"),
        (", from 2020-01-01 until 2021-01-01", "2020-01-01", "2021-01-01"),
    ],
)
def test_a_sentence_may_end_in_its_days(ending: str, start: str | None, end: str | None) -> None:
    claim = _claim(f"Norland is a member {ending}".replace(" ,", ","))

    assert str(claim.sentence) == "{state} is a member"
    assert claim.when == _between(start, end)


def test_words_that_belong_to_the_sentence_are_no_ending() -> None:
    tables: Tables = {
        "s": ("state,day_date\nnorland,2020-01-01\n", stating("{state} is closed until {day date}"))
    }
    book = book_of("", tables)

    claim = parse_sentence("Norland is closed until 2020-01-01", book.rules.vocabulary, book.record)
    assert str(claim.sentence) == "{state} is closed until {day date}"
    assert claim.when is ALWAYS


def test_of_several_ways_to_part_a_sentence_one_with_known_names_is_taken() -> None:
    tables: Tables = {
        "states": (
            "state,name\nnorland,Norland\nlake,Land of the Lake\n",
            {"entity": {"type": "state", "id": "state", "name": "name"}, "complete": True},
        ),
        "offices": (
            "suspect,office,state\ndoe,keeper of the lake,norland\nroe,warden,lake\n",
            stating("{suspect} is {office} of {state}"),
        ),
    }
    book = book_of("", tables)

    assert book.ask("Jane Doe is keeper of the lake of Norland").timeline is ALWAYS
    assert book.ask("Richard Roe is warden of Land of the Lake").timeline is ALWAYS


# Refusals


def test_a_sentence_that_is_none_names_the_nearest() -> None:
    (problem,) = _refusals("Norland has ben told of Jane Doe")

    assert problem.code == "unknown-sentence"
    assert problem.message == "no sentence of the rules or the data reads `Norland has ben told of Jane Doe`"
    assert "{state} has been told of {suspect}" in problem.fix


def test_a_sentence_like_no_other_points_to_the_list() -> None:
    (problem,) = _refusals("quite another matter altogether, in words unheard of")

    assert problem.code == "unknown-sentence"
    assert "{" not in problem.fix


def test_a_name_that_is_unknown_says_which_were_near() -> None:
    (problem,) = _refusals("Norlnd is a member")

    assert (problem.code, problem.message) == ("unknown-name", "no state is called `Norlnd`")
    assert "Norland" in problem.fix


def test_a_name_that_could_mean_several_is_asked_back() -> None:
    tables: Tables = {
        "aliases": (
            "state,name,use\nnorland,the lake country,ask\nsuderland,the lake country,ask\n",
            {"names": {"type": "state", "name": "name", "id": "state", "use": "use"}},
        ),
        "m": ("state\nnorland\n", stating("{state} is a member")),
    }
    with pytest.raises(ProblemsError) as raised:
        book_of("", tables).ask("the lake country is a member")

    (problem,) = raised.value.problems
    assert problem.code == "ambiguous-name"
    assert "Norland (`norland`), Suderland (`suderland`)" in problem.fix


@pytest.mark.parametrize(
    "text", ["Norland joined on 2020-02-30", "Norland is a member from 2020-13-01", "Norland joined on soon"]
)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    assert [problem.code for problem in _refusals(text)] == ["bad-date"]


# Assumptions


def test_what_is_both_assumed_and_denied_is_a_contradiction() -> None:
    (problem,) = _refusals(
        "Norland is a member", assume=["Jane Doe is a guest of Norland"], deny=["doe is a guest of norland"]
    )

    assert problem.code == "contradiction"
    assert problem.message == "`Jane Doe is a guest of Norland` is both assumed and denied"


def test_assumed_and_denied_of_different_days_or_things_is_none() -> None:
    asked = lake().ask(
        "Ostmark is a member",
        assume=["Ostmark is a member from 2000-01-01 until 2010-01-01", "Norland is a member"],
        deny=["Ostmark is a member from 2010-01-01", "Suderland is a member"],
    )

    assert [str(asked.on(day)) for day in ("1999-01-01", "2005-01-01", "2010-01-01")] == ["no", "yes", "no"]


def test_an_assumption_names_each_thing_it_is_about() -> None:
    (problem,) = _refusals("Norland is a member", assume=["some state is a member"])

    assert problem.code == "open-assumption"


def test_all_that_is_wrong_with_assumptions_is_said_at_once() -> None:
    found = _refusals(
        "Norland is a member", assume=["Norland is a memebr", "Norlnd is a member"], deny=["what?"]
    )

    assert [problem.code for problem in found] == ["unknown-sentence", "unknown-name", "unknown-sentence"]


def test_an_assumption_that_a_scenario_supposes_may_be_denied() -> None:
    answer = sail("doe", "norland", "2016-06-01", deny=["Jane Doe is on the waters of Norland"])

    assert str(answer.verdict) == "no"


# Readings


@pytest.mark.parametrize(
    ("chosen", "code", "fix"),
    [
        (["hosts=strict"], "unknown-question", "questions: guests"),
        (["guests=loose"], "unknown-reading", "its readings: strict, liberal"),
        (["guests"], "unknown-reading", "its readings: strict, liberal"),
        (["guests=strict", "guests=liberal"], "contradiction", "keep one"),
    ],
)
def test_a_reading_that_is_none_is_refused(chosen: list[str], code: str, fix: str) -> None:
    (problem,) = _refusals("Norland is a member", readings=chosen)

    assert (problem.code, problem.fix) == (code, fix)


def test_the_default_reading_may_be_named_and_a_reading_repeated() -> None:
    assert (
        sail("doe", "norland", "2016-06-01", readings=["guests = strict"]).receipt["options"]
        == (sail("doe", "norland", "2016-06-01").receipt["options"])
    )
    assert sail("doe", "norland", "2016-06-01", readings=["guests=liberal", "guests=liberal"]).readings == (
        ("guests", "liberal"),
    )
