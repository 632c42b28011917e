"""What a user or a scenario supposes beside the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.temporal import ALWAYS, Timeline

if TYPE_CHECKING:
    from obligcheck.sentences import Sentence, Value


@frozen(cache_hash=True)
class Assumption:
    """That ``sentence`` is (or, if ``denied``, is not) true of ``arguments`` on the days of ``when``.

    None among ``arguments`` is whatever is asked about: a scenario supposes its sentences so, and all
    that is asked through it shares its proofs. ``kind`` is ``assumed`` for what a user says and ``supposed`` for what a scenario supposes.
    """

    sentence: Sentence
    arguments: tuple[Value | None, ...]
    denied: bool = False
    when: Timeline = ALWAYS
    kind: str = "assumed"

    def covers(self, asked: tuple[Value | None, ...]) -> bool:
        """Say whether this is about what is asked; None among ``asked`` asks for any."""
        return all(g is None or a is None or a == g for g, a in zip(self.arguments, asked, strict=True))

    def __str__(self) -> str:
        """Return the sentence, filled in."""
        return self.sentence.fill(self.arguments)
