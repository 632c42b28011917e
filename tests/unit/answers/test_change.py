"""What would turn a verdict: the smallest sets of facts, each tried out."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from obligcheck.answers import Answer, Book, Flip
from obligcheck.answers.change import LATEST
from obligcheck.temporal import Truth
from tests.unit.answers.lake import lake, sail
from tests.unit.books import BILL, Tables, book_of, stating

NO, MAYBE, YES = Truth


def turned(words: tuple[str, ...], suspect: str, state: str, day: str) -> Answer:
    """Return the answer with ``words`` fed back as users would."""
    plain = [text.removesuffix(LATEST) for text in words]
    return sail(
        suspect,
        state,
        day,
        assume=[text for text in plain if not text.startswith("not: ")],
        deny=[text.removeprefix("not: ") for text in plain if text.startswith("not: ")],
    )


CASES = [
    (suspect, state, day)
    for suspect in ("doe", "roe")
    for state in ("norland", "suderland", "ostmark")
    for day in ("2014-12-31", "2016-06-01", "2018-06-01", "2020-06-01", "2022-06-01")
]


@pytest.mark.parametrize(("suspect", "state", "day"), CASES)
def test_every_set_turns_the_verdict_and_no_part_of_it_does(suspect: str, state: str, day: str) -> None:
    answer = sail(suspect, state, day)

    assert answer.flips
    for words, verdict in answer.flips:
        assert turned(words, suspect, state, day).verdict is verdict is not answer.verdict, words
        for left_out in words:
            part = tuple(text for text in words if text != left_out)
            assert turned(part, suspect, state, day).verdict is not verdict, part
        assert not any({*one} < {*words} for one, other in answer.flips if other is verdict)


@pytest.mark.parametrize(("suspect", "state", "day"), CASES)
def test_a_date_that_is_moved_is_the_latest_that_still_turns(suspect: str, state: str, day: str) -> None:
    answer = sail(suspect, state, day)
    for words, verdict in answer.flips:
        if not any(text.endswith(LATEST) for text in words):
            continue
        (moved,) = [text for text in words if text.endswith(LATEST)]
        (on,) = re.findall(r"\d{4}-\d\d-\d\d", moved)
        for shift, turns in ((1, False), (-1, True), (-30, True)):
            other = str(date.fromisoformat(on) + timedelta(days=shift))
            again = tuple(text.replace(on, other) for text in words)
            assert (turned(again, suspect, state, day).verdict is verdict) is turns, again


def test_a_yes_falls_with_any_fact_it_rests_on() -> None:
    assert sail("doe", "norland", "2016-06-01").change == (
        ("Norland left on 2016-06-01",),
        ("the ban of Jane Doe is void",),
        ("the ban on Jane Doe was lifted on 2016-06-01",),
        ("not: Norland has been told of Jane Doe",),
        ("not: Norland joined on 2000-01-01",),
        ("not: the ban on Jane Doe was issued against Jane Doe on 2015-01-01",),
    )


def test_a_no_holds_for_want_of_what_could_be_supposed() -> None:
    assert sail("doe", "ostmark", "2016-06-01").change == (
        ("Ostmark has promised to turn back Jane Doe",),
        ("Ostmark joined on 2016-05-02, at the latest",),
    )


def test_a_denial_on_record_may_be_taken_away() -> None:
    assert ("Suderland has been told of Jane Doe",) in sail("doe", "suderland", "2016-06-01").change


def test_an_act_on_record_could_have_come_earlier() -> None:
    assert ("Suderland left on 2018-06-01",) in sail("doe", "suderland", "2018-06-01").change


def test_what_a_scenario_supposes_is_never_offered() -> None:
    for suspect, state, day in CASES:
        assert not any(
            "on the waters" in text for words in sail(suspect, state, day).change for text in words
        )


def test_what_a_user_assumed_may_be_taken_back() -> None:
    answer = sail("doe", "ostmark", "2016-06-01", assume=["Ostmark has promised to turn back Jane Doe"])

    assert answer.verdict is YES
    assert ("not: Ostmark has promised to turn back Jane Doe",) in answer.change


def test_what_is_structural_is_never_offered() -> None:
    tables: Tables = {
        "shores": ("state\nnorland\n", stating("{state} has a shore", fixed=True)),
        "parties": ("state\nnorland\n", stating("{state} is a party")),
    }
    book = _billing(
        """
duty LT 4
  {state} must pay
  if {state} is a party
  and {state} has a shore
""",
        tables,
    )

    assert book.check("bill", state="norland", date="2020-01-01").change == (("not: Norland is a party",),)
    assert book.check("bill", state="ostmark", date="2020-01-01").change == ()


def test_two_facts_together_where_none_is_enough() -> None:
    tables: Tables = {
        "rich": ("state\n", stating("{state} is rich")),
        "parties": ("state\n", stating("{state} is a party")),
        "old": ("state\nostmark\n", stating("{state} is old")),
    }
    book = _billing(
        """
duty LT 4
  {state} must pay
  if {state} is a party
  and {state} is rich
  unless {state} is old
""",
        tables,
    )

    assert book.check("bill", state="norland", date="2020-01-01").change == (
        ("Norland is a party", "Norland is rich"),
    )
    assert book.check("bill", state="ostmark", date="2020-01-01").change == (
        ("Ostmark is a party", "Ostmark is rich", "not: Ostmark is old"),
    )


def test_an_exception_that_defeats_may_be_taken_away_and_one_that_fails_supposed() -> None:
    tables: Tables = {
        "parties": ("state\nnorland\nostmark\n", stating("{state} is a party")),
        "wars": ("state\nostmark\n", stating("{state} is at war")),
    }
    book = _billing(
        """
duty LT 4
  {state} must pay
  if {state} is a party

exception LT 5
  {state} must pay
  if {state} is at war
""",
        tables,
    )

    assert book.check("bill", state="ostmark", date="2020-01-01").change == (("not: Ostmark is at war",),)
    assert ("Norland is at war",) in book.check("bill", state="norland", date="2020-01-01").change


def test_a_negated_condition_is_met_by_denying_and_broken_by_supposing() -> None:
    tables: Tables = {
        "parties": ("state\nnorland\nostmark\n", stating("{state} is a party")),
        "poor": ("state\nostmark\n", stating("{state} is poor")),
    }
    book = _billing(
        """
duty LT 4
  {state} must pay
  if {state} is a party
  and not {state} is poor
""",
        tables,
    )

    assert book.check("bill", state="ostmark", date="2020-01-01").change == (("not: Ostmark is poor",),)
    assert ("Norland is poor",) in book.check("bill", state="norland", date="2020-01-01").change


def test_an_unknown_is_settled_by_what_is_not_known() -> None:
    tables: Tables = {"parties": ("state\n", stating("{state} is a party", complete=False))}
    book = _billing("\nduty LT 4\n  {state} must pay\n  if {state} is a party\n", tables)
    answer = book.check("bill", state="norland", date="2020-01-01")

    assert answer.verdict is MAYBE
    assert ("Norland is a party",) in answer.change


def test_a_date_below_a_computed_one_is_moved() -> None:
    tables: Tables = {
        "joined": ("state,joining_date\nnorland,2020-03-15\n", stating("{state} joined on {joining date}"))
    }
    book = _billing(
        """
rule LT 2
  {state} enters on {entry date}
  if {state} joined on {joining date}
  and {waiting date} is {joining date} plus 60 days
  and {entry date} is the first day of the month after {waiting date}

duty LT 4
  {state} must pay
  if {state} enters on {entry date}
  and it is on or after {entry date}
""",
        tables,
    )
    answer = book.check("bill", state="norland", date="2020-05-31")

    # 60 days after 1 March is 30 April: in force on 1 May; a day later it would have been June.
    assert answer.verdict is NO
    assert answer.change == (("Norland joined on 2020-03-01, at the latest",),)


def test_what_only_the_question_states_is_varied_for_what_it_is_about() -> None:
    tables: Tables = {
        "ports": ("state,other_state\nnorland,ostmark\n", stating("{state} is the port of {other state}"))
    }
    book = _billing(
        """
circumstance LT 3, presumed not
  {state} is in sight

duty LT 4
  {state} must pay
  if {state} is in sight

duty LT 5
  {state} must pay
  if {other state} is the port of {state}
  and {other state} is in sight
""",
        tables,
    )

    assert book.check("bill", state="ostmark", date="2020-01-01").change == (("Ostmark is in sight",),)


def test_what_leaves_a_verdict_unknown_is_said_and_what_settles_it_follows() -> None:
    tables: Tables = {
        "parties": ("state\n", stating("{state} is a party")),
        "rich": ("state\n", stating("{state} is rich", complete=False)),
    }
    book = _billing(
        "\nduty LT 4\n  {state} must pay\n  if {state} is a party\n  and {state} is rich\n", tables
    )

    assert book.check("bill", state="norland", date="2020-01-01").flips == (
        Flip(("Norland is a party", "Norland is rich"), YES),
        Flip(("Norland is a party",), MAYBE),
    )


def test_of_two_acts_one_may_have_to_come_long_before_the_other() -> None:
    tables: Tables = {
        "joined": ("state,joining_date\n", stating("{state} joined on {joining date}")),
        "asked": ("state,asking_date\n", stating("{state} was asked on {asking date}")),
    }
    book = _billing(
        """
duty LT 4
  {state} must pay
  if {state} joined on {joining date}
  and {state} was asked on {asking date}
  and {joining date} is before {asking date}
  and {due date} is {asking date} plus 10 days
  and it is on or after {due date}
""",
        tables,
    )

    assert book.check("bill", state="norland", date="2020-01-31").change == (
        ("Norland joined on 2000-02-05", "Norland was asked on 2020-01-21, at the latest"),
    )


def test_the_first_days_of_the_calendar_have_answers_too() -> None:
    for day in ("0001-01-01", "0001-01-02", "0010-12-01", "9999-12-31"):
        answer = sail("doe", "norland", day)
        assert answer.verdict is NO
        assert answer.flips


def test_the_sets_come_in_one_order() -> None:
    for suspect, state, day in CASES[:6]:
        found = sail(suspect, state, day).change
        untrue = [any(fact.startswith("not: ") for fact in facts) for facts in found]
        assert untrue == sorted(untrue)
        pairs = pairwise(zip(untrue, found, strict=True))
        assert all(one <= other for one, other in pairs)
        assert lake().check("sail", suspect=suspect, state=state, date=day).change == found


def _billing(rules: str, tables: Tables) -> Book:
    return book_of(f"```rule{rules}```\n\n```scenario\n{BILL}```\n", tables)
