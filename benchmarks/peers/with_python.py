"""The decision as plain Python: no dependency, no reasons. The others are compared with its answers."""

from collections import defaultdict
from typing import ClassVar

from peers.facts import NEVER, Facts
from peers.protocol import Stretch
from peers.rows import Rows


class Python:
    """Lists by suspect, dictionaries by State and situation, and comparisons of numbers."""

    distributions: ClassVar[tuple[str, ...]] = ()

    def __init__(self, facts: Facts, reading: str) -> None:
        self.facts = facts
        self.customary = reading == "customary"
        self.warrants = _by_suspect(len(facts.suspects), facts.warrants)
        self.offices = _by_suspect(len(facts.suspects), facts.offices if self.customary else ())
        self.obliged = {(duty.state, duty.situation): duty.since for duty in facts.resolutions}
        self.consented = {(duty.state, duty.situation): duty.since for duty in facts.acceptances}

    def must_arrest(self, suspect: int, state: int, day: int) -> bool:
        """Return the decision."""
        for situation, since, until, held, released in self.warrants[suspect]:
            if (
                since <= day < until
                and not held <= day < released
                and self.is_bound(state, situation, day)
                and not self.is_immune(suspect, state, situation, day)
            ):
                return True
        return False

    def is_bound(self, state: int, situation: int, day: int) -> bool:
        """Return whether the State must cooperate in the situation."""
        facts = self.facts
        if facts.entry[state] <= day:
            left = facts.exit[state]
            if day < left or facts.began[situation] < left:
                return True
        pair = state, situation
        return self.obliged.get(pair, NEVER) <= day or self.consented.get(pair, NEVER) <= day

    def is_immune(self, suspect: int, state: int, situation: int, day: int) -> bool:
        """Return whether immunity stands: only where it is read so is there any office to look at."""
        facts = self.facts
        for home, since, until in self.offices[suspect]:
            if (
                since <= day < until
                and home != state
                and not facts.entry[home] <= day < facts.exit[home]
                and not self.obliged.get((home, situation), NEVER) <= day
            ):
                return True
        return False

    def encode(self, rows: Rows) -> Rows:
        """Return the rows as they are."""
        return rows

    def answer(self, encoded: Rows) -> list[bool]:
        """Return the decision of each row."""
        must_arrest = self.must_arrest
        return [must_arrest(suspect, state, day) for suspect, state, day in zip(*encoded, strict=True)]

    def decode(self, answered: list[bool]) -> list[bool]:
        """Return them as they are."""
        return answered

    def stretches(self) -> list[Stretch]:
        """Return when it is yes: between two days on which something changes, nothing does."""
        found: list[Stretch] = []
        for suspect, state in self.facts.pairs:
            since = None
            for day in self._days(suspect, state):
                yes = self.must_arrest(suspect, state, day)
                if yes and since is None:
                    since = day
                elif not yes and since is not None:
                    found.append((suspect, state, since, day))
                    since = None
            if since is not None:
                found.append((suspect, state, since, NEVER))
        return found

    def _days(self, suspect: int, state: int) -> list[int]:
        """Return the days on which the answer about a pair may change."""
        facts = self.facts
        days = {facts.entry[state], facts.exit[state]}
        for warrant in self.warrants[suspect]:
            pair = state, warrant[0]
            days.update(warrant[1:], (self.obliged.get(pair, NEVER), self.consented.get(pair, NEVER)))
            for home, *office in self.offices[suspect]:
                days.update(office, (facts.entry[home], facts.exit[home]))
                days.add(self.obliged.get((home, warrant[0]), NEVER))
        return sorted(day for day in days if day < NEVER) if self.warrants[suspect] else []


def _by_suspect(count: int, rows: tuple[tuple[int, ...], ...]) -> list[list[tuple[int, ...]]]:
    found = defaultdict(list)
    for suspect, *rest in rows:
        found[suspect].append(tuple(rest))
    return [found[suspect] for suspect in range(count)]
