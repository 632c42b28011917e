"""A profile as JSON: the shape that ``profile.schema.json`` describes and programs rely on."""

from collections.abc import Iterable, Sequence

from obligcheck.answers.profile import (
    Bar,
    Coming,
    Line,
    Part,
    Profiled,
    Row,
    Section,
    Standing,
    Verdicts,
    notes,
)
from obligcheck.presentation.jsons import SCHEMA_VERSION, Json, iso, said_object, written
from obligcheck.presentation.stretches import stretches
from obligcheck.temporal import Truth


def draw_profile_json(profile: Profiled, indent: int | None = None) -> str:
    """Return ``profile`` as one JSON object, on one line where ``indent`` is None."""
    return written(_head([profile]) | _profile(profile), indent)


def draw_profiles_json(profiles: Sequence[Profiled], indent: int | None = None) -> str:
    """Return one profile of several things as one JSON object."""
    return written(_head(profiles) | {"profiles": [_profile(one) for one in profiles]}, indent)


def _head(profiles: Sequence[Profiled]) -> Json:
    first = profiles[0]
    return {
        "schema_version": SCHEMA_VERSION,
        "receipt": first.receipt,
        "profile": first.name,
        "day": first.day.isoformat(),
        "until": iso(first.until),
    }


def _profile(profile: Profiled) -> Json:
    return {
        "inputs": profile.inputs,
        "names": profile.names,
        "sections": [_section(section) for section in profile.sections],
        "notes": list(notes([profile])),
    }


def _section(section: Section) -> Json:
    return {"title": section.title, "complete": not section.is_open, **_parts(section.parts)}


def _parts(parts: Iterable[Part]) -> Json:
    """Return ``parts`` by what they are, in their order."""
    found: Json = {"lines": [], "rows": [], "changes": [], "bars": [], "verdicts": []}
    for part in parts:
        match part:
            case Line():
                found["lines"].append(_line(part))
            case Row():
                found["rows"].append(_row(part))
            case Coming():
                changed = {"day": part.day.isoformat(), "because": list(part.line.because)}
                found["changes"].append(changed | _line(part.line))
            case Bar():
                found["bars"].append(_bar(part))
            case Verdicts():
                found["verdicts"].append(_verdicts(part))
    return found


def _line(line: Line) -> Json:
    return {
        **said_object(line.node),
        "layer": line.layer,
        "values": {name: str(getattr(value, "id", value)) for name, value in line.values.items()},
        "below": _parts(line.below) if line.below else None,
    }


def _row(row: Row) -> Json:
    return {
        "label": row.label,
        "given": list(row.given),
        "count": sum(line.node.truth is Truth.YES for line in row.lines),
        "complete": not row.is_open,
        "lines": [_line(line) for line in row.lines],
    }


def _bar(bar: Bar) -> Json:
    return {
        "label": bar.label,
        "sentence": bar.sentence,
        "stretches": [
            {"since": iso(since), "until": iso(until), "truth": str(truth)}
            for since, until, truth in stretches(bar.timeline)
        ],
    }


def _verdicts(part: Verdicts) -> Json:
    return {
        "label": part.label,
        "scenario": part.scenario,
        "each": part.over,
        "counts": {str(truth): len(part.of(truth)) for truth in Truth},
        "answers": [_standing(part, one) for one in part.found],
    }


def _standing(part: Verdicts, one: Standing) -> Json:
    return {
        part.over: one.id,
        "name": one.name,
        "verdict": str(one.verdict),
        "since": iso(one.since),
        "until": iso(one.until),
        "contested": [
            {"question": question, "reading": reading, "verdict": str(verdict)}
            for question, reading, verdict in one.contested
        ],
        "presumed": list(one.presumed),
    }
