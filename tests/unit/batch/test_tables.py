"""Tables of columns with the answers behind them, as other libraries exchange them."""

import sys
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from obligcheck.batch import ADDED, STAY, Batch, Settings, rows
from obligcheck.batch.tables import Tables, check_table
from obligcheck.problems import ProblemsError
from tests.bundled import bundled_book
from tests.unit.answers.lake import lake
from tests.unit.batch.test_columns import some_rows

SAIL = Settings("sail")


def test_the_answers_stand_behind_the_columns_that_came() -> None:
    found = some_rows(1, 150, stays=False)
    table = pa.Table.from_pylist([{"id": place, **row} for place, row in enumerate(found)])

    answered = check_table(lake(), table, SAIL, {})

    assert answered.column_names == [*table.column_names, *ADDED]
    assert answered.select(table.column_names) == table
    one_by_one = Batch(lake(), SAIL)
    for row, cells in zip(found, answered.select(ADDED).to_pylist(), strict=True):
        outcome = one_by_one.answer(row)
        days = {"since": outcome.since, "until": outcome.until}
        texts = dict(zip(ADDED, outcome.cells(ADDED), strict=True))
        assert cells == {name: days.get(name, texts[name] or None) for name in ADDED}


def test_days_are_days_and_texts_stand_once_each() -> None:
    table = pa.Table.from_pylist(some_rows(2, 50, stays=False))

    answered = check_table(lake(), table, SAIL, {})

    assert answered.schema.field("since").type == pa.date32()
    for name in set(ADDED) - {"since", "until"}:
        assert pa.types.is_dictionary(answered.schema.field(name).type), name
        for chunk in answered.column(name).chunks:
            assert len(set(chunk.dictionary.to_pylist())) == len(chunk.dictionary), name


def test_columns_may_be_called_otherwise_and_keep_their_names() -> None:
    table = pa.table({"who": ["doe"], "where to": ["norland"], "date": [date(2018, 1, 1)]})

    answered = check_table(lake(), table, SAIL, {"who": "suspect", "where to": "state"}, ("verdict",))

    assert answered.to_pylist() == [
        {"who": "doe", "where to": "norland", "date": date(2018, 1, 1), "verdict": "yes"}
    ]


def test_stays_have_a_column_for_their_parts() -> None:
    table = pa.table({"suspect": ["doe"], "state": ["norland"], "from": ["2020-12-31"], "to": ["2021-01-01"]})

    answered = check_table(lake(), table, SAIL, {})

    assert answered.column(STAY).to_pylist() == ["2020-12-31..2020-12-31 yes; 2021-01-01..2021-01-01 no"]


def test_a_table_that_lacks_a_column_or_has_one_already_is_refused() -> None:
    table = pa.table({"suspect": ["doe"], "state": ["norland"], "date": ["2018-01-01"]})

    with pytest.raises(ProblemsError, match="needs `state`, and no column is called so"):
        check_table(lake(), table.drop_columns("state"), SAIL, {})
    with pytest.raises(ProblemsError, match="has a column `verdict` already"):
        check_table(lake(), table.append_column("verdict", [["yes"]]), SAIL, {})


def test_an_empty_table_has_the_columns_too() -> None:
    table = pa.table({name: pa.array([], pa.string()) for name in ("suspect", "state", "date")})

    answered = check_table(lake(), table, SAIL, {})

    assert (answered.num_rows, answered.column_names[3:]) == (0, list(ADDED))


def test_one_set_of_tables_answers_one_after_the_other() -> None:
    tables = Tables(Batch(lake(), SAIL))
    parts = [pa.Table.from_pylist(some_rows(seed, 40, stays=False)) for seed in range(4)]

    together = check_table(lake(), pa.concat_tables(parts), SAIL, {}).to_pylist()

    assert [row for part in parts for row in tables.check(part).to_pylist()] == together


def test_numbers_that_begin_anew_are_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_SPANS", 10)
    batch = Batch(lake(), SAIL)
    tables = Tables(batch)
    parts = [pa.Table.from_pylist(some_rows(seed, 40, stays=False)) for seed in range(4)]

    for part in parts:
        assert tables.check(part).to_pylist() == check_table(lake(), part, SAIL, {}).to_pylist()
    assert batch.generation > 0


def test_the_book_answers_tables() -> None:
    table = pa.table(
        {"suspect": ["putin", "putin"], "state": ["tajikistan", "narnia"], "date": ["today"] * 2}
    )

    answered = bundled_book().check_table(
        table, today=date(2025, 10, 9), readings=["immunity=customary"], columns=("verdict", "error")
    )

    assert answered.column("verdict").to_pylist() == ["no", None]
    assert answered.column("error").to_pylist()[1].startswith("no state is called `narnia`")


def test_what_is_said_of_single_rows_is_not_kept() -> None:
    tables = Tables(Batch(lake(), SAIL))
    wrong = [{"suspect": "doe", "state": "norland", "date": f"1/2/{year}"} for year in range(1900, 1950)]

    first = tables.check(pa.Table.from_pylist(wrong))
    second = tables.check(pa.table({"suspect": ["doe"], "state": ["norland"], "date": ["2018-01-01"]}))

    assert len(set(first.column("error").to_pylist())) == len(wrong)
    assert second.column("error").to_pylist() == [None]
    assert len(second.column("error").chunk(0).dictionary) == 0


@pytest.mark.parametrize("is_dictionary", [False, True])
@pytest.mark.parametrize("kind", [pa.string_view(), pa.large_string()])
def test_texts_of_any_kind_may_be_read_one_by_one(kind: pa.DataType, *, is_dictionary: bool) -> None:
    columns = {"suspect": ["doe", "doe"], "state": ["norland", "norland"], "date": ["soon", "2018-01-01"]}
    arrays = {name: pa.array(texts, kind) for name, texts in columns.items()}
    if is_dictionary:
        arrays = {name: pa.DictionaryArray.from_arrays([0, 1], array) for name, array in arrays.items()}
    table = pa.table(arrays)

    answered = check_table(lake(), table, SAIL, {}, ["verdict", "error"])

    assert answered["verdict"].to_pylist() == [None, "yes"]
    assert answered["error"].to_pylist()[0].startswith("expected a day such as")


def test_lists_of_texts_that_are_views_are_read() -> None:
    table = pa.table(
        {
            "suspect": ["doe", "doe"],
            "state": ["norland", "norland"],
            "date": ["2018-01-01"] * 2,
            "assume": pa.array([["Jane Doe is banned"], None], pa.list_(pa.string_view())),
        }
    )

    said = check_table(lake(), table, SAIL, {}, ["verdict", "error"]).select(["verdict", "error"]).to_pylist()

    assert said[0]["error"].startswith("no sentence of the rules or the data reads")
    assert said[1] == {"verdict": "yes", "error": None}


ONE = {"suspect": ["doe"], "state": ["norland"], "date": ["2018-01-01"]}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("verdict", "expected several columns, found the text `verdict`"),
        (["verdict", "bogus"], "no column `bogus` can be added"),
    ],
)
def test_columns_that_nobody_has_are_refused(columns: Any, said: str) -> None:  # noqa: ANN401 (what is wrong)
    with pytest.raises(ProblemsError, match=said):
        check_table(lake(), pa.table(ONE), SAIL, {}, columns)


def test_a_column_chosen_twice_is_added_once() -> None:
    answered = check_table(lake(), pa.table(ONE), SAIL, {}, ["verdict", "verdict"])

    assert answered.column_names == [*ONE, "verdict"]


@pytest.mark.parametrize("name", ["known_on", "law_as_of", "today"])
@pytest.mark.parametrize("day", ["2023-01-01", datetime(2023, 1, 1)])  # noqa: DTZ001 (of no zone)
def test_a_day_that_is_none_is_refused(name: str, day: Any) -> None:  # noqa: ANN401 (what is wrong)
    with pytest.raises(ProblemsError, match=f"{name}: expected a date, found `2023-01-01"):
        check_table(lake(), pa.table(ONE), SAIL._replace(**{name: day}), {})


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"who": "suspect"}, "no column is called `who`"),
        ({"note": "suspct"}, "no input is called `suspct`"),
        ({"note": "suspect"}, "two columns are called `suspect`"),
    ],
)
def test_names_that_name_nothing_or_something_twice_are_refused(named: dict[str, str], said: str) -> None:
    with pytest.raises(ProblemsError, match=said):
        check_table(lake(), pa.table({**ONE, "note": ["x"]}), SAIL, named)


def test_inputs_are_found_without_the_word_of_their_type() -> None:
    table = pa.table({"aggressor": ["russia"], "victim_state": ["ukraine"], "day": ["2022-03-01"]})

    for named in ({"day": "date"}, {"day": "date", "aggressor": "aggressor"}):
        answered = check_table(bundled_book(), table, Settings("aggression"), named, ["verdict", "error"])
        assert answered.to_pylist()[0]["verdict"] == "no"
    both = table.append_column("aggressor_state", [["ukraine"]])
    with pytest.raises(ProblemsError, match="needs `aggressor_state`"):
        check_table(bundled_book(), table.drop_columns("aggressor"), Settings("aggression"), {"day": "date"})
    assert check_table(bundled_book(), both, Settings("aggression"), {"day": "date"}).num_rows == 1


@pytest.mark.parametrize("columns", [["reason"], ["verdict", "reason"]])
def test_a_reason_is_the_same_whatever_stands_beside_it(columns: list[str]) -> None:
    table = pa.table({"suspect": ["doe", "roe"], "state": ["norland"] * 2, "date": ["2018-01-01"] * 2})
    whole = check_table(lake(), table, SAIL, {}, (*ADDED, "reason"))["reason"].to_pylist()

    assert check_table(lake(), table, SAIL, {}, columns)["reason"].to_pylist() == whole
    assert "Presumed: " in "".join(whole)


def test_without_the_extra_it_is_said_what_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obligcheck.batch.tables", None)

    with pytest.raises(ImportError, match=r"pip install 'obligcheck\[batch\]'"):
        bundled_book().check_table(pa.table(ONE))
