"""The law of a visit in a few plain functions over the raw tables: an independent second opinion.

It knows the default readings, no rule book and no timeline; it is slow and leaves out what only assumptions
bring in. Where it differs from the book, one of the two is wrong.
"""

import csv
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"

#: Warrants for these alone are executed under the law of the requested State (article 70(2)).
OFFENCES = "offences-against-justice"


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table as they stand in the file."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def day(text: str) -> date:
    """Return the day that an ISO date names."""
    return date.fromisoformat(text)


def month_after(last: date) -> date:
    """Return the first day of the month after the one of ``last``."""
    return last.replace(day=monthrange(last.year, last.month)[1]) + timedelta(days=1)


def next_year(notice: date) -> date:
    """Return the same day of the calendar in the next year; no notice came on 29 February."""
    return notice.replace(year=notice.year + 1)


@cache
def sixtieth() -> date:
    """Return the day of the sixtieth instrument."""
    return sorted(day(row["deposit_date"]) for row in rows("membership") if row["deposit_date"])[59]


@cache
def entry(state: str) -> date | None:
    """Return the day on which the Statute enters into force for ``state``: article 126, or succession."""
    row = next((row for row in rows("membership") if row["state"] == state), None)
    if row is None:
        return None
    if row["succession_date"]:
        return day(row["succession_date"])
    if not row["deposit_date"]:
        return None
    return month_after(max(day(row["deposit_date"]), sixtieth()) + timedelta(days=60))


@cache
def leaving(state: str) -> date | None:
    """Return the day on which a withdrawal takes effect: a year after receipt, unless taken back before."""
    for row in rows("withdrawals"):
        if row["state"] == state:
            effect = next_year(day(row["notice_date"]))
            if not row["rescission_date"] or day(row["rescission_date"]) >= effect:
                return effect
    return None


def is_party(state: str, on: date) -> bool:
    """Say whether ``state`` is a Party on a day: from entry into force to the day before it leaves."""
    begins, ends = entry(state), leaving(state)
    return begins is not None and begins <= on and (ends is None or on < ends)


def is_bound(state: str, situation: str, on: date) -> bool:
    """Say whether ``state`` is a Party, or bound by its acceptance or by the Council in ``situation``."""
    return (
        is_party(state, on)
        or any(
            row["state"] == state
            and row["situation"] == situation
            and row["kind"] == "art12-3"
            and row["standing"] != "refused"
            and day(row["lodging_date"]) <= on
            for row in rows("declarations")
        )
        or any(
            row["state"] == state and row["situation"] == situation and _adopted(row["resolution"]) <= on
            for row in rows("resolution_duties")
            if row["resolution"] in {"1593", "1970"}
        )
    )


def must_cooperate(state: str, situation: str, on: date) -> bool:
    """Say whether ``state`` owes cooperation in ``situation``: bound that day, or left after it began."""
    left = leaving(state)
    begun = next(row["investigation_date"] for row in rows("situations") if row["situation"] == situation)
    return is_bound(state, situation, on) or bool(left and left <= on and begun and day(begun) < left)


def _adopted(resolution: str) -> date:
    return next(day(row["adoption_date"]) for row in rows("resolutions") if row["resolution"] == resolution)


def is_sought(warrant: dict[str, str], on: date) -> bool:
    """Say whether the Court seeks an arrest: the warrant issued, not ended, and the person not in custody."""
    return (
        warrant["kind"] == "arrest"
        and day(warrant["issue_date"]) <= on
        and not (warrant["end_date"] and day(warrant["end_date"]) <= on)
        and not any(
            other["suspect"] == warrant["suspect"]
            and other["custody_from"]
            and day(other["custody_from"]) <= on
            and not (other["custody_until"] and day(other["custody_until"]) <= on)
            for other in rows("warrants")
        )
    )


def was_asked(warrant: dict[str, str], state: str, on: date) -> str:
    """Say whether a request reached ``state``: on record, or presumed; else unknown.

    Presumed of a public warrant, for those to whom requests go; a former Party was asked only if the
    warrant was public before it left. Before the day of the first request on record none is presumed.
    """
    own = [row for row in rows("requests") if row["warrant"] == warrant["warrant"] and row["state"] == state]
    general = [row for row in rows("general_requests") if row["warrant"] == warrant["warrant"]]
    if any(row["day"] == "first" and on < day(row["request_date"]) for row in own) or (
        is_party(state, on)
        and any(row["day"] == "first" and on < day(row["request_date"]) for row in general)
    ):
        return "no"
    asked = any(
        len(row["request_date"]) == len("2023-01-01")
        and day(row["request_date"]) <= on
        and (row in own or is_party(state, day(row["request_date"])))
        for row in (*own, *general)
    )
    public, left = day(warrant["public_date"]), leaving(state)
    presumed = public <= on and (
        is_bound(state, warrant["situation"], on) or bool(left and entry(state) and public < left)
    )
    return "yes" if asked or presumed else "unknown"


def is_dead(suspect: str, on: date) -> str:
    """Say whether ``suspect`` died before a day; unknown within a month where only that is known."""
    died = next(row["death_date"] for row in rows("suspects") if row["suspect"] == suspect)
    if not died:
        return "no"
    whole = len(died) == len("2021-02-03")
    first = day(died) if whole else day(f"{died}-01")
    last = first if whole else month_after(first) - timedelta(days=1)
    return "no" if on <= first else "yes" if on > last else "unknown"


def verdict(suspect: str, state: str, on: date) -> str:
    """Say whether ``state`` must arrest and surrender ``suspect``, if on its territory ``on`` a day."""
    found = "no"
    for warrant in rows("warrants"):
        if warrant["suspect"] != suspect or not is_sought(warrant, on):
            continue
        if not must_cooperate(state, warrant["situation"], on):
            continue
        crimes = {row["crime"] for row in rows("charges") if row["warrant"] == warrant["warrant"]}
        truth = "unknown" if OFFENCES in crimes else was_asked(warrant, state, on)
        truth = {"no": truth, "unknown": "unknown", "yes": "no"}[is_dead(suspect, on)]
        found = "yes" if "yes" in (truth, found) else "unknown" if "unknown" in (truth, found) else "no"
    return found
