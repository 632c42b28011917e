"""What is measured of the peers at work, in rounds: each in turn, so that a busy moment is everybody's."""

from collections.abc import Callable, Sequence
from math import floor, log10
from statistics import median
from typing import NamedTuple

from peers.compare_answers import DAY
from peers.rows import Rows
from peers.talk import Worker

#: A round of one peer should take about so long, and a peer's growth stops at a size that takes so long.
ROUND_SECONDS, MOST_SECONDS = 0.5, 20.0

#: A size that takes less than a second is answered so many times more.
AGAIN = 3

#: So many answers with their reasons, each to another question.
SINGLE = 40


class Grown(NamedTuple):
    """How long so many rows took and what the process held by then, or the reason why they were not tried."""

    rows: int
    seconds: float | None
    megabytes: float | None = None
    stopped: str = ""

    @property
    def nanoseconds(self) -> float | None:
        """Return the time of one row."""
        return None if self.seconds is None else self.seconds / self.rows * 1e9


def affordable(worker: Worker, most: int) -> int:
    """Return how many rows a peer answers in one round, at most ``most``: one digit and zeros."""
    count = 100
    seconds = answered(worker, count)
    while seconds < ROUND_SECONDS / 10 and count < most:
        count = min(count * 10, most)
        seconds = answered(worker, count)
    wanted = max(10.0, count / seconds * ROUND_SECONDS)
    zeros: int = 10 ** floor(log10(wanted))
    return min(most, floor(wanted / zeros) * zeros)


def answered(worker: Worker, count: int) -> float:
    """Return how many seconds ``count`` rows took, not the first time."""
    worker.do("rows", count=count)
    worker.do("time")
    return float(worker.do("time")["seconds"])


def in_rounds(
    workers: Sequence[Worker], rounds: int, measure: Callable[[Worker], float]
) -> dict[str, list[float]]:
    """Return what was measured of each peer in each round."""
    taken: dict[str, list[float]] = {worker.name: [] for worker in workers}
    for _ in range(rounds):
        for worker in workers:
            taken[worker.name].append(measure(worker))
    return taken


def rows(workers: Sequence[Worker], rounds: int, counts: dict[str, int]) -> dict[str, list[float]]:
    """Return the rows per second of each peer in each round."""
    for worker in workers:
        answered(worker, counts[worker.name])
    return in_rounds(workers, rounds, lambda w: counts[w.name] / float(w.do("time")["seconds"]))


def single(workers: Sequence[Worker], asked: list[list[int]]) -> dict[str, float]:
    """Return how many seconds an answer with its reasons takes each peer that says why."""
    able = [worker for worker in workers if "explain" in worker.can]
    return {worker.name: float(worker.do("explain", questions=asked)["seconds"]) for worker in able}


def questions(asked: Rows, answers: bytes) -> list[list[int]]:
    """Return questions that are answered with yes, about different suspects and States."""
    found: dict[tuple[int, int], list[int]] = {}
    for suspect, state, day, answer in zip(*asked, answers, strict=True):
        if answer:
            found.setdefault((suspect, state), [suspect, state, day])
    return list(found.values())[: SINGLE + 1]


def all_pairs(workers: Sequence[Worker], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that all pairs on one day take each peer."""
    return in_rounds(workers, rounds, lambda w: float(w.written("day", day=DAY)[0]["seconds"]))


def all_time(workers: Sequence[Worker], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that all pairs for all time take each peer that can tell."""
    able = [worker for worker in workers if "stretches" in worker.can]
    return in_rounds(able, rounds, lambda w: float(w.written("stretches")[0]["seconds"]))


def growth(worker: Worker, sizes: Sequence[int]) -> list[Grown]:
    """Return how long more and more rows take, until it is too long."""
    grown: list[Grown] = []
    rate = 0.0
    for size in sizes:
        if grown and size / rate > MOST_SECONDS:
            stopped = f"{size:,} not tried: about {size / rate:,.0f} s"
            grown.append(Grown(size, None, stopped=stopped))
            break
        worker.do("rows", count=size)
        taken = [float(worker.do("time")["seconds"])]
        while sum(taken) < 1 and len(taken) <= AGAIN:
            taken.append(float(worker.do("time")["seconds"]))
        seconds = median(taken[1:] or taken)
        grown.append(Grown(size, seconds, float(worker.do("memory")["megabytes"])))
        rate = size / seconds
    # The others need the memory.
    worker.do("rows", count=1)
    return grown
