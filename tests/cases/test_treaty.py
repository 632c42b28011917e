"""Who leaves the Statute and what the Court may judge: cases with what the law says, asked both ways."""

import csv
import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from obligcheck.answers.cases import Case, cases_in
from obligcheck.cli.app import app
from tests.bundled import bundled_book

CASES = Path(__file__).with_name("treaty.csv")

#: How the command line takes the inputs of the scenarios: in order, or after an option.
OPTIONS = {"territory_state": "--territory", "nationality_state": "--nationality"}


def _call(case: Case) -> list[str]:
    """Return the arguments of the command line that ask about ``case``."""
    in_order = [value for name, value in case.inputs.items() if name not in OPTIONS]
    options = [
        text for name, value in case.inputs.items() if name in OPTIONS for text in (OPTIONS[name], value)
    ]
    day = ["--on", str(case.first)] if case.scenario == "withdraw" else [str(case.first)]
    return [case.scenario, *in_order, *options, *day]


@cache
def _cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(cases_in(csv.DictReader(file), bundled_book().rules.scenarios))


EVERY = [pytest.param(case, id=case.name) for case in _cases()]


def test_every_command_has_a_yes_and_a_no() -> None:
    found = {(case.scenario, case.expected) for case in _cases()}
    commands = {command for command, _ in found}

    assert commands == {"withdraw", "aggression", "jurisdiction"}
    assert found >= {(command, expected) for command in commands for expected in ("yes", "no")}


@pytest.mark.parametrize("case", EVERY)
def test_the_answer_is_the_expected_one(case: Case) -> None:
    answer = case.answer(bundled_book(), case.first)

    if case.expected == "open":
        assert answer.contested or str(answer.verdict) == "unknown"
    else:
        assert str(answer.verdict) == case.expected
    assert {name: answer.given.get(name) for name, _ in case.gives} == dict(case.gives)
    assert set(case.must_cite) <= set(answer.basis)
    assert not case.contested or case.contested in {one.question for one in answer.contested}


@pytest.mark.parametrize("case", EVERY)
def test_the_command_line_gives_the_same_answer(case: Case) -> None:
    done = CliRunner().invoke(app, [*_call(case), "--format", "json"])
    found, answer = json.loads(done.stdout), case.answer(bundled_book(), case.first)

    assert done.exit_code == 0, done.stderr
    assert found["verdict"] == str(answer.verdict)
    assert found["statement"] == answer.statement
    assert found.get("effective") == answer.given.get("effective")
    assert found["inputs"] == answer.inputs
