"""From a file to a file: what whole commands take, beside polars that reads and writes the same file."""

import csv
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from peers import rows as of_rows
from peers.compare_answers import WORDS
from peers.facts import Facts
from peers.rows import Rows
from peers.talk import Ran, run

POLARS = "polars"
#: Streaming, and each cell as it stands: faster than through a data frame, and than with types.
READ_AND_WRITE = "import sys, polars; polars.scan_csv(sys.argv[1], infer_schema=False).sink_csv(sys.argv[2])"

#: What is added to each row, and how the command is told so.
_VERDICT = ("--columns", "verdict")
#: The same again: what a large batch has found is kept for the next one.
ALL, ALL_AGAIN, VERDICT, VERDICT_AGAIN = (
    "all columns",
    "all columns, again",
    "verdict only",
    "verdict only, again",
)
ADDED: dict[str, tuple[str, ...]] = {ALL: (), ALL_AGAIN: (), VERDICT: _VERDICT, VERDICT_AGAIN: _VERDICT}

#: The files in which the command keeps what batches have found.
_FOUND = "*.rows"


class Asked(NamedTuple):
    """What is asked of a file: its rows, under which reading, and how often."""

    rows: int
    reading: str
    rounds: int


class Ways(NamedTuple):
    """A file of so many rows: the seconds of each way through it, round by round, and its peak memory."""

    rows: int
    seconds: dict[str, list[float]]
    megabytes: dict[str, float]

    def beside_polars(self, way: str) -> float:
        """Return the median of the rate of ``way`` over that of polars, round by round."""
        return median(
            theirs / ours for ours, theirs in zip(self.seconds[way], self.seconds[POLARS], strict=False)
        )


def write(folder: Path, facts: Facts, count: int) -> Path:
    """Write the first ``count`` random rows as CSV."""
    path = folder / f"rows-{count}.csv"
    asked = of_rows.read(folder / "rows.bin", count)
    texts = {day: date.fromordinal(day).isoformat() for day in range(of_rows.FIRST, of_rows.LAST + 1)}
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("suspect,state,date\n")
        file.writelines(
            f"{facts.suspects[suspect]},{facts.states[state]},{texts[day]}\n"
            for suspect, state, day in zip(*asked, strict=True)
        )
    return path


def through(python: Path, folder: Path, path: Path, how: Asked) -> Ways:
    """Run a file through polars and through the command, each way in turn.

    With all columns the command runs once for the first time: what it says of a question in words takes a
    while, once for each question, however many rows ask it.
    """
    caches = {way: folder / f"cache-{number}" for number, way in enumerate((ALL, VERDICT))}
    for cache in caches.values():
        # Rules and data are read and checked once, as on any machine that has answered before.
        run((str(python), "-m", "obligcheck", "upcoming"), folder, cache)
    caches |= {ALL_AGAIN: caches[ALL], VERDICT_AGAIN: caches[VERDICT]}
    ours = (str(python), "-m", "obligcheck", "batch", path.name, "--reading", f"immunity={how.reading}")
    commands = {
        POLARS: (str(python), "-c", READ_AND_WRITE, path.name, "polars.csv"),
        **{way: (*ours, "--quiet", "--output", answers(way), *options) for way, options in ADDED.items()},
    }
    ran: dict[str, list[Ran]] = {way: [] for way in commands}
    for number in range(how.rounds):
        for way, command in commands.items():
            if number and way == ALL:
                continue
            if way in (ALL, VERDICT):
                for found in caches[way].glob(_FOUND):
                    found.unlink()
            ran[way].append(run(command, folder, caches.get(way)))
    return Ways(
        how.rows,
        {way: [one.seconds for one in found] for way, found in ran.items()},
        {way: max(one.megabytes for one in found) for way, found in ran.items()},
    )


def answers(way: str) -> str:
    """Return the name of the file that ``way`` writes."""
    return f"{way.replace(',', '').replace(' ', '-')}.csv"


def check(path: Path, facts: Facts, asked: Rows, expected: bytes) -> None:
    """Compare a file of answers with what is answered in memory to ``asked``; end the run at a difference."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for place, code in enumerate(expected):
            row = next(rows, {"suspect": "no row", "verdict": ""})
            wanted = facts.suspects[asked.suspects[place]], WORDS[code]
            if (row["suspect"], row["verdict"]) != wanted:
                raise SystemExit(f"row {place} of {path.name} is {row}; in memory it is {wanted}")
