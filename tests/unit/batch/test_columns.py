"""Tables answered by columns say, row by row, what the rows asked one by one say."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest

from obligcheck.batch import ADDED, STAY, Batch, Outcome, Settings, asking, columns, rows
from obligcheck.batch.columns import Columns
from obligcheck.batch.spans import UNKNOWN, Spans
from tests.bundled import bundled_book
from tests.unit.answers.lake import lake

GUEST = "Jane Doe is a guest of Norland"
FIRST = date(2013, 1, 1)


def some_rows(seed: int, count: int, *, stays: bool = True) -> list[dict[str, str]]:
    """Return rows about the Lake Treaty: right and wrong names, days, stays and assumptions."""
    drawn = random.Random(seed)  # noqa: S311 (nothing secret)
    found = []
    for _ in range(count):
        day = FIRST + timedelta(drawn.randrange(4_500))
        until = day + timedelta(drawn.randrange(-3, 900))
        row = {
            "suspect": drawn.choice(["doe", "Jane Doe", "roe", "nobody", ""]),
            "state": drawn.choice(["norland", "Norland", "suderland", "ostmark", "northland"]),
            "date": drawn.choice([str(day), str(day), f"{day:%d %B %Y}", f"{day}..{until}", "3/4/2018", ""]),
            "assume": drawn.choice(["", "", GUEST, "It rains", f"{GUEST}; Norland is a member"]),
            "reading": drawn.choice(["", "", "guests=liberal"]),
            "known_on": drawn.choice(["", "2015-06-01"]),
        }
        if stays:
            is_stay = drawn.random() < 0.4
            row["from"] = str(day) if is_stay else ""
            row["to"] = str(until) if is_stay and drawn.random() < 0.9 else ""
            row["date"] = "" if is_stay and drawn.random() < 0.9 else row["date"]
        found.append(row)
    return found


def batch() -> Batch:
    """Return a batch about the Lake Treaty with everything to be said."""
    return Batch(lake(), Settings("sail", columns=(*ADDED, STAY)))


def by_columns(answering: Columns, found: Sequence[dict[str, str]]) -> list[Outcome]:
    """Return what is said of the rows of one table."""
    codes, outcomes = answering.answer(pa.Table.from_pylist(list(found)))
    return [outcomes[code] for code in codes.tolist()]


def by_rows(found: Sequence[dict[str, str]]) -> list[Outcome]:
    """Return what is said of rows asked one by one."""
    one_by_one = batch()
    return [one_by_one.answer(row) for row in found]


@pytest.mark.parametrize("seed", range(6))
def test_columns_say_what_rows_say(seed: int) -> None:
    found = some_rows(seed, 300, stays=seed % 2 == 0)

    assert by_columns(Columns(batch()), found) == by_rows(found)


def test_what_was_learnt_from_one_table_serves_the_next() -> None:
    answering = Columns(batch())
    tables = [some_rows(seed, 120) for seed in range(4)]

    assert [by_columns(answering, found) for found in tables] == [by_rows(found) for found in tables]


def test_tables_of_other_columns_may_follow() -> None:
    answering = Columns(batch())
    tables = [some_rows(1, 60), some_rows(2, 60, stays=False), some_rows(3, 60)]

    assert [by_columns(answering, found) for found in tables] == [by_rows(found) for found in tables]


def test_rows_are_answered_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    found = some_rows(7, 200)
    monkeypatch.setattr(columns, "_ROWS", 16)

    assert by_columns(Columns(batch()), found) == by_rows(found)


def test_more_combinations_than_there_is_room_for_are_answered_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    found = some_rows(8, 200)
    monkeypatch.setattr(asking, "_PLAIN", 8)

    assert by_columns(Columns(batch()), found) == by_rows(found)


def test_memory_is_bounded_and_the_answers_stay_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    size, bound = 80, 30
    tables = [some_rows(seed, size) for seed in range(5)]
    expected = [by_rows(found) for found in tables]
    monkeypatch.setattr(rows, "_CASES", 3)
    monkeypatch.setattr(rows, "_SPANS", bound)
    monkeypatch.setattr(columns, "_HELD", bound)
    bounded = batch()
    answering = Columns(bounded)

    for found, outcomes in zip(tables, expected, strict=True):
        assert by_columns(answering, found) == outcomes
        # What one table adds comes on top: a text of each cell, and all outcomes.
        assert answering.held <= bound + size * (len(found[0]) + 1)
        assert max(bounded.cases, len(bounded.outcomes)) <= bound + size * 10
    assert bounded.generation > 0


@pytest.mark.parametrize("name", ["date", "suspect"])
def test_texts_that_never_end_are_let_go(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_HELD", 100)
    answering = Columns(batch())
    row = {"suspect": "doe", "state": "norland", "date": "2018-01-01"}
    held = []

    for table in range(20):
        # Space at the end changes nothing, but makes another text.
        found = [{**row, name: row[name] + " " * (table * 50 + place)} for place in range(50)]
        assert {outcome.verdict for outcome in by_columns(answering, found)} == {"yes"}
        held.append(answering.held)

    assert max(held) <= 100 + 2 * 50 + len(row)
    assert answering.batch.generation == 0


def test_numbers_of_outcomes_stay_within_a_generation() -> None:
    asked = batch()
    answering = Columns(asked)
    by_columns(answering, some_rows(1, 100))
    before = list(asked.outcomes)

    by_columns(answering, some_rows(2, 100))

    assert asked.generation == 0
    assert asked.outcomes[: len(before)] == before


def test_days_dictionaries_and_nothing_are_read_as_their_texts() -> None:
    days: list[date | None] = [date(2018, 1, 1), None, date(2022, 1, 1)]
    table = pa.table(
        {
            "suspect": pa.array(["doe", "doe", None]).dictionary_encode(),
            "state": pa.DictionaryArray.from_arrays([0, 0, 0], pa.array(["norland"], pa.large_string())),
            "date": pa.array(days, pa.date32()),
        }
    )

    codes, outcomes = Columns(batch()).answer(table)

    assert [outcomes[code].verdict for code in codes.tolist()] == ["yes", "", ""]
    assert [outcomes[code].error for code in codes.tolist()] == [
        "",
        "`sail` needs a date",
        "`sail` needs a suspect",
    ]


def test_a_table_without_rows_or_without_a_day_is_answered() -> None:
    nothing = pa.table({name: pa.array([], pa.string()) for name in ("suspect", "state", "date")})
    no_day = pa.table({"suspect": ["doe"], "state": ["norland"]})

    assert Columns(batch()).answer(nothing)[0].size == 0
    codes, outcomes = Columns(batch()).answer(no_day)
    assert [outcomes[code].error for code in codes.tolist()] == ["`sail` needs a date"]


def test_a_table_may_lack_one_end_of_its_stays() -> None:
    table = pa.table({"suspect": ["doe"], "state": ["norland"], "from": ["2018-01-01"]})

    codes, outcomes = Columns(batch()).answer(table)

    assert "expected both `from` and `to`" in outcomes[int(codes[0])].error


def test_each_row_may_ask_another_scenario() -> None:
    book = bundled_book()
    found = [
        {"scenario": "", "suspect": "putin", "state": "mongolia", "notice_date": "", "date": "2024-09-02"},
        {"scenario": "overflight", "suspect": "putin", "state": "poland", "notice_date": "", "date": "today"},
        {"scenario": "withdraw", "suspect": "", "state": "hungary", "notice_date": "", "date": "2026-06-02"},
        {"scenario": "withdraw", "suspect": "", "state": "kenya", "notice_date": "today", "date": "today"},
        {"scenario": "fly", "suspect": "putin", "state": "poland", "notice_date": "", "date": "2026-06-02"},
    ]
    settings = Settings(today=date(2026, 1, 1))
    one_by_one = Batch(book, settings)

    assert by_columns(Columns(Batch(book, settings)), found) == [one_by_one.answer(row) for row in found]


def test_spans_are_found_whatever_their_number_and_order() -> None:
    spans, drawn = Spans(), random.Random(1)  # noqa: S311 (nothing secret)
    spans.make_room(3)
    starts = sorted(drawn.sample(range(1, 5_000), 40))
    known = [(start, end, place % 5) for place, (start, end) in enumerate(pairwise(starts))]
    drawn.shuffle(known)

    spans.put(2, known)

    days = np.arange(1, 5_100, dtype=np.int32)
    found = spans.numbers(spans.places(np.full(days.size, 2), days))
    expected = [next((n for start, end, n in known if start <= day < end), UNKNOWN) for day in days]
    assert found.tolist() == expected
    assert (spans.numbers(spans.places(np.zeros(3, np.intp), days[:3])) == UNKNOWN).all()
