"""Find the fenced blocks of a Markdown text, with the headings above each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.problems import Problem
from obligcheck.sources import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The fences that mean something to us; every other one is prose.
FENCES = ("instrument", "rule", "question", "scenario", "example")

#: Limits: far above any honest book, low enough to be refused before they cost time.
MOST_CHARACTERS = 1_000_000
MOST_IN_LINE = 2_000


@frozen
class Line:
    """One line of a block: its text without the end, and where it stands."""

    text: str
    number: int


@frozen
class Block:
    """A fenced block: its kind, its lines, and the headings above it, outermost first."""

    kind: str
    lines: tuple[Line, ...]
    heading: tuple[str, ...]
    source: Source

    def place(self, line: Line, text: str = "") -> Place:
        """Return the place of ``text`` in ``line``, or of all that the line says."""
        wanted = text or line.text.strip()
        column = max(line.text.find(wanted), 0)
        return Place(self.source.path, line.number, column + 1, max(len(wanted), 1), line.text, self.heading)

    def paragraphs(self) -> Iterator[list[Line]]:
        """Yield the runs of lines between blank lines."""
        run: list[Line] = []
        for line in self.lines:
            if line.text.strip():
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
        return Problem("too-large", message, Place(source.path, 1), "split the file: one part of an instrument each")
    for number, text in enumerate(source.lines, 1):
        if len(text) > MOST_IN_LINE:
            message = f"the line has {len(text):,} characters, and {MOST_IN_LINE:,} is the limit"
            return Problem("long-line", message, Place(source.path, number, MOST_IN_LINE, 1, text[:60] + "…"))
    return None


def find_blocks(source: Source, problems: list[Problem]) -> tuple[Block, ...]:
    """Return the blocks of ``source``; a fence that nobody closed is a problem."""
    # Only a book that is not in the cache needs the Markdown parser.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    large = too_large(source)
    if large:
        problems.append(large)
        return ()
    lines, blocks = source.lines, []
    headings: list[tuple[int, str]] = []
    tokens = MarkdownIt("commonmark").parse(source.text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            level = int(token.tag[1:])
            headings = [h for h in headings if h[0] < level]
            headings.append((level, following.content))
        elif token.type == "fence" and token.map and token.info.strip() in FENCES:
            start, end = token.map
            heading = tuple(text for _, text in headings)
            if lines[min(end, len(lines)) - 1].strip() != token.markup or end - start == 1:
                place = Place(source.path, start + 1, 1, len(lines[start]), lines[start], heading)
                message = f"the `{token.info.strip()}` block is never closed"
                problems.append(Problem("unclosed-fence", message, place, f"close it with `{token.markup}`"))
                continue
            inner = (Line(text, start + 2 + i) for i, text in enumerate(lines[start + 1 : end - 1]))
            blocks.append(Block(token.info.strip(), tuple(inner), heading, source))
    return tuple(blocks)
