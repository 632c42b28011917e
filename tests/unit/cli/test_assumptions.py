"""Files of assumptions."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from obligcheck.cli.app import app
from obligcheck.cli.assumptions import Line, parse_assumptions, read_assumptions


def said(lines: tuple[Line, ...]) -> list[tuple[str, bool]]:
    """Return sentences, and whether they are denied."""
    return [(line.sentence, line.denied) for line in lines]


@pytest.mark.parametrize("denial", ["not: it rains", "NOT: it rains", "deny it rains", "deny: it rains"])
def test_a_line_can_deny(denial: str) -> None:
    assert said(parse_assumptions(denial)) == [("it rains", True)]


def test_comments_and_empty_lines_say_nothing() -> None:
    text = "\n# a comment\n   \n  it rains  \n# not: it snows\n"
    assert said(parse_assumptions(text)) == [("it rains", False)]


def test_a_sentence_that_only_begins_like_a_denial_is_none() -> None:
    assert said(parse_assumptions("nothing is known")) == [("nothing is known", False)]


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"it rains\n\xff\n")
    with pytest.raises(typer.Exit) as left:
        read_assumptions(file)
    assert left.value.exit_code == 2
    assert "a.txt:2: not UTF-8" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        read_assumptions(tmp_path)
    assert "cannot read" in capsys.readouterr().err


def test_the_mark_that_some_editors_write_first_is_no_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffit rains\n".encode())
    assert said(read_assumptions(file)) == [("it rains", False)]


def test_every_wrong_line_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("# what if\nKazakhstan is a State Party\nnot:  Nowhere is a State Party\nit rains\n")

    done = CliRunner().invoke(app, ["visit", "putin", "kazakhstan", "2024-11-27", "--assumptions", str(file)])

    assert done.exit_code == 2
    assert f"{file}:3:7: error[unknown-name]: no state is called `Nowhere`" in done.stderr
    assert "  |       ^^^^^^^^^^^^^^^^^^^^^^^^\n" in done.stderr
    assert f"{file}:4:1: error[unknown-sentence]" in done.stderr
