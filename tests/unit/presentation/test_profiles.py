"""Profiles as text: sections, days and reasons, what is not on record, bars on a terminal."""

import json

import pytest

from obligcheck.answers.profile import Row
from obligcheck.presentation.markdown import draw_markdown
from obligcheck.presentation.profile_jsons import draw_profile_json
from obligcheck.presentation.profiles import cells, draw_profile, profile_rows, span
from obligcheck.presentation.tree import Look
from tests.unit.answers.views import profiled, views_book
from tests.unit.books import book_of, stating
from tests.unit.presentation.surveys import RULES, TABLES


def drawn(name: str, on: str, look: Look | None = None, **inputs: str) -> str:
    """Return a profile as text, for a pipe unless ``look`` says otherwise."""
    return draw_profile(profiled(name, on, **inputs), look or Look())


STATE = """\
Norland · on 2021-01-10

Membership
  member: 2001-01-31 until 2027-07-24
  ✔ Norland joined on 2001-01-01 · joinings.csv:2
  ✔ Norland is a member from 2001-01-31 · LT 1
  ✔ Norland is a member · 2001-01-31 until 2027-07-24 · LT 2
  ✔ the second State joined on 2019-12-15 · LT 3(3)
  ✔ Norland is a member and about to leave on 2027-07-24 · 2001-01-31 until 2027-07-24 · LT 6

Guests
  ✔ must turn back: 1 of 2
      Jane Doe
  ✔ Richard Roe came to Norland from 2011-02-02 to 2011-02-03 · stays.csv:3
  ✔ Richard Roe passed Norland on 2012-01-01 · passages.csv:2
  ✔ Jane Doe came to Norland from 2012-05-05 to 2012-05-07 · stays.csv:2
  the record may lack some of it

Refused
  ✘ Norland was refused by some ban · no record (the table is complete)

Worth
  ? Norland is worthy · not decided by the Court of the Lake, LT 7

Nothing on record
  Friends (the record may lack some of it)

Mind
  • supposes the record unchanged since it was last checked on 2020-06-01: data/joinings.csv

state · Norland · 2021-01-10
obligcheck None · rules invented · data None (None) · not legal advice
"""


def test_a_profile_for_a_pipe_has_one_line_for_each_fact() -> None:
    assert drawn("state", "2021-01-10", state="norland") == STATE


def test_what_is_below_a_line_stands_deeper() -> None:
    assert """
Bans
  ✔ Jane Doe is banned by the ban of 2010 on Jane Doe · bans.csv:2
    ✔ the ban of 2010 on Jane Doe was issued on 2010-03-01 · bans.csv:2
    ✔ the ban of 2010 on Jane Doe was lifted on 2015-01-01 · bans.csv:2
    reasons: smuggling (4(1))
""" in drawn("suspect", "2016-01-01", suspect="doe")


def test_headings_with_nothing_below_come_last_those_of_complete_tables_first() -> None:
    text = drawn("suspect", "1999-01-01", suspect="doe")

    assert text.startswith("Jane Doe · on 1999-01-01\n\nNothing on record\n  Bans, Offices\n\nsuspect · ")


def test_what_is_to_come_begins_with_its_day_and_says_why() -> None:
    assert drawn("upcoming", "2020-01-14").startswith("""\
upcoming · on 2020-01-14

What changes
  2027-07-24 ✘ Norland is a member · LT 3
      because Norland leaves on 2027-07-24
  2027-07-24 ✘ Norland is a member and about to leave on 2027-07-24 · LT 6
      because Norland leaves on 2027-07-24
  2031-05-05 ✘ Richard Roe is keeper of Ostmark · keepers.csv:4

Nothing on record
  Nothing more
""")


def test_who_cannot_be_told_is_named_apart() -> None:
    assumed = ["Ostmark is a member from 2030"]
    profile = views_book().profile("state", on="2030-06-01", state="ostmark", assume=assumed)

    assert "  ✘ must turn back: 0 of 2\n  ? unknown: 1\n      Jane Doe\n" in draw_profile(profile, Look())


def test_a_row_of_low_confidence_says_so() -> None:
    assert "✔ Suderland joined on 2019-12-15 · joinings.csv:3, low confidence\n" in drawn(
        "state", "2020-01-01", state="suderland"
    )


def test_sources_stand_below_each_line() -> None:
    text = drawn("state", "2020-01-10", Look(sources=True), state="norland")

    assert (
        """\
  ✔ Norland joined on 2001-01-01 · joinings.csv:2
    confidence high
    https://lake.example/norland
  ✔ Norland is a member from 2001-01-31 · LT 1
    rules/book.md:"""
        in text
    )


def test_sources_of_a_row_stand_below_it() -> None:
    assert """\
  joined on: 2001-01-01
    confidence high
    https://lake.example/norland
""" in drawn("compare", "2020-01-10", Look(sources=True), state="norland")


def test_what_was_assumed_stands_under_the_title() -> None:
    profile = views_book().profile("state", on="2020-01-01", state="ostmark", assume=["Ostmark is worthy"])

    assert draw_profile(profile, Look()).startswith("Ostmark · on 2020-01-01\nassumed: Ostmark is worthy\n\n")


def test_on_a_terminal_what_changes_is_a_bar_under_the_title() -> None:
    lines = drawn("state", "2020-01-10", Look(width=60), state="norland").split("\n")

    assert lines[:5] == [
        "Norland · on 2020-01-10",
        "  member  ✘░░░░░░░░░░░✔█████████████████████████✘░░░░░░░░░░░",
        "                      2001-01-31                2027-07-24",
        "",
        "Membership",
    ]
    assert not any(line.startswith("  member:") for line in lines)


def test_without_a_change_there_is_no_bar() -> None:
    lines = drawn("state", "2020-01-10", Look(width=60), state="ostmark").split("\n")

    assert lines[:3] == ["Ostmark · on 2020-01-10", "", "Membership"]


def test_no_line_on_a_terminal_is_wider_than_it_is() -> None:
    for width in (60, 80, 140):
        for name, inputs in (
            ("state", {"state": "norland"}),
            ("suspect", {"suspect": "doe"}),
            ("upcoming", {}),
        ):
            text = drawn(name, "2020-01-10", Look(width=width), **inputs)
            assert max(map(len, text.split("\n"))) <= width


def test_colours_are_those_of_a_tree() -> None:
    text = drawn("state", "2020-01-10", Look(width=80, colour=True), state="norland")

    assert "\x1b[1mNorland\x1b[0m" in text
    assert "\x1b[1;32m✔ \x1b[0mNorland joined" in text


def test_a_profile_as_a_report_has_headings_and_lists() -> None:
    text = draw_markdown(profile_rows(profiled("suspect", "2016-01-01", suspect="doe")))

    assert text.startswith("# Jane Doe\n\n**on 2016-01-01**\n\n## Bans\n\n- ✔ Jane Doe is banned by ")
    assert "\n  - reasons: smuggling (4(1))\n" in text


def rows(state: str) -> dict[str, Row]:
    """Return the rows of a comparison by their labels."""
    sections = profiled("compare", "2020-01-10", state=state).sections
    return {part.label: part for section in sections for part in section.parts if isinstance(part, Row)}


@pytest.mark.parametrize(
    ("state", "label", "expected"),
    [
        ("norland", "joined on", ["2001-01-01"]),
        ("ostmark", "joined on", ["-"]),
        ("norland", "member", ["2001-01-31 until 2027-07-24"]),
        ("ostmark", "member", ["no"]),
        ("ostmark", "worthy", ["?"]),
        ("norland", "left on", ["-"]),
        ("norland", "visits", ["2"]),
        ("suderland", "friends", ["1"]),
        ("norland", "friends", ["?"]),
    ],
)
def test_a_cell_says_what_there_is(state: str, label: str, expected: list[str]) -> None:
    assert cells(rows(state)[label]) == expected


def test_a_cell_of_what_is_always_so_says_yes() -> None:
    profile = views_book().profile("compare", on="2020-01-10", state="ostmark", assume=["Ostmark is worthy"])
    (row,) = [p for p in profile.sections[0].parts if isinstance(p, Row) and p.label == "worthy"]

    assert cells(row) == ["yes"]


def test_a_given_thing_that_is_not_sure_has_a_mark() -> None:
    profile = views_book().profile(
        "compare", on="2020-01-10", state="ostmark", assume=["Ostmark joined on 2020-01-10 from 2020"]
    )
    (row,) = [p for p in profile.sections[0].parts if isinstance(p, Row) and p.label == "joined on"]

    assert cells(row) == ["? 2020-01-10"]


def test_a_number_that_may_be_larger_is_a_span() -> None:
    assert (span(3, 0), span(3, 2), span(0, 1)) == ("3", "3 to 5", "0 to 1")


SAILING = """
```profile
profile guests {suspect}
  section Waters
  verdicts must turn back: sail over {state}
```
"""


def test_verdicts_that_another_reading_changes_are_named() -> None:
    book = book_of(RULES + SAILING, TABLES)
    text = draw_profile(book.profile("guests", suspect="doe", on="2018-01-01"), Look())

    assert (
        "    contested: under the reading `wide` of `storms` the answer is no for the Isle, Zetland\n" in text
    )
    assert "presumed" not in text


def test_verdicts_that_rest_on_a_presumption_are_counted() -> None:
    known = "presumption LT 3\n  {suspect} is known\n  if {suspect} is banned\n\n"
    rules = RULES.replace("  if {state} is at the stormy end", "  if {suspect} is banned")
    rules = rules.replace("circumstance LT 4", f"{known}circumstance LT 4")
    rules = rules.replace("  and {state} is a member", "  and {state} is a member\n  and {suspect} is known")
    profile = book_of(rules + SAILING, TABLES).profile("guests", suspect="doe", on="2018-01-01")

    text = draw_profile(profile, Look())

    assert "the answer is no for the Isle, Norland, Ostmark, Zetland\n" in text
    assert "    presumed: a part of 3 answers; --format json says which\n" in text
    (verdicts,) = json.loads(draw_profile_json(profile))["sections"][0]["verdicts"]
    zetland = next(one for one in verdicts["answers"] if one["name"] == "Zetland")
    assert zetland["presumed"] == ["Jane Doe is known"]
    assert zetland["contested"] == [{"question": "storms", "reading": "wide", "verdict": "no"}]


def test_more_than_a_few_are_only_counted() -> None:
    states = TABLES["members"][0] + "two,2000-01-01,\n"
    tables = {**TABLES, "members": (states, TABLES["members"][1])}
    rules = RULES.replace("  if {state} is at the stormy end", "  if {suspect} is banned")

    book = book_of(rules + SAILING, tables)
    text = draw_profile(book.profile("guests", suspect="doe", on="2018-01-01"), Look())

    assert "the answer is no for 5 states\n" in text


def test_a_day_to_come_that_is_known_by_its_year_only_stands_as_its_year() -> None:
    feasts = (
        "name,feast_date\nlake,2029\nriver,2030-03\nboat,2031-05-06\n",
        stating("a feast was set for {feast date}"),
    )
    book = book_of(
        "```profile\nprofile upcoming\n  section Feasts\n  coming a feast was set for {feast date}\n```",
        {"feasts": feasts},
    )
    text = draw_profile(book.profile("upcoming", on="2020-01-01"), Look())

    assert "\n  2029 ✔ a feast was set for 2029 · " in text
    assert "\n  2030-03 ✔ a feast was set for 2030-03 · " in text
    assert "\n  2031-05-06 ✔ a feast was set for 2031-05-06 · " in text
