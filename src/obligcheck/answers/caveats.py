"""What to bear in mind with an answer, read off its tree: old records, unsure rows, imprecise dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.basis import deciding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from obligcheck.answers.answer import Node
    from obligcheck.facts import Record


def caveats_of(tree: Node, day: date, record: Record) -> Iterator[str]:
    """Yield what qualifies an answer about ``day`` whatever the law says."""
    checked = {t.path: t.checked for t in record.tables}
    used: dict[str, None] = {}
    for node in deciding(tree):
        source = node.source
        if source is None:
            # Silence counts as much as a row: it is read from the tables that could have spoken.
            used |= dict.fromkeys((node.at or "").split() if node.kind == "no record" else ())
            continue
        used[source.table] = None
        if source.confidence in ("low", "medium"):
            note = f" ({source.note})" if source.note and source.confidence == "low" else ""
            yield f"{source.confidence} confidence: {node.sentence}, {source.at}{note}"
    late = sorted({str(checked[path]) for path in used if (last := checked.get(path)) and last < day})
    if late:
        names = ", ".join(sorted(path for path in used if (last := checked.get(path)) and last < day))
        days = ", ".join(late)
        yield f"the answer supposes the record unchanged since it was last checked on {days}: {names}"
