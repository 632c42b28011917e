"""A profile as values: what is shown of a thing, section by section. Only those who ask for one need it."""

from collections.abc import Iterator

from obligcheck.language.model import Condition
from obligcheck.sentences import Blank
from obligcheck.sources import Place
from obligcheck.values import NamedTuple


class Entry(NamedTuple):
    """One line of a section: which sentence is shown, and how.

    ``kind`` is the word with which the line begins (see ``profiles.KEYS``). ``label`` and ``gives``
    are the words before a sentence in a row or a count: what stands at its left, and what of it is
    given. ``scenario`` and ``over`` belong to ``verdicts``: the scenario that is posed, and the input
    that everything of its type fills in turn. ``joined`` are the sentences that must hold too of what an
    ``each`` finds, each with whether it is shown; ``below`` are the lines about it.
    """

    kind: str
    condition: Condition | None = None
    label: str = ""
    gives: str = ""
    scenario: str = ""
    over: Blank = Blank("")
    joined: tuple[tuple[Condition, bool], ...] = ()
    below: "tuple[Entry, ...]" = ()

    def conditions(self) -> Iterator[Condition]:
        """Yield the sentences of this line and of those below it."""
        yield from (self.condition,) if self.condition else ()
        yield from (condition for condition, _ in self.joined)
        for entry in self.below:
            yield from entry.conditions()


class Section(NamedTuple):
    """A heading and the lines under it."""

    title: str
    entries: tuple[Entry, ...]


class Profile(NamedTuple):
    """A view of what the rules and the record say of the ``inputs`` on a day.

    The terms of its sentences number ``blanks``, inputs first. ``groups`` are sentences about an input
    and something that stands for all of which it holds: a State and its region. ``written`` has the
    places and the texts of the blocks that make it up: one profile may be told in several.
    """

    name: str
    inputs: tuple[Blank, ...]
    blanks: tuple[Blank, ...]
    sections: tuple[Section, ...]
    groups: tuple[Condition, ...]
    written: tuple[tuple[Place, str], ...]

    def conditions(self) -> Iterator[Condition]:
        """Yield all sentences of the profile."""
        yield from self.groups
        for section in self.sections:
            for entry in section.entries:
                yield from entry.conditions()
