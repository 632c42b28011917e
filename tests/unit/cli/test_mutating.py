"""`rules mutate`: which rules are changed, what should notice, and the exit code."""

import io
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from obligcheck.answers.mutate import Mutation
from obligcheck.cli.app import app
from obligcheck.cli.mutating import watched
from tests.bundled import bundled_book

#: One small rule, of which everything is noticed by the examples beside it.
SMALL = ("--rule", "SC 1970", "--part", "un-charter/security-council.md")

CASES = "case,scenario,suspect,state,date,expected\n"


def run(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, ["rules", "mutate", *arguments])


def _written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_rule_of_which_all_is_noticed_ends_with_zero() -> None:
    done = run(*SMALL)

    assert done.exit_code == 0, done.stdout
    assert done.stderr == ""
    assert "noticed (100.0%), 0 accepted, 0 not noticed\n" in done.stdout


def test_a_change_that_nothing_notices_ends_with_two_until_it_is_accepted(tmp_path: Path) -> None:
    (place,) = [r.place.at for r in bundled_book().rules.rules if r.cites == ("RS 90(5)",)]
    found = run("--rule", place, "--format", "json")
    (change,) = json.loads(found.stdout)["not_noticed"]
    row = ",".join(f'"{change[column]}"' for column in ("file", "rule", "change"))
    accepted = _written(tmp_path, "accepted.csv", f"file,rule,change,reason\n{row},for the reader\n")
    done = run("--rule", place, "--accepted", accepted)

    assert found.exit_code == 2
    assert done.exit_code == 0
    assert "1 accepted, 0 not noticed" in done.stdout
    assert "      for the reader\n" in done.stdout


def test_an_accepted_change_that_needs_no_reason_ends_with_two(tmp_path: Path) -> None:
    head = "duty SC 1970: {state} is bound by the Security Council to cooperate with the Court in {situation}"
    row = f'rules/un-charter/security-council.md,"{head}",without this duty,why'
    done = run(*SMALL, "--accepted", _written(tmp_path, "accepted.csv", f"file,rule,change,reason\n{row}\n"))

    assert done.exit_code == 2
    assert "accepted without need" in done.stdout


def test_cases_are_read_from_a_table_or_from_every_table_of_a_folder(tmp_path: Path) -> None:
    good = _written(tmp_path, "good.csv", f"{CASES}first,visit,putin,tajikistan,2025-10-09,yes\n")
    _written(tmp_path, "other.csv", "claim,outcome\nnothing,true\n")

    assert run(*SMALL, "--cases", good).exit_code == 0
    assert run(*SMALL, "--cases", str(tmp_path)).exit_code == 0


def test_a_case_that_fails_before_any_change_is_a_problem(tmp_path: Path) -> None:
    wrong = _written(tmp_path, "wrong.csv", f"{CASES}first,visit,putin,tajikistan,2025-10-09,no\n")
    done = run(*SMALL, "--cases", wrong)

    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr == "error[failed-example]: the rules as they are do not give what `first` expects\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot read {}: No such file or directory"),
        ("claim,outcome\n", "{}: no table of cases, expected columns `scenario` and `expected`"),
        (f"{CASES}first,feast,putin,tajikistan,2025-10-09,yes\n", "{}: the case `first` names no scenario"),
    ],
)
def test_a_table_that_has_no_cases_is_refused(tmp_path: Path, text: str | None, message: str) -> None:
    path = str(tmp_path / "cases.csv") if text is None else _written(tmp_path, "cases.csv", text)
    done = run(*SMALL, "--cases", path)

    assert done.exit_code == 2
    assert done.stderr == f"error: {message.format(path)}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file,rule,change\n", "{}: expected the columns file, rule, change, reason, found no `reason`"),
        (
            "file,rule,change,reason\na,b,c,\n",
            "{}:2: expected something in each of file, rule, change, reason",
        ),
    ],
)
def test_a_table_of_accepted_changes_needs_its_reasons(tmp_path: Path, text: str, message: str) -> None:
    path = _written(tmp_path, "accepted.csv", text)
    done = run(*SMALL, "--accepted", path)

    assert done.exit_code == 2
    assert done.stderr == f"error: {message.format(path)}\n"


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(b"case,\xff\n")
    done = run(*SMALL, "--cases", str(path))

    assert done.exit_code == 2
    assert done.stderr == f"error: {path}: not UTF-8: save the file as UTF-8 text\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rule", "RS 999"], "error: no rule stands under `RS 999`, and none concludes it\n"),
        (
            ["--rule", "SC 1970", "--part", "membership"],
            "error: no rule of membership stands under `SC 1970`, and none concludes it\n",
        ),
    ],
)
def test_a_rule_that_there_is_not_is_refused(arguments: list[str], message: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert done.stderr == message


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        """Say that somebody watches."""
        return True


def test_who_watches_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    mutation = Mutation(bundled_book(), [])
    rules = tuple(r for r in mutation.book.rules.rules if r.cites == ("SC 1970",))[:1]
    quiet = [tried.mutant.change for tried in watched(mutation, rules)]
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    assert [tried.mutant.change for tried in watched(mutation, rules)] == quiet
    assert "Rules" in terminal.getvalue()
