"""What to bear in mind: old records, unsure rows, imprecise dates."""

from datetime import date

from obligcheck.answers.basis import deciding
from obligcheck.answers.caveats import presumed_at_first
from tests.unit.answers.lake import lake, sail
from tests.unit.books import BILL, book_of, stating

OLD = "the answer supposes the record unchanged since it was last checked on"


def _old(caveats: tuple[str, ...]) -> list[str]:
    return [caveat for caveat in caveats if caveat.startswith(OLD)]


def test_an_answer_within_the_checked_days_from_sure_rows_has_no_caveat() -> None:
    assert sail("doe", "norland", "2016-06-01").caveats == ()


def test_an_answer_past_the_checked_date_says_which_tables_were_checked_when() -> None:
    assert _old(sail("doe", "norland", "2016-06-01").caveats) == []
    (old,) = _old(sail("roe", "norland", "2030-01-01").caveats)
    assert old == f"{OLD} 2024-06-30, 2025-12-31: data/bans.csv, data/membership.csv"


def test_only_tables_checked_before_the_day_are_named() -> None:
    (old,) = _old(sail("roe", "norland", "2025-01-01").caveats)

    assert old == f"{OLD} 2024-06-30: data/bans.csv"


def test_the_checked_day_itself_is_covered() -> None:
    assert not _old(sail("roe", "norland", "2024-06-30").caveats)
    assert _old(sail("roe", "norland", "2024-07-01").caveats)


def test_an_answer_that_rests_on_silence_past_the_checked_date_says_so() -> None:
    assert lake().record.table("membership") is not None
    (old,) = _old(sail("roe", "ostmark", "2030-01-01").caveats)

    assert "data/membership.csv" in old


def test_a_row_that_is_not_sure_is_named_with_its_line() -> None:
    assert "medium confidence: Suderland joined on 2000-01-01, data/membership.csv:3" in (
        sail("doe", "suderland", "2018-06-01").caveats
    )


def test_a_row_of_low_confidence_says_why() -> None:
    (low,) = [c for c in sail("roe", "norland", "2020-06-01").caveats if c.startswith("low")]

    assert low == (
        "low confidence: the ban on Richard Roe was issued against Richard Roe on 2016, "
        "data/bans.csv:3 (year from a newspaper)"
    )


def test_a_row_that_decides_nothing_is_not_named() -> None:
    assert not [c for c in sail("roe", "ostmark", "2020-06-01").caveats if "confidence" in c]


def test_a_row_whose_imprecise_date_decides_is_named() -> None:
    assert [c for c in sail("roe", "norland", "2016-06-01").caveats if c.startswith("low confidence")]
    assert [c for c in sail("roe", "norland", "2015-12-31").caveats if c.startswith("low confidence")]


def test_silence_past_the_day_of_its_own_list_is_said_whatever_day_the_table_was_checked() -> None:
    lists = [
        {"sentence": "{state} joined {treaty}", "where": {"treaty": ["lake"]}, "checked": "2019-11-27"},
        {"sentence": "{state} joined {treaty}", "where": {"treaty": ["ferry"]}},
    ]
    scenario = """
        ```rule
        rule LT 1
          {state} is bound by {treaty}
          if {state} joined {treaty}
        ```

        ```scenario
        scenario bind {state} {treaty} {date}
          verdict {state} is bound by {treaty}
          yes YES
          no NO
          unknown UNKNOWN
          say yes {state} is bound.
          say no {state} is not bound.
          say unknown It is not known.
        ```
    """
    rows = "state,treaty\nnorland,lake\n"
    book = book_of(scenario, {"joined": (rows, {"complete": True, "checked": "2025-12-31", "states": lists})})

    def old(state: str, treaty: str, day: str) -> list[str]:
        return _old(book.check("bind", state=state, treaty=treaty, date=day).caveats)

    assert old("ostmark", "lake", "2019-11-27") == []
    assert old("ostmark", "lake", "2020-01-01") == [f"{OLD} 2019-11-27: data/joined.csv"]
    assert old("ostmark", "ferry", "2020-01-01") == []
    # A row that is there does not rest on the list.
    assert old("norland", "lake", "2020-01-01") == []


def test_a_verdict_that_was_presumed_at_first_says_so_once_rows_show_it() -> None:
    book = book_of(
        """
        rule LT 1
          {suspect} has been told
          if {suspect} was told on {day date}
          and it is on or after {day date}

        presumption LT 2
          {suspect} has been told
          if {suspect} is banned

        duty LT 3
          {suspect} must leave
          if {suspect} has been told
        """,
        {
            "bans": (
                "suspect,since\ndoe,2015-01-01\nroe,2015-01-01",
                stating("{suspect} is banned", since="since"),
            ),
            "letters": ("suspect,day_date\ndoe,2016-01-01", stating("{suspect} was told on {day date}")),
        },
    )

    def first(suspect: str, day: str) -> tuple[str, ...]:
        asked = book.ask(f"{suspect} must leave")
        nodes = tuple(deciding(asked.tree(day)))
        return tuple(presumed_at_first(nodes, asked.proof(day), date.fromisoformat(day), book.explainer))

    assert first("Jane Doe", "2016-01-01") == (
        "that it has been so since 2015-01-01 is presumed: Jane Doe has been told",
    )
    assert first("Jane Doe", "2015-01-01") == ()
    assert first("Jane Doe", "2015-12-31") == ()
    assert first("Jane Doe", "2014-01-01") == ()
    assert first("Richard Roe", "2016-01-01") == ()


def test_a_sentence_that_is_asked_has_its_caveats() -> None:
    asked = lake().ask("Suderland is a member")
    unsure = "medium confidence: Suderland joined on 2000-01-01, data/membership.csv:3"

    assert asked.caveats("2018-01-01") == (unsure,)
    assert _old(asked.caveats(date(2026, 1, 1))) == [f"{OLD} 2025-12-31: data/membership.csv"]
    assert lake().ask("Norland is a member").caveats("2018-01-01") == ()


SEALED = """
duty LT 4
  {state} must pay
  if {bill} was issued to {state} on {issue date}
  and it is on or after {issue date}
```

```scenario
"""


def _left_out(
    day: str, known_on: str | None, order: list[list[str]], known: str = "public_date"
) -> list[str]:
    """Return what is said to be left out of the answer about Norland."""
    states = stating("{bill} was issued to {state} on {issue date}", known=known)
    bills = "bill,state,issue_date,public_date\nfirst,norland,2020-01-01,2022-01-01\n"
    keys = {"entity": {"type": "bill", "id": "bill"}, "order": order}
    book = book_of(f"```rule{SEALED}{BILL}```", {"bills": (bills, {**states, **keys})})
    until = date.fromisoformat(known_on) if known_on else None
    answer = book.check("bill", state="norland", date=day, known_on=until)
    return [caveat for caveat in answer.caveats if "left out" in caveat]


LATE = [["issue_date", "public_date"]]


def test_silence_about_what_may_become_public_late_says_so() -> None:
    (told,) = _left_out("2021-01-01", "2021-01-01", LATE)
    assert told == (
        "what had happened by 2021-01-01, and was not public yet, is left out: "
        "rows of data/bills.csv may become public later"
    )


def test_nothing_is_said_where_nothing_can_become_public_late() -> None:
    assert _left_out("2021-01-01", None, LATE) == []
    assert _left_out("2023-01-01", "2023-01-01", LATE) == []
    assert _left_out("2019-06-01", "2019-01-01", [["public_date", "issue_date"]], "issue_date") == []
    assert _left_out("2021-01-01", "2021-01-01", []) == []
