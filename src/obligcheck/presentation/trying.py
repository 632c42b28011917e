"""An answer beside the same under assumptions, and what would turn an answer."""

from collections.abc import Iterator

from obligcheck.answers import Answer
from obligcheck.answers.difference import Compared, ComparedLists
from obligcheck.answers.survey import Survey
from obligcheck.presentation import wording
from obligcheck.presentation.jsons import (
    SCHEMA_VERSION,
    Json,
    answer_object,
    change_object,
    contested_objects,
    verdict_object,
    written,
)
from obligcheck.presentation.layout import BLANK, Row
from obligcheck.presentation.survey import summary
from obligcheck.presentation.survey_files import survey_object

CHANGES = "What changes"
SAME = "no sentence of the tree changes its truth"
SAME_LISTS = "no answer changes"
TURNS = "What would turn it"
NOTHING = "no few facts were found that would turn it"


def whatif_rows(found: Compared | ComparedLists) -> Iterator[Row]:
    """Yield both verdicts with what they rest on, what was supposed, and the sentences that changed."""
    yield from _said(found.before, "before: ")
    yield from _said(found.after, "after: ")
    for line in wording.supposed_in(found.after.receipt):
        yield Row("note", line, hanging="  ")
    yield BLANK
    yield Row("heading", CHANGES)
    for one in found.differences:
        reason = wording.because(one.node._replace(cites=one.cites))
        words = f"{wording.clean(one.sentence)}: {one.before} → {one.after}"
        yield Row("item", words, one.after, "", reason, "  ", "    ")
    if not found.differences:
        same = SAME_LISTS if isinstance(found, ComparedLists) else SAME
        yield Row("item", same, guides="  ", hanging="    ")
    yield from _receipt(found.after)


def _said(answer: Answer | Survey, lead: str) -> Iterator[Row]:
    """Yield what was answered: one verdict, or of how many it is so."""
    if isinstance(answer, Survey):
        yield Row("label", f"{lead}{summary(answer)}")
    else:
        yield from _verdict(answer, lead)


def turning_rows(answer: Answer) -> Iterator[Row]:
    """Yield the verdict and, numbered, the smallest sets of facts that would turn it."""
    yield from _verdict(answer)
    for line in wording.supposed_in(answer.receipt):
        yield Row("note", line, hanging="  ")
    yield BLANK
    yield Row("heading", TURNS)
    for number, flip in enumerate(answer.flips, 1):
        words = wording.change(flip, answer.verdict)
        yield Row("item", f"{number}. {words}", guides="  ", hanging="     ")
    if not answer.flips:
        yield Row("item", NOTHING, guides="  ", hanging="    ")
    yield from _receipt(answer)


def _verdict(answer: Answer, lead: str = "") -> Iterator[Row]:
    """Yield the verdict with its provisions, and the readings and presumptions on which it turns."""
    days = wording.days(answer.since, answer.until) or wording.ALWAYS
    cites = wording.short_citations(answer.headline)
    yield Row("label", f"{lead}{wording.clean(answer.label)}", answer.verdict, days, cites)
    for one in answer.contested:
        yield Row("contested", wording.contested(one), guides="  ", hanging="    ")
    for sentence in answer.presumed:
        yield Row("note", f"presumed: {wording.clean(sentence)}", guides="  ", hanging="    ")


def _receipt(answer: Answer | Survey) -> Iterator[Row]:
    yield BLANK
    if not isinstance(answer, Survey):
        yield Row("receipt", wording.question(answer))
    yield Row("receipt", wording.receipt(answer.receipt))


def whatif_json(found: Compared | ComparedLists, indent: int | None = None) -> str:
    """Return both answers and what sets them apart as JSON: the shape of ``whatif.schema.json``."""
    changed = [
        {
            "sentence": one.sentence,
            "before": str(one.before),
            "after": str(one.after),
            "cites": list(one.cites),
        }
        for one in found.differences
    ]
    whole = {
        "schema_version": SCHEMA_VERSION,
        "receipt": found.after.receipt,
        "before": _object(found.before),
        "after": _object(found.after),
        "differences": changed,
    }
    return written(whole, indent)


def _object(answer: Answer | Survey) -> Json:
    """Return an answer, or many, as JSON has it elsewhere too."""
    return survey_object(answer) if isinstance(answer, Survey) else answer_object(answer)


def turning_json(answer: Answer, indent: int | None = None) -> str:
    """Return the verdict and what would turn it as one JSON object: the shape of ``why-not.schema.json``."""
    told = {"schema_version": SCHEMA_VERSION, "receipt": answer.receipt, **verdict_object(answer)}
    return written(
        {**told, "contested": contested_objects(answer.contested), **change_object(answer)}, indent
    )
