"""Scenario blocks: what is supposed, which sentence is the verdict, and how the answer is worded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obligcheck.language.bindings import spot
from obligcheck.language.model import Condition, Scenario
from obligcheck.language.syntax import parse_keyed
from obligcheck.problems import Problem
from obligcheck.sentences import HOLE, Blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obligcheck.language.fences import Block, Words
    from obligcheck.language.resolve import Resolver
    from obligcheck.language.syntax import KeyedSyntax

_TRUTHS = ("yes", "no", "unknown")
_LAYERS = {"also": "law", "position": "position", "conduct": "conduct", "caveat": "caveat"}
_KEYS = ("suppose", "verdict", *_TRUTHS, "say", *_LAYERS)
#: What a scenario must have once, and may not have twice.
_NEEDED = ("verdict", *_TRUTHS, *(f"say {truth}" for truth in _TRUTHS))

_INPUT = re.compile(r"(\[?)\{([^{}\[\]]*)\}(\]?)\s*")
#: What `say` lines may name beside the inputs: the day and the provisions.
_OURS = ("date", "basis")


def parse_scenarios(blocks: Iterable[Block], problems: list[Problem]) -> list[KeyedSyntax]:
    """Return the scenarios of ``blocks`` as written; of two with one name the first stays."""
    found: dict[str, KeyedSyntax] = {}
    for block in blocks:
        for item in parse_keyed(block, _KEYS, problems):
            name = item.head.opening()[0]
            other = found.setdefault(name.text, item)
            if other is not item:
                message = f"the scenario `{name.text}` is there already"
                problems.append(Problem("duplicate-scenario", message, name.place, other=other.head.place))
    return list(found.values())


def supposed_in(scenarios: Iterable[KeyedSyntax]) -> list[Words]:
    """Return the sentences that ``scenarios`` suppose: they need not be known from elsewhere."""
    return [words for item in scenarios for key, words in item.lines if key == "suppose"]


def build_scenario(item: KeyedSyntax, resolver: Resolver) -> Scenario | None:
    """Parse ``scenario = NAME { "{" INPUT "}" | "[{" OPTIONAL "}]" } lines``; None if any is wrong."""
    problems = resolver.problems
    before = len(problems)
    name, *_ = item.head.text.split(maxsplit=1)
    inputs, optional = _inputs(item.head, problems)
    resolver.blanks.extend((*inputs, *optional))
    found = _once(item, problems)
    says = {truth: found[f"say {truth}"] for truth in _TRUTHS if f"say {truth}" in found}
    for words in says.values():
        _check_blanks(words, inputs, problems)
    verdict = resolver.sentence(found["verdict"]) if "verdict" in found else None
    suppose: list[Condition] = []
    further: list[tuple[str, Condition]] = []
    for key, words in item.lines:
        if key in _LAYERS or key == "suppose":
            condition = resolver.sentence(words)
            if condition is not None and key == "suppose":
                suppose.append(condition)
            elif condition is not None:
                further.append((_LAYERS[key], condition))
    for condition in (*suppose, *((verdict,) if verdict else ())):
        _check_inputs(condition, resolver, len(inputs) + len(optional))
    if len(problems) > before or verdict is None:
        return None
    return Scenario(
        name, inputs, optional, tuple(resolver.blanks), tuple(suppose), verdict,
        {truth: found[truth].text for truth in _TRUTHS}, {truth: words.text for truth, words in says.items()},
        tuple(further), item.head.place,
    )  # fmt: skip


def _inputs(head: Words, problems: list[Problem]) -> tuple[tuple[Blank, ...], tuple[Blank, ...]]:
    """Return the inputs and the optional inputs that ``head`` names after the scenario's name."""
    name, rest = head.opening()
    inputs: list[Blank] = []
    optional: list[Blank] = []
    end = 0
    for found in _INPUT.finditer(rest.text):
        blank = Blank(" ".join(found[2].split()))
        is_whole = bool(found[1]) == bool(found[3]) and blank.name and blank not in (*inputs, *optional)
        if not is_whole or found.start() != end:
            break
        (optional if found[1] else inputs).append(blank)
        end = found.end()
    if end < len(rest.text) or name.text == "ask" or "{" in name.text:
        message = "expected a name and its inputs, each once"
        fix = "write them as in `scenario visit {suspect} {state} {date} [{purpose}]`"
        wrong = rest.part(end) if end < len(rest.text) else name
        problems.append(Problem("bad-scenario", message, wrong.place, fix))
    return tuple(inputs), tuple(optional)


def _once(item: KeyedSyntax, problems: list[Problem]) -> dict[str, Words]:
    """Return what a scenario needs once, by its keys; what is there twice or lacks is a problem."""
    found: dict[str, Words] = {}
    for key, words in item.lines:
        wanted, given = key, words
        if key == "say":
            truth, given = words.opening()
            wanted = f"say {truth.text}"
            if truth.text not in _TRUTHS or not given.text:
                message = f"expected yes, no or unknown and a sentence, found `{words.text}`"
                problems.append(Problem("bad-scenario", message, words.place))
                given = words
        if wanted in _NEEDED and found.setdefault(wanted, given) is not given:
            message = f"`{wanted}` is there already"
            problems.append(Problem("bad-scenario", message, words.place, other=found[wanted].place))
    lacking = [key for key in _NEEDED if key not in found]
    if lacking:
        message = f"the scenario lacks {', '.join(f'`{key}`' for key in lacking)}"
        fix = "it needs a verdict, and words for each truth"
        problems.append(Problem("bad-scenario", message, item.head.place, fix))
    return found


def _check_inputs(condition: Condition, resolver: Resolver, inputs: int) -> None:
    """Require that ``condition`` is about inputs alone, which are the first of the blanks."""
    for term in condition.terms:
        if isinstance(term, int) and term >= inputs:
            message = f"`{resolver.blanks[term]}` is no input of the scenario"
            place = spot(condition.place, resolver.blanks[term])
            resolver.problems.append(Problem("unbound-blank", message, place))


def _check_blanks(words: Words, inputs: tuple[Blank, ...], problems: list[Problem]) -> None:
    """Require that a finished sentence has no blank that nothing fills."""
    for hole in HOLE.finditer(words.text):
        name = hole[1]
        if name is not None and name not in _OURS and Blank(name) not in inputs:
            known = ", ".join(f"`{{{each}}}`" for each in dict.fromkeys((*_OURS, *(b.name for b in inputs))))
            message = f"nothing fills `{hole[0]}`"
            place = words.part(*hole.span()).place
            problems.append(Problem("unbound-blank", message, place, f"known are {known}"))
