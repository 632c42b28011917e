"""The visits, flights and journeys as one batch: each row says what it said when asked alone."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from obligcheck.cli.app import app

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
