"""All peers must say the same, row by row, before anything is timed."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path

from peers import rows as of_rows
from peers.facts import Facts
from peers.rows import Rows
from peers.talk import Worker

#: A day for all pairs on one day: late enough for every kind of duty to be there.
DAY = date(2025, 10, 9).toordinal()

#: The codes of the protocol in words.
WORDS = ("no", "yes", "unknown")


def compare(facts: Facts, workers: Sequence[Worker], counts: dict[str, int]) -> int:
    """Compare the answers of ``workers``, the first with every other; end the run at a difference.

    Each answers the first so many rows as ``counts`` says, all pairs on one day, and, if it can, all
    pairs for all time. Returns how many answers were compared.
    """
    first, *others = workers
    compared = 0
    rows = of_rows.read(first.folder / "rows.bin", max(counts.values()))
    expected = _answers(first, counts[first.name])
    on_a_day = of_rows.on_a_day(facts, DAY)
    all_pairs = _on_a_day(first)
    stretches = _stretches(first) if "stretches" in first.can else []
    for other in others:
        count = min(counts[other.name], len(expected))
        compared += _same(facts, rows, (first, expected[:count]), (other, _answers(other, count)))
        if counts[other.name] >= len(all_pairs):
            compared += _same(facts, on_a_day, (first, all_pairs), (other, _on_a_day(other)))
        if "stretches" in other.can and "stretches" in first.can:
            compared += _same_stretches(facts, (first, stretches), (other, _stretches(other)))
    return compared


def _answers(worker: Worker, count: int) -> bytes:
    worker.do("rows", count=count)
    return worker.written("answers")[1].read_bytes()


def _on_a_day(worker: Worker) -> bytes:
    return worker.written("day", day=DAY)[1].read_bytes()


def _stretches(worker: Worker) -> list[list[int]]:
    path: Path = worker.written("stretches")[1]
    found: list[list[int]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _same(facts: Facts, rows: Rows, first: tuple[Worker, bytes], other: tuple[Worker, bytes]) -> int:
    """Return how many answers are the same, all of them, or end the run with the first that is not."""
    if first[1] != other[1]:
        place = next(n for n, (a, b) in enumerate(zip_longest(first[1], other[1])) if a != b)
        suspect, state, day = (column[place] for column in rows)
        question = f"{facts.suspects[suspect]} in {facts.states[state]} on {date.fromordinal(day)}"
        said = (f"{worker.name} says {_word(answers, place)}" for worker, answers in (first, other))
        raise SystemExit(f"row {place}, {question}: {', '.join(said)}")
    return len(other[1])


def _word(answers: bytes, place: int) -> str:
    return WORDS[answers[place]] if place < len(answers) else "nothing"


def _same_stretches(
    facts: Facts, first: tuple[Worker, list[list[int]]], other: tuple[Worker, list[list[int]]]
) -> int:
    """Return how many stretches of yes are the same, or end the run with one that is not."""
    if first[1] != other[1]:
        odd = min({tuple(one) for one in first[1]} ^ {tuple(one) for one in other[1]})
        whose = first[0].name if list(odd) in first[1] else other[0].name
        pair = f"{facts.suspects[odd[0]]} in {facts.states[odd[1]]}"
        raise SystemExit(f"only {whose} says that yes holds for {pair} from {odd[2]} until {odd[3]} (days)")
    return len(other[1])
