"""The process in which one peer works: ``python -m peers.worker NAME READING``, in the folder of a run.

It reads one JSON object a line, each naming something to do, and answers each with one line. With ``once``
as a third argument it answers the first row and ends: what a cold start takes.
"""

import contextlib
import gc
import json
import os
import resource
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TextIO

from peers import facts as of_facts
from peers import rows as of_rows
from peers.registry import PEERS, Known

FACTS, ROWS = Path("facts.json"), Path("rows.bin")


class Session:
    """A peer under one reading after the other, and the rows that it has at hand."""

    def __init__(self, known: Known) -> None:
        self.make = imported(known.place)
        self.facts = of_facts.read(FACTS)
        self.peer: Any = None
        self.encoded: Any = None

    def prepare(self, reading: str) -> dict[str, Any]:
        """Prepare the decision under a reading; what was there is let go."""
        self.peer = self.encoded = None
        gc.collect()
        seconds, self.peer = timed(lambda: self.make(self.facts, reading))
        can = [name for name in ("explain", "stretches") if hasattr(self.peer, name)]
        return {"seconds": seconds, "can": can}

    def versions(self) -> dict[str, Any]:
        """Return the versions of what the peer is made of."""
        return {name: version(name) for name in self.make.distributions}

    def rows(self, count: int) -> dict[str, Any]:
        """Take the first ``count`` rows at hand."""
        self.encoded = None
        gc.collect()
        self.encoded = self.peer.encode(of_rows.read(ROWS, count))
        return {}

    def time(self) -> dict[str, Any]:
        """Answer the rows at hand; what comes back is let go before anything else is timed."""
        return {"seconds": timed(lambda: self.peer.answer(self.encoded))[0]}

    def answers(self, path: str) -> dict[str, Any]:
        """Answer the rows at hand and write each answer as a byte."""
        Path(path).write_bytes(bytes(self.peer.decode(self.peer.answer(self.encoded))))
        return {}

    def day(self, day: int, path: str) -> dict[str, Any]:
        """Answer all pairs on one day, and write each answer as a byte."""
        if hasattr(self.peer, "on_a_day"):
            seconds, answered = timed(lambda: self.peer.on_a_day(day))
        else:
            encoded = self.peer.encode(of_rows.on_a_day(self.facts, day))
            seconds, answered = timed(lambda: self.peer.answer(encoded))
        Path(path).write_bytes(bytes(self.peer.decode(answered)))
        return {"seconds": seconds}

    def stretches(self, path: str) -> dict[str, Any]:
        """Answer all pairs for all time, and write the stretches of yes as JSON."""
        seconds, found = timed(self.peer.stretches)
        Path(path).write_text(json.dumps(found), encoding="utf-8")
        return {"seconds": seconds}

    def explain(self, questions: list[list[int]]) -> dict[str, Any]:
        """Answer each question with its reasons, after one that is not counted."""
        taken = [timed(partial(self.peer.explain, *asked))[0] for asked in questions]
        return {"seconds": median(taken[1:])}

    def memory(self) -> dict[str, Any]:
        """Return the most that the process held at any time."""
        return {"megabytes": peak_megabytes()}


def imported(place: str) -> Any:  # noqa: ANN401 (each module has a class of its own)
    """Return the class at ``place``."""
    module, _, title = place.partition(":")
    return getattr(import_module(f"peers.{module}"), title)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many seconds ``work`` takes, and what it returns."""
    start = perf_counter()
    done = work()
    return perf_counter() - start, done


def peak_megabytes() -> float:
    """Return the peak of this process's resident memory."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def once(known: Known, reading: str) -> None:
    """Answer one row, with its reasons where there are any, and no more."""
    peer = imported(known.alone or known.place)(of_facts.read(FACTS), reading)
    rows = of_rows.read(ROWS, 1)
    if hasattr(peer, "explain"):
        peer.explain(*(column[0] for column in rows))
    else:
        peer.answer(peer.encode(rows))


def serve(session: Session, answers: TextIO) -> None:
    """Do what the lines of standard input say, until it ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        done = getattr(session, asked.pop("do"))(**asked)
        print(json.dumps(done), file=answers, flush=True)


def main() -> None:
    """Work for one peer."""
    # What is kept is in use and what is not has gone by its count of references: to look for cycles, over
    # the proofs or intervals or requests of all rows, finds nothing, and would take half of the time.
    gc.disable()
    name, reading = sys.argv[1:3]
    known = {known.name: known for known in PEERS}[name]
    if sys.argv[3:]:
        once(known, reading)
        return
    # What engines print goes to standard error: standard output is for answers alone.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, contextlib.redirect_stdout(sys.stderr):
        os.dup2(2, 1)
        serve(Session(known), answers)


if __name__ == "__main__":
    main()
