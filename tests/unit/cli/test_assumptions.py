"""Files of assumptions."""

from pathlib import Path

import pytest
import typer

from obligcheck.cli.assumptions import Assumptions, parse_assumptions, read_assumptions


@pytest.mark.parametrize("denial", ["not: it rains", "NOT: it rains", "deny it rains", "deny: it rains"])
def test_a_line_can_deny(denial: str) -> None:
    assert parse_assumptions(denial) == Assumptions((), ("it rains",))


def test_comments_and_empty_lines_say_nothing() -> None:
    text = "\n# a comment\n   \n  it rains  \n# not: it snows\n"
    assert parse_assumptions(text) == Assumptions(("it rains",), ())


def test_a_sentence_that_only_begins_like_a_denial_is_none() -> None:
    assert parse_assumptions("nothing is known").assumed == ("nothing is known",)


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
    assert read_assumptions(file).assumed == ("it rains",)
