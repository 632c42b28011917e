"""Dates as people write them in prose: a day, a month or a year, never one that can be read in two ways."""

import re
from datetime import date

from obligcheck.temporal.dates import ImpreciseDate, parse_day, parse_edtf

_MONTH_AND_YEAR = re.compile(r"([a-z]{3,9}) (\d{4})", re.ASCII)
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", re.ASCII)
#: `the 30th of November`, `Nov. 30`: what prose puts around a day, and a day is told without.
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b( of\b)?")
_POINT = re.compile(r"(?<=[a-z])\.(?=[ ,])|,(?= )")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})", re.ASCII)

#: No calendar date is longer in words than this.
_LONGEST = 60


def parse_written(text: str, today: date | None = None) -> ImpreciseDate:
    """Return the date that ``text`` names: a day, a month or a year, in figures or with the month in words.

    ``today`` is what that word means, None where nobody says. ValueError, with the reason, for a text
    that names no date, or one that can be read in two ways.

    >>> [str(parse_written(text)) for text in ("30th November 1998", "Nov. 1998", "1998", "30.11.1998")]
    ['1998-11-30', '1998-11', '1998', '1998-11-30']
    """
    wanted = " ".join(text[: _LONGEST + 1].casefold().split()).removeprefix("the ")
    if len(text) > _LONGEST or not wanted:
        raise ValueError(f"expected a date, found {f'`{text[:_LONGEST]}…`' if wanted else 'nothing'}")
    if _PLAIN.fullmatch(wanted):
        return parse_edtf(wanted)
    wanted = _POINT.sub("", _ORDINAL.sub("", wanted))
    if month := _MONTH_AND_YEAR.fullmatch(wanted):
        # The first of that month is a day: then the text names the month.
        first = _day(f"1 {month[1]} {month[2]}", today, text)
        return parse_edtf(first.isoformat()[: len("2013-03")])
    return ImpreciseDate.on(_day(_in_order(wanted), today, text))


def _in_order(wanted: str) -> str:
    """Return a day in figures with its year first, where its figures allow one reading only."""
    if found := _YEAR_FIRST.fullmatch(wanted):
        return f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}"
    found = _NUMBERS.fullmatch(wanted)
    if found is None:
        return wanted
    one, other = int(found[1]), int(found[3])
    months = {month for month in ((one, other), (other, one)) if month[0] <= 12}  # noqa: PLR2004 (months)
    if len(months) != 1:
        return wanted
    ((month, day),) = months
    return f"{found[4]}-{month:02}-{day:02}"


def _day(wanted: str, today: date | None, text: str) -> date:
    """Return the day that ``wanted`` names; a refusal speaks of ``text``, as the user wrote it."""
    try:
        return parse_day(wanted, today)
    except ValueError as error:
        raise ValueError(str(error).replace(f"`{wanted}`", f"`{text}`")) from None
