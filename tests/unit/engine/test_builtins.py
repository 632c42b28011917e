"""Built-in sentences: comparing and counting days, counting things, the first day of something."""

import math
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.engine.builtins import enough, enough_of, first_day
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, ImpreciseDate, Timeline, Truth
from tests.unit.books import Tables, ask, book_of, stating
from tests.unit.temporal.strategies import near_days, timelines

NO, MAYBE, YES = Truth

DAYS: Tables = {
    "days": (
        """
        state,first_date,second_date
        norland,2024-02-29,2024-03-01
        suderland,2025-01-31,2025
        ostmark,2013,2013-06-15
        """,
        stating("{state} names {first date} and {second date}"),
    )
}


def _named(condition: str) -> str:
    return f"""
        rule LT 1
          {{state}} fits
          if {{state}} names {{first date}} and {{second date}}
          and {condition}
    """


def _fits(state: str, condition: str) -> Timeline:
    return ask(book_of(_named(condition), DAYS), f"{state} fits").timeline


def _steps(*changes: tuple[str, Truth]) -> Timeline:
    return Timeline.of(NO, [(date.fromisoformat(day), truth) for day, truth in changes])


# The day asked about


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("it is on or after {first date}", _steps(("2024-02-29", YES))),
        ("it is after {first date}", _steps(("2024-03-01", YES))),
        ("it is before {first date}", ~_steps(("2024-02-29", YES))),
        ("it is on or before {first date}", ~_steps(("2024-03-01", YES))),
        ("it is on or after 2024-02-29", _steps(("2024-02-29", YES))),
    ],
)
def test_the_day_is_compared_with_a_date(condition: str, expected: Timeline) -> None:
    assert _fits("Norland", condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("it is on or after {first date}", _steps(("2013-01-01", MAYBE), ("2013-12-31", YES))),
        ("it is after {first date}", _steps(("2013-01-02", MAYBE), ("2014-01-01", YES))),
        ("it is before {first date}", ~_steps(("2013-01-01", MAYBE), ("2013-12-31", YES))),
        ("it is on or before {first date}", ~_steps(("2013-01-02", MAYBE), ("2014-01-01", YES))),
    ],
)
def test_the_day_compared_with_an_imprecise_date_is_unknown_in_between(
    condition: str, expected: Timeline
) -> None:
    assert _fits("Ostmark", condition) == expected


def test_no_day_comes_after_the_last_of_the_calendar() -> None:
    forever: Tables = {"days": ("state,first_date,second_date\nnorland,9999-12-31,2020\n", DAYS["days"][1])}

    assert ask(book_of(_named("it is after {first date}"), forever), "Norland fits").timeline is NEVER
    assert ask(book_of(_named("it is on or before {first date}"), forever), "Norland fits").timeline is ALWAYS


# Two dates


@pytest.mark.parametrize(
    ("condition", "norland", "suderland", "ostmark"),
    [
        ("{first date} is before {second date}", ALWAYS, UNKNOWN, UNKNOWN),
        ("{first date} is after {second date}", NEVER, UNKNOWN, UNKNOWN),
        ("{first date} is on or before {second date}", ALWAYS, UNKNOWN, UNKNOWN),
        ("{first date} is on or after {second date}", NEVER, UNKNOWN, UNKNOWN),
        ("{first date} is {second date}", NEVER, UNKNOWN, UNKNOWN),
        ("{first date} is not {second date}", ALWAYS, UNKNOWN, UNKNOWN),
        ("{first date} is before 2025-01-31", ALWAYS, NEVER, ALWAYS),
        ("{first date} is on or before 2025-01-31", ALWAYS, ALWAYS, ALWAYS),
        ("{first date} is {first date}", ALWAYS, ALWAYS, UNKNOWN),
    ],
)
def test_two_dates_are_compared(
    condition: str, norland: Timeline, suderland: Timeline, ostmark: Timeline
) -> None:
    assert _fits("Norland", condition) is norland
    assert _fits("Suderland", condition) is suderland
    assert _fits("Ostmark", condition) is ostmark


def test_things_are_compared_by_what_they_are() -> None:
    book = book_of(
        """
        rule LT 1
          {state} faces {other state}
          if {state} has a shore
          and {other state} has a shore
          and {state} is not {other state}

        rule LT 2
          {state} sees itself in {other state}
          if {state} has a shore
          and {other state} is {state}
        """,
        {"shores": ("state\nnorland\nsuderland\n", stating("{state} has a shore"))},
    )

    assert ask(book, "Norland faces Suderland").timeline is ALWAYS
    assert ask(book, "Norland faces Norland").timeline is NEVER
    assert ask(book, "Norland sees itself in Norland").timeline is ALWAYS
    assert ask(book, "Norland sees itself in Suderland").timeline is NEVER


# Date sums


@pytest.mark.parametrize(
    ("state", "total", "expected"),
    [
        ("Norland", "plus 60 days", _steps(("2024-04-29", YES))),
        ("Norland", "minus 1 day", _steps(("2024-02-28", YES))),
        ("Norland", "plus 1 month", _steps(("2024-03-29", YES))),
        ("Norland", "plus 1 year", _steps(("2025-02-28", MAYBE), ("2025-03-01", YES))),
        ("Norland", "plus 1 year rounding down", _steps(("2025-02-28", YES))),
        ("Norland", "plus 1 year rounding up", _steps(("2025-03-01", YES))),
        ("Norland", "plus 4 years", _steps(("2028-02-29", YES))),
        ("Suderland", "plus 1 month", _steps(("2025-02-28", MAYBE), ("2025-03-01", YES))),
        ("Suderland", "plus 1 month rounding down", _steps(("2025-02-28", YES))),
        ("Suderland", "minus 2 months rounding up", _steps(("2024-12-01", YES))),
        ("Ostmark", "plus 1 year", _steps(("2014-01-01", MAYBE), ("2014-12-31", YES))),
        ("Ostmark", "plus 30 days", _steps(("2013-01-31", MAYBE), ("2014-01-30", YES))),
    ],
)
def test_a_date_sum_counts_on_the_calendar(state: str, total: str, expected: Timeline) -> None:
    assert (
        _fits(state, f"{{end date}} is {{first date}} {total}\n          and it is on or after {{end date}}")
        == expected
    )


def test_a_date_sum_is_compared_with_a_date_that_is_there() -> None:
    book = book_of(
        """
        rule LT 1
          {state} leaves on {end date}
          if {state} names {first date} and {second date}
          and {end date} is {first date} plus 1 year
        """,
        DAYS,
    )

    assert ask(book, "Norland leaves on 2025-02-28").timeline is UNKNOWN
    assert ask(book, "Norland leaves on 2025-03-02").timeline is NEVER
    assert ask(book, "Suderland leaves on 2026-01-31").timeline is ALWAYS
    assert ask(book, "Suderland leaves on 2026-01").timeline is UNKNOWN


@pytest.mark.parametrize(
    ("condition", "state", "expected"),
    [
        (
            "{end date} is the first day of the month after {first date}",
            "Norland",
            _steps(("2024-03-01", YES)),
        ),
        (
            "{end date} is the first day of the month after {first date}",
            "Ostmark",
            _steps(("2013-02-01", MAYBE), ("2014-01-01", YES)),
        ),
        ("{end date} is the later of {first date} and {second date}", "Norland", _steps(("2024-03-01", YES))),
        (
            "{end date} is the earlier of {first date} and {second date}",
            "Norland",
            _steps(("2024-02-29", YES)),
        ),
        (
            "{end date} is the later of {first date} and {second date}",
            "Ostmark",
            _steps(("2013-06-15", MAYBE), ("2013-12-31", YES)),
        ),
        (
            "{end date} is the earlier of {first date} and {second date}",
            "Ostmark",
            _steps(("2013-01-01", MAYBE), ("2013-06-15", YES)),
        ),
    ],
)
def test_a_date_is_found_from_others(condition: str, state: str, expected: Timeline) -> None:
    assert _fits(state, f"{condition}\n          and it is on or after {{end date}}") == expected


# Counting


def _parties(*since: str) -> Tables:
    states = "".join(f"s{number},State {number}\n" for number in range(len(since)))
    rows = "".join(f"s{number},{day}\n" for number, day in enumerate(since) if day)
    return {
        "states": (
            f"state,name\n{states}",
            {"entity": {"type": "state", "id": "state", "name": "name"}, "complete": True},
        ),
        "parties": (f"state,since\n{rows}", stating("{state} is a party", since="since")),
    }


def test_a_count_is_reached_on_the_day_of_the_last_that_is_needed() -> None:
    book = book_of(
        "rule LT 1\n  the treaty is in force\n  if at least 2 {state}: {state} is a party",
        _parties("2001-01-01", "2002-01-01", "2003-01-01"),
    )

    assert ask(book, "the treaty is in force").timeline == _steps(("2002-01-01", YES))


def test_a_count_is_unknown_while_enough_may_be_there() -> None:
    book = book_of(
        "rule LT 1\n  the treaty is in force\n  if at least 2 {state}: {state} is a party",
        _parties("2001-01-01", "2002", "2003-05-01"),
    )

    assert ask(book, "the treaty is in force").timeline == _steps(("2002-01-01", MAYBE), ("2002-12-31", YES))


def test_a_count_is_no_where_too_few_could_be() -> None:
    book = book_of(
        "rule LT 1\n  the treaty is in force\n  if at least 3 {state}: {state} is a party",
        _parties("2001-01-01", "2002"),
    )

    assert ask(book, "the treaty is in force").timeline is NEVER


@pytest.mark.parametrize(("paid", "expected"), [(109, NO), (110, YES)])
def test_seven_eighths_of_125_are_110(paid: int, expected: Truth) -> None:
    tables = _parties(*["2001-01-01"] * 125, "")
    payers = "".join(f"s{number}\n" for number in range(paid)) + "s125\n"
    book = book_of(
        "rule LT 121\n  the amendment is in force\n"
        "  if at least 7/8 of {state} for which {state} is a party: {state} has paid",
        {**tables, "payers": (f"state\n{payers}", stating("{state} has paid"))},
    )

    assert ask(book, "the amendment is in force").on(date(2020, 1, 1)) is expected


def test_a_share_of_nobody_is_not_reached() -> None:
    book = book_of(
        "rule LT 121\n  all agree\n"
        "  if at least 1/1 of {state} for which {state} is a party: {state} is a party",
        _parties("2001-01-01"),
    )

    assert [ask(book, "all agree").on(date(2000, 1, 1)), ask(book, "all agree").on(date(2001, 1, 1))] == [
        NO,
        YES,
    ]


def test_a_share_counts_those_who_are_there_that_day() -> None:
    tables = _parties("2001-01-01", "2002-01-01", "2003-01-01", "2004-01-01")
    book = book_of(
        "rule LT 121\n  half have paid\n"
        "  if at least 1/2 of {state} for which {state} is a party: {state} has paid",
        {**tables, "payers": ("state\ns0\n", stating("{state} has paid"))},
    )
    half = ask(book, "half have paid")

    assert [
        half.on(date(2000, 1, 1)),
        half.on(date(2001, 6, 1)),
        half.on(date(2002, 6, 1)),
        half.on(date(2003, 6, 1)),
    ] == [NO, YES, YES, NO]


def test_counting_goes_for_some_of_what_else_is_open() -> None:
    book = book_of(
        "rule LT 1\n  there was traffic\n  if at least 2 {suspect}: {suspect} visited {state}",
        {"visits": ("suspect,state\ndoe,norland\nroe,ostmark\n", stating("{suspect} visited {state}"))},
    )

    assert ask(book, "there was traffic").timeline is ALWAYS


def test_counting_within_a_rule_is_about_the_things_of_the_rule() -> None:
    book = book_of(
        """
        rule LT 1
          {state} is crowded
          if {state} has a shore
          and at least 2 {suspect}: {suspect} visited {state}
        """,
        {
            "shores": ("state\nnorland\nostmark\n", stating("{state} has a shore")),
            "visits": (
                "suspect,state\ndoe,norland\nroe,norland\nroe,ostmark\n",
                stating("{suspect} visited {state}"),
            ),
        },
    )

    assert ask(book, "Norland is crowded").timeline is ALWAYS
    assert ask(book, "Ostmark is crowded").timeline is NEVER


truths = st.sampled_from(Truth)


def _completions(given: list[tuple[Truth, Truth]]) -> list[list[tuple[bool, bool]]]:
    """Return what each pair could be if it were known."""
    known = {NO: [False], MAYBE: [False, True], YES: [True]}
    return [list(each) for each in product(*[list(product(known[a], known[b])) for a, b in given])]


@given(st.lists(truths, max_size=5), st.integers(1, 4))
def test_a_count_is_decided_exactly_when_every_completion_decides_it_alike(
    given_truths: list[Truth], needed: int
) -> None:
    possible = {
        sum(done) >= needed
        for done in product(*[{NO: [0], MAYBE: [0, 1], YES: [1]}[t] for t in given_truths])
    }
    counted = enough([Timeline.constant(truth) for truth in given_truths], needed)

    assert counted.at(date(2020, 1, 1)) is (MAYBE if len(possible) > 1 else YES if True in possible else NO)


@given(st.lists(st.tuples(truths, truths), max_size=4), st.sampled_from([(1, 2), (7, 8), (1, 1), (2, 3)]))
def test_a_share_that_is_decided_is_decided_so_in_every_completion(
    pairs: list[tuple[Truth, Truth]], share: tuple[int, int]
) -> None:
    def reached(done: list[tuple[bool, bool]]) -> bool:
        among = [met for counted, met in done if counted]
        return bool(among) and sum(among) >= math.ceil(len(among) * share[0] / share[1])

    possible = {reached(done) for done in _completions(pairs)}
    truth = enough_of([(Timeline.constant(a), Timeline.constant(b)) for a, b in pairs], share).at(
        date(2020, 1, 1)
    )

    assert truth is MAYBE or possible == {truth is YES}
    if all(MAYBE not in pair for pair in pairs):
        assert truth is not MAYBE


@given(st.lists(timelines(), max_size=5), st.integers(1, 4), near_days)
def test_a_count_of_timelines_is_the_count_of_each_day(
    counted: list[Timeline], needed: int, day: date
) -> None:
    that_day = [Timeline.constant(timeline.at(day)) for timeline in counted]

    assert enough(counted, needed).at(day) is enough(that_day, needed).at(day)


@given(st.lists(st.tuples(timelines(), timelines()), max_size=4), near_days)
def test_a_share_of_timelines_is_the_share_of_each_day(
    counted: list[tuple[Timeline, Timeline]], day: date
) -> None:
    that_day = [(Timeline.constant(a.at(day)), Timeline.constant(b.at(day))) for a, b in counted]

    assert enough_of(counted, (2, 3)).at(day) is enough_of(that_day, (2, 3)).at(day)


# The first day


def test_the_first_day_is_the_day_a_count_was_reached() -> None:
    book = book_of(
        """
        rule LT 1
          the second instrument came on {first date}
          if {first date} is the first day on which at least 2 {state}: {state} is a party
        """,
        _parties("2001-01-01", "2002-01-01"),
    )

    assert ask(book, "the second instrument came on 2002-01-01").timeline is ALWAYS
    assert ask(book, "the second instrument came on 2002-01-02").timeline is NEVER


def test_the_first_day_is_imprecise_where_an_unknown_stretch_comes_before() -> None:
    book = book_of(
        """
        rule LT 1
          the second instrument came on {first date}
          if {first date} is the first day on which at least 2 {state}: {state} is a party

        rule LT 2
          the treaty is in force
          if the second instrument came on {first date}
          and it is on or after {first date}
        """,
        _parties("2001-01-01", "2002"),
    )

    assert ask(book, "the second instrument came on 2002-06-01").timeline is UNKNOWN
    assert ask(book, "the second instrument came on 2003-01-01").timeline is NEVER
    assert ask(book, "the treaty is in force").timeline == _steps(("2002-01-01", MAYBE), ("2002-12-31", YES))


@pytest.mark.parametrize(("complete", "expected"), [(True, NEVER), (False, UNKNOWN)])
def test_there_is_no_first_day_of_what_never_was(complete: bool, expected: Timeline) -> None:  # noqa: FBT001 (a parameter of the test)
    book = book_of(
        """
        rule LT 1
          {state} has begun
          if {state} has a shore
          and {first date} is the first day on which {state} is a party
          and it is on or after {first date}
        """,
        {
            "parties": (
                "state,since\nnorland,2001-01-01\n",
                stating("{state} is a party", since="since", complete=complete),
            ),
            "shores": ("state\nnorland\nostmark\n", stating("{state} has a shore")),
        },
    )

    assert ask(book, "Norland has begun").on(date(2001, 1, 1)) is YES
    assert ask(book, "Ostmark has begun").timeline is expected


@given(timelines())
def test_the_first_day_lies_within_the_days_it_could_be(timeline: Timeline) -> None:
    found = first_day(timeline)
    possible = [
        start
        for start, truth in zip((date.min, *timeline.changes), timeline.truths, strict=True)
        if truth is not NO
    ]

    if found is None:
        assert YES not in timeline.truths
    else:
        assert timeline.at(found.latest) is YES
        assert found.earliest == possible[0]
        assert isinstance(found, ImpreciseDate)
