"""Phrase blocks: plain forms of speech, and the sentences of the vocabulary that they mean."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.language.bindings import spot, unbound
from obligcheck.language.builtins import find_builtin
from obligcheck.language.model import Condition, Rule
from obligcheck.language.phrase_model import Form, Phrase, Phrases, Reading
from obligcheck.problems import Problem
from obligcheck.sentences import HOLE, Blank, Sentence, parse_sentence
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from obligcheck.language.fences import Block, Words
    from obligcheck.language.resolve import Resolver

#: What a line after the plain forms begins with.
KEYS = ("means", "and", "doubt", "suppose", "also", "caveat", "reads")

#: What may stand after each of them.
_LATER = ("doubt", "suppose", "also", "caveat")
_AFTER: dict[str, tuple[str, ...]] = {
    "suppose": ("suppose", "means"),
    "means": ("and", *_LATER),
    "and": ("and", *_LATER),
    "doubt": _LATER,
    "also": _LATER,
    "caveat": _LATER,
    "reads": (),
}

#: The words in square brackets that turn a form into its opposite.
NEGATIONS = frozenset({"not", "never", "no", "neither"})

#: A form with so many ways to write it is several forms.
MOST_WAYS = 64

#: How the words for nothing are written.
_NOTHING = "nothing"

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_TAIL = re.compile(r"(?P<bare>.*\S) (?P<word>since|from|until|on) \{(?P<blank>[^{}\"]+)\}")


class PhraseSyntax(NamedTuple):
    """A paragraph of a phrase block as written: its plain forms, then lines that open with a key."""

    forms: tuple[Words, ...]
    lines: tuple[tuple[str, Words], ...]


def parse_phrases(blocks: Iterable[Block], problems: list[Problem]) -> list[PhraseSyntax]:
    """Parse ``phrases = { FORM { FORM } ( "means" SENTENCE { KEY SENTENCE } | "reads" WORDS ) }``."""
    found = []
    for block in blocks:
        for lines in block.paragraphs():
            number = next((n for n, line in enumerate(lines) if line.opening()[0].text in KEYS), len(lines))
            opened = [line.opening() for line in lines[number:]]
            keys = {key.text for key, _ in opened}
            if not number or keys.isdisjoint(("means", "reads")):
                message = "expected plain forms, and below them `means` and a sentence"
                fix = "write what people say on a line each, then `means SENTENCE` or `reads WORDS`"
                problems.append(Problem("bad-phrase", message, lines[0].place, fix))
            elif _is_sound(opened, problems):
                keyed = tuple((key.text, words) for key, words in opened)
                found.append(PhraseSyntax(tuple(lines[:number]), keyed))
    return found


def _is_sound(opened: list[tuple[Words, Words]], problems: list[Problem]) -> bool:
    """Say whether the lines after the forms open as they should, each with something to say."""
    before = len(problems)
    expected: tuple[str, ...] = ("suppose", "means", "reads")
    for key, words in opened:
        if key.text not in expected:
            known = f"one of {', '.join(expected)}" if expected else "nothing more"
            problems.append(Problem("bad-phrase", f"expected {known}, found `{key.text}`", key.place))
            break
        if not words.text:
            problems.append(Problem("bad-phrase", f"nothing stands after `{key.text}`", key.place))
        expected = _AFTER[key.text]
    return len(problems) == before


def build_phrases(items: Iterable[PhraseSyntax], resolver: Callable[[], Resolver]) -> Phrases:
    """Return the phrases of ``items``, and the words that are read as others; what is wrong is left out."""
    items = list(items)
    readings: dict[str, tuple[Reading, Words]] = {}
    for item in items:
        if item.lines[0][0] == "reads":
            _Builder(resolver()).read(item, readings)
    read = Phrases((), tuple(reading for reading, _ in readings.values()))
    phrases: list[Phrase] = []
    meant: dict[str, tuple[Phrase, Form]] = {}
    for item in items:
        if item.lines[0][0] != "reads":
            builder = _Builder(resolver(), read)
            phrase = builder.phrase(item)
            if phrase is not None:
                phrases.append(phrase)
                builder.compare(phrase, item, meant)
    return Phrases(tuple(phrases), read.readings)


@frozen(eq=False)
class _Builder:
    """Builds one phrase, whose forms are read as ``reading`` says, or one paragraph of words to read."""

    resolver: Resolver
    reading: Phrases = field(factory=Phrases)
    tail: dict[str, int] = field(factory=dict)

    def read(self, item: PhraseSyntax, readings: dict[str, tuple[Reading, Words]]) -> None:
        """Add the words of ``item`` to ``readings``, with what they are read as."""
        target = item.lines[0][1]
        read = "" if target.text == _NOTHING else target.text
        for line in (*item.forms, target):
            if HOLE.search(line.text):
                self._wrong("expected words, found a blank or a constant", line)
                return
        for line in item.forms:
            for words, _ in self._ways(line):
                other = readings.setdefault(words.casefold(), (Reading(words, read), line))
                if other[0].read != read:
                    self._wrong(f"`{words}` is read otherwise already", line, "keep one of the two", other[1])

    def phrase(self, item: PhraseSyntax) -> Phrase | None:
        """Return the phrase of ``item``; None, with problems, where something of it is wrong."""
        problems = self.resolver.problems
        before = len(problems)
        forms = {f.sentence.key: f for line in item.forms for f in self._forms(line)}
        of_forms = len(self.resolver.blanks)
        found: dict[str, list[Condition]] = {key: [] for key in KEYS}
        for key, words in item.lines:
            condition = self._condition(key, words)
            if condition is not None:
                found["means" if key == "and" else key].append(condition)
        if len(problems) > before:
            return None
        blanks, place = tuple(self.resolver.blanks), item.forms[0].place
        phrase = Phrase(
            tuple(forms.values()), blanks, tuple(found["means"]), tuple(self.tail.items()),
            tuple(found["doubt"]), tuple(found["suppose"]), tuple(found["also"]), tuple(found["caveat"]),
            place,
        )  # fmt: skip
        self._check(phrase, item, of_forms)
        return phrase if len(problems) == before else None

    def compare(self, phrase: Phrase, item: PhraseSyntax, meant: dict[str, tuple[Phrase, Form]]) -> None:
        """Require of each form that stands in an earlier phrase too that it is an alternative there."""
        for form in phrase.forms:
            first, other = meant.setdefault(form.sentence.key, (phrase, form))
            is_alike = other.sentence.types == form.sentence.types and other.negated == form.negated
            if not is_alike or [word for word, _ in first.tail] != [word for word, _ in phrase.tail]:
                message = f"`{form.sentence}` means something of another kind already"
                fix = "alternatives are about the same things, and both say that it is so, or that it is not"
                problem = Problem("bad-phrase", message, item.forms[0].place, fix, first.place)
                self.resolver.problems.append(problem)

    def _forms(self, line: Words) -> Iterator[Form]:
        """Yield the ways to write the plain form of ``line``."""
        for text, negated in self._ways(line):
            try:
                sentence = parse_sentence(self.reading.read(text))
            except ValueError as error:
                self.resolver.problems.append(Problem("bad-blank", str(error), line.place))
                return
            yield Form(sentence, tuple(self._slot(blank) for blank in sentence.blanks), negated)

    def _slot(self, blank: Blank) -> int:
        if blank not in self.resolver.blanks:
            self.resolver.blanks.append(blank)
        return self.resolver.blanks.index(blank)

    def _ways(self, line: Words) -> list[tuple[str, bool]]:
        """Return each way to write ``line``, with what stands in square brackets or without it.

        And whether it says that the opposite is so: that stands in brackets too.
        """
        parts = _CHOICE.split(line.text)
        choices = [[" ".join(way.split()) for way in part.split("|")] for part in parts[1::2]]
        turning = [bool(NEGATIONS.intersection(choice)) for choice in choices]
        number = 1
        for choice in choices:
            number *= len(choice) + 1
        if re.search(r"[\[\]]", "".join(parts[::2])) or not all(all(choice) for choice in choices):
            self._wrong("expected words in square brackets, as in `[of the Court]`", line)
            return []
        if number > MOST_WAYS:
            self._wrong(f"the form can be written in {number:,} ways, and {MOST_WAYS} is the limit", line)
            return []
        mixed = [
            c for c, turns in zip(choices, turning, strict=True) if turns and not NEGATIONS.issuperset(c)
        ]
        if mixed or sum(turning) > 1:
            self._wrong("expected `[not]`, `[never]` or `[no]`, once and alone", line)
            return []
        found: dict[str, bool] = {}
        for chosen in product(*(["", *choice] for choice in choices)):
            text = "".join(a + b for a, b in zip(parts[::2], (*chosen, ""), strict=True))
            negated = any(word in NEGATIONS for word in chosen)
            found.setdefault(" ".join(text.split()).replace(" ,", ","), negated)
        return list(found.items())

    def _condition(self, key: str, words: Words) -> Condition | None:
        """Return the condition of one line, the days at its end put aside where they are no part of it."""
        if key not in ("means", "and"):
            return self.resolver.sentence(words)
        return self.resolver.condition(self._without_tail(words))

    def _without_tail(self, words: Words) -> Words:
        """Return ``words`` without the days since, from, until or on which it is said to be so."""
        while not self._is_sentence(words) and (found := _TAIL.fullmatch(words.text)):
            word, blank = found["word"], Blank(" ".join(found["blank"].split()))
            if word in self.tail or blank.type != "date":
                break
            self.tail[word] = self._slot(blank)
            words = words.part(0, found.end("bare"))
        return words

    def _is_sentence(self, words: Words) -> bool:
        text = words.text.removeprefix("not ")
        return self.resolver.vocabulary.find(text) is not None or find_builtin(text) is not None

    def _check(self, phrase: Phrase, item: PhraseSyntax, of_forms: int) -> None:
        """Require that what is meant uses every blank of the forms, and needs none that they lack."""
        used = {t for c in _all(phrase.means) for t in c.terms} | {slot for _, slot in phrase.tail}
        for slot, blank in enumerate(phrase.blanks[:of_forms]):
            if slot not in used:
                line = next(line for line in item.forms if str(blank) in " ".join(line.text.split()))
                message = f"what is meant says nothing about `{blank}`"
                place = spot(line.place, blank)
                self.resolver.problems.append(Problem("unused-blank", message, place))
        # What a form names has a value from the start, as what an exception defeats has.
        common = set.intersection(*(set(form.slots) for form in phrase.forms))
        terms = tuple(sorted(common))
        named = Sentence(("",) * (len(terms) + 1), tuple(phrase.blanks[slot] for slot in terms))
        conclusion = Condition("stated", named, terms, phrase.place)
        rule = Rule("exception", (), "", "", conclusion, phrase.means, (), phrase.blanks, phrase.place, "")
        self.resolver.problems.extend(unbound(rule))

    def _wrong(self, message: str, words: Words, fix: str = "", other: Words | None = None) -> None:
        place = other.place if other else None
        self.resolver.problems.append(Problem("bad-phrase", message, words.place, fix, place))


def _all(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield ``conditions`` and those inside them."""
    for condition in conditions:
        yield condition
        yield from _all(condition.inner)


def sentences_of(phrases: Phrases) -> frozenset[str]:
    """Return the sentences that phrases mean or show: they count as asked for."""
    every = (c for p in phrases.phrases for c in (*p.means, *p.doubts, *p.suppose, *p.also, *p.caveats))
    return frozenset(c.sentence.key for c in _all(every) if c.operator == "stated")
