"""What users write, understood: sentences about named things, readings, days."""

import re
from datetime import date

from obligcheck.engine import UNDECIDED, Assumption, Options
from obligcheck.facts import Record
from obligcheck.language import RuleBook
from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.sentences import Sentence, Value, Vocabulary
from obligcheck.temporal import ALWAYS, ImpreciseDate, Timeline, Truth, is_before, parse_edtf
from obligcheck.values import NamedTuple

#: A sentence and the days of which it speaks.
_SINCE = r"(.*?)(?:,? (?:from|since) (\S+))?(?:,? until (\S+))?"


class Asserted(NamedTuple):
    """A sentence about named things; an argument left open is None.

    ``when`` are the days it speaks of, and ``days`` how they were written.
    """

    sentence: Sentence
    arguments: tuple[Value | None, ...]
    when: Timeline
    days: str


def parse_sentence(text: str, vocabulary: Vocabulary, record: Record) -> Asserted:
    """Return the sentence that ``text`` is, its names resolved; it may end in ``from DAY until DAY``.

    ``some …`` leaves an argument open. Raises ProblemsError with the nearest sentence, or with what
    a name could mean.
    """
    text = " ".join(text.split()).rstrip(".")
    refusals: list[Problem] = []
    for bare, when in _stretches(text):
        for sentence, parts in vocabulary.matches(bare):
            try:
                arguments = tuple(_value(sentence, place, part, record) for place, part in enumerate(parts))
            except ProblemsError as error:
                refusals += error.problems
                continue
            return Asserted(sentence, arguments, when, text[len(bare) :])
    if refusals:
        raise ProblemsError(refusals[:1])
    nearest = vocabulary.nearest(text)
    fix = f"the nearest is `{nearest}`" if nearest else ""
    raise problem("unknown-sentence", f"no sentence of the rules or the data reads `{text}`", fix)


def _stretches(text: str) -> list[tuple[str, Timeline]]:
    """Return ``text`` as a sentence of all days, and without a trailing ``from … until …``."""
    found = [(text, ALWAYS)]
    ending = re.fullmatch(_SINCE, text)
    if ending and (ending[2] or ending[3]):
        start, end = (_day(t) if t else None for t in (ending[2], ending[3]))
        if start and end and is_before(start, end) is Truth.NO:
            raise problem("bad-date", f"`{text}` ends before it begins")
        found.append((ending[1], Timeline.between(start, end)))
    return found


def _day(text: str) -> ImpreciseDate:
    try:
        return parse_edtf(text)
    except ValueError as error:
        raise problem("bad-date", str(error)) from None


def _value(sentence: Sentence, place: int, text: str, record: Record) -> Value | None:
    kind = sentence.types[place]
    if text == f"some {kind}" or (text.startswith("some ") and text.endswith(kind)):
        return None
    if kind == "date":
        return _day(text)
    if kind in record.names.things:
        return record.names.resolve(kind, text)
    return record.text(sentence, place, text)


def parse_assumptions(
    assume: tuple[str, ...], deny: tuple[str, ...], book: RuleBook, record: Record
) -> tuple[Assumption, ...]:
    """Return what is assumed and denied; both of one sentence on one day is a contradiction."""
    problems: list[Problem] = []
    found: list[Assumption] = []
    for denied, texts in ((False, assume), (True, deny)):
        for text in texts:
            try:
                asserted = _asserted(text, book, record)
                arguments = _closed(asserted, text)
            except ProblemsError as error:
                problems += error.problems
                continue
            found.append(Assumption(asserted.sentence, arguments, denied, asserted.when, days=asserted.days))
    for one in found:
        for other in found:
            same = one.sentence is other.sentence and one.arguments == other.arguments
            if same and not one.denied and other.denied and (one.when & other.when).first(Truth.YES):
                message = f"`{one}` is both assumed and denied"
                problems.append(Problem("contradiction", message, fix="keep one of the two"))
    if problems:
        raise ProblemsError(problems)
    return tuple(found)


def _asserted(text: str, book: RuleBook, record: Record) -> Asserted:
    """Return what ``text`` says, in the words of the rules or in a plain form that means one sentence.

    A plain form that takes something for granted, or means more, is refused with what it means.
    """
    try:
        return parse_sentence(text, book.vocabulary, record)
    except ProblemsError:
        # Only those who speak plainly pay for it.
        from obligcheck.answers.plain import Reader  # noqa: PLC0415

        meant = Reader(book, record).read(text)
        if isinstance(meant, Problem):
            raise
        one = meant.alone()
        if one is None or one[2]:
            fix = f"in the words of the rules it says `{meant}`"
            message = f"no sentence of the rules or the data reads `{text}`"
            raise problem("unknown-sentence", message, fix) from None
        sentence, arguments, _ = one
        return Asserted(sentence, arguments, ALWAYS, "")


def _closed(asserted: Asserted, text: str) -> tuple[Value, ...]:
    """Return the arguments of an assertion that leaves none open."""
    arguments = tuple(a for a in asserted.arguments if a is not None)
    if len(arguments) < len(asserted.arguments):
        raise problem(
            "open-assumption", f"`{text}` leaves open what it is about", "name each thing and each date"
        )
    return arguments


def parse_readings(
    texts: tuple[str, ...], book: RuleBook, law_as_of: date | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the readings that ``QUESTION=READING`` texts choose, those of default left out.

    With ``law_as_of``, a question whose default nobody held by that day is undecided unless one is chosen.
    """
    problems: list[Problem] = []
    chosen: dict[str, str] = {}
    for text in texts:
        name, _, reading = (part.strip() for part in text.partition("="))
        question = book.questions.get(name)
        if question is None:
            fix = f"questions: {', '.join(sorted(book.questions)) or 'none'}"
            problems.append(Problem("unknown-question", f"no question is called `{name}`", fix=fix))
        elif question.reading(reading) is None:
            fix = f"its readings: {', '.join(r.name for r in question.readings)}"
            problems.append(Problem("unknown-reading", f"`{name}` has no reading `{reading}`", fix=fix))
        elif chosen.get(name, reading) != reading:
            problems.append(Problem("contradiction", f"two readings of `{name}` are chosen", fix="keep one"))
        else:
            chosen[name] = reading
    if problems:
        raise ProblemsError(problems)
    if law_as_of is not None:
        for question in book.questions.values():
            if question.default not in (reading.name for reading in question.announced(law_as_of)):
                chosen.setdefault(question.name, UNDECIDED)
    return tuple((q, r) for q, r in sorted(chosen.items()) if book.questions[q].default != r)


def plain_options(options: Options) -> dict[str, object]:
    """Return ``options`` as plain values, as users wrote them, for the receipt."""
    assumed = [a for a in options.assumptions if a.kind == "assumed"]
    return {
        "assume": [f"{a}{a.days}" for a in assumed if not a.denied],
        "deny": [f"{a}{a.days}" for a in assumed if a.denied],
        "readings": dict(options.readings),
        "known_on": options.known_on.isoformat() if options.known_on else None,
        "law_as_of": options.law_as_of.isoformat() if options.law_as_of else None,
    }
