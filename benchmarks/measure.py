"""Measure obligcheck beside what it is compared with, in one run: ``python benchmarks/measure.py``.

What is compared runs in turn (A B A B …), and the median of the pairs' ratios counts: a machine that is
busy for a while is busy for both. Prints a table and writes everything measured as JSON.
"""

import argparse
import gc
import json
import os
import platform
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from attrs import frozen
from by_hand import ByHand

import obligcheck

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"

QUESTION = ("visit", "putin", "tajikistan", "2025-10-09")
BARE = "import typer, attrs, dateutil.relativedelta"
BARE_TREE = "import typer, rich.tree, rich.console, attrs, dateutil.relativedelta"

# Days on which something happens: from before the first warrants to after the last row of the record.
FIRST, LAST = date(2002, 7, 1), date(2026, 11, 1)

#: How many questions a book has answered when it counts as warm: about one for every two pairs.
WARMING = 6000

Measured = dict[str, float | int | str | None]
Triple = tuple[str, str, date]


# Cold: a command from its start to its end


def environment() -> dict[str, str]:
    """Return the environment of both sides: compiled modules are kept, as in any installation."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "TERM": "xterm-256color", "COLUMNS": "140"}


def piped(command: Sequence[str]) -> float:
    """Return how many seconds a command takes that prints into a pipe."""
    start = perf_counter()
    subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    return perf_counter() - start


def drawn(command: Sequence[str]) -> float:
    """Return how many seconds a command takes that prints on a terminal."""
    ours, theirs = os.openpty()
    start = perf_counter()
    with subprocess.Popen(command, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        with closing(os.fdopen(ours, "rb", buffering=0)) as screen:
            try:
                while screen.read(65536):
                    pass
            except OSError:
                # Linux ends a terminal that nobody writes to with an error, not with nothing.
                pass
    seconds = perf_counter() - start
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {running.returncode}")
    return seconds


@frozen
class Cold:
    """A command, how it is run, and the imports that it is compared with."""

    name: str
    run: Callable[[Sequence[str]], float]
    command: tuple[str, ...]
    beside: str

    def measure(self, pairs: int) -> Measured:
        """Return the median seconds of both sides and the median of their ratios."""
        ours, theirs = self.command, (sys.executable, "-c", self.beside)
        # Once before: modules get compiled and what was read gets kept, on both sides.
        self.run(ours)
        self.run(theirs)
        measured = [(self.run(ours), self.run(theirs)) for _ in range(pairs)]
        return {
            "name": self.name,
            "command": " ".join(ours),
            "beside": self.beside,
            "pairs": pairs,
            "seconds": median(a for a, _ in measured),
            "beside_seconds": median(b for _, b in measured),
            "ratio": median(a / b for a, b in measured),
            "target": 1.5,
        }


# Warm: answers of a book that is loaded


def triples(book: obligcheck.Book, count: int, chance: random.Random) -> list[Triple]:
    """Return ``count`` random questions."""
    suspects = [thing.id for thing in book.record.things("suspect")]
    states = [thing.id for thing in book.record.things("state")]
    days = (LAST - FIRST).days
    return [
        (chance.choice(suspects), chance.choice(states), FIRST + timedelta(days=chance.randrange(days)))
        for _ in range(count)
    ]


@frozen
class Met:
    """An answer that was timed."""

    verdict: str
    seconds: float
    nodes: int


def ask(book: obligcheck.Book, questions: Sequence[Triple]) -> list[Met]:
    """Return how long each answer took, with its whole tree walked through."""
    met = []
    for suspect, state, day in questions:
        start = perf_counter()
        answer = book.check("visit", suspect=suspect, state=state, date=day)
        nodes = sum(1 for _ in answer.tree.walk())
        met.append(Met(str(answer.verdict), perf_counter() - start, nodes))
    return met


def rates(count: int, chance: random.Random) -> list[Measured]:
    """Return the rates of answers: from a fresh book, warm, seen before, yes and no apart, and by hand.

    Warm is a book that has answered ``WARMING`` other questions; the ones that count are new to it too.
    """
    # As in every process of the command line: all that answers are made of stays in use, and nothing of it
    # is cyclic, so looking for garbage finds none and takes half of the time.
    gc.disable()
    book = obligcheck.load()
    fresh = ask(book, triples(book, count, chance))
    ask(book, triples(book, max(WARMING - count, 0), chance))
    questions = triples(book, count, chance)
    first, again = ask(book, questions), ask(book, questions)
    return [
        rate("answers of a fresh book", fresh),
        rate("answers with whole trees, warm", first, target=2000),
        *apart("", first),
        rate("the same again", again),
        *apart(" again", again),
        by_hand(questions, first),
    ]


def apart(when: str, met: Sequence[Met]) -> list[Measured]:
    """Return the rates of yes and of no, and how much longer a no takes than a yes."""
    yes, no = ([m for m in met if m.verdict == verdict] for verdict in ("yes", "no"))
    slower = median(m.seconds for m in no) / median(m.seconds for m in yes)
    return [
        rate(f"  yes{when}", yes),
        rate(f"  no{when}", no),
        {"name": f"  a why-not beside a yes{when}", "ratio": slower, "target": 2.0},
    ]


def by_hand(questions: Sequence[Triple], met: Sequence[Met]) -> Measured:
    """Return the rate of the hand-written decision, and how often it is the same."""
    decide = ByHand(DATA).must_arrest
    start = perf_counter()
    verdicts = ["yes" if decide(who, where, str(day)) else "no" for who, where, day in questions]
    seconds = perf_counter() - start
    same = sum(verdict == m.verdict for verdict, m in zip(verdicts, met, strict=True))
    return {
        "name": "by hand, yes or no with no reason",
        "answers": len(verdicts),
        "seconds": seconds,
        "per_second": len(verdicts) / seconds,
        "agrees": same / len(verdicts),
    }


def rate(name: str, met: Sequence[Met], target: float | None = None) -> Measured:
    """Return answers per second, and the mean number of nodes in their trees."""
    seconds = sum(m.seconds for m in met)
    return {
        "name": name,
        "answers": len(met),
        "seconds": seconds,
        "per_second": len(met) / seconds,
        "nodes": sum(m.nodes for m in met) / len(met),
        "target": target,
    }


# The report


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15, help="cold runs of each side (15)")
    parser.add_argument("--answers", type=int, default=2000, help="random questions, warm (2000)")
    parser.add_argument("--seed", type=int, default=126, help="of the random questions (126)")
    parser.add_argument("--json", type=Path, default=HERE / "results" / "measured.json")
    given = parser.parse_args()

    script = Path(sys.executable).with_name("obligcheck")
    base = ((str(script),) if script.exists() else (sys.executable, "-m", "obligcheck")) + QUESTION
    json_answer = Cold("cold, JSON in a pipe", piped, (*base, "--format", "json"), BARE)
    tree = Cold("cold, tree on a terminal", drawn, base, BARE_TREE)
    measured = [
        json_answer.measure(given.pairs),
        tree.measure(given.pairs),
        *rates(given.answers, random.Random(given.seed)),  # noqa: S311 - a repeatable choice, no secret
    ]
    for one in measured:
        print(line(one))
    given.json.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "obligcheck": obligcheck.__version__,
        "seed": given.seed,
        "measured": measured,
    }
    given.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"\nAll of it: {given.json}")


def line(one: Measured) -> str:
    """Return one line of the table: what was measured, how it came out, its target, and what else."""
    if "per_second" in one:
        value, bound = f"{one['per_second']:>11,.0f} /s", "at least {:,.0f}"
    else:
        value, bound = f"{one['ratio']:>11.2f} x ", "at most {}"
    target = bound.format(one["target"]) if one.get("target") else ""
    more = [f"{key} {one[key]:.3g}" for key in ("seconds", "beside_seconds", "nodes", "agrees") if key in one]
    return f"{one['name']:<34}{value}   {target:<16}{', '.join(more)}".rstrip()


if __name__ == "__main__":
    main()
