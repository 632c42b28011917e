"""Data packages: what is wrong with tables and their rows, all at once and each at its place."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.facts import Record
from obligcheck.facts.package import read_package
from obligcheck.problems import Problem
from obligcheck.sources import Source
from tests.unit.books import Tables, package_of, stating

NAMES: Tables = {
    "state_names": (
        "name,state,use\nNorthern Land,norland,exact\nthe coast,norland,ask\n",
        {"names": {"type": "state", "name": "name", "id": "state", "use": "use"}},
    )
}
TOLLS: Tables = {
    "tolls": (
        "state,first_date,note\nnorland,2012,\nsuderland,2013-05-06,so\n",
        stating("{state} pays from {first date}"),
    )
}


def read(tables: Tables | None = None, **texts: str) -> tuple[Record, list[Problem]]:
    """Read ``tables``, with ``texts`` in place of the files of that name."""
    description, files = package_of(tables)
    changed = {f"{name}.csv": Source(f"data/{name}.csv", text) for name, text in texts.items()}
    record, problems = read_package(description, {**files, **changed})
    return record, list(problems)


def told(problems: Iterable[Problem]) -> list[str]:
    """Return the problems in one line each: where, what, and the text under the caret."""
    found = []
    for problem in problems:
        assert problem.place is not None
        path, line, column, width, text, _ = problem.place
        under = text[column - 1 :][:width]
        found.append(f"{path}:{line}:{column} {problem.code}: {problem.message}" + f" <{under}>" * bool(text))
    return found


def test_a_sound_package_is_read_without_problems() -> None:
    record, problems = read({**NAMES, **TOLLS})

    assert problems == []
    assert record.version == "2026.1"
    assert [table.name for table in record.tables] == ["states", "suspects", "state_names", "tolls"]
    assert record.names.resolve("state", "northern land").id == "norland"


# Files


def test_a_table_that_is_not_there_is_reported_where_it_is_described() -> None:
    description, files = package_of(TOLLS)
    record, (problem,) = read_package(description, {k: v for k, v in files.items() if k != "tolls.csv"})

    assert problem.code == "missing-table"
    assert problem.message == "the package describes `tolls.csv`, which is not there"
    assert problem.place is not None
    assert problem.place.text.strip() == '"path": "tolls.csv",'
    assert [str(s) for s in record.sentences] == ["{state} pays from {first date}"]


def test_a_table_that_nobody_described_is_reported() -> None:
    description, files = package_of()
    more = {"boats.csv": Source("mine/boats.csv", "boat\nraft\n"), "x.json": Source("mine/x.json", "{}")}

    assert told(read_package(description, {**files, **more})[1]) == [
        "mine/boats.csv:1:1 unused-table: the data package does not describe this table"
    ]


def test_an_empty_file_is_reported_once() -> None:
    assert told(read(TOLLS, tolls="")[1]) == [
        "data/tolls.csv:1:1 empty-table: the file is empty, expected a header"
    ]


def test_a_table_laid_over_another_takes_its_place() -> None:
    description, files = package_of()
    over, more = package_of({"states": ("state\nisle\n", {"entity": {"type": "state", "id": "state"}})})

    record, problems = read_package(description, {**files, "states.csv": more["states.csv"]}, over)

    assert problems == ()
    assert [thing.name for thing in record.things("state")] == ["isle"]


def test_a_byte_order_mark_is_no_column() -> None:
    assert told(read(TOLLS, tolls="\ufeffstate,first_date,note\n")[1]) == [
        "data/tolls.csv:1:1 wrong-columns: expected the column `state`, found `\ufeffstate` <\ufeffstate>"
    ]


def test_windows_line_ends_change_nothing() -> None:
    record, problems = read(TOLLS, tolls="state,first_date,note\r\nnorland,2012,so\r\n")

    assert problems == []
    assert record.tables[-1].rows == (("norland", "2012", "so"),)


# Headers


@pytest.mark.parametrize(
    ("header", "message", "caret"),
    [
        ("state,frist_date,note", "expected the column `first_date`, found `frist_date`", "frist_date"),
        ("first_date,state,note", "expected the column `state`, found `first_date`", "first_date"),
        ("state,first_date", "the column `note` is lacking at the end", "first_date"),
        ("state,first_date,note,more", "the column `more` is not described", "more"),
        ('"state",first_date,"no"', "expected the column `note`, found `no`", '"no"'),
    ],
)
def test_a_wrong_header_is_reported_at_the_first_column_that_differs(
    header: str, message: str, caret: str
) -> None:
    _, (problem,) = read(TOLLS, tolls=f"{header}\nnorland,2012,so\nnorland\n")

    assert (problem.code, problem.message) == ("wrong-columns", message)
    assert told([problem])[0].endswith(f"<{caret}>")
    assert problem.fix == "write the header `state,first_date,note`"


def test_a_broken_header_is_reported_once() -> None:
    (line,) = told(read(TOLLS, tolls='state,"first_date,note\nnorland,2012,so\n')[1])

    assert line.startswith("data/tolls.csv:1:7 broken-row: a quote is opened and never closed on its line")
    assert line.endswith('<"first_date,note>')


# Rows


def test_broken_rows_bad_dates_and_unknown_references_are_all_reported() -> None:
    text = 'state,first_date,note\nnorland,2012\nnorlund,2012-02-30,"so"\nsuderland,"2013/2012",\n'

    assert told(read(TOLLS, tolls=text)[1]) == [
        "data/tolls.csv:2:1 broken-row: expected 3 cells, found 2 <norland,2012>",
        "data/tolls.csv:3:1 unknown-reference: there is no state `norlund` <norlund>",
        "data/tolls.csv:3:9 bad-date: `2012-02-30` is not a date: February 2012 has 29 days <2012-02-30>",
        'data/tolls.csv:4:11 bad-date: `2013/2012` ends before it begins <"2013/2012">',
    ]


def test_every_day_of_a_statement_is_a_date() -> None:
    tables = {
        "tolls": (
            "state,a,b,c,d\nnorland,1,2,3,4\n",
            stating("{state} pays", since="a", until="b", through="c", known="d"),
        )
    }
    _, problems = read(tables)

    assert [p.place.column for p in problems if p.place] == [9, 11, 13, 15]
    assert {p.code for p in problems} == {"bad-date"}


def test_rows_that_state_nothing_may_hold_anything() -> None:
    tables = {
        "tolls": (
            "state,first_date,kind\nnorland,soon,other\nnorland,2012,toll\nnowhere,,toll\n",
            stating("{state} pays from {first date}", where={"kind": ["toll"]}),
        )
    }

    assert read(tables)[1] == []


def test_a_problem_that_two_statements_share_is_reported_once() -> None:
    tables = {"tolls": ("state\nnowhere\n", stating("{state} pays", "{state} is poor"))}

    assert len(read(tables)[1]) == 1


def test_who_refers_to_a_row_that_is_broken_is_not_blamed() -> None:
    _, problems = read(TOLLS, states="state,name\nnorland\nsuderland,Suderland\nostmark,Ostmark\n")

    assert [p.code for p in problems] == ["broken-row"]


def test_who_refers_to_a_table_that_is_not_there_is_not_blamed() -> None:
    description, files = package_of({**NAMES, **TOLLS})
    _, problems = read_package(description, {k: v for k, v in files.items() if k != "states.csv"})

    assert [p.code for p in problems] == ["missing-table"]


def test_a_cell_that_refers_to_nobody_counts_even_where_another_table_is_broken() -> None:
    _, problems = read(
        {**NAMES, **TOLLS}, state_names="name,state\n", tolls="state,first_date,note\nnorland,soon,\n"
    )

    assert [p.code for p in problems] == ["wrong-columns", "bad-date"]


# Things and their names


def test_a_thing_is_there_once_under_one_name() -> None:
    text = "state,name\nnorland,Norland\nnorland,New Norland\nsuderland,NORLAND\n,Nowhere\n-,Isle\nostmark,\n"
    record, problems = read(states=text)

    assert told(problems) == [
        "data/states.csv:3:1 name-taken: the state `norland` is there already <norland>",
        "data/states.csv:4:11 name-taken: `NORLAND` is a name of `norland` already <NORLAND>",
        "data/states.csv:5:1 no-name: the row does not say which state it is <,>",
        "data/states.csv:6:1 no-name: the row does not say which state it is <->",
    ]
    assert record.names.resolve("state", "ostmark").name == "ostmark"


def test_names_of_the_alias_table_are_names_of_things_or_to_be_asked_about() -> None:
    text = (
        "name,state,use\nSuderland,norland,exact\nIsle,isle,exact\n?,norland,exact\n"
        "the north,norland,perhaps\nOstmark,norland,ask\nNorland,norland,exact\n"
    )

    assert told(read(NAMES, state_names=text)[1]) == [
        "data/state_names.csv:2:1 name-taken: `Suderland` is a name of `suderland` already <Suderland>",
        "data/state_names.csv:3:6 unknown-reference: there is no state `isle` <isle>",
        "data/state_names.csv:4:1 no-name: the row gives the state no name <?>",
        "data/state_names.csv:5:19 bad-use: expected `exact` or `ask`, found `perhaps` <perhaps>",
        "data/state_names.csv:6:1 name-taken: `Ostmark` is a name of `ostmark` already <Ostmark>",
    ]


def test_a_broken_row_of_names_names_nobody() -> None:
    _, problems = read(NAMES, state_names="name,state,use\nNorthern Land\n")

    assert [p.code for p in problems] == ["broken-row"]


def test_a_type_of_things_without_rows_is_a_type_all_the_same() -> None:
    record, problems = read(states="state,name\n")

    assert problems == []
    assert record.names.things["state"] == {}


# Sentences


def test_one_sentence_has_blanks_of_one_type_in_all_tables() -> None:
    tables = {
        "tolls": ("state\nnorland\n", stating("{state} pays")),
        "fines": ("suspect\ndoe\n", stating("{suspect} pays")),
    }
    _, problems = read(tables)

    assert [p.message for p in problems] == [
        "`fines` states `{suspect} pays`, and another table `{state} pays`"
    ]


# Anything at all


@given(
    st.text(st.sampled_from('norland,"2013-0/\n\r ') | st.characters(exclude_categories=["Cs"]), max_size=60)
)
def test_any_table_is_read_or_refused(text: str) -> None:
    for body in (text, f"state,first_date,note\n{text}"):
        record, problems = read({**NAMES, **TOLLS}, tolls=body)
        if not problems:
            for statement in record.statements:
                for fact in statement.matching((None, None), record.names):
                    assert fact.sentence.fill(fact.arguments)


@given(
    st.text(st.sampled_from('norland,exactask"\n-?') | st.characters(exclude_categories=["Cs"]), max_size=60)
)
def test_any_names_are_read_or_refused(text: str) -> None:
    record, problems = read(NAMES, state_names=f"name,state,use\n{text}", states=f"state,name\n{text}")

    if not problems:
        for things in record.names.things.values():
            assert all(record.names.find(thing.type, thing.name) for thing in things.values())
