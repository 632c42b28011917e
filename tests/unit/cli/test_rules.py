"""`rules`: listed, shown, checked, tested."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli.app import app


def run(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, ["rules", *arguments])


def test_rules_are_listed_as_json() -> None:
    found = json.loads(run("list", "--format", "json").stdout)
    assert found["schema_version"] == 1
    (visit,) = [one for one in found["scenarios"] if one["name"] == "visit"]
    assert (visit["inputs"], visit["optional"]) == (["suspect", "state", "date"], ["purpose"])
    (state,) = [one for one in found["profiles"] if one["name"] == "state"]
    assert (state["inputs"], state["at"].partition(":")[0]) == (["state"], "rules/profiles/state.md")
    (immunity,) = [one for one in found["questions"] if one["name"] == "immunity"]
    assert immunity["default"] in [reading["name"] for reading in immunity["readings"]]
    assert any("African Union" in holder for one in immunity["readings"] for holder in one["holders"])
    party = [one for one in found["rules"] if one["sentence"] == "{state} is a State Party"]
    assert {(one["kind"], tuple(one["cites"]), one["question"]) for one in party} == {
        ("rule", ("VCLT 2(1)(g)",), None),
        ("exception", ("RS 127(1)",), None),
    }
    assert {one["reading"] for one in found["rules"] if one["question"] == "immunity"} >= {"customary"}
    assert found["instruments"]["RS"].startswith("Rome Statute")


def test_rules_are_listed_with_questions_and_scenarios() -> None:
    listed = run("list").stdout
    assert "visit SUSPECT STATE DATE [PURPOSE]" in listed
    assert "Question immunity\n" in listed
    assert "rules/rome-statute/membership.md\n" in listed


@pytest.mark.parametrize(
    "wanted",
    ["RS 126(2)", "RS 126", "{state} is a State Party", "Tajikistan is a State Party"],
)
def test_rules_are_shown_by_citation_and_by_sentence(wanted: str) -> None:
    done = run("show", wanted)
    assert done.exit_code == 0
    assert "rules/rome-statute/membership.md:" in done.stdout
    assert "\n  if " in done.stdout


def test_a_question_is_shown_with_the_rules_of_its_readings() -> None:
    shown = run("show", "immunity").stdout
    assert "court (default): " in shown
    assert "under immunity: customary\n" in shown


def test_a_rule_is_shown_by_its_place() -> None:
    place = run("show", "RS 126(2)").stdout.splitlines()[0]
    shown = run("show", place.removeprefix("rules/rome-statute/")).stdout
    assert shown.startswith(f"{place}\n")


def test_what_no_rule_says_is_answered_with_the_nearest_sentence() -> None:
    done = run("show", "{state} is a State Prty")
    assert done.exit_code == 2
    assert done.stderr.endswith("the nearest sentence is `{state} is a State Party`\n")


def test_the_bundled_rules_have_no_problem() -> None:
    done = run("check")
    assert done.exit_code == 0
    assert done.stdout.endswith(": no problem\n")


def test_every_bundled_example_passes_and_every_rule_is_tested() -> None:
    done = run("test")
    assert done.exit_code == 0
    assert "(100%)" in done.stdout


def test_all_mistakes_of_a_folder_are_drawn_at_once(tmp_path: Path) -> None:
    rules = "\n\n".join(
        f"rule RS {number}\n  {{state}} is a Stat Party\n  if {{state}} is odd {number}"
        for number in range(1, 11)
    )
    (tmp_path / "odd.md").write_text(f"# Odd\n\n```rule\n{rules}\n```\n", encoding="utf-8")
    done = run("check", "--rules", str(tmp_path))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.count("error[") >= 10
    assert done.stderr.count("^") >= 10
    assert "= in: Odd\n" in done.stderr


def test_an_example_that_fails_is_drawn_and_ends_with_two(tmp_path: Path) -> None:
    example = "```example\nvisit putin tajikistan 2025-10-09: no\n```\n"
    (tmp_path / "wrong.md").write_text(example, encoding="utf-8")
    done = run("test", "--rules", str(tmp_path))
    assert done.exit_code == 2
    assert "wrong.md:2:1: error[failed-example]: " in done.stderr


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("127", "; did you mean `RS 127(2)`, `RS 127(1)`?"),
        ("127(2)", "; did you mean `RS 127(2)`?"),
        ("15bis", "; did you mean `RS 15 bis(9)`, `RS 15 bis(2)`, `RS 15 bis(3)`, `RS 15 bis(5)`, "),
        ("12", "`RS 12(3)`"),
        ("xyzzy", "none concludes it\n"),
        ("", "none concludes it\n"),
    ],
)
def test_a_provision_without_its_instrument_is_refused_with_what_it_may_be(wanted: str, meant: str) -> None:
    done = CliRunner().invoke(app, ["rules", "show", wanted])
    assert done.exit_code == 2
    assert meant in done.stderr


def test_what_only_begins_with_the_same_number_is_not_meant() -> None:
    assert "RS 127" not in CliRunner().invoke(app, ["rules", "show", "12"]).stderr
