"""What the record says beside a claim: what is so instead, and what happened on the day claimed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from obligcheck.answers.basis import deciding
from obligcheck.sentences import Entity
from obligcheck.temporal import ALWAYS, ImpreciseDate, Timeline, Truth, is_before
from obligcheck.temporal.claimed import lies_within, stretches
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from obligcheck.answers.answer import Node
    from obligcheck.answers.weigh import Part
    from obligcheck.engine import Engine, Proof
    from obligcheck.sentences import Sentence, Value

#: The words for what becomes of a claim.
OUTCOMES = {Truth.YES: "true", Truth.NO: "false", Truth.UNKNOWN: "cannot tell"}

#: Of what the record says about one thing, no more than so many lines are told.
MOST_LINES = 4


class Told(NamedTuple):
    """A line of what the record says, and the proof behind it; None where it tells of silence."""

    text: str
    proof: Proof | None = None


def lines_of(part: Part) -> Iterator[Told]:
    """Yield what is so of the sentence of ``part``, or that it never is; nothing where that is not known."""
    found = [proof for proof in part.proofs if Truth.YES in proof.timeline.truths]
    yield from _few([told_of(proof) for proof in found])
    unknown = [day for p in part.proofs if (day := p.timeline.first(Truth.UNKNOWN)) is not None]
    if not found and date.min not in unknown:
        before = f"before {min(unknown)} " if unknown else ""
        yield Told(f"there is no day {before}on which {without_day(part.condition.sentence, part.asked)}")


def told_of(proof: Proof) -> Told:
    """Return the sentence of ``proof`` with the days on which it is so, unless a date in it says that."""
    if proof.timeline is ALWAYS or any(isinstance(a, ImpreciseDate) for a in proof.arguments):
        return Told(str(proof), proof)
    return Told(f"{proof} {_days(proof.timeline)}", proof)


def _days(timeline: Timeline) -> str:
    """Return the stretches of days of a yes in words."""
    told = []
    for start, end in stretches(timeline):
        if start and end:
            told.append(f"from {start} until {end}")
        else:
            told.append(f"since {start}" if start else f"until {end}")
    return ", ".join(told)


def _few(lines: Iterable[Told]) -> Iterator[Told]:
    """Yield the first of ``lines``, each once, and how many more there are."""
    once = tuple({line.text: line for line in lines}.values())
    yield from once[:MOST_LINES]
    if len(once) > MOST_LINES:
        yield Told(f"and {len(once) - MOST_LINES} more")


def without_day(sentence: Sentence, arguments: Sequence[Value | None]) -> str:
    """Return ``sentence`` filled in, without "on some date" and the like: the day is what is asked for."""
    words, filled = list(sentence.words), list(arguments)
    text = words[0]
    for blank, value, after in zip(sentence.blanks, filled, words[1:], strict=True):
        if value is None and blank.type == "date" and text.endswith(" on "):
            text = text[: -len(" on ")] + after
        else:
            text += (f"some {blank.name}" if value is None else str(value)) + after
    return text


def acts_on(
    claimed: Sequence[ImpreciseDate],
    about: Sequence[Entity],
    sentences: Iterable[Sentence],
    engine: Engine,
    day: date,
) -> Iterator[Told]:
    """Yield what happened to the things ``about`` on the days ``claimed``: what a false date is the date of.

    ``sentences`` are those that may tell of it (see ``dated``). Told is what is so on ``day``: what was
    so for a time only, such as a day that was to come and never came, would be read as a fact.
    """
    things = {entity.type: entity for entity in reversed(about)}
    told: list[Told] = []
    for sentence in sentences:
        asked = tuple(things.get(kind) for kind in sentence.types)
        for proof in engine.find(sentence, asked).proofs:
            if proof.timeline.at(day) is Truth.YES:
                told += _act(proof, claimed)
    yield from _few(told)


def dated(vocabulary: Iterable[Sentence], kinds: frozenset[str]) -> tuple[Sentence, ...]:
    """Return the sentences that give a date of things of these ``kinds``, and speak of nothing else."""
    found = ((sentence, set(sentence.types)) for sentence in vocabulary)
    return tuple(s for s, types in found if "date" in types and len(types) > 1 and types <= {"date", *kinds})


def _act(proof: Proof, claimed: Sequence[ImpreciseDate]) -> Iterator[Told]:
    """Yield what ``proof`` says of each of its dates that is one of those ``claimed``."""
    for place, found in enumerate(proof.arguments):
        if isinstance(found, ImpreciseDate) and any(lies_within(found, c) is Truth.YES for c in claimed):
            others = (*proof.arguments[:place], None, *proof.arguments[place + 1 :])
            text = without_day(proof.sentence, others)
            # Of two days in a sentence the later one is that of the act: "took back on … what it said on …".
            is_last = all(
                is_before(found, d) is not Truth.YES for d in others if isinstance(d, ImpreciseDate)
            )
            is_cut = found.exact and is_last and f"some {proof.sentence.blanks[place].name}" not in text
            yield Told(f"{found} is the day on which {text}" if is_cut else str(proof), proof)


def unknown_in(tree: Node) -> Iterator[str]:
    """Yield why nobody can tell whether the sentence of ``tree`` is so: what is lacking at its bottom."""
    for node in deciding(tree):
        if node.truth is not Truth.UNKNOWN:
            continue
        match node.kind:
            case "not known":
                yield f"nothing shows whether {node.sentence}, and the record of it is not complete"
            case "judged":
                yield f"not decided by {node.note}: {node.sentence}"
            case "circumstance":
                yield f"not on record: {node.sentence}"
            case "fact" | "denied":
                yield f"the record does not say exactly when: {node.sentence}"
            case _:
                pass


def last_known(timeline: Timeline, day: date) -> str:
    """Return what an answer that is unknown on ``day`` was when it was last known; empty if never before."""
    since, _, truth = timeline.stretch(day)
    if truth is not Truth.UNKNOWN or since is None:
        return ""
    before = since - timedelta(days=1)
    return f"still {OUTCOMES[timeline.at(before)]} on {before}"
