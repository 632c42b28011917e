"""Syntax to conditions: sentences looked up, constants resolved, blanks numbered and typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.language.builtins import find_builtin, wordings
from obligcheck.language.model import Condition
from obligcheck.problems import Problem
from obligcheck.sentences import HOLE, Blank, Sentence, Vocabulary
from obligcheck.temporal import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obligcheck.facts import Names
    from obligcheck.language.builtins import Builtin
    from obligcheck.language.fences import Words
    from obligcheck.language.model import Term
    from obligcheck.sources import Place

#: To search what was meant takes time: not more than so many comparisons are made for a whole book.
MOST_COMPARISONS = 20_000

_COUNTING = ("count", "share")
#: Which conditions may stand inside which: one can count the days on which enough are counted, no more.
_INSIDE = {"count": (), "share": (), "first-day": _COUNTING}


@frozen(eq=False)
class Resolver:
    """Resolves the sentences of one rule or scenario, numbering its blanks as they come.

    ``origins`` are the places of the sentences that rules introduce: the other end of a conflict.
    """

    vocabulary: Vocabulary
    names: Names
    origins: Mapping[str, Place]
    problems: list[Problem]
    blanks: list[Blank] = field(factory=list)

    def sentence(self, words: Words) -> Condition | None:
        """Return the sentence of the vocabulary that ``words`` are; None, with a problem, if none is."""
        found = self.vocabulary.find(words.text)
        if found is None:
            self._unknown(words)
            return None
        terms = self._terms(words, found.types, self.origins.get(found.key))
        return None if terms is None else Condition("stated", found, terms, words.place)

    def condition(self, words: Words) -> Condition | None:
        """Return the condition that ``words`` are; None, with a problem, if they are none."""
        opening, rest = words.opening()
        if opening.text == "not" and rest.text:
            if rest.opening()[0].text == "not":
                self.problems.append(Problem("bad-condition", "`not` stands twice", words.place))
                return None
            found = self.condition(rest)
            return found._replace(negated=True) if found else None
        builtin = find_builtin(words.text)
        return self.sentence(words) if builtin is None else self._builtin(words, builtin)

    def _builtin(self, words: Words, builtin: Builtin) -> Condition | None:
        if not self._is_sound(words, builtin):
            return None
        terms = self._terms(words.part(*builtin.head), builtin.types)
        inner = tuple(self._inside(words.part(*part), builtin.operator) for part in builtin.parts)
        found = tuple(condition for condition in inner if condition is not None)
        if terms is None or len(found) < len(inner):
            return None
        counts = builtin.operator in _COUNTING
        shown = _shown(words.text, 0 if counts else len(builtin.types))
        unit = builtin.types[0] if counts else builtin.unit
        return Condition(
            builtin.operator, shown, terms, words.place, inner=found,
            amount=builtin.amount, unit=unit, rounding=builtin.rounding,
        )  # fmt: skip

    def _is_sound(self, words: Words, builtin: Builtin) -> bool:
        """Say whether a counting condition can count; if not, with a problem."""
        if builtin.operator not in _COUNTING:
            return True
        amount, of = builtin.amount
        kind = builtin.types[0]
        message = ""
        if builtin.operator == "share" and not 0 < amount <= of:
            message = f"expected a share between nothing and all, found `{amount}/{of}`"
        elif builtin.operator == "share" and len(builtin.parts) == 1:
            message = f"a share needs to know of which {kind}, expected `for which SENTENCE:`"
        elif builtin.operator == "count" and len(builtin.parts) > 1:
            message = "`for which` goes with a share such as `7/8 of`, not with a number"
        elif builtin.operator == "count" and amount == 0:
            message = "at least none is always so, expected a number from 1"
        elif kind not in self.names.things:
            message = f"no table lists any {kind or 'nameless thing'} that could be counted"
        if message:
            self.problems.append(Problem("bad-count", message, words.place))
        return not message

    def _inside(self, words: Words, operator: str) -> Condition | None:
        """Return the condition inside a counting or first-day condition."""
        opening, rest = words.opening()
        builtin = find_builtin(rest.text if opening.text == "not" else words.text)
        nested = builtin.operator if builtin else ""
        if nested in _INSIDE and nested not in _INSIDE[operator]:
            message = "a condition of this kind may not stand inside another"
            fix = "let a rule conclude the inner one, and use its conclusion"
            self.problems.append(Problem("bad-nesting", message, words.place, fix))
            return None
        return self.condition(words)

    def _terms(
        self, words: Words, types: tuple[str, ...], origin: Place | None = None
    ) -> tuple[Term, ...] | None:
        """Return what fills the holes of ``words``: numbers of blanks, and constants of the type asked."""
        terms: list[Term | None] = []
        holes = list(HOLE.finditer(words.text))
        if types and not any(types):
            # A comparison of any two things: both must be what the blank is.
            kinds = [Blank(" ".join(hole[1].split())).type for hole in holes if hole[1]]
            types = (kinds[0] if kinds else "",) * len(holes)
        for hole, kind in zip(holes, types, strict=True):
            place = words.part(*hole.span()).place
            if hole[1] is None:
                terms.append(self._constant(hole, kind, place))
            else:
                terms.append(self._blank(hole[1], kind, place, origin))
        found = tuple(term for term in terms if term is not None)
        return found if len(found) == len(terms) else None

    def _blank(self, name: str, kind: str, place: Place, origin: Place | None) -> int | None:
        blank = Blank(" ".join(name.split()))
        if not blank.name:
            message = "expected a named blank such as {state}, found `{}`"
            self.problems.append(Problem("bad-blank", message, place))
            return None
        if kind and blank.type != kind:
            message = f"expected a blank of type `{kind}`, found `{blank}`"
            other = origin if origin and origin.at != place.at else None
            fix = f"write one that ends in its type, as in `{{other {kind}}}`"
            self.problems.append(Problem("type-clash", message, place, fix, other))
            return None
        if blank not in self.blanks:
            self.blanks.append(blank)
        return self.blanks.index(blank)

    def _constant(self, hole: re.Match[str], kind: str, place: Place) -> Term | None:
        text = str(hole[2] if hole[2] is not None else hole[3])
        if kind == "date":
            try:
                return parse_edtf(text)
            except ValueError as error:
                self.problems.append(Problem("bad-date", str(error), place))
                return None
        things = self.names.things.get(kind)
        if things is None:
            return text
        found = things.get(text) or self.names.find(kind, text)
        if found is None:
            self.problems.append(misnamed(self.names, kind, text, place, self.problems))
        return found

    def _unknown(self, words: Words) -> None:
        every = Vocabulary({sentence.key: sentence for sentence in wordings()} | self.vocabulary.sentences)
        nearest = nearest_in(every, words.text, self.problems)
        fix = f"write `{_with_holes_of(words.text, nearest)}`" if nearest else ""
        message = "no rule concludes and no table states this"
        self.problems.append(Problem("unknown-sentence", message, words.place, fix))


def misnamed(names: Names, kind: str, text: str, place: Place, known: Sequence[Problem]) -> Problem:
    """Return the problem of a name that means nothing, or no one thing, of type ``kind``."""
    if len(known) * len(names.exact.get(kind, ())) > MOST_COMPARISONS:
        return Problem("unknown-name", f"no {kind} is called `{text}`", place)
    (found,) = names.refusal(kind, text).problems
    return found._replace(place=place)


def nearest_in(vocabulary: Vocabulary, text: str, known: Sequence[Problem]) -> Sentence | None:
    """Return the sentence most like ``text``; none where the ``known`` problems are too many already."""
    if len(known) * len(vocabulary.sentences) > MOST_COMPARISONS:
        return None
    return vocabulary.nearest(text)


def _with_holes_of(text: str, sentence: Sentence) -> str:
    """Return ``sentence`` with what stands in the holes of ``text``, where it has as many."""
    holes = [hole[0] for hole in HOLE.finditer(text)]
    if len(holes) != len(sentence.blanks):
        return str(sentence)
    return sentence.words[0] + "".join(h + w for h, w in zip(holes, sentence.words[1:], strict=True))


def _shown(text: str, own: int) -> Sentence:
    """Return a built-in as a sentence with its ``own`` first blanks, for the tree.

    What a counting or first-day sentence has inside is not filled in: it reads "at least 60 states:
    the state has joined", constants without their quotes.
    """
    words, blanks, end = [], [], 0
    for hole in list(HOLE.finditer(text))[:own]:
        words.append(text[end : hole.start()])
        blanks.append(Blank(hole[1] if hole[1] is not None else "date"))
        end = hole.end()
    rest = re.sub(r"(at least \d+|of) \{([^{}]+)\}", r"\1 \2s", text[end:])
    words.append(rest.replace("{", "the ").replace("}", "").replace('"', ""))
    return Sentence(tuple(words), tuple(blanks))
