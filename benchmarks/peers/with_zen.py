"""The decision in GoRules ZEN: a context for each row, and conditions in ZEN's expression language.

ZEN looks at one context, a JSON object, and holds no tables of its own that it could join: the host hands
it what the record says about the suspect and about the State, and ZEN decides. Both are written as JSON
once, outside what is timed, so that a row is three pieces of JSON put together: ZEN reads that faster than
a dictionary. For rows, the conditions are one expression that is compiled once, several times faster than
``evaluate_batch`` of a decision graph. Single answers evaluate the graph, for its trace.
"""

import json
from collections.abc import Sequence
from typing import ClassVar

import zen

from peers.facts import NEVER, Facts
from peers.rows import Rows

#: The conditions, each about a warrant, which is `#`.
LIVE = "#.since <= day and day < #.until and not (#.held <= day and day < #.released)"
BOUND = (
    "((state.entry <= day and (day < state.exit or #.began < state.exit))"
    f" or (state.obliged[#.situation] ?? {NEVER}) <= day"
    f" or (state.consented[#.situation] ?? {NEVER}) <= day)"
)
SERVING = "some(offices, #.since <= day and day < #.until)"
FREE = (
    f"not ({SERVING} and home.number != state.number and not (home.entry <= day and day < home.exit)"
    f" and (home.obliged[#.situation] ?? {NEVER}) > day)"
)

#: The same as the steps of a graph: `$` holds what was found before.
STEPS = {
    "live": f"filter(warrants, {LIVE})",
    "bound": f"filter($.live, {BOUND})",
    "must_arrest": f"some($.bound, {FREE})",
}


class Zen:
    """The compiled expression, the graph, and the record as pieces of JSON."""

    distributions: ClassVar[tuple[str, ...]] = ("zen-engine",)

    def __init__(self, facts: Facts, reading: str) -> None:
        self.expression = zen.compile_expression(f"some(warrants, {LIVE} and {BOUND} and {FREE})")
        self.engine = zen.ZenEngine({"loader": {"type": "static", "content": {"arrest": graph()}}})
        states = [_state(facts, state) for state in range(len(facts.states))]
        self.states = [_piece({"state": state}) for state in states]
        customary = reading == "customary"
        self.suspects = [
            _piece(_suspect(facts, suspect, states, customary=customary))
            for suspect in range(len(facts.suspects))
        ]

    def encode(self, rows: Rows) -> Rows:
        """Return the rows as they are."""
        return rows

    def answer(self, encoded: Rows) -> list[bool]:
        """Return what the expression is in the context of each row."""
        evaluate, context = self.expression.evaluate, self._context
        return [evaluate(context(*row)) for row in zip(*encoded, strict=True)]

    def _context(self, suspect: int, state: int, day: int) -> bytes:
        return b'{%s,%s,"day":%d}' % (self.suspects[suspect], self.states[state], day)

    def decode(self, answered: list[bool]) -> Sequence[int]:
        """Return them as they are."""
        return answered

    def explain(self, suspect: int, state: int, day: int) -> str:
        """Return the trace of the graph: the value of each step, with the contexts that it had."""
        answered = self.engine.evaluate("arrest", self._context(suspect, state, day), {"trace": True})
        return json.dumps({"result": answered["result"], "trace": answered["trace"]})


def graph() -> dict[str, object]:
    """Return the decision as a graph in ZEN's JSON."""
    steps = [{"id": name, "key": name, "value": value} for name, value in STEPS.items()]
    nodes: dict[str, dict[str, object]] = {
        "in": {"type": "inputNode"},
        "decide": {"type": "expressionNode", "content": {"expressions": steps, "passThrough": False}},
        "out": {"type": "outputNode"},
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": name, "name": name, "position": {"x": 0, "y": 0}, **node} for name, node in nodes.items()
        ],
        "edges": [
            {"id": f"{start}-{end}", "sourceId": start, "targetId": end, "type": "edge"}
            for start, end in (("in", "decide"), ("decide", "out"))
        ],
    }


def _piece(content: dict[str, object]) -> bytes:
    """Return the inside of a JSON object."""
    return json.dumps(content, separators=(",", ":"))[1:-1].encode()


def _state(facts: Facts, state: int) -> dict[str, object]:
    return {
        "number": state,
        "entry": facts.entry[state],
        "exit": facts.exit[state],
        "obliged": {facts.situations[d.situation]: d.since for d in facts.resolutions if d.state == state},
        "consented": {facts.situations[d.situation]: d.since for d in facts.acceptances if d.state == state},
    }


def _suspect(
    facts: Facts, suspect: int, states: list[dict[str, object]], *, customary: bool
) -> dict[str, object]:
    warrants = [
        {**w._asdict(), "situation": facts.situations[w.situation], "began": facts.began[w.situation]}
        for w in facts.warrants
        if w.suspect == suspect
    ]
    offices = [office for office in facts.offices if office.suspect == suspect and customary]
    homes = {office.home for office in offices}
    if len(homes) > 1:
        raise ValueError(f"{facts.suspects[suspect]} led more than one State: ZEN's context holds one")
    return {
        "warrants": warrants,
        "offices": [{"since": office.since, "until": office.until} for office in offices],
        "home": states[homes.pop()] if homes else None,
    }
