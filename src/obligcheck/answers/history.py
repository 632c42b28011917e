"""A verdict over all days: its stretches, what set each of them, and how other readings have it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from obligcheck.answers.answer import Change
from obligcheck.answers.further import other_readings
from obligcheck.answers.turns import because_of, turns
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obligcheck.answers.book import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Options, Proof


class Otherwise(NamedTuple):
    """The stretches that another reading of one question gives."""

    question: str
    asks: str
    reading: str
    says: str
    changes: tuple[Change, ...]


class History(NamedTuple):
    """The stretches of a verdict, and the readings under which it is another on some day."""

    changes: tuple[Change, ...]
    otherwise: tuple[Otherwise, ...]
    receipt: dict[str, object]


def history(book: Book, name: str, options: Options, inputs: Mapping[str, str]) -> History:
    """Return the verdict of the scenario ``name`` over all days. Raises ProblemsError as ``Book.check``."""
    posed = book.pose(name, inputs, options)
    proof = posed.proof()
    otherwise = [
        Otherwise(question.name, question.asks, reading.name, reading.says, changes_of(posed, other))
        for question, reading, other in other_readings(book, posed, proof)
        if other.timeline != proof.timeline
    ]
    return History(changes_of(posed, proof), tuple(otherwise), book.receipt_of(options))


def changes_of(posed: Posed, proof: Proof) -> tuple[Change, ...]:
    """Return the stretches of ``proof``, a verdict of ``posed``, and what set each of them."""
    found = []
    for since, until, truth in turns(proof.timeline):
        label = posed.label(truth, since or (until - timedelta(1) if until else date.max))
        found.append(Change(since, until, truth, label, because_of(proof, since) if since else ()))
    return tuple(found)
