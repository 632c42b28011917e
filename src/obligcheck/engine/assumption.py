"""What a user or a scenario supposes beside the record."""

from obligcheck.engine.builtins import same
from obligcheck.sentences import Sentence, Value
from obligcheck.temporal import ALWAYS, NEVER, Timeline, Truth
from obligcheck.values import NamedTuple


class Assumption(NamedTuple):
    """That ``sentence`` is (or, if ``denied``, is not) true of ``arguments`` on the days of ``when``.

    None among ``arguments`` is whatever is asked about: a scenario supposes its sentences so, and all
    that is asked through it shares its proofs. ``kind`` is ``assumed`` for what a user says, ``supposed``
    for what a scenario does; ``days`` is how the user wrote ``when``.
    """

    sentence: Sentence
    arguments: tuple[Value | None, ...]
    denied: bool = False
    when: Timeline = ALWAYS
    kind: str = "assumed"
    days: str = ""

    def of(self, asked: tuple[Value | None, ...]) -> Timeline:
        """Return the days on which this is about what is asked; None among ``asked`` asks for any.

        Of a date that need not be the one asked, unknown.
        """
        when = self.when
        for given, wanted in zip(self.arguments, asked, strict=True):
            if given is not None and wanted is not None and given != wanted:
                fits = same(given, wanted)
                if fits is Truth.NO:
                    return NEVER
                when &= Timeline.constant(fits)
        return when

    def __str__(self) -> str:
        """Return the sentence, filled in."""
        return self.sentence.fill(self.arguments)
