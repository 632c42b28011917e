"""The record checked against itself and against the rules: every broken row, with file, line and column."""

import json
from collections.abc import Mapping

import pytest

from obligcheck.answers import Book
from obligcheck.answers.record_check import check_record, check_rows
from obligcheck.facts.package import read_package
from obligcheck.language.check import build_rule_book
from obligcheck.problems import Problem, ProblemsError
from obligcheck.sources import Place, Source
from tests.unit.books import Tables, package_of, record_of, sources_of, stating

RULES = """
rule LT 2
  {state} enters on {entry date}
  if {state} joined on {joining date}
  and {waiting date} is {joining date} plus 60 days
  and {entry date} is the first day of the month after {waiting date}
"""

MEMBERS = stating("{state} joined on {joining date}", key="state")


def _found(tables: Tables, keys: Mapping[str, object] | None = None, rules: str = RULES) -> list[Problem]:
    """Return what is wrong. ``keys``: foreign keys by table, or what a field must be by ``table.column``."""
    description, files = package_of(tables)
    package = json.loads(description.text)
    for resource in package["resources"]:
        for name, found in (keys or {}).items():
            table, _, column = name.partition(".")
            if resource["name"] == table and column:
                next(f for f in resource["schema"]["fields"] if f["name"] == column).update(found)
            elif resource["name"] == table:
                resource["schema"]["foreignKeys"] = found
    record, problems = read_package(Source(description.path, json.dumps(package)), files)
    assert not problems, problems
    book, also_wrong = build_rule_book(sources_of(rules), record)
    assert not also_wrong, also_wrong
    return list(check_record(Book(book, record)))


def _at(problem: Problem) -> tuple[str, str, int, int]:
    assert problem.place is not None
    return problem.code, problem.place.path, problem.place.line, problem.place.column


def _joined(rows: str, **keys: object) -> Tables:
    return {"members": (f"state,joining_date,entry_date,source\n{rows}", {**MEMBERS, **keys})}


def test_a_sound_record_has_no_problem() -> None:
    recompute = [
        {"column": "entry_date", "sentence": "{state} enters on {entry date}", "blank": "entry date"}
    ]

    assert not _found(
        _joined(
            "norland,2020-01-01,2020-04-01,here\nsuderland,2020-03-01,2020-05-01,here\nostmark,,,here\n",
            recompute=recompute,
            order=[["joining_date", "entry_date"]],
        )
    )


def test_a_row_without_a_source() -> None:
    (problem,) = _found(_joined("norland,2020-01-01,2020-04-01,here\nsuderland,2020-03-01,2020-05-01,\n"))

    assert _at(problem) == ("no-source", "data/members.csv", 3, 33)


def test_rows_are_checked_beside_those_that_are_known_to_be_broken() -> None:
    rows = "norland,2020-05-01,2020-04-01,\nsuderland,2020-05-01,2020-04-01,\nnorland,2020-01-01,,here\n"
    record = record_of(_joined(rows, order=[["joining_date", "entry_date"]]))
    broken = Problem("broken-row", "it is broken", Place("data/members.csv", 2))

    found = check_rows(record, [broken, Problem("elsewhere", "it has no place")])
    assert [_at(problem)[::2] for problem in found] == [
        ("no-source", 3),
        ("duplicate-row", 4),
        ("impossible-order", 3),
    ]


def test_rows_are_not_checked_against_a_description_that_is_at_fault() -> None:
    record = record_of(_joined("norland,2020-05-01,2020-04-01,\n"))
    wrong = Problem("bad-description", "it is wrong", Place("data/datapackage.json", 7))

    assert check_rows(record, [])
    assert check_rows(record, [wrong]) == ()


def test_a_key_that_is_there_already_names_both_rows() -> None:
    (problem,) = _found(
        _joined("norland,2020-01-01,,here\nostmark,2020-01-01,,here\nnorland,2021-01-01,,here\n")
    )

    assert _at(problem) == ("duplicate-row", "data/members.csv", 4, 1)
    assert problem.message == "`norland` is there already"
    assert problem.other is not None
    assert problem.other.line == 2


def test_a_reference_to_what_is_not_there() -> None:
    tables: Tables = {
        **_joined("norland,2020-01-01,,here\n"),
        "notices": (
            "state,notice_date\nnorland,2021-01-01\nostmark,2022-01-01\n",
            stating("{state} gave notice on {notice date}"),
        ),
    }
    keys = {"notices": [{"fields": "state", "reference": {"resource": "members", "fields": "state"}}]}
    (problem,) = _found(tables, keys)

    assert _at(problem) == ("unknown-reference", "data/notices.csv", 3, 1)
    assert problem.message == "`ostmark` is not in data/members.csv"


def test_a_reference_within_the_table_and_of_several_columns() -> None:
    tables: Tables = {
        "pairs": (
            "name,kind,of_name,of_kind\na,x,,\nb,y,a,x\nc,y,a,y\n",
            {"complete": True},
        )
    }
    keys = {
        "pairs": [
            {"fields": ["of_name", "of_kind"], "reference": {"resource": "", "fields": ["name", "kind"]}}
        ]
    }
    (problem,) = _found(tables, keys, "rule LT 1\n  the lake is common to all")

    assert _at(problem) == ("unknown-reference", "data/pairs.csv", 4, 5)
    assert problem.message == "`a, y` is not in data/pairs.csv"


@pytest.mark.parametrize(
    ("early", "late", "is_wrong"),
    [
        ("2020-02-01", "2020-01-31", True),
        ("2020-02-01", "2020-02-01", False),
        ("2020-02", "2020-02-10", False),
        ("2020-02", "2020-01", True),
        ("2020-02-01", "", False),
        ("", "2020-01-31", False),
    ],
)
def test_dates_in_an_impossible_order(early: str, late: str, is_wrong: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    found = _found(_joined(f"norland,{early},{late},here\n", order=[["joining_date", "entry_date"]]))

    assert bool(found) is is_wrong
    for problem in found:
        assert _at(problem) == ("impossible-order", "data/members.csv", 2, 10 + len(early))
        assert problem.message == f"entry date {late} comes before joining date {early}"
        assert problem.other is not None
        assert problem.other.column == 9


OFFICES = "suspect,state,office,since,until,source\n"
NESTED = ((2000, 2020), (2001, 2002), (2005, 2006))
NO_OVERLAP = {
    "complete": True,
    "no_overlap": {"by": ["suspect", "office"], "since": "since", "until": "until"},
}


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("doe,norland,warden,2000-01-01,2001-01-01,x\ndoe,norland,warden,2001-01-01,,x\n", []),
        ("doe,norland,warden,2000-01-01,2001-01-02,x\ndoe,norland,warden,2001-01-01,,x\n", [3]),
        ("doe,norland,warden,2001-01-01,,x\ndoe,norland,warden,2000-01-01,,x\n", [2]),
        (
            "doe,norland,warden,2000-01-01,,x\nroe,norland,warden,2001-01-01,,x\ndoe,norland,bailiff,2001-01-01,,x\n",
            [],
        ),
        ("doe,norland,warden,2000-01-01,2001,x\ndoe,norland,warden,2001,,x\n", []),
        ("doe,norland,warden,,2001-01-01,x\ndoe,norland,warden,2000-01-01,,x\n", []),
        (
            "\n".join(f"doe,norland,warden,{year}-01-01,{end}-01-01,x" for year, end in NESTED) + "\n",
            [3, 4],
        ),
    ],
)
def test_stretches_of_one_group_that_overlap(rows: str, lines: list[int]) -> None:
    found = _found({"offices": (OFFICES + rows, NO_OVERLAP)}, rules="rule LT 1\n  the lake is common to all")

    assert [_at(problem)[:3] for problem in found] == [
        ("overlap", "data/offices.csv", line) for line in lines
    ]


RECOMPUTED = [{"column": "entry_date", "sentence": "{state} enters on {entry date}", "blank": "entry date"}]


@pytest.mark.parametrize(
    ("recorded", "message"),
    [
        ("2020-04-02", "recorded 2020-04-02 entry date, and the rules compute 2020-04-01"),
        ("", "recorded no entry date, and the rules compute 2020-04-01"),
        ("2020-04", "recorded 2020-04 entry date, and the rules compute 2020-04-01"),
    ],
)
def test_a_date_that_the_rules_compute_otherwise(recorded: str, message: str) -> None:
    (problem,) = _found(_joined(f"norland,2020-01-01,{recorded},here\n", recompute=RECOMPUTED))

    assert _at(problem) == ("recomputed-otherwise", "data/members.csv", 2, 20)
    assert problem.message == message


def test_a_date_that_the_rules_do_not_compute() -> None:
    (problem,) = _found(_joined("norland,,2020-04-01,here\n", recompute=RECOMPUTED))

    assert problem.message == "recorded 2020-04-01 entry date, and the rules compute none"


def test_a_column_recomputed_by_a_sentence_that_nothing_concludes() -> None:
    wrong = [{"column": "entry_date", "sentence": "{state} arrives on {entry date}", "blank": "entry date"}]
    (problem,) = _found(_joined("norland,2020-01-01,2020-04-01,here\n", recompute=wrong))

    assert problem.code == "unknown-sentence"


def test_rows_that_contradict_one_another_name_both() -> None:
    told = "{state} was told of {suspect}"
    tables: Tables = {
        "told": (
            "state,suspect,since,until\nnorland,doe,2000-01-01,\nostmark,doe,2000-01-01,2001-01-01\n",
            stating(told, since="since", until="until"),
        ),
        "untold": (
            "state,suspect,since\nnorland,doe,2010-01-01\nostmark,doe,2010-01-01\nnorland,roe,2010-01-01\n",
            stating(told, denied=True, since="since"),
        ),
    }
    (problem,) = _found(tables, rules="rule LT 1\n  {state} knows\n  if {state} was told of {suspect}")

    assert _at(problem)[:3] == ("contradiction", "data/untold.csv", 2)
    assert problem.message == "one row states and another denies: Norland was told of Jane Doe"
    assert problem.other is not None
    assert problem.other.at == "data/told.csv:2"


SIGHTINGS: Tables = {
    "sightings": (
        """
        suspect,seen_date,kind,code,from,until
        doe,2020-01-01,boat,A-1,2020-01-01,2021-01-01
        roe,2020-02-30,ship,A1,soon,2021-01-01
        roe,,boat,,,
        """,
        {"complete": True, "order": [["from", "until"]]},
    )
}


@pytest.mark.parametrize(
    ("column", "limits", "message", "place"),
    [
        (
            "kind",
            {"constraints": {"enum": ["boat", "raft"]}},
            "expected one of boat, raft, found `ship`",
            (3, 16),
        ),
        (
            "code",
            {"constraints": {"pattern": "[A-Z]-[0-9]"}},
            "`A1` is not of the form that the package describes",
            (3, 21),
        ),
        ("code", {"constraints": {"required": True}}, "the cell must be filled", (4, 11)),
    ],
)
def test_a_cell_that_is_not_what_the_package_describes(
    column: str, limits: dict[str, object], message: str, place: tuple[int, int]
) -> None:
    found = _found(SIGHTINGS, {f"sightings.{column}": limits}, "rule LT 1\n  the lake is common to all")
    (problem,) = [problem for problem in found if problem.code == "ill-formed"]

    assert _at(problem) == ("ill-formed", "data/sightings.csv", *place)
    assert problem.message == message


def test_a_date_that_no_sentence_reads_is_a_date_all_the_same() -> None:
    found = _found(SIGHTINGS, {"sightings.from": {"type": "date"}}, "rule LT 1\n  the lake is common to all")

    assert [_at(problem) for problem in found] == [
        ("bad-date", "data/sightings.csv", 3, 5),
        ("bad-date", "data/sightings.csv", 3, 24),
    ]


def test_a_date_that_is_none_is_in_no_order() -> None:
    found = _found(SIGHTINGS, {}, "rule LT 1\n  the lake is common to all")

    assert [problem.code for problem in found] == ["bad-date"]


def test_everything_is_found_at_once() -> None:
    found = _found(
        _joined(
            "norland,2020-01-01,2019-01-01,\nnorland,2020-01-01,2020-04-01,here\n",
            recompute=RECOMPUTED,
            order=[["joining_date", "entry_date"]],
        )
    )

    assert sorted(problem.code for problem in found) == [
        "duplicate-row",
        "impossible-order",
        "no-source",
        "recomputed-otherwise",
    ]


# What reading itself finds, before anything can be asked


@pytest.mark.parametrize(
    ("rows", "code", "line", "column"),
    [
        ("norland,2020-01-01,,here\nostmark,2020-02-30,,here\n", "bad-date", 3, 9),
        ("nowhere,2020-01-01,,here\n", "unknown-reference", 2, 1),
        ("norland,2020-01-01\n", "broken-row", 2, 1),
    ],
)
def test_a_row_that_cannot_be_read(rows: str, code: str, line: int, column: int) -> None:
    with pytest.raises(ProblemsError) as raised:
        record_of(_joined(rows))

    assert [_at(problem) for problem in raised.value.problems] == [(code, "data/members.csv", line, column)]
