"""What is supposed against the record, or against the question itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.engine.builtins import same
from obligcheck.temporal import NEVER, ImpreciseDate, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obligcheck.engine import Assumption, Options
    from obligcheck.facts import Fact, Record


def also_on_record(options: Options, record: Record) -> tuple[str, ...]:
    """Return the facts of ``record`` beside which an assumption gives another date for the same.

    Where the record itself has several dates of the same things, one more is no clash. A fact that is
    denied, or was not public by then, stands beside nothing.
    """
    found = (told for assumed in options.assumptions for told in _beside(assumed, options, record))
    return tuple(dict.fromkeys(found))


def _beside(assumed: Assumption, options: Options, record: Record) -> Iterator[str]:
    dated = any(isinstance(argument, ImpreciseDate) for argument in assumed.arguments)
    if assumed.denied or assumed.kind != "assumed" or not dated:
        return
    undated = [None if isinstance(a, ImpreciseDate) else a for a in assumed.arguments]
    facts = [fact for fact in record.facts(assumed.sentence, undated) if not fact.denied]
    if len(facts) == 1 and _differs(facts[0], assumed) and not _is_left_out(facts[0], options):
        yield facts[0].sentence.fill(facts[0].arguments)


def _differs(fact: Fact, assumed: Assumption) -> bool:
    """Say whether a date of ``fact`` is certainly another than that of ``assumed``."""
    pairs = zip(fact.arguments, assumed.arguments, strict=True)
    return any(given is not None and same(own, given) is Truth.NO for own, given in pairs)


def _is_left_out(fact: Fact, options: Options) -> bool:
    """Say whether ``options`` deny ``fact``, or look at a day on which it was not public."""
    known, known_on = fact.provenance.known, options.known_on
    if known_on is not None and known is not None and known > known_on:
        return True
    denials = (a for a in options.assumptions if a.denied and a.sentence is fact.sentence)
    return any(denial.of(fact.arguments) is not NEVER for denial in denials)


def denied_premises(supposed: Iterable[Assumption], options: Options, day: date) -> Iterator[str]:
    """Yield what to mind where ``options`` deny on ``day`` what the question takes for granted."""
    for premise in supposed:
        for denial in options.assumptions:
            is_same = denial.sentence is premise.sentence and denial.arguments == premise.arguments
            if denial.denied and is_same and denial.when.at(day) is Truth.YES:
                yield f"the question supposes what is denied: {denial}"
