"""An answer as JSON: the shape that ``answer.schema.json`` describes and programs rely on."""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from obligcheck.answers import Also, Answer, Asked, Change, Contested, Node
from obligcheck.facts import Provenance
from obligcheck.presentation.stretches import stretches

if TYPE_CHECKING:
    from obligcheck.answers.history import History

#: Fields may be added under one number; where a field goes or changes its sense, it rises.
SCHEMA_VERSION = 1

Json = dict[str, Any]


def draw_json(answer: Answer, indent: int | None = None) -> str:
    """Return ``answer`` as one JSON object, on one line where ``indent`` is None."""
    return written(answer_object(answer), indent)


def answer_object(answer: Answer) -> Json:
    """Return ``answer`` as the object that ``draw_json`` writes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "receipt": answer.receipt,
        "statement": answer.statement,
        **verdict_object(answer),
        **answer.given,
        "basis": list(answer.basis),
        "presumed": list(answer.presumed),
        "readings": dict(answer.readings),
        "contested": contested_objects(answer.contested),
        "followed": contested_objects(answer.followed),
        "also": [_also(one) for one in answer.also],
        "caveats": list(answer.caveats),
        **change_object(answer),
        "tree": node_object(answer.tree),
    }


def change_object(answer: Answer) -> Json:
    """Return what would turn the verdict, and the verdict to which each set would turn it."""
    return {
        "change": [list(flip.facts) for flip in answer.flips],
        "turns_to": [str(flip.verdict) for flip in answer.flips],
    }


def verdict_object(answer: Answer) -> Json:
    """Return what was asked, and the verdict with its days."""
    return {
        "scenario": answer.scenario,
        "inputs": answer.inputs,
        "names": answer.names,
        "verdict": str(answer.verdict),
        "label": answer.label,
        "since": iso(answer.since),
        "until": iso(answer.until),
    }


def node_object(node: Node) -> Json:
    """Return ``node`` and all that stands below it."""
    found: Json = {
        **said_object(node),
        "conditions": [node_object(one) for one in node.conditions],
        "unless": [node_object(one) for one in node.unless],
    }
    if node.negated:
        found["negated"] = True
    if node.note:
        found["note"] = node.note
    return found


def said_object(node: Node) -> Json:
    """Return what ``node`` says itself: its sentence, since when and until when, and on what ground."""
    return {
        "sentence": node.sentence,
        "truth": str(node.truth),
        "since": iso(node.since),
        "until": iso(node.until),
        "kind": node.kind,
        "cites": list(node.cites),
        "at": node.at,
        "source": provenance_object(node.source),
    }


def contested_objects(readings: Iterable[Contested]) -> list[Json]:
    """Return readings of contested questions, each with the verdict under it."""
    return [_contested(one) for one in readings]


def _contested(one: Contested) -> Json:
    return {
        "question": one.question,
        "reading": one.reading,
        "verdict": str(one.verdict),
        "asks": one.asks,
        "says": one.says,
        "holders": list(one.holders),
    }


def _also(one: Also) -> Json:
    return {
        "sentence": one.sentence,
        "truth": str(one.truth),
        "kind": one.kind,
        "cites": list(one.cites),
        "layer": one.layer,
        "source": provenance_object(one.source),
    }


def provenance_object(source: Provenance | None) -> Json | None:
    """Return where a row comes from as an object; None for none."""
    if source is None:
        return None
    return {
        "table": source.table,
        "line": source.line,
        "urls": [url.strip() for url in source.source.split("|") if url.strip()],
        "document": source.document,
        "confidence": source.confidence,
        "note": source.note,
        "known": iso(source.known),
    }


def iso(day: date | None) -> str | None:
    """Return ``day`` as JSON has it."""
    return None if day is None else day.isoformat()


def draw_changes(asked: Json, changes: tuple[Change, ...], receipt: Json, indent: int | None = None) -> str:
    """Return the stretches of a scenario as one JSON object: the shape of ``period.schema.json``.

    ``asked`` are the scenario and its inputs by id and by name.
    """
    found = {
        "schema_version": SCHEMA_VERSION,
        "receipt": receipt,
        **asked,
        "stretches": [
            {
                **_stretch(change),
                "contested": [_contested(one) for one in change.contested],
                "presumed": list(change.presumed),
                "caveats": list(change.caveats),
            }
            for change in changes
        ],
    }
    return written(found, indent)


def draw_history(asked: Json, history: "History", indent: int | None = None) -> str:
    """Return the stretches of all days, and those that other readings give: ``when.schema.json``."""
    found = {
        "schema_version": SCHEMA_VERSION,
        "receipt": history.receipt,
        **asked,
        "stretches": [_stretch(change) for change in history.changes],
        "contested": [
            {
                "question": one.question,
                "reading": one.reading,
                "asks": one.asks,
                "says": one.says,
                "stretches": [_stretch(change) for change in one.changes],
            }
            for one in history.otherwise
        ],
    }
    return written(found, indent)


def _stretch(change: Change) -> Json:
    return {
        "since": iso(change.since),
        "until": iso(change.until),
        "verdict": str(change.verdict),
        "label": change.label,
        "because": list(change.because),
    }


def draw_asked(asked: Asked, day: date, receipt: Json, indent: int | None = None) -> str:
    """Return a sentence's truth on ``day`` and on all others, and its tree, as one JSON object."""
    since, until, truth = asked.timeline.stretch(day)
    found = {
        "schema_version": SCHEMA_VERSION,
        "receipt": receipt,
        "sentence": asked.sentence,
        "supposed": list(asked.supposed),
        "scenario": asked.scenario or None,
        "day": iso(day),
        "truth": str(truth),
        "since": iso(since),
        "until": iso(until),
        "stretches": [
            {"since": iso(start), "until": iso(end), "truth": str(then)}
            for start, end, then in stretches(asked.timeline)
        ],
        "caveats": list(asked.caveats(day)),
        "tree": node_object(asked.tree(day)),
    }
    return written(found, indent)


def written(found: Json, indent: int | None) -> str:
    """Return ``found`` as text, on one line where ``indent`` is None."""
    return json.dumps(found, ensure_ascii=False, indent=indent) + "\n"
