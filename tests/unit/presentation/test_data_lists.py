"""The record as lists."""

import pytest

from obligcheck.facts import Record, Table
from obligcheck.presentation import data_lists
from tests.unit.books import record_of, stating

PARTIES = (
    """
    state,since,source,document
    norland,2020-01-01,https://lake.example/1|https://lake.example/2,L.N.1
    ostmark,2021-01-01,https://lake.example/1,
    """,
    stating("{state} is a party", since="since", complete=False),
)
REFUSALS = ("state\nsuderland", stating("{state} is a party", denied=True))


@pytest.fixture(scope="module")
def record() -> Record:
    return record_of({"parties": PARTIES, "refusals": REFUSALS})


def table(record: Record, name: str) -> Table:
    """Return the table of that name, which is there."""
    found = record.table(name)
    assert found is not None
    return found


def test_a_record_lists_its_tables(record: Record) -> None:
    assert data_lists.draw_record(record).splitlines() == [
        "table     rows  a missing row  checked until  what it holds",
        "states    3     means no",
        "suspects  2     means no",
        "parties   2     means nothing",
        "refusals  1     means no",
    ]


@pytest.mark.parametrize("complete", [True, "2020-01-01"])
def test_a_table_with_a_list_complete_up_to_a_day_says_so(*, complete: bool | str) -> None:
    states = [{"sentence": "{state} is a party"}, {"sentence": "{state} has signed", "complete": complete}]
    record = record_of({"parties": ("state\nnorland\n", {"complete": False, "states": states})})

    assert data_lists.draw_record(record).splitlines()[-1] == "parties   1     means no up to a day"


def test_a_table_says_what_its_rows_state(record: Record) -> None:
    assert data_lists.draw_whole_table(record, table(record, "parties")).splitlines() == [
        "parties",
        "  file           data/parties.csv",
        "  rows           2",
        "  a missing row  means nothing",
        "  checked until  not said",
        "",
        "Its rows state",
        "  {state} is a party",
        "",
        "Rows",
        "  line  state    since",
        "  2     norland  2020-01-01",
        "  3     ostmark  2021-01-01",
    ]


def test_a_row_is_shown_cell_by_cell_with_what_it_states(record: Record) -> None:
    parties = table(record, "parties")
    lines = data_lists.find_lines(record, parties, "OSTMARK")
    assert data_lists.draw_found(record, parties, lines).splitlines() == [
        "data/parties.csv:3",
        "  state   ostmark",
        "  since   2021-01-01",
        "  source  https://lake.example/1",
        "",
        "  Ostmark is a party",
    ]


def test_a_row_that_denies_says_so(record: Record) -> None:
    refusals = table(record, "refusals")
    text = data_lists.draw_found(record, refusals, [2])
    assert "not: Suderland is a party" in text


def test_a_row_that_states_nothing_is_its_cells(record: Record) -> None:
    states = table(record, "states")
    assert data_lists.draw_found(record, states, [2]).splitlines() == [
        "data/states.csv:2",
        "  state  norland",
        "  name   Norland",
    ]


def test_sources_are_counted_page_by_page(record: Record) -> None:
    assert data_lists.draw_sources(record.tables).splitlines() == [
        "rows  tables   source or document",
        "1     parties  L.N.1",
        "2     parties  https://lake.example/1",
        "1     parties  https://lake.example/2",
    ]


def test_a_record_without_problems_is_counted(record: Record) -> None:
    assert data_lists.draw_checked(record) == "8 rows in 4 tables: no problem\n"
