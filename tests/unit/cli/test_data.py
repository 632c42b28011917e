"""`data`: listed, shown, checked, and where it comes from."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli.app import app

DATA = Path(__file__).parents[3] / "data"


def run(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, ["data", *arguments])


def test_tables_are_listed() -> None:
    listed = run("list").stdout
    assert listed.startswith("table ")
    assert "\nwarrants " in listed


@pytest.mark.parametrize("table", ["withdrawals", "withdrawals.csv"])
def test_a_table_is_shown(table: str) -> None:
    shown = run("show", table).stdout
    assert "the depositary received on {notice date} a withdrawal by {state}\n" in shown


def test_a_table_and_the_rows_about_a_thing_are_shown_as_json() -> None:
    whole = json.loads(run("show", "warrants", "--format", "json").stdout)
    assert (whole["schema_version"], whole["table"], whole["file"]) == (1, "warrants", "data/warrants.csv")
    assert "{warrant} was issued on {issue date}" in whole["states"]
    with (DATA / "warrants.csv").open(encoding="utf-8", newline="") as file:
        assert [row["cells"] for row in whole["rows"]] == list(csv.DictReader(file))

    about = json.loads(run("show", "warrants", "Vladimir Putin", "--format", "json").stdout)
    assert [row["cells"]["issue_date"] for row in about["rows"]] == ["2023-03-17"]
    (row,) = [row for row in whole["rows"] if row["cells"]["suspect"] == "putin"]
    assert about == {**whole, "rows": [row]}


def test_the_rows_about_a_thing_are_shown_whole() -> None:
    shown = run("show", "warrants", "Vladimir Putin").stdout
    assert "\n  issue_date   2023-03-17\n" in shown
    assert " was issued on 2023-03-17\n" in shown


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("show", "warants"), "no table is called `warants`; tables: "),
        (("show", "warrants", "nobody"), "no row of `warrants` is about `nobody`"),
        (("sources", "warants"), "no table is called `warants`; tables: "),
    ],
)
def test_what_is_not_there_is_refused(arguments: tuple[str, ...], meant: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert meant in done.stderr


def test_the_bundled_record_has_no_problem() -> None:
    done = run("check")
    assert done.exit_code == 0
    assert done.stdout.endswith(" tables: no problem\n")


def test_a_broken_row_is_drawn_with_its_file_line_and_column(tmp_path: Path) -> None:
    _with_cell(tmp_path, "withdrawals", "notice_date", "2016-02-30")
    done = run("check", "--data", str(tmp_path))
    assert done.exit_code == 2
    assert "withdrawals.csv:2:" in done.stderr
    assert "`2016-02-30`" in done.stderr
    assert "^^^^^^^^^^" in done.stderr


def test_other_broken_rows_are_told_with_one_that_cannot_be_read(tmp_path: Path) -> None:
    _with_cell(tmp_path, "withdrawals", "effective_date", "2015-10-27")
    warrants = (DATA / "warrants.csv").read_text(encoding="utf-8").split("\n")
    warrants[1] += ",more"
    warrants[2] = warrants[2].replace("2005-07-08,2005-10-13", "2005-07-08,2004-10-13")
    (tmp_path / "warrants.csv").write_text("\n".join(warrants), encoding="utf-8")
    done = run("check", "--data", str(tmp_path))
    assert done.exit_code == 2
    assert "warrants.csv:2:1: error[broken-row]: " in done.stderr
    assert "effective date 2015-10-27 comes before notice date 2016-10-27" in done.stderr
    assert "public date 2004-10-13 comes before issue date 2005-07-08" in done.stderr
    assert done.stderr.endswith("\n3 problems\n")


def test_broken_rules_hide_no_broken_row(tmp_path: Path) -> None:
    rules, data = tmp_path / "rules", tmp_path / "data"
    rules.mkdir()
    data.mkdir()
    _with_cell(data, "withdrawals", "effective_date", "2015-10-27")
    (rules / "more.md").write_text("```rule\nrule RS 999\n  it rains\n```\n", encoding="utf-8")
    done = run("check", "--data", str(data), "--rules", str(rules))
    assert "`RS` has no article `999`" in done.stderr
    assert "effective date 2015-10-27 comes before notice date 2016-10-27" in done.stderr


def test_a_date_that_the_rules_compute_otherwise_is_drawn(tmp_path: Path) -> None:
    _with_cell(tmp_path, "withdrawals", "effective_date", "2018-10-27")
    done = run("check", "--data", str(tmp_path))
    assert done.exit_code == 2
    assert "error[recomputed-otherwise]: " in done.stderr


def test_sources_are_listed_for_all_or_for_one_table() -> None:
    assert len(run("sources").stdout) > len(run("sources", "withdrawals").stdout)
    assert "C.N." in run("sources", "withdrawals").stdout


def _with_cell(folder: Path, table: str, column: str, value: str) -> None:
    """Write ``table`` into ``folder`` with another value in the first row."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index(column)] = value
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
