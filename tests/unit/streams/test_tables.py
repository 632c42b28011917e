"""Parquet in and out: types that stay, days as days, and what cannot be a table."""

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from obligcheck.batch import ADDED, Settings
from obligcheck.problems import ProblemsError
from obligcheck.streams import tables
from tests.unit.streams.batches import answered, run_of, table, unwatched

DAY = date(2016, 5, 1)
TYPED = pa.table(
    {
        "suspect": pa.array(["doe", "roe", "nobody"]).dictionary_encode(),
        "state": ["norland", "ostmark", "norland"],
        "date": pa.array([DAY, DAY, None], pa.date32()),
        "number": pa.array([1, -2, None], pa.int16()),
        "share": [0.5, float("nan"), None],
        "cost": pa.array([Decimal("1.10"), None, Decimal(2)], pa.decimal128(5, 2)),
        "is_open": [True, False, None],
        "when": pa.array([datetime(2016, 5, 1, 12, tzinfo=UTC)] * 3, pa.timestamp("ns", "UTC")),
        "took": pa.array([5, None, 7], pa.duration("s")),
        "tags": [["a", "=b"], [], None],
        "place": [{"x": 1, "t": DAY}, None, {"x": None, "t": None}],
        "raw": [b"\xff", b"", None],
        "note": ["=1+1", "a, b", None],
    }
).replace_schema_metadata({"by": "somebody"})


def parquet_of(data: pa.Table) -> bytes:
    """Return ``data`` as a Parquet file."""
    sink = io.BytesIO()
    pq.write_table(data, sink)
    return sink.getvalue()


def table_of(content: bytes) -> pa.Table:
    """Return the table that a Parquet file holds."""
    return pq.ParquetFile(io.BytesIO(content)).read()


def test_the_types_of_a_table_stay_and_days_are_days(tmp_path: Path) -> None:
    found = table_of(answered(tmp_path, parquet_of(TYPED), "parquet", columns=ADDED, prefix="x_"))

    own = [name for name in TYPED.column_names if name != "share"]
    assert found.select(own).equals(TYPED.select(own))
    assert found.schema.field("share") == TYPED.schema.field("share")
    assert found.schema.metadata[b"by"] == b"somebody"
    added = found.select([f"x_{name}" for name in ADDED])
    assert {str(field.type) for field in added.schema} == {"string", "date32[day]"}
    assert added.column("x_verdict").to_pylist() == ["yes", "no", None]
    assert added.column("x_since").to_pylist() == [date(2015, 1, 1), None, None]
    assert added.column("x_error").to_pylist()[2].startswith("no suspect is called `nobody`")


def test_a_table_becomes_cells(tmp_path: Path) -> None:
    found = (
        answered(tmp_path, parquet_of(TYPED), "parquet", "csv", columns=("verdict",)).decode().splitlines()
    )

    assert found == [
        ",".join([*TYPED.column_names, "verdict"]),
        (
            'doe,norland,2016-05-01,1,0.5,1.10,true,2016-05-01 12:00:00.000000000Z,5,"[""a"", ""=b""]",'
            '"{""x"": 1, ""t"": ""2016-05-01""}",/w==,\'=1+1,yes'
        ),
        'roe,ostmark,2016-05-01,-2,,,false,2016-05-01 12:00:00.000000000Z,,[],,,"a, b",no',
        'nobody,norland,,,,2.00,,2016-05-01 12:00:00.000000000Z,7,,"{""x"": null, ""t"": null}",,,',
    ]


def test_a_table_becomes_objects(tmp_path: Path) -> None:
    found = answered(tmp_path, parquet_of(TYPED), "parquet", "jsonl", columns=("verdict",)).decode()

    assert json.loads(found.splitlines()[0]) == {
        "suspect": "doe",
        "state": "norland",
        "date": "2016-05-01",
        "number": 1,
        "share": 0.5,
        "cost": "1.10",
        "is_open": True,
        "when": "2016-05-01 12:00:00.000000000Z",
        "took": 5,
        "tags": ["a", "=b"],
        "place": {"x": 1, "t": "2016-05-01"},
        "raw": "/w==",
        "note": "=1+1",
        "verdict": "yes",
    }
    assert json.loads(found.splitlines()[1])["share"] is None


#: Days that Python lacks: in year 10000, in year 0, and what databases write for one that never comes.
FAR = pa.array([2_932_897, -719_163, 2**31 - 1], pa.int32()).cast(pa.date32())
FAR_TEXTS = ["10000-01-01", "0000-12-31", "<value out of range: 2147483647>"]


@pytest.mark.parametrize(
    "column",
    [
        FAR,
        FAR.dictionary_encode(),
        pa.StructArray.from_arrays([FAR], ["day"]),
        pa.ListArray.from_arrays([0, 1, 2, 3], FAR),
        pa.LargeListArray.from_arrays([0, 1, 2, 3], FAR),
        pa.FixedSizeListArray.from_arrays(FAR, 1),
        pa.MapArray.from_arrays([0, 1, 2, 3], ["a", "b", "c"], FAR),
    ],
    ids=lambda column: str(column.type),
)
@pytest.mark.parametrize("wanted", ["csv", "jsonl"])
def test_days_that_python_lacks_pass_through(column: pa.Array, wanted: str, tmp_path: Path) -> None:
    data = (
        TYPED.select(["suspect", "state"])
        .append_column("date", [[str(DAY)] * 3])
        .append_column("born", column)
    )

    found = answered(tmp_path, parquet_of(data), "parquet", wanted, columns=("verdict",)).decode()

    rows = found.splitlines()[-3:]
    assert all(text in row for text, row in zip(FAR_TEXTS, rows, strict=True))


def test_days_that_python_lacks_are_errors_of_their_rows(tmp_path: Path) -> None:
    data = pa.table({"suspect": ["doe"] * 3, "state": ["norland"] * 3, "date": FAR})

    found = table_of(answered(tmp_path, parquet_of(data), "parquet"))

    assert found.column("verdict").to_pylist() == [None] * 3
    assert found.column("date").chunk(0).equals(FAR)
    for text, error in zip(FAR_TEXTS, found.column("error").to_pylist(), strict=True):
        assert f"`{text}`" in error


def test_a_table_may_hold_lists_of_what_rows_suppose(tmp_path: Path) -> None:
    supposed = pa.array([["Jane Doe is a guest of Norland"], None, []])
    data = TYPED.select(["suspect", "state"]).append_column("date", [[str(DAY)] * 3])

    found = table_of(
        answered(
            tmp_path, parquet_of(data.append_column("assume", supposed)), "parquet",
            settings=Settings("sail", readings=("guests=liberal",)),
        )
    )  # fmt: skip

    assert found.column("verdict").to_pylist() == ["no", "no", None]
    assert found.column("assume").to_pylist() == supposed.to_pylist()


@pytest.mark.parametrize("is_quick", [True, False])
def test_text_becomes_a_table_of_texts(tmp_path: Path, *, is_quick: bool) -> None:
    content = table(20) + 'x,doe,norland\n"y",roe,ostmark,2016-05-01,"a\nb",more\n'

    found = table_of(answered(tmp_path, content, "csv", "parquet", is_quick=is_quick))

    assert {str(field.type) for field in found.schema} == {"string", "date32[day]"}
    assert found.num_rows == 22
    assert found.column("id").to_pylist() == [*map(str, range(20)), "x", "y"]
    assert found.column("date").to_pylist()[-2:] == [None, "2016-05-01"]
    assert found.column("note").to_pylist()[-1] == "a\nb"
    assert found.column("error").to_pylist()[-2:] == [
        "expected 5 cells, found 3",
        "expected 5 cells, found 6: `more`",
    ]


def test_objects_become_a_table_of_texts(tmp_path: Path) -> None:
    good = '{"suspect": "doe", "state": "norland", "date": "2016-05-01", "n": %s}\n'

    found = table_of(
        answered(
            tmp_path, good % "1.10" + good % '"a"' + good % "null" + "[1]\n", "jsonl", "parquet", size=9999
        )
    )

    assert found.column("n").to_pylist() == ["1.1", "a", None, None]
    assert found.column("verdict").to_pylist() == ["yes", "yes", "yes", None]


@pytest.mark.parametrize("wanted", ["csv", "parquet"])
def test_a_field_that_comes_late_has_no_column(tmp_path: Path, wanted: str) -> None:
    good = '{"suspect": "doe", "state": "norland", "date": "2016-05-01"}\n'
    late = good[:-2] + ', "extra": 1}\n'

    with pytest.raises(ProblemsError, match="line 4: no column is called `extra`"):
        answered(tmp_path, good * 3 + late, "jsonl", wanted)


@pytest.mark.parametrize("wanted", ["jsonl", "parquet"])
def test_two_columns_of_one_name_fit_cells_only(tmp_path: Path, wanted: str) -> None:
    content = "suspect,state,date,n,n\ndoe,norland,2016-05-01,1,2\n"

    assert answered(tmp_path, content, "csv", "tsv", columns=("verdict",)).endswith(b"\t1\t2\tyes\n")
    with pytest.raises(ProblemsError, match="two columns are called `n`"):
        answered(tmp_path, content, "csv", wanted)


@pytest.mark.parametrize("wanted", ["csv", "jsonl", "parquet"])
def test_two_columns_of_a_table_that_share_a_name_fit_cells_only(tmp_path: Path, wanted: str) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / f"b.{wanted}"
    columns = {"suspect": "doe", "state": "norland", "date": "2016-05-01", "n": "1", "N": "2"}
    named = pa.table({name: [cell] for name, cell in columns.items()}).rename_columns([*[*columns][:4], "n"])
    pq.write_table(named, source)

    run = run_of(source, target, columns=("verdict",))
    if wanted == "csv":
        run.answer(unwatched)
        assert target.read_text() == "suspect,state,date,n,n,verdict\ndoe,norland,2016-05-01,1,2,yes\n"
    else:
        with pytest.raises(ProblemsError, match="two columns are called `n`"):
            run.answer(unwatched)
        assert not target.exists()


def test_a_folder_may_name_what_all_rows_have(tmp_path: Path) -> None:
    from obligcheck.streams.tabular import answer_tables  # noqa: PLC0415 (what a folder's files go through)

    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    pq.write_table(TYPED.select(["suspect", "date"]), source)
    run = run_of(source, target)

    answer_tables(run, unwatched, resume=False, extra={"state": "norland", "suspect": "other"})

    found = pq.ParquetFile(target).read()
    assert found.column_names == ["suspect", "date", "verdict", "since", "error"]
    assert found.column("verdict").to_pylist() == ["yes", "unknown", None]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"suspect,state\n", "the input is no Parquet file"), (b"", "the input is no Parquet file")],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(ProblemsError, match=said):
        answered(tmp_path, content, "parquet", "csv")


def test_a_broken_table_is_refused(tmp_path: Path) -> None:
    content = bytearray(parquet_of(pa.table({name: ["x" * 999] for name in ("suspect", "state", "date")})))
    content[4:900] = bytes(896)

    with pytest.raises(ProblemsError, match="the input is broken"):
        answered(tmp_path, bytes(content), "parquet", "csv")
    assert not (tmp_path / "output.csv").exists()


def test_strict_names_the_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 2)

    with pytest.raises(ProblemsError, match="row 3: no suspect is called `nobody`"):
        answered(tmp_path, parquet_of(TYPED), "parquet", strict=True)
    for is_quick in (True, False):
        with pytest.raises(ProblemsError, match="line 5: no suspect is called `nobody`"):
            answered(tmp_path, table(), "csv", "parquet", strict=True, is_quick=is_quick, size=9999)


def test_no_rows_give_an_empty_table(tmp_path: Path) -> None:
    for given, content in (("csv", b"suspect,state,date\n"), ("parquet", parquet_of(TYPED.slice(0, 0)))):
        found = table_of(answered(tmp_path, content, given, "parquet"))
        assert found.num_rows == 0
        assert found.column_names[-3:] == ["verdict", "since", "error"]
        for path in tmp_path.iterdir():
            path.unlink()


class Pipe(io.BytesIO):
    """A stream that cannot be read from its end."""

    def seekable(self) -> bool:
        """Return that it cannot."""
        return False


def test_a_table_may_come_through_a_pipe(tmp_path: Path) -> None:
    target = tmp_path / "b.csv"

    run_of(tmp_path / "-", target, Pipe(parquet_of(TYPED)), given="parquet").answer(unwatched)

    assert target.read_text().count("\n") == 4


def test_a_table_may_go_to_where_nothing_can_be_renamed(tmp_path: Path) -> None:
    import os  # noqa: PLC0415 (this test only)
    import threading  # noqa: PLC0415 (as above)

    source, pipe = tmp_path / "a.csv", tmp_path / "pipe"
    source.write_text(table())
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    run_of(source, pipe, wanted="parquet").answer(unwatched)
    reader.join()

    assert table_of(read[0]).num_rows == 40


def test_all_books_are_asked_the_same_of_tables_and_texts(tmp_path: Path) -> None:
    content = table(50)
    source, middle, target = tmp_path / "a.csv", tmp_path / "m.parquet", tmp_path / "b.csv"
    source.write_text(content)
    run_of(source, middle, columns=("verdict", "label"), prefix="m_").answer(unwatched)
    run_of(middle, target, columns=("verdict", "label")).answer(unwatched)

    for line in target.read_text().splitlines()[1:]:
        *_, first, second, third, fourth = line.split(",")
        assert (first, second) == (third, fourth)
