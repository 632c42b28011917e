"""One run at a time: who holds a name, who is refused, and what ends it."""

import errno
import fcntl
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from obligcheck.problems import ProblemsError
from obligcheck.streams.lock import Lock


def lock(folder: Path) -> Lock:
    """Return the lock of a file that is to be written."""
    return Lock(folder / "lock", "out.csv")


def held(folder: Path) -> Lock:
    """Return it held."""
    own = lock(folder)
    own.take()
    return own


def refusal(folder: Path) -> str:
    """Return why the lock cannot be had, and what is to be done."""
    with pytest.raises(ProblemsError) as caught:
        lock(folder).take()
    (problem,) = caught.value.problems
    return f"{problem.message}; {problem.fix}"


def left_by_a_process(folder: Path, code: str = "") -> None:
    """Have another process hold the lock and end without a word."""
    taken = f"{code}\nLock(Path({str(folder / 'lock')!r}), 'x').take()\nos._exit(9)"
    imports = "import fcntl, os\nfrom pathlib import Path\nfrom obligcheck.streams.lock import Lock"
    assert subprocess.run([sys.executable, "-c", f"{imports}\n{taken}"], check=False).returncode == 9
    assert (folder / "lock").exists()


@pytest.fixture(name="lockless")
def _lockless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand for a file system that has no locks."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)


def test_one_at_a_time_holds_it_and_nothing_is_left(tmp_path: Path) -> None:
    own = held(tmp_path)

    assert refusal(tmp_path) == "another run writes `out.csv`; wait for it, or another --output"
    own.let_go()
    held(tmp_path).let_go()
    assert list(tmp_path.iterdir()) == []


def test_to_let_go_of_what_is_not_held_harms_nobody(tmp_path: Path) -> None:
    own = held(tmp_path)

    lock(tmp_path).let_go()

    assert refusal(tmp_path)
    own.let_go()


def test_a_process_that_ends_lets_go(tmp_path: Path) -> None:
    left_by_a_process(tmp_path)

    held(tmp_path).let_go()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_there_again", [True, False])
def test_a_file_that_lost_its_name_meanwhile_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there_again: bool
) -> None:
    flock, left = fcntl.flock, [is_there_again]

    def slow(descriptor: int, how: int) -> None:
        if left:
            # Whoever held it lets go just now, and another makes it anew.
            (tmp_path / "lock").rename(tmp_path / "old")
            if left.pop():
                (tmp_path / "lock").touch()
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", slow)
    own = held(tmp_path)

    assert refusal(tmp_path).startswith("another run")
    own.let_go()
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_a_file_that_goes_while_it_is_opened_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, left = os.open, [True]

    def slow(path: Path, flags: int, mode: int = 0o777) -> int:
        if left and flags & os.O_EXCL:
            left.clear()
            raise FileExistsError
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", slow)
    own = held(tmp_path)

    assert refusal(tmp_path).startswith("another run")
    own.let_go()


def test_where_no_file_can_be_made_nothing_is_held(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        lock(tmp_path / "nowhere").take()


@pytest.mark.usefixtures("lockless")
def test_without_locks_the_file_says_who_holds_it(tmp_path: Path) -> None:
    own = held(tmp_path)

    said = refusal(tmp_path)

    assert said.startswith("another run writes `out.csv`; wait for it, or another --output; if it is over, ")
    assert said.endswith(f"remove `{tmp_path}/lock`")
    own.let_go()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("lockless")
def test_without_locks_a_process_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    left_by_a_process(tmp_path, "def flock(*_): raise OSError\nfcntl.flock = flock")
    assert (tmp_path / "lock").read_text()

    held(tmp_path).let_go()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("lockless")
@pytest.mark.parametrize("number", ["1", "9" * 30])
def test_without_locks_a_process_that_may_be_alive_holds_it(
    tmp_path: Path, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def foreign(_process: int, _signal: int) -> None:
        raise PermissionError

    if number == "1":
        monkeypatch.setattr(os, "kill", foreign)
    (tmp_path / "lock").write_text(f"{number} {platform.node()}")

    assert refusal(tmp_path).startswith("another run")


@pytest.mark.usefixtures("lockless")
@pytest.mark.parametrize("said", ["", "12345678 elsewhere", f"nonsense {platform.node()}"])
def test_without_locks_what_nobody_can_ask_about_is_held(tmp_path: Path, said: str) -> None:
    (tmp_path / "lock").write_text(said)

    assert refusal(tmp_path).startswith("another run")
