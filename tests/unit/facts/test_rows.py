"""Rows of CSV files: each on its line, a broken one broken alone, and cells found again by their place."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.facts.package import place_of
from obligcheck.facts.rows import MOST_CELL, Rows, plain, read_rows
from obligcheck.facts.table import Table
from obligcheck.problems import Problem
from obligcheck.sources import Source
from tests.effort import effort_of


def rows_of(text: str) -> tuple[Rows, list[Problem]]:
    problems: list[Problem] = []
    return read_rows(Source("data/tolls.csv", text), problems), problems


def table_of(text: str) -> Table:
    rows, problems = rows_of(text)
    assert problems == []
    return Table("tolls", "data/tolls.csv", rows.header, rows.rows, True, None, written=rows.written)  # noqa: FBT003


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    rows, problems = rows_of(end.join(["state,toll", "norland,3", "ostmark,", ""]))

    assert problems == []
    assert rows == Rows(("state", "toll"), (("norland", "3"), ("ostmark", "")), {})


def test_cells_may_be_quoted_and_have_blanks_around_them() -> None:
    rows, problems = rows_of('state,note\n"norland"," ""calm"", cold "\n suderland ,\tso\n')

    assert problems == []
    assert rows.rows == (("norland", '"calm", cold'), ("suderland", "so"))


def test_the_last_lines_may_be_empty() -> None:
    rows, problems = rows_of("state\nnorland\n\n  \n\n")

    assert problems == []
    assert rows.rows == (("norland",),)


@pytest.mark.parametrize(
    ("line", "reason", "column", "width"),
    [
        ("norland", "expected 2 cells, found 1", 1, 7),
        ("norland,3,4", "expected 2 cells, found 3", 1, 11),
        ("", "the row is empty", 1, 1),
        ("  ", "the row is empty", 1, 2),
        (",", "the row is empty", 1, 1),
        ('norland,"3', "a quote is opened and never closed on its line", 9, 2),
        ('norland,"3"4', "expected a comma after the closing quote", 12, 1),
        ('nor"land,3', 'a quote stands in a cell: write `"` around the cell and `""` in it', 1, 10),
        ("norland,\x1b[31m3", "a control character stands in the row", 9, 6),
        ("norland\x1f,3", "a control character stands in the row", 8, 3),
    ],
)
def test_a_broken_row_is_reported_with_line_and_column_and_breaks_no_other(
    line: str, reason: str, column: int, width: int
) -> None:
    rows, (problem,) = rows_of(f"state,toll\nnorland,1\n{line}\nsuderland,2\n")

    assert rows.rows == (("norland", "1"), ("", ""), ("suderland", "2"))
    assert (problem.code, problem.message) == ("broken-row", reason)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column, problem.place.width) == (3, column, width)
    assert problem.place.text == line


def test_a_cell_that_runs_over_its_line_breaks_each_line_of_it() -> None:
    rows, problems = rows_of('state,note\nnorland,"calm\nand cold"\nsuderland,so\n')

    assert [(p.place and p.place.line, p.message) for p in problems] == [
        (2, "a quote is opened and never closed on its line"),
        (3, 'a quote stands in a cell: write `"` around the cell and `""` in it'),
    ]
    assert rows.rows[2] == ("suderland", "so")


def test_a_cell_beyond_the_limit_is_refused() -> None:
    rows, (problem,) = rows_of(f"state\n{'n' * MOST_CELL}\n{'n' * (MOST_CELL + 1)}\n")

    assert problem.message == "a cell is longer than 20,000 characters"
    assert problem.place is not None
    assert len(problem.place.text) < 1_000
    assert len(rows.rows[0][0]) == MOST_CELL


@pytest.mark.parametrize("text", ["", "\n", " \n\n"])
def test_an_empty_file_has_no_header(text: str) -> None:
    rows, (problem,) = rows_of(text)

    assert rows == Rows((), (), {})
    assert str(problem) == "data/tolls.csv:1:1: error[empty-table]: the file is empty, expected a header"


def test_below_a_broken_header_nothing_is_read() -> None:
    rows, (problem,) = rows_of('state,"toll\nnorland,1\n')

    assert rows == Rows((), (), {})
    assert problem.place is not None
    assert problem.place.line == 1


def test_a_table_of_many_broken_rows_is_refused_at_once() -> None:
    _, effort = effort_of(lambda: rows_of("state,toll\n" + "norland\n" * 20_000))
    # A row takes 27 calls; one for each row above it would be 10,000 more.
    assert effort < 60 * 20_000

    # To split the file anew for each row would be a few calls only, but with so many rows such long ones
    # that the run comes to its limit.
    _, problems = rows_of("state,toll\n" + "norland\n" * 100_000)
    assert len(problems) == 100_000


@pytest.mark.parametrize(
    ("line", "column", "found"),
    [
        ("norland,3,calm", 1, "3"),
        ("norland,3,calm", 2, "calm"),
        ('"norland",3,"calm"', 0, '"norland"'),
        ('"norland",3,"calm"', 2, '"calm"'),
        ('norland, 3 ,"calm, ""cold"""', 1, " 3 "),
        ('norland, 3 ,"calm, ""cold"""', 2, '"calm, ""cold"""'),
        ("norland,,calm", 2, "calm"),
    ],
)
def test_the_place_of_a_cell_is_where_it_stands_in_the_file(line: str, column: int, found: str) -> None:
    place = place_of(table_of(f"state,toll,note\nsuderland,1,so\n{line}\n"), 1, column)

    assert (place.path, place.line, place.text) == ("data/tolls.csv", 3, line)
    assert place.text[place.column - 1 :][: place.width] == found


def test_the_place_of_an_empty_cell_is_one_wide() -> None:
    place = place_of(table_of("state,toll\nnorland,\n"), 0, 1)

    assert (place.column, place.width) == (9, 1)


def test_only_lines_that_could_be_written_plainer_are_kept() -> None:
    table = table_of('state,note\nnorland,"calm, cold"\n"suderland",so\nostmark, so\nnorland,so\n')

    assert table.written == {1: '"suderland",so', 2: "ostmark, so"}


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6).map(str.strip)


@given(st.lists(st.lists(cells, min_size=2, max_size=2).filter(any), min_size=1, max_size=4))
def test_what_a_csv_writer_writes_is_read_back(written: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([["state", "note"], *written])

    rows, problems = rows_of(file.getvalue())

    assert problems == []
    assert [list(row) for row in rows.rows] == written
    assert all(rows_of("state,note\n" + plain(row))[0].rows == (tuple(row),) for row in written)


@given(st.text(st.sampled_from('ab," \n\r\t\x00') | st.characters(), max_size=30))
def test_every_line_of_any_text_is_a_row_or_a_problem(text: str) -> None:
    rows, problems = rows_of(f"one,other\n{text}")

    broken = {problem.place.line for problem in problems if problem.place}
    assert len(problems) == len(broken)
    for number, row in enumerate(rows.rows):
        assert len(row) == 2
        assert any(row) != (number + 2 in broken)
