"""A real scheduler and real workers on this machine, and a folder of files for them."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from tests.processes import PATIENCE, until

#: Six files, each about States of its own, so that each has something to be found out.
FILES = [f"year={2010 + number % 3}/part-{number}.parquet" for number in range(6)]
STATES = ("AFG", "AGO", "ALB", "ARE", "ARG", "ARM", "AUS", "AUT", "BDI", "BEL", "BGR", "BRA")
SUSPECTS = ("kony", "lubanga", "al-bashir", "kenyatta", "nobody")
ROWS = 1000

#: The number of all rows.
ALL = len(FILES) * ROWS


class Running(NamedTuple):
    """A process, and where it writes what it has to say."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def kill(self) -> None:
        """End it as the machine would that it runs on."""
        self.process.kill()
        self.process.wait()

    def pause(self) -> None:
        """Have it stand still, and return once all its threads do, each of which stops in its own time."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)

    def go_on(self) -> None:
        """Have it run again."""
        self.process.send_signal(signal.SIGCONT)

    def paused_within(self, folder: Path) -> Path:
        """Return a file below ``folder`` that it was reading when it was made to stand still."""

        def held() -> set[Path]:
            self.pause()
            found = {link.readlink() for link in Path(f"/proc/{self.process.pid}/fd").iterdir()}
            if not (files := {path for path in found if folder in path.parents}):
                self.go_on()
            return files

        (path,) = until(held)
        assert isinstance(path, Path)
        return path


@contextmanager
def dask(log: Path, *arguments: str) -> Iterator[Running]:
    """Yield the process of a command of the engine's own."""
    with log.open("wb") as stream:
        process = subprocess.Popen([sys.executable, "-m", "dask", *arguments], stderr=stream)
    own = Running(process, log)
    try:
        yield own
    finally:
        own.go_on()
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, Running]]:
    """Yield the address of a scheduler, and the scheduler."""
    with dask(
        folder / "scheduler.log", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
    ) as own:
        found = until(lambda: re.search(r"Scheduler at:\s+(tcp://[\d.:]+)", own.log.read_text("utf-8")))
        yield found[1], own


@contextmanager
def worker(address: str, folder: Path, name: str) -> Iterator[Running]:
    """Yield a worker that has joined the scheduler at ``address``."""
    place = ("--local-directory", str(folder / name), "--no-dashboard")
    with dask(folder / f"{name}.log", "worker", address, "--nthreads", "1", "--no-nanny", *place) as own:
        until(lambda: "Starting established connection" in own.log.read_text("utf-8"))
        yield own


def filled(folder: Path) -> Path:
    """Return ``folder`` with all files in it, some of whose rows cannot be answered."""
    random = Random(0)  # noqa: S311 (the same rows each time)
    for number, within in enumerate(FILES):
        states = STATES[number * 2 : number * 2 + 2]
        days = [date(2002, 7, 1) + timedelta(random.randrange(8000)) for _ in range(ROWS)]
        table = {
            "id": range(number * ROWS, (number + 1) * ROWS),
            "suspect": random.choices(SUSPECTS, k=ROWS),
            "state": random.choices(states, k=ROWS),
            "date": days,
        }
        path = folder / within
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(table), path)
    return folder
