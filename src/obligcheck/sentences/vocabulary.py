"""All sentences of a body of rules and data, found by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.sentences.sentence import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obligcheck.sentences.sentence import Sentence


@frozen(eq=False)
class Vocabulary:
    """Sentences by their words; one sentence for each wording."""

    sentences: dict[str, Sentence]

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

        ``text`` is what a user wrote: names stand in it as they are, without braces or quotes.
        """
        text = " ".join(text.split())
        folded = text.casefold()
        candidates = [s for s in self if all(w.strip().casefold() in folded for w in s.words)]
        candidates.sort(key=lambda s: -sum(map(len, s.words)))
        for sentence in candidates:
            pattern = "(.+?)".join(re.escape(words) for words in sentence.words)
            found = re.fullmatch(pattern, text, re.IGNORECASE)
            if found:
                yield sentence, tuple(part.strip().strip('"') for part in found.groups())

