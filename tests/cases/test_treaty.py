"""Who leaves the Statute and what the Court may judge: cases with what the law says, asked both ways."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from typer.testing import CliRunner

from obligcheck import Answer
from obligcheck.cli.app import app
from tests.bundled import bundled_book

CASES = Path(__file__).with_name("treaty.csv")

#: How the command line takes the inputs of the scenarios: in order, or after an option.
OPTIONS = {"territory_state": "--territory", "national_state": "--nationality"}


@frozen
class Case:
    """A row of the table: what is asked, and what the answer must hold."""

    name: str
    command: str
    inputs: dict[str, str]
    date: str
    expected: str
    effective: str
    must_cite: tuple[str, ...]
    contested: str

    def answer(self) -> Answer:
        """Return the answer through the public interface."""
        inputs: dict[str, Any] = {"date": self.date, **self.inputs}
        return bundled_book().check(self.command, **inputs)

    def call(self) -> list[str]:
        """Return the arguments of the command line."""
        in_order = [value for name, value in self.inputs.items() if name not in OPTIONS]
        options = [
            text for name, value in self.inputs.items() if name in OPTIONS for text in (OPTIONS[name], value)
        ]
        day = ["--on", self.date] if self.command == "withdraw" else [self.date]
        return [self.command, *in_order, *options, *day]


def _case(row: dict[str, str]) -> Case:
    return Case(
        row["case"],
        row["command"],
        dict(part.split("=") for part in row["inputs"].split(";")),
        row["date"],
        row["expected"],
        row["effective"],
        tuple(row["must_cite"].split(";")) if row["must_cite"] else (),
        row["contested"],
    )


def _cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file)]


EVERY = [pytest.param(case, id=case.name) for case in _cases()]


def test_every_command_has_a_yes_and_a_no() -> None:
    found = {(case.command, case.expected) for case in _cases()}
    commands = {command for command, _ in found}

    assert commands == {"withdraw", "aggression", "jurisdiction"}
    assert found >= {(command, expected) for command in commands for expected in ("yes", "no")}


@pytest.mark.parametrize("case", EVERY)
def test_the_answer_is_the_expected_one(case: Case) -> None:
    answer = case.answer()

    if case.expected == "open":
        assert answer.contested or str(answer.verdict) == "unknown"
    else:
        assert str(answer.verdict) == case.expected
    assert (answer.given.get("effective") or "") == case.effective
    assert set(case.must_cite) <= set(answer.basis)
    assert not case.contested or case.contested in {one.question for one in answer.contested}


@pytest.mark.parametrize("case", EVERY)
def test_the_command_line_gives_the_same_answer(case: Case) -> None:
    done = CliRunner().invoke(app, [*case.call(), "--format", "json"])
    found, answer = json.loads(done.stdout), case.answer()

    assert done.exit_code == 0, done.stderr
    assert found["verdict"] == str(answer.verdict)
    assert found["statement"] == answer.statement
    assert found.get("effective") == answer.given.get("effective")
    assert found["inputs"] == answer.inputs
