"""Files of a folder answered by a real scheduler and real workers, started as a user starts them."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest

from tests.processes import interruptible, last_words, until
from tests.unit.streams.clusters import ALL, FILES, Running, filled, scheduler, worker

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what a process does")


class Started(NamedTuple):
    """A cluster with two workers, and a folder that was answered without it."""

    address: str
    workers: tuple[Running, ...]
    source: Path
    expected: dict[str, bytes]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    folder = tmp_path_factory.mktemp("cluster")
    source = filled(folder / "in")
    with (
        scheduler(folder) as (address, _),
        worker(address, folder, "one") as one,
        worker(address, folder, "other") as other,
    ):
        assert batch(source, folder / "here").returncode == 4
        yield Started(address, (one, other), source, bytes_of(folder / "here"))


def command(source: Path, target: Path, *options: str) -> list[str]:
    """Return the command that a user would give."""
    return [sys.executable, "-m", "obligcheck", "batch", str(source), "-o", str(target), *options]


def batch(source: Path, target: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Return what becomes of that command."""
    return subprocess.run(command(source, target, *options), capture_output=True, text=True, check=False)


def finished(folder: Path) -> list[Path]:
    """Return the files in ``folder`` that are finished."""
    return sorted(folder.glob("year=*/*.parquet"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return all that ``folder`` holds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def ids_of(folder: Path) -> list[int]:
    """Return the numbers of all rows in ``folder``, in order."""
    return sorted(
        number for path in finished(folder) for number in pq.ParquetFile(path).read()["id"].to_pylist()
    )


def test_a_cluster_answers_byte_for_byte_as_one_process_does(started: Started, tmp_path: Path) -> None:
    done = batch(started.source, tmp_path / "out", "--on", started.address)

    assert done.returncode == 4
    assert re.match(rf"{ALL:,} rows: .* · [\d,]+ errors · ", done.stderr)
    assert bytes_of(tmp_path / "out") == started.expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    assert ids_of(tmp_path / "out") == list(range(ALL))


def test_a_worker_killed_in_the_middle_of_a_file_loses_nothing_and_doubles_nothing(
    started: Started, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = command(started.source, out, "--on", started.address)
    with worker(started.address, tmp_path, "third") as third, interruptible(arguments) as process:
        within = third.paused_within(started.source).relative_to(started.source)
        until(lambda: finished(tmp_path / "out.part"))
        assert not out.exists()
        assert not (tmp_path / "out.part" / within).exists()
        third.kill()
        said = last_words(process)

    assert process.returncode == 4
    assert said.startswith(f"{ALL:,} rows: ".encode())
    assert (out / within).exists()
    assert bytes_of(out) == started.expected
    assert ids_of(out) == list(range(ALL))
    assert not (tmp_path / "out.part").exists()


def test_ctrl_c_cancels_what_is_left_and_resume_goes_on(started: Started, tmp_path: Path) -> None:
    out, part, journal = (tmp_path / name for name in ("out", "out.part", "out.part.json"))
    arguments = command(started.source, out, "--on", started.address)
    working, waiting = started.workers
    with interruptible(arguments) as process:
        # What it has begun cannot be finished, however late the interruption comes.
        waiting.paused_within(started.source)
        until(lambda: noted(journal, part))
        working.pause()
        process.send_signal(signal.SIGINT)
        said = last_words(process)
    for own in started.workers:
        own.go_on()
    assert process.returncode == 130
    assert re.fullmatch(rb"interrupted after [\d,]+ rows; --resume goes on there\n", said)
    assert len(finished(part)) < len(FILES)
    assert not list(part.glob(".*"))
    kept = {path: path.stat().st_ino for path in noted(journal, part)}

    done = batch(started.source, out, "--on", started.address, "--resume")

    assert done.returncode == 4
    assert done.stderr.startswith(f"{ALL:,} rows: ")
    assert bytes_of(out) == started.expected
    # What was finished was not done again.
    assert {path: (out / path.relative_to(part)).stat().st_ino for path in kept} == kept


def noted(journal: Path, part: Path) -> list[Path]:
    """Return the files that a run has noted as finished, so far."""
    lines = journal.read_text("utf-8").splitlines(keepends=True) if journal.exists() else []
    return [part / json.loads(line)["file"][0] for line in lines[1:] if line.endswith("\n")]


def test_a_scheduler_that_is_lost_ends_the_run_which_can_go_on(started: Started, tmp_path: Path) -> None:
    out, part, journal, own = (tmp_path / name for name in ("out", "out.part", "out.part.json", "own"))
    own.mkdir()
    with (
        scheduler(own) as (address, lost),
        worker(address, own, "working") as working,
        worker(address, own, "waiting") as waiting,
        interruptible(command(started.source, out, "--on", address)) as process,
    ):
        waiting.paused_within(started.source)
        until(lambda: noted(journal, part))
        lost.kill()
        said = last_words(process).decode()
        working.kill()
        waiting.kill()

    assert process.returncode == 2
    assert said == (
        f"error[no-cluster]: the scheduler at `{address}` is gone\n"
        "  = fix: --resume goes on once it is back\n"
    )  # fmt: skip
    assert not out.exists()
    assert batch(started.source, out, "--on", started.address, "--resume").returncode == 4
    assert bytes_of(out) == started.expected


def test_rules_and_data_of_ones_own_are_loaded_from_the_same_place(started: Started, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own.md").write_text("# Nothing more\n", "utf-8")

    done = batch(started.source, tmp_path / "out", "--on", started.address, "--rules", str(rules))

    assert done.returncode == 4
    assert batch(started.source, tmp_path / "here", "--rules", str(rules)).returncode == 4
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "here")
    # Each file says by which rules it was answered.
    assert bytes_of(tmp_path / "out") != started.expected
