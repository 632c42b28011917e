"""What a batch has found, as values: another batch under the same options need not find it again."""

from typing import NamedTuple

from obligcheck.batch.outcome import Outcome
from obligcheck.batch.questions import Asked


class Memory(NamedTuple):
    """Questions, the spans of days of each (as ordinals, half-open) with numbers of outcomes, and these."""

    asked: tuple[Asked, ...]
    spans: tuple[tuple[tuple[int, int, int], ...], ...]
    outcomes: tuple[Outcome, ...]
