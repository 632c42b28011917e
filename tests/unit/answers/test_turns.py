"""When a verdict turns, and because of what."""

from datetime import date

from obligcheck.answers.turns import because_of, turns
from obligcheck.temporal import ALWAYS, Timeline, Truth
from tests.unit.answers.lake import lake
from tests.unit.books import Tables, ask, book_of, stating

NO, MAYBE, YES = Truth


def test_every_stretch_ends_where_the_next_begins() -> None:
    timeline = Timeline.of(NO, [(date(2020, 1, 1), MAYBE), (date(2020, 12, 31), YES)])

    assert list(turns(timeline)) == [
        (None, date(2020, 1, 1), NO),
        (date(2020, 1, 1), date(2020, 12, 31), MAYBE),
        (date(2020, 12, 31), None, YES),
    ]
    assert list(turns(ALWAYS)) == [(None, None, YES)]


def test_what_turned_is_the_deepest_that_turned_that_day() -> None:
    tables: Tables = {
        "parties": ("state,since\nnorland,2001-01-01\n", stating("{state} is a party", since="since")),
        "rich": ("state,since\nnorland,2002-01-01\n", stating("{state} is rich", since="since")),
    }
    rules = """
        rule LT 2
          {state} is a member
          if {state} is a party

        duty LT 4
          {state} must pay
          if {state} is a member
          and {state} is rich
    """
    proof = ask(book_of(rules, tables), "Norland must pay").proof("2002-01-01")

    assert because_of(proof, date(2002, 1, 1)) == ("Norland is rich",)
    # Membership began before the duty did: it turned nothing that day.
    assert because_of(proof, date(2001, 1, 1)) == ()


def test_two_things_that_turn_on_one_day_are_both_named() -> None:
    rules = "duty LT 4\n  {state} must pay\n  if {state} is a party\n  and {state} is rich"
    tables: Tables = {
        "parties": ("state,since\nnorland,2001-01-01\n", stating("{state} is a party", since="since")),
        "rich": ("state,since\nnorland,2001-01-01\n", stating("{state} is rich", since="since")),
    }
    proof = ask(book_of(rules, tables), "Norland must pay").proof("2001-01-01")

    assert because_of(proof, date(2001, 1, 1)) == ("Norland is a party", "Norland is rich")


def test_what_turned_through_two_ways_is_named_once() -> None:
    changes = lake().when("sail", suspect="doe", state="norland")

    assert [change.because for change in changes] == [
        (),
        ("the ban on Jane Doe was issued against Jane Doe on 2015-01-01",),
        ("the ban on Jane Doe was lifted on 2021-01-01",),
    ]


def test_a_day_that_was_calculated_is_named_by_what_begins_on_it() -> None:
    # Thirty days after Norland joined: no sentence but the sum gives the day.
    member = lake().ask("Norland is a member").proof("2000-01-31")

    assert because_of(member, date(2000, 1, 31)) == ("Norland is a member",)


def test_a_date_that_is_not_exact_turns_on_both_its_ends() -> None:
    changes = lake().when("sail", suspect="roe", state="norland")

    issued = ("the ban on Richard Roe was issued against Richard Roe on 2016",)
    assert [(change.since, change.because) for change in changes[1:]] == [
        (date(2016, 1, 1), issued),
        (date(2016, 12, 31), issued),
    ]


def test_of_a_count_those_who_tipped_it_are_named() -> None:
    tables: Tables = {
        "parties": (
            "state,since\nnorland,2001-01-01\nostmark,2002-01-01\nsuderland,2003-01-01\n",
            stating("{state} is a party", since="since"),
        )
    }
    rules = "rule LT 4\n  the treaty is in force\n  if at least 2 {state}: {state} is a party"
    proof = ask(book_of(rules, tables), "the treaty is in force").proof("2002-01-01")

    assert because_of(proof, date(2002, 1, 1)) == ("Ostmark is a party",)


def test_what_ceased_says_so() -> None:
    tables: Tables = {
        "parties": (
            "state,since,until\nnorland,2001-01-01,2005-01-01\n",
            stating("{state} is a party", since="since", until="until"),
        )
    }
    rules = "duty LT 4\n  {state} must pay\n  if {state} is a party"
    proof = ask(book_of(rules, tables), "Norland must pay").proof("2001-01-01")

    assert because_of(proof, date(2001, 1, 1)) == ("Norland is a party",)
    assert because_of(proof, date(2005, 1, 1)) == ("no longer: Norland is a party",)


def test_an_exception_that_begins_is_what_turned() -> None:
    changes = lake().when(
        "sail",
        suspect="doe",
        state="norland",
        assume=["Jane Doe is a guest of Norland from 2018-01-01"],
        deny=["Jane Doe is a guest of Norland until 2018-01-01"],
        readings=["guests=liberal"],
    )

    assert changes[-1].because == ("Jane Doe is a guest of Norland",)
