"""`where` and `who`: one question about every State, or every person."""

import csv
import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from obligcheck.cli.app import app

WHERE = ("where", "putin", "2025-10-09")
WHO = ("who", "tajikistan", "2025-10-09")


def run(*arguments: str, **environment: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, arguments, env=environment)


def page(*arguments: str, width: int = 80) -> str:
    """Return what a terminal of ``width`` cells shows, in colours."""
    return run(*arguments, "--color", "always", COLUMNS=str(width)).stdout


def test_a_pipe_gets_the_result_and_a_line_for_each_state() -> None:
    first, *lines = run(*WHERE).stdout.splitlines()
    assert first.startswith("On 9 October 2025, ")
    assert " states must arrest and surrender Vladimir Putin; " in first
    assert len(lines) == 199
    tajikistan = next(line.split("\t") for line in lines if "\tTJK\t" in line)
    assert tajikistan == [
        *("yes", "Tajikistan", "TJK", "2023-03-17", "", "RS 59(1), 86, 89(1)"),
        "immunity=customary: no; immunity=waiver: no; functional-immunity=retained: no",
    ]


def test_a_pipe_gets_a_line_for_each_person() -> None:
    first, *lines = run(*WHO).stdout.splitlines()
    assert first.startswith("On 9 October 2025, Tajikistan must arrest and surrender ")
    assert [line.split("\t")[2] for line in lines if "Putin" in line] == ["putin"]
    assert {line.split("\t")[0] for line in lines} == {"yes", "no", "unknown"}
    assert {line.count("\t") for line in lines} == {7}
    reasons = {line.split("\t")[2]: line.split("\t")[7] for line in lines}
    assert reasons["putin"] == "the warrant of 17 March 2023"
    assert reasons["al-bashir"] == "the warrant of 4 March 2009, the warrant of 12 July 2010"
    assert (
        reasons["bemba"] == "the warrant of 10 June 2008 against Jean-Pierre Bemba was executed on 2008-07-03"
    )


def test_a_terminal_gets_a_page_that_fits() -> None:
    for width in (80, 140):
        plain = run(*WHERE, "--color", "always", COLUMNS=str(width))
        assert "\x1b[1;32mMUST ARREST AND SURRENDER\x1b[0m · " in plain.stdout
        assert plain.stdout.count("\n") < 80


def test_a_terminal_gets_whom_a_state_must_arrest_and_who_is_close() -> None:
    text = page(*WHO)
    assert "\n    Joseph Kony             \x1b[36msince 2005-10-13\x1b[0m  " in text
    assert "the warrant of 8 July 2005\x1b[0m\n" in text or "the warrant of 8 July 2005\n" in text
    assert "of them close to yes\n    Edmond Beina" in text
    assert "Lubanga" not in text
    assert "Lubanga" in page(*WHO, "--only", "no")


def test_an_order_that_was_asked_for_is_kept_on_a_terminal() -> None:
    lines = page(*WHERE, "--sort", "name", "--only", "contested").splitlines()
    assert next(line for line in lines if "✔" in line or "✘" in line).find("Afghanistan") > 0


@pytest.mark.parametrize("call", [WHERE, WHO], ids=["where", "who"])
def test_json_follows_its_schema(call: tuple[str, ...]) -> None:
    schema: dict[str, Any] = json.loads(
        (files("obligcheck.presentation") / "survey.schema.json").read_text("utf-8")
    )
    done = run(*call, "--format", "json")
    Draft202012Validator(schema).validate(json.loads(done.stdout))
    assert done.stdout.count("\n") == 1


def test_csv_and_markdown_hold_the_same() -> None:
    rows = list(csv.DictReader(run(*WHO, "--format", "csv", "--only", "yes").stdout.splitlines()))
    report = run(*WHO, "--format", "markdown", "--only", "yes").stdout
    assert len(rows) > 20
    assert all(f"| {row['name']} | since {row['since']}" in report for row in rows if not row["until"])
    assert (
        "| Vladimir Putin | since 2023-03-17 | the warrant of 17 March 2023 | RS 59(1), 86, 89(1) |" in report
    )
    assert "| why |" not in run(*WHERE, "--format", "markdown", "--among", "FRA").stdout


def test_the_same_options_hold_as_for_a_visit() -> None:
    assumed = run(*WHERE, "--assume", "Kazakhstan is a State Party", "--among", "kazakhstan").stdout
    assert assumed.splitlines()[1].startswith("yes\tKazakhstan\tKAZ\t2023-03-17\t")
    known = run(*WHERE, "--known-on", "2023-01-01").stdout
    assert known.startswith("On 9 October 2025, none of 199 states must ")
    read = run(*WHERE, "--reading", "immunity=customary", "--among", "FRA").stdout
    assert read.splitlines()[1].startswith("no\tFrance\tFRA\t")
    assert read.splitlines()[1].endswith("\timmunity=court: yes")
    assert (
        run(*WHERE, "--purpose", "peace-talks", "--among", "FRA").stdout.splitlines()[1].startswith("yes\t")
    )


def test_some_things_only_are_asked_about() -> None:
    names = ["--among", "ITA,fra", "--among", "Tanzania, United Republic of"]
    lines = run(*WHERE, *names).stdout.splitlines()
    assert [line.split("\t")[2] for line in lines[1:]] == ["FRA", "ITA", "TZA"]
    assert lines[0].startswith("On 9 October 2025, 3 of 3 states ")


def test_a_region_stands_for_its_states() -> None:
    lines = run(*WHERE, "--among", "Central Asia,france").stdout.splitlines()
    assert sorted(line.split("\t")[2] for line in lines[1:]) == ["FRA", "KAZ", "KGZ", "TJK", "TKM", "UZB"]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_list_of_nothing_says_so(form: str) -> None:
    done = run(*WHERE, "--only", "unknown", "--format", form)
    assert done.exit_code == 0
    assert done.stderr == "note: --only unknown leaves nothing to list\n"
    assert run(*WHERE, "--only", "yes", "--format", form).stderr == ""


def test_another_scenario_can_be_asked() -> None:
    text = run("where", "netanyahu", "2025-09-25", "--scenario", "overflight", "--among", "ITA").stdout
    assert "must act on the warrant while Benjamin Netanyahu flies over it" in text
    assert "\nunknown\tItaly\tITA\t" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (WHERE, 0),
        ((*WHERE, "--among", "KAZ"), 1),
        (("where", "ag-ghaly", "2020-01-01", "--among", "KEN,KAZ"), 3),
        (("who", "kazakhstan", "2025-10-09"), 1),
    ],
    ids=["any", "none", "unknown", "nobody"],
)
def test_the_exit_code_tells_whether_any_is_yes(arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments, "--exit-code").exit_code == code
    assert run(*arguments).exit_code == 0


REFUSED = {
    "unknown person": (("where", "puttin", "today"), "Vladimir Putin"),
    "unknown state": (("who", "tajikistn", "today"), "Tajikistan"),
    "ambiguous state": ((*WHERE, "--among", "congo"), "say which"),
    "unknown among": ((*WHERE, "--among", "FRA,nowhere"), "no state is called `nowhere`"),
    "no such day": (("where", "putin", "2025-02-30"), "2025-02-30"),
    "a period": (("where", "putin", "2025-01-01..2025-02-01"), "expected a day"),
    "unknown scenario": ((*WHERE, "--scenario", "vsit"), "scenarios: "),
    "unknown part": ((*WHERE, "--only", "maybe"), "maybe"),
    "unknown order": ((*WHERE, "--sort", "size"), "size"),
    "unknown format": ((*WHERE, "--format", "tree"), "tree"),
    "no input of the scenario": (
        (*WHERE, "--scenario", "overflight", "--purpose", "summit"),
        "`overflight` has no input `purpose`",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_call_is_refused_with_what_was_meant(name: str) -> None:
    arguments, meant = REFUSED[name]
    done = run(*arguments)
    assert done.exit_code == 2
    assert meant in done.stderr
    assert done.stdout == ""


def test_help_shows_an_example() -> None:
    for command in ("where", "who"):
        assert f"Example: obligcheck {command} " in run(command, "-h").stdout
