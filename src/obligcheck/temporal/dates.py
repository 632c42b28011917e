"""Dates as the law and the record give them: imprecise at times, and counted in months.

Nothing is rounded in silence. A sum that the calendar cannot settle, such as 31 January plus one
month, is an imprecise date unless the caller says which way to round. The calendar runs from
0001-01-01 to 9999-12-31, and a sum that would leave it stops at that end: no treaty reaches so far,
and an answer must not break off because a record writes "forever" as 9999-12-31.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import Enum
from typing import Literal, Self

from dateutil.relativedelta import relativedelta

from obligcheck.temporal.truth import Truth
from obligcheck.values import NamedTuple

Unit = Literal["days", "months", "years"]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Rounding(Enum):
    """Which day to take where a month lacks the day: its last one, or the first of the next."""

    DOWN = "down"
    UP = "up"


class _Days(NamedTuple):
    earliest: date
    latest: date


class ImpreciseDate(_Days):
    """A day known only to lie between two days, both included; most often they are the same.

    >>> str(ImpreciseDate(date(2013, 3, 1), date(2013, 3, 31)))
    '2013-03'
    """

    __slots__ = ()

    def __new__(cls, earliest: date, latest: date) -> Self:
        """Return the date between two days; ValueError where it could be no day."""
        if latest < earliest:
            raise ValueError(f"{latest} comes before {earliest}")
        return super().__new__(cls, earliest, latest)

    @classmethod
    def on(cls, day: date) -> "ImpreciseDate":
        """Return the date that is exactly ``day``."""
        return cls(day, day)

    @property
    def exact(self) -> bool:
        """Whether only one day is possible."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        """Return the EDTF text: a day, a month, a year, or the two days with a slash."""
        if self.exact:
            return self.earliest.isoformat()
        year, month = self.earliest.year, self.earliest.month
        if self == _whole_month(year, month):
            return f"{year:04}-{month:02}"
        if self == _whole_year(year):
            return f"{year:04}"
        return f"{self.earliest}/{self.latest}"

    def __repr__(self) -> str:
        """Return the EDTF text, as a call of ``parse_edtf``."""
        return f"parse_edtf('{self}')"


def _whole_month(year: int, month: int) -> ImpreciseDate:
    """Return some day of that month."""
    return ImpreciseDate(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _whole_year(year: int) -> ImpreciseDate:
    """Return some day of that year."""
    return ImpreciseDate(date(year, 1, 1), date(year, 12, 31))


# Comparing


def is_before(a: ImpreciseDate, b: ImpreciseDate) -> Truth:
    """Return whether ``a`` comes before ``b``: unknown where some readings say so and some not."""
    if a.latest < b.earliest:
        return Truth.YES
    return Truth.NO if b.latest <= a.earliest else Truth.UNKNOWN


def is_same(a: ImpreciseDate, b: ImpreciseDate) -> Truth:
    """Return whether both are the same day: unknown where they could be, but need not."""
    if a.latest < b.earliest or b.latest < a.earliest:
        return Truth.NO
    return Truth.YES if a.exact and b.exact else Truth.UNKNOWN


def later_of(a: ImpreciseDate, b: ImpreciseDate) -> ImpreciseDate:
    """Return the later of two dates."""
    return ImpreciseDate(max(a.earliest, b.earliest), max(a.latest, b.latest))


def earlier_of(a: ImpreciseDate, b: ImpreciseDate) -> ImpreciseDate:
    """Return the earlier of two dates."""
    return ImpreciseDate(min(a.earliest, b.earliest), min(a.latest, b.latest))


# Counting


def add(start: ImpreciseDate, count: int, unit: Unit, rounding: Rounding | None = None) -> ImpreciseDate:
    """Return the date ``count`` days, months or years after ``start``; before it if negative.

    Where a month lacks the day, ``rounding`` decides; None leaves both days possible.

    >>> str(add(ImpreciseDate.on(date(2025, 1, 31)), 1, "months"))
    '2025-02-28/2025-03-01'
    >>> str(add(ImpreciseDate.on(date(2025, 1, 31)), 1, "months", Rounding.DOWN))
    '2025-02-28'
    """
    earliest = _added(start.earliest, count, unit, rounding or Rounding.DOWN)
    latest = _added(start.latest, count, unit, rounding or Rounding.UP)
    return ImpreciseDate(earliest, latest)


def _added(start: date, count: int, unit: Unit, rounding: Rounding) -> date:
    """Return the day ``count`` units after ``start``, at most the calendar's first or last."""
    try:
        if unit == "days":
            return start + timedelta(days=count)
        months = count if unit == "months" else 12 * count
        # relativedelta always rounds down: a day that moved shows that the month lacked it.
        rounded = start + relativedelta(months=months)
        if rounding is Rounding.UP and rounded.day != start.day:
            rounded += timedelta(days=1)
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min
    return rounded


def first_of_month_after(day: ImpreciseDate) -> ImpreciseDate:
    """Return the first day of the month after the one in which ``day`` falls.

    >>> str(first_of_month_after(ImpreciseDate.on(date(2002, 6, 10))))
    '2002-07-01'
    """
    earliest = _first_after(day.earliest)
    return ImpreciseDate(earliest, earliest if day.exact else _first_after(day.latest))


def _first_after(day: date) -> date:
    """Return the first day of the next month, the calendar's last day where there is none."""
    if (day.year, day.month) == (date.max.year, date.max.month):
        return date.max
    return day.replace(day=1) + relativedelta(months=1)


def day_after(day: ImpreciseDate) -> ImpreciseDate | None:
    """Return the next day, with which an interval ends whose last day is ``day``.

    None for the calendar's last day: such an interval has no end.
    """
    return None if day.earliest == date.max else add(day, 1, "days")


# Reading

# Patterns are text, compiled on first use: most runs meet ISO days alone and need none of them.
_EDTF = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
_WORDS = r"(?:(\d{1,2}) ([a-z]+)|([a-z]+) (\d{1,2}),?) (\d{4})"
_MONTH_AND_YEAR = r"([a-z]+),? \d{4}"
_NUMBERS = r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})"
_YEAR_FIRST = r"(\d{4})[./]?(\d\d?)[./]?(\d\d?)"
_TIMED = r"\d{4}-\d\d-\d\d[t ]\d\d.*"


def _match(pattern: str, text: str) -> re.Match[str] | None:
    """Return the match of the whole text, with ASCII digits only."""
    return re.fullmatch(pattern, text, re.ASCII)


def parse_edtf(text: str) -> ImpreciseDate:
    """Return the date that an EDTF text (level 0) names: a day, a month, a year, or ``A/B``.

    ``A/B`` is a day no earlier than A and no later than B. ValueError says what is wrong with the
    text, where its writer is wrong.

    >>> parse_edtf("2013-03").latest
    datetime.date(2013, 3, 31)
    """
    if (day := _iso_day(text)) is not None:
        return ImpreciseDate(day, day)
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_edtf_part(text, text)
    earliest = _parse_edtf_part(start, text).earliest
    latest = _parse_edtf_part(end, text).latest
    if latest < earliest:
        raise ValueError(f"`{text}` ends before it begins")
    return ImpreciseDate(earliest, latest)


def _iso_day(text: str) -> date | None:
    """Return the day written ``YYYY-MM-DD``; None for any other text, without its reason."""
    # `date.fromisoformat` also reads `20251009` and `2025-W41-4`.
    if len(text) != len("2025-10-09") or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _parse_edtf_part(part: str, text: str) -> ImpreciseDate:
    """Return the date of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``text`` is named in errors."""
    match = _match(_EDTF, part)
    if match is None:
        if _match(_TIMED, part.lower()):
            raise ValueError(f"`{text}` holds a time of day, expected a day")
        raise ValueError(f"expected a date such as `2013`, `2013-03` or `2013-03-05`, found `{text}`")
    year, month, day = match.groups()
    if month is None:
        return _whole_year(_checked(int(year), 1, 1, text).year)
    if day is None:
        first = _checked(int(year), int(month), 1, text)
        return _whole_month(first.year, first.month)
    return ImpreciseDate.on(_checked(int(year), int(month), int(day), text))


def parse_day(text: str, today: date | None) -> date:
    """Return the one day that ``text`` names: ISO, ``today``, or with the month in words.

    Who has no clock gives None for ``today``, and the word is refused. ValueError, with the reason, where
    the user wrote no day or one that can be read in two ways.

    >>> parse_day("9 October 2025", today=date(2025, 1, 1))
    datetime.date(2025, 10, 9)
    """
    wanted = " ".join(text.split()).lower()
    if wanted == "today":
        if today is None:
            raise ValueError("`today` needs a clock, expected a date")
        return today
    if (iso := _iso_day(wanted)) is not None:
        return iso
    if match := _match(_EDTF, wanted):
        _parse_edtf_part(wanted, text)
        raise ValueError(f"`{text}` is a whole {'month' if match[2] else 'year'}, expected one day")
    match = _match(_WORDS, wanted)
    if match and (month := _month_number(match[2] or match[3])):
        day = match[1] or match[4]
        return _checked(int(match[5]), month, int(day), text)
    raise ValueError(_reason_against(wanted, text))


def parse_period(text: str, today: date | None) -> tuple[date, date]:
    """Return the first and the last day of ``A..B``, both included; A and B as ``parse_day`` reads.

    ValueError, with the reason, where the user wrote no period or one that ends before it begins.
    """
    start, dots, end = text.partition("..")
    if not dots:
        raise ValueError(f"expected a period such as `2025-01-01..2025-06-30`, found `{text}`")
    first, last = parse_day(start.strip(), today), parse_day(end.strip(), today)
    if last < first:
        raise ValueError(f"`{text}` ends before it begins")
    return first, last


def _month_number(word: str) -> int | None:
    """Return the number of the month that a lower-case word names: ``october``, ``oct``."""
    for number, name in enumerate(_MONTHS, start=1):
        if word in {name.lower(), name[:3].lower()} or (word == "sept" and name == "September"):
            return number
    return None


def _checked(year: int, month: int, day: int, text: str) -> date:
    """Return the day with these numbers; ValueError says which of them does not exist."""
    if year < date.min.year:
        reason = "the calendar begins with the year 0001"
    elif not 1 <= month <= len(_MONTHS):
        reason = f"there is no month {month}"
    elif not 1 <= day <= monthrange(year, month)[1]:
        reason = f"{_MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days"
    else:
        return date(year, month, day)
    raise ValueError(f"`{text}` is not a date: {reason}")


def _reason_against(wanted: str, text: str) -> str:
    """Return why a text that names no day does not, and what to write where that is clear."""
    if match := _match(_NUMBERS, wanted):
        first, second, year = (int(number) for number in match.groups())
        ways = [
            written
            for month, day in ((second, first), (first, second))
            if (written := _written(year, month, day)) is not None
        ]
        if len(set(ways)) > 1:
            return f"`{text}` can be read in two ways, write `{ways[0]}` or `{ways[1]}`"
        if ways:
            return f"days are written year first, write `{ways[0]}` for `{text}`"
    if match := _match(_YEAR_FIRST, wanted):
        year, month, day = (int(number) for number in match.groups())
        if (written := _written(year, month, day)) is not None:
            return f"days are written with hyphens, write `{written}` for `{text}`"
    if _match(_TIMED, wanted):
        return f"`{text}` holds a time of day, expected a day"
    match = _match(_MONTH_AND_YEAR, wanted)
    if match and _month_number(match[1]):
        return f"`{text}` is a whole month, expected one day"
    found = f"`{text}`" if wanted else "nothing"
    return f"expected a day such as `2025-10-09`, `9 October 2025` or `today`, found {found}"


def _written(year: int, month: int, day: int) -> str | None:
    """Return the day in ISO form, or None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
