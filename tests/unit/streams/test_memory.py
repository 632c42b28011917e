"""What one batch has found serves the next: the same bytes, and nothing proved again."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from obligcheck.answers import Book
from obligcheck.batch import Batch, Settings, rows
from obligcheck.batch.columns import Columns
from obligcheck.shelf import cache
from obligcheck.shelf.book import Book as FromFiles
from obligcheck.streams import memory
from obligcheck.streams.kept import Kept
from obligcheck.streams.memory import Recalled
from tests.unit.answers.lake import lake
from tests.unit.answers.test_given import book as leaving
from tests.unit.books import book_of
from tests.unit.streams.batches import StopAfter, Stopped, answered, run_of, table, unwatched

LIBERAL = Settings("sail", readings=("guests=liberal",))

#: A scenario with an input that no table lists.
DIARY = """
```rule
circumstance LT 3, presumed not
  {state} speaks of {topic}

rule LT 3
  {state} is welcome
  if {state} is {state}
```

```scenario
scenario meet {state} {date} [{topic}]
  suppose {state} speaks of {topic}
  verdict {state} is welcome
  yes YES
  no NO
  unknown UNSURE
  say yes Yes.
  say no No.
  say unknown Unsure.
```
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whatever was found, however little, in a folder of the test."""
    monkeypatch.setenv("OBLIGCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(memory, "_WORTH", 1)


def diary() -> Book:
    """Return a book about meetings."""
    return book_of(DIARY)


class Proved(Exception):  # noqa: N818 (not an error: something happened)
    """Something was proved."""


def nothing_may_be_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have everything that proves a case say so."""

    def prove(*_: object) -> None:
        raise Proved

    monkeypatch.setattr(rows, "Case", prove)


def batch_of(folder: Path, content: str = "", wanted: str = "csv", **options: Any) -> bytes:  # noqa: ANN401 (passed on)
    """Return what becomes of a table of rows in a folder that was not there."""
    folder.mkdir()
    return answered(folder, content or table(), wanted=wanted, **options)


@pytest.mark.parametrize("options", [{}, {"is_quick": False}, {"wanted": "parquet"}], ids=str)
def test_a_second_batch_proves_nothing_and_says_the_same(
    options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = batch_of(tmp_path / "first", **options)
    nothing_may_be_proved(monkeypatch)

    assert batch_of(tmp_path / "second", **options) == first


@pytest.mark.parametrize(
    "options", [{"settings": LIBERAL}, {"columns": ("verdict", "basis")}, {"trees": "trees"}], ids=str
)
def test_what_was_found_for_others_is_found_anew(
    options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_of(tmp_path / "first")
    nothing_may_be_proved(monkeypatch)

    with pytest.raises(Proved):
        batch_of(tmp_path / "second", **options)


def test_a_book_in_another_state_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_of(tmp_path / "first")
    nothing_may_be_proved(monkeypatch)
    monkeypatch.setitem(lake().receipt, "rules", "changed")

    with pytest.raises(Proved):
        batch_of(tmp_path / "second")


def loaded_from(*files: str) -> FromFiles:
    """Return the book about the Lake Treaty as if it had been read from ``files``."""
    return FromFiles(lake().rules, lake().record, lake().receipt, {}, files)


def asked_of(book: Book) -> tuple[Batch, Recalled]:
    """Return a batch that goes on with what is known of ``book``, and has answered a row."""
    batch = Batch(book, Settings("sail"))
    recalled = memory.recall(batch, book)
    batch.answer({"suspect": "doe", "state": "norland", "date": "2018-01-01"})
    return batch, recalled


def test_the_same_content_in_other_files_is_asked_anew() -> None:
    memory.keep(*asked_of(loaded_from("here/bans.csv")))

    assert asked_of(loaded_from("there/bans.csv"))[1].found == 0
    assert asked_of(loaded_from("here/bans.csv"))[1].found > 0


def test_what_old_code_has_found_is_not_kept_for_the_code_that_took_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = asked_of(lake())
    monkeypatch.setattr(memory, "code_files", lambda *_: ())
    memory.keep(*found)

    assert asked_of(lake())[1].found == 0


def test_code_in_another_state_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_of(tmp_path / "first")
    nothing_may_be_proved(monkeypatch)
    monkeypatch.setattr(memory, "code_files", lambda *_: ())

    with pytest.raises(Proved):
        batch_of(tmp_path / "second")


def test_what_is_damaged_is_found_anew(tmp_path: Path) -> None:
    first = batch_of(tmp_path / "first")
    (kept,) = (tmp_path / "cache").glob("*.rows")
    kept.write_bytes(b"nothing of ours")

    assert batch_of(tmp_path / "second") == first


def test_something_else_under_the_name_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "fetch", lambda *_: "something else")
    batch = Batch(lake(), Settings("sail"))

    assert memory.recall(batch, lake()).found == 0


def test_what_is_known_is_not_kept_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_of(tmp_path / "first")
    monkeypatch.setattr(cache, "keep", lambda *_: pytest.fail("kept again"))

    batch_of(tmp_path / "second")


def test_little_is_not_worth_keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_WORTH", 1_000)

    batch_of(tmp_path / "first")

    assert not list((tmp_path / "cache").glob("*.rows"))


@pytest.mark.parametrize("wanted", ["csv", "parquet"])
def test_what_was_found_before_an_interruption_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    source = tmp_path / "in.csv"
    source.write_text(table(12))
    with pytest.raises(Stopped):
        run_of(source, tmp_path / f"out.{wanted}", size=10_000).answer(StopAfter(1))
    nothing_may_be_proved(monkeypatch)

    run_of(source, tmp_path / f"again.{wanted}", size=10_000).answer(unwatched)

    assert (tmp_path / f"again.{wanted}").exists()


@pytest.mark.parametrize("is_late", [True, False])
def test_what_was_half_found_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_late: bool
) -> None:
    """Where an interruption falls between two changes that belong together."""
    batch = Batch(lake(), Settings("sail"))
    known = Kept(batch, lake())
    batch.answer({"suspect": "doe", "state": "norland", "date": "2018-01-01"})
    if is_late:
        monkeypatch.setattr(rows, "_SPANS", 0)
        batch.answer({"suspect": "roe", "state": "norland", "date": "2018-01-01"})
    else:
        batch._asked.append(batch._asked[0])  # noqa: SLF001 (as a signal may leave it)

    known.keep()

    assert not list((tmp_path / "cache").glob("*.rows"))
    if is_late:
        known.step()
        known.keep()
        assert list((tmp_path / "cache").glob("*.rows"))


def test_what_rows_suppose_of_their_own_is_not_kept() -> None:
    batch = Batch(lake(), Settings("sail"))
    row = {"suspect": "doe", "state": "norland", "date": "2018-01-01"}
    batch.answer(row)
    batch.answer({**row, "assume": "Jane Doe is a guest of Norland"})

    found = batch.memory()

    assert [asked.inputs for asked in found.asked] == [(("suspect", "doe"), ("state", "norland"))]
    assert not found.asked[0].supposing


def test_what_rows_have_written_themselves_is_not_kept() -> None:
    batch = Batch(diary(), Settings("meet"))
    day = {"date": "2018-01-01"}
    Columns(batch).answer(
        pa.Table.from_pylist([
            {"state": "norland", "topic": "", **day},
            {"state": "a secret", "topic": "", **day},
            {"state": "norland", "topic": "another secret", **day},
        ])
    )  # fmt: skip

    found = batch.memory()

    assert len(batch.outcomes) > 1
    assert [dict(asked.inputs) for asked in found.asked] == [{"state": "norland"}]
    assert [outcome.verdict for outcome in found.outcomes] == ["yes"]
    assert "secret" not in repr(found)


def test_what_is_kept_has_the_numbers_of_what_is_kept() -> None:
    first = Batch(lake(), Settings("sail"))
    rows_asked = [{"suspect": "doe", "state": "norland", "date": f"{year}-01-01"} for year in (2010, 2018)]
    first.answer({**rows_asked[0], "known_on": "2015-06-01"})
    expected = [first.answer(row) for row in rows_asked]
    second = Batch(lake(), Settings("sail"))

    second.recall(first.memory())

    assert [second.answer(row) for row in rows_asked] == expected


def test_what_is_of_today_is_not_kept() -> None:
    batch = Batch(leaving(), Settings("leave", today=date(2020, 1, 1)))
    row = {"state": "norland", "date": "2018-01-01", "exit_date": "2020-01-01"}
    said = batch.answer(row)

    assert batch.answer({**row, "exit_date": "Today"}) == said
    assert [dict(asked.inputs)["exit_date"] for asked in batch.memory().asked] == ["2020-01-01"]


def test_a_batch_goes_on_with_what_it_recalls() -> None:
    first = Batch(lake(), Settings("sail"))
    row = {"suspect": "roe", "state": "norland", "date": "2018-01-01"}
    expected = [first.answer({**row, "date": f"{year}-01-01"}) for year in range(2010, 2025)]
    second = Batch(lake(), Settings("sail"))

    second.recall(first.memory())

    assert second.found == first.found > 0
    assert [second.answer({**row, "date": f"{year}-01-01"}) for year in range(2010, 2025)] == expected
    assert second.answer({**row, "state": "ostmark"}) == Batch(lake(), Settings("sail")).answer(
        {**row, "state": "ostmark"}
    )
