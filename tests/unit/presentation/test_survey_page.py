"""A survey on a terminal: on one page, or line by line."""

from textwrap import dedent

from obligcheck.presentation.survey import ALL, Shown
from obligcheck.presentation.survey_page import draw_list, draw_page, in_columns
from obligcheck.presentation.tree import Look
from tests.unit.answers.lake import lake
from tests.unit.presentation.surveys import each_state, each_suspect

SIXTY = Look(60)
WHY = Shown(why=True)


def test_a_page_has_the_names_under_verdict_provisions_and_days() -> None:
    assert draw_page(each_state(), ALL, SIXTY) == dedent("""\
        On 1 January 2018, 4 of 7 states must turn back Jane Doe;
        for 3 that is not so.
        contested: under the reading `wide` of `storms` the answer
          is no for the Isle, Zetland

        MUST TURN BACK · 4 states
          LT 4 · contested: storms
            since 2015-01-01  the Isle  Zetland
          LT 4
            since 2015-01-01  Norland
          FT 9
            since 2015-01-01  Ostmark

        NO DUTY · 3 states
            on every day      Two of Many
            until 2018-06-01  Suderland
            since 2017-06-01  One of Many

        sail of each state · Jane Doe · 2018-01-01
        obligcheck None · rules invented · data None (None) · not
        legal advice
        """)


def test_names_that_take_more_than_a_line_stand_below_their_days() -> None:
    near = [f"{name} is a neighbour" for name in ("sud", "One of Many", "Two of Many")]
    text = draw_page(each_state(assume=near), Shown(only="yes"), Look(40))
    assert (
        "  FT 9\n"
        "    since 2015-01-01\n"
        "      One of Many  Ostmark\n"
        "      Suderland    Two of Many\n"
        "  LT 4 · contested: storms\n"
    ) in text


def test_what_is_shown_of_a_verdict_is_counted() -> None:
    text = draw_page(each_state(), Shown(only="close"), SIXTY)
    assert "NO DUTY · 1 of 3 states\n    until 2018-06-01  Suderland\n" in text
    assert "MUST TURN BACK" not in text


def test_a_list_has_a_line_for_each_and_says_how_close_it_is() -> None:
    assert draw_list(each_state(), ALL, SIXTY, brief=True) == dedent("""\
        On 1 January 2018, 4 of 7 states must turn back Jane Doe;
        for 3 that is not so.
        contested: under the reading `wide` of `storms` the answer
          is no for the Isle, Zetland

        MUST TURN BACK · 4 states
          LT 4 · contested: storms
            the Isle  since 2015-01-01
            Zetland   since 2015-01-01
          LT 4
            Norland  since 2015-01-01
          FT 9
            Ostmark  since 2015-01-01

        NO DUTY · 3 states · 1 of them close to yes
            Suderland  until 2018-06-01
              yes since 2018-06-01: Suderland is a member
          `--only no` lists them all

        sail of each state · Jane Doe · 2018-01-01
        obligcheck None · rules invented · data None (None) · not
        legal advice
        """)


def test_a_list_that_is_not_brief_leaves_nothing_out() -> None:
    text = draw_list(each_state(), ALL, SIXTY)
    assert "NO DUTY · 3 states\n" in text
    assert "    One of Many  since 2017-06-01\n" in text
    assert "--only" not in text


def test_where_nobody_comes_close_it_says_so() -> None:
    text = draw_list(each_suspect("nor"), ALL, SIXTY, brief=True)
    assert "NO DUTY · 1 suspect · none of them close to yes\n  `--only no` lists them all\n" in text


def test_what_was_yes_until_lately_says_until_when_and_why() -> None:
    text = draw_list(each_suspect("nor", "2017-02-01"), ALL, Look(100), brief=True)
    assert (
        "    Richard Roe  since 2017-01-01\n"
        "      yes 2015-01-01 until 2017-01-01: no longer: Richard Roe is banned\n"
    ) in text


def why(day: str, width: int, shown: Shown = WHY) -> list[str]:
    """Return the lines that speak of whom Norland must turn back, and why."""
    survey = lake().each("sail", "suspect", state="norland", date=day)
    found = draw_list(survey, shown, Look(width), brief=True).splitlines()
    return [line for line in found if "Jane Doe  " in line or "Richard Roe  " in line or " ban on" in line]


def test_each_line_says_why() -> None:
    assert why("2018-01-01", 60) == [
        "    Jane Doe     2015-01-01 until 2021-01-01  the ban",
        "    Richard Roe  since 2016-12-31             the ban",
    ]


def test_a_reason_that_does_not_fit_stands_below() -> None:
    assert why("2018-01-01", 50)[0] == "    Jane Doe     2015-01-01 until 2021-01-01"


def test_what_ended_a_duty_is_not_said_twice() -> None:
    assert why("2021-01-01", 100)[1:] == [
        "    Jane Doe  since 2021-01-01",
        "      yes 2015-01-01 until 2021-01-01: the ban on Jane Doe was lifted on 2021-01-01",
    ]


def test_in_another_order_each_line_says_why_too() -> None:
    assert why("2023-01-01", 100, Shown("name", why=True)) == [
        "  ✘ Jane Doe     since 2021-01-01  the ban on Jane Doe was lifted on 2021-01-01",
        "  ✔ Richard Roe  since 2016-12-31  contested: guests  the ban",
    ]


def test_in_another_order_each_line_has_its_verdict() -> None:
    text = draw_list(each_state(), Shown("since"), SIXTY)
    assert text.split("\n")[5:12] == [
        "  ✘ Suderland    until 2018-06-01",
        "  ✘ Two of Many  on every day",
        "  ✔ the Isle     since 2015-01-01  contested: storms",
        "  ✔ Norland      since 2015-01-01",
        "  ✔ Ostmark      since 2015-01-01",
        "  ✔ Zetland      since 2015-01-01  contested: storms",
        "  ✘ One of Many  since 2017-06-01",
    ]


def test_where_a_line_is_too_short_what_contests_stands_below() -> None:
    text = draw_list(each_state(), Shown("name"), Look(50))
    assert "  ✔ the Isle     since 2015-01-01\n      contested: storms\n  ✔ Norland" in text


def test_an_order_of_nothing_is_no_error() -> None:
    assert draw_list(each_state(), Shown("name", "unknown"), SIXTY).split("\n")[4:6] == ["", ""]


def test_colours_are_those_of_the_tree() -> None:
    page = draw_page(each_state(), ALL, Look(60, colour=True))
    assert "\x1b[1;32mMUST TURN BACK\x1b[0m · 4 states\n" in page
    assert "  \x1b[2mLT 4\x1b[0m · \x1b[35mcontested: storms\x1b[0m\n" in page
    assert "    \x1b[36msince 2015-01-01  \x1b[0mNorland\n" in page
    lines = draw_list(each_state(), Shown("name"), Look(60, colour=True))
    assert "  \x1b[1;31m✘ \x1b[0mSuderland    \x1b[36muntil 2018-06-01\x1b[0m\n" in lines


def test_what_the_record_was_checked_for_is_said() -> None:
    late = draw_page(each_state("2026-01-01"), ALL, Look(120))
    assert (
        "Mind\n  • the answer supposes the record unchanged since it was last checked on 2025-12-31: "
        "data/members.csv\n"
    ) in late


def test_what_was_supposed_stands_at_the_top() -> None:
    page = draw_page(each_state(readings=["storms=wide"]), ALL, Look(100))
    assert page.split("\n")[2] == "under the reading `wide` of `storms`"


def test_columns_hold_most_names_and_a_longer_name_takes_two() -> None:
    names = ["Norland", "Isle", "Ostmark", "the Land of the Long Name", "Suderland", "Zetland", "Aa", "Bb"]
    names += ["Cc", "Dd", "Ee", "Ff"]
    assert list(in_columns(names, 44, len)) == [
        "Norland    Isle       Ostmark",
        "the Land of the Long Name        Suderland",
        "Zetland    Aa         Bb         Cc",
        "Dd         Ee         Ff",
    ]


def test_a_name_wider_than_the_page_stands_on_its_own_line() -> None:
    assert list(in_columns(["Norland", "the Land of the Long Name", "Isle"], 10, len)) == [
        "Norland",
        "the Land of the Long Name",
        "Isle",
    ]


def test_presumptions_are_counted() -> None:
    survey = lake().each("sail", "suspect", state="norland", date="2018-01-01")
    assert "presumed: a part of 2 answers" in draw_page(survey, ALL, SIXTY)
