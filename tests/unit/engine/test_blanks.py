"""Blanks: the same blank is the same thing throughout, constants are what they are, several are joined."""

from datetime import date

import pytest

from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, Truth
from tests.unit.books import Tables, ask, book_of, stating

NO, MAYBE, YES = Truth

STAYS: Tables = {
    "stays": (
        """
        suspect,state,from_date,to_date
        doe,norland,2020-01-01,2020-01-05
        roe,norland,2020-01-01,2020-01-01
        doe,ostmark,2020,2020
        """,
        stating("{suspect} stayed in {state} from {from date} to {to date}"),
    )
}


def test_a_blank_that_only_conditions_mention_reads_for_some() -> None:
    book = book_of(
        "rule LT 1\n  {state} has had guests\n  if {suspect} stayed in {state} from {from date} to {to date}",
        STAYS,
    )

    assert ask(book, "Norland has had guests").timeline is ALWAYS
    assert ask(book, "Suderland has had guests").timeline is NEVER


def test_the_same_blank_twice_in_one_sentence_is_one_thing() -> None:
    attacks: Tables = {
        "attacks": (
            "state,other_state\nnorland,suderland\nostmark,ostmark\n",
            stating("{state} attacked {other state}"),
        )
    }
    book = book_of("rule LT 1\n  {state} is torn\n  if {state} attacked {state}", attacks)

    assert ask(book, "Norland is torn").timeline is NEVER
    assert ask(book, "Ostmark is torn").timeline is ALWAYS


def test_the_same_date_twice_in_one_sentence_is_one_day() -> None:
    book = book_of(
        """
        rule LT 1
          {suspect} came to {state} for a day
          if {suspect} stayed in {state} from {day date} to {day date}
        """,
        STAYS,
    )

    assert ask(book, "Richard Roe came to Norland for a day").timeline is ALWAYS
    assert ask(book, "Jane Doe came to Norland for a day").timeline is NEVER
    assert ask(book, "Jane Doe came to Ostmark for a day").timeline is UNKNOWN


def test_the_same_date_in_two_sentences_is_one_day() -> None:
    book = book_of(
        """
        rule LT 1
          {suspect} left {state} on arrival
          if {suspect} stayed in {state} from {day date} to {last date}
          and {suspect} was driven out of {state} on {day date}
        """,
        {
            **STAYS,
            "driven": (
                "suspect,state,day_date\nroe,norland,2020-01-01\ndoe,norland,2020-01-05\n",
                stating("{suspect} was driven out of {state} on {day date}"),
            ),
        },
    )

    assert ask(book, "Richard Roe left Norland on arrival").timeline is ALWAYS
    assert ask(book, "Jane Doe left Norland on arrival").timeline is NEVER


def test_a_conclusion_may_name_its_blank_twice() -> None:
    book = book_of(
        """
        rule LT 1
          {state} is at peace with {state}
          if {state} is calm

        rule LT 2
          {state} is safe
          if {state} is at peace with {other state}
        """,
        {"calm": ("state\nnorland\n", stating("{state} is calm"))},
    )

    assert ask(book, "Norland is at peace with Norland").timeline is ALWAYS
    assert ask(book, "Norland is at peace with Suderland").timeline is NEVER
    assert ask(book, "Norland is safe").timeline is ALWAYS


def test_a_conclusion_with_a_constant_is_about_that_thing_alone() -> None:
    book = book_of(
        """
        rule LT 1
          "norland" owes {state} a fee
          if {state} has a shore

        rule LT 2
          {state} is paid for
          if {other state} owes {state} a fee

        rule LT 3
          {other state} owes {state} a fee
          if {other state} is rich
          and {state} is poor
        """,
        {
            "shores": ("state\nostmark\n", stating("{state} has a shore")),
            "rich": ("state\nsuderland\n", stating("{state} is rich")),
            "poor": ("state\nnorland\n", stating("{state} is poor")),
        },
    )

    assert ask(book, "Norland owes Ostmark a fee").timeline is ALWAYS
    assert ask(book, "Suderland owes Ostmark a fee").timeline is NEVER
    assert ask(book, "Suderland owes Norland a fee").timeline is ALWAYS
    assert ask(book, "Ostmark is paid for").timeline is ALWAYS


def test_a_constant_in_a_condition_is_that_thing() -> None:
    book = book_of(
        """
        rule LT 1
          {suspect} knows the capital
          if {suspect} stayed in "norland" from {from date} to {to date}

        rule LT 2
          {suspect} saw the new year
          if {suspect} stayed in {state} from 2020-01-01 to {to date}
        """,
        STAYS,
    )

    assert ask(book, "Jane Doe knows the capital").timeline is ALWAYS
    assert ask(book, "Jane Doe saw the new year").timeline is ALWAYS
    assert ask(book, "Richard Roe knows the capital").timeline is ALWAYS


def test_every_pair_that_conditions_bind_is_a_way() -> None:
    book = book_of(
        """
        rule LT 1
          {suspect} has a quarrel with {other suspect}
          if {suspect} stayed in {state} from {from date} to {to date}
          and {other suspect} stayed in {state} from {from date} to {other date}
          and {suspect} is not {other suspect}
        """,
        STAYS,
    )
    asked = ask(book, "Jane Doe has a quarrel with some other suspect")

    assert asked.timeline is ALWAYS
    assert ask(book, "Jane Doe has a quarrel with Richard Roe").timeline is ALWAYS
    assert ask(book, "Jane Doe has a quarrel with Jane Doe").timeline is NEVER


def test_two_rows_about_one_thing_are_two_ways() -> None:
    tables: Tables = {
        "notices": (
            "state,notice_date\nnorland,2010-01-01\nnorland,2020-01-01\n",
            stating("{state} gave notice on {notice date}"),
        ),
        "recalls": (
            "state,notice_date\nnorland,2010-01-01\n",
            stating("{state} recalled the notice of {notice date}"),
        ),
    }
    book = book_of(
        """
        rule LT 1
          {state} has left
          if {state} gave notice on {notice date}
          and it is on or after {notice date}
          unless {state} recalled the notice of {notice date}
        """,
        tables,
    )

    left = ask(book, "Norland has left")
    assert [left.on(date(2015, 1, 1)), left.on(date(2020, 1, 1))] == [NO, YES]


def test_a_plain_text_blank_takes_the_words_of_the_row() -> None:
    book = book_of(
        """
        rule LT 1
          {suspect} is in office
          if {suspect} serves {state} as {office}
        """,
        {
            "offices": (
                "suspect,office,state\ndoe,keeper of the lake,norland\n",
                stating("{suspect} serves {state} as {office}"),
            )
        },
    )

    assert ask(book, "Jane Doe serves Norland as keeper of the lake").timeline is ALWAYS
    assert ask(book, "Jane Doe serves Norland as keeper of the ferry").timeline is NEVER
    assert ask(book, "Jane Doe is in office").timeline is ALWAYS


SAME_DAY = """
    rule LT 1
      {state} joined along with {other state}
      if {other state} joined on {day date}
      and {state} joined on {day date}
"""
JOINED = "{state} joined on {joining date}"


def test_two_days_of_one_year_need_not_be_the_same_assumed_or_not() -> None:
    rows = "state,joining_date\nnorland,2012\n"
    book = book_of(SAME_DAY, {"joined": (rows, stating(JOINED))})
    supposed = ["Suderland joined on 2012"]

    assert ask(book, "Suderland joined along with Norland", supposed).timeline is UNKNOWN
    assert ask(book, "Norland joined along with Suderland", supposed).timeline is UNKNOWN


def test_a_day_in_a_conclusion_may_be_the_one_asked_about() -> None:
    book = book_of(
        """
        rule LT 1
          {state} is bound from {first date}
          if {state} left on {first date}

        rule LT 2
          {state} is bound from 2012-06-01
          if {state} is rich

        rule LT 3
          {state} is bound at once
          if {state} joined on {joining date}
          and {state} is bound from {joining date}
        """,
        {
            "joined": ("state,joining_date\nnorland,2012\nsuderland,2013\n", stating(JOINED)),
            "left": ("state,first_date\n", stating("{state} left on {first date}")),
            "rich": ("state\nnorland\nsuderland\n", stating("{state} is rich")),
        },
    )

    assert ask(book, "Norland is bound at once").timeline is UNKNOWN
    assert ask(book, "Suderland is bound at once").timeline is NEVER


def test_a_blank_that_a_conclusion_names_twice_may_be_one_day() -> None:
    book = book_of(
        """
        rule LT 1
          {state} sat from {day date} to {day date}
          if {state} met on {day date}

        rule LT 2
          {state} sat as planned
          if {state} planned from {one date} to {other date}
          and {state} sat from {one date} to {other date}
        """,
        {
            "met": (
                "state,day_date\nnorland,2012-06-01\nsuderland,2012-06-01\n",
                stating("{state} met on {day date}"),
            ),
            "planned": (
                "state,one_date,other_date\nnorland,2012,2012-06-01\nsuderland,2013,2012-06-01\n",
                stating("{state} planned from {one date} to {other date}"),
            ),
        },
    )

    assert ask(book, "Norland sat as planned").timeline is UNKNOWN
    assert ask(book, "Suderland sat as planned").timeline is NEVER


BY_THE_STORM = """
    rule LT 1
      somebody was charged that day
      if a storm came on {day date}
      and {suspect} was charged on {day date}
"""
CHARGED_AND_SOMEBODY = "Jane Doe was charged on 2012-06-01", "somebody was charged that day"


@pytest.mark.parametrize("order", [CHARGED_AND_SOMEBODY, CHARGED_AND_SOMEBODY[::-1]])
def test_that_a_row_may_be_of_another_day_is_said_where_that_day_is_asked_alone(
    order: tuple[str, str],
) -> None:
    charged = "{suspect} was charged on {day date}"
    book = book_of(
        BY_THE_STORM,
        {
            "storms": ("day_date\n2012\n", stating("a storm came on {day date}")),
            "charges": ("suspect,day_date\ndoe,2012-06-01\n", stating(charged)),
        },
    )

    assert {text: ask(book, text).timeline for text in order} == {
        "Jane Doe was charged on 2012-06-01": ALWAYS,
        "somebody was charged that day": UNKNOWN,
    }
