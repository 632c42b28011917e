"""How sentences depend on one another: no cycle, nothing unreachable, nothing concluded for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obligcheck.language.model import Rule, Scenario


def _asked(rule: Rule) -> Iterator[str]:
    for condition in rule.asked():
        for sentence in condition.sentences():
            yield sentence.key


def _edges(rules: Iterable[Rule]) -> dict[str, dict[str, Rule]]:
    """Return for each concluded sentence those that its rules ask for, each with such a rule."""
    edges: dict[str, dict[str, Rule]] = {}
    for rule in rules:
        asked = edges.setdefault(rule.conclusion.sentence.key, {})
        for key in _asked(rule):
            asked.setdefault(key, rule)
    return edges


def reach_of(rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    """Return for each concluded sentence all those on which it can depend, itself included."""
    edges = _edges(rules)
    reach: dict[str, frozenset[str]] = {}

    def visit(key: str, path: frozenset[str]) -> frozenset[str]:
        if key in reach:
            return reach[key]
        found = {key}
        for asked in edges.get(key, ()):
            if asked not in path:
                found |= visit(asked, path | {asked})
        if not path - {key}:
            reach[key] = frozenset(found)
        return frozenset(found)

    for key in edges:
        visit(key, frozenset({key}))
    return reach


def check_graph(
    rules: tuple[Rule, ...], scenarios: tuple[Scenario, ...], also: frozenset[str], problems: list[Problem]
) -> None:
    """Report cycles; and, where there are scenarios, rules that none of them can reach."""
    edges = _edges(rules)
    cycle = _cycle(edges)
    if cycle:
        problems.append(cycle)
        return
    if not scenarios:
        return
    roots = set(also)
    for scenario in scenarios:
        roots |= {scenario.verdict.sentence.key, *(c.sentence.key for _, c in scenario.further)}
    reached = set()
    waiting = list(roots)
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += edges.get(key, ())
    asked = roots.union(*edges.values()) if edges else roots
    for rule in rules:
        key = rule.conclusion.sentence.key
        if key in reached:
            continue
        if key in asked:
            message = "no scenario can reach this rule: only rules that nothing asks for ask for it"
            problems.append(Problem("unreachable-rule", message, rule.place))
        else:
            message = "nothing asks for this conclusion"
            fix = "use the sentence in a rule, or name it in a scenario under `also`"
            problems.append(Problem("unused-conclusion", message, rule.conclusion.place, fix))


def _cycle(edges: dict[str, dict[str, Rule]]) -> Problem | None:
    """Return the problem of a sentence that depends on itself, with two rules of the circle."""
    done: set[str] = set()

    def visit(key: str, path: list[str]) -> Problem | None:
        if key in path:
            first = edges[path[-1]][key]
            second = edges[key][path[path.index(key) + 1]] if path[-1] != key else first
            message = "this rule needs its own conclusion"
            if first is not second:
                message = "these rules need each other's conclusions"
            fix = "a rule may not, even through others, ask for what it concludes"
            other = None if first is second else second.place
            return Problem("cycle", message, first.place, fix, other)
        if key in done:
            return None
        for asked in edges.get(key, ()):
            found = visit(asked, [*path, key])
            if found:
                return found
        done.add(key)
        return None

    for key in edges:
        found = visit(key, [])
        if found:
            return found
    return None
