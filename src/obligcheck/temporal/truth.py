"""The three truths of strong Kleene logic: no < unknown < yes."""

from enum import IntEnum


class Truth(IntEnum):
    """How far a sentence holds: no, unknown or yes, in this order.

    ``&`` is the lesser, ``|`` the greater, ``~`` turns the order round.

    >>> str(Truth.YES & Truth.UNKNOWN), str(~Truth.NO)
    ('unknown', 'yes')
    """

    NO = 0
    UNKNOWN = 1
    YES = 2

    # The operators of int would call `unknown & yes` a no: they are all replaced.

    def __and__(self, other: int) -> "Truth":
        """Return the lesser truth: both must hold."""
        return _ALL[min(self, other)]

    def __or__(self, other: int) -> "Truth":
        """Return the greater truth: one of the two must hold."""
        return _ALL[max(self, other)]

    def __invert__(self) -> "Truth":
        """Return the opposite; the opposite of unknown is unknown."""
        return _OPPOSITE[self]

    def __str__(self) -> str:
        """Return the word for it: ``no``, ``unknown`` or ``yes``."""
        return self.name.lower()

    def __format__(self, form: str) -> str:
        """Return the word for it, laid out as ``form`` says."""
        return format(str(self), form)


# Indexing is several times faster than calling the enumeration.
_ALL = (Truth.NO, Truth.UNKNOWN, Truth.YES)
_OPPOSITE = (Truth.YES, Truth.UNKNOWN, Truth.NO)
