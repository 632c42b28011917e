"""What an answer works out when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.answer import Also, Contested, Flip
from obligcheck.answers.basis import basis_of, deciding
from obligcheck.answers.caveats import beyond_rules, last_checked
from obligcheck.answers.words import cited, day_in_words, filled
from obligcheck.temporal import ImpreciseDate, Truth
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obligcheck.answers.answer import Node
    from obligcheck.answers.book import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Proof
    from obligcheck.language import Question, Reading
    from obligcheck.sentences import Value


class Worked(NamedTuple):
    """Works out, for one posed scenario and day, what an ``Answer`` says beyond verdict and tree."""

    book: Book
    posed: Posed
    proof: Proof
    day: date
    tree: Node

    def basis(self) -> tuple[str, ...]:
        """Return the provisions in the deciding part of the tree."""
        return basis_of(deciding(self.tree))

    def statement(self) -> str:
        """Return what the scenario says for the verdict, filled in."""
        values = self.posed.named() | self.posed.given(self.day)
        said = {name: None if v is None else _said(v) for name, v in values.items()}
        ours = {"date": day_in_words(self.day), "basis": cited(self.basis())}
        return filled(self.posed.scenario.says[str(self.tree.truth)], said | ours)

    def given(self) -> dict[str, str | None]:
        """Return the values that the scenario gives, days as ISO texts and things by their ids."""
        found = self.posed.given(self.day)
        return {name: None if v is None else str(getattr(v, "id", v)) for name, v in found.items()}

    def contested(self) -> tuple[Contested, ...]:
        """Return every other reading of one question under which the verdict would be another."""
        return tuple(self._contested())

    def _contested(self) -> Iterator[Contested]:
        for question, reading, proof in other_readings(self.book, self.posed, self.proof):
            truth = proof.timeline.at(self.day)
            if truth is not self.tree.truth:
                holders = tuple(map(str, reading.holders))
                yield Contested(question.name, question.asks, reading.name, reading.says, holders, truth)

    def followed(self, contested: Iterable[Contested]) -> tuple[Contested, ...]:
        """Return the reading in force of each question in ``contested``."""
        return tuple(self._followed(dict.fromkeys(one.question for one in contested)))

    def _followed(self, names: Iterable[str]) -> Iterator[Contested]:
        chosen = dict(self.posed.engine.options.readings)
        for name in names:
            question = self.book.rules.questions[name]
            reading = question.reading(chosen.get(name, question.default))
            if reading is not None:
                holders = tuple(map(str, reading.holders))
                yield Contested(name, question.asks, reading.name, reading.says, holders, self.tree.truth)

    def also(self) -> tuple[Also, ...]:
        """Return the further sentences of the scenario that are not no on the day."""
        return tuple(self._also())

    def _also(self) -> Iterator[Also]:
        for layer, condition in self.posed.scenario.further:
            for proof in self.posed.proofs(condition):
                truth = proof.timeline.at(self.day)
                if truth is not Truth.NO:
                    node = self.book.explainer.explain(proof, self.day)
                    yield Also(node.sentence, truth, node.kind, node.cites, layer, node.source)

    def caveats(self, also: Iterable[Also]) -> tuple[str, ...]:
        """Return what the user denied of the question, and what the record leaves unsure."""
        nodes = tuple(deciding(self.tree))
        checked = last_checked(nodes, self.book.record)
        return tuple(beyond_rules(self.book, self.posed, nodes, checked, also, self.day))

    def flips(self) -> tuple[Flip, ...]:
        """Return the smallest sets of facts that would turn the verdict."""
        # Only those who ask for it pay for the search.
        from obligcheck.answers.change import smallest_changes  # noqa: PLC0415

        return smallest_changes(self.book, self.posed, self.day)


def _said(value: Value) -> str:
    """Return ``value`` as prose has it: a day in words, a thing by its name."""
    if isinstance(value, ImpreciseDate) and value.exact:
        return day_in_words(value.earliest)
    return str(value)


def other_readings(book: Book, posed: Posed, proof: Proof) -> Iterator[tuple[Question, Reading, Proof]]:
    """Yield each other reading of each question met on the way to ``proof``, and the proof under it."""
    for question, reading, otherwise in posed_otherwise(book, posed, proof):
        yield question, reading, otherwise.proof()


def posed_otherwise(book: Book, posed: Posed, proof: Proof) -> Iterator[tuple[Question, Reading, Posed]]:
    """Yield each other reading of each question met on the way to ``proof``, and ``posed`` under it."""
    options = posed.engine.options
    chosen = dict(options.readings)
    for question in book.met(proof):
        for reading in question.announced(options.law_as_of):
            if reading.name != chosen.get(question.name, question.default):
                engine = book.engine(book.under(options, question, reading.name))
                yield question, reading, posed._replace(engine=engine)
