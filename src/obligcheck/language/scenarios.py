"""Scenario blocks: what is supposed, which sentence is the verdict, and how the answer is worded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obligcheck.language.bindings import spot
from obligcheck.language.model import Condition, Give, Scenario
from obligcheck.language.syntax import parse_keyed
from obligcheck.language.templates import Named, check_template
from obligcheck.problems import Problem
from obligcheck.sentences import Blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obligcheck.language.fences import Block, Words
    from obligcheck.language.resolve import Resolver
    from obligcheck.language.syntax import KeyedSyntax

_TRUTHS = ("yes", "no", "unknown")
_LAYERS = {"also": "law", "position": "position", "conduct": "conduct", "caveat": "caveat"}
_KEYS = ("suppose", "verdict", *_TRUTHS, "say", "give", *_LAYERS)
#: What a scenario must have once, and may not have twice.
_NEEDED = ("verdict", *_TRUTHS, *(f"say {truth}" for truth in _TRUTHS))

_INPUT = re.compile(r"(\[?)\{([^{}\[\]]*)\}(\]?)\s*")
_GIVE = re.compile(r"(\S+)\s+\{([^{}]*)\}\s+where(?:\s+|$)")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
#: What every answer has, for programs: nothing that a scenario gives may take its place.
FIELDS = frozenset(
    ("schema_version", "receipt", "statement", "scenario", "inputs", "names", "verdict", "label", "since",
     "until", "basis", "presumed", "readings", "contested", "followed", "also", "caveats", "change",
     "turns_to", "tree")
)  # fmt: skip


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
    verdict = resolver.sentence(found["verdict"]) if "verdict" in found else None
    gives = _gives(item, resolver, (*inputs, *optional))
    says = {truth: found[f"say {truth}"] for truth in _TRUTHS if f"say {truth}" in found}
    _check_texts(found, Named(("date", *_names(inputs)), (*_names(optional), *gives)), problems)
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
        tuple(further), item.head.place, tuple(give for give in gives.values() if give),
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


def _gives(item: KeyedSyntax, resolver: Resolver, inputs: tuple[Blank, ...]) -> dict[str, Give | None]:
    """Parse ``give = NAME "{" BLANK "}" "where" SENTENCE``; None for one that is wrong after its name."""
    found: dict[str, Give | None] = {}
    first: dict[str, Words] = {}
    for words in (words for key, words in item.lines if key == "give"):
        parts = _GIVE.match(words.text)
        name = words.opening()[0]
        if parts is None or not _NAME.fullmatch(name.text):
            message = f"expected `NAME {{blank}} where SENTENCE`, found `{words.text}`"
            fix = "write it as in `give entry {entry date} where {state} joined on {entry date}`"
            resolver.problems.append(Problem("bad-give", message, words.place, fix))
            continue
        message = _clash(name.text, inputs)
        other = first.setdefault(name.text, name)
        if other is not name:
            message = f"`{name.text}` is given already"
        if message:
            place = None if other is name else other.place
            resolver.problems.append(Problem("bad-give", message, name.place, other=place))
        found[name.text] = _give(name.text, words.part(*parts.span(2)), words.part(parts.end()), resolver)
    return found


def _clash(name: str, inputs: tuple[Blank, ...]) -> str:
    """Return what else has the name of a given value already; empty where nothing has."""
    if name in FIELDS:
        return f"`{name}` is a field of every answer"
    return f"`{name}` is an input of the scenario" if name in (blank.key for blank in inputs) else ""


def _give(name: str, blank: Words, sentence: Words, resolver: Resolver) -> Give | None:
    """Return the value called ``name``; None, with a problem, where its sentence or its blank is none."""
    condition = resolver.sentence(sentence)
    if condition is None:
        return None
    meant = Blank(" ".join(blank.text.split()))
    number = resolver.blanks.index(meant) if meant in resolver.blanks else -1
    if number not in condition.terms:
        message = f"`{meant}` does not stand in the sentence"
        resolver.problems.append(Problem("unbound-blank", message, blank.place))
        return None
    return Give(name, condition, condition.terms.index(number))


def _check_texts(found: dict[str, Words], named: Named, problems: list[Problem]) -> None:
    """Require that labels and finished sentences name what has a value; sentences may cite, too."""
    for truth in _TRUTHS:
        if truth in found:
            check_template(found[truth], named, problems)
        if f"say {truth}" in found:
            said = named._replace(always=("date", "basis", *named.always[1:]))
            check_template(found[f"say {truth}"], said, problems)


def _names(blanks: Iterable[Blank]) -> tuple[str, ...]:
    return tuple(blank.name for blank in blanks)
