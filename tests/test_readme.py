"""The README keeps its word: its commands, its outputs and its Python."""

import os
import re
import shlex
import subprocess
import sys
import termios
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

SH_BLOCKS = re.findall(r"^```sh\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
OUTPUTS = re.findall(r"^<!-- output: (.+?) -->\n```text\n(.*?)\n?```$", README, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def drawn(arguments: str, width: int = 100) -> list[str]:
    """Return the lines that ``obligcheck`` draws on a terminal without colours."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (50, width))
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}}
    with subprocess.Popen(
        [sys.executable, "-m", "obligcheck", *shlex.split(arguments)],
        cwd=ROOT,
        env={**kept, "NO_COLOR": "1", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        text = b"".join(iter(lambda: read(ours), b""))
    os.close(ours)
    return text.decode().replace("\r\n", "\n").split("\n")


def read(terminal: int) -> bytes:
    """Return what was drawn next; nothing when the command has ended, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def parts(shown: str) -> list[list[str]]:
    """Return the runs of lines between those that leave something out: rails and "…" alone."""
    runs: list[list[str]] = [[]]
    for line in shown.split("\n"):
        if line.strip("│ ") == "…":
            runs.append([])
        else:
            runs[-1].append(line)
    return [run for run in runs if run]


def test_the_first_command_sets_up_and_asks_the_main_question() -> None:
    command = SH_BLOCKS[0]
    assert "\n" not in command
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert command.endswith(" && .venv/bin/obligcheck visit putin tajikistan 2025-10-09")


def test_the_second_command_sets_up_and_passes_the_tests() -> None:
    command = SH_BLOCKS[1]
    assert "\n" not in command
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert command.endswith(" && .venv/bin/python -m pytest")


def test_the_server_runs_the_second_command_as_it_stands() -> None:
    assert f'\ntests="{SH_BLOCKS[1]}"\n' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_two_commands_come_first() -> None:
    assert README.startswith("# obligcheck")
    assert README.index(SH_BLOCKS[1]) < README.index("```text")


def test_the_readme_shows_what_the_main_question_prints() -> None:
    assert "visit putin tajikistan 2025-10-09" in [arguments for arguments, _ in OUTPUTS]


@pytest.mark.parametrize(("arguments", "shown"), OUTPUTS)
def test_a_command_draws_what_the_readme_shows(arguments: str, shown: str) -> None:
    lines = drawn(arguments)
    first, *later = parts(shown)
    assert lines[: len(first)] == first

    here = len(first)
    for part in later:
        starts = [n for n in range(here, len(lines)) if lines[n : n + len(part)] == part]
        assert starts, f"not drawn, or not in this order: {part}"
        here = starts[0] + len(part)


@pytest.mark.parametrize("text", PYTHON)
def test_the_python_of_the_readme_runs(text: str) -> None:
    exec(text, {})  # noqa: S102 - the README's own lines
