"""Loading: folders to a book, kept for the next run, and everything wrong with the files at once."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from obligcheck.facts import package
from obligcheck.problems import Problem, ProblemsError
from obligcheck.shelf import load
from obligcheck.temporal import Truth
from tests.unit.books import package_of, stating
from tests.unit.shelf.conftest import TOLLS, write

DAY = date(2026, 1, 1)
NORLAND = "Norland must pay the toll"
SUDERLAND = "Suderland must pay the toll"


def problems_of(rules: Path | None = None, data: Path | None = None) -> list[Problem]:
    with pytest.raises(ProblemsError) as caught:
        load(rules, data)
    return list(caught.value.problems)


def count_readings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows each time that a data package is read."""
    readings: list[object] = []
    read = package.read_package

    def counted(*sources: Any) -> object:  # noqa: ANN401 (passed on as they are)
        readings.append(sources)
        return read(*sources)

    monkeypatch.setattr(package, "read_package", counted)
    return readings


def test_a_book_is_made_of_the_bundled_folders(folders: Path) -> None:
    book = load()

    assert book.ask(NORLAND).on(DAY) is Truth.YES
    assert book.ask(SUDERLAND).on(DAY) is Truth.NO
    assert book.receipt["data"] == "2026.1"
    assert folders.is_dir()


def test_a_book_knows_its_files_as_users_do(folders: Path, tmp_path: Path) -> None:
    over = tmp_path / "over"
    for name in ("datapackage.json", "parties.csv"):
        write(over / name, (folders / "data" / name).read_text())

    with_over, without = load(data=over), load()

    assert with_over.receipt["data"] == without.receipt["data"]
    assert set(with_over.files) - set(without.files) == {f"{over}/datapackage.json", f"{over}/parties.csv"}
    assert "data/parties.csv" in without.files


def test_a_book_is_kept_for_the_next_run(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = count_readings(monkeypatch)
    before = load()
    after = load()

    assert len(readings) == 1
    assert after.receipt == before.receipt
    assert after.ask(NORLAND).on(DAY) is Truth.YES
    assert [str(s) for s in after.rules.vocabulary] == [str(s) for s in before.rules.vocabulary]
    assert folders.is_dir()


def test_a_changed_file_is_never_answered_from_an_old_copy(folders: Path) -> None:
    before = load()
    write(folders / "data" / "parties.csv", "state\nostmark\n")

    after = load()

    assert after.ask(NORLAND).on(DAY) is Truth.NO
    assert after.receipt["data_digest"] != before.receipt["data_digest"]
    assert after.receipt["rules"] == before.receipt["rules"]


def test_the_digest_tells_where_one_file_ends_and_the_next_begins(folders: Path) -> None:
    write(folders / "rules" / "a.md", "one")
    write(folders / "rules" / "b.md", "two")
    before = load().receipt["rules"]
    write(folders / "rules" / "a.md", "on")
    write(folders / "rules" / "b.md", "etwo")

    assert load().receipt["rules"] != before


def test_a_damaged_copy_is_made_again(folders: Path, tmp_path: Path) -> None:
    load()
    (path,) = (tmp_path / "cache").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:1_000])

    assert load().ask(NORLAND).on(DAY) is Truth.YES
    assert len(path.read_bytes()) == len(whole)
    assert folders.is_dir()


def test_without_a_cache_every_run_reads_again(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBLIGCHECK_CACHE", "off")
    readings = count_readings(monkeypatch)
    load()
    load()

    assert len(readings) == 2
    assert folders.is_dir()


# Laying over


def test_rules_laid_over_replace_and_add(folders: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    write(mine / "lake" / "tolls.md", TOLLS.replace("if {state} is a party", 'if {state} is "Suderland"'))
    write(mine / "more.md", TOLLS.replace("pay the toll", "greet").replace("# Tolls", "# Greetings"))

    book = load(rules=mine)

    assert [book.ask(text).on(DAY) for text in (NORLAND, SUDERLAND, "Norland must greet")] == [
        Truth.NO,
        Truth.YES,
        Truth.YES,
    ]
    assert load().ask(NORLAND).on(DAY) is Truth.YES
    assert folders.is_dir()


def test_tables_laid_over_replace_those_of_the_same_path(folders: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine" / "parties.csv", "state\nsuderland\n")

    assert load(data=str(tmp_path / "mine")).ask(SUDERLAND).on(DAY) is Truth.YES
    assert folders.is_dir()


def test_the_receipt_names_what_was_replaced_and_not_what_was_added(folders: Path, tmp_path: Path) -> None:
    write(tmp_path / "data" / "parties.csv", "state\nsuderland\n")
    write(tmp_path / "rules" / "lake" / "tolls.md", TOLLS)
    write(
        tmp_path / "rules" / "more.md",
        TOLLS.replace("pay the toll", "greet").replace("# Tolls", "# Greetings"),
    )

    both = load(rules=tmp_path / "rules", data=tmp_path / "data")
    assert both.receipt["replaced"] == ["rules/lake/tolls.md", "data/parties.csv"]
    assert "replaced" not in load().receipt
    assert folders.is_dir()


def test_a_description_laid_over_adds_its_tables(folders: Path, tmp_path: Path) -> None:
    description, _ = package_of({"guests": ("state\nostmark\n", stating("{state} is a party"))})
    guests = [r for r in json.loads(description.text)["resources"] if r["name"] == "guests"]
    write(tmp_path / "mine" / "datapackage.json", json.dumps({"version": "mine", "resources": guests}))
    write(tmp_path / "mine" / "guests.csv", "state\nostmark\n")

    book = load(data=tmp_path / "mine")

    assert [book.ask(f"{name} must pay the toll").on(DAY) for name in ("Norland", "Ostmark")] == [
        Truth.YES,
        Truth.YES,
    ]
    assert book.record.version == "mine"
    assert folders.is_dir()


def test_a_table_laid_over_that_nothing_describes_is_a_problem(folders: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine" / "guests.csv", "state\nostmark\n")

    assert [str(problem) for problem in problems_of(data=tmp_path / "mine")] == [
        f"{tmp_path}/mine/guests.csv:1:1: error[unused-table]: the data package does not describe this table"
    ]
    assert folders.is_dir()


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"resources": 3}', "[]"])
def test_a_broken_description_laid_over_is_told_in_its_own_file(
    folders: Path, tmp_path: Path, text: str
) -> None:
    write(tmp_path / "mine" / "datapackage.json", text)

    (problem,) = problems_of(data=tmp_path / "mine")

    assert problem.place is not None
    assert problem.place.path == f"{tmp_path}/mine/datapackage.json"
    assert folders.is_dir()


# Problems


def test_folders_that_are_not_there_are_all_told(folders: Path) -> None:
    assert [problem.code for problem in problems_of(folders / "a", folders / "b")] == ["missing-folder"] * 2


def test_everything_wrong_with_rules_and_data_is_told_at_once(folders: Path) -> None:
    write(folders / "rules" / "lake" / "tolls.md", TOLLS.replace("duty LT", "dutty LT"))
    write(folders / "rules" / "latin.md", b"\xff")
    write(folders / "data" / "parties.csv", "state\nnowhere\nnorland,suderland\n")

    assert [problem.code for problem in problems_of()] == [
        "not-utf-8",
        "broken-row",
        "unknown-reference",
        "unknown-kind",
    ]


def test_rules_are_not_blamed_for_a_table_that_is_not_there(folders: Path) -> None:
    (folders / "data" / "states.csv").unlink()
    write(
        folders / "rules" / "lake" / "tolls.md", TOLLS.replace("{state} is a party", '{state} is "Norland"')
    )

    assert [problem.code for problem in problems_of()] == ["missing-table"]


def test_without_a_description_nothing_can_be_read(folders: Path) -> None:
    (folders / "data" / "datapackage.json").unlink()

    assert [str(problem) for problem in problems_of()] == [
        "error[missing-table]: there is no datapackage.json"
    ]


def test_a_description_that_cannot_be_read_is_told(folders: Path) -> None:
    (folders / "data" / "datapackage.json").unlink()
    (folders / "data" / "datapackage.json").symlink_to("nowhere")

    assert [problem.code for problem in problems_of()] == ["unreadable"]


def test_files_may_be_named_in_any_encoding(folders: Path) -> None:
    Path(os.fsdecode(os.fsencode(folders / "rules") + b"/z\xf6lle.md")).write_text("# Tolls\n")

    assert load().ask(NORLAND).on(DAY) is Truth.YES
