"""`visit`, `overflight`, `check` and `when`: what they answer, and what they refuse."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from typer.testing import CliRunner, Result

from obligcheck.cli.app import app
from obligcheck.shelf.files import bundled


def run(*arguments: str, **environment: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, arguments, env=environment)


VISIT = ("visit", "putin", "tajikistan", "2025-10-09")


def test_a_visit_is_answered_with_its_tree() -> None:
    done = run(*VISIT)
    assert done.exit_code == 0
    assert done.stdout.startswith("MUST ARREST AND SURRENDER · since 2023-03-17 · ")
    assert "✔ Tajikistan must arrest and surrender Vladimir Putin" in done.stdout


def test_person_and_state_may_stand_in_either_order() -> None:
    turned = run("visit", "tajikistan", "putin", "2025-10-09")
    assert turned.stdout == run(*VISIT).stdout
    assert turned.stderr == "note: read as SUSPECT putin, STATE tajikistan\n"


@pytest.mark.parametrize(("day", "code"), [("2025-10-09", 0), ("2023-03-16", 1)], ids=["yes", "no"])
def test_the_exit_code_tells_the_verdict_where_asked(day: str, code: int) -> None:
    assert run("visit", "putin", "tajikistan", day, "--exit-code").exit_code == code
    assert run("visit", "putin", "tajikistan", day).exit_code == 0


def test_the_exit_code_of_an_unknown_verdict_is_three() -> None:
    assert run("visit", "ag-ghaly", "kenya", "2020-01-01", "--exit-code").exit_code == 3


def test_a_period_shows_its_stretches() -> None:
    done = run("visit", "putin", "armenia", "2024-01-01..2024-03-01", "--exit-code")
    assert "✘ NO DUTY TO ARREST AND SURRENDER · until 2024-02-01\n" in done.stdout
    assert "✔ MUST ARREST AND SURRENDER · since 2024-02-01\n" in done.stdout
    assert "      presumed: Armenia has been asked to arrest Vladimir Putin" in done.stdout


@pytest.mark.parametrize(
    ("who", "days", "code"),
    [
        ("putin", "2024-01-01..2024-03-01", 0),
        ("putin", "2024-03-01..2024-04-01", 0),
        ("putin", "2023-01-01..2024-01-01", 1),
        ("ag-ghaly", "2020-01-01..2020-01-02", 3),
    ],
)
def test_a_period_is_yes_if_any_day_is_and_no_if_all_are(who: str, days: str, code: int) -> None:
    state = "armenia" if who == "putin" else "kenya"
    assert run("visit", who, state, days, "--exit-code").exit_code == code


def test_a_statement_is_about_one_day() -> None:
    done = run("visit", "putin", "armenia", "2024-01-01..2024-03-01", "--format", "statement")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: a statement is about one day")


@pytest.mark.parametrize("shape", ["tree", "json", "markdown", "statement"])
def test_every_format_names_those_asked_about(shape: str) -> None:
    done = run(*VISIT, "--format", shape)
    assert done.exit_code == 0
    assert "Tajikistan" in done.stdout
    assert "Vladimir Putin" in done.stdout


def test_json_is_one_object_on_one_line() -> None:
    done = run(*VISIT, "--format", "json")
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert (found["verdict"], found["inputs"]["state"]) == ("yes", "TJK")


def test_a_reading_gives_another_answer() -> None:
    done = run(*VISIT, "--reading", "immunity=customary", "--exit-code")
    assert done.exit_code == 1
    assert "under the reading `customary` of `immunity`\n" in done.stdout


def test_what_is_assumed_and_denied_turns_the_answer() -> None:
    call = ("visit", "putin", "kazakhstan", "2024-11-27", "--exit-code")
    assert run(*call).exit_code == 1
    assert run(*call, "--assume", "Kazakhstan is a State Party").exit_code == 0
    denied = ("--deny", "Tajikistan is a State Party")
    assert run(*VISIT, "--exit-code", *denied).exit_code == 1


def test_a_file_of_assumptions_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "what-if.txt"
    file.write_text("# what if\n\nKazakhstan is a State Party\n", encoding="utf-8")
    done = run("visit", "putin", "kazakhstan", "2024-11-27", "--assumptions", str(file))
    assert done.stdout.startswith("MUST ARREST AND SURRENDER")
    assert "assumed: Kazakhstan is a State Party\n" in done.stdout


def test_two_clocks() -> None:
    done = run(*VISIT, "--known-on", "2023-01-01", "--exit-code")
    assert "from what was public on 2023-01-01\n" in done.stdout
    assert done.exit_code != 0


def test_colours_are_written_only_where_asked() -> None:
    assert "\x1b" not in run(*VISIT).stdout
    assert "\x1b" in run(*VISIT, "--color", "always").stdout
    assert "\x1b" in run(*VISIT, FORCE_COLOR="1").stdout
    assert "\x1b" not in run(*VISIT, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b" not in run(*VISIT, "--color", "never", FORCE_COLOR="1").stdout


def test_a_depth_limits_the_tree() -> None:
    flat = run(*VISIT, "--depth", "0").stdout
    assert "├──" not in flat
    assert "└──" in run(*VISIT, "--depth", "1").stdout


def test_sources_are_shown_where_asked() -> None:
    assert "https://" not in run(*VISIT).stdout
    assert "https://" in run(*VISIT, "--sources").stdout


def test_an_overflight_is_another_question() -> None:
    done = run("overflight", "netanyahu", "italy", "2025-09-25", "--exit-code")
    assert done.exit_code == 3


def test_a_purpose_is_named() -> None:
    done = run("visit", "putin", "kenya", "2025-01-01", "--purpose", "peace-talks")
    assert "peace talks" in done.stdout


def test_any_scenario_is_checked_by_its_inputs() -> None:
    inputs = ("suspect=putin", "state=tajikistan", "date=2025-10-09")
    assert run("check", "visit", *inputs).stdout == run(*VISIT).stdout


def test_when_lists_the_days_on_which_the_answer_changes() -> None:
    done = run("when", "armenia", "putin")
    assert done.stdout.startswith("visit · Vladimir Putin · Armenia\n")
    assert "✔ MUST ARREST AND SURRENDER · since 2024-02-01\n" in done.stdout
    found = json.loads(run("when", "putin", "armenia", "--format", "json").stdout)
    assert found["stretches"][-1]["since"] == "2024-02-01"
    assert found["inputs"] == {"suspect": "putin", "state": "ARM"}
    assert found["names"] == {"suspect": "Vladimir Putin", "state": "Armenia"}
    report = run("when", "putin", "armenia", "--format", "markdown").stdout
    assert "- ✔ MUST ARREST AND SURRENDER · *since 2024-02-01*\n" in report


def schema(name: str) -> dict[str, Any]:
    """Return the schema that the package ships under ``name``."""
    found: dict[str, Any] = json.loads(
        (files("obligcheck.presentation") / f"{name}.schema.json").read_text("utf-8")
    )
    return found


STRETCHES = {
    "a period": ("period", ("visit", "putin", "armenia", "2024-01-01..2024-03-01")),
    "a period with a purpose": ("period", (*VISIT[:3], "2024-01-01..2024-03-01", "--purpose", "peace-talks")),
    "all days": ("when", ("when", "putin", "armenia")),
    "all days of one verdict": ("when", ("when", "putin", "kazakhstan", "--reading", "immunity=customary")),
}


@pytest.mark.parametrize("name", STRETCHES)
def test_the_json_of_several_days_follows_its_schema(name: str) -> None:
    shape, call = STRETCHES[name]
    answer = schema("answer")
    registry = Registry().with_contents([(answer["$id"], answer)])
    validator = Draft202012Validator(schema(shape), registry=registry)
    found = json.loads(run(*call, "--format", "json").stdout)

    validator.validate(found)
    for gone in found:
        assert not validator.is_valid({key: value for key, value in found.items() if key != gone}), gone
    assert not validator.is_valid({**found, "stretches": [{**found["stretches"][0], "verdict": "maybe"}]})
    assert not validator.is_valid({**found, "stretches": []})


def test_several_days_name_ids_and_names_as_one_day_does() -> None:
    asked = ("peace-talks", "--format", "json")
    one = json.loads(run("visit", "Vladimir Putin", "hungary", "2025-01-01", "--purpose", *asked).stdout)
    for call in (("visit", "hungary", "putin", "2025-01-01..2025-02-01"), ("when", "hungary", "putin")):
        found = json.loads(run(*call, "--purpose", *asked).stdout)
        assert found["inputs"] == {key: one["inputs"][key] for key in ("suspect", "state", "purpose")}
        assert found["names"] == one["names"]


REFUSED = {
    "unknown state": (("visit", "putin", "tajikistn", "2025-10-09"), "Tajikistan"),
    "unknown person": (("visit", "puttin", "tajikistan", "2025-10-09"), "Vladimir Putin"),
    "ambiguous state": (("visit", "putin", "congo", "2025-10-09"), "say which"),
    "turned and unknown": (("visit", "tajikistan", "puttin", "2025-10-09"), "Vladimir Putin"),
    "no such day": (("visit", "putin", "tajikistan", "2025-02-30"), "2025-02-30"),
    "two days at once": (("visit", "putin", "tajikistan", "10/09/2025"), "10/09/2025"),
    "a year": (("visit", "putin", "tajikistan", "2025"), "whole year"),
    "period turned": (("visit", "putin", "armenia", "2025-01-01..2024-01-01"), "ends before"),
    "unknown sentence": ((*VISIT, "--assume", "Tajikistan is a Sate Party"), "is a State Party"),
    "contradiction": (
        (*VISIT, "--assume", "Tajikistan is a State Party", "--deny", "Tajikistan is a State Party"),
        "both assumed and denied",
    ),
    "unknown question": ((*VISIT, "--reading", "imunity=court"), "imunity"),
    "unknown reading": ((*VISIT, "--reading", "immunity=curt"), "its readings"),
    "bad clock": ((*VISIT, "--known-on", "soon"), "soon"),
    "unknown scenario": (("check", "vsit", "suspect=putin"), "scenarios: "),
    "unknown input": (("check", "visit", "person=putin"), "has no input `person`"),
    "no equals sign": (("check", "visit", "putin"), "expected NAME=VALUE"),
    "no input": (("check", "visit", "known_on=2020-01-01"), "is no input of a scenario"),
    "twice": (("check", "visit", "state=a", "state=b"), "given twice"),
    "no folder": ((*VISIT, "--rules", "/nowhere/at/all"), "does not exist"),
    "negative depth": ((*VISIT, "--depth", "-1"), "depth"),
    "unknown format": ((*VISIT, "--format", "yaml"), "yaml"),
    "unknown command": (("vist", "putin"), "Did you mean 'visit'"),
    "unknown option": ((*VISIT, "--colour"), "--color"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_call_is_refused_with_what_was_meant(name: str) -> None:
    arguments, meant = REFUSED[name]
    done = run(*arguments)
    assert done.exit_code == 2
    assert meant in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_whole_files_that_were_replaced_are_named(tmp_path: Path) -> None:
    record = Path(bundled("data"))
    rows = (record / "membership.csv").read_text("utf-8").splitlines()
    (tmp_path / "membership.csv").write_text("\n".join(rows[:2]) + "\n", "utf-8")

    done = run(*VISIT, "--data", str(tmp_path))

    said = "with other files in place of data/membership.csv"
    assert done.stderr == f"note: {said}\n"
    assert f" · {said} · not legal advice" in done.stdout.splitlines()[-1]
