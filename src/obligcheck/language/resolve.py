"""Syntax to conditions: sentences looked up, constants resolved, blanks numbered and typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from obligcheck.language.builtins import find_builtin, wordings
from obligcheck.language.model import Condition
from obligcheck.problems import Problem, ProblemsError
from obligcheck.sentences import HOLE, Blank, Sentence, Vocabulary, skeleton
from obligcheck.temporal import parse_edtf

if TYPE_CHECKING:
    from obligcheck.facts import Names
    from obligcheck.language.builtins import Builtin
    from obligcheck.language.model import Term
    from obligcheck.language.syntax import Words
    from obligcheck.sources import Place


@frozen(eq=False)
class Resolver:
    """Resolves the sentences of one rule, numbering its blanks as they come."""

    vocabulary: Vocabulary
    names: Names
    problems: list[Problem]
    blanks: list[Blank] = field(factory=list)

    def sentence(self, words: Words) -> Condition | None:
        """Return the sentence of the vocabulary that ``words`` are; None, with a problem, if none is."""
        found = self.vocabulary.find(words.text)
        if found is None:
            self._unknown(words)
            return None
        terms = self._terms(words, words.text, found.types)
        return None if terms is None else Condition("stated", found, terms, words.place)

    def condition(self, words: Words) -> Condition | None:
        """Return the condition that ``words`` are; None, with a problem, if they are none."""
        if words.text.startswith("not "):
            inner = _shifted(words, words.text.removeprefix("not ").strip())
            found = self.sentence(inner)
            return evolve(found, negated=True) if found else None
        builtin = find_builtin(words.text)
        return self.sentence(words) if builtin is None else self._builtin(words, builtin)

    def _builtin(self, words: Words, builtin: Builtin) -> Condition | None:
        terms = self._terms(words, builtin.head, builtin.types)
        inner = tuple(self.condition(_shifted(words, part)) for part in builtin.parts)
        found = tuple(condition for condition in inner if condition is not None)
        if terms is None or len(found) < len(inner):
            return None
        if builtin.operator == "share" and not 0 < builtin.amount[0] <= builtin.amount[1]:
            self.problems.append(Problem("bad-share", "expected a share of at most one", words.place))
            return None
        counts = builtin.operator in {"count", "share"}
        shown = _shown(words.text, 0 if counts else len(builtin.types))
        unit = builtin.types[0] if counts else builtin.unit
        return Condition(
            builtin.operator, shown, terms, words.place, inner=found,
            amount=builtin.amount, unit=unit, rounding=builtin.rounding,
        )  # fmt: skip

    def _terms(self, words: Words, text: str, types: tuple[str, ...]) -> tuple[Term, ...] | None:
        """Return what fills the holes of ``text``: numbers of blanks, and constants of the type asked."""
        terms: list[Term] = []
        expected = list(types)
        if expected and not any(expected):
            # A comparison of any two things: both must be what the first is.
            first = HOLE.search(text)
            kind = Blank(first[1]).type if first and first[1] else ""
            expected = [kind] * len(expected)
        for hole, kind in zip(HOLE.finditer(text), expected, strict=True):
            place = _shifted(words, hole[0]).place
            term = self._blank(hole[1], kind, place) if hole[1] is not None else self._constant(hole, kind, place)
            if term is None:
                return None
            terms.append(term)
        return tuple(terms)

    def _blank(self, name: str, kind: str, place: Place) -> int | None:
        blank = Blank(" ".join(name.split()))
        if kind and blank.type != kind:
            message = f"`{blank}` is a {blank.type or 'nameless thing'}, and a {kind} is needed here"
            self.problems.append(Problem("type-clash", message, place, f"write a blank that ends in `{kind}`"))
            return None
        if blank not in self.blanks:
            self.blanks.append(blank)
        return self.blanks.index(blank)

    def _constant(self, hole: object, kind: str, place: Place) -> Term | None:
        text = str(hole[2] if hole[2] is not None else hole[3])  # type: ignore[index]  # re.Match is generic in stubs only
        if kind == "date":
            try:
                return parse_edtf(text)
            except ValueError as error:
                self.problems.append(Problem("bad-date", str(error), place))
                return None
        things = self.names.things.get(kind)
        if things is None:
            return text
        if text in things:
            return things[text]
        try:
            return self.names.resolve(kind, text)
        except ProblemsError as error:
            self.problems += [evolve(p, place=place) for p in error.problems]
            return None

    def _unknown(self, words: Words) -> None:
        nearest = self.vocabulary.nearest(words.text)
        if nearest is not None:
            fix = f"write `{_with_holes_of(words.text, nearest)}`"
        else:
            close = Vocabulary.of([Sentence((w,), ()) for w in wordings()]).nearest(skeleton(words.text))
            fix = f"the built-in is written `{close}`" if close else ""
        self.problems.append(
            Problem("unknown-sentence", "no rule concludes and no table states this", words.place, fix)
        )


def _with_holes_of(text: str, sentence: Sentence) -> str:
    """Return ``sentence`` with what stands in the holes of ``text``, where it has as many."""
    holes = [hole[0] for hole in HOLE.finditer(text)]
    if len(holes) != len(sentence.blanks):
        return str(sentence)
    return sentence.words[0] + "".join(h + w for h, w in zip(holes, sentence.words[1:], strict=True))


def _shifted(words: Words, text: str) -> Words:
    """Return ``text``, a part of ``words``, with its own place."""
    offset = max(words.text.find(text), 0)
    place = evolve(words.place, column=words.place.column + offset, width=max(len(text), 1))
    return evolve(words, text=text, place=place)


def _shown(text: str, own: int) -> Sentence:
    """Return a built-in as a sentence with its ``own`` first blanks, for the tree.

    What a counting or first-day sentence has inside stays as written: its blanks are not filled in.
    """
    words, blanks, end = [], [], 0
    for hole in list(HOLE.finditer(text))[:own]:
        words.append(text[end : hole.start()])
        blanks.append(Blank(hole[1] if hole[1] is not None else "date"))
        end = hole.end()
    words.append(text[end:].replace("{", "").replace("}", ""))
    return Sentence(tuple(words), tuple(blanks))
