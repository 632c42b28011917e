"""What people claim, understood: plain forms and sentences, and the days, names and dates in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obligcheck.answers.supposing import renumbered, supposed_with
from obligcheck.facts import fold
from obligcheck.language.model import Condition
from obligcheck.language.phrase_model import Form, Phrase
from obligcheck.problems import Problem
from obligcheck.sentences import Entity
from obligcheck.sources import Place
from obligcheck.temporal import ImpreciseDate
from obligcheck.temporal.written import parse_written
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from obligcheck.facts import Record
    from obligcheck.language import RuleBook
    from obligcheck.sentences import Sentence, Value

#: A longer line is no claim.
MOST_CHARACTERS = 1_000
#: More words than any name has: what holds them is no name that somebody misspelt.
MOST_IN_NAME = 7
#: For so many lines that are not understood, what was meant is looked for: that takes time.
MOST_HINTS = 100

#: What stands around a claim in a list of them: bullets, numbers, marks of quotation.
_BULLET = re.compile(r"^(?:[-*+>\u2022\u2023\u2013\u2014]\s+|\(?\d{1,3}[.)]\s+)+")
_QUOTES = "\"`'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u2039\u203a"
_APOSTROPHE = re.compile(r"(?<=\w)[\u2019\u02bc](?=\w)")

#: What stands in a text for a byte that is none of UTF-8.
_STRAY = re.compile("[\udc80-\udcff]")

_MONTH = r"[a-z]{3,9}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:the )?(?:\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|today"
    rf"|{_DAY}(?: of)? {_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|{_MONTH},? \d{{4}})"
)
#: The words before a day that a claim speaks of, by what they say of it.
_WORDS = {
    "since": ("since",),
    "from": ("from", "as from", "starting"),
    "until": ("until", "till", "to"),
    "on": ("on", "in", "as of", "as at", "during", "throughout"),
}
_SAYS = {word: says for says, words in _WORDS.items() for word in words}
_WORD = "|".join(sorted(_SAYS, key=len, reverse=True))
_TAIL = re.compile(rf"(?P<bare>.*?\S),? (?P<word>{_WORD}) (?P<date>{_DATE})", re.IGNORECASE)
_LEAD = re.compile(rf"(?P<word>{_WORD}) (?P<date>{_DATE}),? (?P<bare>\S.*)", re.IGNORECASE)

_IN = re.compile(rf"\bin (?={_DATE})", re.IGNORECASE)
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_NOT = re.compile(r"not:? +(?=\S)", re.IGNORECASE)


#: The kind of what stands in a blank whose type no table lists.
_TEXT = ""


class Meant(NamedTuple):
    """A phrase with what fills its blanks; None for a blank that was left open."""

    phrase: Phrase
    values: tuple[Value | None, ...]


class Said(NamedTuple):
    """What a claim says: that one of ``alternatives`` is so, or with ``negated`` that none is.

    ``days`` are the dates since, from, until or on which it is claimed to be so; None is any.
    """

    alternatives: tuple[Meant, ...]
    negated: bool
    days: dict[str, ImpreciseDate | None]

    def things(self) -> list[Entity]:
        """Return the things that the claim names."""
        return [v for meant in self.alternatives for v in meant.values if isinstance(v, Entity)]

    def dates(self) -> list[ImpreciseDate]:
        """Return the dates that it gives, but for the day on which it is to be so."""
        given = [v for meant in self.alternatives for v in meant.values if isinstance(v, ImpreciseDate)]
        given += [claimed for word, claimed in self.days.items() if claimed and word != "on"]
        return list(dict.fromkeys(given))

    def alone(self) -> tuple[Sentence, tuple[Value | None, ...], tuple[Condition, ...]] | None:
        """Return the one sentence that it means, what fills it, and what is taken for granted with it.

        That is about nothing that the sentence does not name; None where it means more than one sentence.
        """
        (phrase, values), *others = self.alternatives
        condition, *more = phrase.means
        places = {t: place for place, t in enumerate(condition.terms) if isinstance(t, int)}
        suppose = tuple(renumbered(phrase.suppose, places))
        is_more = others or more or phrase.doubts or len(suppose) < len(phrase.suppose)
        if is_more or self.negated or self.days or condition.negated or condition.operator != "stated":
            return None
        arguments = tuple(values[t] if isinstance(t, int) else t for t in condition.terms)
        return condition.sentence, arguments, suppose

    def __str__(self) -> str:
        """Return the sentences of the vocabulary that it means, filled in."""
        told = " or ".join(" and ".join(_told(meant)) for meant in self.alternatives)
        given = [f" {word} {day}" for word in _WORDS if (day := self.days.get(word))]
        ever = "" if given or {"from", "until"}.isdisjoint(self.days) else " at some time"
        is_many = len(self.alternatives) > 1 or len(tuple(_told(self.alternatives[0]))) > 1
        if self.negated:
            told = f"not ({told}{ever})" if ever or is_many else f"not {told}"
            ever = ""
        return told + ever + "".join(given)


class Reader:
    """Reads claims over one body of rules and one record; ``today`` is what that word means in them.

    ``hints`` is for how many more claims that are not understood what was meant will be looked for.
    """

    def __init__(self, rules: RuleBook, record: Record, today: date | None = None) -> None:
        self.rules, self.record, self.today = rules, record, today
        self.hints = MOST_HINTS

    def read(self, text: str) -> Said | Problem:
        """Return what ``text`` says, or why nobody can tell: no such sentence, name or date."""
        plain = tidied(text)
        if stray := _STRAY.search(plain):
            return Problem("not-utf-8", f"expected UTF-8, found the byte 0x{ord(stray[0]) & 0xFF:02x}")
        if len(plain) > MOST_CHARACTERS:
            return Problem("too-long", f"the claim has more than {MOST_CHARACTERS:,} characters")
        denied = _NOT.match(plain)
        bare = plain[denied.end() :] if denied else plain
        refusals: list[_Refusal] = []
        said = self._said(bare, refusals, any_text=False)
        if said is None and any(refusal.kind == _TEXT for refusal in refusals):
            said = self._said(bare, [], any_text=True)
        return said._replace(negated=said.negated != bool(denied)) if said else self._problem(bare, refusals)

    def _said(self, text: str, refusals: list[_Refusal], *, any_text: bool) -> Said | None:
        """Return what ``text`` says, the days it speaks of apart; plain texts are ``any_text`` or a row's."""
        for words, written in _cuts(text):
            days = self._days(written, refusals)
            said = None if days is None else self._match(words, days, refusals, any_text=any_text)
            if said is not None:
                return said
        return None

    def _days(self, written: dict[str, str], refusals: list[_Refusal]) -> dict[str, ImpreciseDate] | None:
        """Return the days that a claim speaks of, or None where one of them is none."""
        found = {}
        for word, text in written.items():
            day = self._date(text, refusals)
            if day is None:
                return None
            found[word] = day
        return found

    def _match(
        self, words: str, days: dict[str, ImpreciseDate], refusals: list[_Refusal], *, any_text: bool
    ) -> Said | None:
        """Return what ``words`` say, as a plain form or as a sentence of the vocabulary."""
        phrases = self.rules.phrases
        read = phrases.read(words)
        for sentence, parts in phrases.forms.matches(read):
            pairs = phrases.meaning(sentence)
            values = self._values(sentence, parts, pairs[0], refusals, any_text=any_text)
            if values is not None:
                return _filled(pairs, values, days)
        # Sentences say "on" of every date, and people "in" of a month or a year.
        for text in dict.fromkeys((words, read, _IN.sub("on ", read))):
            for sentence, parts in self.rules.vocabulary.matches(text):
                pair = _alone(sentence, supposed_with(self.rules, sentence)[1])
                values = self._values(sentence, parts, pair, refusals, any_text=any_text)
                if values is not None:
                    return _filled((pair,), values, days)
        return None

    def _values(
        self,
        sentence: Sentence,
        parts: tuple[str, ...],
        pair: tuple[Phrase, Form],
        refusals: list[_Refusal],
        *,
        any_text: bool,
    ) -> list[Value | None] | None:
        """Return what fills the blanks of ``sentence``, or None where a part of the text cannot."""
        values: list[Value | None] = []
        for place, (kind, part) in enumerate(zip(sentence.types, parts, strict=True)):
            if part.startswith("some ") and part.endswith(kind):
                values.append(None)
                continue
            value: Value | None
            if kind == "date":
                value = self._date(part, refusals)
            elif kind in self.record.names.things:
                value = self._thing(kind, part, refusals)
            else:
                value = self._text(pair, place, part, refusals) or (part if any_text else None)
            if value is None:
                return None
            values.append(value)
        return values

    def _thing(self, kind: str, text: str, refusals: list[_Refusal]) -> Entity | None:
        """Return the thing that ``text`` names, with an article before it or without."""
        names, bare = self.record.names, _ARTICLE.sub("", text)
        found = names.find(kind, text) or names.find(kind, bare)
        if found is None:
            is_known = fold(bare) in names.asked.get(kind, {})
            refusals.append(_Refusal(kind, bare if is_known else text))
        return found

    def _date(self, text: str, refusals: list[_Refusal]) -> ImpreciseDate | None:
        try:
            return parse_written(text, self.today)
        except ValueError as error:
            refusals.append(_Refusal("date", text, str(error)))
            return None

    def _text(self, pair: tuple[Phrase, Form], place: int, text: str, refusals: list[_Refusal]) -> str | None:
        """Return a plain text as a row of a sentence that takes it spells it."""
        phrase, form = pair
        for condition in phrase.means:
            if condition.operator == "stated" and form.slots[place] in condition.terms:
                at = condition.terms.index(form.slots[place])
                if (spelt := self.record.spelling(condition.sentence, at, text)) is not None:
                    return spelt
        refusals.append(_Refusal(_TEXT, text))
        return None

    def _problem(self, text: str, refusals: list[_Refusal]) -> Problem:
        """Return why ``text`` is not understood, with what was meant where that can be told."""
        may_search = self.hints > 0
        self.hints -= may_search
        # The shorter what does not fit, the surer that the rest was understood.
        likely = [
            refusal
            for refusal in refusals
            if refusal.kind == "date" or (refusal.kind != _TEXT and len(refusal.text.split()) <= MOST_IN_NAME)
        ]
        refusal = min(likely, key=lambda r: (r.kind != "date", len(r.text)), default=None)
        if refusal is None:
            return self._unknown(text, may_search=may_search)
        if refusal.kind == "date":
            return Problem("bad-date", refusal.reason)
        asked = self.record.names.asked.get(refusal.kind, {})
        if may_search or fold(refusal.text) in asked:
            return self.record.names.refusal(refusal.kind, refusal.text).problems[0]
        return Problem("unknown-name", f"no {refusal.kind} is called `{refusal.text}`")

    def _unknown(self, text: str, *, may_search: bool) -> Problem:
        fix = ""
        if may_search:
            every = self.rules.vocabulary.nearest(text), self.rules.phrases.forms.nearest(text)
            fix = " or ".join(dict.fromkeys(f"`{sentence}`" for sentence in every if sentence))
        message = "no sentence of the rules or the data, and no plain form, reads so"
        return Problem("unknown-sentence", message, fix=f"the nearest is {fix}" if fix else "")


class _Refusal(NamedTuple):
    """A part of a text that is no thing of its kind, or no date, with the reason."""

    kind: str
    text: str
    reason: str = ""


def tidied(text: str) -> str:
    """Return a line without what lists put around a claim.

    >>> tidied('  • “Norland is a party.”')
    'Norland is a party'
    """
    plain = _APOSTROPHE.sub("'", " ".join(text.split()))
    plain = _BULLET.sub("", plain)
    shorter = plain.strip(_QUOTES + " ").rstrip(".;,!").rstrip(_QUOTES + " ")
    return shorter.rstrip(".;,!")


def shown(text: str) -> str:
    """Return a claim as it is shown: on one line, not too long, without what no encoding can write."""
    plain = _STRAY.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    return plain if len(plain) <= MOST_CHARACTERS else f"{plain[:100]}…"


def _cuts(text: str, turns: int = 2) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ``text`` as it is, then with the days at its end, or at its beginning, apart."""
    yield text, {}
    found: dict[str, str] = {}
    rest = text
    while (tail := _TAIL.fullmatch(rest)) and (word := _SAYS[tail["word"].lower()]) not in found:
        found = {word: tail["date"], **found}
        rest = tail["bare"]
        yield rest, found
    lead = _LEAD.fullmatch(text) if turns else None
    if lead:
        yield from _cuts(f"{lead['bare']} {lead['word']} {lead['date']}", turns - 1)


def _alone(sentence: Sentence, suppose: tuple[Condition, ...]) -> tuple[Phrase, Form]:
    """Return a sentence of the vocabulary as a phrase that means itself and takes ``suppose`` for granted."""
    slots = tuple(range(len(sentence.blanks)))
    condition = Condition("stated", sentence, slots, Place("", 0))
    form = Form(sentence, slots, negated=False)
    return Phrase((form,), sentence.blanks, (condition,), (), (), suppose, (), (), condition.place), form


def _filled(
    pairs: tuple[tuple[Phrase, Form], ...], values: list[Value | None], days: dict[str, ImpreciseDate]
) -> Said:
    """Return what a claim says whose ``values`` fill the blanks of its form, in their order."""
    alternatives = []
    told: dict[str, ImpreciseDate | None] = {}
    for phrase, form in pairs:
        filled: list[Value | None] = [None] * len(phrase.blanks)
        for slot, value in zip(form.slots, values, strict=True):
            filled[slot] = value
        alternatives.append(Meant(phrase, tuple(filled)))
        for word, slot in phrase.tail:
            day = filled[slot]
            told[word] = day if isinstance(day, ImpreciseDate) else None
    return Said(tuple(alternatives), pairs[0][1].negated, {**told, **days})


def _told(meant: Meant) -> Iterator[str]:
    """Yield the sentences of a phrase, filled in; that what happened lies in the past goes without saying."""
    for condition in meant.phrase.means:
        if condition.operator == "stated":
            terms = [meant.values[t] if isinstance(t, int) else t for t in condition.terms]
            yield ("not " if condition.negated else "") + condition.sentence.fill(terms)
