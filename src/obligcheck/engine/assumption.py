"""What a user or a scenario supposes beside the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.temporal import ALWAYS, Timeline

if TYPE_CHECKING:
    from obligcheck.sentences import Sentence, Value


@frozen
class Assumption:
    """That ``sentence`` is (or, if ``denied``, is not) true of ``arguments`` on the days of ``when``.

    ``kind`` is ``assumed`` for what a user says and ``supposed`` for what a scenario supposes.
    """

    sentence: Sentence
    arguments: tuple[Value, ...]
    denied: bool = False
    when: Timeline = ALWAYS
    kind: str = "assumed"

    def __str__(self) -> str:
        """Return the sentence, filled in."""
        return self.sentence.fill(self.arguments)
