"""`whatif` and `why-not`: two answers side by side, and what would turn one."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from typer.testing import CliRunner, Result

import obligcheck
from obligcheck.cli import trying
from obligcheck.cli.app import app
from obligcheck.presentation.trying import NOTHING, turning_rows
from tests.unit.books import book_of

VISIT = ("putin", "kazakhstan", "2024-11-27")
PARTY = ("--assume", "Kazakhstan is a State Party")


def schema(name: str) -> dict[str, Any]:
    """Return the schema that the package ships under ``name``."""
    found: dict[str, Any] = json.loads(
        (files("obligcheck.presentation") / f"{name}.schema.json").read_text("utf-8")
    )
    return found


ANSWER = schema("answer")


def run(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, arguments)


def test_both_answers_and_what_changed_are_shown() -> None:
    done = run("whatif", *VISIT, *PARTY)
    lines = done.stdout.split("\n")
    assert done.exit_code == 0
    assert lines[0].startswith("before: NO DUTY TO ARREST AND SURRENDER · ")
    assert lines[1].startswith("after: MUST ARREST AND SURRENDER · since 2023-03-17")
    assert lines[2:5] == [
        "  contested: under the reading `customary` of `immunity` the answer is no",
        "  contested: under the reading `waiver` of `immunity` the answer is no",
        "  contested: under the reading `retained` of `functional-immunity` the answer is no",
    ]
    assert lines[5].startswith("  presumed: Kazakhstan has been asked to arrest Vladimir Putin")
    assert lines[6] == "assumed: Kazakhstan is a State Party"
    assert lines[9].startswith("  ✔ Kazakhstan must arrest and surrender Vladimir Putin: no → yes · RS 89(1)")
    assert any("Kazakhstan is a State Party: no → yes · assumed" in line for line in lines)


def test_what_was_supposed_and_what_follows_is_shown_though_the_verdict_stays() -> None:
    deposit = "Kyrgyzstan deposited its instrument of ratification, acceptance, approval or accession"
    shown = run("whatif", "putin", "kyrgyzstan", "2025-10-09", "--assume", f"{deposit} on 2025-08-02").stdout

    assert f"✔ {deposit} on 2025-08-02: no → yes · assumed\n" in shown
    assert "✔ the Statute enters into force for Kyrgyzstan on 2025-11-01: no → yes · RS 126(2)\n" in shown


def test_lists_tell_for_whom_the_answer_changes() -> None:
    done = run("whatif", "where", "putin", "2024-11-27", *PARTY)
    lines = done.stdout.split("\n")
    assert done.exit_code == 0
    assert lines[0].startswith("before: On 27 November 2024, 125 of 199 states must arrest")
    assert lines[1].startswith("after: On 27 November 2024, 126 of 199 states must arrest")
    assert lines[2:6] == [
        "assumed: Kazakhstan is a State Party",
        "",
        "What changes",
        "  ✔ Kazakhstan must arrest and surrender Vladimir Putin: no → yes · RS 89(1), RS 59(1)",
    ]
    assert lines[6] == ""

    whom = run("whatif", "who", "kazakhstan", "2024-11-27", *PARTY, "--format", "json", "--exit-code")
    found = json.loads(whom.stdout)
    assert whom.exit_code == 0
    assert found["before"]["counts"]["yes"] == 0
    changed = [one["after"] for one in found["differences"]]
    assert set(changed) == {"yes", "unknown"}
    assert found["after"]["counts"]["yes"] == changed.count("yes") > 20


def test_lists_that_stay_as_they_are_say_so() -> None:
    done = run("whatif", "where", "putin", "2022-11-27", *PARTY, "--exit-code")
    assert "  no answer changes\n" in done.stdout
    assert done.exit_code == 1


def test_json_holds_both_answers_and_the_difference() -> None:
    found = json.loads(
        run("whatif", "visit", "kazakhstan", "putin", "date=2024-11-27", *PARTY, "--format", "json").stdout
    )
    assert list(found) == ["schema_version", "receipt", "before", "after", "differences"]
    assert (found["before"]["verdict"], found["after"]["verdict"]) == ("no", "yes")
    assert found["differences"][0]["before"] == "no"


@pytest.mark.parametrize(
    ("command", "given", "code"),
    [
        ("whatif", PARTY, 0),
        ("whatif", (*PARTY, "--exit-code"), 0),
        ("whatif", ("--deny", "Kazakhstan is a State Party", "--exit-code"), 1),
        ("why-not", (), 0),
        ("why-not", ("--exit-code",), 1),
        ("why-not", (*PARTY, "--exit-code"), 0),
    ],
)
def test_the_exit_code_tells_the_verdict_where_it_is_asked_to(
    command: str, given: tuple[str, ...], code: int
) -> None:
    assert run(command, *VISIT, *given).exit_code == code


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("whatif", (*VISIT, *PARTY)),
        ("whatif", ("where", "putin", "2024-11-27", *PARTY)),
        ("why-not", VISIT),
        ("why-not", (*VISIT, *PARTY)),
    ],
)
def test_json_has_the_shape_of_its_schema(command: str, given: tuple[str, ...]) -> None:
    shape = schema(command)
    others = [(other["$id"], other) for other in (ANSWER, schema("survey"))]
    validator = Draft202012Validator(shape, registry=Registry().with_contents(others))

    found = json.loads(run(command, *given, "--format", "json").stdout)

    Draft202012Validator.check_schema(shape)
    validator.validate(found)
    assert list(found) == list(shape["properties"])


def test_nothing_may_change() -> None:
    done = run("whatif", *VISIT, "--deny", "Kazakhstan is a State Party", "--format", "markdown")
    assert "- no sentence of the tree changes its truth" in done.stdout


def test_what_would_turn_an_answer_is_numbered() -> None:
    done = run("why-not", *VISIT)
    assert done.stdout.startswith("NO DUTY TO ARREST AND SURRENDER · ")
    assert "\n  1. Kazakhstan deposited its instrument of" in done.stdout
    found = json.loads(run("why-not", *VISIT, "--format", "json").stdout)
    assert found["verdict"] == "no"
    assert found["change"]
    assert "tree" not in found


def test_another_scenario_takes_its_inputs_in_its_own_order() -> None:
    done = run("why-not", "withdraw", "hungary", "2026-05-01", "--reading", "immunity=customary")
    assert "\nwithdraw · Hungary · 2026-05-01\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("whatif", *VISIT), "suppose something"),
        (("why-not", *VISIT, "x", "y"), "too many inputs"),
        (("why-not", *VISIT, "planet=mars"), "no input of `visit`"),
        (("why-not", "state=kaz", "state=kaz"), "given twice"),
        (("why-not", "putin"), "needs a state"),
        (("why-not", "where", "putin"), "`where` has many answers"),
        (("whatif", "where", *PARTY), "needs a suspect"),
        (("whatif", "where", "putin", "2024-11-27", "x", "y", *PARTY), "too many inputs"),
    ],
)
def test_a_wrong_call_is_refused(arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert says in done.stderr


def test_rules_without_a_visit_need_a_scenario() -> None:
    with pytest.raises(obligcheck.ProblemsError, match="no scenario is called `visit`"):
        trying.question_of(book_of(""), ["doe", "norland"])


def test_an_answer_that_nothing_turns_says_so() -> None:
    answer = obligcheck.load().check("visit", suspect="putin", state="kazakhstan", date="2024-11-27")
    vars(answer)["flips"] = ()
    assert NOTHING in [row.words for row in turning_rows(answer)]
