"""An answer as values: the verdict, all that qualifies it, and the tree that explains it."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from obligcheck.answers.basis import deciding, headline_of, presumed_in
from obligcheck.facts import Provenance
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple


class Node(NamedTuple):
    """One sentence of an explanation on the day asked, and why it has its truth.

    ``until`` is the first day on which it is no longer so. ``kind`` is that of the rule (``rule``,
    ``duty``, ``presumption``, …), or ``fact``, ``denied``, ``assumed``, ``supposed``, ``calculated``,
    ``judged``, ``circumstance``, ``no record``, ``not known``, or ``alternative``: one way of several,
    to be worded by its citations. ``truth`` is that of the condition: with ``negated``, the opposite
    of the sentence's own. ``at`` is ``file:line``; ``source`` where a fact comes from. ``checked`` is
    the day until which the list was looked up in whose silence a "no record" rests, where that is not
    the day of the whole table.
    """

    sentence: str
    truth: Truth
    since: date | None
    until: date | None
    kind: str
    cites: tuple[str, ...] = ()
    at: str | None = None
    source: Provenance | None = None
    conditions: "tuple[Node, ...]" = ()
    unless: "tuple[Node, ...]" = ()
    negated: bool = False
    note: str = ""
    checked: date | None = None

    @property
    def own(self) -> Truth:
        """The truth of the sentence itself, also where its opposite is asked for."""
        return ~self.truth if self.negated else self.truth

    def walk(self) -> "Iterator[Node]":
        """Yield this node and all below it, shared ones once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if id(node) not in seen:
                seen.add(id(node))
                yield node
                waiting += reversed((*node.conditions, *node.unless))


class Contested(NamedTuple):
    """A reading of a contested question, who holds it, and the verdict under it."""

    question: str
    asks: str
    reading: str
    says: str
    holders: tuple[str, ...]
    verdict: Truth


class Also(NamedTuple):
    """A further sentence of the answer: law beside the verdict, a position, or conduct."""

    sentence: str
    truth: Truth
    kind: str
    cites: tuple[str, ...]
    layer: str
    source: Provenance | None = None


if TYPE_CHECKING:

    class Further(Protocol):
        """What an answer works out when it is asked for: most who ask need a verdict and its tree."""

        def basis(self) -> tuple[str, ...]:
            """Return the provisions in the deciding part of the tree."""

        def statement(self) -> str:
            """Return the finished sentence."""

        def given(self) -> dict[str, str | None]:
            """Return the values that the scenario names: ISO days and ids, None where there is none."""

        def contested(self) -> tuple[Contested, ...]:
            """Return the readings under which the verdict would be another."""

        def followed(self, contested: Iterable[Contested]) -> tuple[Contested, ...]:
            """Return the readings in force of the questions in ``contested``."""

        def also(self) -> tuple[Also, ...]:
            """Return the further sentences, those to print as caveats included."""

        def caveats(self, also: Iterable[Also]) -> tuple[str, ...]:
            """Return what qualifies the answer, or what it says in ``also``, whatever the law says."""

        def flips(self) -> "tuple[Flip, ...]":
            """Return the smallest sets of facts that would turn the verdict."""


class _Given(NamedTuple):
    scenario: str
    inputs: dict[str, str]
    names: dict[str, str]
    day: date
    verdict: Truth
    label: str
    since: date | None
    until: date | None
    readings: tuple[tuple[str, str], ...]
    tree: Node
    receipt: dict[str, object]
    further: "Further"


class Answer(_Given):
    """What ``check`` answers for one day.

    ``since`` and ``until`` (first day no longer) bound the stretch of the verdict; ``readings`` are
    the contested questions met on the way, each with the reading in force. What takes time is worked
    out when first asked for, and then kept.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def statement(self) -> str:
        """The finished sentence that a press release or a news box needs, with its citations."""
        return self.further.statement()

    @cached_property
    def given(self) -> dict[str, str | None]:
        """The values that the scenario names, such as a day: ISO texts and ids, None where there is none."""
        return self.further.given()

    @cached_property
    def basis(self) -> tuple[str, ...]:
        """The provisions in the deciding part of the tree."""
        return self.further.basis()

    @cached_property
    def headline(self) -> tuple[str, ...]:
        """The few provisions that impose the duty, or those of the tree's root."""
        return headline_of(self.tree)

    @cached_property
    def presumed(self) -> tuple[str, ...]:
        """The sentences that hold by presumption only, and on which the verdict rests."""
        return presumed_in(deciding(self.tree))

    @cached_property
    def contested(self) -> tuple[Contested, ...]:
        """Every reading of one question under which the verdict would be another."""
        return self.further.contested()

    @cached_property
    def followed(self) -> tuple[Contested, ...]:
        """The reading in force of each question in ``contested``: on whose authority the answer stands."""
        return self.further.followed(self.contested)

    @cached_property
    def also(self) -> tuple[Also, ...]:
        """The further sentences of the scenario: law, positions, conduct."""
        return tuple(a for a in self._all_further if a.layer != "caveat")

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """What to bear in mind: caveats of the rules that hold, then what the record leaves unsure."""
        of_rules = (a.sentence for a in self._all_further if a.layer == "caveat" and a.truth is Truth.YES)
        return tuple(dict.fromkeys((*of_rules, *self.further.caveats(self.also))))

    @cached_property
    def flips(self) -> tuple["Flip", ...]:
        """The smallest sets of facts that would turn the verdict, each tried out."""
        return self.further.flips()

    @property
    def change(self) -> tuple[tuple[str, ...], ...]:
        """The sets of ``flips`` alone."""
        return tuple([flip.facts for flip in self.flips])

    @cached_property
    def _all_further(self) -> tuple[Also, ...]:
        return self.further.also()


class Flip(NamedTuple):
    """Facts, as sentences, that together would turn a verdict, and what they would turn it into.

    "not: " before a sentence says that it would not be so.
    """

    facts: tuple[str, ...]
    verdict: Truth

    @property
    def is_settled(self) -> bool:
        """Say whether the verdict would be yes or no."""
        return self.verdict is not Truth.UNKNOWN


class Change(NamedTuple):
    """A stretch of days with one verdict, and what set it: facts and dates that turned it.

    Of the days of a period it has also the readings that contest it, what it presumes, and what to mind.
    """

    since: date | None
    until: date | None
    verdict: Truth
    label: str
    because: tuple[str, ...]
    contested: tuple[Contested, ...] = ()
    presumed: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
