"""The decision in Cedar: a State, the principal, may act on a suspect, the resource, if it must arrest.

The record is entities: what holds of one State in one situation is a tag of the State, under the name of
the situation. Cedar cannot look through the members of a set that are records, so the warrants of a
suspect are attributes `w0`, `w1`, …, each with a policy of its own; all are the same but for that name.
Policies, entities and schema are parsed once, outside what is timed. Rows go through
``is_authorized_batch``, in portions, for its results are Python objects and take a kilobyte each.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import cedarpy

from peers.facts import Facts
from peers.rows import Rows

Request = dict[str, str | dict[str, str]]

ARREST = {"type": "Action", "id": "arrest"}

#: How many rows are asked in one call.
PORTION = 10_000

POLICY = """
@id("warrant {place}")
permit (principal, action == Action::"arrest", resource)
when {{
  resource has w{place} &&
  resource.w{place}.since <= context.day && context.day < resource.w{place}.until &&
  !(resource.w{place}.held <= context.day && context.day < resource.w{place}.released)
}}
when {{
  (principal.entry <= context.day &&
    (context.day < principal.exit || resource.w{place}.began < principal.exit)) ||
  (principal.hasTag(resource.w{place}.obliged) &&
    principal.getTag(resource.w{place}.obliged) <= context.day) ||
  (principal.hasTag(resource.w{place}.consented) &&
    principal.getTag(resource.w{place}.consented) <= context.day)
}}
unless {{
  resource has home && resource.home != principal &&
  !(resource.home.entry <= context.day && context.day < resource.home.exit) &&
  !(resource.home.hasTag(resource.w{place}.obliged) &&
    resource.home.getTag(resource.w{place}.obliged) <= context.day) &&
  ({serving})
}};
"""

SERVING = "(resource has o{0} && resource.o{0}.since <= context.day && context.day < resource.o{0}.until)"


class Cedar:
    """Policies and entities, parsed."""

    distributions: ClassVar[tuple[str, ...]] = ("cedarpy",)

    def __init__(self, facts: Facts, reading: str) -> None:
        self.policies = cedarpy.PolicySet.from_str(policies(facts))
        record = [*_states(facts), *_suspects(facts, customary=reading == "customary")]
        self.entities = cedarpy.Entities.from_json_str(json.dumps(record))
        # As type and id: names in Cedar's own syntax are parsed anew in each request, at twice the time.
        self.states = [{"type": "State", "id": state} for state in facts.states]
        self.suspects = [{"type": "Suspect", "id": suspect} for suspect in facts.suspects]

    def encode(self, rows: Rows) -> list[Request]:
        """Return a request for each row; its context is JSON, as cedarpy would make it."""
        return [self._request(*row) for row in zip(*rows, strict=True)]

    def _request(self, suspect: int, state: int, day: int) -> Request:
        return {
            "principal": self.states[state],
            "action": ARREST,
            "resource": self.suspects[suspect],
            "context": f'{{"day":{day}}}',
        }

    def answer(self, encoded: list[Request]) -> list[bool]:
        """Return whether each request is allowed."""
        allowed: list[bool] = []
        for start in range(0, len(encoded), PORTION):
            portion = encoded[start : start + PORTION]
            results = cedarpy.is_authorized_batch(portion, self.policies, self.entities)
            allowed += [result.allowed for result in results]
        return allowed

    def decode(self, answered: list[bool]) -> list[bool]:
        """Return them as they are."""
        return answered

    def explain(self, suspect: int, state: int, day: int) -> str:
        """Return which policies allowed it: for a denial, Cedar has none to name."""
        request = self._request(suspect, state, day)
        result = cedarpy.is_authorized(request, self.policies, self.entities)
        reasons = sorted(result.diagnostics.id_annotations_by_reason.values())
        return f"{result.decision.value}: {', '.join(reasons) or 'no policy permits it'}"


# The record as entities, the law as policies


def policies(facts: Facts) -> str:
    """Return a policy for each place that a warrant can have."""
    serving = " || ".join(map(SERVING.format, range(_most(facts.offices)))) or "false"
    return "".join(POLICY.format(place=place, serving=serving) for place in range(_most(facts.warrants)))


def _most(rows: tuple[tuple[int, ...], ...]) -> int:
    return max(Counter(row[0] for row in rows).values(), default=0)


def _entity(kind: str, name: str, attributes: dict[str, object], tags: dict[str, int]) -> dict[str, object]:
    return {"uid": {"type": kind, "id": name}, "attrs": attributes, "parents": [], "tags": tags}


def _states(facts: Facts) -> Iterator[dict[str, object]]:
    for number, name in enumerate(facts.states):
        obliged = {f"obliged {d.situation}": d.since for d in facts.resolutions if d.state == number}
        consented = {f"consented {d.situation}": d.since for d in facts.acceptances if d.state == number}
        attributes: dict[str, object] = {"entry": facts.entry[number], "exit": facts.exit[number]}
        yield _entity("State", name, attributes, {**obliged, **consented})


def _suspects(facts: Facts, *, customary: bool) -> Iterator[dict[str, object]]:
    for number, name in enumerate(facts.suspects):
        warrants = [warrant for warrant in facts.warrants if warrant.suspect == number]
        offices = [office for office in facts.offices if office.suspect == number and customary]
        attributes: dict[str, object] = {}
        for place, warrant in enumerate(warrants):
            situation = warrant.situation
            attributes[f"w{place}"] = {
                "since": warrant.since,
                "until": warrant.until,
                "held": warrant.held,
                "released": warrant.released,
                "began": facts.began[situation],
                "obliged": f"obliged {situation}",
                "consented": f"consented {situation}",
            }
        for place, office in enumerate(offices):
            attributes[f"o{place}"] = {"since": office.since, "until": office.until}
        homes = {facts.states[office.home] for office in offices}
        if len(homes) > 1:
            raise ValueError(f"{name} led more than one State: the policies know one")
        if homes:
            attributes["home"] = {"__entity": {"type": "State", "id": homes.pop()}}
        yield _entity("Suspect", name, attributes, {})
