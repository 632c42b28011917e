"""By which things a verdict is what it is."""

from datetime import date

import pytest

from obligcheck.answers.grounds import grounds
from tests.unit.answers.lake import lake


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
