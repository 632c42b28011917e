"""The root command: help, versions, and commands that are built when they are called."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from obligcheck import cli
from obligcheck.cli.app import COMMANDS, OnDemand, app

RUNNER = CliRunner()


def test_without_arguments_help_is_shown() -> None:
    done = RUNNER.invoke(app, [])
    assert "Commands:" in done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_whose_first_line_fits(name: str) -> None:
    short = next(line for line in RUNNER.invoke(app, ["--help"]).stdout.splitlines() if f" {name} " in line)
    assert not short.endswith("...")
    assert RUNNER.invoke(app, [name, "-h"]).exit_code == 0


def test_versions_of_code_rules_and_data() -> None:
    code, rules, data = RUNNER.invoke(app, ["--version"]).stdout.splitlines()
    assert code.startswith("obligcheck ")
    assert rules.startswith("rules ")
    assert data.startswith("data 20")


def test_a_command_is_built_once_and_only_when_it_is_asked_for() -> None:
    commands = OnDemand()
    assert list(commands) == list(COMMANDS)
    assert len(commands) == len(COMMANDS)
    assert commands["visit"] is commands["visit"]
    with pytest.raises(KeyError):
        commands["vist"]
    commands["extra"] = commands["visit"]
    assert commands["extra"] is commands["visit"]
    del commands["extra"]
    with pytest.raises(KeyError):
        commands["extra"]


def test_json_and_pipes_load_no_drawer_for_terminals() -> None:
    code = (
        "import sys; sys.argv = ['obligcheck', 'visit', 'putin', 'tajikistan', '2025-10-09', *{0}];"
        "from obligcheck.cli import main; main();"
        "sys.exit('rich' in sys.modules or 'markdown_it' in sys.modules)"
    )
    for more in ([], ["--format", "json"], ["--format", "statement"]):
        done = subprocess.run([sys.executable, "-c", code.format(more)], capture_output=True, check=False)
        assert done.returncode == 0, more


def test_what_cannot_be_written_is_told_and_any_other_trouble_is_our_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(error: OSError) -> None:
        def call(**_: object) -> None:
            raise error

        monkeypatch.setattr("obligcheck.cli.app.app", call)

    monkeypatch.setattr("obligcheck.cli.output._turn_to_nothing", lambda _: None)
    failing(OSError(28, "No space left on device"))
    assert cli.main() == 2
    assert capsys.readouterr().err == "error: cannot write the answer: No space left on device\n"
    failing(FileNotFoundError(2, "No such file or directory", "rules/lost.md"))
    with pytest.raises(FileNotFoundError):
        cli.main()


def test_an_interruption_while_importing_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("obligcheck.cli.app.app", interrupted)
    assert cli.main() == 130


@pytest.mark.parametrize(("leaving", "code"), [(0, 0), (2, 2), (None, 0), ("odd", 1)])
def test_the_exit_code_is_handed_on(monkeypatch: pytest.MonkeyPatch, leaving: object, code: int) -> None:
    def left(**_: object) -> None:
        raise SystemExit(leaving)

    monkeypatch.setattr("obligcheck.cli.app.app", left)
    assert cli.main() == code


def test_a_call_that_returns_has_gone_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obligcheck.cli.app.app", lambda **_: None)
    assert cli.main() == 0
