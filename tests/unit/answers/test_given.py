"""Values that a scenario names: in the answer, its label, its sentence, and over time."""

from functools import cache
from typing import Any

import pytest

from obligcheck.answers import Answer, Book
from tests.unit.books import Tables, book_of, stating

EXIT = """
```rule
circumstance LT 9, presumed not
  {state} is taken to have left on {exit date}

rule LT 9
  {state} leaves or left on {exit date}
  if {state} gave notice on {notice date} for {exit date}
  and it is on or after {notice date}

rule LT 9
  {state} leaves or left on {exit date}
  if {state} is taken to have left on {exit date}

rule LT 9
  {state} is on its way out
  if {state} leaves or left on {exit date}
```

```scenario
scenario leave {state} {date} [{exit date}]
  suppose {state} is taken to have left on {exit date}
  verdict {state} is on its way out
  give effective {exit date} where {state} leaves or left on {exit date}
  give host {host state} where {state} moves to {host state}
  yes OUT[ ON {effective}][ TO {host}][, ASKED FOR {exit date}]
  no IN ON {date}
  unknown UNSURE
  say yes On {date} {state} is out[ from {effective}][, to {host}] ({basis}).
  say no On {date} {state} is in[ until {exit date}].
  say unknown Unsure.
```
"""

TABLES: Tables = {
    "notices": (
        """
        state,notice_date,exit_date
        norland,2018-01-01,2019-01-01
        norland,2018-06-01,2020-06-01
        norland,2018-06-01,2019-06
        ostmark,2018-06-01,2019-06
        """,
        stating("{state} gave notice on {notice date} for {exit date}"),
    ),
    "moves": (
        "state,host_state,since\nnorland,suderland,2018-03-01\nnorland,ostmark,2019-03-01\n",
        stating("{state} moves to {host state}", since="since"),
    ),
}


@cache
def book() -> Book:
    """Return the book."""
    return book_of(EXIT, TABLES)


def leave(state: str, day: str, **inputs: Any) -> Answer:  # noqa: ANN401 (whatever the scenario takes)
    """Return the answer to the scenario."""
    return book().check("leave", state=state, date=day, **inputs)


def test_a_value_is_that_of_the_sentence_that_holds_on_the_day() -> None:
    answer = leave("norland", "2018-02-01")

    assert answer.given == {"effective": "2019-01-01", "host": None}


def test_of_several_values_the_latest_is_given() -> None:
    answer = leave("norland", "2019-04-01")

    assert answer.given == {"effective": "2020-06-01", "host": "suderland"}


def test_no_value_is_given_where_nothing_holds() -> None:
    assert leave("norland", "2017-01-01").given == {"effective": None, "host": None}
    assert leave("suderland", "2019-01-01").given == {"effective": None, "host": None}


def test_an_imprecise_day_is_given_as_precisely_as_it_is_known() -> None:
    answer = leave("ostmark", "2019-01-01")

    assert answer.given["effective"] == "2019-06"
    assert answer.statement == "On 1 January 2019 Ostmark is out from 2019-06 (LT 9)."


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2017-01-01", "IN ON 2017-01-01"),
        ("2018-02-01", "OUT ON 2019-01-01"),
        ("2018-03-01", "OUT ON 2019-01-01 TO Suderland"),
    ],
)
def test_a_label_says_what_is_given_and_drops_what_is_missing(day: str, label: str) -> None:
    assert leave("norland", day).label == label


def test_the_sentence_writes_days_as_prose_does() -> None:
    answer = leave("norland", "2018-03-01")

    assert answer.statement == "On 1 March 2018 Norland is out from 1 January 2019, to Suderland (LT 9)."


def test_an_optional_input_is_named_where_it_was_given() -> None:
    answer = leave("suderland", "2019-01-01", exit_date="2030-12-01")

    assert answer.label == "OUT ON 2030-12-01, ASKED FOR 2030-12-01"
    assert answer.inputs == {"state": "suderland", "date": "2019-01-01", "exit_date": "2030-12-01"}
    assert leave("suderland", "2019-01-01").statement == "On 1 January 2019 Suderland is in."


def test_the_inputs_of_an_answer_ask_for_it_again() -> None:
    first = leave("suderland", "2019-01-01", exit_date="2030-12-01")

    inputs: dict[str, Any] = {**first.inputs}
    assert book().check(first.scenario, **inputs).label == first.label


def test_each_stretch_of_days_has_its_own_values() -> None:
    changes = book().when("leave", state="norland")

    assert [change.label for change in changes] == ["IN ON 2017-12-31", "OUT ON 2019-01-01"]


def test_a_stretch_without_bounds_has_the_values_of_its_last_day() -> None:
    (always,) = book().when("leave", state="suderland", exit_date="2030-12-01")

    assert always.label == "OUT ON 2030-12-01, ASKED FOR 2030-12-01"


def test_an_example_names_its_optional_inputs() -> None:
    from obligcheck.answers.examples import run_examples  # noqa: PLC0415 (only here)

    examples = """
```example
leave suderland 2019-01-01: no
leave suderland 2019-01-01 for exit_date=2030-12-01: yes
```
"""
    report = run_examples(book_of(EXIT + examples, TABLES))
    assert (report.ran, report.failures) == (2, ())
