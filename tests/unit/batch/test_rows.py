"""Rows one by one: each said to be what asking alone says, or why it cannot be answered."""

from datetime import date

import pytest

from obligcheck.batch import ADDED, EXPLAINED, STAY, Batch, Outcome, Settings, rows
from obligcheck.problems import ProblemsError
from tests.bundled import bundled_book
from tests.unit.answers.lake import lake
from tests.unit.answers.test_given import book as leaving
from tests.unit.batch.asked import Row, alone, said

DAYS = [
    f"{year}-{month:02}-01"
    for year in (1999, 2000, 2014, 2015, 2016, 2019, 2021, 2024)
    for month in (1, 2, 8)
]
GUEST = "Jane Doe is a guest of Norland"


def sailing(**settings: object) -> Batch:
    """Return a batch about the Lake Treaty."""
    return Batch(lake(), Settings(scenario="sail", **settings))  # type: ignore[arg-type]  # passed on


def every_row() -> list[Row]:
    """Return every person, State and day, some with an assumption, a reading or a purpose."""
    more: list[Row] = [
        {},
        {"assume": f"{GUEST}; Norland is a member"},
        {"assume": GUEST, "reading": "guests=liberal"},
        {"deny": "Norland is a member", "purpose": "summit"},
        {"known_on": "2015-06-01"},
    ]
    return [
        {"suspect": suspect, "state": state, "date": day, **added}
        for suspect in ("doe", "roe")
        for state in ("norland", "suderland", "ostmark")
        for day in DAYS
        for added in more
    ]


def test_each_row_is_said_to_be_what_asking_alone_says() -> None:
    batch, book = sailing(), lake()

    for row in every_row():
        assert said(batch.answer(row)) == alone(book, "sail", row), row


def test_what_is_said_does_not_depend_on_the_order_of_the_rows() -> None:
    forth, back = sailing(), sailing()

    assert [forth.answer(row) for row in every_row()] == [back.answer(row) for row in reversed(every_row())][
        ::-1
    ]


def test_what_was_proved_is_let_go_and_the_answers_stay_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [sailing().answer(row) for row in every_row()]
    monkeypatch.setattr(rows, "_CASES", 2)
    monkeypatch.setattr(rows, "_SPANS", 7)

    batch = sailing()

    assert [batch.answer(row) for row in every_row()] == expected
    assert batch.generation > 0


def test_a_label_that_names_the_day_is_filled_in_for_each_row() -> None:
    batch = Batch(leaving(), Settings(scenario="leave"))

    for day in ("2018-01-01", "2018-01-02", "2019-01-01", "2020-06-01"):
        row = {"state": "norland", "date": day}
        assert batch.answer(row).label == leaving().check("leave", state="norland", date=day).label


def test_a_further_day_is_read_as_the_day_is() -> None:
    batch = Batch(leaving(), Settings(scenario="leave", today=date(2020, 1, 1)))

    row = {"state": "norland", "date": "today", "exit_date": "today"}

    assert batch.answer(row).error == ""
    assert "is a whole year" in batch.answer({**row, "exit_date": "2020"}).error


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"suspect": "doe", "state": "norlnd", "date": "2018-01-01"}, "did you mean Norland (`norland`)?"),
        ({"suspect": "doe", "state": "", "date": "2018-01-01"}, "`sail` needs a state"),
        ({"suspect": "doe", "state": "norland", "date": "03/04/2018"}, "03/04/2018"),
        ({"suspect": "doe", "state": "norland", "date": "2018"}, "is a whole year, expected one day"),
        ({"suspect": "doe", "state": "norland", "date": ""}, "`sail` needs a date"),
        ({"suspect": "doe", "state": "norland"}, "`sail` needs a date"),
        ({"suspect": "doe", "state": "norland", "date": "today"}, "needs a clock"),
        ({"suspect": "doe", "state": "norland", "date": "2018-02-01..2018-01-01"}, "ends before it begins"),
        ({"suspect": "doe", "state": "norland", "from": "2018-02-01"}, "expected both `from` and `to`"),
        (
            {"suspect": "doe", "state": "norland", "date": "2018-01-01", "from": "2018-02-01"},
            "expected either `date` or `from` and `to`, found both",
        ),
        ({"scenario": "fly", "suspect": "doe", "state": "norland", "date": "2018-01-01"}, "scenarios: sail"),
        ({"suspect": "doe", "state": "norland", "date": "2018-01-01", "reading": "guests"}, "guests"),
        ({"suspect": "doe", "state": "norland", "date": "2018-01-01", "assume": "It rains"}, "It rains"),
        ({"suspect": "doe", "state": "norland", "date": "2018-01-01", "known_on": "soon"}, "known_on: "),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_row_that_cannot_be_answered_says_why(row: Row, why: str) -> None:
    outcome = sailing().answer(row)

    assert why in outcome.error
    assert outcome == Outcome(error=outcome.error)


def test_today_is_what_the_settings_say() -> None:
    batch = sailing(today=date(2018, 1, 1))

    outcome = batch.answer({"suspect": "doe", "state": "norland", "date": "today"})

    assert outcome.verdict == "yes"


def test_what_holds_for_all_rows_is_supposed_with_what_a_row_supposes() -> None:
    batch = sailing(assume=(GUEST,))
    row = {"suspect": "doe", "state": "norland", "date": "2018-01-01"}

    assert batch.answer(row).verdict == "yes"
    assert batch.answer({**row, "reading": "guests=liberal"}).verdict == "no"
    assert sailing().answer({**row, "reading": "guests=liberal"}).verdict == "unknown"


def test_what_is_wrong_for_all_rows_is_told_at_once() -> None:
    with pytest.raises(ProblemsError, match="no scenario is called `fly`"):
        Batch(lake(), Settings(scenario="fly"))
    with pytest.raises(ProblemsError, match="`guests` has no reading `mild`"):
        sailing(readings=("guests=mild",))


def test_a_stay_has_the_verdict_of_each_of_its_parts() -> None:
    row = {"suspect": "doe", "state": "norland", "from": "2020-12-30", "to": "2021-01-03"}

    outcome = sailing(columns=(*ADDED, STAY)).answer(row)

    assert outcome.cells((STAY,)) == ["2020-12-30..2020-12-31 yes; 2021-01-01..2021-01-03 no"]
    assert outcome.fields((STAY,)) == {
        STAY: [
            {"first": "2020-12-30", "last": "2020-12-31", "verdict": "yes"},
            {"first": "2021-01-01", "last": "2021-01-03", "verdict": "no"},
        ]
    }
    assert outcome.verdict == "yes"
    assert outcome.until == date(2021, 1, 1)


def test_a_stay_may_stand_in_one_cell() -> None:
    batch = sailing()
    row = {"suspect": "roe", "state": "norland"}

    assert batch.answer({**row, "date": "2015-06-01..2018-01-01"}) == batch.answer(
        {**row, "from": "2015-06-01", "to": "2018-01-01"}
    )


def test_a_stay_is_unknown_where_no_day_of_it_is_yes_and_one_is_unknown() -> None:
    outcome = sailing().answer(
        {"suspect": "roe", "state": "norland", "from": "2015-06-01", "to": "2016-03-01"}
    )

    assert [part.verdict for part in outcome.stretches] == ["no", "unknown"]
    assert outcome.verdict == "unknown"


def test_a_stay_of_one_verdict_has_no_parts() -> None:
    outcome = sailing().answer(
        {"suspect": "doe", "state": "norland", "from": "2016-01-01", "to": "2018-01-01"}
    )

    assert (outcome.verdict, outcome.stretches) == ("yes", ())


def test_the_columns_that_are_needed_are_missed_by_name() -> None:
    batch = sailing()

    batch.needs(["suspect", "state", "date", "remark"])
    batch.needs(["suspect", "state", "from", "to"])
    batch.needs(["scenario"])
    with pytest.raises(ProblemsError, match="`sail` needs `state`, `date`, and no column is called so"):
        batch.needs(["suspect", "country", "from"])


def test_the_columns_that_are_read_are_those_of_the_scenarios_that_can_be_asked() -> None:
    names = ["id", "suspect", "state", "date", "from", "to", "assume", "purpose", "crime", "known_on"]

    assert sailing().inputs(names) == (
        "suspect",
        "state",
        "date",
        "from",
        "to",
        "assume",
        "purpose",
        "known_on",
    )
    batch = Batch(bundled_book())
    assert "crime" not in batch.inputs(names)
    assert "crime" in batch.inputs([*names, "scenario"])


@pytest.mark.parametrize("column", ADDED)
def test_what_was_not_asked_for_is_not_worked_out(column: str) -> None:
    row = {
        "suspect": "roe",
        "state": "norland",
        "date": "2018-01-01",
        "assume": "Richard Roe is a guest of Norland",
    }
    every = sailing().answer(row)

    outcome = sailing(columns=(column,)).answer(row)

    assert getattr(outcome, column) == getattr(every, column)
    if column not in {"basis", "presumed", "contested", "caveats"}:
        assert not any((outcome.basis, outcome.presumed, outcome.contested, outcome.caveats))


def test_a_reason_is_one_paragraph_and_a_tree_is_found_by_its_identifier() -> None:
    book = lake()
    batch = Batch(book, Settings("sail", columns=(*ADDED, *EXPLAINED)), keep_trees=True)

    outcome = batch.answer({"suspect": "roe", "state": "norland", "date": "2018-01-01"})
    again = batch.answer({"suspect": "roe", "state": "norland", "date": "2018-01-02"})

    tree = batch.trees[outcome.tree]
    assert tree == book.check("sail", suspect="roe", state="norland", date="2018-01-01").tree
    assert outcome == again
    assert "\n" not in outcome.reason
    assert outcome.reason.startswith("Norland must turn back Richard Roe (LT ")
    assert "Presumed: Norland has been told of Richard Roe" in outcome.reason


def test_a_reason_says_what_is_lacking_and_what_others_hold() -> None:
    batch = sailing(columns=(*ADDED, *EXPLAINED))
    row = {"suspect": "doe", "state": "norland", "date": "2018-01-01", "assume": GUEST}

    assert "Otherwise: no under guests=liberal" in batch.answer(row).reason
    lacking = batch.answer({**row, "state": "ostmark", "assume": ""}).reason
    assert lacking.startswith("not so: Ostmark must turn back Jane Doe")


def test_trees_that_say_the_same_have_one_identifier_and_others_have_others() -> None:
    batch = Batch(lake(), Settings("sail", columns=EXPLAINED), keep_trees=True)

    found = {batch.answer(row).tree for row in every_row()}

    assert found == set(batch.trees)
    assert len({str(tree) for tree in batch.trees.values()}) == len(batch.trees)


def test_all_that_the_bundled_book_says_of_a_visit_is_in_its_row() -> None:
    batch = Batch(bundled_book())
    row = {"suspect": "putin", "state": "tajikistan", "date": "2025-10-09"}

    assert said(batch.answer(row)) == alone(bundled_book(), "visit", row)
