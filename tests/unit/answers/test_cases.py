"""Cases in tables: what a row says, and in which way an answer is not the one expected."""

from datetime import date

import pytest

from obligcheck.answers import Book
from obligcheck.answers.cases import Case, cases_in, is_case
from obligcheck.problems import ProblemsError
from tests.unit.books import Tables, book_of, stating

RULES = """
```question
question storms
  asks Does a storm excuse?
  reading never, default
    says no
  reading always
    says yes
```

```rule
duty LT 4
  {state} must pay
  if {state} is a party

circumstance LT 5
  {state} has seen a storm

exception LT 5 under storms: always
  {state} must pay
  if {state} is a party
```

```scenario
scenario bill {state} {date} [{notice date}]
  suppose {state} was told on {notice date}
  verdict {state} must pay
  give joined {joining date} where {state} joined on {joining date}
  yes PAY
  no NOTHING TO PAY
  unknown ASK
  say yes Yes.
  say no No.
  say unknown Perhaps.
  also {state} was told on {notice date}
  also {state} has seen a storm
```
"""

TABLES: Tables = {
    "parties": (
        "state,joining_date\nnorland,2000-01-01\n",
        stating("{state} is a party", since="joining_date")
        | {
            "states": [
                {"sentence": "{state} is a party", "since": "joining_date"},
                {"sentence": "{state} joined on {joining date}"},
            ]
        },
    ),
}

ROW = {"scenario": "bill", "state": "norland", "date": "2005-01-01", "expected": "yes"}


def _book() -> Book:
    return book_of(RULES, TABLES)


def _case(**columns: str) -> Case:
    (case,) = cases_in([ROW | columns], _book().rules.scenarios)
    return case


def _missed(**columns: str) -> str:
    case = _case(**columns)
    return case.misses(case.answer(_book(), case.first))


def test_inputs_stand_in_columns_of_their_names_or_together() -> None:
    (together,) = cases_in(
        [
            {
                "command": "bill",
                "inputs": "state=norland; notice_date=2004-01-01",
                "date": "2005-01-01",
                "expected": "no",
            }
        ],
        _book().rules.scenarios,
    )

    assert _case().inputs == {"state": "norland"}
    assert together.inputs == {"state": "norland", "notice_date": "2004-01-01"}
    assert together.scenario == "bill"
    assert together.answer(_book(), together.first).inputs["notice_date"] == "2004-01-01"


def test_a_case_is_about_one_day_or_about_all_between_two() -> None:
    stay = _case(**{"date": "", "from": "2005-01-01", "to": "2005-01-07"})

    assert (_case().first, _case().last) == (date(2005, 1, 1), date(2005, 1, 1))
    assert (stay.first, stay.last) == (date(2005, 1, 1), date(2005, 1, 7))


def test_what_else_is_expected_is_read() -> None:
    case = _case(
        case="first", must_cite="LT 4; LT 5", contested="storms", assume="Norland is a party", joined=""
    )

    assert case.name == "first"
    assert case.must_cite == ("LT 4", "LT 5")
    assert case.contested == "storms"
    assert case.assume == ("Norland is a party",)
    assert case.gives == (("joined", None),)


def test_the_expected_answer_misses_nothing() -> None:
    assert _missed(must_cite="LT 4", contested="storms", joined="2000-01-01") == ""
    assert _missed(state="suderland", expected="no", joined="") == ""
    assert _missed(state="suderland", assume="Suderland is a party") == ""
    assert _missed(expected="open") == ""


@pytest.mark.parametrize(
    ("columns", "missed"),
    [
        ({"expected": "no"}, "expected no, found yes"),
        ({"joined": "2001-01-01"}, "expected joined 2001-01-01, found 2000-01-01"),
        ({"joined": ""}, "expected joined to be none, found 2000-01-01"),
        (
            {"state": "suderland", "expected": "no", "joined": "2000-01-01"},
            "expected joined 2000-01-01, found none",
        ),
        ({"must_cite": "LT 9"}, "expected LT 9 in the answer"),
        ({"contested": "tides"}, "expected another reading of tides beside the answer"),
        (
            {"state": "suderland", "expected": "open"},
            "expected a verdict that is contested or unknown, found no",
        ),
    ],
)
def test_an_answer_that_is_another_says_in_which_way(columns: dict[str, str], missed: str) -> None:
    assert _missed(**columns) == missed


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"scenario": "feast"}, "the case `case 1` names no scenario"),
        ({"expected": "maybe"}, "the case `case 1` expects none of no, unknown, yes, open"),
        ({"date": "soon", "case": "odd"}, "the case `odd` has a day that is no ISO date"),
    ],
)
def test_a_row_that_is_no_case_says_why(columns: dict[str, str], message: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        _case(**columns)

    assert [problem.message for problem in raised.value.problems] == [message]


def test_a_table_of_cases_is_known_by_its_columns() -> None:
    assert is_case(["case", "scenario", "expected"])
    assert is_case(["command", "expected"])
    assert not is_case(["claim", "outcome"])
    assert not is_case(["scenario", "outcome"])
