"""An answer beside the same under assumptions, and what would turn an answer."""

from collections.abc import Iterator, Sequence

from obligcheck.answers import Answer
from obligcheck.answers.difference import Difference
from obligcheck.presentation import wording
from obligcheck.presentation.jsons import SCHEMA_VERSION, answer_object, verdict_object, written
from obligcheck.presentation.layout import BLANK, Row

CHANGES = "What changes"
SAME = "no sentence of the tree changes its truth"
TURNS = "What would turn it"
NOTHING = "no few facts were found that would turn it"


def whatif_rows(before: Answer, after: Answer, found: Sequence[Difference]) -> Iterator[Row]:
    """Yield both verdicts, what was supposed, and the sentences that changed."""
    yield _verdict(before, "before: ")
    yield _verdict(after, "after: ")
    for line in wording.supposed_in(after.receipt):
        yield Row("note", line, hanging="  ")
    yield BLANK
    yield Row("heading", CHANGES)
    for one in found:
        reason = wording.because(one.node._replace(cites=one.cites))
        words = f"{wording.clean(one.sentence)}: {one.before} → {one.after}"
        yield Row("item", words, one.after, "", reason, "  ", "    ")
    if not found:
        yield Row("item", SAME, guides="  ", hanging="    ")
    yield from _receipt(after)


def turning_rows(answer: Answer) -> Iterator[Row]:
    """Yield the verdict and, numbered, the smallest sets of facts that would turn it."""
    yield _verdict(answer)
    for line in wording.supposed_in(answer.receipt):
        yield Row("note", line, hanging="  ")
    yield BLANK
    yield Row("heading", TURNS)
    for number, sentences in enumerate(answer.change, 1):
        yield Row("item", f"{number}. {wording.change(sentences)}", guides="  ", hanging="     ")
    if not answer.change:
        yield Row("item", NOTHING, guides="  ", hanging="    ")
    yield from _receipt(answer)


def _verdict(answer: Answer, lead: str = "") -> Row:
    days = wording.days(answer.since, answer.until) or wording.ALWAYS
    return Row("label", f"{lead}{wording.clean(answer.label)}", answer.verdict, days)


def _receipt(answer: Answer) -> Iterator[Row]:
    yield BLANK
    yield Row("receipt", wording.question(answer))
    yield Row("receipt", wording.receipt(answer.receipt))


def whatif_json(before: Answer, after: Answer, found: Sequence[Difference], indent: int | None = None) -> str:
    """Return both answers and what sets them apart as JSON: the shape of ``whatif.schema.json``."""
    changed = [
        {
            "sentence": one.sentence,
            "before": str(one.before),
            "after": str(one.after),
            "cites": list(one.cites),
        }
        for one in found
    ]
    whole = {
        "schema_version": SCHEMA_VERSION,
        "receipt": after.receipt,
        "before": answer_object(before),
        "after": answer_object(after),
        "differences": changed,
    }
    return written(whole, indent)


def turning_json(answer: Answer, indent: int | None = None) -> str:
    """Return the verdict and what would turn it as one JSON object: the shape of ``why-not.schema.json``."""
    told = {"schema_version": SCHEMA_VERSION, "receipt": answer.receipt, **verdict_object(answer)}
    return written({**told, "change": [list(flip) for flip in answer.change]}, indent)
