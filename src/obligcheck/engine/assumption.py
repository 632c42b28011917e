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

    def of(self, asked: tuple[Value | None, ...], goal: tuple[Value | None, ...] | None = None) -> Timeline:
        """Return the days on which this is about what is asked; None among ``asked`` asks for any.

        Of a date that need not be the one asked, unknown: two days of one year need not be the same. Of what
        a ``goal`` that left its date open has found, the date is this one's own.
        """
        when = self.when
        for given, wanted, sought in zip(self.arguments, asked, goal or asked, strict=True):
            if given is None or wanted is None or (sought is None and given == wanted):
                continue
            fits = same(given, wanted)
            if fits is Truth.NO:
                return NEVER
            when &= Timeline.constant(fits)
        return when

    def __str__(self) -> str:
        """Return the sentence, filled in."""
        return self.sentence.fill(self.arguments)
