"""What a shell offers while one types."""

import os
import subprocess
import sys

import pytest

import obligcheck
from obligcheck.cli import complete
from obligcheck.problems import ProblemsError, problem


def offered(line: str) -> list[str]:
    """Return what bash would offer at the end of ``line``."""
    words = line.split(" ")
    environment = {"_OBLIGCHECK_COMPLETE": "complete_bash", "COMP_WORDS": line}
    done = subprocess.run(
        [sys.executable, "-m", "obligcheck"],
        capture_output=True,
        text=True,
        env={**os.environ, **environment, "COMP_CWORD": str(len(words) - 1)},
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("obligcheck vi", "visit"),
        ("obligcheck visit pu", "putin"),
        ("obligcheck visit putin taj", "tajikistan"),
        ("obligcheck visit putin dr", "dr-congo"),
        ("obligcheck visit putin tajikistan t", "today"),
        ("obligcheck visit putin côte", "côte-divoire"),
        ("obligcheck visit putin TÜRK", "TÜRKiye"),
        ("obligcheck visit --reading imm", "immunity=customary"),
        ("obligcheck visit --purpose pea", "peace-talks"),
        ("obligcheck where pu", "putin"),
        ("obligcheck where putin to", "today"),
        ("obligcheck who taj", "tajikistan"),
        ("obligcheck where --scenario ov", "overflight"),
        ("obligcheck where --only cont", "contested"),
        ("obligcheck check vi", "visit"),
        ("obligcheck check visit sus", "suspect="),
        ("obligcheck rules sh", "show"),
        ("obligcheck data show war", "warrants"),
    ],
)
def test_names_are_completed(line: str, found: str) -> None:
    assert found in offered(line)


def test_a_citation_is_completed() -> None:
    assert "RS 126(1)" in complete.citations("RS 126")


def test_a_value_is_completed_behind_its_name() -> None:
    assert "state=tajikistan" in offered("obligcheck check visit state=taji")


def test_an_unknown_scenario_offers_nothing() -> None:
    assert offered("obligcheck check nothing st") == []


def test_a_broken_book_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ProblemsError(problem("odd", "odd").problems)

    monkeypatch.setattr(obligcheck, "load", broken)
    assert complete.things("state")("") == []
    assert complete.readings("") == []
    assert complete.scenarios("") == []
    assert complete.citations("") == []
    assert complete.tables("") == []
