"""Assumptions: what a user supposes or denies beside the record, and for which days."""

from datetime import date

from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, Truth
from tests.unit.books import Tables, ask, book_of, stating

NO, MAYBE, YES = Truth

RULES = """
    duty LT 4
      {state} must pay its share
      if {state} is a party

    exception LT 5
      {state} must pay its share
      if {state} is at war

    rule LT 6
      {state} is old
      if {state} joined on {joining date}
      and it is on or after {joining date}
"""

TABLES: Tables = {
    "parties": ("state,since\nnorland,2010-01-01\n", stating("{state} is a party", since="since")),
    "wars": ("state,since\nnorland,2015-01-01\n", stating("{state} is at war", since="since")),
    "joined": ("state,joining_date\nsuderland,2013\n", stating("{state} joined on {joining date}")),
}


def test_what_is_assumed_holds_like_a_fact() -> None:
    book = book_of(RULES, TABLES)

    assert ask(book, "Ostmark must pay its share").timeline is NEVER
    assert ask(book, "Ostmark must pay its share", ["Ostmark is a party"]).timeline is ALWAYS


def test_what_is_denied_beats_what_the_record_states() -> None:
    book = book_of(RULES, TABLES)

    assert ask(book, "Norland must pay its share", deny=["Norland is a party"]).timeline is NEVER
    assert ask(book, "Norland must pay its share", deny=["Norland is at war"]).on(date(2016, 1, 1)) is YES


def test_an_assumption_holds_from_its_first_day_to_the_day_before_its_last() -> None:
    pays = ask(
        book_of(RULES, TABLES),
        "Ostmark must pay its share",
        ["Ostmark is a party from 2020-01-01 until 2021-01-01"],
    )

    assert [pays.on(date(2019, 12, 31)), pays.on(date(2020, 1, 1))] == [NO, YES]
    assert [pays.on(date(2020, 12, 31)), pays.on(date(2021, 1, 1))] == [YES, NO]


def test_a_denial_until_a_day_leaves_the_record_from_then_on() -> None:
    pays = ask(
        book_of(RULES, TABLES), "Norland must pay its share", deny=["Norland is a party until 2012-01-01"]
    )

    assert [pays.on(date(2011, 12, 31)), pays.on(date(2012, 1, 1)), pays.on(date(2015, 1, 1))] == [
        NO,
        YES,
        NO,
    ]


def test_an_imprecise_day_of_an_assumption_leaves_the_days_between_unknown() -> None:
    pays = ask(book_of(RULES, TABLES), "Ostmark must pay its share", ["Ostmark is a party from 2020"])

    assert [pays.on(date(2019, 12, 31)), pays.on(date(2020, 6, 1)), pays.on(date(2020, 12, 31))] == [
        NO,
        MAYBE,
        YES,
    ]


def test_an_assumed_conclusion_stands_against_exceptions() -> None:
    pays = ask(book_of(RULES, TABLES), "Norland must pay its share", ["Norland must pay its share"])

    assert pays.timeline is ALWAYS


def test_a_denied_conclusion_falls_whatever_the_rules_give() -> None:
    pays = ask(
        book_of(RULES, TABLES),
        "Norland must pay its share",
        deny=["Norland must pay its share from 2011-01-01"],
    )

    assert [pays.on(date(2010, 12, 31)), pays.on(date(2011, 1, 1))] == [YES, NO]


def test_of_a_sentence_assumed_and_denied_each_holds_on_its_own_days() -> None:
    pays = ask(
        book_of(RULES, TABLES),
        "Ostmark must pay its share",
        ["Ostmark is a party from 2000-01-01 until 2010-01-01"],
        ["Ostmark is a party from 2010-01-01"],
    )

    assert [pays.on(date(1999, 1, 1)), pays.on(date(2009, 12, 31)), pays.on(date(2010, 1, 1))] == [
        NO,
        YES,
        NO,
    ]


def test_an_assumption_gives_a_value_to_a_blank() -> None:
    book = book_of(RULES, TABLES)

    assert ask(book, "Ostmark is old", ["Ostmark joined on 2001-05-01"]).on(date(2001, 5, 1)) is YES
    assert (
        ask(book, "Ostmark joined on some joining date", ["Ostmark joined on 2001-05-01"]).timeline is ALWAYS
    )


def test_an_assumption_with_an_imprecise_date_is_compared_as_a_row_is() -> None:
    book = book_of(RULES, TABLES)

    assert ask(book, "Suderland joined on 2013-05-01").timeline is UNKNOWN
    assert ask(book, "Ostmark joined on 2013-05-01", ["Ostmark joined on 2013"]).timeline is UNKNOWN
    assert ask(book, "Ostmark joined on 2014-05-01", ["Ostmark joined on 2013"]).timeline is NEVER


def test_what_one_question_assumes_is_forgotten_by_the_next() -> None:
    book = book_of(RULES, TABLES)
    before = ask(book, "Ostmark must pay its share").timeline
    ask(book, "Ostmark must pay its share", ["Ostmark is a party"])
    ask(book, "Norland must pay its share", deny=["Norland is a party"])

    assert ask(book, "Ostmark must pay its share").timeline is before is NEVER
    assert ask(book, "Norland must pay its share").on(date(2012, 1, 1)) is YES
