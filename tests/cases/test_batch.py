"""The visits, flights and journeys as one batch: each row says what it said when asked alone."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import CliRunner

from obligcheck.batch import Batch, Settings
from obligcheck.cli.app import app
from tests.bundled import bundled_book
from tests.unit.batch.asked import FIELDS, said

CASES = Path(__file__).with_name("visits.csv")


def answered(*arguments: str) -> list[dict[str, str]]:
    """Return the rows of the table with their answers."""
    done = CliRunner().invoke(app, ["batch", *arguments, "--prefix", "said_", "--quiet", "--to", "csv"])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return answered(str(CASES))


def test_every_row_is_there_in_its_place_as_it_was(rows: list[dict[str, str]]) -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        asked = list(csv.DictReader(file))

    assert [{name: row[name] for name in asked[0]} for row in rows] == asked


def test_every_stay_has_the_expected_verdict_on_all_its_days(rows: list[dict[str, str]]) -> None:
    decided = [row for row in rows if row["expected"] != "open"]
    assert decided

    assert {row["case"]: row["said_verdict"] for row in decided} == {
        row["case"]: row["expected"] for row in decided
    }
    assert [row["case"] for row in decided if row["said_stretches"]] == []


def test_the_provisions_that_decide_are_named(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if row["must_cite"]:
            assert set(row["must_cite"].split(";")) <= set(row["said_basis"].split("; ")), row["case"]


def test_what_is_contested_is_said_to_be(rows: list[dict[str, str]]) -> None:
    for row in rows:
        questions = {one.partition("=")[0] for one in row["said_contested"].split("; ")}
        if row["contested"]:
            assert row["contested"] in questions, row["case"]
        if row["expected"] == "open":
            assert questions != {""} or row["said_verdict"] == "unknown", row["case"]


def test_a_table_of_columns_says_the_same(rows: list[dict[str, str]], tmp_path: Path) -> None:
    table = tmp_path / "visits.parquet"
    made = CliRunner().invoke(
        app, ["batch", str(CASES), "--prefix", "x_", "--columns", "label", "-o", str(table)]
    )
    assert made.exit_code == 0, made.output

    found = answered(str(table))

    assert [{name: row[name] for name in rows[0]} for row in found] == rows


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"readings": ("immunity=customary",)},
        {"assume": ("Kazakhstan is a State Party from 2024-01-01",)},
        {
            "deny": (
                "Vladimir Putin is on the territory of Mongolia until 2025-01-01",
                "Armenia is a State Party",
            )
        },
        {"known_on": date(2015, 1, 1)},
        {"law_as_of": date(2012, 1, 1)},
    ],
    ids=str,
)
def test_a_person_in_every_state_on_any_day_is_said_what_asking_alone_says(options: dict[str, Any]) -> None:
    book, random = bundled_book(), Random(str(options))  # noqa: S311 (the same rows each time)
    batch = Batch(book, Settings(**options))
    first = date(2002, 7, 1)
    suspects = ("putin", "al-bashir", "mbarushimana")
    rows: list[dict[str, Any]] = [
        {"suspect": suspect, "state": state.id, "date": first + timedelta(random.randrange(9000))}
        for suspect in suspects
        for state in book.record.things("state")
    ]
    random.shuffle(rows)

    for number, row in enumerate(rows):
        outcome = batch.answer(row)
        if number % 9 == 0:
            answer = book.check("visit", **row, **options)
            contested = tuple((c.question, c.reading, str(c.verdict)) for c in answer.contested)
            found = {field: getattr(answer, field) for field in FIELDS}
            assert said(outcome) == {"verdict": str(answer.verdict), "contested": contested, **found}, row
