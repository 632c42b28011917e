"""Run the examples beside the rules, and say which rules they have made hold and made fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.problems import Problem, ProblemsError
from obligcheck.temporal import Truth, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from obligcheck.answers.book import Book
    from obligcheck.engine import Proof
    from obligcheck.language import Example, Rule

#: A reading by its question and its own name.
Named = tuple[str, str]


@frozen(eq=False)
class Report:
    """What the examples showed: those that failed, as problems, and what no example tests.

    ``readings`` counts those beside the defaults, each named as question and reading: one decides in an
    example that has another truth under the default, and is idle in one that has the same.
    """

    ran: int
    failures: tuple[Problem, ...]
    rules: int
    never_held: tuple[Rule, ...]
    never_failed: tuple[Rule, ...]
    readings: int
    never_decided: tuple[Named, ...]
    never_idle: tuple[Named, ...]

    @property
    def covered(self) -> int:
        """Return how many rules an example made hold and another made fail."""
        missing = {id(rule) for rule in (*self.never_held, *self.never_failed)}
        return self.rules - len(missing)

    @property
    def read(self) -> int:
        """Return how many readings decide in one example and not in another."""
        return self.readings - len({*self.never_decided, *self.never_idle})


def run_examples(book: Book) -> Report:
    """Run every example of ``book``."""
    failures: list[Problem] = []
    held: set[int] = set()
    failed: set[int] = set()
    decided: set[Named] = set()
    idle: set[Named] = set()
    for example in book.rules.examples:
        try:
            truth, proof, day = _run(book, example)
        except ProblemsError as error:
            failures += error.problems
            continue
        if str(truth) != example.expected:
            message = f"expected {example.expected}, and the rules give {truth}"
            failures.append(Problem("failed-example", message, example.place))
        _cover(proof, day, held, failed, set())
        for named, plain in _plainly(example):
            (idle if _run(book, plain)[0] is truth else decided).add(named)
    rules = book.rules.rules
    readings = [
        (q.name, r.name) for q in book.rules.questions.values() for r in q.readings if r.name != q.default
    ]
    return Report(
        len(book.rules.examples),
        tuple(failures),
        len(rules),
        tuple(r for r in rules if id(r) not in held),
        tuple(r for r in rules if id(r) not in failed and r.conditions),
        len(readings),
        tuple(named for named in readings if named not in decided),
        tuple(named for named in readings if named not in idle),
    )


def _plainly(example: Example) -> Iterator[tuple[Named, Example]]:
    """Yield each reading under which ``example`` is answered, and the example without it."""
    for text in example.readings:
        question, _, reading = text.partition("=")
        others = tuple(other for other in example.readings if other is not text)
        yield (question.strip(), reading.strip()), example._replace(readings=others)


def _run(book: Book, example: Example) -> tuple[Truth, Proof, date]:
    """Return truth, proof and day of ``example``."""
    day = parse_edtf(example.day).earliest
    if example.scenario == "ask":
        asked = book.ask(
            example.inputs[0],
            assume=example.assume,
            deny=example.deny,
            readings=example.readings,
            # What an example does not assume is not so: it tests the rule as it stands.
            bare=True,
        )
        return asked.on(day), asked.proof(day), day
    scenario = book.rules.scenarios[example.scenario]
    inputs = scenario.named(example.inputs)
    options = book.options(example.assume, example.deny, example.readings)
    proof = book.pose(example.scenario, inputs, options).proof()
    return proof.timeline.at(day), proof, day


def _cover(proof: Proof, day: date, held: set[int], failed: set[int], seen: set[int]) -> None:
    """Note the rules that hold on ``day`` in ``proof`` or below it, and those that were tried and fail."""
    if id(proof) in seen:
        return
    seen.add(id(proof))
    for part in proof.parts:
        _cover(part, day, held, failed, seen)
    for derivation in (*proof.derivations, *proof.exceptions):
        truth = derivation.timeline.at(day)
        (held if truth is Truth.YES else failed).add(id(derivation.rule))
        for below in derivation.below():
            _cover(below, day, held, failed, seen)
