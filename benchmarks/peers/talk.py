"""The driver's end: a worker for each peer, which does what it is told and says how long it took."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from peers.registry import Known

#: Where ``peers`` is found.
HERE = Path(__file__).resolve().parent.parent


class PeerFailedError(Exception):
    """A peer ended before it answered; the message says what it wrote last."""


class Worker:
    """A peer at work in its own process, with its own interpreter, in the folder of the run."""

    def __init__(self, known: Known, python: Path, folder: Path, reading: str) -> None:
        self.known = known
        self.command = (str(python), "-m", "peers.worker", known.name, reading)
        self.folder = folder
        self.can: tuple[str, ...] = ()
        self.errors = (folder / f"{known.name}.log").open("w", encoding="utf-8")
        self.process = subprocess.Popen(
            self.command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )

    @property
    def name(self) -> str:
        """Return the peer's name."""
        return self.known.name

    def do(self, what: str, **how: object) -> dict[str, Any]:
        """Return what the worker answers. Raises PeerFailedError if it ended instead."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("a worker is started with pipes")
        try:
            self.process.stdin.write(json.dumps({"do": what, **how}) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        line = self.process.stdout.readline()
        if not line:
            log = (self.folder / f"{self.name}.log").read_text(encoding="utf-8")
            raise PeerFailedError(f"{self.name} failed at `{what}`:\n{log[-2000:]}")
        done: dict[str, Any] = json.loads(line)
        return done

    def prepare(self, reading: str) -> float:
        """Return how many seconds the decision took to prepare."""
        done = self.do("prepare", reading=reading)
        self.can = tuple(done["can"])
        return float(done["seconds"])

    def written(self, what: str, **how: object) -> tuple[dict[str, Any], Path]:
        """Return what the worker says, and the file that it wrote."""
        path = self.folder / f"{self.name}.out"
        return self.do(what, path=path.name, **how), path

    def cold(self) -> float:
        """Return how many seconds a new process takes for one answer, from its start to its end."""
        return run((*self.command, "once"), self.folder).seconds

    def stop(self) -> None:
        """Let the process end."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(timeout=60)
        self.errors.close()


class Ran:
    """A command that came to its end: its seconds, and the most memory it held."""

    def __init__(self, seconds: float, megabytes: float) -> None:
        self.seconds = seconds
        self.megabytes = megabytes


def run(command: Sequence[str], folder: Path, cache: Path | None = None) -> Ran:
    """Run a command to its end, without its output. Ends the run if it fails.

    obligcheck keeps what it has found in ``cache``, if given, and else where it always does.
    """
    own = {} if cache is None else {"OBLIGCHECK_CACHE": str(cache)}
    start = perf_counter()
    with (folder / "command.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**environment(), **own},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        # Unlike `wait`, it tells what this one process used.
        _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = (folder / "command.log").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}:\n{said[-2000:]}")
    return Ran(seconds, usage.ru_maxrss * 1024 / 1e6)


def environment() -> Mapping[str, str]:
    """Return the environment of all peers: modules are kept compiled, as in any installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(HERE), "PYTHONNOUSERSITE": "1"}
