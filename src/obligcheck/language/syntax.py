"""Blocks to syntax: headings, sentences and conditions as written, before anything is looked up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.language.model import KINDS, Holder
from obligcheck.problems import Problem
from obligcheck.sources import is_citation
from obligcheck.temporal import parse_edtf

if TYPE_CHECKING:
    from datetime import date

    from obligcheck.language.fences import Block, Line
    from obligcheck.sources import Place

#: More conditions than one norm can honestly have.
MOST_CONDITIONS = 60

_UNDER = re.compile(r"\s+under\s+([^\s:]+)\s*:\s*(\S+)\s*$")
_JUDGED = re.compile(r"^(judged|circumstance)\b\s*(.*?)(?:\s*\bby (.+?))?(,?\s*presumed not)?$")


@frozen
class Words:
    """A piece of text and where it stands."""

    text: str
    place: Place


@frozen
class RuleSyntax:
    """A rule as written. ``unless`` has the groups of conditions that open with that word."""

    kind: str
    cites: tuple[str, ...]
    under: tuple[Words, Words] | None
    conclusion: Words
    conditions: tuple[Words, ...]
    unless: tuple[tuple[Words, ...], ...]
    place: Place
    text: str


@frozen
class DeclarationSyntax:
    """A ``judged`` or ``circumstance`` declaration as written."""

    cites: tuple[str, ...]
    by: str
    presumed_not: bool
    sentence: Words
    place: Place


@frozen
class KeyedSyntax:
    """A ``question`` or ``scenario`` as written: its first line, then lines that open with a key."""

    head: Words
    lines: tuple[tuple[str, Words], ...]


def parse_instruments(block: Block, problems: list[Problem]) -> dict[str, str]:
    """instruments = { NAME "=" TITLE }."""
    found = {}
    for line in block.lines:
        if line.text.strip():
            name, equals, title = (part.strip() for part in line.text.partition("="))
            if not (name and equals and title) or " " in name:
                message = "expected a short name and a title, as in `LT = Lake Treaty`"
                problems.append(Problem("bad-instrument", message, block.place(line)))
            else:
                found[name] = title
    return found


def parse_rules(
    block: Block, instruments: frozenset[str], problems: list[Problem]
) -> list[RuleSyntax | DeclarationSyntax]:
    """rules = { rule | declaration }, parted by blank lines."""
    found: list[RuleSyntax | DeclarationSyntax] = []
    for lines in block.paragraphs():
        head = lines[0].text.strip()
        kind = head.partition(" ")[0]
        if kind in ("judged", "circumstance"):
            declared = _declaration(block, lines, instruments, problems)
            found += [declared] if declared else []
        elif kind in KINDS:
            rule = _rule(block, lines, instruments, problems)
            found += [rule] if rule else []
        else:
            message = f"expected a kind of rule, found `{kind}`"
            fix = f"open with one of {', '.join(KINDS)}, judged, circumstance"
            problems.append(Problem("unknown-kind", message, block.place(lines[0], kind), fix))
    return found


def _rule(block: Block, lines: list[Line], instruments: frozenset[str], problems: list[Problem]) -> RuleSyntax | None:
    """rule = KIND CITATIONS [ "under" QUESTION ":" READING ] conclusion { ("if" | "and" | "unless") condition }."""
    head = lines[0]
    kind, _, rest = head.text.strip().partition(" ")
    under = _UNDER.search(" " + rest)
    reading = None
    if under:
        rest = (" " + rest)[: under.start()]
        reading = (Words(under[1], block.place(head, under[1])), Words(under[2], block.place(head, under[2])))
    cites = _citations(block, head, rest, instruments, problems)
    if len(lines) == 1:
        problems.append(Problem("no-conclusion", "the rule has no conclusion", block.place(head)))
        return None
    if len(lines) > MOST_CONDITIONS:
        message = f"the rule has {len(lines) - 2:,} conditions, and {MOST_CONDITIONS - 2} is the limit"
        problems.append(Problem("too-many-conditions", message, block.place(head), "give parts of it a sentence"))
        return None
    conditions: list[Words] = []
    unless: list[list[Words]] = []
    for number, line in enumerate(lines[2:]):
        keyword, _, text = line.text.strip().partition(" ")
        words = Words(text.strip(), block.place(line, text.strip()))
        if keyword == "unless":
            unless.append([words])
        elif keyword == ("if" if number == 0 else "and"):
            (unless[-1] if unless else conditions).append(words)
        else:
            expected = "`if` or `unless`" if number == 0 else "`and` or `unless`"
            message = f"expected {expected}, found `{keyword}`"
            problems.append(Problem("bad-condition", message, block.place(line, keyword)))
            return None
    conclusion = Words(lines[1].text.strip(), block.place(lines[1]))
    text = "\n".join(line.text for line in lines)
    groups = tuple(tuple(group) for group in unless)
    return RuleSyntax(kind, cites, reading, conclusion, tuple(conditions), groups, block.place(head), text)


def _declaration(
    block: Block, lines: list[Line], instruments: frozenset[str], problems: list[Problem]
) -> DeclarationSyntax | None:
    """declaration = ("judged" CITATIONS "by" WHO | "circumstance" [ CITATIONS ]) [ "," "presumed not" ] sentence."""
    head = lines[0]
    found = _JUDGED.match(head.text.strip())
    if found is None or len(lines) != 2 or (found[1] == "judged" and not found[3]):  # noqa: PLR2004 (heading, sentence)
        message = f"expected `{head.text.split()[0]} …` and one sentence below it"
        fix = "write `judged CITATION by WHO` or `circumstance CITATION, presumed not`"
        problems.append(Problem("bad-declaration", message, block.place(head), fix))
        return None
    rest = found[2].strip().strip(",").strip()
    cites = _citations(block, head, rest, instruments, problems) if rest or found[1] == "judged" else ()
    sentence = Words(lines[1].text.strip(), block.place(lines[1]))
    return DeclarationSyntax(cites, (found[3] or "").strip().rstrip(","), bool(found[4]), sentence, block.place(head))


def _citations(
    block: Block, line: Line, text: str, instruments: frozenset[str], problems: list[Problem]
) -> tuple[str, ...]:
    """citations = CITATION { "," CITATION }."""
    cites = [part.strip() for part in text.split(",") if part.strip()]
    if not cites:
        fix = "name the provision after the kind, as in `rule LT 7(1)`"
        problems.append(Problem("missing-citation", "the rule cites nothing", block.place(line), fix))
    for cite in cites:
        if not is_citation(cite, instruments):
            known = ", ".join(sorted(instruments)) or "none is declared"
            message = f"`{cite}` is not a citation"
            fix = f"write an instrument and a provision, as in `LT 7(1)`; instruments: {known}"
            problems.append(Problem("malformed-citation", message, block.place(line, cite), fix))
    return tuple(cites)


def parse_keyed(block: Block, keys: tuple[str, ...], problems: list[Problem]) -> list[KeyedSyntax]:
    """keyed = NAME rest { KEY rest }; a paragraph each."""
    found = []
    for lines in block.paragraphs():
        opening, _, rest = lines[0].text.strip().partition(" ")
        if opening != block.kind or not rest:
            message = f"expected `{block.kind}` and its name, found `{opening}`"
            problems.append(Problem(f"bad-{block.kind}", message, block.place(lines[0], opening)))
            continue
        keyed = []
        for line in lines[1:]:
            key, _, text = line.text.strip().partition(" ")
            if key not in keys:
                message = f"expected one of {', '.join(keys)}, found `{key}`"
                problems.append(Problem(f"bad-{block.kind}", message, block.place(line, key)))
            else:
                keyed.append((key, Words(text.strip(), block.place(line, text.strip()))))
        found.append(KeyedSyntax(Words(rest.strip(), block.place(lines[0], rest.strip())), tuple(keyed)))
    return found


def parse_holder(words: Words, problems: list[Problem]) -> Holder:
    """holder = "by" WHO [ "since" DATE ]."""
    text = words.text.removeprefix("by ").strip()
    who, since, day = text.rpartition(" since ")
    if not since:
        return Holder(text)
    try:
        return Holder(who.strip().rstrip(","), parse_edtf(day.strip()).earliest)
    except ValueError as error:
        problems.append(Problem("bad-date", str(error), words.place))
        return Holder(who.strip())


def parse_date(text: str, place: Place, problems: list[Problem]) -> date | None:
    """Return the day that ``text`` gives; what is no day is a problem."""
    try:
        return parse_edtf(text).earliest
    except ValueError as error:
        problems.append(Problem("bad-date", str(error), place))
        return None
