"""Where text goes: closed streams, odd encodings, and the width of a terminal."""

import io
import os

import pytest
import typer

from obligcheck.cli import output
from obligcheck.temporal import Truth


class Stream(io.TextIOWrapper):
    """A stream that fails when it is written to."""

    def __init__(self, error: OSError) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.error = error

    def write(self, _text: str) -> int:
        """Fail as the system would."""
        raise self.error


def test_a_closed_pipe_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Stream(BrokenPipeError()))
    output.write("text")


def test_a_stream_that_cannot_be_written_ends_the_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout", Stream(OSError(5, "Input/output error")))
    with pytest.raises(typer.Exit) as left:
        output.write("text")
    assert left.value.exit_code == 2
    assert capsys.readouterr().err == "error: cannot write the answer: Input/output error\n"


def test_nobody_listening_to_complaints_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    output.complain("text")
    monkeypatch.setattr("sys.stderr", Stream(BrokenPipeError()))
    output.complain("text")


def test_an_encoding_without_our_signs_gets_others(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr("sys.stdout", stream)
    output.write("└── ✔ Côte ☃")
    assert stream.buffer.getvalue() == "`-- + Côte ?".encode("cp1252")


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_data_is_utf_8_whatever_the_encoding(
    monkeypatch: pytest.MonkeyPatch, encoding: str, form: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", stream)
    output.write("✔ Côte ☃", form)
    assert stream.buffer.getvalue() == "✔ Côte ☃".encode()


def test_columns_then_the_terminal_then_eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "123")
    assert output.width() == 123
    monkeypatch.setenv("COLUMNS", "wide")
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((77, 20)))
    assert output.width() == 77
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert output.width() == 80


@pytest.mark.parametrize(("verdict", "code"), [(Truth.YES, 0), (Truth.NO, 1), (Truth.UNKNOWN, 3)])
def test_exit_codes_of_verdicts(verdict: Truth, code: int) -> None:
    assert output.verdict_code(verdict, exit_code=True) == code
    assert output.verdict_code(verdict, exit_code=False) == 0
