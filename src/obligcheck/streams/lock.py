"""A name that one run at a time holds, and none once the process has ended that held it."""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from obligcheck.problems import ProblemsError, problem

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path


class Lock:
    """The file ``path``, which stands for the right to write ``what``.

    The system lets go of it with the process, whatever ends that. Where a file system has no locks, the
    file says which process holds it, and one that is gone on this machine holds nothing.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.path: Final = path
        self._what: Final = what
        self._descriptor: int | None = None

    def take(self) -> None:
        """Hold the name. Raises ProblemsError where another run does, OSError where no file can be made."""
        while self._descriptor is None:
            descriptor, is_new = self._opened()
            is_ours = False
            try:
                is_ours = self._is_locked(descriptor, is_new=is_new)
            finally:
                if not is_ours:
                    os.close(descriptor)
            self._descriptor = descriptor if is_ours else None

    def let_go(self) -> None:
        """Hold the name no more; nothing is left of it."""
        if self._descriptor is None:
            return
        # Gone first: whoever waits for the file would take one that has no name any more.
        with suppress(OSError):
            self.path.unlink()
        os.close(self._descriptor)
        self._descriptor = None

    def _opened(self) -> tuple[int, bool]:
        """Return the file, and whether it is new."""
        while True:
            try:
                return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666), True
            except FileExistsError:
                # Whoever held it may let go of it in between.
                with suppress(FileNotFoundError):
                    return os.open(self.path, os.O_RDWR), False

    def _is_locked(self, descriptor: int, *, is_new: bool) -> bool:
        """Say whether the file is ours now, or has to be opened again. Raises ProblemsError."""
        if sys.platform == "win32":
            return self._is_marked(descriptor, is_new=is_new)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise self._taken("wait for it, or another --output") from None
        except OSError:
            return self._is_marked(descriptor, is_new=is_new)
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(descriptor), self.path.stat())
        return False

    def _is_marked(self, descriptor: int, *, is_new: bool) -> bool:
        """Say the same where there are no locks: who makes the file holds it."""
        here = platform.node()
        if is_new:
            os.write(descriptor, f"{os.getpid()} {here}".encode())
            return True
        number, _, there = os.read(descriptor, 1_000).decode(errors="replace").partition(" ")
        if there != here or not number.isdecimal() or _lives(int(number)):
            raise self._taken(f"wait for it, or another --output; if it is over, remove `{self.path}`")
        self.path.unlink(missing_ok=True)
        return False

    def _taken(self, fix: str) -> ProblemsError:
        return problem("other-run", f"another run writes `{self._what}`", fix)


def _lives(process: int) -> bool:
    """Say whether there is a ``process`` of this number; yes where nobody can tell."""
    if sys.platform == "win32":
        # To ask would be to end it.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
