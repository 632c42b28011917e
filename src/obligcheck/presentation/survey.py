"""One question about many things, in words: the sentence that sums it up, its order, its notes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from obligcheck.answers import Contested
from obligcheck.answers.grounds import grounds
from obligcheck.answers.survey import Survey, Surveyed
from obligcheck.answers.words import day_in_words
from obligcheck.facts import fold
from obligcheck.presentation import wording
from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

Order = Literal["verdict", "name", "since", "until"]
Only = Literal["yes", "no", "unknown", "contested", "close"]

#: In which order verdicts are listed: what was asked for first.
VERDICTS = (Truth.YES, Truth.UNKNOWN, Truth.NO)
#: So many are named in a note; of more it says how many they are.
MOST_NAMED = 4

_ORDERS: dict[Order, Callable[[Surveyed], tuple[object, ...]]] = {
    "verdict": lambda one: (VERDICTS.index(one.answer.verdict),),
    "name": lambda _: (),
    "since": lambda one: (one.answer.since or date.min,),
    "until": lambda one: (one.answer.until or date.max,),
}


class Shown(NamedTuple):
    """Which part of a survey is shown, and in which order; all of it where ``only`` is None.

    With ``why`` each thing says in a few words why the verdict about it is what it is.
    """

    order: Order = "verdict"
    only: Only | None = None
    why: bool = False

    def of(self, survey: Survey) -> list[Surveyed]:
        """Return what is shown of ``survey``, in order; what is equal there is ordered by name."""
        found = [one for one in survey.found if self.only is None or _is(one, self.only)]
        return sorted(found, key=lambda one: (*_ORDERS[self.order](one), sorted_as(one.thing.name)))


ALL = Shown()


def _is(one: Surveyed, wanted: Only) -> bool:
    """Say whether ``one`` is of those that a word of the command line stands for."""
    match wanted:
        case "contested":
            return bool(one.answer.contested)
        case "close":
            return one.is_close
        case verdict:
            return str(one.answer.verdict) == verdict


def summary(survey: Survey) -> str:
    """Return in one sentence of how many things the verdict is what.

    The words are those of the scenario: "3 of 5 states must pay; for 2 that is not so".
    """
    counts = {truth: len(survey.of(truth)) for truth in Truth}
    said = survey.sentence(_share(counts[Truth.YES], len(survey), survey.blank.type))
    parts = [f"On {day_in_words(survey.day)}, {wording.clean(said)}"]
    if counts[Truth.NO]:
        parts.append(f"for {counts[Truth.NO]} that is not so")
    if counts[Truth.UNKNOWN]:
        parts.append(f"for {counts[Truth.UNKNOWN]} it cannot be told")
    return "; ".join(parts) + "."


def _share(count: int, whole: int, kind: str) -> str:
    """Return how many of all things of one type it is.

    >>> _share(3, 5, "state"), _share(0, 5, "state"), _share(0, 1, "state")
    ('3 of 5 states', 'none of 5 states', 'no state (of 1)')
    """
    if whole == 1:
        return f"{count or 'no'} {kind} (of 1)"
    return f"{count or 'none'} of {number(whole, kind)}"


def number(count: int, kind: str) -> str:
    """Return how many things of one type there are.

    >>> number(1, "state"), number(125, "state"), number(2, "party")
    ('1 state', '125 states', '2 parties')
    """
    if count == 1:
        return f"1 {kind}"
    return f"{count} {kind[:-1]}ies" if kind.endswith("y") else f"{count} {kind}s"


def how_many(found: Sequence[Surveyed], survey: Survey) -> str:
    """Return how many with one verdict are shown, and of how many where that is not all."""
    whole = len(survey.of(found[0].answer.verdict))
    said = number(whole, survey.blank.type)
    return said if len(found) == whole else f"{len(found)} of {said}"


def sorted_as(name: str) -> str:
    """Return what orders ``name`` among others: accents, case and the article aside.

    >>> sorted(["the Isle", "Norland", "Åland"], key=sorted_as)
    ['Åland', 'the Isle', 'Norland']
    """
    return fold(name).removeprefix("the ")


def label(found: Sequence[Surveyed]) -> str:
    """Return the label of those with one verdict; where it differs from one to another, the verdict."""
    labels = {one.answer.label for one in found}
    return wording.clean(labels.pop()) if len(labels) == 1 else str(found[0].answer.verdict).upper()


def days(one: Surveyed) -> str:
    """Return the stretch of days in which the verdict is what it is."""
    return wording.days(one.answer.since, one.answer.until) or wording.ALWAYS


def reason(one: Surveyed) -> str:
    """Return the few provisions that a line can hold."""
    return wording.short_citations(one.answer.headline)


def why(one: Surveyed) -> str:
    """Return in a few words why the verdict is what it is; empty where there are none.

    That is the thing by which it is so, or may be: a warrant, a treaty. Of a no it is what made it one.
    """
    if one.answer.verdict is Truth.NO:
        return wording.clean(next(iter(one.because), ""))
    names = (_without(thing.name, one.thing.name) for thing in grounds(one.proof, one.answer.day))
    return wording.clean(", ".join(dict.fromkeys(names)))


def _without(name: str, whose: str) -> str:
    """Return ``name`` without ``whose``, and the word before, at its end: the line has it already.

    >>> _without("the ban of 1 May 2015 on Jane Doe", "Jane Doe"), _without("the Lake Treaty", "Jane Doe")
    ('the ban of 1 May 2015', 'the Lake Treaty')
    """
    rest = name.removesuffix(f" {whose}")
    return name if rest == name else rest.rpartition(" ")[0] or name


def disputed(contested: Iterable[Contested]) -> str:
    """Return which questions contest an answer, each with the readings that give another.

    >>> disputed([Contested("exit", "", "strict", "", (), Truth.NO)])
    'exit=strict: no'
    """
    return "; ".join(f"{one.question}={one.reading}: {one.verdict}" for one in contested)


def notes(survey: Survey) -> Iterator[str]:
    """Yield what is to be known of all answers: what was supposed, and how many rest on a presumption."""
    yield from wording.supposed_in(survey.receipt)
    presuming = sum(bool(answer.presumed) for answer in survey)
    if presuming:
        yield f"presumed: a part of {number(presuming, 'answer')}; --format json says which"


def contesting(survey: Survey) -> Iterator[str]:
    """Yield each reading that would change an answer, and for which things it would."""
    found: dict[tuple[str, str, Truth], list[str]] = {}
    for one in survey.found:
        for other in one.answer.contested:
            found.setdefault((other.question, other.reading, other.verdict), []).append(one.thing.name)
    for (question, reading, verdict), names in found.items():
        said = wording.contested(Contested(question, "", reading, "", (), verdict))
        listed = ", ".join(map(wording.clean, sorted(names, key=sorted_as)))
        yield f"{said} for {listed if len(names) <= MOST_NAMED else number(len(names), survey.blank.type)}"


def receipts(survey: Survey) -> tuple[str, str]:
    """Return what was asked, as it was understood, and by what it was answered."""
    inputs = [wording.clean(survey.names.get(name, value)) for name, value in survey.inputs.items()]
    asked = [f"{survey.scenario} of each {survey.blank.name}", *inputs]
    return wording.BETWEEN.join(asked), wording.receipt(survey.receipt)
