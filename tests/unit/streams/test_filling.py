"""The folder beside: whose it is, what of it is gone on with, and how it takes its name."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.unit.streams import batches
from tests.unit.streams.batches import StopAfter, Stopped, unwatched
from tests.unit.streams.test_folder import FILES, bytes_of, filled, names, refusal, run_of


def stopped(source: Path, target: Path, after: int = 2, **options: Any) -> None:  # noqa: ANN401 (passed on)
    """Begin a run that ends after so many files."""
    with pytest.raises(Stopped):
        run_of(source, target, **options).answer(StopAfter(after))


def resumed(source: Path, target: Path) -> list[int]:
    """Go on with a run, and return how many rows were answered after each of the files that were left."""
    seen: list[int] = []
    run_of(source, target).answer(lambda counts, _read: seen.append(counts.total()), resume=True)
    return seen


@pytest.mark.parametrize("within", ["", "in"])
@pytest.mark.parametrize("is_linked", [True, False])
def test_the_folder_beside_is_not_read(tmp_path: Path, within: str, *, is_linked: bool) -> None:
    part = tmp_path / "out.part" / within
    part.mkdir(parents=True)
    filled(tmp_path).rename(part / "x")
    source = tmp_path / "link" if is_linked else part
    if is_linked:
        source.symlink_to(part)
    before = bytes_of(part)

    said = refusal(lambda: run_of(source, tmp_path / "out"))

    assert said.startswith(f"`{source}` is where `{tmp_path}/out` is written until it is finished; ")
    assert bytes_of(part) == before


def test_a_folder_that_is_read_by_another_name_is_not_written_into(tmp_path: Path) -> None:
    source, link = filled(tmp_path), tmp_path / "link"
    link.symlink_to(source)

    said = refusal(lambda: run_of(link, source / "out"))

    assert said.startswith("answers cannot be written into the folder that is read")


@pytest.mark.parametrize("trees", ["out", "out/trees", "out.part/trees"])
def test_trees_do_not_stand_among_answers(tmp_path: Path, trees: str) -> None:
    said = refusal(lambda: run_of(filled(tmp_path), tmp_path / "out", trees=str(tmp_path / trees)))

    assert said == "trees cannot be written into the folder of answers; --trees DIR"


@pytest.mark.parametrize("resume", [True, False])
def test_a_folder_that_another_run_fills_is_left_to_it(tmp_path: Path, *, resume: bool) -> None:
    source, target = filled(tmp_path), tmp_path / "out"
    run_of(source, tmp_path / "whole").answer(unwatched)
    row = tmp_path / "row.csv"
    row.write_text(batches.table(1))
    refused: set[str] = set()

    def meanwhile(_counts: object, _read: int) -> None:
        refused.add(refusal(lambda: run_of(source, target).answer(unwatched, resume=resume)))
        # A run to a file of that name would begin with clearing away the same.
        to_file = batches.run_of(row, target)
        refused.add(refusal(lambda: to_file.answer(unwatched, resume=resume)))

    run_of(source, target).answer(meanwhile)

    assert refused == {f"another run writes `{target}`; wait for it, or another --output"}
    assert bytes_of(target) == bytes_of(tmp_path / "whole")
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out", "whole", "row.csv"}


def test_a_folder_that_no_run_has_left_is_not_cleared_away(tmp_path: Path) -> None:
    theirs = tmp_path / "out.part" / "a"
    theirs.parent.mkdir()
    theirs.write_text("theirs")

    said = refusal(lambda: run_of(filled(tmp_path), tmp_path / "out").answer(unwatched))

    assert said.startswith(f"`{tmp_path}/out.part` is there, and it is not what an unfinished run left; ")
    assert theirs.read_text() == "theirs"


@pytest.mark.parametrize("is_stubborn", [True, False])
def test_files_that_others_hide_there_harm_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_stubborn: bool
) -> None:
    source, unlink = filled(tmp_path), Path.unlink
    stopped(source, tmp_path / "out")
    (tmp_path / "out.part" / ".nfs0001").touch()
    (tmp_path / "out.part" / "year=2016" / ".DS_Store").touch()

    def busy(path: Path, *, missing_ok: bool = False) -> None:
        if path.name.startswith(".nfs"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        unlink(path, missing_ok=missing_ok)

    if is_stubborn:
        monkeypatch.setattr(Path, "unlink", busy)

    assert resumed(source, tmp_path / "out") == [9]
    assert names(tmp_path / "out") == sorted([*FILES, *([".nfs0001"] if is_stubborn else [])])


def test_what_cannot_be_taken_away_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, unlink = filled(tmp_path), Path.unlink
    stopped(source, tmp_path / "out")
    (tmp_path / "out.part" / "stale.parquet").touch()

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "stale.parquet":
            raise PermissionError(errno.EACCES, "no")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(PermissionError):
            resumed(source, tmp_path / "out")

    assert resumed(source, tmp_path / "out") == [9]


def test_an_interruption_while_folders_are_made_leaves_what_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, mkdir = filled(tmp_path), Path.mkdir
    stopped(source, tmp_path / "out")

    def interrupted(path: Path, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 (passed on)
        if path.name == "year=2017":
            raise KeyboardInterrupt
        mkdir(path, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", interrupted)
        with pytest.raises(KeyboardInterrupt):
            resumed(source, tmp_path / "out")

    assert names(tmp_path / "out.part") == list(FILES[:2])
    assert resumed(source, tmp_path / "out") == [9]


def test_a_refusal_leaves_what_another_run_has_finished(tmp_path: Path) -> None:
    source = filled(tmp_path)
    stopped(source, tmp_path / "out")
    before = bytes_of(tmp_path)

    refusal(lambda: run_of(source, tmp_path / "out", raw=True).answer(unwatched, resume=True))

    assert bytes_of(tmp_path) == before


def test_a_file_that_is_called_otherwise_meanwhile_stands_there_once(tmp_path: Path) -> None:
    source = filled(tmp_path)
    stopped(source, tmp_path / "out")
    (source / FILES[0]).rename(source / "year=2015.parquet")
    (tmp_path / "out.part" / "elsewhere").symlink_to(source)

    assert resumed(source, tmp_path / "out") == [6, 9]
    assert names(tmp_path / "out") == ["year=2015.parquet", *FILES[1:]]
    assert not (tmp_path / "out" / "elsewhere").exists()


def test_a_folder_all_of_whose_files_are_gone_is_gone_too(tmp_path: Path) -> None:
    source = filled(tmp_path, [*FILES, "year=2018/a.parquet"])
    stopped(source, tmp_path / "out", 3)
    shutil.move(source / "year=2016", source / "year=2019")

    assert resumed(source, tmp_path / "out") == [6, 9, 12]
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == [
        "year=2017",
        "year=2018",
        "year=2019",
    ]


@pytest.mark.parametrize("line", ["nonsense", '{"file": ["a"]}', "7"])
def test_a_damaged_line_of_the_journal_counts_for_nothing(tmp_path: Path, line: str) -> None:
    source, journal = filled(tmp_path), tmp_path / "out.part.json"
    stopped(source, tmp_path / "out")
    head, first, second = journal.read_text().splitlines()
    journal.write_text(f"{head}\n{first}\n{line}\n{second}\n")

    assert resumed(source, tmp_path / "out") == [9]


def test_the_journal_of_a_run_to_a_file_is_not_gone_on_with(tmp_path: Path) -> None:
    source, row = filled(tmp_path), tmp_path / "row.csv"
    row.write_text(batches.table(40))
    with pytest.raises(Stopped):
        batches.run_of(row, tmp_path / "out").answer(StopAfter(2))

    said = refusal(lambda: run_of(source, tmp_path / "out").answer(unwatched, resume=True))
    assert said.startswith("cannot go on where the other run stopped: source was ")

    run_of(source, tmp_path / "out").answer(unwatched)
    assert names(tmp_path / "out") == list(FILES)


def test_a_run_is_gone_on_with_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.chdir(tmp_path)
    stopped(Path("in"), Path("out"), trees="trees")
    monkeypatch.chdir(tmp_path / "in")

    run = run_of(Path(), Path("../out"), trees="../trees")
    run.answer(unwatched, resume=True)

    assert run.counts.total() == 9
    assert names(tmp_path / "out") == list(FILES)


def test_a_link_goes_on_leading_to_the_folder(tmp_path: Path) -> None:
    source, link, real = filled(tmp_path), tmp_path / "link", tmp_path / "there" / "real"
    real.mkdir(parents=True)
    real.chmod(0o750)
    link.symlink_to(real)

    run_of(source, link).answer(unwatched)

    assert link.is_symlink()
    assert names(real) == list(FILES)
    assert real.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in real.parent.iterdir()] == ["real"]


@pytest.fixture(name="mounted")
def _mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that nothing can replace."""
    rmdir, mounted = Path.rmdir, tmp_path / "out"
    mounted.mkdir()

    def busy(path: Path) -> None:
        if path == mounted:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        rmdir(path)

    monkeypatch.setattr(Path, "rmdir", busy)
    return mounted


def test_a_folder_that_cannot_be_replaced_is_filled(tmp_path: Path, mounted: Path) -> None:
    source = filled(tmp_path, [*FILES, "top.parquet"])
    run_of(source, tmp_path / "whole").answer(unwatched)

    run_of(source, mounted).answer(unwatched)

    assert bytes_of(mounted) == bytes_of(tmp_path / "whole")
    assert {path.name for path in mounted.iterdir()} == {"year=2016", "year=2017", "top.parquet"}
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out", "whole"}


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_folder_that_is_filled_in_part_is_as_it_was(
    tmp_path: Path, mounted: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    source, copyfile = filled(tmp_path, ["a.parquet", *FILES]), shutil.copyfile
    left = list(range(after))

    def full(path: Path, to: Path) -> Path:
        copyfile(path, to)
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left.pop()
        return to

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(OSError, match="No space"):
            run_of(source, mounted).answer(unwatched)

    assert list(mounted.iterdir()) == []
    assert resumed(source, mounted) == []
    assert names(mounted) == ["a.parquet", *FILES]


def test_what_others_put_there_meanwhile_stays(tmp_path: Path) -> None:
    source, target = filled(tmp_path), tmp_path / "out"
    theirs = target / "theirs"

    def meanwhile(_counts: object, _read: int) -> None:
        target.mkdir(exist_ok=True)
        theirs.touch()

    said = refusal(lambda: run_of(source, target).answer(meanwhile))

    assert said.startswith(f"somebody has put something into `{target}` meanwhile; ")
    assert names(target) == ["theirs"]
    theirs.unlink()
    assert resumed(source, target) == []
    assert names(target) == list(FILES)


def test_names_in_capitals_are_read_too_and_links_to_folders_are_told(tmp_path: Path) -> None:
    source = filled(tmp_path, ["A.PARQUET"])
    filled(tmp_path / "other")
    (source / "link").symlink_to(tmp_path / "other" / "in")

    run = run_of(source, tmp_path / "out")
    run.answer(unwatched)

    assert names(tmp_path / "out") == ["A.PARQUET"]
    assert run.linked == [str(source / "link")]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: path.symlink_to("nowhere"), "No such file or directory"),
        (os.mkfifo, "it is no file"),
    ],
)
def test_what_cannot_be_read_is_told_before_anything_is(
    tmp_path: Path, make: Callable[[Path], None], why: str
) -> None:
    source = filled(tmp_path)
    make(source / "x.parquet")

    assert refusal(lambda: run_of(source, tmp_path / "out")) == f"cannot read `{source}/x.parquet`: {why}"


def test_an_entry_is_of_the_file_as_it_was(tmp_path: Path) -> None:
    source, journal = filled(tmp_path), tmp_path / "out.part.json"
    stopped(source, tmp_path / "out")
    pq.write_table(
        pa.table({"suspect": ["doe"], "state": ["norland"], "date": ["2016-05-01"]}), source / FILES[0]
    )

    stopped_again = run_of(source, tmp_path / "out")
    with pytest.raises(Stopped):
        stopped_again.answer(StopAfter(1), resume=True)

    noted = [json.loads(line)["file"] for line in journal.read_text().splitlines()[1:]]
    assert [file[0] for file in noted] == [FILES[1], FILES[0]]
    assert noted[1][1] == (source / FILES[0]).stat().st_size
