"""Claims checked: the outcome, what the record says, and why nobody can tell."""

from datetime import date

import pytest

from obligcheck.answers.findings import Contrary
from obligcheck.problems import ProblemsError
from obligcheck.temporal import parse_edtf
from tests.unit.answers.club import CLUB, TABLES, claim, club
from tests.unit.books import book_of, stating

IN_AND_OUT = "Suderland is a member from 2004-12-01 until 2017-10-27"


@pytest.mark.parametrize(
    ("text", "outcome", "record"),
    [
        ("Norland is in the club", "true", ["Norland is a member since 2002-07-01"]),
        ("Norland is in the club since 2002", "true", ["Norland is a member since 2002-07-01"]),
        ("Norland is in the club since July 2002", "true", ["Norland is a member since 2002-07-01"]),
        (
            "Norland is in the club since 30 November 1998",
            "false",
            ["Norland is a member since 2002-07-01", "1998-11-30 is the day on which Norland asked to join"],
        ),
        (
            "Ostmark is in the club",
            "false",
            ["there is no day on which Ostmark is a member", "Ostmark asked on 2000-12-29 to join"],
        ),
        (
            "Ostmark is not in the club",
            "true",
            ["there is no day on which Ostmark is a member", "Ostmark asked on 2000-12-29 to join"],
        ),
        ("Ostmark was never in the club", "true", ["there is no day on which Ostmark is a member"]),
        (
            "Suderland was never in the club",
            "false",
            ["Suderland is a member from 2004-12-01 until 2017-10-27"],
        ),
        (
            "Suderland was in the club from December 2004 until 2017",
            "true",
            ["Suderland is a member from 2004-12-01 until 2017-10-27"],
        ),
        (
            "Suderland was in the club until 2016",
            "false",
            [IN_AND_OUT],
        ),
        (
            "Suderland is not in the club since 27 October 2017",
            "true",
            [IN_AND_OUT, "Suderland asked on 1999-01-01 to join"],
        ),
        ("Norland asked to join in 1998", "true", ["Norland asked on 1998-11-30 to join"]),
        ("Norland asked to join in 1999", "false", ["Norland asked on 1998-11-30 to join"]),
        ("Norland never asked to join", "false", ["Norland asked on 1998-11-30 to join"]),
        ("Norland never asked to join as of 1997", "true", ["Norland asked on 1998-11-30 to join"]),
        (
            "Ostmark asked to join in 2000 but stayed out",
            "true",
            ["Ostmark asked on 2000-12-29 to join", "there is no day on which Ostmark is a member"],
        ),
        (
            "Norland asked to join in 1998 but stayed out",
            "false",
            ["Norland asked on 1998-11-30 to join", "Norland is a member since 2002-07-01"],
        ),
        ("Ostmark has come in", "true", ["Ostmark was let in on 2006-06-03"]),
        ("Norland has not come in", "false", ["Norland joined on 2002-07-01"]),
        (
            "Norland left the club in 2002",
            "false",
            ["there is no day on which Norland left", "2002-07-01 is the day on which Norland joined"],
        ),
        (
            "Suderland has to admit Jane Doe in 2010",
            "true",
            ["Suderland must admit Jane Doe from 2004-12-01 until 2017-10-27"],
        ),
        (
            "Norland left the club on 1 January 2003",
            "false",
            [
                "there is no day on which Norland left",
                "the harbour of Norland was shut from 2003-01-01 to 2003-02-01",
            ],
        ),
        ("Norland built a raft", "true", ["Norland owns a raft since 2001-01-01"]),
        ("Norland built a sea bird in 2012", "true", ["Norland owns a Sea Bird since 2010"]),
        (
            "Suderland built a raft in 2014",
            "false",
            ["there is no day before 2015-07-01 on which Suderland owns a raft"],
        ),
    ],
)
def test_a_claim_is_true_or_false_and_the_record_says_what_is_so(
    text: str, outcome: str, record: list[str]
) -> None:
    found = claim(text)

    assert (found.outcome, list(found.record)) == (outcome, record)
    assert found.reasons == ()


@pytest.mark.parametrize(
    ("text", "reasons", "record"),
    [
        (
            "Norland is in the club in 2002",
            ["it is so on some days of 2002, and not on others"],
            ["Norland is a member since 2002-07-01"],
        ),
        (
            "Norland built a sea bird in 2010",
            ["the record does not say exactly when: Norland owns a Sea Bird", "still false on 2009-12-31"],
            ["Norland owns a Sea Bird since 2010"],
        ),
        (
            "Norland built a sea bird since 5 May 2010",
            ["the record does not say exactly when"],
            ["Norland owns a Sea Bird since 2010"],
        ),
        (
            "Suderland built a raft",
            [
                "nothing shows whether Suderland owns a raft, and the record of it is not complete",
                "still false on 2015-06-30",
            ],
            [],
        ),
        ("Jane Doe is tiresome", ["not decided by the Court of the Lake: Jane Doe is a nuisance"], []),
        ("Jane Doe is in Norland", ["not on record: Jane Doe is in Norland"], []),
        (
            "Jane Doe came to Norland on 5 March 2024",
            [
                "the record has the date only as 2024-03",
                (
                    "nothing shows whether Jane Doe came to Norland on some arrival date, "
                    "and the record of it is not complete"
                ),
            ],
            ["Jane Doe came to Norland on 2024-02-03", "Jane Doe came to Norland on 2024-03"],
        ),
        (
            "Nordland is in the club",
            ["no state is called `Nordland`", "did you mean Norland (`norland`)?"],
            [],
        ),
    ],
)
def test_why_nobody_can_tell(text: str, reasons: list[str], record: list[str]) -> None:
    found = claim(text)

    assert found.outcome == "cannot tell"
    assert list(found.reasons) == reasons
    assert list(found.record) == record


def test_a_rumour_makes_it_doubtful_that_something_did_not_happen() -> None:
    assert claim("Ostmark has left", on="2026-02-28").outcome == "false"
    assert claim("Ostmark has not left", on="2026-02-28").outcome == "true"
    for text in ("Ostmark has left", "Ostmark has not left"):
        doubtful = claim(text, on="2026-04-01")
        assert doubtful.outcome == "cannot tell"
        assert doubtful.reasons == ("Ostmark is said to have left",)
    assert claim("Suderland has left", on="2026-04-01").outcome == "true"


def test_a_claim_speaks_of_its_own_day_before_that_of_all() -> None:
    assert claim("Suderland is in the club", on="2010-01-01").outcome == "true"
    assert claim("Suderland is in the club as of 2018", on="2010-01-01").outcome == "false"
    assert claim("Suderland is in the club in 2018", on="2010-01-01").day == parse_edtf("2018")
    assert claim("Suderland is in the club", on="2010-01-01").day == parse_edtf("2010-01-01")


def test_other_readings_are_told_where_they_make_another_outcome() -> None:
    found = claim("Suderland has to admit Jane Doe in 2010")
    assert found.contested == (Contrary("guests", "liberal", "false"),)
    other = claim("Suderland has to admit Jane Doe in 2010", readings=["guests=liberal"])
    assert (other.outcome, other.contested) == ("false", (Contrary("guests", "strict", "true"),))
    assert claim("Norland is in the club").contested == ()


def test_what_is_supposed_counts() -> None:
    assert claim("Ostmark is in the club", assume=["Ostmark joined on 2020-01-01"]).outcome == "true"
    assert claim("Norland is in the club", deny=["Norland joined on 2002-07-01"]).outcome == "false"
    with pytest.raises(ProblemsError):
        claim("Norland is in the club", assume=["Norland sings"])


def test_provisions_and_rows_stand_behind_an_outcome() -> None:
    found = claim("Norland is in the club since 1998")
    assert found.cites == ("LT 2",)
    assert [source.at for source in found.sources] == ["data/members.csv:2"]
    assert [source.at for source in claim("Ostmark is in the club").sources] == ["data/members.csv:4"]
    assert claim("there was a feast on 2001-01-01").sources[0].at == "data/feasts.csv:2"
    assert claim("Nordland is in the club").sources == ()
    assert claim("Nordland is in the club").cites == ()


def test_caveats_are_told_with_a_claim_whatever_becomes_of_it() -> None:
    assert claim("Norland is in the club").mind == ("Norland speaks of leaving",)
    assert claim("Norland is not in the club").mind == ("Norland speaks of leaving",)
    assert claim("Norland is in the club as of 2010").mind == ()
    unsure = "medium confidence: Suderland left on 2017-10-27, data/members.csv:3"
    assert claim("Suderland is in the club").caveats == (unsure,)


def test_that_the_whole_record_has_an_end_is_a_caveat_that_need_not_be_minded_each_time() -> None:
    late = claim("Ostmark is in the club", on="2026-02-01")
    assert late.caveats == (
        "the answer supposes the record unchanged since it was last checked on 2026-01-01: data/members.csv",
    )
    assert late.mind == ()
    older = claim("Norland built a raft", on="2026-01-01")
    assert older.mind == (
        "the answer supposes the record unchanged since it was last checked on 2015-06-30: data/boats.csv",
    )


def test_a_record_that_does_not_say_until_when_it_was_checked_has_no_end() -> None:
    book = book_of("", {"parties": ("state\nnorland\n", stating("{state} is a party"))})
    found = book.claim("Norland is a party", on="2026-01-01")
    assert (found.outcome, found.mind) == ("true", ())


NOTICES = """
```rule
rule LT 5
  {state} is to leave on {exit date} by its notice of {notice date}
  if {state} gave notice on {notice date}
  and {exit date} is {notice date} plus 1 year
  unless {state} took back on {return date} its notice of {notice date}
  and it is on or after {return date}

rule LT 5
  {state} is on its way out
  if {state} is to leave on {exit date} by its notice of {notice date}
```

```scenario
scenario leave {state} {date}
  verdict {state} is on its way out
  yes LEAVING
  no STAYING
  unknown CANNOT TELL
  say yes {state} is leaving on {date}.
  say no {state} is staying on {date}.
  say unknown It is not known on {date} whether {state} stays.
```

```phrase
{state} quit on {exit date}
  means {state} left on {exit date}
```
"""


def test_what_was_so_for_a_time_only_is_told_of_a_false_day_as_long_as_it_was_so() -> None:
    rows = "state,notice_date,return_date,exit_date\nnorland,2020-03-01,2020-09-01,\n"
    given, left = "{state} gave notice on {notice date}", "{state} left on {exit date}"
    taken_back = "{state} took back on {return date} its notice of {notice date}"
    book = book_of(NOTICES, {"notices": (rows, stating(given, taken_back, left))})

    never = "there is no day on which Norland left"
    to_come = "2021-03-01 is the day on which Norland is to leave by its notice of 2020-03-01"
    assert book.claim("Norland quit on 2021-03-01", on="2020-08-31").record == (never, to_come)
    assert book.claim("Norland quit on 2021-03-01", on="2020-09-01").record == (never,)


def test_of_two_days_in_a_sentence_the_earlier_is_not_told_as_that_of_the_act() -> None:
    rows = "state,notice_date,return_date,exit_date\nnorland,2020-03-01,2020-09-01,\n"
    given, left = "{state} gave notice on {notice date}", "{state} left on {exit date}"
    taken_back = "{state} took back on {return date} the notice given on {notice date}"
    phrase = NOTICES[NOTICES.index("```phrase") :]
    book = book_of(phrase, {"notices": (rows, stating(given, taken_back, left))})

    never, whole = "there is no day on which Norland left", "Norland took back on 2020-09-01 the notice given"
    assert book.claim("Norland quit on 2020-03-01", on="2021-01-01").record == (
        never,
        "2020-03-01 is the day on which Norland gave notice",
        f"{whole} on 2020-03-01",
    )
    assert book.claim("Norland quit on 2020-09-01", on="2021-01-01").record == (
        never,
        "2020-09-01 is the day on which Norland took back the notice given on 2020-03-01",
    )


def test_of_many_rows_some_are_told() -> None:
    assert claim("there was a feast on some date").record == (
        *(f"there was a feast on {year}-01-01" for year in range(2001, 2005)),
        "and 2 more",
    )


def test_lines_are_checked_as_they_come_and_keep_their_numbers() -> None:
    lines = iter(["# claims", "", "Norland is in the club", "  ", "no claim", "Ostmark is in the club\n"])
    checked = club().claims(lines, on=date(2026, 1, 1))

    assert next(checked).line == 3
    assert next(lines) == "  "
    assert [(each.line, each.outcome) for each in checked] == [(4, "cannot tell"), (5, "false")]


def test_a_plain_form_of_one_sentence_can_be_asked() -> None:
    asked = club().ask("Norland is in the Lake Club")
    assert asked.sentence == "Norland is a member"
    assert str(asked.on("2002-07-01")) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Norland is not in the club",
        "Norland is in the club as of 2010",
        "Ostmark has come in",
        "Norland asked to join in 1998",
        "Norland has left",
        "Nordland is in the club",
    ],
)
def test_a_plain_form_of_more_than_one_sentence_cannot(text: str) -> None:
    with pytest.raises(ProblemsError):
        club().ask(text)


def test_what_was_asked_before_changes_no_claim() -> None:
    texts = [
        "Norland is in the club since 2002",
        "Suderland has to admit Jane Doe in 2010",
        "Ostmark has left",
    ]
    fresh = [book_of(CLUB, TABLES).claim(text, on="2026-04-01") for text in texts]
    again = list(club().claims(reversed(texts), on="2026-04-01"))[::-1]

    assert [(c.outcome, c.record, c.reasons) for c in fresh] == [
        (c.outcome, c.record, c.reasons) for c in again
    ]
