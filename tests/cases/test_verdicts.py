"""Verdicts about all States at once, of the whole law on the whole record, beside those found alone."""

from random import Random
from typing import Any

import pytest

from tests.bundled import bundled_book

BOOK = bundled_book()

#: Each question of the law with a reading that is not the default.
READINGS = [
    f"{question.name}={reading.name}"
    for question in BOOK.rules.questions.values()
    for reading in question.readings
    if reading.name != question.default
]


def assert_alike(scenario: str, each: str, inputs: dict[str, Any], readings: list[str], sample: int) -> None:
    """Ask about all at once, and about a sample of them alone."""
    found = BOOK.verdicts(scenario, each, readings=readings, **inputs)
    options = BOOK.options(readings=readings)
    for thing in Random(str(inputs)).sample([*found], sample):  # noqa: S311 (the same ones each time)
        alone = BOOK.pose(scenario, {**inputs, each: thing.id}, options).proof()
        assert found[thing] == alone.timeline, (scenario, inputs, readings, thing.name)


@pytest.mark.parametrize("scenario", ["visit", "overflight"])
def test_every_suspect_in_all_states(scenario: str) -> None:
    for suspect in BOOK.record.things("suspect"):
        assert_alike(scenario, "state", {"suspect": suspect.id}, [], 15)


@pytest.mark.parametrize("suspect", ["putin", "al-bashir", "duterte"])
@pytest.mark.parametrize("reading", READINGS)
def test_under_every_reading(reading: str, suspect: str) -> None:
    assert_alike("visit", "state", {"suspect": suspect}, [reading], 15)


@pytest.mark.parametrize(
    ("scenario", "each", "inputs"),
    [
        ("visit", "suspect", {"state": "mongolia"}),
        ("visit", "state", {"suspect": "putin", "purpose": "peace talks"}),
        ("aggression", "victim_state", {"aggressor_state": "germany"}),
        ("aggression", "aggressor_state", {"victim_state": "ukraine"}),
        ("jurisdiction", "crime", {"territory_state": "ukraine", "nationality_state": "russia"}),
        ("withdraw", "state", {}),
    ],
)
def test_every_scenario_and_input(scenario: str, each: str, inputs: dict[str, Any]) -> None:
    assert_alike(scenario, each, inputs, [], min(25, len(BOOK.verdicts(scenario, each, **inputs))))
