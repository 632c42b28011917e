"""Columns of any type: what can be read says what rows say of the same, all else is an error that helps."""

from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from obligcheck.batch import Batch, Outcome, Settings, asking, cells
from obligcheck.batch.columns import Columns
from obligcheck.batch.tables import check_table
from obligcheck.problems import ProblemsError
from tests.unit.answers.lake import lake
from tests.unit.answers.test_given import book as leaving

SAIL = Settings("sail", columns=("verdict", "error"))
GUEST = "Jane Doe is a guest of Norland"
TWO = [GUEST, "Norland is a member"]
DAY = date(2018, 1, 1)
ROW: dict[str, object] = {"suspect": "doe", "state": "norland", "date": DAY}

#: Days as Arrow counts them: the first, the last, those beside, and the furthest.
FIRST, LAST = 1 - cells.EPOCH, date.max.toordinal() - cells.EPOCH
FAR = (FIRST - 1, FIRST - 2, FIRST - 3, FIRST - 4, -(2**31), LAST + 1, 2**31 - 719_163, 2**31 - 1)


def said(**columns: pa.Array) -> list[Outcome]:
    """Return what is said of rows with ``columns``; the others are as in ``ROW``."""
    (rows,) = {len(column) for column in columns.values()}
    table = pa.table({**{name: pa.array([value] * rows) for name, value in ROW.items()}, **columns})
    codes, outcomes = Columns(Batch(lake(), SAIL)).answer(table)
    return [outcomes[code] for code in codes.tolist()]


def of_rows(name: str, *values: object) -> list[Outcome]:
    """Return what is said of rows one by one with ``values`` under ``name``."""
    return [Batch(lake(), SAIL).answer({**ROW, name: value}) for value in values]


def days_of(*counted: int | None) -> pa.Array:
    """Return days as Arrow counts them."""
    return pa.array(counted, pa.int32()).cast(pa.date32())


@pytest.mark.parametrize("far", FAR)
def test_a_day_outside_the_calendar_is_an_error_of_its_row(far: int) -> None:
    wrong, nothing, good = said(date=days_of(far, None, (DAY - date(1970, 1, 1)).days))

    assert wrong.error.startswith("expected a day such as") or "the calendar begins" in wrong.error
    assert nothing.error == "`sail` needs a date"
    assert good.verdict == "yes"


def test_the_first_and_the_last_day_of_the_calendar_are_days() -> None:
    assert said(date=days_of(FIRST, LAST)) == of_rows("date", date.min, date.max)


@pytest.mark.parametrize("unit", ["s", "ms", "us"])
def test_a_time_outside_the_calendar_is_an_error_of_its_row(unit: str) -> None:
    a_day = 86_400 * {"s": 1, "ms": 1_000, "us": 1_000_000}[unit]
    good = (DAY - date(1970, 1, 1)).days * a_day + 1
    times = [2**63 - 1, -(2**63) + 1, (FIRST * a_day) - 1, (LAST + 1) * a_day, 2**32 * a_day, None, good]
    if unit == "us":
        # So many days have no number of microseconds in 64 bits.
        times[4] = times[0]

    found = said(date=pa.array(times, pa.int64()).cast(pa.timestamp(unit)))

    assert [outcome.verdict for outcome in found] == [*[""] * 6, "yes"]
    assert all(outcome.error for outcome in found[:5])
    assert found[5].error == "`sail` needs a date"


@pytest.mark.parametrize(
    "kind",
    [pa.date64(), pa.timestamp("s"), pa.timestamp("ms"), pa.timestamp("us"), pa.timestamp("ns")],
    ids=str,
)
def test_times_are_the_days_on_which_they_lie(kind: pa.DataType) -> None:
    days = [date(1969, 12, 31), DAY, None]
    times = pa.array([None if day is None else datetime(day.year, day.month, day.day) for day in days], kind)  # noqa: DTZ001 (of no zone)

    assert said(date=times) == of_rows("date", *days)
    assert said(date=times.dictionary_encode()) == of_rows("date", *days)
    assert said(date=pa.nulls(2, kind)) == of_rows("date", None, None)


def test_a_time_is_a_day_where_rows_are_read_one_by_one_too() -> None:
    moments = pa.array([datetime(2015, 12, 31, 23), datetime(2018, 1, 1, 1)], pa.timestamp("ns"))  # noqa: DTZ001 (of no zone)

    (stay,) = said(**{"date": pa.nulls(1), "from": moments[:1], "to": moments[1:]})

    assert stay == Batch(lake(), SAIL).answer(
        {**ROW, "date": "", "from": date(2015, 12, 31), "to": date(2018, 1, 1)}
    )


def test_a_further_day_may_be_a_time() -> None:
    asked = {"state": ["norland"] * 2, "date": [DAY] * 2}
    exits = pa.array([datetime(2020, 1, 1, 5), None], pa.timestamp("us"))  # noqa: DTZ001 (of no zone)

    found = check_table(leaving(), pa.table({**asked, "exit_date": exits}), Settings("leave"), {}, ("error",))

    assert found.column("error").to_pylist() == [None, None]


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.large_list(pa.string()),
        pa.list_view(pa.string()),
        pa.dictionary(pa.int8(), pa.list_(pa.string())),
    ],
    ids=str,
)
def test_a_column_may_hold_lists(kind: pa.DataType) -> None:
    cells_of = [TWO, None, [f"{GUEST}", "Norland is a member; Norland is a member"]]
    if pa.types.is_dictionary(kind):
        lists = pa.DictionaryArray.from_arrays(
            [0, None, 1], pa.array([cells_of[0], cells_of[2]], kind.value_type)
        )
    else:
        lists = pa.array(cells_of, kind)

    found = said(assume=lists)

    assert found == of_rows("assume", *cells_of)
    assert [outcome.verdict for outcome in found] == ["yes", "yes", ""]


def test_a_list_in_place_of_a_name_or_a_day_is_an_error_of_its_row() -> None:
    lists = pa.array([["norland", "ostmark"], None])

    assert said(state=lists) == of_rows("state", ["norland", "ostmark"], None)
    assert said(date=pa.array([["2018-01-01"], None])) == of_rows("date", ["2018-01-01"], None)
    assert said(state=pa.array([{"a": 1}, None])) == of_rows("state", {"a": 1}, None)


def test_a_list_is_not_the_text_that_is_written_for_it() -> None:
    answering = Columns(Batch(lake(), SAIL))
    tables = [
        pa.table({**{name: [value] for name, value in ROW.items()}, "assume": pa.array([value])})
        for value in (TWO, str(TWO))
    ]

    found = [outcomes[codes[0]] for codes, outcomes in map(answering.answer, tables)]

    assert found == of_rows("assume", TWO, str(TWO))
    assert found[0] != found[1]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary(7), pa.binary_view()], ids=str)
def test_bytes_are_read_as_text_and_those_that_are_none_are_an_error_of_their_row(kind: pa.DataType) -> None:
    good, wrong, nothing = said(state=pa.array([b"norland", b"norlan\xff", None], kind))

    assert good.verdict == "yes"
    assert "norlan\ufffd" in wrong.error
    assert nothing.error == "`sail` needs a state"


@pytest.mark.parametrize(
    "column",
    [
        pa.RunEndEncodedArray.from_arrays([2, 3], ["norland", "ostmark"]),
        pa.chunked_array(
            [pa.RunEndEncodedArray.from_arrays([rows], [v]) for rows, v in ((2, "norland"), (1, "ostmark"))]
        ),
        pa.array(["norland", "norland", "ostmark"], pa.string_view()),
        pa.array(["norland", "norland", "ostmark"], pa.large_string()).dictionary_encode(),
        pa.array([b"norland", b"norland", b"ostmark"]).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
def test_packed_columns_are_unpacked(column: Any) -> None:  # noqa: ANN401 (an array of any kind)
    assert said(state=column) == of_rows("state", "norland", "norland", "ostmark")


def test_values_of_an_extension_are_what_they_are_stored_as() -> None:
    stored = pa.array([b"norland-norland-"], pa.binary(16))

    assert "norland-norland-" in said(state=stored.cast(pa.uuid()))[0].error


@pytest.mark.parametrize("kind", [pa.int8(), pa.uint8(), pa.int64(), pa.uint32()], ids=str)
def test_a_dictionary_may_be_as_long_as_its_numbers_can_tell(kind: pa.DataType) -> None:
    texts = ["norland", *(f"x{number}" for number in range(127))]
    column = pa.DictionaryArray.from_arrays(pa.array([0, None], kind), pa.array(texts))

    assert said(state=column) == of_rows("state", "norland", None)


def test_what_is_no_text_at_all_is_written_as_arrow_does() -> None:
    found = said(state=pa.array([1, None]))

    assert found[0].error == "no state is called `1`; `data show states` lists them"
    assert found[1].error == "`sail` needs a state"


def test_values_without_a_text_are_errors_of_their_rows() -> None:
    found = said(state=pa.array([(1, 2, 3), None], pa.month_day_nano_interval()))

    assert found[0].error.startswith("no state is called")
    assert found[1].error == "`sail` needs a state"


def test_a_column_that_nobody_can_read_is_refused_by_name() -> None:
    with pytest.raises(ProblemsError, match="the column `assume` has values of list<item: date32") as refused:
        said(assume=pa.array([[2**31 - 1]], pa.list_(pa.int32())).cast(pa.list_(pa.date32())))

    assert refused.value.problems[0].fix == "expected texts or days"


def test_nothing_is_not_the_text_that_is_written_for_nothing() -> None:
    for texts in ([None, "None"], ["None", None]):
        assert said(date=pa.array(texts, pa.string())) == of_rows("date", *texts)


def test_combinations_have_one_number_each_whatever_shape_numpy_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unique = np.unique

    def of_version_2_0(array: Any, **options: Any) -> Any:  # noqa: ANN401 (passed on)
        found = unique(array, **options)
        return (*found[:-1], found[-1].reshape(-1, 1)) if "axis" in options else found

    monkeypatch.setattr(asking, "_PLAIN", 1)
    monkeypatch.setattr(np, "unique", of_version_2_0)
    states = ["norland", "ostmark", "norland"]

    assert said(state=pa.array(states)) == of_rows("state", *states)


def test_two_columns_of_one_name_are_refused_where_they_are_read() -> None:
    names = [*ROW, "state"]
    table = pa.table([pa.array([value]) for value in (*ROW.values(), "ostmark")], names=names)

    with pytest.raises(ProblemsError, match="two columns are called `state`"):
        check_table(lake(), table, SAIL, {})
    with pytest.raises(ProblemsError, match="two columns are called `state`"):
        check_table(lake(), table.rename_columns([*ROW, "where"]), SAIL, {"where": "state"})
    passed = table.rename_columns([*ROW, "note"]).append_column("note", [["b"]])
    assert check_table(lake(), passed, SAIL, {}, ("verdict",)).column("verdict").to_pylist() == ["yes"]
