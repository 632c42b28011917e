"""Which articles an instrument has, as its ``articles`` line says: citations of others are mistakes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obligcheck.problems import Problem
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obligcheck.language.fences import Words
    from obligcheck.sources import Place

#: The word with which such a line opens.
KEY = "articles"

_RANGE = re.compile(r"(\d{1,9}) to (\d{1,9})")
_ONE = re.compile(r"[0-9A-Za-z]+(?: (?:bis|ter|quater))?")
_NUMBER = re.compile(r"\d{1,9}")


class Articles(NamedTuple):
    """The articles of an instrument: all from one number to another, and others by name."""

    written: str
    ranges: tuple[tuple[int, int], ...]
    names: frozenset[str]

    def have(self, article: str) -> bool:
        """Say whether ``article``, without paragraphs, is one of them."""
        if article in self.names:
            return True
        if _NUMBER.fullmatch(article) is None or article.startswith("0"):
            return False
        return any(first <= int(article) <= last for first, last in self.ranges)


def parse_articles(line: Words, problems: list[Problem]) -> Articles | None:
    """Parse ``articles = "articles" part { "," part }``, where ``part = FIRST "to" LAST | ARTICLE``.

    None where a part is neither: what it lacks would be missed in good citations.
    """
    before = len(problems)
    ranges: list[tuple[int, int]] = []
    names: set[str] = set()
    rest = line.part(len(KEY))
    for part in rest.parted(","):
        found = _RANGE.fullmatch(part.text)
        if found and int(found[1]) <= int(found[2]):
            ranges.append((int(found[1]), int(found[2])))
        elif not found and _ONE.fullmatch(part.text):
            names.add(part.text)
        else:
            message = f"expected an article or a range of them, found `{part.text}`"
            fix = f"write them as in `{KEY} 1 to 20, 7 bis`"
            problems.append(Problem("bad-instrument", message, part.place, fix))
    return Articles(rest.text, tuple(ranges), frozenset(names)) if len(problems) == before else None


def no_such_article(cite: str, place: Place, known: Mapping[str, Articles]) -> Problem | None:
    """Return that ``cite`` names an article which its instrument has not, as far as that is written."""
    name, _, provision = cite.partition(" ")
    article = provision.partition("(")[0]
    articles = known.get(name)
    if articles is None or articles.have(article):
        return None
    message = f"`{name}` has no article `{article}`"
    return Problem("no-such-article", message, place, f"its articles: {articles.written}")
