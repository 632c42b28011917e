"""What a peer can be asked, whatever engine stands behind it."""

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from peers.facts import Facts
from peers.rows import Rows

#: Suspect, State, and the days ``since <= day < until`` on which the State must arrest.
Stretch = tuple[int, int, int, int]

#: The answers about one pair: from each day on, until the next, a code. The first day is ``ALWAYS``.
Timeline = tuple[tuple[int, int], ...]


class Peer(Protocol):
    """An engine with the decision prepared.

    What is timed is ``answer``: ``encode`` brings rows into the form that the engine takes, ``decode`` its
    results into 1 for yes and 0 for no, and neither counts.
    """

    #: The distributions whose versions are reported.
    distributions: ClassVar[tuple[str, ...]]

    def __init__(self, facts: Facts, reading: str) -> None:
        """Prepare the decision under ``reading``, `court` or `customary`: everything that rows share."""

    def encode(self, rows: Rows) -> Any:  # noqa: ANN401 (each engine takes its own)
        """Return ``rows`` as the engine takes them."""

    def answer(self, encoded: Any) -> Any:  # noqa: ANN401 (as above)
        """Return what the engine answers to all of them."""

    def decode(self, answered: Any) -> Sequence[int]:  # noqa: ANN401 (as above)
        """Return 1 for each yes and 0 for each no."""


class Explains(Protocol):
    """A peer that says why."""

    def explain(self, suspect: int, state: int, day: int) -> str:
        """Return one answer with its reasons, as a text."""


class Compiles(Protocol):
    """A peer that answers for all days at once."""

    def stretches(self) -> list[Stretch]:
        """Return, for all pairs and all time, when the State must arrest; sorted, none touching the next."""
