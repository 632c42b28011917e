"""The finished sentence that a press release or a news box needs, with its citations."""

import re
from datetime import date, timedelta

from obligcheck.answers import Answer, Contested
from obligcheck.answers.words import cited, day_in_words, month_in_words
from obligcheck.presentation import wording

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
#: Two days between which the calendar leaves one open, and a stay that ends on its first day.
_BETWEEN = re.compile(r"\b(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)\b")
_ONE_DAY = re.compile(r"\bfrom (\d{4}-\d\d-\d\d) to \1\b")
#: Sentences say "on" before any date; where it is a month or a year, prose says "in".
_VAGUE = re.compile(r"\bon ((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?\b(?![-/\d])")
#: Files and lines of the record, which a reader of news cannot look up.
_PLACES = re.compile(r"(?:[:,] [^\s,;:()]+\.csv(?::\d+)?)+")


def draw_statement(answer: Answer) -> str:
    """Return the sentence to quote, a paragraph of what qualifies it, and the receipt."""
    qualified = [_contested(answer)] if answer.contested else []
    if answer.presumed:
        qualified.append(f"Presumed: {_listed(answer.presumed)}.")
    if answer.caveats:
        qualified.append(f"{wording.CAVEATS}: {_listed(answer.caveats)}.")
    sentence = _with_citations(wording.clean(answer.statement), answer.basis)
    said = (_prose(text) for text in (sentence, " ".join(qualified)) if text)
    return "\n\n".join((*said, f"{wording.receipt(answer.receipt)}\n"))


def _with_citations(statement: str, basis: tuple[str, ...]) -> str:
    """Return ``statement`` with its citations before the full stop, where the scenario gives it none."""
    if not basis or any(cite in statement for cite in basis):
        return statement
    return f"{statement.rstrip('.')} ({cited(basis)})."


def _prose(text: str) -> str:
    """Return ``text`` with its days, months and years as prose has them."""
    text = _ONE_DAY.sub(r"on \1", _BETWEEN.sub(_either, text))
    return _DAY.sub(_in_words, _VAGUE.sub(_within, text))


def _either(days: re.Match[str]) -> str:
    """Return one of two days that follow one another, or the days between which it lies."""
    try:
        first, last = map(date.fromisoformat, days.groups())
    except ValueError:
        return days[0]
    return f"{first} or {last}" if last - first == timedelta(days=1) else f"between {first} and {last}"


def _within(vague: re.Match[str]) -> str:
    """Return a month or a year as that in which something happened."""
    year, month = vague.groups()
    return f"in {month_in_words(int(year), int(month))}" if month else f"in {year}"


def _in_words(day: re.Match[str]) -> str:
    try:
        return day_in_words(date.fromisoformat(day[0]))
    except ValueError:
        # A stranger's text may hold what only looks like a day.
        return day[0]


def _contested(answer: Answer) -> str:
    """Return the contested questions, who reads them otherwise, and what the answer would then be."""
    followed = {one.question: one for one in answer.followed}
    sentences, asked = [], ""
    for one in answer.contested:
        if one.question != asked:
            asked = one.question
            sentences.append(wording.clean(one.asks))
            if asked in followed:
                sentences.append(f"The answer follows the reading {_reading(followed[asked])}.")
        sentences.append(f"Under the reading {_reading(one)}, the answer would be {one.verdict}.")
    return f"{wording.CONTESTED}: {' '.join(sentences)}"


def _reading(one: Contested) -> str:
    """Return what a reading says, and who holds it."""
    held = f", held by {'; '.join(map(wording.clean, one.holders))}" if one.holders else ""
    return f"“{wording.clean(one.says).rstrip('.') or one.reading}”{held}"


def _listed(sentences: tuple[str, ...]) -> str:
    return "; ".join(_PLACES.sub("", wording.clean(one)).rstrip(".") for one in sentences)
