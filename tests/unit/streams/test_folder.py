"""A folder of Parquet files answered to another: what stays, what a stop leaves, and what is gone on with."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from obligcheck.batch import Settings
from obligcheck.problems import ProblemsError
from obligcheck.streams.folder import Desk, FolderRun, Runner, Task, keys_of
from obligcheck.streams.steps import Job
from tests.unit.answers.lake import lake
from tests.unit.streams.batches import COLUMNS, STATES, StopAfter, Stopped, unwatched

FILES = ("year=2016/a.parquet", "year=2016/b.parquet", "year=2017/a.parquet")


def filled(folder: Path, files: Sequence[str] = FILES) -> Path:
    """Return the folder `in`, with three rows in each of ``files``, of which the last cannot be answered."""
    for number, within in enumerate(files):
        table = {
            "id": [number * 3, number * 3 + 1, number * 3 + 2],
            "suspect": ["doe", "roe", "nobody"],
            "state": [STATES[number % 3]] * 3,
            "date": [date(2016, 5, 1)] * 3,
        }
        path = folder / "in" / within
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(table), path)
    return folder / "in"


def run_of(
    source: Path,
    target: Path,
    runner: Runner | None = None,
    settings: Settings | None = None,
    **options: Any,  # noqa: ANN401 (whatever a job has)
) -> FolderRun:
    """Return the run from folder to folder."""
    job = Job(str(source), str(target), "parquet", "parquet", columns=COLUMNS)._replace(**options)
    return FolderRun(lake(), settings or Settings(scenario="sail"), job, runner)


def names(folder: Path) -> list[str]:
    """Return the paths of all files in ``folder``."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return all that ``folder`` holds."""
    return {name: (folder / name).read_bytes() for name in names(folder)}


def refusal(run: Callable[[], object]) -> str:
    """Return why it is refused."""
    with pytest.raises(ProblemsError) as caught:
        run()
    (problem,) = caught.value.problems
    return f"{problem.message}; {problem.fix}" if problem.fix else problem.message


def test_each_file_is_answered_in_a_folder_of_the_same_name(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    run = run_of(filled(tmp_path), tmp_path / "out")

    run.answer(lambda counts, read: seen.append((counts.total(), read)))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    assert names(tmp_path / "out") == list(FILES)
    table = pq.ParquetFile(tmp_path / "out" / FILES[1]).read()
    assert table.column_names == ["id", "suspect", "state", "date", *COLUMNS]
    assert table["id"].to_pylist() == [3, 4, 5]
    assert table["verdict"].to_pylist() == ["no", "unknown", None]
    assert table["error"].null_count == 2
    assert run.counts.total() == 9
    assert run.counts["error"] == 3
    sizes = [file.size for file in run.files]
    assert seen == [(3, sizes[0]), (6, sum(sizes[:2])), (9, sum(sizes))]


def test_folders_name_what_all_rows_have(tmp_path: Path) -> None:
    path = tmp_path / "in" / "state=norland" / "date=2016-05-01" / "a.parquet"
    path.parent.mkdir(parents=True)
    pq.write_table(pa.table({"suspect": ["doe", "roe"]}), path)

    run_of(tmp_path / "in", tmp_path / "out").answer(unwatched)

    (name,) = names(tmp_path / "out")
    table = pq.ParquetFile(tmp_path / "out" / name).read()
    assert table.column_names == ["suspect", *COLUMNS]
    assert table["verdict"].to_pylist() == ["yes", "unknown"]


def test_names_of_folders_are_read_as_other_programs_write_them() -> None:
    within = "state=C%C3%B4te%20d%27Ivoire/plain/note=__HIVE_DEFAULT_PARTITION__/a=b.parquet"

    assert keys_of(within) == {"state": "Côte d'Ivoire", "note": ""}


def test_what_is_hidden_is_left_alone(tmp_path: Path) -> None:
    source = filled(tmp_path, ["a.parquet", "_b.parquet", ".c.parquet", "_log/d.parquet"])
    (source / "_SUCCESS").touch()
    (source / "notes.txt").touch()

    run_of(source, tmp_path / "out").answer(unwatched)

    assert names(tmp_path / "out") == ["a.parquet"]


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()

    said = refusal(lambda: run_of(tmp_path / "in", tmp_path / "out"))

    assert said == f"no file below `{tmp_path}/in` is called *.parquet"


def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    said = refusal(lambda: run_of(tmp_path / "in", tmp_path / "out"))

    assert said == f"cannot read `{tmp_path}/in`: No such file or directory"


def test_a_target_that_holds_something_is_refused(tmp_path: Path) -> None:
    source = filled(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").touch()

    said = refusal(lambda: run_of(source, tmp_path / "out"))

    assert said.startswith(f"`{tmp_path}/out` is there already, and answers would stand among what it holds")


def test_an_empty_target_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    run_of(filled(tmp_path), tmp_path / "out").answer(unwatched)

    assert names(tmp_path / "out") == list(FILES)


@pytest.mark.parametrize("target", ["in", "in/out"])
def test_answers_are_not_written_into_what_is_read(tmp_path: Path, target: str) -> None:
    source = filled(tmp_path)

    assert "cannot be written into the folder that is read" in refusal(
        lambda: run_of(source, tmp_path / target)
    )


def test_a_run_that_was_stopped_is_gone_on_with(tmp_path: Path) -> None:
    source = filled(tmp_path)
    run_of(source, tmp_path / "whole").answer(unwatched)
    with pytest.raises(Stopped):
        run_of(source, tmp_path / "out").answer(StopAfter(2))
    assert names(tmp_path / "out.part") == list(FILES[:2])
    # A run that was killed could not clear away what it had begun.
    (tmp_path / "out.part" / ".begun").mkdir()
    (tmp_path / "out.part" / ".begun" / "a.parquet").touch()
    seen: list[int] = []

    run = run_of(source, tmp_path / "out")
    run.answer(lambda counts, _read: seen.append(counts.total()), resume=True)

    assert seen == [9]
    assert run.counts.total() == 9
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "whole"]


def test_a_run_that_is_gone_on_with_has_the_day_on_which_it_began(tmp_path: Path) -> None:
    source = filled(tmp_path)
    begun, later = (Settings(scenario="sail", today=date(2016, 5, day)) for day in (1, 2))
    with pytest.raises(Stopped):
        run_of(source, tmp_path / "out", settings=begun).answer(StopAfter(1))
    days: set[date | None] = set()

    def runner(tasks: Sequence[Task], _done: object) -> None:
        days.update(task.settings.today for task in tasks)
        raise Stopped

    with pytest.raises(Stopped):
        run_of(source, tmp_path / "out", runner, later).answer(unwatched, resume=True)
    assert days == {date(2016, 5, 1)}


def test_a_run_where_all_was_finished_takes_its_place(tmp_path: Path) -> None:
    source = filled(tmp_path)
    with pytest.raises(Stopped):
        run_of(source, tmp_path / "out").answer(StopAfter(3))

    run_of(source, tmp_path / "out").answer(unwatched, resume=True)

    assert names(tmp_path / "out") == list(FILES)


def test_a_file_that_has_changed_is_answered_again(tmp_path: Path) -> None:
    source = filled(tmp_path)
    with pytest.raises(Stopped):
        run_of(source, tmp_path / "out").answer(StopAfter(2))
    pq.write_table(
        pa.table({"suspect": ["doe"], "state": ["norland"], "date": ["2016-05-01"]}), source / FILES[0]
    )

    run = run_of(source, tmp_path / "out")
    run.answer(unwatched, resume=True)

    assert run.counts.total() == 7
    assert pq.ParquetFile(tmp_path / "out" / FILES[0]).metadata.num_rows == 1


def test_a_line_that_was_torn_counts_for_nothing(tmp_path: Path) -> None:
    source = filled(tmp_path)
    with pytest.raises(Stopped):
        run_of(source, tmp_path / "out").answer(StopAfter(2))
    journal = tmp_path / "out.part.json"
    journal.write_bytes(journal.read_bytes()[:-9])

    run = run_of(source, tmp_path / "out")
    run.answer(unwatched, resume=True)

    assert run.counts.total() == 9


def test_another_run_is_not_gone_on_with(tmp_path: Path) -> None:
    source = filled(tmp_path)
    with pytest.raises(Stopped):
        run_of(source, tmp_path / "out").answer(StopAfter(1))

    said = refusal(lambda: run_of(source, tmp_path / "out", prefix="x_").answer(unwatched, resume=True))

    assert said == (
        'cannot go on where the other run stopped: prefix was "", now "x_"; without --resume it begins anew'
    )
    assert names(tmp_path / "out.part") == [FILES[0]]


@pytest.mark.parametrize("resume", [True, False])
def test_a_run_begins_anew_where_it_is_told_to_or_there_is_no_other(tmp_path: Path, *, resume: bool) -> None:
    source = filled(tmp_path)
    if not resume:
        with pytest.raises(Stopped):
            run_of(source, tmp_path / "out").answer(StopAfter(1))
    seen: list[int] = []

    run_of(source, tmp_path / "out").answer(lambda counts, _read: seen.append(counts.total()), resume=resume)

    assert seen == [3, 6, 9]


def test_a_problem_names_its_file_and_leaves_what_is_finished(tmp_path: Path) -> None:
    source = filled(tmp_path)
    (source / FILES[1]).write_bytes(b"no Parquet")

    said = refusal(lambda: run_of(source, tmp_path / "out").answer(unwatched))

    assert said.startswith(f"{FILES[1]}: the input is no Parquet file")
    assert names(tmp_path / "out.part") == [FILES[0]]
    assert not (tmp_path / "out").exists()


def test_a_run_that_finished_nothing_leaves_nothing(tmp_path: Path) -> None:
    said = refusal(lambda: run_of(filled(tmp_path), tmp_path / "out", strict=True).answer(unwatched))

    assert said.startswith(f"{FILES[0]}: row 3: ")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_what_comes_late_harms_nobody(tmp_path: Path) -> None:
    """A worker that was taken for dead does its task to the end when the run is over."""
    desk = Desk(lake())
    late: list[Task] = []

    def runner(tasks: Sequence[Task], done: Callable[[Task, Counter[str]], None]) -> None:
        for task in tasks:
            desk.answer(task)
            done(task, desk.answer(task))
        late.extend(tasks)

    run = run_of(filled(tmp_path), tmp_path / "out", runner)
    run.answer(unwatched)
    before = bytes_of(tmp_path / "out")

    with pytest.raises(FileNotFoundError):
        desk.answer(late[0])
    assert run.counts.total() == 9
    assert bytes_of(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_each_run_has_its_own_trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk, source = Desk(lake()), filled(tmp_path)

    def runner(tasks: Sequence[Task], done: Callable[[Task, Counter[str]], None]) -> None:
        for task in tasks:
            assert task.job.trees
            assert Path(task.job.trees).is_absolute()
            done(task, desk.answer(task))

    for number in ("1", "2", "3"):
        run_of(source, tmp_path / f"out{number}", runner, trees=f"trees{number}").answer(unwatched)

    trees = [names(tmp_path / f"trees{number}") for number in ("1", "2", "3")]
    assert trees[0]
    assert trees[0] == trees[1] == trees[2]
