"""What is asked of an engine, under which options, and what it finds."""

from collections.abc import MutableMapping, Sequence
from datetime import date

from obligcheck.engine.assumption import Assumption
from obligcheck.engine.proof import Proof
from obligcheck.facts import Record
from obligcheck.language import Declaration, Rule, RuleBook
from obligcheck.sentences import Sentence, Value
from obligcheck.temporal import NEVER
from obligcheck.values import NamedTuple

Arguments = tuple[Value | None, ...]

#: Proofs by sentence and what they depend on, then by arguments: shared by engines over one book.
Memo = MutableMapping[tuple[object, ...], dict[Arguments, "Found"]]


#: Stands for a reading where none had been announced yet: what any reading says is then unknown.
UNDECIDED = ""


class Options(NamedTuple):
    """Under what a goal is evaluated: readings other than the default, assumptions, and what was public.

    ``law_as_of`` is the day whose law is asked for: questions that nobody had decided by then are among
    ``readings`` as ``UNDECIDED``.
    """

    readings: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    known_on: date | None = None
    law_as_of: date | None = None


class Found(NamedTuple):
    """All answers to a goal: a proof for each, and one for "and nothing else"."""

    proofs: tuple[Proof, ...]
    otherwise: Proof | None = None

    @property
    def questions(self) -> int:
        """Return, as bits, the contested questions that were met on the way to any of the proofs."""
        bits = self.otherwise.questions if self.otherwise is not None else 0
        for proof in self.proofs:
            bits |= proof.questions
        return bits


class About(NamedTuple):
    """All that an engine needs to evaluate one sentence, looked up once.

    ``asked`` and ``asked_by_exceptions`` are the questions, as bits, on which the rules turn.
    """

    table: dict[Arguments, Found]
    rules: tuple[Rule, ...]
    exceptions: tuple[Rule, ...]
    asked: int
    asked_by_exceptions: int
    assumptions: tuple[Assumption, ...]
    declaration: Declaration | None
    is_stated: bool
    is_closed: bool


def about_sentence(
    sentence: Sentence,
    book: RuleBook,
    record: Record,
    options: Options,
    table: dict[Arguments, Found],
) -> About:
    """Return all that is needed to evaluate ``sentence`` under ``options``, its proofs in ``table``."""
    chosen = dict(options.readings)
    concluding = book.concluding(sentence)
    exceptions = [rule for rule in concluding if rule.kind == "exception"]
    rules = [rule for rule in concluding if rule.kind != "exception"]
    statements = record.stating(sentence)
    declaration = book.declarations.get(sentence.key)
    silent = [s.denied or (s.silence is NEVER and not s.gaps) for s in statements]
    return About(
        table,
        tuple([rule for rule in rules if not rule.question or _applies(rule, book, chosen)]),
        tuple([rule for rule in exceptions if not rule.question or _applies(rule, book, chosen)]),
        _bits(rules, book),
        _bits(exceptions, book),
        tuple([a for a in options.assumptions if a.sentence is sentence]),
        declaration,
        bool(statements),
        declaration is None and all(silent),
    )


def _applies(rule: Rule, book: RuleBook, chosen: dict[str, str]) -> bool:
    """Say whether ``rule``, which is of one reading, is part of those that are in force."""
    question = rule.question
    return chosen.get(question, book.questions[question].default) in (rule.reading, UNDECIDED)


def _bits(rules: Sequence[Rule], book: RuleBook) -> int:
    """Return, as bits, the questions on which ``rules`` turn."""
    bits = 0
    for rule in rules:
        if rule.question:
            bits |= book.bits.get(rule.question, 0)
    return bits
