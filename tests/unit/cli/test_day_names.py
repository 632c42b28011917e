"""A scenario may call its day as it likes, and every command knows which of its inputs is meant."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import obligcheck
from obligcheck.answers import Book
from obligcheck.answers.cases import Case
from obligcheck.answers.witnesses import witnesses_of
from obligcheck.cli.app import app
from tests.unit.books import Tables, book_of, stating

SAID = """
  verdict {state} must turn back {suspect}
  yes TURN BACK
  no NO BAN
  unknown UNSURE
  say yes Yes.
  say no No.
  say unknown Unsure.
"""

#: `own` asks about no day.
VOYAGES = f"""
```rule
duty LT 4
  {{state}} must turn back {{suspect}}
  if {{suspect}} is banned by {{state}}
```

```scenario
scenario sail {{suspect}} {{state}} {{voyage date}}{SAID}```

```scenario
scenario own {{suspect}} {{state}}{SAID}```
"""

TABLES: Tables = {
    "bans": (
        "suspect,state,since\ndoe,norland,2020-01-01\n",
        stating("{suspect} is banned by {state}", since="since"),
    )
}


@cache
def voyages() -> Book:
    """Return the book about voyages."""
    return book_of(VOYAGES, TABLES)


@pytest.fixture(autouse=True)
def _loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(obligcheck, "load", lambda **_: voyages())


def run(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(("day", "code"), [("2021-05-01", 0), ("2019-05-01", 1)])
@pytest.mark.parametrize(
    "call",
    [
        ("check", "sail", "suspect=doe", "state=norland", "voyage_date={}"),
        ("why-not", "sail", "doe", "norland", "{}"),
        ("whatif", "sail", "doe", "norland", "voyage_date={}", "--assume", "Jane Doe is banned by Ostmark"),
        ("where", "doe", "{}", "--scenario", "sail"),
        ("who", "norland", "{}", "--scenario", "sail"),
    ],
    ids=lambda call: str(call[0]),
)
def test_commands_answer_on_that_day(call: tuple[str, ...], day: str, code: int) -> None:
    done = run(*(part.format(day) for part in call), "--exit-code")

    assert (done.exit_code, done.stderr) == (code, "")


def test_the_day_is_today_where_none_is_given() -> None:
    assert run("why-not", "sail", "doe", "norland").exit_code == 0
    assert "TURN BACK" in run("check", "sail", "suspect=doe", "state=norland").stdout


def test_batches_and_grids_name_that_day(tmp_path: Path) -> None:
    source = tmp_path / "voyages.csv"
    source.write_text("suspect,state,voyage_date\ndoe,norland,2021-05-01\n")
    asked = ("--scenario", "sail", "--columns", "verdict", "--quiet")
    grid = ("grid", "--suspects", "doe", "--states", "norland", "--dates", "2019-12-31..2020-01-01")

    assert run("batch", str(source), *asked).stdout.splitlines()[1].endswith(",yes")
    assert run(*grid, *asked).stdout.splitlines() == [
        "suspect,state,voyage_date,verdict",
        "doe,norland,2019-12-31,no",
        "doe,norland,2020-01-01,yes",
    ]


def test_precedents_are_asked_on_that_day() -> None:
    day = date(2021, 5, 1)
    case = Case("one", "sail", {"suspect": "doe", "state": "norland"}, day, day, "yes")

    assert case.misses(case.answer(voyages(), day)) == ""
    assert [witness.is_answered(voyages()) for witness in witnesses_of(voyages(), [case])] == [True]


@pytest.mark.parametrize(
    "call",
    [
        ("check", "own", "suspect=doe", "state=norland"),
        ("why-not", "own", "doe", "norland"),
        ("where", "doe", "2021-05-01", "--scenario", "own"),
        (
            "grid",
            "--suspects",
            "doe",
            "--states",
            "norland",
            "--dates",
            "2020-01-01..today",
            "--scenario",
            "own",
        ),
    ],
    ids=lambda call: str(call[0]),
)
def test_a_scenario_may_ask_about_no_day(call: tuple[str, ...]) -> None:
    done = run(*call)

    assert done.exit_code == 2
    assert "`own` asks about no day" in done.stderr
