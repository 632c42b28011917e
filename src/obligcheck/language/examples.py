"""Example lines: cases beside the rules, each with the truth that it must have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.language.fences import Words
from obligcheck.language.model import Example
from obligcheck.language.resolve import misnamed, nearest_in
from obligcheck.problems import Problem
from obligcheck.temporal import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.facts import Names
    from obligcheck.language.fences import Block
    from obligcheck.language.model import Question, Scenario
    from obligcheck.sentences import Vocabulary

_TRUTHS = ("yes", "no", "unknown")
_TOKEN = re.compile(r'"[^"]*"|\S+')
_WORDS = ("under", "assuming", "denying", "for")
_STRETCH = re.compile(r",? (?:from|since|until) \d\S*$")


@frozen(eq=False)
class ExampleReader:
    """Reads example lines over what rules, scenarios and questions declared."""

    scenarios: dict[str, Scenario]
    questions: dict[str, Question]
    vocabulary: Vocabulary
    names: Names
    problems: list[Problem] = field(repr=False)

    def read(self, block: Block) -> Iterator[Example]:
        """Yield the examples of ``block``; one that names nobody, or expects no truth, is a problem."""
        for line in block.lines:
            if line.text:
                before = len(self.problems)
                example = self._example(line)
                if example and len(self.problems) == before:
                    yield example

    def _example(self, line: Words) -> Example | None:
        """Parse ``example = SCENARIO { INPUT } DATE { WORD { TEXT } } ":" TRUTH``.

        After the word ``for`` stand optional inputs: in order, or as ``NAME=VALUE``.
        """
        head, colon, _ = line.text.rpartition(":")
        expected = line.part(len(head) + len(colon))
        tokens = [line.part(*found.span()) for found in _TOKEN.finditer(head)]
        if expected.text not in _TRUTHS:
            message = f"expected `: yes`, `: no` or `: unknown` at the end, found `{expected.text}`"
            self._report("bad-example", message, expected if colon else line)
            return None
        if not tokens:
            self._report("bad-example", f"no case stands before `{line.text}`", line)
            return None
        name, parts = tokens[0], _parts(tokens[1:])
        *inputs, day = parts["inputs"] or [name]
        inputs += parts["for"]
        if name.text == "ask":
            is_complete = self._check_asked(line, inputs)
        else:
            is_complete = self._check_inputs(name, inputs)
        if is_complete:
            self._check_day(day.text, day)
        for sentence in (*parts["assuming"], *parts["denying"]):
            self._check_sentence(sentence)
        for reading in parts["under"]:
            self._check_reading(reading)
        given = {word: tuple(text.text for text in texts) for word, texts in parts.items()}
        return Example(
            name.text, tuple(text.text for text in inputs), day.text, given["assuming"], given["denying"],
            given["under"], expected.text, line.place,
        )  # fmt: skip

    def _report(self, code: str, message: str, words: Words, fix: str = "") -> None:
        self.problems.append(Problem(code, message, words.place, fix))

    def _check_asked(self, line: Words, sentences: list[Words]) -> bool:
        if len(sentences) == 1:
            self._check_sentence(sentences[0])
            return True
        self._report("bad-example", 'expected `ask "SENTENCE" DATE`', line)
        return False

    def _check_inputs(self, name: Words, inputs: list[Words]) -> bool:
        """Require as many inputs as the scenario takes, each the name of a thing of its type."""
        scenario = self.scenarios.get(name.text)
        if scenario is None:
            known = ", ".join(self.scenarios) or "none"
            self._report("bad-example", f"no scenario is called `{name.text}`", name, f"scenarios: {known}")
            return False
        needed = [blank for blank in scenario.inputs if blank.type != "date"]
        blanks = [*needed, *(blank for blank in scenario.optional if blank.type != "date")]
        in_order = [given for given in inputs if "=" not in given.text]
        for blank, given in zip(blanks, in_order, strict=False):
            self._check_name(blank.type, given.text, given)
        if not len(needed) <= len(in_order) <= len(blanks):
            expected = ", ".join([*(blank.name for blank in needed), "date"])
            self._report("bad-example", f"`{name.text}` needs {expected}", name)
            return False
        checked = [self._check_named(scenario, given) for given in inputs if "=" in given.text]
        return all(checked)

    def _check_named(self, scenario: Scenario, given: Words) -> bool:
        """Require that ``given``, written NAME=VALUE, is an optional input and a thing of its type."""
        key, sign, _ = given.text.partition("=")
        blank = next((blank for blank in scenario.optional if blank.key == key), None)
        if blank is None:
            known = ", ".join(blank.key for blank in scenario.optional) or "none"
            message = f"`{scenario.name}` has no optional input `{key}`"
            self._report("bad-example", message, given, f"optional inputs: {known}")
            return False
        value = given.part(len(key) + len(sign))
        if blank.type == "date":
            self._check_day(value.text, value)
        else:
            self._check_name(blank.type, value.text, value)
        return True

    def _check_day(self, day: str, words: Words) -> None:
        reason = _reason_against(day)
        if reason:
            self._report("bad-date", reason, words)

    def _check_name(self, kind: str, name: str, words: Words) -> None:
        if kind in self.names.things and self.names.find(kind, name) is None:
            self.problems.append(misnamed(self.names, kind, name, words.place, self.problems))

    def _check_sentence(self, words: Words) -> None:
        """Require that ``words``, with names in them and perhaps a stretch of days, are a sentence."""
        bare = _STRETCH.sub("", words.text)
        texts = dict.fromkeys((_STRETCH.sub("", bare), bare, words.text))
        misfits: list[tuple[str, str]] = []
        for text in texts:
            for sentence, parts in self.vocabulary.matches(text):
                pairs = zip(sentence.types, parts, strict=True)
                wrong = [(kind, part) for kind, part in pairs if not self._fits(kind, part)]
                if not wrong:
                    return
                misfits.append(wrong[0])
        if misfits:
            kind, part = misfits[0]
            found = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words.text)
            place = words.part(*found.span()) if found else words
            if kind == "date":
                self._check_day(part, place)
            else:
                self._check_name(kind, part, place)
            return
        nearest = nearest_in(self.vocabulary, words.text, self.problems)
        fix = f"did you mean `{nearest}`?" if nearest else ""
        self._report("unknown-sentence", "no rule concludes and no table states this", words, fix)

    def _fits(self, kind: str, part: str) -> bool:
        """Say whether ``part`` may stand in a blank of type ``kind``."""
        if part.startswith("some ") and part.endswith(kind):
            return True
        if kind == "date":
            return _reason_against(part) == ""
        return kind not in self.names.things or self.names.find(kind, part) is not None

    def _check_reading(self, words: Words) -> None:
        name, _, reading = words.text.partition("=")
        question = self.questions.get(name)
        if question is None:
            known = ", ".join(self.questions) or "none"
            self._report("unknown-question", f"no question is called `{name}`", words, f"questions: {known}")
        elif question.reading(reading) is None:
            known = ", ".join(r.name for r in question.readings)
            message = f"`{name}` has no reading `{reading}`"
            self._report("unknown-reading", message, words, f"its readings: {known}")


def _reason_against(day: str) -> str:
    """Return why ``day`` is no date, empty where it is one."""
    try:
        parse_edtf(day)
    except ValueError as error:
        return str(error)
    return ""


def _parts(tokens: list[Words]) -> dict[str, list[Words]]:
    """Return the tokens after the scenario, without their quotes, by the word before them."""
    parts: dict[str, list[Words]] = {"inputs": [], **{word: [] for word in _WORDS}}
    word = "inputs"
    for token in tokens:
        if token.text in _WORDS:
            word = token.text
        else:
            quoted = len(token.text) > 1 and token.text[0] == token.text[-1] == '"'
            parts[word].append(token.part(1, -1) if quoted else token)
    return parts
