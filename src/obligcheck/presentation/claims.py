"""Claims and what becomes of them, one after the other: a list may be longer than memory."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from obligcheck.answers.claims import Claim
from obligcheck.presentation import wording
from obligcheck.presentation.guard import guarded
from obligcheck.presentation.jsons import SCHEMA_VERSION, provenance_object
from obligcheck.presentation.layout import BLANK, Row
from obligcheck.presentation.lists import counted
from obligcheck.presentation.markdown import draw_markdown
from obligcheck.presentation.tree import Look

#: The columns of a table of claims; in a cell, a bar parts several things.
COLUMNS = (
    *("line", "claim", "outcome", "day", "sentence"),
    *("record", "reasons", "contested", "caveats", "cites", "sources"),
)
_BAR = " | "

#: Counts of outcomes in the order in which they are told.
_TOLD = {"true": "true", "false": "false", "cannot tell": "cannot be told"}

#: What is written before the first claim, for each, and after the last.
Drawer = tuple[str, Callable[[Claim], str], Callable[[Counter[str]], str]]


def drawer(form: str, receipt: Mapping[str, Any], look: Look) -> Drawer:
    """Return how to write claims as ``form``: ``json``, ``csv``, ``markdown``, or text as ``look`` says."""
    match form:
        case "json":
            return _json(receipt)
        case "csv":
            return _line(COLUMNS), lambda claim: _line(_cells(claim)), lambda _: ""
        case "markdown":
            return (
                "# Claims\n\n",
                lambda claim: draw_markdown(rows(claim, sources=look.sources)),
                lambda found: "\n" + draw_markdown(_end(found, receipt)),
            )
        case _:
            return _text(receipt, look)


def _text(receipt: Mapping[str, Any], look: Look) -> Drawer:
    """Return how to write claims as text: a line each for a pipe, laid out for a terminal."""
    if look.width is None:
        return "", lambda claim: f"{line(claim, sources=look.sources)}\n", lambda _: ""
    from obligcheck.presentation.terminal import draw_terminal  # noqa: PLC0415 (a pipe does without)

    def draw(found: Iterator[Row]) -> str:
        return draw_terminal(found, width=look.width or 0, colour=look.colour)

    return (
        "",
        lambda claim: draw(_spaced(claim, sources=look.sources)),
        lambda found: draw(_end(found, receipt)),
    )


def line(claim: Claim, *, sources: bool = False) -> str:
    """Return one line: the outcome, the claim, and why."""
    parts = [claim.outcome, wording.clean(claim.text), *_why(claim)]
    return wording.BETWEEN.join([*parts, *(_sources(claim) if sources else ())])


def _why(claim: Claim) -> Iterator[str]:
    """Yield what stands behind the outcome: why nobody can tell, what the record says, what to mind."""
    told = "; ".join(map(wording.clean, (*claim.reasons, *claim.record)))
    if told:
        yield told
    yield from _contested(claim)
    yield from (f"mind: {wording.clean(gap)}" for gap in claim.mind)


def _contested(claim: Claim) -> Iterator[str]:
    for one in claim.contested:
        yield f"contested: under the reading `{one.reading}` of `{one.question}` {_as_verdict(one.outcome)}"


def _as_verdict(outcome: str) -> str:
    return "nobody can tell" if outcome == "cannot tell" else f"it is {outcome}"


def _sources(claim: Claim) -> Iterator[str]:
    """Yield the provisions and the rows behind the outcome."""
    if claim.cites:
        yield wording.citations(claim.cites)
    for source in claim.sources:
        yield ", ".join((wording.place(source.at), *wording.provenance(source)))


def rows(claim: Claim, *, sources: bool = False) -> Iterator[Row]:
    """Yield a claim with its outcome first, and what stands behind it."""
    words = wording.BETWEEN.join((claim.outcome.upper(), wording.clean(claim.text)))
    yield Row("item", words, claim.truth, hanging="  ")
    for text in (*claim.reasons, *claim.record):
        yield Row("item", wording.clean(text), guides="    ", hanging="      ", level=1)
    for text in _contested(claim):
        yield Row("item", text, guides="    ", hanging="      ", level=1)
    for text in claim.mind:
        yield Row("detail", f"mind: {wording.clean(text)}", guides="    ", hanging="      ", level=1)
    if sources:
        for text in _sources(claim):
            yield Row("detail", text, guides="    ", hanging="      ", level=1)


def _spaced(claim: Claim, *, sources: bool) -> Iterator[Row]:
    """Yield the rows of a claim for a terminal: the first in the colour of the outcome, a blank after."""
    first, *others = rows(claim, sources=sources)
    yield first._replace(role="label", words=f"{first.glyph} {first.words}")
    yield from others
    yield BLANK


def _end(found: Counter[str], receipt: Mapping[str, Any]) -> Iterator[Row]:
    """Yield how many claims there were, and by what they were checked."""
    told = ", ".join(f"{found[outcome]} {words}" for outcome, words in _TOLD.items() if found[outcome])
    number = counted(found.total(), "claim")
    yield Row("receipt", f"{number}: {told}" if told else number)
    yield from (Row("receipt", given) for given in wording.supposed_in(receipt))
    yield Row("receipt", wording.receipt(receipt))


def _json(receipt: Mapping[str, Any]) -> Drawer:
    """Return how to write claims as one JSON object, a claim on each line."""
    head = json.dumps({"schema_version": SCHEMA_VERSION, "receipt": receipt}, ensure_ascii=False)
    before = iter(["\n"])

    def one(claim: Claim) -> str:
        return next(before, ",\n") + json.dumps(claim_object(claim), ensure_ascii=False)

    return f'{head[:-1]}, "claims": [', one, lambda _: "\n]}\n"


def claim_object(claim: Claim) -> dict[str, Any]:
    """Return ``claim`` as the object that ``claims.schema.json`` describes."""
    problem = claim.problem
    return {
        "line": claim.line,
        "claim": claim.text,
        "outcome": claim.outcome,
        "day": str(claim.day),
        "sentence": claim.sentence or None,
        "record": list(claim.record),
        "reasons": list(claim.reasons),
        "contested": [one._asdict() for one in claim.contested],
        "caveats": list(claim.caveats),
        "cites": list(claim.cites),
        "sources": [provenance_object(source) for source in claim.sources],
        "problem": {"code": problem.code, "message": problem.message, "fix": problem.fix}
        if problem
        else None,
    }


def _cells(claim: Claim) -> tuple[object, ...]:
    """Return the cells of a claim under ``COLUMNS``."""
    return (
        *(claim.line, claim.text, claim.outcome, claim.day, claim.sentence),
        *map(_BAR.join, (claim.record, claim.reasons, tuple(_contested(claim)), claim.caveats, claim.cites)),
        _BAR.join(source.at for source in claim.sources),
    )


def _line(cells: tuple[object, ...]) -> str:
    """Return a line of CSV, whose cells hold no line breaks, control characters or formulas."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(guarded(wording.clean(str(cell))) for cell in cells)
    return stream.getvalue()
