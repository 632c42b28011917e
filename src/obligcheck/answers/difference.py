"""One question asked twice: as things are, and as somebody supposes. What sets the answers apart."""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date

from obligcheck.answers.answer import Answer, Node
from obligcheck.answers.book import Book
from obligcheck.answers.parse import parse_sentence
from obligcheck.answers.posing import Posed
from obligcheck.answers.survey import Survey, survey
from obligcheck.engine import Options
from obligcheck.problems import ProblemsError
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

#: They repeat the sentence above them, with the truth of one way to it.
_WAYS = frozenset({"alternative", "exception"})


class Difference(NamedTuple):
    """A sentence, its truth in either answer, and the citations behind it; ``node`` is that of ``after``."""

    sentence: str
    before: Truth
    after: Truth
    cites: tuple[str, ...]
    node: Node


class Compared(NamedTuple):
    """An answer, the same as somebody supposes, and the sentences that changed their truth."""

    before: Answer
    after: Answer
    differences: tuple[Difference, ...]


class ComparedLists(NamedTuple):
    """The answers about everything that can fill an input, the same as somebody supposes, what changed."""

    before: Survey
    after: Survey
    differences: tuple[Difference, ...]


def compare(book: Book, scenario: str, inputs: Mapping[str, str | date], supposing: Options) -> Compared:
    """Return the answers to ``scenario`` about ``inputs`` without and with ``supposing``.

    Raises ProblemsError as ``Book.check`` does.
    """
    was, now = (book.pose(scenario, inputs, options) for options in (Options(), supposing))
    before, after = book.answer(was, was.day), book.answer(now, now.day)
    found = {one.sentence: one for one in differences(before.tree, after.tree)}
    for one in _beyond(book, was, now, after.tree):
        found.setdefault(one.sentence, one)
    return Compared(before, after, tuple(found.values()))


def compare_each(
    book: Book, scenario: str, each: str, inputs: Mapping[str, str | date], supposing: Options
) -> ComparedLists:
    """Return the answers to ``scenario`` about all that can fill ``each``, without and with ``supposing``.

    Raises ProblemsError as ``Book.each`` does.
    """
    before, after = (survey(book, scenario, each, options, inputs) for options in (Options(), supposing))
    pairs = zip(before, after, strict=True)
    found = (_difference(was.tree, now.tree) for was, now in pairs if was.verdict is not now.verdict)
    return ComparedLists(before, after, tuple(found))


def differences(before: Node, after: Node) -> tuple[Difference, ...]:
    """Return the sentences of both trees that changed their truth, those nearest to the root first.

    A sentence that stands in one of the trees only is none of them.
    """
    earlier = _by_sentence(before)
    found = []
    for sentence, now in _by_sentence(after).items():
        was = earlier.get(sentence)
        if was and was.truth is not now.truth:
            found.append(_difference(was, now))
    return tuple(found)


def _difference(was: Node, now: Node) -> Difference:
    return Difference(now.sentence, was.truth, now.truth, now.cites or was.cites, now)


def _beyond(book: Book, was: Posed, now: Posed, tree: Node) -> Iterator[Difference]:
    """Yield what changed beyond that: sentences to which only ``tree`` came, and what was supposed."""
    goals = [(a.sentence, a.arguments) for a in now.engine.options.assumptions if a.kind == "assumed"]
    for text in _by_sentence(tree):
        try:
            asserted = parse_sentence(text, book.rules.vocabulary, book.record)
        except ProblemsError:
            # What is calculated is no sentence of the rules.
            continue
        goals.append((asserted.sentence, asserted.arguments))
    for sentence, arguments in goals:
        if None not in arguments:
            proofs = [posed.engine.prove(sentence, arguments) for posed in (was, now)]
            before, after = (book.explainer.explain(proof, now.day) for proof in proofs)
            if before.truth is not after.truth:
                yield _difference(before, after)


def _by_sentence(tree: Node) -> dict[str, Node]:
    """Return the first node of each sentence, with the truth of the sentence itself."""
    found: dict[str, Node] = {}
    for node in _outwards(tree):
        if node.kind not in _WAYS and node.sentence not in found:
            plain = node._replace(truth=~node.truth, negated=False) if node.negated else node
            found[node.sentence] = plain
    return found


def _outwards(tree: Node) -> Iterator[Node]:
    """Yield ``tree`` and all below it, level by level, shared parts once."""
    seen: set[int] = set()
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting.extend((*node.conditions, *node.unless))
