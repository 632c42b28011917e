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
    yield from unsure_in([tree], also)
    yield from filter(None, [unchanged_since([tree], day, record)])


def unsure_in(trees: Iterable[Node], also: Iterable[Also] = ()) -> Iterator[str]:
    """Yield which rows behind ``trees`` and ``also`` are of less than high confidence; each row once."""
    unsure: dict[str, str] = {}
    for node in (node for tree in trees for node in deciding(tree)):
        if node.source is not None:
            unsure.setdefault(node.source.at, _unsure(node.sentence, node.source))
    for further in also:
        if further.source is not None:
            unsure.setdefault(further.source.at, _unsure(further.sentence, further.source))
    yield from filter(None, unsure.values())


def unchanged_since(trees: Iterable[Node], day: date, record: Record) -> str:
    """Return that ``day`` is later than what ``trees`` rest on was checked; empty where it is not."""
    late = {(path, last) for path, last in last_checked(trees, record) if last < day}
    if not late:
        return ""
    days = ", ".join(sorted({str(last) for _, last in late}))
    names = ", ".join(sorted({path for path, _ in late}))
    return f"the answer supposes the record unchanged since it was last checked on {days}: {names}"


def last_checked(trees: Iterable[Node], record: Record) -> set[tuple[str, date]]:
    """Return the tables on which ``trees`` rest, each with the days on which its lists were last checked."""
    used: dict[tuple[str, date | None], None] = {}
    for node in (node for tree in trees for node in deciding(tree)):
        if node.source is not None:
            used[node.source.table, None] = None
        elif node.kind == "no record":
            # Silence counts as much as a row: it is read from the tables that could have spoken.
            used |= dict.fromkeys((path, node.checked) for path in (node.at or "").split())
    checked = {t.path: t.checked for t in record.tables}
    return {(path, last) for path, own in used if (last := own or checked.get(path))}


def _unsure(sentence: str, source: Provenance) -> str:
    """Return the caveat of a row of less than high confidence; empty for any other."""
    if source.confidence not in ("low", "medium"):
        return ""
    note = f" ({source.note})" if source.note and source.confidence == "low" else ""
    return f"{source.confidence} confidence: {sentence}, {source.at}{note}"
