"""The decision of `visit` as a program without rules would take it: the yardstick for speed.

It reads the same tables, keeps what it needs in dictionaries, and answers yes or no with no reason. It
knows the default reading only and leaves out most of what `rules/` says; how often it agrees is measured
beside how fast it is.
"""

import csv
from collections import defaultdict
from pathlib import Path


class ByHand:
    """Membership, withdrawals, referrals, declarations and warrants, as ISO texts that compare as days."""

    def __init__(self, data: Path) -> None:
        self.entered = {r["state"]: r["entry_date"] for r in _rows(data, "membership") if r["entry_date"]}
        self.left = {
            r["state"]: r["effective_date"]
            for r in _rows(data, "withdrawals")
            if r["effective_date"] and not r["rescission_date"]
        }
        self.began = {
            r["situation"]: min(filter(None, (r["examination_date"], r["investigation_date"])), default="")
            for r in _rows(data, "situations")
        }
        self.obliged = {
            (r["state"], r["situation"]): r["since_date"] for r in _rows(data, "resolution_duties")
        }
        self.accepted = {
            (r["state"], r["situation"]): r["lodging_date"]
            for r in _rows(data, "declarations")
            if r["kind"] == "art12-3" and r["standing"] in {"accepted", "confirmed"}
        }
        minor = {r["warrant"] for r in _rows(data, "charges") if r["crime"] == "offences-against-justice"}
        self.warrants: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in _rows(data, "warrants"):
            if row["kind"] == "arrest" and row["warrant"] not in minor:
                self.warrants[row["suspect"]].append(row)

    def must_arrest(self, suspect: str, state: str, day: str) -> bool:
        """Return whether a live, public warrant meets a State that must cooperate in its situation."""
        return any(
            row["public_date"]
            and row["public_date"] <= day
            and not (row["end_date"] and row["end_date"] <= day)
            and not (row["custody_from"] and row["custody_from"] <= day and not row["custody_until"])
            and self.must_cooperate(state, row["situation"], day)
            for row in self.warrants[suspect]
        )

    def must_cooperate(self, state: str, situation: str, day: str) -> bool:
        """Return whether the State is a Party, was one in time, accepted, or is bound by a resolution."""
        entered, left = self.entered.get(state), self.left.get(state)
        if entered and entered <= day and (not left or day < left or "" < self.began[situation] < left):
            return True
        since = self.obliged.get((state, situation), self.accepted.get((state, situation)))
        return bool(since and since <= day)


def _rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
