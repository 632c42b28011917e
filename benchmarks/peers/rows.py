"""Random rows: a suspect, a State and a day each, as columns of 32-bit numbers, and their file.

A file holds the three columns one after another, so that a peer can take the first so many of each.
"""

import random
from array import array
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

from peers.facts import Facts

#: The days that are drawn: from the first day of the Statute to after the last change of the record.
FIRST, LAST = date(2002, 7, 1).toordinal(), date(2027, 12, 31).toordinal()

# Arrays take a type in brackets from Python 3.12 on.
Column: TypeAlias = "array[int]"


class Rows(NamedTuple):
    """Questions, one in each place of the three columns."""

    suspects: Column
    states: Column
    days: Column

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.suspects)


def write(path: Path, facts: Facts, count: int, seed: int) -> None:
    """Write ``count`` random rows."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    spans = (0, len(facts.suspects)), (0, len(facts.states)), (FIRST, LAST - FIRST + 1)
    with path.open("wb") as file:
        for start, span in spans:
            # 53 random bits over a few thousand values: no value is favoured by more than chance.
            array("i", (start + int(chance.random() * span) for _ in range(count))).tofile(file)


def read(path: Path, count: int) -> Rows:
    """Return the first ``count`` rows of a file."""
    held = path.stat().st_size // 12
    columns = []
    with path.open("rb") as file:
        for place in range(3):
            file.seek(place * held * 4)
            column = array("i")
            column.fromfile(file, count)
            columns.append(column)
    return Rows(*columns)


def on_a_day(facts: Facts, day: int) -> Rows:
    """Return every pair of a suspect and a State, on one day."""
    pairs = list(facts.pairs)
    return Rows(
        array("i", (suspect for suspect, _ in pairs)),
        array("i", (state for _, state in pairs)),
        array("i", [day]) * len(pairs),
    )
