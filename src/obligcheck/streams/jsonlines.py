"""JSON Lines, exactly: one object on a line."""

import json
import re
from collections.abc import Iterator
from typing import Any

from obligcheck.streams.rows import Row

#: The name under which a line that is no object stands in the output.
LINE = "line"

#: How deep lists and objects may stand in each other: readers differ in how deep they can go.
_DEEP = 400

#: How long a line may be that needs no closer look: what is opened must be closed.
PLAIN = 2 * _DEEP

#: A whole number longer than those that Python reads.
_DIGITS = re.compile(r"\d{4301}", re.ASCII)


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


def is_odd(raw: str) -> bool:
    """Say whether ``raw`` may have a number too long, or lists and objects too deep, to be read.

    >>> is_odd('{"a": [1]}'), is_odd("[" * 1_000)
    (False, True)
    """
    return len(raw) > PLAIN and (raw.count("[") + raw.count("{") > _DEEP or _DIGITS.search(raw) is not None)


def _row(line: int, raw: str, ending: str) -> Row:
    try:
        found = _READER.decode(raw)
    except json.JSONDecodeError as error:
        told = f", column {error.colno}: expected a JSON object: {error.msg.lower()}"
    except RecursionError:
        told = _TOO_DEEP
    except _NoJsonError as error:
        told = f": expected a JSON object: {error}"
    except ValueError:
        told = ": expected a JSON object: a number has more than 4,300 digits"
    else:
        if not isinstance(found, dict):
            told = f": expected a JSON object, found {_kind(found)}"
        elif not is_odd(raw) or _depth(found) <= _DEEP:
            return Row(line, raw, ending, fields=found)
        else:
            told = _TOO_DEEP
    return Row(line, raw, ending, error=f"line {line}{told}")


_TOO_DEEP = ": expected a JSON object: nested too deeply"


class _NoJsonError(ValueError):
    """What Python reads and JSON has not."""


def _refused(name: str) -> Any:  # noqa: ANN401 (what json asks for)
    raise _NoJsonError(f"`{name}` is no JSON")


_READER = json.JSONDecoder(parse_constant=_refused)


def _depth(value: object) -> int:
    """Return how deep lists and objects stand in each other."""
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, list | dict)]:
        depth += 1
        level = [one for each in level for one in (each.values() if isinstance(each, dict) else each)]
    return depth


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
