"""Time: the three truths, dates that may be imprecise, and timelines of truth over days."""

from obligcheck.temporal.dates import (
    ImpreciseDate,
    Rounding,
    Unit,
    add,
    day_after,
    earlier_of,
    first_of_month_after,
    is_before,
    is_same,
    later_of,
    parse_day,
    parse_edtf,
    parse_period,
)
from obligcheck.temporal.timeline import ALWAYS, NEVER, UNKNOWN, Stretch, Timeline
from obligcheck.temporal.truth import Truth

__all__ = [
    "ALWAYS",
    "NEVER",
    "UNKNOWN",
    "ImpreciseDate",
    "Rounding",
    "Stretch",
    "Timeline",
    "Truth",
    "Unit",
    "add",
    "day_after",
    "earlier_of",
    "first_of_month_after",
    "is_before",
    "is_same",
    "later_of",
    "parse_day",
    "parse_edtf",
    "parse_period",
]
