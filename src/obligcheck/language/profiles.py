"""Profile blocks: which sentences a view of a State, a person or a situation shows, section by section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from obligcheck.language.profile_model import Entry, Profile, Section
from obligcheck.language.syntax import parse_keyed
from obligcheck.problems import Problem
from obligcheck.sentences import HOLE, Blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from obligcheck.language.fences import Block, Words
    from obligcheck.language.model import Condition, Scenario
    from obligcheck.language.resolve import Resolver
    from obligcheck.language.syntax import KeyedSyntax

#: Lines that are one sentence: what of it is so on the day (`show` and its layers), whether it is so or
#: not (`ask`), all that has been so (`history`), all that will change (`coming`).
PLAIN = ("show", "position", "conduct", "caveat", "ask", "history", "coming")
KEYS = ("group", "section", *PLAIN, "each", "and", "where", "row", "count", "bar", "verdicts")
#: Lines that may have more than one sentence.
JOINED = ("each", "row", "count", "coming")

_INPUT = re.compile(r"\{([^{}\[\]]*)\}\s*")
_OVER = re.compile(r"(\S+)\s+over\s+\{([^{}]+)\}")
_WHERE = re.compile(r"(?<!\S)where(?!\S)")


def parse_profiles(blocks: Iterable[Block], problems: list[Problem]) -> list[KeyedSyntax]:
    """Return the profiles of ``blocks`` as written; several of one name continue one another."""
    return [item for block in blocks for item in parse_keyed(block, KEYS, problems)]


def build_profiles(
    items: Iterable[KeyedSyntax], scenarios: Mapping[str, Scenario], resolver: Callable[[], Resolver]
) -> dict[str, Profile]:
    """Parse ``profile = NAME { "{" INPUT "}" } { section { line } }``, several of one name together."""
    named: dict[str, list[KeyedSyntax]] = {}
    for item in items:
        named.setdefault(item.head.opening()[0].text, []).append(item)
    return {name: _Builder(scenarios, resolver()).profile(name, parts) for name, parts in named.items()}


@define(eq=False)
class _Line:
    """One line while its block is read: ``and`` and ``where`` add to it, and to an ``each`` what follows."""

    key: str
    words: Words
    condition: Condition | None = None
    label: str = ""
    gives: Words | None = None
    scenario: str = ""
    over: Blank = field(factory=lambda: Blank(""))
    joined: list[tuple[Condition, bool]] = field(factory=list)
    below: list[_Line] = field(factory=list)


@frozen(eq=False)
class _Builder:
    """Builds one profile; ``sections`` grow with its blocks."""

    scenarios: Mapping[str, Scenario]
    resolver: Resolver
    sections: dict[str, list[_Line]] = field(factory=dict)
    groups: list[Condition] = field(factory=list)

    def profile(self, name: str, parts: list[KeyedSyntax]) -> Profile:
        """Return the profile that ``parts`` are; what is wrong with a line leaves it out."""
        first, *more = parts
        inputs = self._inputs(first.head)
        self.resolver.blanks.extend(inputs)
        for item in more:
            if self._inputs(item.head) != inputs:
                message = f"`{name}` has other inputs in another block"
                self._wrong(message, item.head, "name the same inputs in each", first.head)
        for item in parts:
            self._lines(item, inputs)
        sections = tuple(
            Section(title, tuple(self._entry(line, set(inputs)) for line in lines))
            for title, lines in self.sections.items()
        )
        written = tuple((item.head.place, _text(item)) for item in parts)
        return Profile(name, inputs, tuple(self.resolver.blanks), sections, tuple(self.groups), written)

    def _inputs(self, head: Words) -> tuple[Blank, ...]:
        """Return the inputs that ``head`` names after the profile's name."""
        name, rest = head.opening()
        found: list[Blank] = []
        end = 0
        for hole in _INPUT.finditer(rest.text):
            blank = Blank(" ".join(hole[1].split()))
            if hole.start() != end or not blank.name or blank.type == "date" or blank in found:
                break
            found.append(blank)
            end = hole.end()
        if end < len(rest.text) or "{" in name.text:
            fix = "write them as in `profile state {state}`; the day is always asked for"
            wrong = rest.part(end) if end < len(rest.text) else name
            self._wrong("expected a name and its inputs, each once", wrong, fix)
        return tuple(found)

    def _lines(self, item: KeyedSyntax, inputs: tuple[Blank, ...]) -> None:
        """Read the lines of ``item``; an ``each`` takes those after it, until another or the next section."""
        section: list[_Line] | None = None
        group: _Line | None = None
        last: _Line | None = None
        for key, words in item.lines:
            if key == "section":
                section, group, last = self.sections.setdefault(words.text, []), None, None
            elif key == "group":
                self._group(words, inputs)
            elif section is None:
                self._wrong("expected `section` and its title first", words)
                return
            elif key in ("and", "where"):
                self._join(last, key, words)
            else:
                last = self._line(key, words)
                group = last if key == "each" else group
                if last is not None:
                    (section if group is None or group is last else group.below).append(last)
        if section is None:
            self._wrong("the profile shows nothing", item.head, "give it a `section` with lines below it")

    def _group(self, words: Words, inputs: tuple[Blank, ...]) -> None:
        """Read a sentence about an input and one other thing, by whose name all like it can be called."""
        condition = self.resolver.sentence(words)
        if condition is None:
            return
        blanks = [self.resolver.blanks[term] for term in condition.terms if isinstance(term, int)]
        others = [blank for blank in blanks if blank not in inputs]
        if len(blanks) != len(others) + 1 or [b.type in self.resolver.names.things for b in others] != [True]:
            fix = "write it as in `group {state} lies in {region}`"
            self._wrong(
                "expected a sentence about an input and one other thing that a table lists", words, fix
            )
            return
        self.groups.append(condition)

    def _join(self, last: _Line | None, key: str, words: Words) -> None:
        """Let what ``words`` say hold too of what the line before finds; after ``and`` it is shown."""
        condition = self.resolver.sentence(words)
        if last is None or last.key not in JOINED or last.below:
            self._wrong(f"`{key}` goes on from {', '.join(JOINED)}, and none stands right before it", words)
        elif condition is not None:
            last.joined.append((condition, key == "and"))

    def _line(self, key: str, words: Words) -> _Line | None:
        """Return one line; None, with a problem, if it is none."""
        if key in (*PLAIN, "each"):
            condition = self.resolver.sentence(words)
            return _Line(key, words, condition) if condition else None
        label, colon, _ = words.text.partition(":")
        rest = words.part(len(label) + 1)
        if not (colon and label.strip() and rest.text):
            what = "SCENARIO over {blank}" if key == "verdicts" else "SENTENCE"
            self._wrong(f"expected `{key} LABEL: {what}`", words)
            return None
        if key == "verdicts":
            return self._verdicts(label.strip(), rest)
        # `WORDS where SENTENCE` says what of the sentence to give.
        where = None if key != "row" or self.resolver.vocabulary.find(rest.text) else _WHERE.search(rest.text)
        condition = self.resolver.sentence(rest.part(where.end()) if where else rest)
        gives = rest.part(0, where.start()) if where else None
        return _Line(key, rest, condition, label.strip(), gives) if condition else None

    def _verdicts(self, label: str, rest: Words) -> _Line | None:
        """Parse ``SCENARIO "over" "{" INPUT "}"``."""
        found = _OVER.fullmatch(rest.text)
        scenario = self.scenarios.get(found[1]) if found else None
        if found is None:
            self._wrong("expected a scenario and what to go through, as in `visit over {suspect}`", rest)
            return None
        if scenario is None:
            known = ", ".join(self.scenarios) or "none"
            self._wrong(f"no scenario is called `{found[1]}`", rest, f"scenarios: {known}")
            return None
        over = Blank(" ".join(found[2].split()))
        if over not in scenario.inputs or over.type not in self.resolver.names.things:
            self._wrong(f"`{over}` is no input of `{scenario.name}` that a table lists", rest)
            return None
        return _Line("verdicts", rest, label=label, scenario=scenario.name, over=over)

    def _entry(self, line: _Line, bound: set[Blank]) -> Entry:
        """Return what was read as a value, where ``bound`` are the blanks that something fills before it."""
        conditions = [*([line.condition] if line.condition else []), *(c for c, _ in line.joined)]
        known = bound | {self.resolver.blanks[t] for c in conditions for t in c.terms if isinstance(t, int)}
        gives = line.gives.text if line.gives else ""
        for hole in HOLE.finditer(gives):
            if line.gives and hole[1] is not None and Blank(" ".join(hole[1].split())) not in known:
                place = line.gives.part(*hole.span()).place
                self.resolver.problems.append(Problem("unbound-blank", f"nothing fills `{hole[0]}`", place))
        scenario = self.scenarios.get(line.scenario)
        for blank in scenario.inputs if scenario else ():
            if blank not in (line.over, *bound) and blank.type != "date":
                self._wrong(f"`{line.scenario}` needs `{blank}`, and nothing here says which", line.words)
        return Entry(
            line.key, line.condition, line.label, gives, line.scenario, line.over, tuple(line.joined),
            tuple(self._entry(below, known) for below in line.below),
        )  # fmt: skip

    def _wrong(self, message: str, words: Words, fix: str = "", other: Words | None = None) -> None:
        problem = Problem("bad-profile", message, words.place, fix, other.place if other else None)
        self.resolver.problems.append(problem)


def _text(item: KeyedSyntax) -> str:
    """Return a block as it was written."""
    return "\n".join((item.head.place.text, *(words.place.text for _, words in item.lines)))


def sentences_of(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return the sentences that profiles show: they count as asked for."""
    return frozenset(c.sentence.key for profile in profiles for c in profile.conditions())
