"""Things side by side: a table for a terminal, for a pipe, for a spreadsheet and for a report."""

import csv
import io

from obligcheck.answers.profile import Profiled
from obligcheck.presentation.compare import (
    compared,
    draw_comparison,
    draw_csv,
    draw_markdown_table,
)
from obligcheck.presentation.tree import Look
from tests.unit.answers.views import profiled, views_book


def profiles(on: str = "2020-01-10", *states: str) -> list[Profiled]:
    """Return the profiles of ``states``, of all where none is named."""
    return [profiled("compare", on, state=state) for state in states or ("norland", "suderland", "ostmark")]


PIPED = """\
3 states · on 2020-01-10

                      Norland                      Suderland   Ostmark
joined on             2001-01-01                   2019-12-15  -
member                2001-01-31 until 2027-07-24  no          no
worthy                ?                            ?           ?
visits                2                            ?           ?
friends               ?                            1           ?
persons to turn back  1                            0           0

on record of none of them: left on
- nothing on record · ? not on record, which may lack it

compare · Norland · Suderland · Ostmark · 2020-01-10
obligcheck None · rules invented · data None (None) · not legal advice
"""


def test_in_a_pipe_the_table_is_whole_whatever_its_width() -> None:
    assert draw_comparison(profiles(), Look()) == PIPED


WIDE = """\
3 states · on 2020-01-10

                        Norland                      Suderland   Ostmark
Membership
  joined on             2001-01-01                   2019-12-15  -
  member                2001-01-31 until 2027-07-24  no          no
  worthy                ?                            ?           ?
Guests
  visits                2                            ?           ?
  friends               ?                            1           ?
  persons to turn back  1                            0           0

"""


def test_on_a_terminal_labels_stand_under_their_headings() -> None:
    assert draw_comparison(profiles(), Look(width=80)).startswith(WIDE)


def test_a_column_that_is_too_wide_breaks_its_cells() -> None:
    assert """
                        Norland           Suderland   Ostmark
Membership
  joined on             2001-01-01        2019-12-15  -
  member                2001-01-31 until  no          no
                        2027-07-24
""" in draw_comparison(profiles(), Look(width=66))


def test_columns_that_do_not_fit_stand_in_blocks_of_like_size() -> None:
    states = ("norland", "suderland", "ostmark", "norland")
    text = draw_comparison(profiles("2020-01-10", *states), Look(width=56))
    heads = [line.split() for line in text.split("\n") if line.startswith(" " * 20) and "land" in line]

    assert heads == [["Norland", "Suderland"], ["Ostmark", "Norland"]]
    assert max(map(len, text.split("\n"))) <= 56


def test_one_column_stands_however_narrow_the_terminal_is() -> None:
    text = draw_comparison(profiles(), Look(width=30))

    assert [
        line.strip() for line in text.split("\n") if line.strip() in {"Norland", "Suderland", "Ostmark"}
    ] == [
        "Norland",
        "Suderland",
        "Ostmark",
    ]


def test_a_long_label_breaks_before_a_column_does() -> None:
    acts = [profiled("acts", "2020-01-10", state=state) for state in ("norland", "suderland")]

    assert """
                                  Norland     Suderland
Acts
  deposited its instrument of     2001-01-01  2019-12-15
    accession to the treaty on
""" in draw_comparison(acts, Look(width=56))


def test_colours_tell_what_is_not_known() -> None:
    text = draw_comparison(profiles(), Look(width=80, colour=True))

    assert "\x1b[1mMembership\x1b[0m" in text
    assert "\x1b[33m?\x1b[0m" in text
    assert "\x1b[2m-\x1b[0m" in text


def test_labels_of_which_none_has_anything_are_named_once() -> None:
    comparison = compared(profiles())

    assert comparison.absent() == ["left on"]
    assert [label.name for label in comparison.shown().labels][:2] == ["joined on", "member"]
    assert "\non record of none of them: left on\n" in draw_comparison(profiles(), Look())
    assert "on record of none" not in draw_comparison(profiles("2028-01-01"), Look())


def test_signs_that_do_not_occur_are_not_explained() -> None:
    text = draw_comparison(profiles("2028-01-01", "norland"), Look())

    assert "nothing on record" not in text
    assert "\n? not on record, which may lack it\n" in text


def test_what_was_assumed_and_what_is_old_is_told_once() -> None:
    assumed = [
        views_book().profile("compare", on="2021-01-10", state=state, assume=["Ostmark is worthy"])
        for state in ("norland", "suderland", "ostmark")
    ]
    text = draw_comparison(assumed, Look())

    assert text.startswith("3 states · on 2021-01-10\nassumed: Ostmark is worthy\n\n")
    assert text.count("supposes the record unchanged") == 1


def test_sources_follow_the_table() -> None:
    assert """
Sources
  ✔ Norland joined on 2001-01-01 · joinings.csv:2
    confidence high
    https://lake.example/norland
""" in draw_comparison(profiles(), Look(sources=True))


def test_csv_has_a_row_for_each_thing_and_all_labels_in_order() -> None:
    head, *rows = csv.reader(io.StringIO(draw_csv(profiles())))

    assert head == [
        "state", "name", "joined on", "member", "worthy", "left on", "visits", "friends",
        "persons to turn back",
    ]  # fmt: skip
    assert rows[0] == [
        "norland", "Norland", "2001-01-01", "2001-01-31 until 2027-07-24", "?", "", "2", "?", "1",
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["norland", "suderland", "ostmark"]


def test_a_report_has_a_table_of_markdown() -> None:
    text = draw_markdown_table(profiles())

    assert text.startswith("""\
# 3 states on 2020-01-10

|  | Norland | Suderland | Ostmark |
| --- | --- | --- | --- |
| joined on | 2001-01-01 | 2019-12-15 | - |
""")
    assert "\n- on record of none of them: left on\n" in text
