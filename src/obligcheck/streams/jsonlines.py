"""JSON Lines, exactly: one object on a line."""

import json
from collections.abc import Iterator
from typing import Any

from obligcheck.streams.rows import Row

#: The name under which a line that is no object stands in the output.
LINE = "line"


def rows_of(text: str, line: int) -> list[Row]:
    """Return the rows of ``text``, whose first line is ``line``; blank lines are none.

    A line that is no object is a row with an error.
    """
    rows: list[Row] = []
    for number, whole in enumerate(text.split("\n"), line):
        raw = whole.rstrip("\r")
        if raw.strip():
            ending = "\r\n" if raw != whole else "\n"
            rows.append(_row(number, raw, ending))
    return rows


def names_of(text: str) -> Iterator[str]:
    """Yield the names of the fields of the objects in ``text``, as often as they stand there."""
    for number, raw in enumerate(text.split("\n"), 1):
        yield from _row(number, raw, "").fields or ()


def _row(line: int, raw: str, ending: str) -> Row:
    try:
        found = json.loads(raw, parse_constant=_refused)
    except ValueError as error:
        told = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        column = f", column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return Row(line, raw, ending, error=f"line {line}{column}: expected a JSON object: {told.lower()}")
    except RecursionError:
        return Row(line, raw, ending, error=f"line {line}: expected a JSON object: nested too deeply")
    if not isinstance(found, dict):
        return Row(line, raw, ending, error=f"line {line}: expected a JSON object, found {_kind(found)}")
    return Row(line, raw, ending, fields=found)


def _refused(name: str) -> Any:  # noqa: ANN401 (what json asks for)
    raise ValueError(f"`{name}` is no JSON")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a number"


def as_text(value: object) -> str:
    """Return a value as a cell has it: nothing for null, JSON for lists and objects.

    >>> as_text(None), as_text("a"), as_text(True), as_text([1, "a"])
    ('', 'a', 'true', '[1, "a"]')
    """
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
