"""Plain forms of speech as values, and the sentences that they mean. Only who checks claims needs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.language.model import BINDING, Condition
from obligcheck.sentences import Blank, Sentence, Vocabulary
from obligcheck.sources import Place
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Form(NamedTuple):
    """One plain form: its words around blanks, and whether it says that the opposite is so.

    ``slots`` are the numbers of its blanks among those of its phrase.
    """

    sentence: Sentence
    slots: tuple[int, ...]
    negated: bool


class Phrase(NamedTuple):
    """Plain forms that mean one thing: that all of ``means`` is so.

    ``tail`` says which blanks hold the days since, from, until or on which it is claimed to be so.
    While one of ``doubts`` holds, what is not on record is not known. ``suppose`` is what the forms
    take for granted, ``also`` what bears on a claim that is not so, and ``caveats`` on any.
    """

    forms: tuple[Form, ...]
    blanks: tuple[Blank, ...]
    means: tuple[Condition, ...]
    tail: tuple[tuple[str, int], ...]
    doubts: tuple[Condition, ...]
    suppose: tuple[Condition, ...]
    also: tuple[Condition, ...]
    caveats: tuple[Condition, ...]
    place: Place

    def found(self) -> frozenset[int]:
        """Return the numbers of the blanks that what it means finds: a claim about one is compared."""
        stated = {t for c in self.means if c.operator == "stated" and not c.negated for t in c.terms}
        first = {c.terms[0] for c in self.means if c.operator in BINDING and not c.negated}
        return frozenset(slot for slot in stated | first if isinstance(slot, int))


class Reading(NamedTuple):
    """Words that are read as others, empty for none."""

    words: str
    read: str


@frozen(eq=False, repr=False)
class Phrases:
    """All plain forms of the books: the phrases behind each, and the words that are read as others."""

    phrases: tuple[Phrase, ...] = ()
    readings: tuple[Reading, ...] = ()
    forms: Vocabulary = field(init=False)
    _meant: dict[str, tuple[tuple[Phrase, Form], ...]] = field(init=False)
    _read: dict[str, str] = field(init=False)
    _pattern: re.Pattern[str] | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Sort the phrases by their forms, and the words to read by their length, once."""
        meant: dict[str, tuple[tuple[Phrase, Form], ...]] = {}
        for phrase in self.phrases:
            for form in phrase.forms:
                meant[form.sentence.key] = (*meant.get(form.sentence.key, ()), (phrase, form))
        read = {reading.words.casefold(): reading.read for reading in self.readings}
        object.__setattr__(self, "forms", Vocabulary.of(_sentences(self.phrases)))
        object.__setattr__(self, "_meant", meant)
        object.__setattr__(self, "_read", read)
        longest = sorted(read, key=len, reverse=True)
        either = "|".join(map(re.escape, longest))
        pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if either else None
        object.__setattr__(self, "_pattern", pattern)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what to keep: what was written."""
        return Phrases, (self.phrases, self.readings)

    def meaning(self, sentence: Sentence) -> tuple[tuple[Phrase, Form], ...]:
        """Return the phrases that a form belongs to: alternatives, of which one must be so."""
        return self._meant.get(sentence.key, ())

    def read(self, text: str) -> str:
        """Return ``text`` with the words in it read as the books read them, evenly spaced."""
        if self._pattern is None:
            return text
        plain = self._pattern.sub(lambda found: self._read[found[0].casefold()], text)
        return " ".join(plain.split()).replace(" ,", ",")


def _sentences(phrases: Iterable[Phrase]) -> Iterable[Sentence]:
    return (form.sentence for phrase in phrases for form in phrase.forms)
