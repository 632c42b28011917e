"""Today, and the days that users write: the only place in the project that reads a clock."""

from datetime import date

from obligcheck.problems import problem
from obligcheck.temporal import parse_day, parse_period

#: Hyphens and dashes that printed texts have in dates, and that look like the plain one.
_HYPHENS = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D), "-")


def today() -> date:
    """Return the day on the user's own calendar."""
    return date.today()  # noqa: DTZ011 (the user's own day is meant, in no other zone)


def day(text: str) -> date:
    """Return the day that ``text`` names. Raises ProblemsError where it names none, or could two."""
    try:
        return parse_day(text.translate(_HYPHENS), today())
    except ValueError as error:
        raise problem("bad-date", str(error)) from None


def period(text: str) -> tuple[date, date]:
    """Return first and last day of ``A..B``. Raises ProblemsError for a text that is no period."""
    try:
        return parse_period(text.translate(_HYPHENS), today())
    except ValueError as error:
        raise problem("bad-date", str(error)) from None
