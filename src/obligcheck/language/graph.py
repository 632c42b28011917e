"""How sentences depend on one another: no circle, nothing too deep, unreachable or concluded for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from obligcheck.language.model import Condition, Rule, Scenario
    from obligcheck.sources import Place

#: No law rests on so long a chain of rules, and to follow a longer one takes more memory than there may be.
MOST_DEPTH = 100

#: For each concluded sentence those that its rules ask for, each with a place where one does.
Edges = dict[str, dict[str, "Place"]]


def edges_of(rules: Iterable[Rule]) -> Edges:
    """Return which sentences need which others."""
    edges: Edges = {}
    for rule in rules:
        asked = edges.setdefault(rule.conclusion.sentence.key, {})
        for condition in rule.asked():
            for stated in stated_in(condition):
                asked.setdefault(stated.sentence.key, stated.place)
    return edges


def stated_in(condition: Condition) -> Iterator[Condition]:
    """Yield the conditions within ``condition``, itself included, that ask for a stated sentence."""
    if condition.operator == "stated":
        yield condition
    for inner in condition.inner:
        yield from stated_in(inner)


def reach_of(rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    """Return for each concluded sentence all those on which it can depend, itself included."""
    edges = edges_of(rules)
    reach: dict[str, frozenset[str]] = {}
    for knot in _knots(edges):
        found = set(knot)
        for key in knot:
            for asked in edges.get(key, ()):
                found |= reach.get(asked, {asked})
        reach |= dict.fromkeys((key for key in knot if key in edges), frozenset(found))
    return reach


def _knots(edges: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Yield the sentences, each after those that it needs; those that need one another together.

    Tarjan's algorithm (1972) with a stack of our own: a chain of rules may be longer than Python's.
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    inside: set[str] = set()
    for root in edges:
        path = [] if root in number else [(root, iter(edges.get(root, ())))]
        while path:
            key, rest = path[-1]
            if key not in number:
                number[key] = lowest[key] = len(number)
                waiting.append(key)
                inside.add(key)
            following = next((asked for asked in rest if asked not in number or asked in inside), None)
            if following is None:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[key])
                if lowest[key] == number[key]:
                    knot = [waiting.pop()]
                    while knot[-1] != key:
                        knot.append(waiting.pop())
                    inside -= set(knot)
                    yield knot
            elif following in number:
                lowest[key] = min(lowest[key], number[following])
            else:
                path.append((following, iter(edges.get(following, ()))))


def check_graph(
    rules: tuple[Rule, ...], scenarios: tuple[Scenario, ...], also: frozenset[str], problems: list[Problem]
) -> None:
    """Report circles and what is too deep; and, where there are scenarios, rules that none of them can reach.

    ``also`` are sentences asked for elsewhere.
    """
    edges = edges_of(rules)
    circles = list(_circles(edges, rules)) or list(_deep(edges, rules))
    problems += circles
    concluded = {rule.conclusion.sentence.key for rule in rules if rule.kind != "exception"}
    idle = [rule for rule in rules if rule.conclusion.sentence.key not in concluded]
    for rule in idle:
        message = "this exception defeats nothing: no rule concludes its sentence"
        problems.append(Problem("idle-exception", message, rule.conclusion.place))
    if scenarios and not circles:
        problems += _unreached(edges, [rule for rule in rules if rule not in idle], scenarios, also)


def circles_of(rules: tuple[Rule, ...]) -> tuple[Problem, ...]:
    """Return the circles among ``rules``, whatever else may be wrong: no rule that is added unties one."""
    return tuple(_circles(edges_of(rules), rules))


def _circles(edges: Edges, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield a problem for each knot of sentences that need themselves, with the conditions that tie it."""
    written = {rule.conclusion.sentence.key: str(rule.conclusion.sentence) for rule in rules}
    for knot in map(set, _knots(edges)):
        key = next(key for key in (*edges, *knot) if key in knot)
        circle = _circle(key, edges, knot)
        if not circle:
            continue
        place, other = edges[key][circle[1]], edges[circle[-2]][key]
        fix = "a rule may not, even through others, ask for what it concludes"
        match len(circle) - 1:
            case 1:
                yield Problem("cycle", "this rule needs its own conclusion", place, fix)
            case 2:
                yield Problem("cycle", "these rules need each other's conclusions", place, fix, other)
            case length:
                message = f"these rules need one another's conclusions, in a circle of {length:,}"
                shown = ", then ".join(f"`{written[k]}`" for k in circle[1:5])
                more = "" if length <= 4 else " …"  # noqa: PLR2004 (as many as the line above shows)
                yield Problem("cycle", message, place, f"break the circle: it needs {shown}{more}", other)


def _circle(start: str, edges: Edges, knot: set[str]) -> list[str]:
    """Return a shortest way from ``start`` back to it, both ends included; empty where there is none."""
    before: dict[str, str] = {}
    waiting = [start]
    for key in waiting:
        for asked in edges.get(key, ()):
            if asked == start:
                way = [start, key]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if asked in knot and asked not in before:
                before[asked] = key
                waiting.append(asked)
    return []


def _deep(edges: Edges, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield a problem for each rule that is the first of its chain to rest on too many others."""
    depth: dict[str, int] = {}
    for (key,) in _knots(edges):
        depth[key] = max((depth[asked] + 1 for asked in edges.get(key, ())), default=0)
    for rule in rules:
        if depth[rule.conclusion.sentence.key] == MOST_DEPTH + 1:
            message = f"this conclusion rests on a chain of more than {MOST_DEPTH} rules"
            yield Problem("too-deep", message, rule.conclusion.place)


def _unreached(
    edges: Edges, rules: Iterable[Rule], scenarios: Iterable[Scenario], also: frozenset[str]
) -> Iterator[Problem]:
    """Yield a problem for each rule whose conclusion no scenario asks for, even through others."""
    roots = set(also)
    for scenario in scenarios:
        roots |= {scenario.verdict.sentence.key, *(c.sentence.key for _, c in scenario.further)}
        roots |= {give.condition.sentence.key for give in scenario.gives}
    reached: set[str] = set()
    waiting = list(roots)
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += edges.get(key, ())
    asked = roots.union(*edges.values())
    for rule in rules:
        key = rule.conclusion.sentence.key
        if key in reached:
            continue
        if key in asked:
            message = "no scenario can reach this rule: only rules that nothing asks for ask for it"
            yield Problem("unreachable-rule", message, rule.place)
        else:
            message = "nothing asks for this conclusion"
            fix = "use the sentence in a rule, or name it in a scenario under `also`"
            yield Problem("unused-conclusion", message, rule.conclusion.place, fix)
