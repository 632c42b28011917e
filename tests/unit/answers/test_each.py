"""The verdicts about everything at once: each is the one that asking for it alone gives."""

from typing import Any

import pytest

from obligcheck.answers import Book
from obligcheck.problems import ProblemsError
from tests.unit.answers.lake import LAKE, TABLES, lake
from tests.unit.books import BILL, book_of, stating


def assert_each_is_as_alone(book: Book, scenario: str, each: str, **asked: Any) -> None:  # noqa: ANN401 (passed on)
    found = book.verdicts(scenario, each, **asked)
    inputs: dict[str, Any] = {
        key: value for key, value in asked.items() if key not in {"assume", "deny", "readings"}
    }
    supposed = {key: value for key, value in asked.items() if key not in inputs}

    assert found
    for thing, timeline in found.items():
        alone = book.when(scenario, **{each: thing.id, **inputs}, **supposed)
        changes = zip((None, *timeline.changes), timeline.truths, strict=True)
        assert [(change.since, change.verdict) for change in alone] == list(changes), thing.name


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"purpose": "summit"},
        {"readings": ["guests=liberal"]},
        {"assume": ["Jane Doe is a guest of Norland"], "readings": ["guests=liberal"]},
        {"assume": ["Norland has promised to turn back Jane Doe"], "deny": ["Suderland is a member"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("suspect", ["doe", "roe"])
def test_each_verdict_is_the_one_that_asking_alone_gives(suspect: str, options: dict[str, Any]) -> None:
    assert_each_is_as_alone(lake(), "sail", "state", suspect=suspect, **options)


def test_any_input_may_be_the_one_that_is_left_open() -> None:
    assert_each_is_as_alone(lake(), "sail", "suspect", state="norland")


def test_verdicts_stand_in_the_order_of_the_record() -> None:
    found = lake().verdicts("sail", "state", suspect="doe")

    assert [thing.name for thing in found] == ["Norland", "Suderland", "Ostmark"]


def test_what_turns_on_somebody_who_is_supposed_is_asked_one_by_one() -> None:
    # Of whom else the scenario supposes it, nobody can list.
    law = LAKE.replace(
        "  unless the ban of {suspect} is void",
        "  unless {other suspect} is on the waters of {state}\n  and {other suspect} is not {suspect}",
    )
    book = book_of(law, TABLES)
    posed = book.pose("sail", {"suspect": "doe", "state": "norland"}, book.options())
    sentence, terms = posed.scenario.verdict.sentence, posed.values
    assert posed.engine.find(sentence, (terms[1], terms[0])).questions & book.rules.unlisted

    assert_each_is_as_alone(book, "sail", "state", suspect="doe")


def test_a_verdict_that_is_not_about_the_input_is_the_same_for_all() -> None:
    duty = "```rule\nduty LT 1\n  {state} must pay\n  if {state} is a party\n```\n"
    bill = BILL.replace("{state} {date}", "{state} {suspect} {date}")
    parties = "state,since\nnorland,2010-05-01\n", stating("{state} is a party", since="since")
    book = book_of(f"{duty}\n```scenario\n{bill}```\n", {"parties": parties})

    assert_each_is_as_alone(book, "bill", "suspect", state="norland")


@pytest.mark.parametrize(
    ("scenario", "each", "inputs", "code"),
    [
        ("sale", "state", {"suspect": "doe"}, "unknown-scenario"),
        ("sail", "date", {"suspect": "doe", "state": "norland"}, "no-survey"),
        ("sail", "harbour", {"suspect": "doe"}, "no-survey"),
        ("sail", "state", {}, "missing-input"),
        ("sail", "state", {"suspect": "nobody"}, "unknown-name"),
    ],
)
def test_what_cannot_be_asked_about_is_told(
    scenario: str, each: str, inputs: dict[str, Any], code: str
) -> None:
    with pytest.raises(ProblemsError) as caught:
        lake().verdicts(scenario, each, **inputs)

    assert caught.value.problems[0].code == code
