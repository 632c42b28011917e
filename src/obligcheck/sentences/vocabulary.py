"""All sentences of a body of rules and data, found by their words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from obligcheck.sentences.sentence import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obligcheck.sentences.sentence import Sentence

#: Of the ways in which a text can be one sentence; names that hold its words are rare.
MOST_WAYS = 24


class Vocabulary:
    """Sentences by their words; one sentence for each wording.

    ``_by_word`` has them again under one whole word of each, in small letters, once it is needed.
    """

    __slots__ = ("_by_word", "sentences")

    def __init__(self, sentences: dict[str, Sentence]) -> None:
        self.sentences: Final = sentences
        self._by_word: Final[dict[str, list[tuple[int, Sentence]]]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep: the sentences, not how they were looked up."""
        return Vocabulary, (self.sentences,)

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Vocabulary:
        """Return the vocabulary of ``sentences``; of two with the same words the first stays."""
        found: dict[str, Sentence] = {}
        for sentence in sentences:
            found.setdefault(sentence.key, sentence)
        return cls(found)

    def __iter__(self) -> Iterator[Sentence]:
        """Go through the sentences in the order in which they were declared."""
        return iter(self.sentences.values())

    def find(self, text: str) -> Sentence | None:
        """Return the sentence whose words ``text`` uses, whatever fills its blanks."""
        return self.sentences.get(skeleton(text))

    def nearest(self, text: str) -> Sentence | None:
        """Return the sentence most like ``text``, or None where none comes close."""
        # difflib is slow to import and only errors need it.
        import difflib  # noqa: PLC0415

        found = difflib.get_close_matches(skeleton(text), self.sentences, n=1, cutoff=0.6)
        return self.sentences[found[0]] if found else None

    def matches(self, text: str) -> Iterator[tuple[Sentence, tuple[str, ...]]]:
        """Yield each sentence that ``text`` can be, with what stands in its blanks; most words first.

        ``text`` is what a user wrote: names stand in it as they are, without braces or quotes. A name
        may hold the words of the sentence ("Lake and Isle and Norland are at war"), so that one sentence
        can match in several ways: the first ``MOST_WAYS`` of them are yielded, those first in which the
        earlier blanks take most ("the Lord of Isle of Norland" is Norland's).
        """
        text = " ".join(text.split())
        folded = text.casefold()
        candidates = [s for s in self._likely(folded) if all(w.strip().casefold() in folded for w in s.words)]
        candidates.sort(key=lambda s: -sum(map(len, s.words)))
        for sentence in candidates:
            for parts in islice(_ways(sentence.words, text), MOST_WAYS):
                yield sentence, tuple(part.strip().strip('"') for part in parts)

    def _likely(self, folded: str) -> Iterator[Sentence]:
        """Yield in order the sentences of which one whole word stands in ``folded``: no other can match."""
        if not self._by_word:
            self._by_word.update(_indexed(self))
        said = {"", *folded.split()}
        found = [pair for word in said for pair in self._by_word.get(word, ())]
        yield from (sentence for _, sentence in sorted(found, key=lambda pair: pair[0]))


def _indexed(sentences: Iterable[Sentence]) -> dict[str, list[tuple[int, Sentence]]]:
    """Return ``sentences``, numbered, each under the rarest of its whole words, or under none."""
    whole = [(number, s, _whole_words(s)) for number, s in enumerate(sentences)]
    often = Counter(word for _, _, words in whole for word in words)
    found: dict[str, list[tuple[int, Sentence]]] = {"": []}
    for number, sentence, words in whole:
        rarest = min(words, key=lambda word: (often[word], word), default="")
        found.setdefault(rarest, []).append((number, sentence))
    return found


def _whole_words(sentence: Sentence) -> set[str]:
    """Return the words of ``sentence`` that blanks do not touch, in small letters.

    One that a blank touches is a part of a word: in "{state}'s withdrawal" that is "'s".
    """
    found: set[str] = set()
    last = len(sentence.words) - 1
    for place, piece in enumerate(sentence.words):
        words = piece.casefold().split()
        if place > 0 and words and not piece[0].isspace():
            words = words[1:]
        if place < last and words and not piece[-1].isspace():
            words = words[:-1]
        found.update(words)
    return found


def _ways(words: tuple[str, ...], text: str) -> Iterator[tuple[str, ...]]:
    """Yield what can stand between ``words`` in ``text``, something in every place."""
    if len(words) == 1:
        if text.casefold() == words[0].casefold():
            yield ()
        return
    first, *between, last = words
    start, end = len(first), len(text) - len(last)
    if (
        start >= end
        or text[:start].casefold() != first.casefold()
        or text[end:].casefold() != last.casefold()
    ):
        return
    stretches = _stretches(between, text[:end])
    if stretches is not None:
        yield from _split(text[:end], start, stretches)


def _stretches(words: list[str], text: str) -> list[list[tuple[int, int]]] | None:
    """Return where each of ``words`` may stand in ``text`` so that there is room for those after it.

    None where one of them has no such place.
    """
    found: list[list[tuple[int, int]]] = []
    before = len(text)
    for word in reversed(words):
        # The lookahead finds overlapping places too.
        places = re.finditer(f"(?={re.escape(word)})", text, re.IGNORECASE)
        ends = [(p.start(), p.start() + len(word)) for p in places if p.start() + len(word) < before]
        if not ends:
            return None
        found.append(ends)
        before = ends[-1][0]
    return found[::-1]


def _split(text: str, start: int, stretches: list[list[tuple[int, int]]]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut ``text`` from ``start`` on at one of each of ``stretches``, the last first."""
    if not stretches:
        yield (text[start:],)
        return
    for begin, end in reversed(stretches[0]):
        if begin > start:
            for rest in _split(text, end, stretches[1:]):
                yield (text[start:begin], *rest)
