"""By which things a verdict is what it is."""

from datetime import date

import pytest

from obligcheck.answers.grounds import grounds
from tests.unit.answers.lake import lake
from tests.unit.books import ask, book_of, stating


@pytest.mark.parametrize(
    ("inputs", "assumed", "names"),
    [
        (("doe", "norland", "2018-01-01"), [], ["the ban on Jane Doe"]),
        (("roe", "norland", "2016-06-01"), [], ["the ban on Richard Roe"]),
        (("doe", "ostmark", "2018-01-01"), ["Ostmark has promised to turn back Jane Doe"], []),
        (("doe", "norland", "2022-01-01"), [], []),
    ],
    ids=["yes", "unknown", "nothing further is named", "no"],
)
def test_the_first_further_thing_of_each_way_is_named(
    inputs: tuple[str, str, str], assumed: list[str], names: list[str]
) -> None:
    suspect, state, day = inputs
    posed = lake().pose(
        "sail", {"suspect": suspect, "state": state, "date": day}, lake().options(assume=assumed)
    )
    found = grounds(posed.proof(), date.fromisoformat(day))
    assert [thing.name for thing in found] == names


DEEP = """
duty LT 4
  {state} must pay
  if {state} is late

rule LT 5
  {state} is late
  if {state} is poor

rule LT 5
  {state} is late
  if {bill} went to {state}
"""


def test_a_thing_deeper_down_is_named_where_it_is_what_holds() -> None:
    bills = "bill,name,state\nfirst,the first bill,norland\n"
    keys = {"entity": {"type": "bill", "id": "bill", "name": "name"}}
    tables = {
        "bills": (bills, {**stating("{bill} went to {state}"), **keys}),
        "poor": ("state\nostmark\n", stating("{state} is poor")),
    }
    asked = [ask(book_of(DEEP, tables), f"{name} must pay") for name in ("Norland", "Ostmark")]
    day = date(2020, 1, 1)
    assert [[str(thing) for thing in grounds(one.proof(day), day)] for one in asked] == [
        ["the first bill"],
        [],
    ]
