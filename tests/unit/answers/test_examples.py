"""The examples beside the rules: run, counted, and what they leave untested."""

import pytest

from obligcheck.answers.examples import Report, run_examples
from tests.unit.books import BILL, Tables, book_of, stating

RULES = (
    """
```rule
duty LT 4
  {state} must pay
  if {state} is a party

exception LT 5
  {state} must pay
  if {state} is at war

rule LT 6
  the lake is common to all
```

```scenario
"""
    + BILL
    + """\
  also the lake is common to all
```
"""
)

TABLES: Tables = {
    "parties": ("state,since\nnorland,2000-01-01\n", stating("{state} is a party", since="since")),
    "wars": (
        "state,since,until\nnorland,2010-01-01,2011-01-01\n",
        stating("{state} is at war", since="since", until="until"),
    ),
}


def _run(*lines: str) -> Report:
    return run_examples(book_of("\n".join([RULES, "```example", *lines, "```"]), TABLES))


def test_examples_that_hold_are_counted() -> None:
    report = _run("bill norland 2005-01-01: yes", 'ask "Norland must pay" 1999-12-31: no')

    assert (report.ran, report.failures) == (2, ())


def test_an_example_that_fails_says_what_the_rules_give_and_where_it_stands() -> None:
    (failure,) = _run("bill norland 2005-01-01: no").failures

    assert failure.code == "failed-example"
    assert failure.message == "expected no, and the rules give yes"
    assert failure.place is not None
    assert failure.place.text.strip() == "bill norland 2005-01-01: no"


def test_examples_take_assumptions_denials_and_readings() -> None:
    report = _run(
        'bill ostmark 2005-01-01 assuming "Ostmark is a party": yes',
        'bill norland 2005-01-01 denying "Norland is a party": no',
        'bill norland 2010-06-01 denying "Norland is at war": yes',
        'ask "Ostmark must pay" 2005-01-01 assuming "Ostmark is a party from 2006-01-01": no',
    )

    assert report.failures == ()


def test_an_example_that_contradicts_itself_is_a_failure_and_not_a_crash() -> None:
    (failure,) = _run(
        'bill norland 2005-01-01 assuming "Ostmark is a party" denying "Ostmark is a party": yes'
    ).failures

    assert failure.code == "contradiction"


@pytest.mark.parametrize(
    ("lines", "never_held", "never_failed", "covered"),
    [
        ([], ["LT 4", "LT 5", "LT 6"], ["LT 4", "LT 5"], 0),
        (["bill norland 2005-01-01: yes"], ["LT 5", "LT 6"], ["LT 4"], 0),
        (["bill norland 2005-01-01: yes", "bill ostmark 2005-01-01: no"], ["LT 5", "LT 6"], [], 1),
        (
            ["bill norland 2005-01-01: yes", "bill norland 2010-06-01: no", "bill ostmark 2005-01-01: no"],
            ["LT 6"],
            [],
            2,
        ),
        (
            [
                "bill norland 2005-01-01: yes",
                "bill norland 2010-06-01: no",
                "bill ostmark 2005-01-01: no",
                'ask "the lake is common to all" 2005-01-01: yes',
            ],
            [],
            [],
            3,
        ),
    ],
)
def test_the_coverage_names_rules_that_no_example_made_hold_or_fail(
    lines: list[str], never_held: list[str], never_failed: list[str], covered: int
) -> None:
    report = _run(*lines)

    assert [rule.cites[0] for rule in report.never_held] == never_held
    assert [rule.cites[0] for rule in report.never_failed] == never_failed
    assert (report.rules, report.covered) == (3, covered)


QUESTION = """
```question
question lakes
  asks Who pays for the lake?
  reading all, default
    says everybody
  reading shores
    says who has a shore
```

```rule
exception LT 7 under lakes: shores
  {state} must pay
  if {state} is at war
```
"""


@pytest.mark.parametrize(
    ("lines", "never_decided", "never_idle", "read"),
    [
        ([], [("lakes", "shores")], [("lakes", "shores")], 0),
        (["bill norland 2005-01-01 under lakes=shores: yes"], [("lakes", "shores")], [], 0),
        (["bill norland 2010-06-01 under lakes=shores: no"], [], [("lakes", "shores")], 0),
        (
            [
                "bill norland 2005-01-01 under lakes=shores: yes",
                "bill norland 2010-06-01 under lakes=shores: no",
            ],
            [],
            [],
            1,
        ),
    ],
)
def test_the_coverage_names_readings_that_decide_in_no_example_or_in_all(
    lines: list[str], never_decided: list[tuple[str, str]], never_idle: list[tuple[str, str]], read: int
) -> None:
    rules = RULES.replace("exception LT 5\n  {state} must pay\n  if {state} is at war\n", "")
    report = run_examples(book_of("\n".join([rules, QUESTION, "```example", *lines, "```"]), TABLES))

    assert report.failures == ()
    assert (list(report.never_decided), list(report.never_idle)) == (never_decided, never_idle)
    assert (report.readings, report.read) == (1, read)
