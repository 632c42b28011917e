"""Scenario blocks: what is supposed, which sentence is the verdict, and how the answer is worded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obligcheck.language.model import Condition, Scenario
from obligcheck.language.resolve import Resolver
from obligcheck.problems import Problem
from obligcheck.sentences import Blank

if TYPE_CHECKING:
    from obligcheck.facts import Names
    from obligcheck.language.syntax import KeyedSyntax
    from obligcheck.sentences import Vocabulary

_INPUT = re.compile(r"(\[)?\{([^{}]+)\}\]?")
_TRUTHS = ("yes", "no", "unknown")
_LAYERS = {"also": "law", "position": "position", "conduct": "conduct", "caveat": "caveat"}


def build_scenario(
    item: KeyedSyntax, vocabulary: Vocabulary, names: Names, problems: list[Problem]
) -> Scenario | None:
    """scenario = NAME { "{" INPUT "}" | "[{" OPTIONAL "}]" } lines."""
    name = item.head.text.partition(" ")[0]
    inputs, optional = [], []
    for bracket, blank in _INPUT.findall(item.head.text):
        (optional if bracket else inputs).append(Blank(" ".join(blank.split())))
    resolver = Resolver(vocabulary, names, problems, [*inputs, *optional])
    suppose: list[Condition] = []
    further: list[tuple[str, Condition]] = []
    labels: dict[str, str] = {}
    says: dict[str, str] = {}
    verdict: Condition | None = None
    for key, words in item.lines:
        if key in _TRUTHS:
            labels[key] = words.text
        elif key == "say":
            truth, _, text = words.text.partition(" ")
            if truth not in _TRUTHS:
                problems.append(Problem("bad-scenario", f"expected yes, no or unknown, found `{truth}`", words.place))
            says[truth] = text.strip()
        else:
            condition = resolver.sentence(words)
            if condition is None:
                continue
            if key == "suppose":
                suppose.append(condition)
            elif key == "verdict":
                verdict = condition
            else:
                further.append((_LAYERS[key], condition))
    if verdict is None or set(labels) != set(_TRUTHS) or set(says) != set(_TRUTHS):
        message = f"the scenario `{name}` lacks its verdict, or words for one"
        fix = "it needs `verdict SENTENCE`, and `yes`, `no`, `unknown`, `say yes`, `say no`, `say unknown`"
        problems.append(Problem("bad-scenario", message, item.head.place, fix))
        return None
    for condition in (verdict, *suppose):
        for term in condition.terms:
            if isinstance(term, int) and term >= len(inputs) + len(optional):
                message = f"`{resolver.blanks[term]}` is no input of the scenario"
                problems.append(Problem("unbound-blank", message, condition.place))
                return None
    return Scenario(
        name, tuple(inputs), tuple(optional), tuple(resolver.blanks), tuple(suppose), verdict,
        labels, says, tuple(further), item.head.place,
    )  # fmt: skip
