"""`rules graph`: the command."""

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli.app import app


def graph(*arguments: str) -> Result:
    """Return what the command does with ``arguments``."""
    return CliRunner().invoke(app, ["rules", "graph", *arguments])


def test_the_whole_law_is_drawn_the_same_each_time() -> None:
    first = graph()
    assert first.exit_code == 0
    assert first.stdout.startswith("flowchart LR\n")
    assert '["Membership: who is bound, and from which day to which"]' in first.stdout
    assert graph().stdout == first.stdout


def test_one_sentence_is_drawn_with_what_it_rests_on() -> None:
    near = graph("--from", "Tajikistan is a State Party", "--depth", "1")
    far = graph("--from", "{state} is a State Party")
    assert near.exit_code == far.exit_code == 0
    assert '"{state} is a State Party"' in near.stdout
    assert len(near.stdout) < len(far.stdout)


@pytest.mark.parametrize("part", ["deferral", "deferral.md", "rules/rome-statute/deferral.md"])
def test_one_part_is_drawn_in_dot(part: str) -> None:
    done = graph("--part", part, "--format", "dot")
    assert done.exit_code == 0
    assert done.stdout.startswith("digraph rules {\n")
    assert 'label="RS 16"' in done.stdout
    assert 'label="RS 126' not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--depth", "1"), "name it with --from"),
        (("--part", "nowhere"), "no file of rules is called `nowhere`; files: rules/"),
        (("--from", "{state} is a State Prty"), "the nearest sentence is `{state} is a State Party`"),
        (("--from", "zz"), "no rule drawn here concludes `zz` or asks for it\n"),
        (("--part", "deferral", "--from", "{state} is a State Party"), "no rule drawn here concludes"),
    ],
)
def test_what_cannot_be_drawn_is_said(arguments: tuple[str, ...], words: str) -> None:
    done = graph(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert words in done.stderr
