"""Find the fenced blocks of a Markdown text, with the headings above each."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from obligcheck.problems import Problem
from obligcheck.sources import Place, Source
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The fences that mean something to us; every other one is prose.
FENCES = ("instrument", "rule", "question", "scenario", "example", "profile", "phrase")

#: Limits: far above any honest book, low enough to be refused before they cost time.
MOST_CHARACTERS = 1_000_000
MOST_IN_LINE = 2_000

#: From this likeness on, the word of a fence is one of ours misspelt: two letters exchanged in the shortest.
_NEAR = 0.75

_QUOTED = re.compile(r"[\s>]*")


class Words(NamedTuple):
    """A piece of a line and where it stands."""

    text: str
    place: Place

    def part(self, start: int, end: int | None = None) -> Words:
        """Return the characters from ``start`` to ``end``, without the blanks around them."""
        whole = self.text[start:end]
        text = whole.strip()
        start += len(whole) - len(whole.lstrip()) if text else 0
        return Words(text, self.place.part(start, start + len(text)))

    def opening(self) -> tuple[Words, Words]:
        """Return the first word and the rest."""
        first = next(iter(self.text.split(maxsplit=1)), "")
        return self.part(0, len(first)), self.part(len(first))

    def parted(self, mark: str) -> Iterator[Words]:
        """Yield the parts between each ``mark``, empty ones included."""
        start = 0
        for text in self.text.split(mark):
            yield self.part(start, start + len(text))
            start += len(text) + len(mark)


class Block(NamedTuple):
    """A fenced block: its kind, what its lines say, and the headings above it, outermost first.

    An empty line has empty words.
    """

    kind: str
    lines: tuple[Words, ...]

    def paragraphs(self) -> Iterator[list[Words]]:
        """Yield the runs of lines between empty ones."""
        run: list[Words] = []
        for line in self.lines:
            if line.text:
                run.append(line)
            elif run:
                yield run
                run = []
        if run:
            yield run


def too_large(source: Source) -> Problem | None:
    """Return the problem of a text beyond our limits, or None."""
    if len(source.text) > MOST_CHARACTERS:
        message = f"the file has {len(source.text):,} characters, and {MOST_CHARACTERS:,} is the limit"
        fix = "split the file: one part of an instrument each"
        return Problem("too-large", message, Place(source.path, 1), fix)
    for number, text in enumerate(source.lines, 1):
        if len(text) > MOST_IN_LINE:
            message = f"the line has {len(text):,} characters, and {MOST_IN_LINE:,} is the limit"
            return Problem("long-line", message, Place(source.path, number, 1, 1, text[:60] + "…"))
    return None


def find_blocks(source: Source, problems: list[Problem]) -> tuple[Block, ...]:
    """Return the blocks of ``source``; a fence that nobody closed, or nearly ours, is a problem."""
    # Only a book that is not in the cache needs the Markdown parser.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    large = too_large(source)
    if large:
        problems.append(large)
        return ()
    lines, blocks = source.lines, []
    headings: list[tuple[int, str]] = []
    # What stands within a line is prose to us.
    tokens = MarkdownIt("commonmark").disable(["inline"]).parse(source.text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=False):
        if token.type == "heading_open" and following is not None:
            level = int(token.tag[1:])
            headings = [h for h in headings if h[0] < level]
            headings.append((level, following.content))
        elif token.type == "fence" and token.map:
            start, end = token.map
            words = _lines(source.path, lines, start, end, tuple(text for _, text in headings))
            kind = _kind(token.info, words[0], problems)
            if kind and not _closes(words[1:], token.markup):
                message = f"the `{kind}` block is never closed"
                fix = f"close it with a line {token.markup}"
                problems.append(Problem("unclosed-fence", message, words[0].place, fix))
            elif kind:
                blocks.append(Block(kind, tuple(words[1:-1])))
    return tuple(blocks)


def _lines(path: str, lines: list[str], start: int, end: int, heading: tuple[str, ...]) -> list[Words]:
    """Return the lines from ``start`` to before ``end``, without the marks of a quotation around them."""
    quoted = lines[start].lstrip().startswith(">")
    found = []
    for number, line in enumerate(lines[start:end], start + 1):
        whole = Words(line, Place(path, number, 1, max(len(line), 1), line, heading))
        begin = _QUOTED.match(line) if quoted else None
        found.append(whole.part(begin.end() if begin else 0))
    return found


def _kind(info: str, fence: Words, problems: list[Problem]) -> str:
    """Return the kind of block that ``info`` names, empty for prose; one that is nearly ours is a problem."""
    info = info.strip()
    if info in FENCES:
        return info
    word = next(iter(info.casefold().split()), "")
    meant = next((kind for kind in FENCES if word in (kind, kind + "s")), "") or _nearest(word)
    if meant:
        message = f"`{info}` is no kind of block, and what stands in it would be prose"
        fix = f"write `{meant}` alone after the fence"
        problems.append(Problem("unknown-fence", message, fence.place, fix))
    return ""


def _nearest(word: str) -> str:
    """Return the kind that ``word`` is a slip of; empty for what is a language of its own.

    >>> _nearest("ruel"), _nearest("ruby")
    ('rule', '')
    """
    return next(iter(get_close_matches(word, FENCES, 1, _NEAR)), "")


def _closes(lines: list[Words], markup: str) -> bool:
    """Say whether the last of ``lines`` closes a fence that ``markup`` opened."""
    last = lines[-1].text if lines else ""
    return set(last) == {markup[0]} and len(last) >= len(markup)
