"""Runs that are interrupted leave what was there, and go on where they stopped."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from obligcheck.batch import EXPLAINED, Settings
from obligcheck.problems import ProblemsError
from obligcheck.streams import tables
from tests.unit.streams.batches import StopAfter, Stopped, run_of, table, unwatched

FORMATS = ("csv", "tsv", "jsonl", "parquet")


def written(folder: Path, given: str, content: str | None = None) -> Path:
    """Return a file of that format."""
    source = folder / f"input.{given}"
    plain = folder / "plain.csv"
    plain.write_text(content or table(60))
    if given == "csv":
        plain.rename(source)
    else:
        run_of(plain, source, columns=("label",), size=10_000).answer(unwatched)
        plain.unlink()
    return source


def stopped(source: Path, target: Path, after: int, **options: Any) -> None:  # noqa: ANN401 (passed on)
    """Begin a run that ends after so many steps."""
    with pytest.raises(Stopped):
        run_of(source, target, **options).answer(StopAfter(after))


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("given", FORMATS)
@pytest.mark.parametrize("is_quick", [True, False])
def test_a_run_goes_on_to_the_same_bytes(
    tmp_path: Path, given: str, wanted: str, monkeypatch: pytest.MonkeyPatch, *, is_quick: bool
) -> None:
    monkeypatch.setattr(tables, "ROWS", 7)
    monkeypatch.setattr(tables, "LINES", 5)
    monkeypatch.setattr(tables, "GROUP", 3)
    source, whole, target = written(tmp_path, given), tmp_path / f"a.{wanted}", tmp_path / f"b.{wanted}"
    run_of(source, whole, is_quick=is_quick).answer(unwatched)
    for after in (1, 2, 5):
        stopped(source, target, after, is_quick=is_quick)
        assert not target.exists()
        stopped_again = run_of(source, target, is_quick=is_quick)
        with pytest.raises(Stopped):
            stopped_again.answer(StopAfter(2), resume=True)
        run = run_of(source, target, is_quick=is_quick)
        run.answer(unwatched, resume=True)
        assert target.read_bytes() == whole.read_bytes()
        assert run.counts.total() == 60
        target.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, whole.name])


@pytest.mark.parametrize("wanted", ["csv", "parquet"])
def test_an_earlier_file_stays_until_the_new_one_is_there(tmp_path: Path, wanted: str) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / f"b.{wanted}"
    target.write_bytes(b"earlier")

    stopped(source, target, 2)
    assert target.read_bytes() == b"earlier"
    run_of(source, target).answer(unwatched, resume=True)
    assert target.read_bytes() != b"earlier"


@pytest.mark.parametrize("is_late", [False, True])
def test_what_was_written_behind_the_journal_is_written_again(tmp_path: Path, *, is_late: bool) -> None:
    source, target, whole = written(tmp_path, "csv"), tmp_path / "b.csv", tmp_path / "a.csv"
    run_of(source, whole).answer(unwatched)
    stopped(source, target, 3)
    part = tmp_path / "b.csv.part"
    if is_late:
        with part.open("ab") as stream:
            stream.write(b"half a li")
        run_of(source, target).answer(unwatched, resume=True)
        assert target.read_bytes() == whole.read_bytes()
    else:
        part.write_bytes(part.read_bytes()[:-1])
        with pytest.raises(ProblemsError, match="shorter than it was"):
            run_of(source, target).answer(unwatched, resume=True)


def test_a_torn_line_of_the_journal_is_left_out(tmp_path: Path) -> None:
    source, target, whole = written(tmp_path, "csv"), tmp_path / "b.csv", tmp_path / "a.csv"
    run_of(source, whole).answer(unwatched)
    stopped(source, target, 3)
    for after in (2, 3):
        with (tmp_path / "b.csv.part.json").open("a") as journal:
            journal.write('{"written": 7')
        with pytest.raises(Stopped):
            run_of(source, target).answer(StopAfter(after), resume=True)
    run_of(source, target).answer(unwatched, resume=True)

    assert target.read_bytes() == whole.read_bytes()


def test_nothing_to_go_on_with_begins_anew(tmp_path: Path) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.csv"
    (tmp_path / "b.csv.part.json").write_text("{half")

    run_of(source, target).answer(unwatched, resume=True)

    assert target.read_text().count("\n") == 61


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"prefix": "x_"}, 'prefix was "", now "x_"'),
        ({"columns": ("verdict",)}, 'columns was ["verdict", "since", "error"], now ["verdict"]'),
        ({"settings": Settings(scenario="sail", deny=("Norland is a member",))}, "deny was [], now"),
        ({"raw": True}, "raw was false, now true"),
    ],
)
def test_another_run_is_not_gone_on_with(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.csv"
    stopped(source, target, 2)

    with pytest.raises(ProblemsError) as caught:
        run_of(source, target, **options).answer(unwatched, resume=True)

    (problem,) = caught.value.problems
    assert problem.message.startswith(f"cannot go on where the other run stopped: {said}")
    assert problem.fix == "without --resume it begins anew"
    assert (tmp_path / "b.csv.part").exists()


def test_an_input_that_changed_is_told(tmp_path: Path) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.csv"
    stopped(source, target, 2)
    source.write_text(table(61))

    with pytest.raises(ProblemsError, match="input was"):
        run_of(source, target).answer(unwatched, resume=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_pipe_is_read_again_and_compared(tmp_path: Path, encoding: str) -> None:
    source, target, whole = tmp_path / "-", tmp_path / "b.csv", tmp_path / "a.csv"
    content = table(60).replace("n7\n", '"n\n7"\n').encode(encoding)
    other = table(60).replace("norland", "ostmark").encode(encoding)
    options: dict[str, Any] = {"given": "csv", "encoding": encoding}
    run_of(source, whole, io.BytesIO(content), **options).answer(unwatched)
    with pytest.raises(Stopped):
        run_of(source, target, io.BytesIO(content), **options).answer(StopAfter(12))

    with pytest.raises(ProblemsError, match="the input is another"):
        run_of(source, target, io.BytesIO(other), **options).answer(unwatched, resume=True)
    with pytest.raises(Stopped):
        run_of(source, target, io.BytesIO(content), **options).answer(StopAfter(12))
    run_of(source, target, io.BytesIO(content), **options).answer(unwatched, resume=True)

    assert target.read_bytes() == whole.read_bytes()


def test_the_day_is_that_of_the_run_that_began(tmp_path: Path) -> None:
    content = "suspect,state,date\n" + "doe,norland,today\n" * 40
    source, target = written(tmp_path, "csv", content), tmp_path / "b.csv"
    before, after = (Settings(scenario="sail", today=date(year, 1, 2)) for year in (2016, 2022))

    stopped(source, target, 3, settings=before)
    run_of(source, target, settings=after).answer(unwatched, resume=True)

    assert target.read_text().count(",yes,") == 40


def test_trees_are_written_once_each(tmp_path: Path) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.jsonl"
    trees = tmp_path / "trees"
    options: dict[str, Any] = {"columns": ("verdict",), "explain": True, "trees": str(trees)}

    stopped(source, target, 4, **options)
    run_of(source, target, **options).answer(unwatched, resume=True)

    rows = [json.loads(line) for line in target.read_text().splitlines()]
    named = {row["tree"] for row in rows if row["tree"]}
    assert {path.name for path in trees.iterdir()} == {f"{name}.json" for name in named}
    for row in rows:
        assert set(EXPLAINED) <= row.keys()
        if row["tree"]:
            found = json.loads((trees / f"{row['tree']}.json").read_text())
            assert found["id"] == row["tree"]
            assert found["tree"]["truth"] == row["verdict"]


def test_standard_output_cannot_be_gone_on_with(tmp_path: Path) -> None:
    source = written(tmp_path, "csv")

    with pytest.raises(ProblemsError, match="only what is written to a file can be resumed"):
        run_of(source, "-").answer(unwatched, resume=True)


def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    source, target, link = written(tmp_path, "csv"), tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("earlier")
    link.symlink_to(target)

    run_of(source, link).answer(unwatched)

    assert link.is_symlink()
    assert target.read_text().count("\n") == 61


def test_a_parquet_file_says_how_it_was_made(tmp_path: Path) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.parquet"
    run_of(source, target).answer(unwatched)

    about = json.loads(pq.read_metadata(target).metadata[b"obligcheck"])

    assert sum(about["counts"].values()) == 60
    assert about["made"]["scenario"] == "sail"
    assert about["made"]["rules"] == "invented"


def refusal(run: Callable[[], object]) -> str:
    """Return why it is refused, and what is to be done."""
    with pytest.raises(ProblemsError) as caught:
        run()
    (problem,) = caught.value.problems
    return f"{problem.message}; {problem.fix}"


@pytest.mark.parametrize("name", ["b.csv.part", "b.csv.part.json", "b.csv.part.lock", "link", "b.csv.part/a"])
@pytest.mark.parametrize("wanted", ["csv", "parquet"])
def test_what_is_read_is_not_written_over(tmp_path: Path, name: str, wanted: str) -> None:
    source = tmp_path / name.replace("csv", wanted)
    source.parent.mkdir(exist_ok=True)
    if name == "link":
        source.symlink_to(tmp_path / f"b.{wanted}.part")
    source.write_text(table())

    said = refusal(
        lambda: run_of(source, tmp_path / f"b.{wanted}", given="csv", wanted=wanted).answer(unwatched)
    )

    assert said == (
        f"`{source}` is where `{tmp_path}/b.{wanted}` is written until it is finished; "
        "another --output, or rename what is read"
    )
    assert source.read_text() == table()


@pytest.mark.parametrize("is_folder", [True, False])
@pytest.mark.parametrize("resume", [True, False])
def test_what_no_run_has_left_is_not_cleared_away(tmp_path: Path, *, is_folder: bool, resume: bool) -> None:
    source, theirs = written(tmp_path, "csv"), tmp_path / "b.csv.part"
    if is_folder:
        theirs.mkdir()
        theirs /= "a"
    theirs.write_text("theirs")

    said = refusal(lambda: run_of(source, tmp_path / "b.csv").answer(unwatched, resume=resume))

    assert said.startswith(f"`{tmp_path}/b.csv.part` is there, and it is not what an unfinished run left; ")
    assert theirs.read_text() == "theirs"
    assert not (tmp_path / "b.csv.part.lock").exists()


@pytest.mark.parametrize("resume", [True, False])
@pytest.mark.parametrize(("given", "wanted"), [("csv", "csv"), ("csv", "parquet"), ("parquet", "parquet")])
def test_a_run_that_another_is_at_work_on_is_refused(
    tmp_path: Path, given: str, wanted: str, *, resume: bool
) -> None:
    source, target, whole = written(tmp_path, given), tmp_path / f"b.{wanted}", tmp_path / f"a.{wanted}"
    run_of(source, whole).answer(unwatched)
    refused: list[str] = []

    def meanwhile(_counts: object, _read: int) -> None:
        refused.append(refusal(lambda: run_of(source, target).answer(unwatched, resume=resume)))

    run_of(source, target).answer(meanwhile)

    assert set(refused) == {f"another run writes `{target}`; wait for it, or another --output"}
    assert target.read_bytes() == whole.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name, whole.name}


@pytest.mark.parametrize("wanted", ["csv", "parquet"])
def test_nobody_may_read_what_is_written_who_could_not_read_what_it_replaces(
    tmp_path: Path, wanted: str
) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / f"b.{wanted}"
    target.touch()
    target.chmod(0o400)
    seen: set[int] = set()

    def look(_counts: object, _read: int) -> None:
        seen.update(
            path.stat().st_mode & 0o077 for path in tmp_path.glob("b.*.part*") if path.suffix != ".lock"
        )

    run_of(source, target).answer(look)

    assert seen == {0}
    assert target.stat().st_mode & 0o777 == 0o400
    assert target.stat().st_size > 0


def test_a_file_system_without_modes_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.csv"
    target.touch()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    run_of(source, target).answer(unwatched)

    assert target.read_text().count("\n") == 61


def test_a_run_is_gone_on_with_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, elsewhere = written(tmp_path, "csv"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(tmp_path)
    stopped(Path(source.name), tmp_path / "b.csv", 2, trees="trees")
    monkeypatch.chdir(elsewhere)

    run = run_of(Path("..") / source.name, tmp_path / "b.csv", trees="../trees")
    run.answer(unwatched, resume=True)

    assert run.counts.total() == 60
    assert (tmp_path / "b.csv").read_text().count("\n") == 61


@pytest.mark.parametrize("head", ["nonsense", "[]", "{}", '{"settings": 1}', "\0\0"])
def test_a_journal_that_is_damaged_says_nothing(tmp_path: Path, head: str) -> None:
    source, target, journal = written(tmp_path, "csv"), tmp_path / "b.csv", tmp_path / "b.csv.part.json"
    stopped(source, target, 3)
    journal.write_text(f"{head}\n" + journal.read_text().partition("\n")[2])

    said = refusal(lambda: run_of(source, target).answer(unwatched, resume=True))

    assert said == (
        f"cannot go on: `{journal}` does not say what the other run did; without --resume it begins anew"
    )
    run_of(source, target).answer(unwatched)
    assert target.read_text().count("\n") == 61


def test_a_damaged_line_of_the_journal_is_left_out(tmp_path: Path) -> None:
    source, target, whole = written(tmp_path, "csv"), tmp_path / "b.csv", tmp_path / "a.csv"
    run_of(source, whole).answer(unwatched)
    stopped(source, target, 3)
    with (tmp_path / "b.csv.part.json").open("a") as journal:
        journal.write('nonsense\n[1]\n{"written": 9999999}\n')

    run_of(source, target).answer(unwatched, resume=True)

    assert target.read_bytes() == whole.read_bytes()


def test_a_journal_whose_part_is_gone_begins_anew(tmp_path: Path) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.csv"
    stopped(source, target, 3)
    (tmp_path / "b.csv.part").unlink()

    run_of(source, target).answer(unwatched, resume=True)

    assert target.read_text().count("\n") == 61


def test_of_several_differences_the_first_of_the_settings_is_told(tmp_path: Path) -> None:
    source, target = written(tmp_path, "csv"), tmp_path / "b.csv"
    stopped(source, target, 2, raw=True, prefix="x_", explain=True, named={"id": "purpose"})
    source.write_text(table(61))

    assert "the other run stopped: input was" in refusal(
        lambda: run_of(source, target).answer(unwatched, resume=True)
    )


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_the_file_that_is_read_may_be_replaced(tmp_path: Path, format_: str) -> None:
    source, other = written(tmp_path, format_), tmp_path / f"a.{format_}"
    run_of(source, other, columns=("verdict",)).answer(unwatched)
    with source.open("rb") as stream, pytest.raises(Stopped):
        run_of(source, source, stream, columns=("verdict",)).answer(StopAfter(1))

    with source.open("rb") as stream:
        run_of(source, source, stream, columns=("verdict",)).answer(unwatched)

    assert source.read_bytes() == other.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {source.name, other.name}
