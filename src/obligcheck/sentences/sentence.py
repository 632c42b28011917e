"""A sentence with typed blanks, what may stand in a blank, and how it reads when filled in."""

import re
from collections.abc import Sequence
from typing import Final

from obligcheck.temporal import ImpreciseDate
from obligcheck.values import NamedTuple

#: A hole in a written sentence: a blank, a quoted constant, or a date that stands as it is.
HOLE = re.compile(r"\{([^{}\"]*)\}|\"([^\"{}]*)\"|(?<![\w-])(\d{4}-\d{2}-\d{2})(?![\w-])")


_SPACE = re.compile(r"\s+")


class Entity(NamedTuple):
    """A thing with a name: a State, a person, a treaty. ``id`` is unique within ``type``."""

    type: str
    id: str
    name: str

    def __str__(self) -> str:
        """Return the name, as sentences show it."""
        return self.name


#: What may fill a blank. A plain text stands for itself (an office, a form of words).
Value = Entity | ImpreciseDate | str


class Blank(NamedTuple):
    """A typed hole: the last word of ``{home state}`` is its type."""

    name: str

    @property
    def type(self) -> str:
        """Return the type, the last word of the name."""
        return self.name.rpartition(" ")[2]

    @property
    def key(self) -> str:
        """Return the name as one word, as programs and the command line write it.

        >>> Blank("notice date").key
        'notice_date'
        """
        return self.name.replace(" ", "_")

    def __str__(self) -> str:
        """Return the blank as rules write it."""
        return f"{{{self.name}}}"


class Sentence:
    """Words around blanks. Sentences are shared through a ``Vocabulary``, so identity is equality.

    ``words`` has one element more than ``blanks``: what stands before, between and after them;
    ``key`` is the words with ``{}`` for each blank: what makes two sentences the same.
    """

    __slots__ = ("blanks", "key", "words")

    def __init__(self, words: tuple[str, ...], blanks: tuple[Blank, ...]) -> None:
        self.words: Final = words
        self.blanks: Final = blanks
        # Joined once: it is looked up all the time.
        self.key: Final = "{}".join(words)

    @property
    def types(self) -> tuple[str, ...]:
        """Return the types of the blanks, in order."""
        return tuple(blank.type for blank in self.blanks)

    def fill(self, arguments: Sequence[Value | None]) -> str:
        """Return the sentence with ``arguments`` in its blanks; None reads "some …".

        >>> parse_sentence("{state} is a party").fill([Entity("state", "NOR", "Norland")])
        'Norland is a party'
        """
        parts = [self.words[0]]
        for blank, argument, words in zip(self.blanks, arguments, self.words[1:], strict=True):
            parts.append(f"some {blank.name}" if argument is None else str(argument))
            parts.append(words)
        return "".join(parts)

    def __str__(self) -> str:
        """Return the sentence with its blanks, as rules write it."""
        return self.words[0] + "".join(f"{b}{w}" for b, w in zip(self.blanks, self.words[1:], strict=True))


def skeleton(text: str) -> str:
    """Return ``text`` with ``{}`` for every blank, constant and date in it, evenly spaced."""
    return " ".join(HOLE.sub("{}", text).split())


def parse_sentence(text: str) -> Sentence:
    """Return the sentence written in ``text``; every hole must be a blank.

    Raises ValueError for a constant, a blank without a name, a brace or quote without its pair, or
    blanks without a word around them.
    """
    words, blanks, end = [], [], 0
    for hole in HOLE.finditer(text):
        name = hole[1]
        if not name or not name.strip():
            message = f"expected a named blank such as {{state}}, found `{hole[0]}`"
            raise ValueError(message)
        words.append(text[end : hole.start()])
        blanks.append(Blank(" ".join(name.split())))
        end = hole.end()
    words.append(text[end:])
    said = "".join(words)
    stray = next((letter for letter in said if letter in '{}"'), "")
    if stray:
        message = f"`{stray}` has no partner, expected blanks such as {{state}}"
        raise ValueError(message)
    if not said.strip():
        message = "expected a sentence, found no words"
        raise ValueError(message)
    words = [_SPACE.sub(" ", part) for part in words]
    words[0] = words[0].lstrip()
    words[-1] = words[-1].rstrip()
    return Sentence(tuple(words), tuple(blanks))
