"""The README keeps its word: its commands, its outputs and its Python."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

SH_BLOCKS = re.findall(r"^```sh\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
OUTPUTS = re.findall(r"^<!-- output: (.+?) -->\n```text\n(.*?)\n?```$", README, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def printed(arguments: str) -> str:
    """Return what ``obligcheck`` prints into a pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "obligcheck", *shlex.split(arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


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
def test_a_command_prints_what_the_readme_shows(arguments: str, shown: str) -> None:
    # A last line "…" says that more follows.
    start, more, _ = shown.partition("\n…")
    assert start
    if more:
        assert printed(arguments).startswith(f"{start}\n")
    else:
        assert printed(arguments) == f"{shown}\n"


@pytest.mark.parametrize("text", PYTHON)
def test_the_python_of_the_readme_runs(text: str) -> None:
    exec(text, {})  # noqa: S102 - the README's own lines
