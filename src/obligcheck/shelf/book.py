"""The book as it is loaded: it answers one question, or tables of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obligcheck import answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pyarrow as pa

    from obligcheck.engine import Memo
    from obligcheck.facts import Record
    from obligcheck.language import RuleBook


class Book(answers.Book):
    """Rules and record together, with versions and digests in ``receipt``; the one entry for programmers.

    ``files`` are those it came from, by the names under which users know them: answers cite them so.
    """

    def __init__(
        self,
        rules: RuleBook,
        record: Record,
        receipt: dict[str, object] | None = None,
        memo: Memo | None = None,
        files: tuple[str, ...] = (),
    ) -> None:
        super().__init__(rules, record, receipt, memo)
        self.files: Final = files

    def check_table(  # noqa: PLR0913 (what `check` takes, and how columns are called)
        self,
        table: object,
        *,
        scenario: str = "visit",
        named: Mapping[str, str] | None = None,
        columns: Sequence[str] | None = None,
        assume: Sequence[str] = (),
        deny: Sequence[str] = (),
        readings: Sequence[str] = (),
        known_on: date | None = None,
        law_as_of: date | None = None,
        today: date | None = None,
    ) -> pa.Table:
        """Return ``table`` with the answers to its rows as further columns.

        ``table`` is anything that hands over Arrow columns: of pyarrow, polars, pandas, DuckDB. Its
        columns are the inputs of ``scenario`` (of a visit ``suspect``, ``state`` and ``date``, or
        ``from`` and ``to``); ``named`` says which column is meant where it has another name. ``columns``
        are those to add: ``verdict``, ``label``, ``since``, ``until``, ``basis``, ``contested``,
        ``presumed``, ``caveats``, ``error`` unless told otherwise. A row that cannot be answered has its
        ``error``. Raises ProblemsError where a column is lacking, stands there twice, or has values that
        cannot be read, and as ``check`` does for what is supposed; ImportError without the extra
        ``obligcheck[batch]``.
        """
        # Only those who have tables pay for what tables need.
        from obligcheck.batch import Settings  # noqa: PLC0415

        try:
            from obligcheck.batch.tables import check_table  # noqa: PLC0415
        except ModuleNotFoundError as error:
            message = f"tables need {error.name}: pip install 'obligcheck[batch]'"
            raise ImportError(message, name=error.name) from None
        settings = Settings(
            scenario, tuple(assume), tuple(deny), tuple(readings), known_on, law_as_of, today
        )  # fmt: skip
        return check_table(self, table, settings, named or {}, columns)
