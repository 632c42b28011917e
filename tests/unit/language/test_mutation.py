"""Mutants of rules: every slip of the pen, in the words of the rules, and none that says the same."""

import pytest

from obligcheck.language import Rule
from obligcheck.language.mutation import (
    EDGE,
    SHIFTED,
    SWAPPED,
    TURNED,
    WITHOUT_CONDITION,
    WITHOUT_RULE,
    WITHOUT_UNLESS,
    Mutant,
    head,
    mutants_of,
)
from tests.unit.books import Tables, book_of, stating

TABLES: Tables = {
    "parties": (
        "state,other_state,joining_date,leaving_date\nnorland,suderland,2000-01-01,2001-01-01\n",
        stating(
            "{state} is a party",
            "{state} joined on {joining date}",
            "{state} left on {leaving date}",
            "{state} owes {other state} a share",
        ),
    ),
}


def _rule(text: str) -> Rule:
    """Return the first of the rules that ``text`` writes."""
    return book_of(text, TABLES).rules.rules[0]


def _mutants(text: str, *slips: str) -> list[Mutant]:
    return [mutant for mutant in mutants_of(_rule(text)) if not slips or mutant.slip in slips]


def _changes(text: str, *slips: str) -> list[str]:
    return [mutant.change for mutant in _mutants(text, *slips)]


def test_each_condition_each_exception_and_the_rule_itself_are_left_out() -> None:
    mutants = _mutants("""
        duty LT 4
          {state} must pay
          if {state} is a party
          and not {state} joined on 2000-01-01
          unless {state} left on {leaving date}
          and it is on or after {leaving date}
    """)
    left_out = [(m.slip, m.change) for m in mutants if m.slip.endswith("left out")]

    assert left_out == [
        (WITHOUT_RULE, "without this duty"),
        (WITHOUT_CONDITION, "without `{state} is a party`"),
        (WITHOUT_CONDITION, "without `not {state} joined on 2000-01-01`"),
        (
            WITHOUT_UNLESS,
            "without `unless {state} left on {leaving date} and it is on or after {leaving date}`",
        ),
        (WITHOUT_CONDITION, "without `it is on or after {leaving date}`"),
    ]


def test_a_mutant_is_the_rule_with_one_thing_changed() -> None:
    (mutant,) = _mutants("rule LT 1\n  {state} may vote\n  if {state} is a party", WITHOUT_CONDITION)
    (gone,) = _mutants("rule LT 1\n  {state} may vote\n  if {state} is a party", WITHOUT_RULE)

    assert mutant.changed is not None
    assert mutant.changed.conditions == ()
    assert mutant.changed.conclusion is mutant.rule.conclusion
    assert gone.changed is None


def test_one_condition_of_an_exception_is_left_out_with_the_exception_only() -> None:
    changes = _changes("""
        rule LT 1
          {state} may vote
          if {state} is a party
          unless {state} left on 2001-01-01
    """)

    assert "without `{state} left on 2001-01-01`" not in changes
    assert "without `unless {state} left on 2001-01-01`" in changes


@pytest.mark.parametrize(
    ("written", "turned", "edge"),
    [
        ("it is on or after {a date}", "it is on or before {a date}", "it is after {a date}"),
        ("it is after {a date}", "it is before {a date}", "it is on or after {a date}"),
        ("it is before {a date}", "it is after {a date}", "it is on or before {a date}"),
        ("it is on or before {a date}", "it is on or after {a date}", "it is before {a date}"),
        (
            "{a date} is before 2001-01-01",
            "{a date} is after 2001-01-01",
            "{a date} is on or before 2001-01-01",
        ),
        (
            "{a date} is on or after 2001-01-01",
            "{a date} is on or before 2001-01-01",
            "{a date} is after 2001-01-01",
        ),
    ],
)
def test_comparisons_are_turned_and_moved_by_their_own_day(written: str, turned: str, edge: str) -> None:
    text = f"rule LT 1\n  {{state}} may vote\n  if {{state}} joined on {{a date}}\n  and {written}"

    assert _changes(text, TURNED) == [f"`{turned}` instead of `{written}`"]
    assert _changes(text, EDGE) == [f"`{edge}` instead of `{written}`"]


def test_later_and_earlier_are_exchanged_and_their_dates_are_not() -> None:
    text = """
        rule LT 1
          {state} may vote from {c date}
          if {state} joined on {a date}
          and {state} left on {b date}
          and {c date} is the later of {a date} and {b date}
    """

    assert "`{c date} is the earlier of {a date} and {b date}` instead of " in _changes(text, TURNED)[0]
    assert not any("later of {b date} and {a date}" in change for change in _changes(text, SWAPPED))


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("{state} joined on 2000-01-01", ["{state} joined on 2000-01-02", "{state} joined on 1999-12-31"]),
        ("it is after 2000-03-01", ["it is after 2000-03-02", "it is after 2000-02-29"]),
        (
            "{b date} is {a date} plus 1 year rounding down",
            [
                "{b date} is {a date} plus 2 years rounding down",
                "{b date} is {a date} plus 0 years rounding down",
            ],
        ),
        (
            "{b date} is {a date} minus 60 days",
            ["{b date} is {a date} minus 59 days", "{b date} is {a date} minus 61 days"],
        ),
        (
            "at least 2 {other state}: {other state} is a party",
            [
                "at least 3 {other state}: {other state} is a party",
                "at least 1 {other state}: {other state} is a party",
            ],
        ),
        (
            "at least 7/8 of {b state} for which {b state} is a party: {b state} joined on {a date}",
            [
                "at least 8/8 of {b state} for which {b state} is a party: {b state} joined on {a date}",
                "at least 6/8 of {b state} for which {b state} is a party: {b state} joined on {a date}",
            ],
        ),
        (
            "{b date} is the first day on which at least 2 {other state}: {other state} is a party",
            [
                "{b date} is the first day on which at least 3 {other state}: {other state} is a party",
                "{b date} is the first day on which at least 1 {other state}: {other state} is a party",
            ],
        ),
    ],
)
def test_dates_periods_and_numbers_are_moved_by_one(written: str, moved: list[str]) -> None:
    text = f"rule LT 1\n  {{state}} may vote\n  if {{state}} joined on {{a date}}\n  and {written}"

    assert _changes(text, SHIFTED) == [f"`{other}` instead of `{written}`" for other in moved]


def test_two_blanks_of_one_type_are_exchanged_in_a_condition_and_in_the_conclusion() -> None:
    text = """
        rule LT 1
          {state} stands above {other state}
          if {state} owes {other state} a share
          and {other state} is a party
    """

    assert _changes(text, SWAPPED) == [
        "`{other state} owes {state} a share` instead of `{state} owes {other state} a share`",
        "`{other state} stands above {state}` instead of `{state} stands above {other state}`",
    ]


def test_a_change_that_only_renames_blanks_is_none() -> None:
    text = "rule LT 1\n  somebody owes a share\n  if {state} owes {other state} a share"

    assert _changes(text, SWAPPED) == []


def test_two_changes_that_say_the_same_are_one() -> None:
    text = "rule LT 1\n  {state} is above {other state}\n  if {state} owes {other state} a share"

    assert len(_changes(text, SWAPPED)) == 1


def test_what_differs_either_way_is_not_exchanged() -> None:
    text = """
        rule LT 1
          {state} stands above {other state}
          if {state} owes {other state} a share
          and {state} is not {other state}
    """

    assert not any("is not" in change for change in _changes(text, SWAPPED))


def test_a_blank_left_without_a_value_makes_no_rule() -> None:
    mutants = _mutants("""
        rule LT 1
          {state} may vote
          if {state} joined on {a date}
          and it is after {a date}
    """)
    is_rule = {mutant.change: mutant.is_rule for mutant in mutants}

    assert is_rule["without `{state} joined on {a date}`"] is False
    assert is_rule["without `it is after {a date}`"] is True
    assert is_rule["without this rule"] is True


def test_with_a_condition_goes_what_hangs_on_it() -> None:
    mutants = _mutants(
        """
        rule LT 1
          {state} may vote
          if {state} is a party
          and {state} joined on {a date}
          and {b date} is {a date} plus 30 days
          and it is after {b date}
          unless {state} left on {c date}
          and {c date} is before {b date}
          unless {state} left on 2001-01-01
        """,
        WITHOUT_CONDITION,
    )
    changed = {mutant.change: mutant.changed for mutant in mutants}
    left = changed["without `{state} joined on {a date}` and what hangs on it"]

    assert left is not None
    assert [str(condition.sentence) for condition in left.conditions] == ["{state} is a party"]
    assert len(left.unless) == 1
    assert "without `{state} joined on {a date}`" not in changed


def test_what_an_exception_defeats_has_its_blanks_from_the_rule_that_it_defeats() -> None:
    mutants = _mutants(
        """
        exception LT 2
          {state} may vote
          if {state} left on {a date}
          and it is after {a date}

        rule LT 1
          {state} may vote
          if {state} is a party
        """,
        WITHOUT_CONDITION,
    )

    assert [(m.change, m.is_rule) for m in mutants] == [
        ("without `{state} left on {a date}` and what hangs on it", True),
        ("without `it is after {a date}`", True),
    ]


def test_the_head_of_a_rule_has_its_reading_and_its_conclusion() -> None:
    text = """
        ```question
        question votes
          asks Who votes?
          reading all, default
            says everybody
        ```

        ```rule
        duty LT 4, FT 2(1) under votes: all
          {state} must pay "Norland"
          if {state} is a party

        rule LT 5
          {state} must pay {other state}
          if {state} owes {other state} a share
        ```
    """

    assert head(_rule(text)) == 'duty LT 4, FT 2(1) under votes: all: {state} must pay "Norland"'
