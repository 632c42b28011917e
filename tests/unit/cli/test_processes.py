"""The command as a shell runs it: pipes, full disks, odd locales, interruptions, a terminal."""

import os
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.processes import PATIENCE

VISIT = ["visit", "putin", "tajikistan", "2025-10-09"]
PYTHON = [sys.executable, "-m", "obligcheck"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what the command does with ``arguments`` in a pipe."""
    return subprocess.run(
        [*PYTHON, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def test_a_pipe_gets_no_colour_no_wrapping_and_nothing_on_stderr() -> None:
    done = run(*VISIT)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 100
    assert all(line == line.rstrip() for line in done.stdout.splitlines())


def test_the_same_call_gives_the_same_bytes() -> None:
    one, other = (run(*VISIT, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert one == other


def test_a_reader_who_closes_the_pipe_has_read_enough() -> None:
    with subprocess.Popen(
        [*PYTHON, "data", "show", "charges"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
@pytest.mark.parametrize(
    "arguments",
    [VISIT, ["--version"], ["rules", "list"], ["--help"], ["visit", "--help"], ["--show-completion", "bash"]],
)
def test_a_full_disk_is_told_in_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PYTHON, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "error: cannot write the answer: No space left on device\n"


def test_a_closed_output_is_told_in_one_line() -> None:
    command = " ".join([*PYTHON, *VISIT, ">&-"])
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S607 - a shell closes it
    assert done.returncode == 2
    assert done.stderr == "error: cannot write the answer: standard output is closed\n"


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_plain_locale_gets_utf_8(locale: str) -> None:
    done = run(*VISIT, LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "├── ✔" in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "arguments",
    [
        [*VISIT, "--format", "json"],
        ["ask", "Türkiye is a State Party", "--format", "json"],
        ["when", *VISIT[1:3], "--format", "markdown"],
        ["state", "türkiye", "--format", "json"],
        ["compare", "côte-divoire", "--format", "csv"],
        ["who", "türkiye", VISIT[3], "--format", "csv"],
        ["why-not", *VISIT, "--format", "json"],
    ],
)
def test_data_is_the_same_in_all_encodings(arguments: list[str], encoding: str) -> None:
    assert run(*arguments, PYTHONIOENCODING=encoding).stdout == run(*arguments, PYTHONUTF8="1").stdout


def test_an_encoding_without_our_signs_gets_others() -> None:
    done = run(*VISIT, PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert "|-- + " in done.stdout


def test_an_interruption_ends_with_130_and_no_traceback() -> None:
    interrupted = (
        "import obligcheck.cli.app as cli, signal, sys\n"
        "from obligcheck.cli import main\n"
        # A process that was started in the background may have been told to ignore it.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "cli.app = lambda **_: signal.raise_signal(signal.SIGINT)\n"
        "sys.exit(main())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", interrupted], capture_output=True, timeout=PATIENCE, check=False
    )  # fmt: skip
    assert ended.returncode == 130
    assert ended.stderr == b""


def test_a_terminal_gets_colours_and_its_own_width() -> None:
    text = on_a_terminal(*VISIT, width=90)
    assert "\x1b[1;32mMUST" in text
    plain = on_a_terminal(*VISIT, width=90, NO_COLOR="1")
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) == 90


def test_a_terminal_gets_json_to_read() -> None:
    assert on_a_terminal(*VISIT, "--format", "json", width=90).startswith('{\n  "schema_version": 1,')


def test_a_dumb_terminal_gets_no_colours() -> None:
    assert "\x1b" not in on_a_terminal(*VISIT, width=90, TERM="dumb")


def on_a_terminal(*arguments: str, width: int, **environment: str) -> str:
    """Return what the command draws on a terminal of ``width`` cells."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (50, width))
    with subprocess.Popen(
        [*PYTHON, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **environment},
    ):
        os.close(theirs)
        text = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return text.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """Return what was drawn next; nothing once the command has ended, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
