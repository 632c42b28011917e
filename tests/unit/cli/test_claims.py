"""`claims`: a file or standard input, line by line, and the exit code."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from obligcheck.cli import claims
from obligcheck.cli.app import app
from tests.processes import PATIENCE

PYTHON = [sys.executable, "-m", "obligcheck", "claims"]

TRUE = "Tajikistan is a member of the ICC\n"
FALSE = "Kyrgyzstan is a member of the ICC\n"
OPEN = "Tajikistan is a member in 2002\n"
NONE = "Tajikistan is a club\n"


def run(text: str | bytes, *arguments: str) -> Result:
    """Return what the command makes of ``text`` on standard input."""
    return CliRunner().invoke(app, ["claims", "-", "--on", "2026-11-22", *arguments], input=text)


def test_each_claim_has_its_line() -> None:
    done = run("# what people say\n\n" + TRUE + FALSE)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "true · Tajikistan is a member of the ICC · Tajikistan is a State Party since 2002-07-01",
        (
            "false · Kyrgyzstan is a member of the ICC · "
            "there is no day on which Kyrgyzstan is a State Party; "
            "Kyrgyzstan signed the Statute on 1998-12-08"
        ),
    ]


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.txt"
    path.write_bytes(b"\xef\xbb\xbf" + FALSE.replace("\n", "\r\n").encode())
    done = CliRunner().invoke(app, ["claims", str(path), "--format", "json"])
    (found,) = json.loads(done.stdout)["claims"]
    assert (found["line"], found["outcome"]) == (1, "false")


@pytest.mark.parametrize(
    ("text", "code", "verdict"),
    [
        (TRUE, 0, 0),
        (TRUE + FALSE + OPEN, 0, 1),
        (TRUE + OPEN, 0, 3),
        (TRUE + FALSE + NONE, 4, 4),
        (b"Tadschikist\xe4n is a member\n", 4, 4),
    ],
)
def test_the_exit_code_tells_of_lines_not_understood_and_of_outcomes_where_asked(
    text: str | bytes, code: int, verdict: int
) -> None:
    assert run(text).exit_code == code
    assert run(text, "--exit-code").exit_code == verdict


def test_without_a_day_today_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "today", lambda: date(2001, 1, 1))
    assert CliRunner().invoke(app, ["claims", "-"], input=TRUE).stdout.startswith("false")


def test_what_is_supposed_counts_and_stands_in_the_receipt() -> None:
    done = run(FALSE, "--assume", "Kyrgyzstan is a State Party", "--format", "json")
    found = json.loads(done.stdout)
    assert found["claims"][0]["outcome"] == "true"
    assert found["receipt"]["options"]["assume"] == ["Kyrgyzstan is a State Party"]
    assert run(TRUE, "--known-on", "1999-01-01").stdout.startswith("false")


def test_a_bad_option_ends_the_call() -> None:
    assert run(TRUE, "--on", "05/06/2002").exit_code == 2
    assert run(TRUE, "--assume", "Kyrgyzstan is a club").exit_code == 2


def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        done = CliRunner().invoke(app, ["claims", str(path)])
        assert done.exit_code == 2
        assert done.stderr.startswith(f"error: cannot read {path}: ")


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_a_file_without_claims_is_noted(form: str) -> None:
    done = run("\n# nothing\n", "--format", form)
    assert done.exit_code == 0
    assert done.stderr == "note: no claim stands in standard input\n"


def test_a_line_without_end_is_no_claim_and_the_next_one_is() -> None:
    done = run(b"x" * 60_000 + b"\n" + TRUE.encode())
    first, second = done.stdout.splitlines()
    assert first.endswith("the claim has more than 1,000 characters")
    assert second.startswith("true")
    assert run(b"x" * claims.MOST_BYTES).exit_code == 4


def test_bytes_that_are_no_text_are_lines_not_understood() -> None:
    done = run(bytes(range(256)) * 20)
    assert done.exit_code == 4
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert all(line.startswith("cannot tell · ") for line in done.stdout.splitlines())


def test_a_closed_standard_input_is_told() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@" - <&-', "sh", *PYTHON],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "error: cannot read standard input: it is closed\n"


def test_a_reader_who_closes_the_pipe_has_read_enough(tmp_path: Path) -> None:
    path = tmp_path / "claims.txt"
    path.write_text((TRUE + FALSE) * 20_000, encoding="utf-8")
    with subprocess.Popen(
        [*PYTHON, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(4) == b"true"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=PATIENCE) == 0


def test_claims_are_written_as_they_come() -> None:
    done = run((TRUE + FALSE) * 1_000)
    assert len(done.stdout.splitlines()) == 2_000


class _Broken:
    """A stream whose disk fails."""

    def readline(self, _: int) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_disk_that_fails_while_it_is_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "standard_input", _Broken)
    done = CliRunner().invoke(app, ["claims", "-"])
    assert done.exit_code == 2
    assert done.stderr == "error: cannot read -: Input/output error\n"
