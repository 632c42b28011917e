"""Processes that tests start and end: none of them outlives its test."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

#: How many seconds a test waits for a process: far more than any of them needs.
PATIENCE = 120


@contextmanager
def interruptible(arguments: Sequence[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Yield a process that a signal may end; what it says on standard error is kept.

    Coverage is not measured there: it holds a lock while it looks at a file that is new to it, and an
    interruption at that moment has the process wait for itself for ever.
    """
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, env=unmeasured) as process:
        try:
            yield process
        finally:
            process.kill()


def last_words(process: "subprocess.Popen[bytes]") -> bytes:
    """Return what ``process`` says until it ends, which it does soon."""
    _, said = process.communicate(timeout=PATIENCE)
    return said


def until(condition: Callable[[], Any]) -> Any:  # noqa: ANN401 (whatever it finds)
    """Return what ``condition`` finds once it finds something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.002)
    return found
