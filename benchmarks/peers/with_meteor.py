"""The decision in MeTeoR: DatalogMTL, facts over intervals, everything that follows found by materialisation.

MeTeoR alone among the peers reasons about all time by itself: one materialisation finds every stretch of
days for all pairs, and a row is looked up in what was found. The version measured reads rules with a
negated part and drops it (``parse_rule``), so what the decision negates is handed over as facts: the days
on which a suspect leads no State. The rest of the immunity reading is positive then: a suspect who leads
is not immune at home, where the home State is a Party, or where a resolution binds it.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import ClassVar

from meteor_reasoner.materialization.coalesce import coalescing_d
from meteor_reasoner.materialization.materialize import materialize
from meteor_reasoner.utils.loader import load_dataset, load_program

from peers.facts import ALWAYS, NEVER, Facts
from peers.protocol import Stretch
from peers.rows import Rows

PROGRAM = """
bound(C,K) :- party(C), situation(K)
owed(C,K) :- lastday(C), begun(K)
bound(C,K) :- left(C), SOMETIME[-{end},0]owed(C,K)
bound(C,K) :- obliged(C,K)
bound(C,K) :- consented(C,K)
must(S,C) :- live(S,K), bound(C,K), ordinary(S)
must(S,C) :- live(S,K), bound(C,K), leads(S,C)
must(S,C) :- live(S,K), bound(C,K), leads(S,H), party(H)
must(S,C) :- live(S,K), bound(C,K), leads(S,H), obliged(H,K)
"""

#: After every day of the record: MeTeoR's intervals of infinite length are slower and no clearer.
END = 1_000_000


def dataset(facts: Facts, reading: str) -> Iterator[str]:
    """Yield the record as facts over intervals."""

    def during(atom: str, since: int, until: int) -> Iterator[str]:
        since, until = max(since, ALWAYS), min(until, END)
        if since < until:
            yield f"{atom}@[{since},{until})"

    for state, (entry, left) in enumerate(zip(facts.entry, facts.exit, strict=True)):
        yield from during(f"party(c{state})", entry, left)
        yield from during(f"left(c{state})", left, END)
        yield from during(f"lastday(c{state})", left - 1, left)
    for situation, began in enumerate(facts.began):
        yield from during(f"situation(k{situation})", ALWAYS, END)
        yield from during(f"begun(k{situation})", began, END)
    for name, duties in (("obliged", facts.resolutions), ("consented", facts.acceptances)):
        for duty in duties:
            yield from during(f"{name}(c{duty.state},k{duty.situation})", duty.since, END)
    for warrant in facts.warrants:
        live = f"live(s{warrant.suspect},k{warrant.situation})"
        yield from during(live, warrant.since, min(warrant.until, warrant.held))
        yield from during(live, max(warrant.since, warrant.released), warrant.until)
    offices = [office for office in facts.offices if reading == "customary"]
    for suspect in range(len(facts.suspects)):
        free = ALWAYS
        for office in sorted((o for o in offices if o.suspect == suspect), key=lambda office: office.since):
            yield from during(f"leads(s{suspect},c{office.home})", office.since, office.until)
            yield from during(f"ordinary(s{suspect})", free, office.since)
            free = max(free, office.until)
        yield from during(f"ordinary(s{suspect})", free, END)


class Meteor:
    """The program and the record, parsed; what was found is kept, as for any materialisation."""

    distributions: ClassVar[tuple[str, ...]] = ("meteor-reasoner",)

    def __init__(self, facts: Facts, reading: str) -> None:
        self.facts = facts
        self.lines = list(dataset(facts, reading))
        rules = [line for line in PROGRAM.format(end=END).splitlines() if line]
        with redirect_stdout(StringIO()):
            self.program = load_program(rules)
        self.found = self._materialize()

    def encode(self, rows: Rows) -> Rows:
        """Return the rows as they are."""
        return rows

    def answer(self, encoded: Rows) -> list[bool]:
        """Return for each row whether its day is in an interval that was found."""
        get = self.found.get
        return [
            any(since <= day < until for since, until in get((suspect, state), ()))
            for suspect, state, day in zip(*encoded, strict=True)
        ]

    def _materialize(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        with redirect_stdout(StringIO()):
            data = load_dataset(self.lines)
            materialize(data, self.program, mode="seminaive", K=20)
            coalescing_d(data)
        return {
            (int(suspect.name[1:]), int(state.name[1:])): [
                (int(interval.left_value), int(interval.right_value)) for interval in intervals
            ]
            for (suspect, state), intervals in data["must"].items()
        }

    def decode(self, answered: list[bool]) -> list[bool]:
        """Return them as they are."""
        return answered

    def stretches(self) -> list[Stretch]:
        """Return the intervals of a new materialisation."""
        return sorted(
            (*pair, since, until if until < END else NEVER)
            for pair, intervals in self._materialize().items()
            for since, until in intervals
        )
