"""The decision in clingo: an answer set program, grounded over the record and the rows.

The program is stratified, so that grounding decides everything and solving only hands the model over. A
control is made anew for each batch, from texts that are ready: what is timed is reading them, grounding,
solving, and taking the yes out of the model. All pairs on one day are asked by a rule, not by rows.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from clingo import Control, Model

from peers.facts import NEVER, Facts
from peers.protocol import Stretch
from peers.rows import Rows

HERE = Path(__file__).resolve().parent

PROGRAM = (HERE / "decision.lp").read_text(encoding="utf-8")
EVERYDAY = (HERE / "everyday.lp").read_text(encoding="utf-8")


def record(facts: Facts, reading: str) -> str:
    """Return the record as facts of the program."""
    days = zip(facts.entry, facts.exit, strict=True)
    parties = [(state, entry, left) for state, (entry, left) in enumerate(days) if entry < NEVER]
    tables: dict[str, Sequence[tuple[int, ...]]] = {
        "warrant": facts.warrants,
        "party": parties,
        "began": list(enumerate(facts.began)),
        "obliged": facts.resolutions,
        "consented": facts.acceptances,
        "office": facts.offices,
    }
    lines = [f"{name}{tuple(row)}." for name, rows in tables.items() for row in rows]
    return f"reading({reading}).\n" + "\n".join(lines)


class Clingo:
    """The program with the record, as one text."""

    distributions: ClassVar[tuple[str, ...]] = ("clingo",)

    def __init__(self, facts: Facts, reading: str) -> None:
        self.facts = facts
        self.program = f"{PROGRAM}\n{record(facts, reading)}\n#show must/1."

    def encode(self, rows: Rows) -> tuple[int, str]:
        """Return the rows as facts of the program."""
        asked = [f"asked({i},{s},{c},{d})." for i, (s, c, d) in enumerate(zip(*rows, strict=True))]
        return len(asked), "\n".join(asked)

    def answer(self, encoded: tuple[int, str]) -> bytearray:
        """Return 1 for each row for which `must` is in the model."""
        count, asked = encoded
        found = bytearray(count)

        def take(model: Model) -> None:
            for symbol in model.symbols(shown=True):
                found[symbol.arguments[0].number] = 1

        self._solve(asked, take)
        return found

    def _solve(self, asked: str, take: Callable[[Model], object]) -> None:
        control = Control(["--warn=none"])
        control.add("base", [], self.program)
        control.add("base", [], asked)
        control.ground([("base", [])])
        control.solve(on_model=take)

    def decode(self, answered: bytearray) -> bytearray:
        """Return them as they are."""
        return answered

    def on_a_day(self, day: int) -> bytearray:
        """Return the answers about all pairs on one day, in the order of ``Facts.pairs``."""
        suspects, states = len(self.facts.suspects), len(self.facts.states)
        asked = f"asked(S*{states}+C,S,C,{day}) :- S = 0..{suspects - 1}, C = 0..{states - 1}."
        return self.answer((suspects * states, asked))

    def stretches(self) -> list[Stretch]:
        """Return the stretches of yes between the days of change that the program finds."""
        states = f"state(0..{len(self.facts.states) - 1}).\n#const never = {NEVER}.\n#show asked/4."
        days: dict[tuple[int, int], list[tuple[int, bool]]] = defaultdict(list)

        def take(model: Model) -> None:
            must, asked = set(), []
            for symbol in model.symbols(shown=True):
                if symbol.name == "must":
                    must.add(symbol.arguments[0])
                else:
                    asked.append(symbol.arguments)
            for key, suspect, state, day in asked:
                days[suspect.number, state.number].append((day.number, key in must))

        self._solve(f"{EVERYDAY}\n{states}", take)
        return sorted(
            (*pair, since, until)
            for pair, known in days.items()
            for (since, yes), (until, _) in pairwise(_turns(known))
            if yes
        )


def _turns(known: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """Return the days on which an answer turns, and the end of time."""
    turns = [(0, False)]
    for day, yes in sorted(known):
        if yes != turns[-1][1]:
            turns.append((day, yes))
    return [*turns, (NEVER, False)]
