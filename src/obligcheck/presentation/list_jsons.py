"""Lists of the rules and rows of a table as JSON."""

from collections.abc import Iterable

from obligcheck.facts import Record, Table
from obligcheck.language import Question, Rule, RuleBook
from obligcheck.presentation.data_lists import stated_by
from obligcheck.presentation.jsons import SCHEMA_VERSION, Json, iso, written


def draw_book_json(book: RuleBook, indent: int | None = None) -> str:
    """Return instruments, scenarios, profiles, questions and rules as one JSON object."""
    found = {
        "schema_version": SCHEMA_VERSION,
        "instruments": book.instruments,
        "scenarios": [
            {
                "name": one.name,
                "inputs": [blank.key for blank in one.inputs],
                "optional": [blank.key for blank in one.optional],
                "at": one.place.at,
            }
            for one in book.scenarios.values()
        ],
        "profiles": [
            {
                "name": one.name,
                "inputs": [blank.key for blank in one.inputs],
                "at": one.written[0][0].at,
            }
            for one in book.profiles.values()
        ],
        "questions": [_question(name, one) for name, one in book.questions.items()],
        "rules": [_rule(one) for one in book.rules],
    }
    return written(found, indent)


def _question(name: str, question: Question) -> Json:
    return {
        "name": name,
        "asks": question.asks,
        "default": question.default,
        "readings": [
            {"name": one.name, "says": one.says, "holders": list(map(str, one.holders))}
            for one in question.readings
        ],
    }


def _rule(rule: Rule) -> Json:
    return {
        "kind": rule.kind,
        "cites": list(rule.cites),
        "sentence": str(rule.conclusion.sentence),
        "question": rule.question or None,
        "reading": rule.reading or None,
        "at": rule.place.at,
    }


def draw_table_json(
    record: Record, table: Table, lines: Iterable[int] | None = None, indent: int | None = None
) -> str:
    """Return ``table`` with its rows, or those on ``lines``, and the sentences that rows of it state."""
    wanted = range(2, len(table.rows) + 2) if lines is None else lines
    found = {
        "schema_version": SCHEMA_VERSION,
        "table": table.name,
        "title": table.title,
        "file": table.path,
        "complete": table.complete,
        "checked": iso(table.checked),
        "states": list(stated_by(record, table)),
        "rows": [
            {"line": line, "cells": dict(zip(table.columns, table.rows[line - 2], strict=True))}
            for line in wanted
        ],
    }
    return written(found, indent)
