"""What became of the mutants of the rules: as text, and as JSON."""

import json
from collections.abc import Iterable

from obligcheck.answers.mutate import Accepted, Outcome, Tried
from obligcheck.language.mutation import SLIPS, head
from obligcheck.presentation.lists import counted, draw_sections, draw_table
from obligcheck.presentation.wording import clean

#: Changes whenever a program that reads the JSON could break.
SCHEMA_VERSION = 1


def draw_outcome(outcome: Outcome) -> str:
    """Return how many mutants were noticed, by kind, and those that were not, rule by rule."""
    rules, no_rules = len(outcome.rules), len(outcome.tried) - len(outcome.rules)
    mutated = len({id(t.mutant.rule) for t in outcome.tried})
    counts = (
        f"{len(outcome.noticed)} noticed ({share(outcome):.1%})",
        f"{len(outcome.accepted)} accepted",
        f"{len(outcome.unnoticed)} not noticed",
    )
    lines = (
        f"{counted(rules, 'mutant')} of {counted(mutated, 'rule')}: {', '.join(counts)}\n",
        f"{no_rules} more are no rules, for a blank in them is left without a value\n",
    )
    sections = [
        ("noticed, of all, where the slip is", _by_slip(outcome)),
        ("no example and no case notices these", _listed(outcome.unnoticed)),
        ("accepted without need: noticed, or no such mutant", "".join(map(_entry, outcome.stale))),
        ("accepted, and why", _listed(outcome.accepted)),
    ]
    return "".join(lines) + f"\n{draw_sections(sections)}"


def share(outcome: Outcome) -> float:
    """Return which share of the mutants that are rules was noticed; all, where there are none."""
    return len(outcome.noticed) / len(outcome.rules) if outcome.rules else 1.0


def _by_slip(outcome: Outcome) -> str:
    rows = []
    for slip in SLIPS:
        of_kind = [t for t in outcome.rules if t.mutant.slip == slip]
        if of_kind:
            rows.append((sum(bool(t.noticed_by) for t in of_kind), len(of_kind), slip))
    return draw_table(rows)


def _listed(tried: Iterable[Tried]) -> str:
    """Return mutants below the rules that they are of, each with its reason."""
    lines: list[str] = []
    last = None
    for each in tried:
        if each.mutant.rule is not last:
            last = each.mutant.rule
            lines.append(f"{clean(last.place.at)}  {clean(head(last))}\n")
        lines.append(f"  {clean(each.mutant.change)}\n")
        lines += [f"    {clean(each.reason)}\n"] if each.reason else []
    return "".join(lines)


def _entry(accepted: Accepted) -> str:
    return f"{clean(accepted.file)}  {clean(accepted.rule)}\n  {clean(accepted.change)}\n"


def outcome_json(outcome: Outcome) -> str:
    """Return the same for programs: the numbers, and every mutant that nothing notices."""
    found = {
        "schema_version": SCHEMA_VERSION,
        "mutants": len(outcome.rules),
        "no_rules": len(outcome.tried) - len(outcome.rules),
        "noticed": len(outcome.noticed),
        "share": round(share(outcome), 4),
        "not_noticed": [_as_values(t) for t in outcome.unnoticed],
        "accepted": [_as_values(t) | {"reason": t.reason} for t in outcome.accepted],
        "stale": [a._asdict() for a in outcome.stale],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _as_values(tried: Tried) -> dict[str, object]:
    mutant = tried.mutant
    place = mutant.rule.place
    return {
        "file": place.path,
        "line": place.line,
        "rule": head(mutant.rule),
        "slip": mutant.slip,
        "change": mutant.change,
    }
