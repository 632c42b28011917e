"""Completion of names: what a shell offers while one types, read from the bundled rules and record."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from obligcheck.answers import Book


def things(kind: str) -> Callable[[str], list[str]]:
    """Return a completer for the things of type ``kind``; other names where none of the usual fits."""

    def complete(incomplete: str) -> list[str]:
        book = _book()
        if book is None:
            return []
        usual = [e.id if e.id.islower() else _typed(e.name) for e in book.record.things(kind)]
        others = [_typed(name) for name in book.record.names.exact.get(kind, {})]
        return (
            _offered(usual, incomplete)
            or _offered(others, incomplete)
            # A shell takes only what begins as was typed: accents that are there stay.
            or [incomplete + rest for rest in _rests(usual + others, _typed(incomplete))]
        )

    return complete


def readings(incomplete: str) -> list[str]:
    """Offer ``QUESTION=READING``."""
    book = _book()
    if book is None:
        return []
    questions = book.rules.questions.values()
    return _offered((f"{q.name}={r.name}" for q in questions for r in q.readings), incomplete)


def scenarios(incomplete: str) -> list[str]:
    """Offer the scenarios of the rules."""
    book = _book()
    return _offered(book.scenarios if book else (), incomplete)


def profiles(incomplete: str) -> list[str]:
    """Offer the profiles of the rules."""
    book = _book()
    return _offered(book.rules.profiles if book else (), incomplete)


def comparable(incomplete: str) -> list[str]:
    """Offer what can stand side by side, and what stands for several of them."""
    book = _book()
    profile = book.rules.profiles.get("compare") if book else None
    if profile is None:
        return []
    kinds = {profile.blanks[t].type for c in profile.groups for t in c.terms if isinstance(t, int)}
    return sorted(
        {name for kind in kinds | {b.type for b in profile.inputs} for name in things(kind)(incomplete)}
    )


def inputs(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the inputs of the scenario that was typed before, and the things that may fill one."""
    book = _book()
    scenario = book.rules.scenarios.get(context.params.get("scenario") or "") if book else None
    if scenario is None:
        return []
    blanks = {b.key: b.type for b in (*scenario.inputs, *scenario.optional)}
    name, sign, begun = incomplete.partition("=")
    if not sign:
        return _offered((f"{one}=" for one in blanks), incomplete)
    return [f"{name}={found}" for found in things(blanks.get(name, ""))(begun)]


def citations(incomplete: str) -> list[str]:
    """Offer the citations under which rules stand."""
    book = _book()
    cites = (cite for rule in book.rules.rules for cite in rule.cites) if book else ()
    return _offered(cites, incomplete)


def tables(incomplete: str) -> list[str]:
    """Offer the tables of the record."""
    book = _book()
    return _offered((table.name for table in book.record.tables) if book else (), incomplete)


def days(incomplete: str) -> list[str]:
    """Offer the one day that has a name."""
    return _offered(("today",), incomplete)


def _offered(candidates: Iterable[str], incomplete: str) -> list[str]:
    """Return the candidates that begin so, in order, each once."""
    begun = incomplete.casefold()
    return sorted({one for one in candidates if one.casefold().startswith(begun)})


def _rests(candidates: Iterable[str], begun: str) -> list[str]:
    """Return what follows ``begun`` in the candidates that begin so; nothing for nothing."""
    return [one[len(begun) :] for one in _offered(candidates, begun)] if begun else []


def _typed(name: str) -> str:
    """Return ``name`` as one types it without quotes.

    >>> _typed("Isle of Norland")
    'isle-of-norland'
    """
    from obligcheck.facts import fold  # noqa: PLC0415 (only a completion needs it)

    return fold(name).replace(" ", "-")


def _book() -> "Book | None":
    """Return the bundled book, or None where it is broken: a completion is no place to say so."""
    import obligcheck  # noqa: PLC0415 (as above)

    try:
        return obligcheck.load()
    except obligcheck.ProblemsError:
        return None
