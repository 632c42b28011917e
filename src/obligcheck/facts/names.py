"""Names of things: resolved exactly after folding, or refused with what was meant; never guessed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from obligcheck.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obligcheck.problems import ProblemsError
    from obligcheck.sentences import Entity

#: Letters that no decomposition reaches, in names as the press writes them.
_LETTERS = str.maketrans(
    {"\N{LATIN SMALL LETTER DOTLESS I}": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"}
)

#: Apostrophes that count as letters or accents, and stand within one word all the same.
_APOSTROPHES = dict.fromkeys(map(ord, "\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8"))

#: So many things of one type can be listed where a name resembles none of them.
FEW = 12


#: How alike two words are, from 0 to 1, of which one may be a slip for the other; and how alike if they
#: begin with different letters, or are not as many.
_LIKE, _NEARLY = 0.73, 0.86
#: A name of fewer letters is too short for slips.
_FEWEST = 4


def fold(name: str) -> str:
    """Return ``name`` without case, accents and punctuation: what two spellings of one name share.

    Hyphens and slashes part words; apostrophes and full stops vanish.

    >>> fold("Côte d'Ivoire"), fold("EL-MASRI"), fold("U.K.")
    ('cote divoire', 'el masri', 'uk')
    """
    plain = name.casefold() if name.isascii() else _plain(name)
    spaced = "".join(c if c.isalnum() else " " if _parts_words(c) else "" for c in plain)
    return " ".join(spaced.split())


def _plain(name: str) -> str:
    """Return ``name`` in small letters without accents."""
    # Some signs are capitals or accented only once they are taken apart, and small only after that.
    taken_apart = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    parts = unicodedata.normalize("NFKD", taken_apart).translate(_APOSTROPHES)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)


def _parts_words(letter: str) -> bool:
    return letter in "-/_,&()" or letter.isspace() or unicodedata.category(letter) == "Pd"


class Names:
    """The names by which things of each type are known.

    ``things`` are all that exist, by type and id. ``exact`` holds names that mean one thing;
    ``asked`` names that could mean several and therefore never resolve; both by type and folded name.
    ``tables`` says by type which table lists the things.
    """

    __slots__ = ("asked", "exact", "tables", "things")

    def __init__(self) -> None:
        self.things: Final[dict[str, dict[str, Entity]]] = {}
        self.exact: Final[dict[str, dict[str, Entity]]] = {}
        self.asked: Final[dict[str, dict[str, tuple[Entity, ...]]]] = {}
        self.tables: Final[dict[str, str]] = {}

    def enter(self, entity: Entity) -> Entity | None:
        """Let ``entity`` exist under its id and its name; return the other thing where one is taken."""
        taken = self.things.setdefault(entity.type, {}).setdefault(entity.id, entity)
        if taken is not entity:
            return taken
        return self.add(entity.id, entity) or self.add(entity.name, entity)

    def add(self, name: str, entity: Entity) -> Entity | None:
        """Let ``name`` mean ``entity``; return the other entity where the name is taken."""
        # INVARIANT: a name that is all punctuation means nothing.
        if not fold(name):
            return None
        taken = self.exact.setdefault(entity.type, {}).setdefault(fold(name), entity)
        return None if taken == entity else taken

    def ask(self, name: str, entity: Entity) -> None:
        """Let ``name`` be one that could mean ``entity`` among others, so that it is asked back."""
        asked = self.asked.setdefault(entity.type, {})
        asked[fold(name)] = (*asked.get(fold(name), ()), entity)

    def find(self, kind: str, name: str) -> Entity | None:
        """Return the thing of type ``kind`` that ``name`` means, or None."""
        return self.exact.get(kind, {}).get(fold(name))

    def resolve(self, kind: str, name: str) -> Entity:
        """Return the thing of type ``kind`` that ``name`` means.

        Raises ProblemsError, with what could be meant, for an ambiguous or unknown name.
        """
        found = self.find(kind, name)
        if found is None:
            raise self.refusal(kind, name)
        return found

    def refusal(self, kind: str, name: str) -> ProblemsError:
        """Return why ``name`` is not the name of one thing of type ``kind``, and what was meant."""
        if not fold(name):
            return problem("no-name", f"expected the name of some {kind}, found `{name}`")
        candidates = self.asked.get(kind, {}).get(fold(name))
        if candidates:
            meant = ", ".join(f"{e.name} (`{e.id}`)" for e in candidates)
            only = " perhaps" if len(candidates) == 1 else " one of"
            return problem(
                "ambiguous-name", f"`{name}` is not the name of one {kind}", f"say which,{only}: {meant}"
            )
        meant = _listed(self._like(kind, name))
        table = self.tables.get(kind)
        listed = self._all_of(kind) or (f"`data show {table}` lists them" if table else "")
        fix = f"did you mean {meant}?" if meant else listed
        return problem("unknown-name", f"no {kind} is called `{name}`", fix)

    def _all_of(self, kind: str) -> str:
        """Return all things of type ``kind`` where they are few enough to be read; else nothing."""
        things = self.things.get(kind, {})
        return f"there are {_listed(things.values())}" if 0 < len(things) <= FEW else ""

    def _like(self, kind: str, name: str) -> list[Entity]:
        """Return things whose name begins with, holds or resembles ``name``."""
        known, folded = self.exact.get(kind, {}), fold(name)
        words = set(folded.split())
        holding = [n for n in known if words and words <= set(n.split())]
        starting = [n for n in known if len(folded) > 2 and n.startswith(folded)]  # noqa: PLR2004 (two letters start too many)
        close = [n for n in _close(folded, known) if _resembles(folded, n)]
        return list(dict.fromkeys(known[n] for n in (*holding, *starting, *close)))[:6]


def _close(name: str, known: Iterable[str]) -> list[str]:
    """Return the names that are near enough to ``name`` to be looked at word by word, the nearest first."""
    # Only a name that failed needs the search. Of a few letters, too much is like anything.
    import difflib  # noqa: PLC0415

    return difflib.get_close_matches(name, known, n=10, cutoff=_LIKE) if len(name) >= _FEWEST else []


def _resembles(name: str, other: str) -> bool:
    """Say whether ``name`` may be a slip for ``other``: word by word, or nearly as a whole.

    >>> _resembles("mongollia", "mongolia"), _resembles("western sahara", "western samoa")
    (True, False)
    """
    words, others = name.split(), other.split()
    if len(words) != len(others):
        return _ratio(name, other) >= _NEARLY
    # Few slips change the first letter.
    first = _LIKE if name[0] == other[0] else _NEARLY
    least = (first, *(_LIKE for _ in words[1:]))
    return all(_ratio(*pair) >= enough for *pair, enough in zip(words, others, least, strict=True))


def _ratio(word: str, other: str) -> float:
    import difflib  # noqa: PLC0415 (as above)

    return difflib.SequenceMatcher(None, word, other).ratio()


def _listed(entities: Iterable[Entity]) -> str:
    return ", ".join(f"{entity.name} (`{entity.id}`)" for entity in entities)
