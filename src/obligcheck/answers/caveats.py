"""What to bear in mind with an answer, read off its tree: old records, unsure rows, imprecise dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.answers.basis import deciding, presumed_in
from obligcheck.answers.clashes import denied_premises

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from obligcheck.answers.answer import Also, Node
    from obligcheck.answers.book import Book
    from obligcheck.answers.explain import Explainer
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Proof
    from obligcheck.facts import Provenance, Record, Statement


def beyond_rules(
    book: Book,
    posed: Posed,
    nodes: Sequence[Node],
    checked: Iterable[tuple[str, date]],
    also: Iterable[Also],
    day: date,
) -> Iterator[str]:
    """Yield the caveats of an answer that no rule states: what was denied, presumed, unsure, old or hidden.

    ``nodes`` are those that decide, ``checked`` the tables on which they rest (``last_checked``).
    """
    options = posed.engine.options
    yield from denied_premises(posed.supposed, options, day)
    yield from presumed_at_first(nodes, posed.proof(), day, book.explainer)
    yield from unsure_in(nodes, also)
    old = unchanged_since(checked, day)
    yield from filter(None, (old, unpublished(nodes, book.record, options.known_on)))


def presumed_at_first(nodes: Sequence[Node], proof: Proof, day: date, explainer: Explainer) -> Iterator[str]:
    """Yield what was presumed when the truth of ``proof`` on ``day`` began, and has been shown since.

    Without it a verdict that rows carry by now would seem to rest on them from its first day.
    """
    since = proof.timeline.stretch(day)[0]
    if since is None or since == day:
        return
    first = explainer.explain(proof, since)
    if first is nodes[0]:
        # It is explained as it was then.
        return
    now = presumed_in(nodes)
    for sentence in presumed_in(deciding(first)):
        if sentence not in now:
            yield f"that it has been so since {since} is presumed: {sentence}"


def unsure_in(nodes: Iterable[Node], also: Iterable[Also] = ()) -> Iterator[str]:
    """Yield which rows behind ``nodes`` and ``also`` are of less than high confidence; each row once.

    Nodes, here and below, are those that decide: what else stands in a tree qualifies nothing.
    """
    unsure: dict[str, str] = {}
    for node in nodes:
        if node.source is not None:
            unsure.setdefault(node.source.at, _unsure(node.sentence, node.source))
    for further in also:
        if further.source is not None:
            unsure.setdefault(further.source.at, _unsure(further.sentence, further.source))
    yield from filter(None, unsure.values())


def unchanged_since(checked: Iterable[tuple[str, date]], day: date) -> str:
    """Return that ``day`` is later than the days on which tables were checked; empty where it is not."""
    late = {(path, last) for path, last in checked if last < day}
    if not late:
        return ""
    days = ", ".join(sorted({str(last) for _, last in late}))
    names = ", ".join(sorted({path for path, _ in late}))
    return f"the answer supposes the record unchanged since it was last checked on {days}: {names}"


def last_checked(nodes: Iterable[Node], record: Record) -> set[tuple[str, date]]:
    """Return the tables on which ``nodes`` rest, each with the days on which its lists were last checked."""
    used: dict[tuple[str, date | None], None] = {}
    for node in nodes:
        if node.source is not None:
            used[node.source.table, None] = None
        elif node.kind == "no record":
            # Silence counts as much as a row: it is read from the tables that could have spoken.
            used |= dict.fromkeys((path, node.checked) for path in (node.at or "").split())
    checked = {t.path: t.checked for t in record.tables}
    return {(path, last) for path, own in used if (last := own or checked.get(path))}


def unpublished(nodes: Iterable[Node], record: Record, known_on: date | None) -> str:
    """Return that silence on ``known_on`` may be that of what was not public yet; empty where it may not.

    It may where the description of a table has rows become public after what they tell.
    """
    if known_on is None:
        return ""
    late = {s.table.path for s in record.statements if _becomes_public_late(s)}
    silent = {path for node in nodes if node.kind == "no record" for path in (node.at or "").split()}
    tables = ", ".join(sorted(silent & late))
    told = f"what had happened by {known_on}, and was not public yet, is left out"
    return f"{told}: rows of {tables} may become public later" if tables else ""


def _becomes_public_late(statement: Statement) -> bool:
    """Say whether a row may become public on another day than those of which it tells."""
    table, known = statement.table, statement.known
    if known is None or known in statement.columns:
        return False
    order = table.keys.get("order", [])
    pairs = order if isinstance(order, list) else []
    return any(later == table.columns[known] for _, later in pairs)


def _unsure(sentence: str, source: Provenance) -> str:
    """Return the caveat of a row of less than high confidence; empty for any other."""
    if source.confidence not in ("low", "medium"):
        return ""
    note = f" ({source.note})" if source.note and source.confidence == "low" else ""
    return f"{source.confidence} confidence: {sentence}, {source.at}{note}"
