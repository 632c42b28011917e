"""What to bear in mind with an answer, read off its tree: old records, unsure rows, imprecise dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.basis import deciding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obligcheck.answers.answer import Also, Node
    from obligcheck.facts import Provenance, Record


def caveats_of(tree: Node, also: Iterable[Also], day: date, record: Record) -> Iterator[str]:
    """Yield what qualifies an answer about ``day`` whatever the law says; of one row once."""
    checked = {t.path: t.checked for t in record.tables}
    used: dict[str, None] = {}
    unsure: dict[str, str] = {}
    for node in deciding(tree):
        if node.source is not None:
            used[node.source.table] = None
            unsure.setdefault(node.source.at, _unsure(node.sentence, node.source))
        elif node.kind == "no record":
            # Silence counts as much as a row: it is read from the tables that could have spoken.
            used |= dict.fromkeys((node.at or "").split())
    for further in also:
        if further.source is not None:
            unsure.setdefault(further.source.at, _unsure(further.sentence, further.source))
    yield from filter(None, unsure.values())
    late = {path: last for path in used if (last := checked.get(path)) and last < day}
    if late:
        days = ", ".join(sorted({str(last) for last in late.values()}))
        names = ", ".join(sorted(late))
        yield f"the answer supposes the record unchanged since it was last checked on {days}: {names}"


def _unsure(sentence: str, source: Provenance) -> str:
    """Return the caveat of a row of less than high confidence; empty for any other."""
    if source.confidence not in ("low", "medium"):
        return ""
    note = f" ({source.note})" if source.note and source.confidence == "low" else ""
    return f"{source.confidence} confidence: {sentence}, {source.at}{note}"
