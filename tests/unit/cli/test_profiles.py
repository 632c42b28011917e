"""`state`, `suspect`, `situation`, `compare`, `upcoming`, `profile`: what they ask for and write."""

import csv
import io
import json
from datetime import date

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli import comparing, complete, profiles
from obligcheck.cli.app import app


def run(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, arguments)


@pytest.fixture(autouse=True)
def _on_1_july_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the day of the user be 1 July 2025."""
    for module in (profiles, comparing):
        monkeypatch.setattr(module, "today", lambda: date(2025, 7, 1))


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("state", "tajikistan"), "Tajikistan · on 2025-07-01"),
        (("state", "TJK", "--on", "9 October 2025"), "Tajikistan · on 2025-10-09"),
        (("suspect", "putin"), "Vladimir Putin · on 2025-07-01"),
        (("situation", "ukraine"), "the situation in Ukraine · on 2025-07-01"),
        (("upcoming",), "upcoming · on 2025-07-01"),
        (("upcoming", "--on", "2026-01-01"), "upcoming · on 2026-01-01"),
        (("compare", "tajikistan", "hungary"), "2 states · on 2025-07-01"),
        (("compare", "tajikistan", "--on", "2002-06-30"), "1 state · on 2002-06-30"),
        (("profile", "state", "tajikistan"), "Tajikistan · on 2025-07-01"),
        (("profile", "upcoming"), "upcoming · on 2025-07-01"),
    ],
)
def test_a_command_asks_about_a_thing_on_a_day(arguments: tuple[str, ...], first: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 0
    assert done.stdout.startswith(f"{first}\n")
    assert done.stderr == ""


def test_changes_until_a_day_before_are_refused() -> None:
    done = run("upcoming", "--until", "2025-01-01", "--on", "2026-01-01")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: --until 2025-01-01 lies before 2026-01-01")
    assert run("upcoming", "--until", "2025-01-01").stderr.startswith(
        "error: --until 2025-01-01 lies before today"
    )
    assert run("upcoming", "--until", "2026-01-01", "--on", "2026-01-01").exit_code == 0


def test_changes_are_told_until_the_day_that_was_asked_for() -> None:
    found = [
        line[2:12]
        for line in run("upcoming", "--until", "2027-07-24", "--on", "2026-11-22").stdout.split("\n")
        if line.startswith("  20")
    ]

    assert found == ["2027-07-24"]
    asked = ("upcoming", "--until", "2027-07-24", "--format", "json")
    assert json.loads(run(*asked).stdout)["until"] == "2027-07-24"
    assert json.loads(run("upcoming", "--format", "json").stdout)["until"] is None


def test_a_profile_is_written_as_json() -> None:
    found = json.loads(run("state", "hungary", "--format", "json").stdout)

    assert (found["profile"], found["inputs"], found["day"]) == ("state", {"state": "HUN"}, "2025-07-01")


def test_a_profile_is_written_as_markdown() -> None:
    assert run("suspect", "putin", "--format", "markdown").stdout.startswith("# Vladimir Putin\n\n**on 2025")


def test_sources_are_shown_where_they_are_asked_for() -> None:
    url = "    https://treaties.un.org/pages/ViewDetails.aspx"

    assert url in run("state", "tajikistan", "--sources").stdout
    assert url not in run("state", "tajikistan").stdout


def test_a_comparison_is_written_in_four_ways() -> None:
    states = ("tajikistan", "kyrgyzstan")
    table = run("compare", *states).stdout
    found = json.loads(run("compare", *states, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("compare", *states, "--format", "csv").stdout)))
    report = run("compare", *states, "--format", "markdown").stdout

    assert "\nsigned on                         1998-11-30        1998-12-08\n" in table
    assert [one["names"] for one in found["profiles"]] == [{"state": "Tajikistan"}, {"state": "Kyrgyzstan"}]
    assert [(row["state"], row["signed on"]) for row in rows] == [
        ("TJK", "1998-11-30"),
        ("KGZ", "1998-12-08"),
    ]
    assert "\n| signed on | 1998-11-30 | 1998-12-08 |\n" in report


def test_a_region_stands_for_its_states_and_each_stands_once() -> None:
    done = run("compare", "tajikistan", "central-asia", "Tajikistan", "afghanistan", "--format", "csv")

    assert [row["state"] for row in csv.DictReader(io.StringIO(done.stdout))] == [
        "TJK", "KAZ", "KGZ", "TKM", "UZB", "AFG",
    ]  # fmt: skip


def test_what_is_supposed_counts() -> None:
    assumed = run("upcoming", "--assume", "the depositary received on 2025-06-30 a withdrawal by Mali").stdout

    assert "\n  2026-06-30 ✘ Mali is a State Party · RS 127(1)\n" in assumed
    assert "2026-06-02 ✘ Hungary" in run("upcoming", "--known-on", "2025-07-01").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("state", "atlantis"), "no state is called `atlantis`"),
        (("compare", "tajikistan", "atlantis"), "no state is called `atlantis`"),
        (("profile", "stat"), "no profile is called `stat`"),
        (("profile", "state"), "`state` needs a state"),
        (
            ("profile", "state", "tajikistan", "hungary"),
            "`state` is about state, and was given",
        ),
        (("profile", "upcoming", "x"), "`upcoming` is about nothing in particular, and was given x"),
        (("state", "tajikistan", "--on", "10/09/2025"), "10/09/2025"),
    ],
)
def test_a_call_that_is_wrong_says_what_was_meant(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_a_command_that_needs_something_shows_its_help_without_it() -> None:
    assert "STATE" in run("state").output
    assert "Usage" in run("compare").output


def test_the_rules_list_and_show_profiles() -> None:
    listed = run("rules", "list").stdout

    assert "\nProfiles\n" in listed
    assert "  state STATE          rules/profiles/state.md:" in listed
    assert "\n  coming {state} is a State Party\n" in run("rules", "show", "upcoming").stdout
    assert " 5 profiles" in run("rules", "check").stdout


def test_profiles_are_offered_by_name() -> None:
    assert complete.profiles("s") == ["situation", "state", "suspect"]


def test_states_and_regions_are_offered_to_compare() -> None:
    assert complete.comparable("central-as") == ["central-asia"]
    assert complete.comparable("taj") == ["tajikistan"]


def test_nothing_is_offered_where_nothing_can_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete, "_book", lambda: None)

    assert complete.comparable("c") == []
