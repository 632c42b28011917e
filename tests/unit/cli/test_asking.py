"""`ask`: a sentence on a day, and on all days."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli import asking
from obligcheck.cli.app import app

SENTENCE = "Tajikistan is a State Party"


def run(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, ["ask", *arguments])


def test_a_sentence_is_so_or_not_on_its_day() -> None:
    assert run(SENTENCE, "--on", "2002-07-01").stdout.startswith("YES ON 2002-07-01 · since")
    done = run(SENTENCE, "--on", "2002-06-30", "--exit-code")
    assert done.stdout.startswith("NO ON 2002-06-30 · until 2002-07-01\n")
    assert done.exit_code == 1


def test_without_a_day_today_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "today", lambda: date(1998, 7, 17))
    assert run(SENTENCE).stdout.startswith("NO ON 1998-07-17")


def test_every_format() -> None:
    assert json.loads(run(SENTENCE, "--on", "2010-01-01", "--format", "json").stdout)["truth"] == "yes"
    assert run(SENTENCE, "--on", "2010-01-01", "--format", "statement").stdout == (
        "Tajikistan is a State Party: yes on 2010-01-01 (since 2002-07-01)\n"
    )
    report = run(SENTENCE, "--on", "2010-01-01", "--format", "markdown").stdout
    assert report.startswith("# YES ON 2010-01-01\n")
    assert "## Why\n" in report


def test_a_misspelt_sentence_is_answered_with_the_nearest() -> None:
    done = run("Tajikistan is a State Prty")
    assert done.exit_code == 2
    assert "is a State Party" in done.stderr


def test_the_receipt_says_what_was_assumed() -> None:
    done = run(SENTENCE, "--assume", SENTENCE, "--format", "json")

    assert json.loads(done.stdout)["receipt"]["options"]["assume"] == [SENTENCE]
