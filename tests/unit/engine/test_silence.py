"""What is not written: no where the record is complete, unknown where it is not, and never no by accident."""

from datetime import date

import pytest

from obligcheck.answers import Book
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, Timeline, Truth
from tests.unit.books import Tables, ask, book_of, stating

NO, MAYBE, YES = Truth


def _visits(rows: str = "", *, complete: bool | str = False) -> Tables:
    return {
        "visits": (f"suspect,state\n{rows}", stating("{suspect} visited {state}", complete=complete)),
        "harmless": ("suspect\ndoe\n", stating("{suspect} is harmless")),
    }


@pytest.mark.parametrize(("complete", "expected"), [(True, NEVER), (False, UNKNOWN)])
def test_silence_is_no_in_a_complete_table_and_unknown_in_another(complete: bool, expected: Timeline) -> None:  # noqa: FBT001 (a parameter of the test)
    book = book_of("", _visits("doe,norland\n", complete=complete))

    assert ask(book, "Richard Roe visited Norland").timeline is expected
    assert ask(book, "Jane Doe visited Norland").timeline is ALWAYS


def test_one_incomplete_table_leaves_the_silence_of_all_unknown() -> None:
    sentence = "{suspect} visited {state}"
    book = book_of(
        "",
        {
            "seen": ("suspect,state\ndoe,norland\n", stating(sentence)),
            "heard": ("suspect,state\nroe,ostmark\n", stating(sentence, complete=False)),
        },
    )

    assert ask(book, "Jane Doe visited Norland").timeline is ALWAYS
    assert ask(book, "Richard Roe visited Ostmark").timeline is ALWAYS
    assert ask(book, "Jane Doe visited Ostmark").timeline is UNKNOWN


def test_a_table_complete_up_to_a_day_is_silent_about_later_days() -> None:
    visited = ask(book_of("", _visits(complete="2019-12-31")), "Jane Doe visited Norland")

    assert [visited.on(date(2019, 12, 31)), visited.on(date(2020, 1, 1))] == [NO, MAYBE]


def test_a_sentence_that_only_rules_conclude_is_no_where_none_does() -> None:
    book = book_of("rule LT 1\n  {state} is troubled\n  if {suspect} visited {state}", _visits(complete=True))

    assert ask(book, "Norland is troubled").timeline is NEVER


def test_some_over_an_incomplete_table_is_unknown_and_never_no() -> None:
    troubled = "rule LT 1\n  {state} is troubled\n  if {suspect} visited {state}"

    assert ask(book_of(troubled, _visits()), "Norland is troubled").timeline is UNKNOWN
    assert ask(book_of(troubled, _visits("doe,norland\n")), "Norland is troubled").timeline is ALWAYS
    assert ask(book_of(troubled, _visits("doe,norland\n")), "Ostmark is troubled").timeline is UNKNOWN


def test_a_listed_case_that_fails_says_nothing_of_unlisted_ones() -> None:
    rules = """
        rule LT 1
          {state} is troubled
          if {suspect} visited {state}
          and {suspect} is armed
    """
    armed: Tables = {"armed": ("suspect\nroe\n", stating("{suspect} is armed"))}
    nobody: Tables = {"armed": ("suspect\n", stating("{suspect} is armed"))}

    assert (
        ask(book_of(rules, {**_visits("doe,norland\n"), **armed}), "Norland is troubled").timeline is UNKNOWN
    )
    assert (
        ask(
            book_of(rules, {**_visits("doe,norland\n", complete=True), **armed}), "Norland is troubled"
        ).timeline
        is NEVER
    )
    assert (
        ask(book_of(rules, {**_visits("doe,norland\n"), **nobody}), "Norland is troubled").timeline is NEVER
    )


def test_not_about_somebody_unlisted_is_unknown() -> None:
    rules = """
        rule LT 1
          {state} is troubled
          if {suspect} visited {state}
          and not {suspect} is harmless
    """

    assert ask(book_of(rules, _visits()), "Norland is troubled").timeline is UNKNOWN
    assert ask(book_of(rules, _visits("doe,norland\n")), "Norland is troubled").timeline is UNKNOWN
    assert (
        ask(book_of(rules, _visits("doe,norland\n", complete=True)), "Norland is troubled").timeline is NEVER
    )
    assert ask(book_of(rules, _visits("roe,norland\n")), "Norland is troubled").timeline is ALWAYS


def test_unless_about_somebody_unlisted_is_unknown() -> None:
    rules = """
        rule LT 1
          {state} is troubled
          if {suspect} visited {state}
          unless {suspect} is harmless
    """

    assert ask(book_of(rules, _visits()), "Norland is troubled").timeline is UNKNOWN
    assert ask(book_of(rules, _visits("doe,norland\n")), "Norland is troubled").timeline is UNKNOWN
    assert (
        ask(book_of(rules, _visits("doe,norland\n", complete=True)), "Norland is troubled").timeline is NEVER
    )


def test_an_exception_about_somebody_unlisted_may_defeat() -> None:
    rules = """
        duty LT 1
          {state} must rejoice
          if {state} has a shore

        exception LT 2
          {state} must rejoice
          if {suspect} visited {state}
          and not {suspect} is harmless
    """
    shores: Tables = {"shores": ("state\nnorland\n", stating("{state} has a shore"))}

    assert ask(book_of(rules, {**_visits(), **shores}), "Norland must rejoice").timeline is UNKNOWN
    assert (
        ask(book_of(rules, {**_visits("roe,norland\n"), **shores}), "Norland must rejoice").timeline is NEVER
    )
    assert (
        ask(
            book_of(rules, {**_visits("doe,norland\n", complete=True), **shores}), "Norland must rejoice"
        ).timeline
        is ALWAYS
    )


def test_a_date_that_no_row_gives_leaves_what_is_counted_from_it_unknown() -> None:
    rules = """
        rule LT 1
          {state} is bound
          if {state} joined on {joining date}
          and {first date} is {joining date} plus 30 days
          and it is on or after {first date}
    """
    joined = "{state} joined on {joining date}"

    incomplete: Tables = {
        "joined": ("state,joining_date\nnorland,2020-01-01\n", stating(joined, complete=False))
    }
    book = book_of(rules, incomplete)

    assert ask(book, "Norland is bound").on(date(2020, 1, 31)) is YES
    assert ask(book, "Norland is bound").on(date(2020, 1, 30)) is MAYBE
    assert ask(book, "Ostmark is bound").timeline is UNKNOWN


LAWS: Tables = {
    "laws": (
        """
        state,kind,law_date,known_day
        norland,full,2010-01-01,2020-01-01
        suderland,draft,2011-01-01,2011-01-01
        """,
        stating(
            "{state} has a law of {law date}", complete=False, where={"kind": ["full"]}, known="known_day"
        ),
    )
}


def _keyed() -> Book:
    """Return a book over the laws, of which each State has one row at most."""
    text, keys = LAWS["laws"]
    rules = "rule LT 1\n  {state} is ready\n  if {state} has a law of {law date}"
    return book_of(rules, {"laws": (text, {**keys, "primaryKey": "state"})})


def test_without_a_key_another_row_may_be_missing() -> None:
    assert ask(book_of("", LAWS), "Norland has a law of 2021-01-01").timeline is UNKNOWN


def test_a_row_that_is_there_is_all_there_is_for_its_key() -> None:
    book = _keyed()

    assert ask(book, "Norland has a law of 2010-01-01").timeline is ALWAYS
    assert ask(book, "Norland has a law of 2021-01-01").timeline is NEVER
    assert ask(book, "Ostmark has a law of 2021-01-01").timeline is UNKNOWN
    assert ask(book, "Norland is ready").timeline is ALWAYS
    assert ask(book, "Ostmark is ready").timeline is UNKNOWN


def test_a_row_that_states_something_else_is_no_row_for_its_key() -> None:
    assert ask(_keyed(), "Suderland has a law of 2011-01-01").timeline is UNKNOWN


def test_a_row_not_public_yet_is_not_there_for_its_key() -> None:
    book = _keyed()

    assert book.ask("Norland has a law of 2010-01-01", known_on=date(2019, 12, 31)).timeline is UNKNOWN
    assert book.ask("Norland has a law of 2010-01-01", known_on=date(2020, 1, 1)).timeline is ALWAYS


def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    rules = """
        rule LT 1
          {state} is green
          if {state} is red

        rule LT 2
          {state} is green
          if {state} is blue

        rule LT 3
          there is green
          if {state} is green
    """
    tables: Tables = {
        "red": ("state\n", stating("{state} is red", complete=False)),
        "blue": ("state,since\nnorland,2013-01-01\n", stating("{state} is blue", since="since")),
    }
    fresh, used = book_of(rules, tables), book_of(rules, tables)
    ask(used, "there is green")

    assert ask(fresh, "Norland is green").on(date(2012, 1, 1)) is MAYBE
    assert ask(used, "Norland is green").on(date(2012, 1, 1)) is MAYBE


def test_of_lists_that_reach_differently_far_only_the_one_that_could_hold_the_row_counts() -> None:
    sentence = "{state} paid in {kind}"
    lists = [
        {"sentence": sentence, "where": {"kind": ["gold"]}, "complete": True},
        {"sentence": sentence, "where": {"kind": ["salt"]}, "complete": False},
    ]
    book = book_of("", {"paid": ("state,kind\nnorland,gold\n", {"states": lists})})

    assert ask(book, "Ostmark paid in gold").timeline is NEVER
    assert ask(book, "Ostmark paid in salt").timeline is UNKNOWN
    assert ask(book, "Ostmark paid in some kind").timeline is UNKNOWN
    # No list could hold such a row: then all of them count.
    assert ask(book, "Ostmark paid in silk").timeline is UNKNOWN


def test_a_gap_in_a_complete_list_is_unknown_after_the_day_of_the_list() -> None:
    table = stating("{state} paid on {paid date}", gaps=True, checked="2020-01-01")
    rule = """
        rule LT 1
          {state} has paid
          if {state} paid on {paid date}
          and it is on or after {paid date}
    """
    book = book_of(rule, {"paid": ("state,paid_date\nnorland,2015-01-01\nsuderland,\n", table)})

    def on(state: str, *days: date) -> list[Truth]:
        return [ask(book, f"{state} has paid").on(day) for day in days]

    assert on("Norland", date(2014, 12, 31), date(2015, 1, 1)) == [NO, YES]
    assert on("Suderland", date(2020, 1, 1), date(2020, 1, 2)) == [NO, MAYBE]
    assert on("Ostmark", date(2020, 1, 1), date(2020, 1, 2)) == [NO, NO]
