"""Claims as people write them, understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.answers.plain import MOST_HINTS, Reader, Said, shown, tidied
from obligcheck.problems import Problem
from tests.unit.answers.club import claim, club


def understood(text: str) -> str:
    return claim(text).sentence


def refused(text: str) -> str:
    problem = claim(text).problem
    assert problem is not None
    return f"{problem.code}: {problem.message}" + (f" / {problem.fix}" if problem.fix else "")


@pytest.mark.parametrize(
    "text",
    [
        "Norland is a member",
        "  Norland   is in the Lake Club.  ",
        '- "Norland is in the club"',
        "\u2022 \u201cNorland is in the club.\u201d",
        "* \u00abNorland is in the Club\u00bb;",
        "3. Norland is in the club!",
        "(12) Norland, in the Club",
        "> norland IS IN THE CLUB",
        "the Northern Land is now in the club",
    ],
)
def test_what_lists_put_around_a_claim_and_other_words_for_it_change_nothing(text: str) -> None:
    assert understood(text) == "Norland is a member"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Norland is in the club since 2002", "Norland is a member since 2002"),
        ("Since 1 July 2002, Norland is in the club", "Norland is a member since 2002-07-01"),
        ("Norland is in the club, from July 2002 to 2010", "Norland is a member from 2002-07 until 2010"),
        ("Norland was in the club until 2010", "Norland is a member until 2010"),
        ("Norland was in the club", "Norland is a member at some time"),
        ("Norland was never in the club", "not (Norland is a member at some time)"),
        ("Norland was in the club as of 2005", "Norland is a member on 2005"),
        ("As of 2005-03-01 Norland is not in the club", "not Norland is a member on 2005-03-01"),
        ("In 2005 Norland is in the club since 2002", "Norland is a member since 2002 on 2005"),
        ("Norland is in the club today", ""),
        ("Norland is in the club as of today", "Norland is a member on 2026-01-01"),
        ("Norland asked to join in 1998", "Norland asked on 1998 to join"),
        ("Norland asked on 30 November 1998 to join", "Norland asked on 1998-11-30 to join"),
        ("Norland asked in 1998 to join", "Norland asked on 1998 to join"),
        ("Norland asked to join", "Norland asked on some asking date to join"),
        ("Norland never asked to join", "not Norland asked on some asking date to join"),
        ("Norland asked on some date to join", "Norland asked on some asking date to join"),
        (
            "Norland asked to join in 1998 but stayed out",
            "Norland asked on 1998 to join and not Norland is a member",
        ),
        (
            "Ostmark has not come in",
            "not (Ostmark joined on some joining date or Ostmark was let in on some letting date)",
        ),
        ("Norland built a sea bird in 2012", "Norland owns a Sea Bird on 2012"),
        ("Norland built a dinghy in 2012", "Norland owns a dinghy in 2012"),
        ("Norland owns a some boat", "Norland owns a some boat"),
        ("not Norland is a member", "not Norland is a member"),
        ("not: Norland isn't in the club", "Norland is a member"),
    ],
)
def test_a_claim_is_understood(text: str, sentence: str) -> None:
    assert understood(text) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Norland is a member since 2002-07",
        "not Norland is a member until 2002-07-01",
        "Suderland is a member from 2004-12-01 until 2017-10-27",
        "Norland asked on 1998-11-30 to join",
        "not Norland asked on 1998 to join",
    ],
)
def test_the_sentence_that_was_understood_is_understood_again(text: str) -> None:
    first = claim(text)

    assert first.sentence == text
    assert claim(first.sentence).outcome == first.outcome


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "Nordland is in the club",
            "unknown-name: no state is called `Nordland` / did you mean Norland (`norland`)?",
        ),
        (
            "the coast is in the club",
            (
                "ambiguous-name: `the coast` is not the name of one state / "
                "say which, one of: Norland (`norland`), Suderland (`suderland`)"
            ),
        ),
        ("the the coast is in the club", "ambiguous-name: `the coast` is not the name of one state"),
        (
            "Norland is in the club since 05/06/2002",
            "bad-date: `05/06/2002` can be read in two ways, write `2002-06-05` or `2002-05-06`",
        ),
        (
            "Norland left the club on 30 February 2002",
            "bad-date: `30 February 2002` is not a date: February 2002 has 28 days",
        ),
        (
            "Norland is a membr",
            (
                "unknown-sentence: no sentence of the rules or the data, and no plain form, reads so / "
                "the nearest is `{state} is a member`"
            ),
        ),
        (
            "a State of which nobody has ever heard before is in the club",
            "unknown-sentence: no sentence of the rules or the data, and no plain form, reads so",
        ),
        ("Norland " + "very " * 300 + "is in", "too-long: the claim has more than 1,000 characters"),
        ("Norl\udce4nd is in the club", "not-utf-8: expected UTF-8, found the byte 0xe4"),
        ("not", "unknown-sentence: no sentence of the rules or the data, and no plain form, reads so"),
    ],
)
def test_what_is_not_understood_is_told_with_what_was_meant(text: str, problem: str) -> None:
    assert refused(text).startswith(problem)


def test_what_was_meant_is_looked_for_so_many_times_and_no_more() -> None:
    reader = Reader(club().rules, club().record)
    texts = [f"Nordland{number} is in the club" for number in range(MOST_HINTS + 1)]
    *hinted, last = [reader.read(text) for text in texts]

    assert all(isinstance(problem, Problem) and "Norland" in problem.fix for problem in hinted)
    assert isinstance(last, Problem)
    assert (last.message, last.fix) == (f"no state is called `Nordland{MOST_HINTS}`", "")
    ambiguous, unknown = reader.read("the coast is in the club"), reader.read("Norland is a membr")
    assert isinstance(ambiguous, Problem)
    assert "Suderland" in ambiguous.fix
    assert isinstance(unknown, Problem)
    assert unknown.fix == ""


def test_what_a_claim_is_about_and_the_dates_it_gives() -> None:
    said = Reader(club().rules, club().record).read("Norland asked to join in 1998 but stayed out as of 2005")
    assert isinstance(said, Said)
    assert [thing.id for thing in said.things()] == ["norland"]
    assert [str(day) for day in said.dates()] == ["1998"]


def test_a_claim_is_shown_on_one_line() -> None:
    assert shown(" Norland\t is\udce4 in ") == "Norland is\N{REPLACEMENT CHARACTER} in"
    assert shown("x" * 2_000) == "x" * 100 + "…"


@given(st.text())
def test_any_text_is_understood_or_refused(text: str) -> None:
    found = Reader(club().rules, club().record).read(text)

    assert isinstance(found, Said | Problem)
    assert "\n" not in tidied(text)


@given(
    st.lists(
        st.sampled_from(["since 2002", "on 2003", "in 1998", "Norland", "is", "in the Club", "not", "until"])
    )
)
def test_any_order_of_words_is_understood_or_refused(words: list[str]) -> None:
    assert claim(" ".join(words)).outcome in {"true", "false", "cannot tell"}
