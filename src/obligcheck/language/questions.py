"""Question blocks: what is contested, who reads it how, and by which reading answers are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.language.model import Question, Reading
from obligcheck.language.syntax import parse_holder, parse_keyed
from obligcheck.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obligcheck.language.fences import Block, Words
    from obligcheck.language.syntax import KeyedSyntax

_KEYS = ("asks", "reading", "says", "held")


def parse_questions(blocks: Iterable[Block], problems: list[Problem]) -> dict[str, Question]:
    """Return the questions of ``blocks`` by name; of two with one name the first stays."""
    found: dict[str, Question] = {}
    for block in blocks:
        for item in parse_keyed(block, _KEYS, problems):
            question = _question(item, problems)
            other = found.setdefault(question.name, question)
            if other is not question:
                message = f"the question `{question.name}` is there already"
                problems.append(Problem("duplicate-question", message, question.place, other=other.place))
    return found


def _question(item: KeyedSyntax, problems: list[Problem]) -> Question:
    """Parse ``question = NAME "asks" TEXT { reading { "says" TEXT | "held by" HOLDER } }``."""
    name = item.head.text
    asks, default = "", ""
    readings: list[Reading] = []
    for key, words in item.lines:
        if key == "asks":
            asks = words.text
        elif key == "reading":
            reading, is_default = _reading(words, problems)
            if any(known.name == reading for known in readings):
                message = f"the reading `{reading}` is there already"
                problems.append(Problem("bad-question", message, words.place))
            if is_default and default:
                problems.append(Problem("bad-question", f"`{default}` is the default already", words.place))
            default = reading if is_default else default
            readings.append(Reading(reading, "", ()))
        elif not readings:
            problems.append(Problem("bad-question", f"`{key}` stands before any reading", words.place))
        elif key == "says":
            readings[-1] = readings[-1]._replace(says=words.text)
        else:
            holder = parse_holder(words, problems)
            readings[-1] = readings[-1]._replace(holders=(*readings[-1].holders, holder))
    if not asks:
        message = f"the question `{name}` does not say what it asks"
        problems.append(Problem("bad-question", message, item.head.place, "write `asks …?` below its name"))
    if not default:
        message = f"the question `{name}` has no default reading"
        fix = "write `reading NAME, default` at the Court's, or at the one by which answers are given"
        problems.append(Problem("no-default", message, item.head.place, fix))
    return Question(name, asks, tuple(readings), default, item.head.place)


def _reading(words: Words, problems: list[Problem]) -> tuple[str, bool]:
    """Parse ``reading = NAME [ "," "default" ]``."""
    name, *marks = words.parted(",")
    for mark in marks:
        if mark.text != "default":
            message = f"expected `default` after the comma, found `{mark.text}`"
            problems.append(Problem("bad-question", message, mark.place))
    return name.text, any(mark.text == "default" for mark in marks)
