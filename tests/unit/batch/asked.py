"""Rows as a batch has them, and what asking one by one says of the same."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from obligcheck.answers import Book
from obligcheck.batch import Outcome

Row = Mapping[str, object]

#: What an answer and an outcome have in common.
FIELDS = ("label", "since", "until", "basis", "presumed", "caveats")


def alone(book: Book, scenario: str, row: Row) -> dict[str, object]:
    """Return what ``check`` says of a row that asks about one day, by the names of an outcome."""
    several = {name: _parted(row.get(name)) for name in ("assume", "deny", "reading")}
    known_on = row.get("known_on")
    inputs: dict[str, Any] = {k: v for k, v in row.items() if v and k not in {*several, "known_on"}}
    answer = book.check(
        scenario,
        assume=several["assume"],
        deny=several["deny"],
        readings=several["reading"],
        known_on=date.fromisoformat(str(known_on)) if known_on else None,
        **inputs,
    )
    contested = tuple((c.question, c.reading, str(c.verdict)) for c in answer.contested)
    found = {field: getattr(answer, field) for field in FIELDS}
    return {"verdict": str(answer.verdict), "contested": contested, **found}


def said(outcome: Outcome) -> dict[str, object]:
    """Return of ``outcome`` what ``alone`` returns."""
    return {field: getattr(outcome, field) for field in ("verdict", "contested", *FIELDS)}


def _parted(cell: object) -> list[str]:
    return [text.strip() for text in str(cell or "").split(";") if text.strip()]
