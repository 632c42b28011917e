"""A survey for programs and files: lines for a pipe, CSV, JSON, Markdown."""

import csv
import io
from collections.abc import Iterator, Sequence

from obligcheck.answers.survey import Survey, Surveyed
from obligcheck.presentation import survey as words
from obligcheck.presentation import wording
from obligcheck.presentation.guard import guarded
from obligcheck.presentation.jsons import SCHEMA_VERSION, Json, written
from obligcheck.presentation.markdown import escaped
from obligcheck.presentation.survey import ALL, VERDICTS, Shown
from obligcheck.temporal import Truth

#: Between the several things that one cell of CSV holds.
SEVERAL = "; "


def draw_lines(survey: Survey, shown: Shown = ALL) -> str:
    """Return the sentence that sums it up, and a line for each thing with tabs between its fields.

    These are verdict, name, id, since, until, provisions, the readings that contest it, and why where
    that is shown. The sentence has no tab, so that ``cut -s`` passes over it.
    """
    lines = [words.summary(survey), *("\t".join(_fields(one, shown)) for one in shown.of(survey))]
    return "".join(f"{line}\n" for line in lines)


def _fields(one: Surveyed, shown: Shown) -> Iterator[str]:
    answer = one.answer
    yield str(answer.verdict)
    yield wording.clean(one.thing.name)
    yield wording.clean(one.thing.id)
    yield str(answer.since or "")
    yield str(answer.until or "")
    yield words.reason(one)
    yield words.disputed(answer.contested)
    if shown.why:
        yield words.why(one)


def draw_survey(survey: Survey, shown: Shown = ALL, indent: int | None = None) -> str:
    """Return the survey as one JSON object: the shape that ``survey.schema.json`` describes."""
    return written(survey_object(survey, shown), indent)


def survey_object(survey: Survey, shown: Shown = ALL) -> Json:
    """Return the survey as the object that ``draw_survey`` writes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "receipt": survey.receipt,
        "statement": words.summary(survey),
        "scenario": survey.scenario,
        "inputs": survey.inputs,
        "names": survey.names,
        "each": survey.blank.key,
        "counts": {str(truth): len(survey.of(truth)) for truth in Truth},
        "caveats": list(survey.caveats),
        "answers": [thing_object(survey, one) for one in shown.of(survey)],
    }


def thing_object(survey: Survey, one: Surveyed) -> Json:
    """Return one thing with its answer; its id stands under the name of the input that it fills."""
    answer = one.answer
    found: Json = {
        survey.blank.key: one.thing.id,
        "name": one.thing.name,
        "verdict": str(answer.verdict),
        "label": answer.label,
        "since": str(answer.since) if answer.since else None,
        "until": str(answer.until) if answer.until else None,
        "before": _verdict(one.before),
        "after": _verdict(one.after),
        "close": one.is_close,
        "contested": [
            {"question": other.question, "reading": other.reading, "verdict": str(other.verdict)}
            for other in answer.contested
        ],
        "basis": list(answer.basis),
        "presumed": list(answer.presumed),
        "because": list(one.because),
    }
    # INVARIANT: what a scenario gives takes the place of nothing that is always there.
    return {**answer.given, **found} if answer.given else found


def _verdict(verdict: Truth | None) -> str | None:
    return None if verdict is None else str(verdict)


def draw_csv(survey: Survey, shown: Shown = ALL) -> str:
    """Return a head and a row for each thing; where a cell holds several, semicolons part them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(thing_object(survey, survey.found[0]))
    for one in shown.of(survey):
        cells = thing_object(survey, one) | {"contested": words.disputed(one.answer.contested)}
        writer.writerow(guarded(_cell(value)) for value in cells.values())
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a value of the JSON as a cell has it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return SEVERAL.join(map(wording.clean, value))
        case _:
            return wording.clean(str(value))


def draw_report(survey: Survey, shown: Shown = ALL) -> str:
    """Return a Markdown report: the sentence that sums it up, and a table for each verdict."""
    lines = [f"# {escaped(words.summary(survey))}", ""]
    notes = [f"- {escaped(note)}" for note in (*words.contesting(survey), *words.notes(survey))]
    lines += [*notes, ""] if notes else []
    found = shown.of(survey)
    for verdict in VERDICTS:
        those = [one for one in found if one.answer.verdict is verdict]
        if those:
            title = wording.BETWEEN.join((words.label(those), words.how_many(those, survey)))
            lines += [f"## {escaped(title)}", "", *_table(those, survey.blank.name, shown), ""]
    lines += [f"- {escaped(wording.clean(caveat))}" for caveat in survey.caveats]
    lines += [""] if survey.caveats else []
    asked, receipt = map(escaped, words.receipts(survey))
    return "\n".join([*lines, f"*{asked}*\\", f"*{receipt}*"]) + "\n"


def _table(found: Sequence[Surveyed], kind: str, shown: Shown) -> Iterator[str]:
    """Yield the lines of a table; columns that would be empty are left out."""
    heads = (kind, "days", "why", "provisions", "contested")
    rows = [
        (
            wording.clean(one.thing.name),
            words.days(one),
            words.why(one) if shown.why else "",
            words.reason(one),
            words.disputed(one.answer.contested),
        )
        for one in found
    ]
    kept = [place for place, column in enumerate(zip(*rows, strict=True)) if any(column)]
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(escaped(cells[place]) for place in kept)} |"
