"""`grid`: every combination, without a file."""

import json

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli.app import app
from tests.bundled import bundled_book


def grid(*arguments: str) -> Result:
    """Return what the command prints."""
    return CliRunner().invoke(app, ["grid", *arguments, "--quiet"])


def test_every_combination_in_order() -> None:
    done = grid(
        "--suspects", "putin,bashir", "--states", "tajikistan, KAZ", "--dates", "2023-03-16..2023-03-17",
        "--columns", "verdict",
    )  # fmt: skip

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "suspect,state,date,verdict",
        "putin,TJK,2023-03-16,no",
        "putin,TJK,2023-03-17,yes",
        "putin,KAZ,2023-03-16,no",
        "putin,KAZ,2023-03-17,no",
        "al-bashir,TJK,2023-03-16,yes",
        "al-bashir,TJK,2023-03-17,yes",
        "al-bashir,KAZ,2023-03-16,no",
        "al-bashir,KAZ,2023-03-17,no",
    ]


def test_only_the_changes_with_a_region() -> None:
    done = grid(
        "--suspects", "putin", "--states", "Central Asia", "--dates", "2020-01-01..2024-01-01", "--changes",
        "--columns", "verdict,since", "--to", "jsonl",
    )  # fmt: skip

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["state"], row["date"], row["verdict"]) for row in rows] == [
        ("KAZ", "2020-01-01", "no"),
        ("KGZ", "2020-01-01", "no"),
        ("TJK", "2020-01-01", "no"),
        ("TJK", "2023-03-17", "yes"),
        ("TKM", "2020-01-01", "no"),
        ("UZB", "2020-01-01", "no"),
    ]


def test_all_that_there_are() -> None:
    done = grid(
        "--suspects", "putin", "--states", "all", "--dates", "2024-01-01..2024-12-31", "--every", "year",
        "--columns", "verdict",
    )  # fmt: skip

    states = [thing.id for thing in bundled_book().record.things("state")]
    assert [line.split(",")[1] for line in done.stdout.splitlines()[1:]] == states


def test_other_scenarios_fill_their_own_inputs() -> None:
    done = grid(
        "--scenario", "withdraw", "--each", "state=hungary,KEN", "--dates", "2026-01-01..2026-01-01",
        "--columns", "verdict,error",
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert [line.split(",")[:2] for line in done.stdout.splitlines()] == [
        ["state", "date"],
        ["HUN", "2026-01-01"],
        ["KEN", "2026-01-01"],
    ]


def test_an_optional_input_may_be_filled_too() -> None:
    done = grid(
        "--suspects", "putin", "--states", "TJK", "--each", "purpose=peace-talks",
        "--dates", "2025-10-09..2025-10-09", "--columns", "verdict",
    )  # fmt: skip

    assert done.stdout.splitlines()[0] == "suspect,state,purpose,date,verdict"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--suspects", "putin"], "expected --dates A..B"),
        (["--suspects", "putin", "--dates", "2020-01-01..2021-01-01"], "`visit` needs `state`"),
        (["--each", "x=1", "--dates", "2020-01-01..2021-01-01"], "`visit` has no input `x`"),
        (["--each", "x", "--dates", "2020-01-01..2021-01-01"], "expected INPUT=NAME,..., found `x`"),
        (["--each", "date=1", "--dates", "2020-01-01..2021-01-01"], "`visit` has no input `date`"),
        (["--suspects", "nobody", "--states", "all", "--dates", "2020-01-01..2021-01-01"], "`nobody`"),
        (["--suspects", "all", "--states", "atlantis", "--dates", "2020-01-01..2021-01-01"], "`atlantis`"),
        (["--dates", "2020-01-01"], "2020-01-01"),
        (["--scenario", "picnic", "--dates", "2020-01-01..2021-01-01"], "`picnic`"),
        (["--changes", "--every", "week", "--dates", "2020-01-01..2021-01-01"], "leave out --every"),
    ],
)
def test_a_wrong_call_is_told(arguments: list[str], said: str) -> None:
    done = grid(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""
