"""`batch`: files, streams, options, exit codes, and what ends it early."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest
import typer
from rich.progress import Progress
from typer.testing import CliRunner, Result

from obligcheck.cli.app import app
from obligcheck.cli.streaming import Watching, answered
from obligcheck.streams.steps import Job
from tests.bundled import bundled_book
from tests.processes import interruptible, last_words, until

PYTHON = [sys.executable, "-m", "obligcheck", "batch"]

HEAD = "who,suspect,state,date\n"
TRIPS = HEAD + "a,putin,tajikistan,2025-10-09\nb,putin,mongolia,2024-09-03\nc,putin,kazakhstan,2024-11-27\n"
SHORT = ("--columns", "verdict,error")

#: Some six blocks of what is read at a time.
ROWS = 120_000


class Whole(NamedTuple):
    """A file of ``ROWS`` rows, and what the command makes of it."""

    source: Path
    target: Path
    summary: str


def run(text: str | bytes, *arguments: str) -> Result:
    """Return what the command makes of ``text`` on standard input."""
    return CliRunner().invoke(app, ["batch", "-", *arguments], input=text)


def test_rows_from_a_stream_to_a_stream() -> None:
    done = run(TRIPS, "--from", "csv", *SHORT)

    assert done.exit_code == 0
    assert done.stdout == (
        "who,suspect,state,date,verdict,error\n"
        "a,putin,tajikistan,2025-10-09,yes,\n"
        "b,putin,mongolia,2024-09-03,yes,\n"
        "c,putin,kazakhstan,2024-11-27,no,\n"
    )
    assert done.stderr == "3 rows: 2 yes · 1 no · 0 unknown · 0 errors\n"


def test_what_is_added_where_nothing_is_chosen() -> None:
    done = run(TRIPS, "--from", "csv", "--quiet")

    assert done.stdout.splitlines()[0] == (
        "who,suspect,state,date,verdict,label,since,until,basis,contested,presumed,caveats,error"
    )
    assert done.stderr == ""


def test_stays_have_their_stretches() -> None:
    text = "suspect,state,from,to\nputin,armenia,2024-01-01,2024-03-01\n"

    (row,) = (json.loads(line) for line in run(text, "--from", "csv", "--to", "jsonl").stdout.splitlines())

    assert row["verdict"] == "yes"
    assert row["stretches"] == [
        {"first": "2024-01-01", "last": "2024-01-31", "verdict": "no"},
        {"first": "2024-02-01", "last": "2024-03-01", "verdict": "yes"},
    ]


def test_reasons_and_trees(tmp_path: Path) -> None:
    done = run(TRIPS, "--from", "csv", "--to", "jsonl", "--explain", "--trees", str(tmp_path / "trees"))

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["reason"].startswith("Tajikistan must arrest and surrender Vladimir Putin")
    assert {path.stem for path in (tmp_path / "trees").iterdir()} == {row["tree"] for row in rows}


def test_options_hold_for_all_rows() -> None:
    def verdicts(*arguments: str) -> list[str]:
        lines = run(TRIPS, "--from", "csv", "--columns", "verdict", *arguments).stdout.splitlines()
        return [line.rpartition(",")[2] for line in lines[1:]]

    assert verdicts("--assume", "Kazakhstan is a State Party") == ["yes", "yes", "yes"]
    assert verdicts("--deny", "Mongolia is a State Party") == ["yes", "no", "no"]
    assert verdicts("--reading", "immunity=customary") == ["no", "no", "no"]
    assert verdicts("--known-on", "2022-01-01") == ["no", "no", "no"]
    assert verdicts("--scenario", "overflight") == ["unknown", "unknown", "no"]


def test_files_by_their_names(tmp_path: Path) -> None:
    source = tmp_path / "trips.CSV"
    source.write_text(TRIPS)
    for name in ("a.tsv", "a.ndjson", "a.parquet", "plain"):
        done = CliRunner().invoke(app, ["batch", str(source), "-o", str(tmp_path / name), *SHORT])
        assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "a.tsv").read_text().splitlines()[1] == "a\tputin\ttajikistan\t2025-10-09\tyes\t"
    assert json.loads((tmp_path / "a.ndjson").read_text().splitlines()[0])["verdict"] == "yes"
    assert pq.read_table(tmp_path / "a.parquet").column("verdict").to_pylist() == ["yes", "yes", "no"]
    assert (tmp_path / "plain").read_text().startswith(HEAD[:-1])


def test_a_row_without_an_answer_keeps_its_place_and_the_exit_code_tells() -> None:
    done = run(TRIPS + "d,putin,atlantis,2024-01-01\n", "--from", "csv", *SHORT)

    assert done.exit_code == 4
    assert done.stdout.splitlines()[-1].startswith(
        "d,putin,atlantis,2024-01-01,,no state is called `atlantis`"
    )
    assert done.stderr.endswith(" · 1 error\n")


def test_strict_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"

    done = run(TRIPS + "d,putin,atlantis,2024-01-01\n", "--from", "csv", "--strict", "-o", str(target))

    assert done.exit_code == 2
    assert done.stderr.startswith("error[row]: line 5: no state is called `atlantis`")
    assert list(tmp_path.iterdir()) == []


def test_another_encoding_is_read_where_it_is_named() -> None:
    text = (HEAD + "Zoë,putin,tajikistan,2025-10-09\n").encode("latin-1")

    refused = run(text, "--from", "csv")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("error[not-utf-8]: line 2: expected UTF-8, found the byte 0xeb\n")
    assert "--encoding" in refused.stderr
    assert "Zoë" in run(text, "--from", "csv", "--encoding", "latin-1").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "nothing says which format standard input has"),
        (["trips.csv"], "cannot read trips.csv: No such file"),
        (["-", "--from", "csv", "-o", "a.xlsx"], "nothing says which format `a.xlsx` has"),
        (["-", "--from", "csv", "--columns", "verdict,colour"], "no column `colour` can be added"),
        (["-", "--from", "csv", "--columns", ","], "no column `` can be added"),
        (["-", "--from", "csv", "--map", "who"], "expected COLUMN=INPUT, found `who`"),
        (["-", "--from", "csv", "--map", "a=state", "--map", "a=suspect"], "`a` is given twice"),
        (["-", "--from", "csv", "--map", "nobody=state"], "no column is called `nobody`"),
        (["-", "--from", "csv", "--encoding", "klingon"], "no encoding is called `klingon`"),
        (["-", "--from", "csv", "--encoding", "base64"], "no encoding is called `base64`"),
        (["-", "--from", "csv", "--encoding", "undefined"], "no encoding is called `undefined`"),
        (["-", "--from", "csv", "--encoding", "punycode"], "expected punycode, found something else"),
        (["-", "--from", "csv", "--delimiter", "ab"], "expected one sign such as `;`, found `ab`"),
        (["-", "--from", "csv", "--delimiter", "x"], "expected one sign such as `;`, found `x`"),
        (["-", "--from", "csv", "--map", "who=suspct"], "no input is called `suspct`"),
        (["-", "--from", "csv", "--scenario", "picnic"], "no scenario is called `picnic`"),
        (["-", "--from", "csv", "--resume"], "only what is written to a file can be resumed"),
        (["-", "--from", "csv", "--on", "tcp://nowhere:1"], "--on shares out the files of a folder"),
        (["-", "--from", "csv", "-o", "nowhere/a.csv"], "cannot write nowhere/a.csv: No such file"),
    ],
)
def test_a_wrong_call_is_told(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["batch", *arguments], input=TRIPS)

    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_there_is_no_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obligcheck.streams.run.find_spec", lambda _name: None)

    for arguments in (["-", "--from", "csv", "--to", "parquet"], ["-", "--from", "parquet"], [str(tmp_path)]):
        done = CliRunner().invoke(app, ["batch", *arguments], input=TRIPS)
        assert done.exit_code == 2
        assert done.stderr.endswith("needs columns: pip install 'obligcheck[batch]'\n")
    assert run(TRIPS, "--from", "csv", "--quiet").exit_code == 0


def test_without_its_libraries_text_is_answered_all_the_same() -> None:
    blocked = "import sys; sys.modules.update(numpy=None, pyarrow=None)\nfrom obligcheck.cli import main\n"
    code = f"{blocked}sys.argv[1:] = ['batch', '-', '--from', 'csv', '--quiet']\nsys.exit(main())"

    done = subprocess.run(
        [sys.executable, "-c", code], input=TRIPS, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(TRIPS, "--from", "csv").stdout


def test_a_folder_is_answered_to_a_folder(tmp_path: Path) -> None:
    source, target = tmp_path / "in" / "state=TJK", tmp_path / "out"
    source.mkdir(parents=True)
    run("suspect,date\nputin,2025-10-09\n", "--from", "csv", "--map", "suspect=suspect")
    (tmp_path / "a.csv").write_text("suspect,state,date\nputin,TJK,2025-10-09\n")
    CliRunner().invoke(app, ["batch", str(tmp_path / "a.csv"), "-o", str(tmp_path / "a.parquet")])
    pq.write_table(pq.read_table(tmp_path / "a.parquet").select(["suspect", "date"]), source / "a.parquet")

    done = CliRunner().invoke(app, ["batch", str(tmp_path / "in"), "-o", str(target), *SHORT])

    assert done.exit_code == 0
    assert done.stderr.startswith("1 row: 1 yes · ")
    found = pq.ParquetFile(target / "state=TJK" / "a.parquet").read()
    assert found.to_pylist()[0]["verdict"] == "yes"
    for arguments, said in (
        ([], "what becomes of a folder is a folder"),
        (["--to", "csv", "-o", "x"], "the files of a folder are read and written as Parquet only"),
    ):
        done = CliRunner().invoke(app, ["batch", str(tmp_path / "in"), *arguments])
        assert (done.exit_code, said in done.stderr) == (2, True)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    source = tmp_path / "trips.csv"
    source.write_text(TRIPS)

    done = subprocess.run(
        [*PYTHON, str(source), "-o", "/dev/full"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: cannot write /dev/full: No space left on device\n"
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (a device)
        shown = subprocess.run(
            [*PYTHON, str(source)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (shown.returncode, shown.stderr) == (
        2,
        "error: cannot write standard output: No space left on device\n",
    )


def test_a_reader_who_has_read_enough_is_no_error(tmp_path: Path) -> None:
    source = tmp_path / "trips.csv"
    source.write_text(HEAD + "a,putin,tajikistan,2025-10-09\n" * 200_000)

    with subprocess.Popen([*PYTHON, str(source)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


def test_a_pipe_with_a_name_that_nobody_reads_is_an_error(tmp_path: Path) -> None:
    source, pipe = tmp_path / "trips.csv", tmp_path / "pipe"
    source.write_text(HEAD + "a,putin,tajikistan,2025-10-09\n" * 200_000)
    os.mkfifo(pipe)

    with interruptible([*PYTHON, str(source), "-o", str(pipe)]) as process:
        with pipe.open("rb") as reader:
            reader.read(10)
        said = last_words(process)

    assert (process.returncode, said.decode()) == (2, f"error: cannot write {pipe}: Broken pipe\n")


def test_another_run_to_the_same_file_is_refused(whole: Whole, tmp_path: Path) -> None:
    target, journal = tmp_path / "out.csv", tmp_path / "out.csv.part.json"
    command = [*PYTHON, str(whole.source), "-o", str(target)]
    with interruptible(command) as process:
        until(lambda: journal.exists() and journal.read_text().count("\n") > 1)
        # What stands still cannot finish in the meantime.
        process.send_signal(signal.SIGSTOP)
        for resume in ([], ["--resume"]):
            second = subprocess.run([*command, *resume], capture_output=True, text=True, check=False)
            assert (second.returncode, second.stdout) == (2, "")
            assert second.stderr.startswith(f"error[other-run]: another run writes `{target}`\n")
        process.send_signal(signal.SIGCONT)
        last_words(process)

    assert process.returncode == 0
    assert target.read_bytes() == whole.target.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"out.csv"}


class Failing:
    """What fails as soon as it is asked."""

    def __init__(self, error: OSError) -> None:
        self.error = error
        self.counts = Counter[str]()

    def answer(self, _watch: object, /, *, resume: bool = False) -> None:
        """Fail."""
        assert not resume
        raise self.error


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("in", "read in"),
        ("in/a.parquet", "read in/a.parquet"),
        (None, "read in"),
        ("in.csv", "write in.csv"),
        ("in.trees/x", "write in.trees/x"),
        ("in/trees/x", "write in/trees/x"),
        ("out", "write out"),
        ("out.part.json", "write out.part.json"),
        ("-", "write standard output"),
    ],
)
@pytest.mark.parametrize("is_absolute", [True, False])
def test_it_is_told_whether_something_could_not_be_read_or_written(
    name: str | None, said: str, capsys: pytest.CaptureFixture[str], *, is_absolute: bool
) -> None:
    if name and is_absolute and name != "-":
        said = said.replace(name, str(Path.cwd() / name))
        name = str(Path.cwd() / name)
    error = OSError(errno.EIO, "no luck", name)
    job = Job("in", "-" if name == "-" else "out", "csv", "csv", trees="in/trees")

    with pytest.raises(typer.Exit):
        answered(Failing(error), job, SimpleNamespace(quiet=True, resume=False), None)

    assert capsys.readouterr().err == f"error: cannot {said}: no luck\n"


def test_what_is_left_out_of_a_folder_is_told(tmp_path: Path) -> None:
    for name in ("in", "elsewhere"):
        (tmp_path / name).mkdir()
        (tmp_path / "a.csv").write_text("suspect,state,date\nputin,TJK,2025-10-09\n")
        target = str(tmp_path / name / "a.parquet")
        CliRunner().invoke(app, ["batch", str(tmp_path / "a.csv"), "-o", target])
    link = tmp_path / "in" / "link"
    link.symlink_to(tmp_path / "elsewhere")

    done = CliRunner().invoke(
        app, ["batch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--prefix", "x_"]
    )

    assert done.exit_code == 0
    assert done.stderr.startswith(
        f"note: `{link}` leads to another folder, and what lies there is left out\n1 row: "
    )


def test_closed_streams_are_told() -> None:
    for closed, said in (("<&-", "cannot read standard input"), (">&-", "cannot write the answers")):
        command = f"{' '.join(PYTHON)} - --from csv {closed}"
        done = subprocess.run(
            ["/bin/sh", "-c", command], input=TRIPS, capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert said in done.stderr


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Return a file of several blocks, and what it comes to where nothing ends the run early."""
    folder = tmp_path_factory.mktemp("whole")
    source, target = folder / "in.csv", folder / "out.csv"
    # Cells in quotes are read row by row, which takes a while.
    row = f'"{"a" * 400}",putin,tajikistan,2025-10-09\n'
    source.write_text(HEAD + row * ROWS)
    with interruptible([*PYTHON, str(source), "-o", str(target)]) as process:
        summary = last_words(process).decode()
    return Whole(source, target, summary)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_run_that_is_ended_goes_on_to_the_same_bytes(
    whole: Whole, tmp_path: Path, number: int, code: int
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("earlier")
    command = [*PYTHON, str(whole.source), "-o", str(target)]
    with interruptible(command) as process:
        journal = tmp_path / "out.csv.part.json"
        until(lambda: journal.exists() and journal.read_text().count("\n") > 1)
        process.send_signal(number)
        said = last_words(process)
    assert process.returncode == code
    if number != signal.SIGKILL:
        assert said.startswith(b"interrupted after ")
        assert said.endswith(b" rows; --resume goes on there\n")
    assert target.read_text() == "earlier"
    begun = json.loads(journal.read_text().splitlines()[1])["written"]
    assert begun > 0

    with interruptible([*command, "--resume"]) as process:
        said = last_words(process)

    assert process.returncode == 0
    assert said.startswith(f"{ROWS:,} rows: {ROWS:,} yes".encode())
    assert whole.summary.startswith(f"{ROWS:,} rows: {ROWS:,} yes")
    assert target.read_bytes() == whole.target.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"out.csv"}


@pytest.mark.parametrize("is_told", [False, True])
def test_what_ends_a_run_is_said_with_how_far_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_told: bool
) -> None:
    def end(*_: object) -> None:
        handler = signal.getsignal(signal.SIGTERM)
        if is_told and callable(handler):
            handler(signal.SIGTERM, None)
        raise KeyboardInterrupt

    monkeypatch.setattr(Watching, "__call__", end)
    target = str(tmp_path / "out.csv")

    done = run(TRIPS, "--from", "csv", "-o", target)
    quiet = run(TRIPS, "--from", "csv", "-o", target, "--quiet")
    shown = run(TRIPS, "--from", "csv")

    assert {done.exit_code, quiet.exit_code, shown.exit_code} == {143 if is_told else 130}
    assert done.stderr == "interrupted after 0 rows; --resume goes on there\n"
    assert quiet.stderr == ""
    assert shown.stderr == "interrupted after 0 rows\n"


def test_a_terminal_is_shown_progress_and_gets_no_parquet(tmp_path: Path) -> None:
    source = tmp_path / "trips.csv"
    source.write_text(TRIPS)
    for arguments, shown, code in (
        (["-o", str(tmp_path / "a.csv")], "3 rows · ", 0),
        (["--to", "parquet"], "a terminal cannot show Parquet", 2),
    ):
        ours, theirs = os.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
        with subprocess.Popen(
            [*PYTHON, str(source), *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
        ) as process:
            os.close(theirs)
            text = b""
            while True:
                try:
                    piece = os.read(ours, 65536)
                except OSError:
                    break
                if not piece:
                    break
                text += piece
        os.close(ours)
        assert process.returncode == code
        assert shown in text.decode()
        assert ("3 rows ·" in text.decode()) == (code == 0)


def test_a_run_of_many_rows_says_how_fast_it_was(tmp_path: Path) -> None:
    row = TRIPS.splitlines(keepends=True)[1]

    done = run(HEAD + row * 1000, "--from", "csv", "-o", str(tmp_path / "a.csv"))

    assert done.stderr.startswith("1,000 rows: 1,000 yes")
    assert done.stderr.endswith(" rows a second\n")


def test_a_period_as_a_day_can_say_its_parts() -> None:
    text = "suspect,state,date\nputin,armenia,2024-01-30..2024-02-03\n"

    done = run(text, "--from", "csv", "--columns", "verdict,stretches")

    assert done.stdout.splitlines()[1].endswith(",yes,2024-01-30..2024-01-31 no; 2024-02-01..2024-02-03 yes")


def test_cells_parted_by_a_tab_may_be_called_so() -> None:
    done = run(TRIPS.replace(",", "\t"), "--from", "csv", "--delimiter", "tab", "--columns", "verdict")

    assert done.stdout.splitlines()[1].endswith("\tyes")


@pytest.mark.parametrize("length", [None, 7])
def test_what_is_done_is_counted_as_was_said(monkeypatch: pytest.MonkeyPatch, length: int | None) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    shown: list[object] = []
    monkeypatch.setattr(Progress, "update", lambda *_, **told: shown.append(told["completed"]))
    for done in (lambda: 3, None):
        with Watching(length, done, quiet=False) as watch:
            watch(Counter(yes=1), 5)

    assert shown == [3, 5]


def test_the_inputs_of_every_scenario_are_told() -> None:
    told = (Path(__file__).parents[3] / "docs" / "batch.md").read_text("utf-8")

    for scenario in bundled_book().rules.scenarios.values():
        named = (
            ", ".join(f"`{blank.key}`" for blank in blanks if blank.key != scenario.day)
            for blanks in (scenario.inputs, scenario.optional)
        )
        line = f"| `{scenario.name}` | {' | '.join(named)} |".replace("|  |", "| |")
        assert line in told
