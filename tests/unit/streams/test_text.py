"""CSV, TSV and JSON Lines: what passes through, what is added, and what is wrong with a row."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from obligcheck.problems import ProblemsError
from tests.unit.streams.batches import run_of, text_of, unwatched

HEAD = "suspect,state,date"
ROW = "doe,norland,2016-05-01"
ADDED = "yes,2015-01-01,"

BOTH = pytest.mark.parametrize("is_quick", [True, False])


def refusal(folder: Path, content: str | bytes, given: str = "csv", **options: Any) -> str:  # noqa: ANN401 (passed on)
    """Return why ``content`` is refused; nothing is left behind."""
    source, target = folder / f"input.{given}", folder / f"output.{options.pop('wanted', given)}"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ProblemsError) as caught:
        run_of(source, target, **options).answer(unwatched)
    assert [path.name for path in folder.iterdir()] == [source.name]
    (problem,) = caught.value.problems
    return f"{problem.message}; {problem.fix}" if problem.fix else problem.message


@BOTH
def test_columns_pass_through_in_order_and_answers_follow(tmp_path: Path, *, is_quick: bool) -> None:
    content = f"id,{HEAD},note\n1,{ROW},x y\n2,{ROW},\n"

    assert text_of(tmp_path, content, is_quick=is_quick) == (
        f"id,{HEAD},note,verdict,since,error\n1,{ROW},x y,{ADDED}\n2,{ROW},,{ADDED}\n"
    )


@BOTH
def test_the_end_of_each_line_stays_as_it_is(tmp_path: Path, *, is_quick: bool) -> None:
    content = f"{HEAD}\r\n{ROW}\r\n{ROW}\r\n"

    assert text_of(tmp_path, content, is_quick=is_quick) == (
        f"{HEAD},verdict,since,error\r\n{ROW},{ADDED}\r\n{ROW},{ADDED}\r\n"
    )


@BOTH
def test_a_last_line_without_an_end_gets_that_of_the_header(tmp_path: Path, *, is_quick: bool) -> None:
    assert text_of(tmp_path, f"{HEAD}\r\n{ROW}", is_quick=is_quick).endswith(f"\r\n{ROW},{ADDED}\r\n")


@BOTH
def test_line_ends_may_be_mixed(tmp_path: Path, *, is_quick: bool) -> None:
    found = text_of(tmp_path, f"{HEAD}\n{ROW}\r\n{ROW}\n", is_quick=is_quick, size=4096)

    assert found == f"{HEAD},verdict,since,error\n{ROW},{ADDED}\r\n{ROW},{ADDED}\n"


@BOTH
def test_blank_lines_are_no_rows(tmp_path: Path, *, is_quick: bool) -> None:
    found = text_of(tmp_path, f"\n\n{HEAD}\n\n{ROW}\n\n\r\n{ROW}\n\n", is_quick=is_quick)

    assert found == f"{HEAD},verdict,since,error\n{ROW},{ADDED}\n{ROW},{ADDED}\n"


@BOTH
def test_cells_too_few_or_too_many_keep_the_row_and_its_place(tmp_path: Path, *, is_quick: bool) -> None:
    content = f"{HEAD}\n{ROW},more,and more\ndoe,norland\n{ROW}\n"

    assert text_of(tmp_path, content, is_quick=is_quick, columns=("verdict", "error")) == (
        f"{HEAD},verdict,error\n"
        f'{ROW},,"expected 3 cells, found 5: `more`, `and more`",more,and more\n'
        'doe,norland,,,"expected 3 cells, found 2"\n'
        f"{ROW},yes,\n"
    )


@BOTH
def test_quotes_stay_as_they_are_over_lines_and_blocks(tmp_path: Path, *, is_quick: bool) -> None:
    long = "\n".join(["a long note"] * 20)
    rows = [f'"doe",norland,2016-05-01,"{long}"', 'doe,"norland",2016-05-01,"say ""no"", twice"', f"{ROW},x"]
    content = "\n".join([f"{HEAD},note", *rows]) + "\n"

    assert text_of(tmp_path, content, is_quick=is_quick) == (
        "\n".join([f"{HEAD},note,verdict,since,error", *(f"{row},{ADDED}" for row in rows)]) + "\n"
    )


@BOTH
def test_a_formula_is_made_harmless_and_a_number_is_none(tmp_path: Path, *, is_quick: bool) -> None:
    cells = ["=1+1", "+49", "-3.5e7", "@x", "-1+1", "\tx", "a=b", "+", '"=x,y"', "-.5"]
    content = f"{HEAD},=note\n" + "".join(f"{ROW},{cell}\n" for cell in cells)

    found = text_of(tmp_path, content, is_quick=is_quick, columns=("verdict",)).splitlines()

    assert found[0] == f"{HEAD},'=note,verdict"
    assert [line.removeprefix(f"{ROW},").removesuffix(",yes") for line in found[1:]] == [
        "'=1+1", "+49", "-3.5e7", "'@x", "'-1+1", "'\tx", "a=b", "'+", "\"'=x,y\"", "-.5",
    ]  # fmt: skip


@BOTH
def test_raw_leaves_formulas_alone(tmp_path: Path, *, is_quick: bool) -> None:
    content = f"{HEAD},note\n{ROW},=1+1\n{ROW},,@x\n"

    found = text_of(tmp_path, content, is_quick=is_quick, columns=("verdict",), raw=True)

    assert found == f"{HEAD},note,verdict\n{ROW},=1+1,yes\n{ROW},,,@x\n"


@BOTH
def test_an_empty_cell_of_tsv_is_no_tab_that_begins_a_formula(tmp_path: Path, *, is_quick: bool) -> None:
    head, row = HEAD.replace(",", "\t"), ROW.replace(",", "\t")

    found = text_of(tmp_path, f"{head}\ta\tb\n{row}\t\t-1\n", "tsv", is_quick=is_quick, columns=("verdict",))

    assert found == f"{head}\ta\tb\tverdict\n{row}\t\t-1\tyes\n"


@BOTH
def test_a_byte_order_mark_stays_in_front(tmp_path: Path, *, is_quick: bool) -> None:
    found = text_of(tmp_path, f"\ufeff{HEAD}\n{ROW}\n", is_quick=is_quick)

    assert found == f"\ufeff{HEAD},verdict,since,error\n{ROW},{ADDED}\n"


@BOTH
def test_what_is_said_of_a_row_is_made_harmless_too(tmp_path: Path, *, is_quick: bool) -> None:
    found = text_of(tmp_path, f"{HEAD}\n=x,norland,2016-05-01\n", is_quick=is_quick, columns=("error",))

    said = "no suspect is called `=x`; there are Jane Doe (`doe`), Richard Roe (`roe`)"
    assert found.splitlines()[1] == f'\'=x,norland,2016-05-01,"{said}"'


@BOTH
def test_objects_stay_as_they_are_and_answers_follow(tmp_path: Path, *, is_quick: bool) -> None:
    lines = [
        '{"suspect":"doe","state":"norland","date":"2016-05-01","n":[1, {"a": 1.10}]}',
        '{"date": "2016-05-01", "state": "norland", "suspect": "roe", "note": "=1"}',
        '{"suspect": "doe", "state": "norland", "date": "2016-05-01", "assume": ["Norland is a member"]}',
        "{}",
    ]

    found = text_of(tmp_path, "\n".join(lines) + "\n", "jsonl", is_quick=is_quick).splitlines()

    assert found[0] == lines[0][:-1] + ', "verdict": "yes", "since": "2015-01-01", "error": null}'
    assert [line.startswith(own[:-1]) for line, own in zip(found, lines, strict=True)] == [True] * 4
    said = [json.loads(line) for line in found]
    assert [one["verdict"] for one in said] == ["yes", "unknown", "yes", None]
    assert said[3]["error"] == "`sail` needs a suspect; `sail` needs a state"


@BOTH
def test_a_line_that_is_no_object_keeps_its_place(tmp_path: Path, *, is_quick: bool) -> None:
    good = '{"suspect": "doe", "state": "norland", "date": "2016-05-01"}'
    lines = [good, "[1]", "", "{", '"=x"', "null", "true", "3", "NaN", "[" * 100_000, good]

    found = text_of(tmp_path, "\n".join(lines), "jsonl", is_quick=is_quick).splitlines()

    said = [json.loads(line) for line in found]
    assert [one.get("verdict") for one in said] == ["yes", *[None] * 8, "yes"]
    assert said[1] == {
        "line": "[1]",
        "verdict": None,
        "since": None,
        "error": "line 2: expected a JSON object, found a list",
    }
    kinds = [one["error"].rpartition(": ")[2].rpartition("found ")[2] for one in said[1:8]]
    assert kinds[0] == "a list"
    assert kinds[2:6] == ["a text", "null", "true or false", "a number"]
    assert said[7]["error"] == "line 9: expected a JSON object: `NaN` is no JSON"
    assert said[8]["error"] == "line 10: expected a JSON object: nested too deeply"


def test_windows_ends_of_objects_stay(tmp_path: Path) -> None:
    good = '{"suspect": "doe", "state": "norland", "date": "2016-05-01"}'

    found = text_of(tmp_path, f"{good}\r\n{good}\r\n", "jsonl", columns=("verdict",))

    assert found == f'{good[:-1]}, "verdict": "yes"}}\r\n' * 2


def test_a_column_is_read_as_the_input_that_it_is_said_to_be(tmp_path: Path) -> None:
    for given, content in (
        ("csv", "who,where=,date,state\ndoe,norland,2016-05-01,x\n"),
        ("jsonl", '{"who": "doe", "where=": "norland", "date": "2016-05-01", "country": "x"}\n'),
    ):
        named = {"who": "suspect", "where=": "state"}
        if given == "csv":
            with pytest.raises(ProblemsError, match="two columns are called `state`"):
                text_of(tmp_path, content, named=named)
            content = content.replace(",state", ",country")  # noqa: PLW2901 (the other column renamed)
        assert "yes" in text_of(tmp_path, content, given, named=named, columns=("verdict",)), given
        for path in tmp_path.iterdir():
            path.unlink()


def test_a_column_of_an_added_name_is_refused_and_a_prefix_helps(tmp_path: Path) -> None:
    content = f"{HEAD},error\n{ROW},x\n"

    assert refusal(tmp_path, content) == (
        "a column is called `error` already; --prefix TEXT before the names of those that are added"
    )
    assert text_of(tmp_path, content, columns=("verdict",), prefix="=") == (
        f"{HEAD},error,=verdict\n{ROW},x,yes\n"
    )


@BOTH
def test_a_field_of_an_added_name_is_refused_wherever_it_comes(tmp_path: Path, *, is_quick: bool) -> None:
    good = '{"suspect": "doe", "state": "norland", "date": "2016-05-01"}\n'
    taken = good[:-2] + ', "err\\u006fr": null}\n'

    assert refusal(tmp_path, good * 9 + taken, "jsonl", is_quick=is_quick).startswith(
        "line 10: a column is called `error` already"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty: its first line should name the columns"),
        ("\n\r\n", "the file is empty"),
        ("suspect,state\ndoe,norland\n", "`sail` needs `date`, and no column is called so"),
        (f"{HEAD},suspect\n{ROW},x\n", "two columns are called `suspect`"),
        (f'{HEAD}\n{ROW}\ndoe,"nor\nland,2016\n', "line 3: a quote opens here and is never closed"),
        (f'{HEAD},n\n{ROW},"a\nb\n"\n{ROW},"a ""b\n', "line 5: a quote opens here and is never closed"),
        (f'{HEAD}\n{ROW}\n"doe"x,norland,2016-05-01\n', "line 3: a closing quote is followed by something"),
        (f"{HEAD}\n{ROW}\ndoe,norland\r,2016-05-01\n", "line 3: a carriage return stands in a cell"),
        (
            f"{HEAD}\n{ROW}\ndoe,norl".encode() + b"\xe4nd,2016-05-01\n",
            "line 3: expected UTF-8, found the byte 0xe4",
        ),
    ],
)
@BOTH
def test_what_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, content: str | bytes, said: str, *, is_quick: bool
) -> None:
    assert refusal(tmp_path, content, is_quick=is_quick).startswith(said)


def test_bytes_that_only_pass_through_must_be_text_too(tmp_path: Path) -> None:
    content = f"{HEAD},note\n{ROW},a\n".encode() + f"{ROW},".encode() + b"\xff\n"

    assert refusal(tmp_path, content, size=4096).startswith("line 3: expected UTF-8, found the byte 0xff")


def test_a_record_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obligcheck.streams.blocks.MOST", 500)

    assert refusal(tmp_path, f"{HEAD}\n{ROW}\n{'x' * 600}\n") == "line 3: longer than 500 bytes"
    open_quote = f'{HEAD}\n{ROW}\n"x' + "y\n" * 600
    assert refusal(tmp_path, open_quote) == "line 3: what begins here goes on for more than 500 bytes"


def test_strict_stops_at_the_first_error_with_its_line(tmp_path: Path) -> None:
    bad = "nobody,norland,2016-05-01"
    content = f'{HEAD}\n{ROW}\n"doe","norland",2016-05-01\n{ROW}\n{bad}\n{bad}\n'

    for is_quick in (True, False):
        for size in (64, 4096):
            said = refusal(tmp_path, content, strict=True, is_quick=is_quick, size=size)
            assert said == (
                "line 5: no suspect is called `nobody`; there are Jane Doe (`doe`), Richard Roe (`roe`)"
            )


def test_strict_stops_at_the_first_line_that_is_no_object(tmp_path: Path) -> None:
    good = '{"suspect": "doe", "state": "norland", "date": "2016-05-01"}\n'

    assert refusal(tmp_path, f"{good}[1]\n", "jsonl", strict=True) == (
        "line 2: expected a JSON object, found a list"
    )


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_become_utf_8(tmp_path: Path, encoding: str) -> None:
    content = f"{HEAD},note\n" + f"{ROW},Côte\n" * 9

    found = text_of(tmp_path, content.encode(encoding), encoding=encoding, columns=("verdict",))

    mark = "\ufeff" if encoding == "utf-8-sig" else ""
    assert found == f"{mark}{HEAD},note,verdict\n" + f"{ROW},Côte,yes\n" * 9


@pytest.mark.parametrize("size", [16, 4096])
def test_what_is_not_in_the_encoding_is_refused_with_its_line(tmp_path: Path, size: int) -> None:
    content = f"{HEAD}\n{ROW}\n{ROW}\n".encode() + b"x\x81y\n"

    assert refusal(tmp_path, content, encoding="cp1252", size=size).startswith(
        "line 4: expected cp1252, found the byte 0x81"
    )


def test_no_objects_at_all_give_nothing(tmp_path: Path) -> None:
    assert text_of(tmp_path, "\n\n", "jsonl") == ""
    assert text_of(tmp_path, "", "jsonl") == ""


def test_a_header_alone_gives_a_header(tmp_path: Path) -> None:
    assert text_of(tmp_path, HEAD) == f"{HEAD},verdict,since,error\n"


@BOTH
def test_a_long_cell_is_read_and_the_limit_for_others_stays(tmp_path: Path, *, is_quick: bool) -> None:
    # Other libraries may have set a limit of their own.
    before, long = 100_000, "x" * 200_000
    others = csv.field_size_limit(before)
    content = f'{HEAD},note\n{ROW},"{long}"\n{ROW},"a\n{long}"\n'

    text = text_of(tmp_path, content, columns=("verdict",), is_quick=is_quick)

    assert text == f'{HEAD},note,verdict\n{ROW},"{long}",yes\n{ROW},"a\n{long}",yes\n'
    (tmp_path / "output.csv").unlink()
    assert refusal(tmp_path, f'{HEAD}\n{ROW},"a', is_quick=is_quick)
    assert csv.field_size_limit(others) == before


@BOTH
@pytest.mark.parametrize("sign", [";", "|"])
def test_cells_may_be_parted_by_another_sign(tmp_path: Path, sign: str, *, is_quick: bool) -> None:
    lines = [*(f"{HEAD},note", f"{ROW},a b"), f"{ROW},=1"]
    content = "".join(f"{line}\n" for line in lines).replace(",", sign)

    text = text_of(tmp_path, content, delimiter=sign, is_quick=is_quick)

    added = (",verdict,since,error", f",{ADDED}", f",{ADDED}")
    expected = "".join(f"{line}{more}\n" for line, more in zip(lines, added, strict=True))
    assert text == expected.replace(",", sign).replace("=1", "'=1")
    (tmp_path / "output.csv").unlink()
    converted = text_of(tmp_path, content, wanted="tsv", delimiter=sign, is_quick=is_quick)
    assert converted == expected.replace(",", "\t").replace("=1", "'=1")


@pytest.mark.parametrize(
    ("sign", "given", "shown", "fix"),
    [
        (";", "csv", "`;`", "--delimiter ';'"),
        ("|", "tsv", "`|`", "--delimiter '|'"),
        ("\t", "csv", "a tab", "--from tsv"),
        (",", "tsv", "`,`", "--from csv"),
    ],
)
def test_a_sign_that_was_not_said_is_found(
    tmp_path: Path, sign: str, given: str, shown: str, fix: str
) -> None:
    head = HEAD.replace(",", sign)

    assert refusal(tmp_path, f"{head}\n", given) == (
        f"the first line, `{head}`, seems to be parted by {shown}; {fix}"
    )


def test_lines_that_end_in_carriage_returns_are_told(tmp_path: Path) -> None:
    assert refusal(tmp_path, f"{HEAD}\r{ROW}\r").endswith(
        "; line feeds in place of carriage returns, where these end lines; else quotes around the cell"
    )


@BOTH
def test_what_is_read_as_an_input_leaves_others_their_answers(tmp_path: Path, *, is_quick: bool) -> None:
    rows = [
        {"suspect": suspect, "state": "norland", "date": "2016-05-01"} for suspect in ("doe", "roe", "nobody")
    ]
    rows.insert(0, {"who": "doe", "state": "norland", "date": "2016-05-01"})
    content = "".join(f"{json.dumps(row)}\n" for row in rows)

    text = text_of(tmp_path, content, "jsonl", named={"who": "suspect"}, is_quick=is_quick, size=100)

    said = [json.loads(line) for line in text.splitlines()]
    assert [row["verdict"] for row in said[:2]] == ["yes", "yes"]
    assert said[3]["error"].startswith("no suspect is called `nobody`")


@pytest.mark.parametrize("given", ["csv", "jsonl"])
def test_what_is_no_input_is_refused(tmp_path: Path, given: str) -> None:
    content = f"{HEAD}\n{ROW}\n" if given == "csv" else '{"suspect": "doe"}\n'

    assert refusal(tmp_path, content, given, named={"suspect": "suspct"}).startswith(
        "no input is called `suspct`; inputs: suspect, state, date"
    )
