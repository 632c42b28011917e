"""The record: all tables, the things in them, and the facts about any sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obligcheck.facts.names import Names, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obligcheck.facts.table import Fact, Statement, Table
    from obligcheck.sentences import Entity, Sentence, Value


class Record:
    """What is given. ``version`` is the calendar version of the data."""

    __slots__ = ("_by_sentence", "names", "statements", "tables", "version")

    def __init__(
        self, version: str, tables: tuple[Table, ...], names: Names, statements: tuple[Statement, ...]
    ) -> None:
        self.version: Final = version
        self.tables: Final = tables
        self.names: Final = names
        self.statements: Final = statements
        found: dict[str, tuple[Statement, ...]] = {}
        for statement in statements:
            found[statement.sentence.key] = (*found.get(statement.sentence.key, ()), statement)
        self._by_sentence: Final = found

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Return the sentences that rows state."""
        return iter({s.sentence.key: s.sentence for s in self.statements}.values())

    def stating(self, sentence: Sentence) -> tuple[Statement, ...]:
        """Return how tables state ``sentence``; empty where none does."""
        return self._by_sentence.get(sentence.key, ())

    def facts(self, sentence: Sentence, arguments: Sequence[Value | None]) -> Iterator[Fact]:
        """Yield the facts that may be about ``arguments``; dates are left for the caller to compare."""
        for statement in self.stating(sentence):
            yield from statement.matching(arguments, self.names)

    def text(self, sentence: Sentence, place: int, text: str) -> str:
        """Return the plain text of a row that ``text`` spells; what no row has stays as it is.

        ``place`` is the number of the blank.
        """
        return self.spelling(sentence, place, text) or text

    def spelling(self, sentence: Sentence, place: int, text: str) -> str | None:
        """Return the plain text of a row that ``text`` spells but for case, accents and punctuation."""
        wanted = fold(text)
        for statement in self.stating(sentence):
            cells = statement.table.cells(statement.columns[place])
            for cell in [cells[row] for row in statement.rows()]:
                if fold(cell) == wanted:
                    return cell
        return None

    def things(self, kind: str) -> tuple[Entity, ...]:
        """Return all things of type ``kind``."""
        return tuple(self.names.things.get(kind, {}).values())

    def table(self, name: str) -> Table | None:
        """Return the table of that name, or None."""
        return next((t for t in self.tables if t.name == name), None)
