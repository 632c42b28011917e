"""The decision in obligcheck's own notation, with the facts as tables: folders to lay over the bundled ones.

    book = obligcheck.load(rules=folder / "rules", data=folder / "data")
    book.check("simplified", suspect="…", state="…", date="…")

States, suspects and situations are those of the record; everything else is stated anew.
"""

import csv
import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from peers.facts import ALWAYS, NEVER, Facts

#: The scenario, and the question whose readings are those of the decision.
SCENARIO = "simplified"
QUESTION = "simplified-immunity"

RULES = f"""
# The simplified decision

```instrument
SD = The simplified decision
```

```question
question {QUESTION}
  asks Does the immunity of a leader bar the arrest in the simplified decision?
  reading court, default
    says no
  reading customary
    says yes, of the leader of a third State that is no Party and that no resolution binds
```

```rule
rule SD 1
  {{state}} answers in {{situation}}
  if {{state}} takes part
  and work in {{situation}} began on {{begin date}}

rule SD 2
  {{state}} answers in {{situation}}
  if {{state}} went on {{exit date}}
  and it is on or after {{exit date}}
  and work in {{situation}} began on {{begin date}}
  and {{begin date}} is before {{exit date}}

rule SD 3
  {{state}} answers in {{situation}}
  if {{state}} is bound by the Council in {{situation}}

rule SD 4
  {{state}} answers in {{situation}}
  if {{state}} consented to {{situation}}

rule SD 5 under {QUESTION}: customary
  {{state}} keeps its immunity in {{situation}}
  if {{suspect}} leads {{state}}
  and work in {{situation}} began on {{begin date}}
  unless {{state}} takes part
  unless {{state}} is bound by the Council in {{situation}}

duty SD 6
  {{state}} must hand over {{suspect}}
  if {{writ}} is out for {{suspect}}
  and {{writ}} is about {{situation}}
  and {{state}} answers in {{situation}}
  unless the person sought by {{writ}} is held
  unless {{suspect}} leads {{home state}}
  and {{home state}} is not {{state}}
  and {{home state}} keeps its immunity in {{situation}}
```

```scenario
scenario {SCENARIO} {{suspect}} {{state}} {{date}}
  verdict {{state}} must hand over {{suspect}}
  yes MUST HAND OVER
  no NEED NOT HAND OVER
  unknown CANNOT TELL
  say yes {{state}} must hand over {{suspect}}.
  say no {{state}} need not hand over {{suspect}}.
  say unknown Whether {{state}} must hand over {{suspect}} cannot be said.
```
"""

DAYS = {"since": "since_date", "until": "until_date"}

Row = tuple[str, ...]


def write(folder: Path, facts: Facts) -> None:
    """Write the folders ``rules`` and ``data`` into ``folder``."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / f"{SCENARIO}.md").write_text(RULES, encoding="utf-8")
    resources = []
    for name, columns, keys, rows in tables(facts):
        path = f"simplified_{name}.csv"
        resources.append(_described(path, columns, keys))
        with (folder / "data" / path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow((*columns, "source", "confidence"))
            writer.writerows((*row, "the tables of the record", "high") for row in rows)
    package = json.dumps({"version": "2026.1", "resources": resources}, indent=1)
    (folder / "data" / "datapackage.json").write_text(package, encoding="utf-8")


def tables(facts: Facts) -> Iterator[tuple[str, Row, dict[str, object], list[Row]]]:
    """Yield the tables: name, columns, keys under `obligcheck`, rows."""
    states, situations, suspects = facts.states, facts.situations, facts.suspects
    parties = [p for p in zip(states, facts.entry, facts.exit, strict=True) if p[1] < NEVER]
    taking_part = {"sentence": "{state} takes part", "since": "entry_date", "until": "exit_date"}
    yield (
        "parties",
        ("state", "entry_date", "exit_date"),
        {"states": [taking_part, {"sentence": "{state} went on {exit date}"}]},
        [(state, _day(entry), _day(left)) for state, entry, left in parties],
    )
    yield (
        "works",
        ("situation", "begin_date"),
        {"states": [{"sentence": "work in {situation} began on {begin date}"}]},
        [(name, _day(day)) for name, day in zip(situations, facts.began, strict=True)],
    )
    duties = {"resolutions": "is bound by the Council in", "acceptances": "consented to"}
    for name, words in duties.items():
        yield (
            name,
            ("state", "situation", "since_date"),
            {"states": [{"sentence": f"{{state}} {words} {{situation}}", "since": "since_date"}]},
            [(states[d.state], situations[d.situation], _day(d.since)) for d in getattr(facts, name)],
        )
    writ = {"type": "writ", "id": "writ", "name": "name"}
    held = {"since": "held_date", "until": "released_date", "where": {"custody": ["yes"]}}
    days = ("since_date", "until_date", "held_date", "released_date")
    yield (
        "writs",
        ("writ", "name", "suspect", "situation", *days, "custody"),
        {
            "entity": writ,
            "states": [
                {"sentence": "{writ} is out for {suspect}", **DAYS},
                {"sentence": "{writ} is about {situation}", "fixed": True},
                {"sentence": "the person sought by {writ} is held", **held},
            ],
        },
        [
            (
                f"w{n}",
                f"writ {n}",
                suspects[w.suspect],
                situations[w.situation],
                *map(_day, w[2:]),
                "yes" if w.held < NEVER else "no",
            )
            for n, w in zip(count(1), facts.warrants)
        ],
    )
    yield (
        "offices",
        ("suspect", "state", "since_date", "until_date"),
        {"states": [{"sentence": "{suspect} leads {state}", **DAYS}]},
        [(suspects[o.suspect], states[o.home], _day(o.since), _day(o.until)) for o in facts.offices],
    )


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat() if ALWAYS < number < NEVER else ""


def _described(path: str, columns: Row, keys: dict[str, object]) -> dict[str, object]:
    fields = [
        {"name": name, "type": "date" if name.endswith("_date") else "string"}
        for name in (*columns, "source", "confidence")
    ]
    things = {"state": "states", "suspect": "suspects", "situation": "situations"}
    references = [
        {"fields": [name], "reference": {"resource": things[name], "fields": [name]}}
        for name in columns
        if name in things
    ]
    schema = {"fields": fields, "missingValues": [""], "foreignKeys": references}
    return {
        "name": path.removesuffix(".csv"),
        "path": path,
        "schema": schema,
        "obligcheck": {"complete": True, **keys},
    }
