"""The changes of the law that nothing notices: each is one that there is, and has its reason."""

import csv
from pathlib import Path

from typer.testing import CliRunner

from obligcheck.cli.app import app
from obligcheck.language.mutation import head, mutants_of
from tests.bundled import bundled_book

CASES = Path(__file__).parent
ACCEPTED = CASES / "mutants.csv"


def _accepted() -> list[dict[str, str]]:
    with ACCEPTED.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_accepted_change_is_a_change_of_a_rule() -> None:
    possible = {
        (rule.place.path, head(rule), mutant.change)
        for rule in bundled_book().rules.rules
        for mutant in mutants_of(rule)
        if mutant.is_rule
    }

    assert [row for row in _accepted() if (row["file"], row["rule"], row["change"]) not in possible] == []


def test_accepted_changes_stand_once_in_the_order_of_the_files_with_a_reason() -> None:
    keys = [(row["file"], row["rule"], row["change"]) for row in _accepted()]

    assert len(keys) == len(set(keys))
    assert [file for file, _, _ in keys] == sorted(file for file, _, _ in keys)
    assert all(len(row["reason"]) > 40 for row in _accepted())


def test_less_than_one_change_in_twenty_is_accepted() -> None:
    every = [m for rule in bundled_book().rules.rules for m in mutants_of(rule) if m.is_rule]

    assert len(_accepted()) < len(every) / 20


def test_in_a_book_of_the_law_everything_is_noticed_or_accepted() -> None:
    """One book stands for all: the whole takes a quarter of a minute, and runs on its own."""
    call = ["rules", "mutate", "--part", "withdrawal.md", "--cases", str(CASES), "--accepted", str(ACCEPTED)]
    done = CliRunner().invoke(app, call)

    assert done.exit_code == 0, done.stdout
    assert "1 accepted, 0 not noticed" in done.stdout
