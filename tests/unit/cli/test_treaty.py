"""`withdraw`, `aggression` and `jurisdiction`: what they ask of the rules, and what they refuse."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli import complete, treaty
from obligcheck.cli.app import app


def run(*arguments: str, **environment: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, arguments, env=environment)


@pytest.fixture(name="on_1_july_2025")
def _on_1_july_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the day of the user be 1 July 2025."""
    monkeypatch.setattr(treaty, "today", lambda: date(2025, 7, 1))


@pytest.mark.usefixtures("on_1_july_2025")
def test_a_withdrawal_is_asked_about_today() -> None:
    done = run("withdraw", "hungary")
    assert done.exit_code == 0
    assert done.stdout.startswith("WITHDRAWAL EFFECTIVE 2026-06-02 · 2025-06-02 until 2026-05-29 · ")
    assert "\nwithdraw · Hungary · 2025-07-01\n" in done.stdout


@pytest.mark.usefixtures("on_1_july_2025")
def test_a_notice_yet_to_come_is_asked_about_on_its_own_day() -> None:
    found = json.loads(run("withdraw", "tajikistan", "2027-01-01", "--format", "json").stdout)
    assert (found["verdict"], found["effective"]) == ("yes", "2028-01-01")
    assert found["inputs"] == {"state": "TJK", "date": "2027-01-01", "notice_date": "2027-01-01"}


@pytest.mark.usefixtures("on_1_july_2025")
def test_a_notice_of_the_past_is_asked_about_today() -> None:
    found = json.loads(run("withdraw", "tajikistan", "1 May 2025", "--format", "json").stdout)
    assert found["inputs"] == {"state": "TJK", "date": "2025-07-01", "notice_date": "2025-05-01"}
    assert found["label"] == "WITHDRAWAL EFFECTIVE 2026-05-01, SUPPOSING A NOTICE OF 2025-05-01"


def test_a_withdrawal_is_asked_about_another_day() -> None:
    done = run("withdraw", "hungary", "--on", "2026-06-02", "--exit-code")
    assert done.exit_code == 1
    assert done.stdout.startswith("NO WITHDRAWAL RUNNING: TAKEN BACK ON 2026-05-29 · since 2026-05-29 · ")


def test_a_withdrawal_over_a_period_shows_its_stretches() -> None:
    done = run("withdraw", "hungary", "--on", "2025-01-01..2027-01-01", "--exit-code")
    assert done.exit_code == 0
    labels = [line.strip() for line in done.stdout.split("\n") if line.startswith(("  ✔", "  ✘"))]
    assert labels == [
        "✘ NO WITHDRAWAL RUNNING · until 2025-06-02",
        "✔ WITHDRAWAL EFFECTIVE 2026-06-02 · 2025-06-02 until 2026-05-29",
        "✘ NO WITHDRAWAL RUNNING: TAKEN BACK ON 2026-05-29 · since 2026-05-29",
    ]


def test_a_period_names_what_was_supposed() -> None:
    done = run("withdraw", "tajikistan", "2025-05-01", "--on", "2025-01-01..2025-12-31")
    assert done.stdout.startswith("withdraw · Tajikistan · notice date 2025-05-01\n")


def test_an_aggression_has_an_aggressor_and_a_victim() -> None:
    done = run("aggression", "germany", "poland", "2018-07-17", "--exit-code")
    assert done.exit_code == 0
    assert "\naggression · aggressor state Germany · victim state Poland · 2018-07-17\n" in done.stdout
    assert run("aggression", "germany", "poland", "2018-07-16", "--exit-code").exit_code == 1


def test_an_aggression_over_a_period_names_both_states() -> None:
    done = run("aggression", "deu", "pol", "2018-07-01..2018-08-01")
    assert done.stdout.startswith("aggression · aggressor state Germany · victim state Poland\n")
    found = json.loads(run("aggression", "deu", "pol", "2018-07-01..2018-08-01", "--format", "json").stdout)
    assert found["inputs"] == {"aggressor_state": "DEU", "victim_state": "POL"}
    assert found["names"] == {"aggressor_state": "Germany", "victim_state": "Poland"}


def test_a_day_among_the_inputs_of_a_period_has_no_name() -> None:
    period = "2025-07-01..2027-08-01"
    done = run("withdraw", "tjk", "2025-05-01", "--on", period, "--format", "json")
    found = json.loads(done.stdout)
    assert found["inputs"] == {"state": "TJK", "notice_date": "2025-05-01"}
    assert found["names"] == {"state": "Tajikistan"}


@pytest.mark.parametrize("link", ["--territory", "--nationality"])
def test_jurisdiction_needs_one_link(link: str) -> None:
    done = run("jurisdiction", "genocide", "2022-05-18", link, "tajikistan", "--exit-code")
    assert done.exit_code == 0
    done = run("jurisdiction", "genocide", link, "kazakhstan", "2022-05-18", "--format", "json")
    (name,) = set(json.loads(done.stdout)["inputs"]) - {"crime", "date"}
    assert name == {"--territory": "territory_state", "--nationality": "nationality_state"}[link]


def test_a_crime_is_named_in_plain_words() -> None:
    arguments = ("2022-05-18", "--territory", "tajikistan", "--format", "json")
    by_words = json.loads(run("jurisdiction", "crimes against humanity", *arguments).stdout)
    by_id = json.loads(run("jurisdiction", "crimes-against-humanity", *arguments).stdout)
    assert by_words["inputs"] == by_id["inputs"]


@pytest.mark.parametrize("shape", ["tree", "markdown", "statement"])
def test_every_format_names_what_was_supposed(shape: str) -> None:
    done = run("withdraw", "afghanistan", "2025-02-20", "--on", "2026-01-01", "--format", shape)
    assert done.exit_code == 0
    assert "2026-02-20" in done.stdout or "20 February 2026" in done.stdout
    assert "supposing a notice" in done.stdout.lower()


def test_states_and_crimes_are_completed() -> None:
    assert "tajikistan" in complete.things("state")("taj")
    assert "war-crimes" in complete.things("crime")("war")


REFUSED = {
    "no state": (("withdraw", "hungry"), "Hungary"),
    "no notice date": (("withdraw", "hungary", "soon"), "soon"),
    "a period as notice": (("withdraw", "hungary", "2025-01-01..2025-02-01"), "2025-01-01..2025-02-01"),
    "no day": (("withdraw", "hungary", "--on", "2025-02-30"), "2025-02-30"),
    "no victim": (("aggression", "germany", "2018-07-17"), "DATE"),
    "no such victim": (("aggression", "germany", "polnd", "2018-07-17"), "Poland"),
    "no link": (("jurisdiction", "genocide", "2022-05-18"), "--territory STATE, --nationality STATE"),
    "two places": (
        ("jurisdiction", "genocide", "2022-05-18", "--territory", "ukraine", "--territory", "russia"),
        "one --territory at a time, found ukraine and russia",
    ),
    "two nationalities": (
        ("jurisdiction", "genocide", "2022-05-18", "--nationality", "tjk", "--nationality", "tjk"),
        "one --nationality at a time",
    ),
    "no such crime": (("jurisdiction", "theft", "2022-05-18", "--territory", "tjk"), "theft"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_call_is_refused_with_what_was_meant(name: str) -> None:
    arguments, meant = REFUSED[name]
    done = run(*arguments)
    assert done.exit_code == 2
    assert meant in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
