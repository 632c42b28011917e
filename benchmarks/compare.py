"""Measure obligcheck beside other engines that solve the same decision: ``python benchmarks/compare.py``.

`peers/README.md` says what the decision is and how each peer is used. All answers are compared first; then
each peer is measured in rounds, in turn. Prints tables of ratios and writes everything as JSON.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from peers import compare_answers, facts, files, installs, measuring, small_book, table, targets
from peers import rows as of_rows
from peers.facts import Facts
from peers.files import Ways
from peers.measuring import Grown
from peers.registry import FULL, PEERS, SIMPLIFIED, Known
from peers.table import Line
from peers.talk import PeerFailedError, Worker

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"

#: The decision is compared under both, and timed under the second, which asks more.
READINGS = ("court", "customary")

#: With what the others are compared: what answers each decision in the plainest way.
FIRST = {SIMPLIFIED: "python", FULL: "full-packed"}

#: Beside which of our own the rates of the others are set.
OURS = {SIMPLIFIED: "obligcheck", FULL: "full"}


class Plan(NamedTuple):
    """How much is measured: rows in a round, rounds, of what is slow fewer, sizes, and rows in a file."""

    rows: int = 1_000_000
    rounds: int = 7
    few: int = 3
    sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000, 10_000_000)
    streamed: int = 10_000_000


QUICK = Plan(rows=100_000, rounds=3, few=1, sizes=(10_000, 100_000), streamed=100_000)


class Report(NamedTuple):
    """All that was measured."""

    compared: int
    missing: dict[str, str]
    lines: list[Line]
    grown: dict[str, list[Grown]]
    files: list[Ways]
    targets: list[targets.Target]


def say(text: str) -> None:
    """Say what is going on, out of the way of the tables."""
    print(text, file=sys.stderr, flush=True)


# Who takes part


def chosen(names: Sequence[str]) -> list[Known]:
    """Return the peers of these names, and those that they are compared with.

    By what the first of the simplified decision says, single questions are drawn.
    """
    wanted = set(names) or {known.name for known in PEERS}
    wanted |= {FIRST[SIMPLIFIED], *(FIRST[known.decision] for known in PEERS if known.name in wanted)}
    return [known for known in PEERS if known.name in wanted]


class Crew:
    """The peers at work, and why others are not."""

    def __init__(self, peers: Sequence[Known], cache: Path, folder: Path, stack: ExitStack) -> None:
        self.workers: list[Worker] = []
        self.missing: dict[str, str] = {}
        self.prepared: dict[str, float] = {}
        self.versions: dict[str, dict[str, str]] = {}
        for known in peers:
            try:
                python = installs.interpreter(known, cache)
                worker = Worker(known, python, folder, READINGS[-1])
                stack.callback(worker.stop)
                self.versions[known.name] = worker.do("versions")
            except (installs.CannotInstallError, PeerFailedError) as error:
                self.missing[known.name] = str(error)
                say(f"without {known.name}: {error}")
                continue
            self.workers.append(worker)

    def prepare(self, reading: str) -> None:
        """Let all of them prepare the decision under ``reading``."""
        for worker in self.workers:
            self.prepared[worker.name] = worker.prepare(reading)

    def named(self, name: str) -> Worker | None:
        """Return the worker of this name, if it is there."""
        return next((worker for worker in self.workers if worker.name == name), None)

    def of(self, decision: str) -> list[Worker]:
        """Return the workers that answer; the first is what the others are compared with."""
        found = [w for w in self.workers if w.known.decision == decision and w.known.answers]
        return sorted(found, key=lambda worker: worker.name != FIRST[decision])


# What is measured


def measure(crew: Crew, record: Facts, folder: Path, plan: Plan) -> Report:
    """Return everything that is measured of ``crew``; the run ends where answers differ."""
    compared, counts = compare(crew, record, plan)
    say("measuring rows …")
    rates = measuring.rows(crew.workers, plan.rounds, counts)
    memory = {worker.name: float(worker.do("memory")["megabytes"]) for worker in crew.workers}
    say("measuring single answers, all pairs, cold starts …")
    engines = [worker for worker in crew.workers if not worker.known.rows_only]
    asked = measuring.questions(of_rows.read(folder / "rows.bin", plan.rows), _agreed(crew, plan.rows))
    single = measuring.single(engines, asked)
    all_pairs = measuring.all_pairs([w for w in engines if counts[w.name] >= BATCH], plan.rounds)
    all_time = measuring.all_time(engines, plan.few)
    cold = measuring.in_rounds(engines, plan.few + 1, Worker.cold)
    lines = [
        Line(
            worker.known,
            crew.versions[name],
            counts[name],
            rates[name],
            crew.prepared[name],
            memory[name],
            # The first compiles modules, once for all later ones.
            cold.get(name, [])[1:],
            single.get(name),
            all_pairs.get(name),
            all_time.get(name),
        )
        for name, worker in ((worker.name, worker) for worker in crew.workers)
    ]
    say("measuring growth …")
    grown = {w.name: measuring.growth(w, plan.sizes) for w in crew.workers if counts[w.name] >= BATCH}
    of_files = from_files(crew, record, folder, plan)
    reached = [
        *targets.in_memory(rates),
        *targets.compiled(all_pairs, all_time),
        targets.flat(grown),
        *targets.of_files(of_files),
    ]
    return Report(compared, crew.missing, lines, grown, of_files, reached)


def compare(crew: Crew, record: Facts, plan: Plan) -> tuple[int, dict[str, int]]:
    """Return how many answers were compared under both readings, and how many rows each can afford."""
    compared = 0
    counts: dict[str, int] = {}
    for reading in READINGS:
        say(f"preparing and comparing answers under the reading `{reading}` …")
        crew.prepare(reading)
        counts = counts or {w.name: measuring.affordable(w, plan.rows) for w in crew.workers}
        for workers in filter(None, map(crew.of, FIRST)):
            compared += compare_answers.compare(record, workers, counts)
    return compared, counts


#: Who answers fewer rows in a round is asked single questions only.
BATCH = 1_000


def _agreed(crew: Crew, count: int) -> bytes:
    """Return the answers that all agree in."""
    first = crew.of(SIMPLIFIED)[0]
    first.do("rows", count=count)
    return first.written("answers")[1].read_bytes()


def from_files(crew: Crew, record: Facts, folder: Path, plan: Plan) -> list[Ways]:
    """Return what the command takes from CSV to CSV, for a file and for a large one; nothing without it."""
    ours = crew.named("full")
    if ours is None:
        return []
    found = []
    for count in dict.fromkeys((plan.rows, plan.streamed)):
        say(f"measuring files of {count:,} rows …")
        path = files.write(folder, record, count)
        asked = files.Asked(count, READINGS[-1], plan.few)
        found.append(files.through(Path(ours.command[0]), folder, path, asked))
        ours.do("rows", count=min(count, CHECKED))
        expected = ours.written("answers")[1].read_bytes()
        first = of_rows.read(folder / "rows.bin", len(expected))
        for answers in (folder / files.answers(way) for way in files.ADDED):
            files.check(answers, record, first, expected)
            answers.unlink()
        path.unlink()
    return found


#: So many rows of a file are compared with what is answered in memory.
CHECKED = 100_000


# The report


def told(report: Report, plan: Plan) -> None:
    """Print the tables."""
    print(f"{report.compared:,} answers compared, all alike\n")
    for decision, ours in OURS.items():
        of_decision = [line for line in report.lines if line.known.decision == decision]
        if of_decision:
            print(f"the {decision} decision" if decision == SIMPLIFIED else "\nthe full rule book")
            table.lines(of_decision, ours, print)
    table.growth(report.grown, plan.sizes, print)
    table.from_files(report.files, print)
    targets.told(report.targets, print)
    versions = {f"{name} {number}" for line in report.lines for name, number in line.versions.items()}
    print(f"\nversions: {', '.join(sorted(versions))}")
    for name, why in report.missing.items():
        print(f"\nwithout {name}: {why}")


def as_json(report: Report, plan: Plan, seed: int) -> str:
    """Return everything measured as JSON."""
    return json.dumps(
        {
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "python": platform.python_version(),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "seed": seed,
            "plan": plan._asdict(),
            "compared": report.compared,
            "missing": report.missing,
            "peers": [line.json for line in report.lines],
            "growth": {name: [one._asdict() for one in grown] for name, grown in report.grown.items()},
            "files": [ways._asdict() for ways in report.files],
            "targets": [target.json for target in report.targets],
        },
        indent=2,
    )


def main() -> None:
    """Measure, print the tables, write the JSON."""
    names = [known.name for known in PEERS]
    cache = Path(tempfile.gettempdir()) / "obligcheck-peers"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, help="rows in a round, of those who answer fast (1000000)")
    parser.add_argument("--rounds", type=int, help="rounds (7)")
    parser.add_argument("--quick", action="store_true", help="fewer of everything, in some minutes")
    listed = ", ".join(names)
    parser.add_argument("--peers", nargs="+", choices=names, default=[], metavar="NAME", help=listed)
    parser.add_argument("--seed", type=int, default=126, help="of the random rows (126)")
    parser.add_argument("--cache", type=Path, default=cache, help=f"where peers are installed ({cache})")
    parser.add_argument("--json", type=Path, default=HERE / "results" / "compared.json")
    given = parser.parse_args()

    plan = QUICK if given.quick else Plan()
    plan = plan._replace(rows=given.rows or plan.rows, rounds=given.rounds or plan.rounds)
    record = facts.extract(DATA)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="obligcheck-")))
        record.write(folder / "facts.json")
        small_book.write(folder, record)
        say("drawing rows …")
        of_rows.write(folder / "rows.bin", record, max(plan.rows, plan.streamed, *plan.sizes), given.seed)
        crew = Crew(chosen(given.peers), given.cache, folder, stack)
        try:
            report = measure(crew, record, folder, plan)
        except PeerFailedError as error:
            raise SystemExit(str(error)) from None
    told(report, plan)
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(as_json(report, plan, given.seed) + "\n", encoding="utf-8")
    print(f"\nAll of it: {given.json}")


if __name__ == "__main__":
    main()
