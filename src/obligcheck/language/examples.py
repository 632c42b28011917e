"""Example lines: cases beside the rules, each with the truth that it must have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from obligcheck.language.model import Example
from obligcheck.problems import Problem, ProblemsError
from obligcheck.temporal import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.facts import Names
    from obligcheck.language.fences import Block
    from obligcheck.language.model import Question, Scenario
    from obligcheck.sentences import Vocabulary
    from obligcheck.sources import Place

_TOKEN = re.compile(r'"[^"]*"|\S+')
_WORDS = ("under", "assuming", "denying", "for")


def parse_examples(
    block: Block,
    scenarios: dict[str, Scenario],
    questions: dict[str, Question],
    vocabulary: Vocabulary,
    names: Names,
    problems: list[Problem],
) -> Iterator[Example]:
    """Yield the examples of ``block``; one that names nobody, or expects no truth, is a problem."""
    for line in block.lines:
        if not line.text.strip():
            continue
        place = block.place(line)
        head, _, expected = line.text.strip().rpartition(":")
        tokens = _TOKEN.findall(head)
        if expected.strip() not in ("yes", "no", "unknown") or not tokens:
            message = f"expected `: yes`, `: no` or `: unknown` at the end, found `{expected.strip()}`"
            problems.append(Problem("bad-example", message, place))
            continue
        parts = _parts(tokens)
        example = Example(
            tokens[0], tuple(parts["inputs"][:-1]), parts["inputs"][-1] if parts["inputs"] else "",
            tuple(parts["assuming"]), tuple(parts["denying"]), tuple(parts["under"]), expected.strip(), place,
        )  # fmt: skip
        if parts["for"]:
            example = evolve(example, inputs=(*example.inputs, *parts["for"]))
        wrong = list(_wrong(example, scenarios, questions, vocabulary, names))
        problems += wrong
        if not wrong:
            yield example


def _parts(tokens: list[str]) -> dict[str, list[str]]:
    """Return the tokens after the scenario, by the word before them."""
    parts: dict[str, list[str]] = {"inputs": [], **{word: [] for word in _WORDS}}
    word = "inputs"
    for token in tokens[1:]:
        if token in _WORDS:
            word = token
        else:
            parts[word].append(token.strip('"'))
    return parts


def _wrong(
    example: Example,
    scenarios: dict[str, Scenario],
    questions: dict[str, Question],
    vocabulary: Vocabulary,
    names: Names,
) -> Iterator[Problem]:
    """Yield what is wrong with the names, dates, sentences and readings of ``example``."""
    place = example.place
    scenario = scenarios.get(example.scenario)
    if example.scenario == "ask":
        if len(example.inputs) != 1:
            yield Problem("bad-example", 'expected `ask "SENTENCE" DATE`', place)
        for sentence in example.inputs:
            yield from _no_sentence(sentence, vocabulary, names, place)
    elif scenario is None:
        known = ", ".join(scenarios) or "none"
        yield Problem("bad-example", f"no scenario is called `{example.scenario}`", _at(place, example.scenario), f"scenarios: {known}")
    else:
        kinds = [b.type for b in (*scenario.inputs, *scenario.optional) if b.type != "date"]
        if len(example.inputs) not in (len(kinds), len([b for b in scenario.inputs if b.type != "date"])):
            yield Problem("bad-example", f"`{example.scenario}` takes {', '.join(kinds)} and a date", place)
        for kind, name in zip(kinds, example.inputs, strict=False):
            yield from _nobody(kind, name, names, place)
    try:
        parse_edtf(example.day)
    except ValueError as error:
        yield Problem("bad-date", str(error), _at(place, example.day))
    for sentence in (*example.assume, *example.deny):
        yield from _no_sentence(sentence, vocabulary, names, place)
    for chosen in example.readings:
        question, _, reading = chosen.partition("=")
        if question not in questions or questions[question].reading(reading) is None:
            yield Problem("unknown-reading", f"there is no reading `{chosen}`", _at(place, chosen))


def _nobody(kind: str, name: str, names: Names, place: Place) -> Iterator[Problem]:
    if kind in names.things:
        try:
            names.resolve(kind, name)
        except ProblemsError as error:
            yield from (evolve(p, place=_at(place, name)) for p in error.problems)


def _no_sentence(text: str, vocabulary: Vocabulary, names: Names, place: Place) -> Iterator[Problem]:
    """Yield a problem where ``text``, names filled in, is no sentence of the vocabulary."""
    bare = re.sub(r"( from [0-9-]+)?( until [0-9-]+)?$", "", text)
    for sentence, parts in (*vocabulary.matches(text), *vocabulary.matches(bare)):
        pairs = zip(sentence.types, parts, strict=True)
        if all(names.find(kind, part) or part.startswith("some ") for kind, part in pairs if kind in names.things):
            return
    nearest = vocabulary.nearest(text)
    fix = f"did you mean `{nearest}`?" if nearest else ""
    yield Problem("unknown-sentence", "no sentence with names in its blanks reads so", _at(place, text), fix)


def _at(place: Place, text: str) -> Place:
    """Return the place of ``text`` within the line of ``place``."""
    found = place.text.find(text)
    return place if found < 0 else evolve(place, column=found + 1, width=max(len(text), 1))
