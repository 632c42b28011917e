"""Blocks to syntax: headings, sentences and conditions as written, before anything is looked up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obligcheck.language.articles import KEY, Articles, no_such_article, parse_articles
from obligcheck.language.model import KINDS, Holder
from obligcheck.problems import Problem
from obligcheck.sources import is_citation
from obligcheck.temporal import parse_edtf
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obligcheck.language.fences import Block, Words
    from obligcheck.sources import Place

#: More conditions than one norm can honestly have.
MOST_CONDITIONS = 60

_UNDER = re.compile(r"(?<!\S)under(?!\S)")
_BY = re.compile(r"(?<!\S)by(?!\S)")
_PRESUMED_NOT = "presumed not"
_DECLARATIONS = ("judged", "circumstance")


class RuleSyntax(NamedTuple):
    """A rule as written. ``unless`` has the groups of conditions that open with that word.

    A rule that is not ``whole`` lost conditions that could not be read: what it lacks is known already.
    """

    kind: str
    cites: tuple[str, ...]
    under: tuple[Words, Words] | None
    conclusion: Words
    conditions: tuple[Words, ...]
    unless: tuple[tuple[Words, ...], ...]
    place: Place
    text: str
    whole: bool


class DeclarationSyntax(NamedTuple):
    """A ``judged`` or ``circumstance`` declaration as written."""

    cites: tuple[str, ...]
    by: str
    presumed_not: bool
    sentence: Words
    place: Place


class KeyedSyntax(NamedTuple):
    """A ``question`` or ``scenario`` as written: its first line, then lines that open with a key."""

    head: Words
    lines: tuple[tuple[str, Words], ...]


class Instruments(NamedTuple):
    """The titles of instruments by their short names, and the articles of those that name them."""

    titles: dict[str, Words]
    articles: dict[str, Articles]


def parse_instruments(block: Block, known: Instruments, problems: list[Problem]) -> None:
    """Parse ``instruments = { NAME "=" TITLE [ articles ] }`` and add them to ``known``."""
    last = ""
    for line in block.lines:
        if line.text:
            name, equals, _ = line.text.partition("=")
            if last and not equals and line.opening()[0].text == KEY:
                if articles := parse_articles(line, problems):
                    known.articles[last] = articles
                continue
            title = line.part(len(name) + 1)
            name = name.strip()
            if not (name and equals and title.text) or len(name.split()) > 1:
                message = "expected a short name and a title, as in `LT = Lake Treaty`"
                problems.append(Problem("bad-instrument", message, line.place))
            else:
                _declare(known.titles, name, title, problems)
                last = name


def _declare(instruments: dict[str, Words], name: str, title: Words, problems: list[Problem]) -> None:
    """Let ``name`` be the short name of an instrument; two titles of one name are a problem."""
    other = instruments.setdefault(name, title)
    if other.text != title.text:
        message = f"`{name}` is the short name of another instrument already"
        problems.append(Problem("duplicate-instrument", message, title.place, "choose another", other.place))


def parse_rules(
    block: Block, instruments: Instruments, problems: list[Problem]
) -> list[RuleSyntax | DeclarationSyntax]:
    """Parse ``rules = { rule | declaration }``, parted by blank lines."""
    found: list[RuleSyntax | DeclarationSyntax] = []
    for lines in _parted(block, problems):
        kind, _ = lines[0].opening()
        if kind.text.rstrip(",") in _DECLARATIONS:
            declared = _declaration(lines, instruments, problems)
            found += [declared] if declared else []
        elif kind.text in KINDS:
            rule = _rule(lines, instruments, problems)
            found += [rule] if rule else []
        else:
            message = f"expected a kind of rule, found `{kind.text}`"
            fix = f"open with one of {', '.join(KINDS)}, judged, circumstance"
            problems.append(Problem("unknown-kind", message, kind.place, fix))
    return found


def _parted(block: Block, problems: list[Problem]) -> Iterator[list[Words]]:
    """Yield the lines of each rule; where one begins right behind another, a blank line is missing."""
    for lines in block.paragraphs():
        start = 0
        for number, line in enumerate(lines):
            kind = line.opening()[0]
            # What follows a head is a sentence, and sentences may begin with any word.
            if number >= start + 2 and kind.text.rstrip(",") in (*KINDS, *_DECLARATIONS):
                message = f"a blank line is missing before `{kind.text}`"
                problems.append(
                    Problem("missing-blank-line", message, kind.place, "leave a line empty above it")
                )
                yield lines[start:number]
                start = number
        yield lines[start:]


def _rule(lines: list[Words], instruments: Instruments, problems: list[Problem]) -> RuleSyntax | None:
    """Parse ``rule = KIND citations [ under ] conclusion { ("if" | "and" | "unless") condition }``."""
    head = lines[0]
    kind, rest = head.opening()
    before = len(problems)
    cited, under = _under(rest, problems)
    if len(lines) == 1:
        problems.append(Problem("no-conclusion", "the rule has no conclusion", head.place))
        _citations(head, cited, instruments, problems)
        return None
    written = lines[2:]
    if len(written) > MOST_CONDITIONS:
        message = f"the rule has {len(written):,} conditions, and {MOST_CONDITIONS} is the limit"
        problems.append(Problem("too-many-conditions", message, head.place, "give parts of it a sentence"))
        written = []
    conditions: list[Words] = []
    unless: list[list[Words]] = []
    for number, line in enumerate(written):
        keyword, words = line.opening()
        if keyword.text not in ("unless", "if" if number == 0 else "and"):
            expected = "`if` or `unless`" if number == 0 else "`and` or `unless`"
            message = f"expected {expected}, found `{keyword.text}`"
            problems.append(Problem("bad-condition", message, keyword.place))
        elif not words.text:
            message = f"no condition stands after `{keyword.text}`"
            problems.append(Problem("bad-condition", message, keyword.place))
        elif keyword.text == "unless":
            unless.append([words])
        else:
            (unless[-1] if unless else conditions).append(words)
    text = "\n".join(line.place.text for line in lines)
    groups = tuple(tuple(group) for group in unless)
    whole = len(problems) == before
    cites = _citations(head, cited, instruments, problems)
    return RuleSyntax(
        kind.text, cites, under, lines[1], tuple(conditions), groups, head.place, text, whole
    )  # fmt: skip


def _under(rest: Words, problems: list[Problem]) -> tuple[Words, tuple[Words, Words] | None]:
    """Parse ``under = "under" QUESTION ":" READING``: return what stands before it, and the two."""
    found = _UNDER.search(rest.text)
    if found is None:
        return rest, None
    chosen = rest.part(found.end())
    asked, *read = chosen.parted(":")
    if asked.text and len(read) == 1 and read[0].text:
        return rest.part(0, found.start()), (asked, read[0])
    place = rest.part(found.start()).place
    problems.append(Problem("bad-reading", "expected `under QUESTION: READING`", place))
    return rest.part(0, found.start()), None


def _declaration(
    lines: list[Words], instruments: Instruments, problems: list[Problem]
) -> DeclarationSyntax | None:
    """Parse ``declaration = ("judged" citations "by" WHO | "circumstance" [ citations ]) [ not ] sentence``.

    ``not = [ "," ] "presumed not"``.
    """
    head = lines[0]
    kind = head.opening()[0].text.rstrip(",")
    rest = head.part(len(kind))
    presumed_not = rest.text.endswith(_PRESUMED_NOT)
    if presumed_not:
        rest = rest.part(0, -len(_PRESUMED_NOT))
    judged = _BY.search(rest.text) if kind == "judged" else None
    by = rest.part(judged.end()).text.rstrip(", ") if judged else ""
    if len(lines) != 2 or (kind == "judged" and not by):  # noqa: PLR2004 (heading, sentence)
        message = f"expected `{kind} …` and one sentence below it"
        fix = "write `judged CITATION by WHO` or `circumstance`, perhaps with `, presumed not`"
        problems.append(Problem("bad-declaration", message, head.place, fix))
        return None
    cited = rest.part(0, judged.start()) if judged else rest
    cites = _citations(head, cited, instruments, problems) if cited.text.strip(", ") or judged else ()
    return DeclarationSyntax(cites, by, presumed_not, lines[1], head.place)


def _citations(
    head: Words, cited: Words, instruments: Instruments, problems: list[Problem]
) -> tuple[str, ...]:
    """Parse ``citations = CITATION { "," CITATION }``."""
    found = {" ".join(part.text.split()): part.place for part in cited.parted(",") if part.text}
    if not found:
        fix = "name the provision after the kind, as in `rule LT 7(1)`"
        problems.append(Problem("missing-citation", "the rule cites nothing", head.place, fix))
    titles = instruments.titles
    known = ", ".join(sorted(titles)) or "none is declared"
    for cite, place in found.items():
        name = cite.partition(" ")[0]
        if name not in titles:
            message = f"no instrument is called `{name}`"
            problems.append(Problem("unknown-instrument", message, place, f"instruments: {known}"))
        elif not is_citation(cite, titles):
            fix = f"write the instrument and one provision of it, as in `{name} 7(1)`"
            problems.append(Problem("malformed-citation", f"`{cite}` is not a citation", place, fix))
        elif problem := no_such_article(cite, place, instruments.articles):
            problems.append(problem)
    return tuple(found)


def parse_keyed(block: Block, keys: tuple[str, ...], problems: list[Problem]) -> list[KeyedSyntax]:
    """Parse ``keyed = NAME rest { KEY rest }``, a paragraph each."""
    found = []
    for head, *lines in block.paragraphs():
        opening, rest = head.opening()
        if opening.text != block.kind or not rest.text:
            message = f"expected `{block.kind}` and its name, found `{head.text}`"
            problems.append(Problem(f"bad-{block.kind}", message, head.place))
            continue
        keyed = []
        for line in lines:
            key, words = line.opening()
            if key.text not in keys:
                message = f"expected one of {', '.join(keys)}, found `{key.text}`"
                problems.append(Problem(f"bad-{block.kind}", message, key.place))
            elif not words.text:
                problems.append(Problem(f"bad-{block.kind}", f"nothing stands after `{key.text}`", key.place))
            else:
                keyed.append((key.text, words))
        found.append(KeyedSyntax(rest, tuple(keyed)))
    return found


def parse_holder(words: Words, problems: list[Problem]) -> Holder:
    """Parse ``holder = "by" WHO [ "since" DATE ]``."""
    by, rest = words.opening()
    whole = rest if by.text == "by" else words
    if not whole.text:
        problems.append(Problem("bad-question", "expected who holds the reading", words.place))
    who, since, day = whole.text.rpartition(" since ")
    if not since:
        return Holder(whole.text)
    name = who.strip().rstrip(",")
    try:
        return Holder(name, parse_edtf(day.strip()))
    except ValueError as error:
        place = whole.part(len(who) + len(since)).place
        problems.append(Problem("bad-date", str(error), place))
        return Holder(name)
