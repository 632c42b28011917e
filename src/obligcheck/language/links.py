"""Which sentence rests on which, rule by rule: the law as a graph, and excerpts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from obligcheck.language.graph import stated_in
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obligcheck.facts import Record
    from obligcheck.language.model import Rule, RuleBook
    from obligcheck.sentences import Sentence
    from obligcheck.sources import Place

#: Where a sentence comes from: rules, tables, somebody's judgment, a circumstance; or a scenario alone.
Origin = Literal["concluded", "record", "judged", "circumstance", "supposed"]


class Part(NamedTuple):
    """A file of rules under its first heading; ``number`` counts the files in the books' order."""

    number: int
    path: str
    title: str


class Point(NamedTuple):
    """A sentence; ``number`` counts the sentences of all rules as one meets them. Tables have no part."""

    number: int
    sentence: Sentence
    origin: Origin
    part: Part | None


class Link(NamedTuple):
    """The sentence number ``start`` rests on number ``end``, by the rules named in ``under``.

    ``defeats``: it fails by it, through an ``unless`` or an exception; ``negated``: it asks for "not".
    """

    start: int
    end: int
    defeats: bool
    negated: bool
    under: tuple[str, ...]


class Links(NamedTuple):
    """Sentences and how they rest on one another, both in the books' order."""

    points: tuple[Point, ...]
    links: tuple[Link, ...]

    def resting(self, start: Sentence, depth: int | None = None) -> Links:
        """Return ``start`` and what it rests on, in ``depth`` steps where one is given."""
        level = {point.number for point in self.points if point.sentence.key == start.key}
        reached, steps = set(level), 0
        kept: set[int] = set()
        while level and steps != depth:
            kept |= level
            level = {link.end for link in self.links if link.start in level} - reached
            reached |= level
            steps += 1
        links = tuple(link for link in self.links if link.start in kept)
        return Links(tuple(point for point in self.points if point.number in reached), links)


def links_of(book: RuleBook, record: Record, path: str | None = None) -> Links:
    """Return how the sentences of ``book`` rest on one another, by the rules of the file ``path`` or by all.

    The numbers are those of the whole book: an excerpt has the same.
    """
    numbers: dict[str, int] = {}
    sentences: list[Sentence] = []
    found: dict[tuple[int, int, bool, bool], dict[str, None]] = {}
    drawn: set[int] = set()
    for rule in book.rules:
        ends = list(_ends(rule))
        for sentence in (rule.conclusion.sentence, *(end for end, _, _ in ends)):
            if sentence.key not in numbers:
                numbers[sentence.key] = len(numbers) + 1
                sentences.append(sentence)
        if path in {None, rule.place.path}:
            start = numbers[rule.conclusion.sentence.key]
            drawn.add(start)
            for sentence, defeats, negated in ends:
                end = numbers[sentence.key]
                drawn.add(end)
                found.setdefault((start, end, defeats, negated), {}).update(dict.fromkeys(_under(rule)))
    parts = _parts(book)
    points = (_point(number, sentence, book, record, parts) for number, sentence in enumerate(sentences, 1))
    links = tuple(Link(*key, tuple(under)) for key, under in found.items())
    return Links(tuple(point for point in points if point.number in drawn), links)


def _ends(rule: Rule) -> Iterator[tuple[Sentence, bool, bool]]:
    """Yield what ``rule`` asks for, whether that defeats its conclusion, and whether it asks "not"."""
    groups = ((rule.conditions, rule.kind == "exception"), *((group, True) for group in rule.unless))
    for conditions, defeats in groups:
        for condition in conditions:
            for stated in stated_in(condition):
                yield stated.sentence, defeats, stated.negated


def _under(rule: Rule) -> Iterator[str]:
    """Yield the citations of ``rule``, each with the reading under which alone it is applied."""
    under = f" ({rule.question}: {rule.reading})" if rule.question else ""
    return (cite + under for cite in rule.cites)


def _parts(book: RuleBook) -> dict[str, Part]:
    """Return the files in which rules or declarations stand, by path, those with rules first."""
    parts: dict[str, Part] = {}
    for place in _places(book):
        if place.path not in parts:
            parts[place.path] = Part(len(parts) + 1, place.path, (*place.heading, place.path)[0])
    return parts


def _places(book: RuleBook) -> Iterable[Place]:
    return (*(r.place for r in book.rules), *(d.place for d in book.declarations.values()))


def _point(number: int, sentence: Sentence, book: RuleBook, record: Record, parts: dict[str, Part]) -> Point:
    """Return what is known of ``sentence``: a rule that concludes it counts first, then who judges it."""
    # An exception may stand in another file than the rules that it defeats.
    concluding = sorted(book.concluding(sentence), key=lambda rule: rule.kind == "exception")
    declared = book.declarations.get(sentence.key)
    if concluding:
        return Point(number, sentence, "concluded", parts[concluding[0].place.path])
    if declared:
        return Point(
            number, sentence, "judged" if declared.by else "circumstance", parts[declared.place.path]
        )
    return Point(number, sentence, "record" if record.stating(sentence) else "supposed", None)
