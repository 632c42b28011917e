"""What could be said on a day: acts that had been done, and nothing that only silence leaves open."""

from datetime import date

import pytest

from obligcheck.answers.settled import is_settled, is_silence
from obligcheck.engine import Options, Proof
from obligcheck.temporal import Truth
from tests.unit.books import Tables, book_of, stating

LAW = """
rule LT 1
  {state} pays from {first date}
  if {state} joined on {joining date}
  and {first date} is {joining date} plus 10 days

rule LT 2
  {state} pays from {first date}
  if {state} promised on {first date} to pay

rule LT 3
  {state} is spared
  if {state} has a friend
  and not {state} joined on 2001-01-01

rule LT 4
  {state} is fine
  if {state} is worthy

judged LT 5 by the Court of the Lake
  {state} is worthy

rule LT 6
  {state} owes
  if {state} borrowed
  and {state} is worthy

rule LT 7
  {state} owes
  if {state} borrowed from {lending state}

rule LT 8
  {state} has joined early
  if {state} rescinded on {rescission date} what it did on {deed date}
"""

PROMISE = "{state} promised on {first date} to pay"

TABLES: Tables = {
    "joinings": ("state,joining_date\nnorland,2010-01-01", {
        "complete": True,
        "states": [{"sentence": "{state} joined on {joining date}"}],
    }),
    "promises": ("state,first_date\nsuderland,2005-01-01", stating(PROMISE)),
    "friends": ("state\nnorland", stating("{state} has a friend")),
    "loans": ("state\nostmark", stating("{state} borrowed", complete=False)),
    "lenders": ("state,lending_state\nnorland,ostmark", stating(
        "{state} borrowed from {lending state}", complete=False
    )),
    "deeds": ("state,rescission_date,deed_date\nnorland,2020-05-05,2019-05-05", stating(
        "{state} rescinded on {rescission date} what it did on {deed date}"
    )),
}  # fmt: skip

BOOK = book_of(LAW, TABLES)
DAY = date(2010, 1, 1)


def proof(sentence: str, *, assume: tuple[str, ...] = (), day: date = DAY) -> Proof:
    """Return the proof that decides ``sentence`` on ``day``."""
    return BOOK.ask(sentence, assume=assume).proof(day)


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("Norland joined on 2010-01-01", "2010-01-01"),
        ("Norland pays from 2010-01-11", "2010-01-01"),
        ("Suderland pays from 2005-01-01", "2005-01-01"),
        ("Norland rescinded on 2020-05-05 what it did on 2019-05-05", "2020-05-05"),
        ("Norland has joined early", "2020-05-05"),
    ],
)
def test_an_act_can_be_told_of_from_its_own_day_on(sentence: str, first: str) -> None:
    day = date.fromisoformat(first)

    assert is_settled(proof(sentence), day)
    assert not is_settled(proof(sentence), date.fromordinal(day.toordinal() - 1))


def test_what_has_no_date_can_always_be_told_of() -> None:
    assert is_settled(proof("Norland has a friend"), date.min)


def test_what_a_rule_denies_itself_need_not_have_happened() -> None:
    assert is_settled(proof("Norland is spared"), date.min)


def test_what_is_assumed_can_be_told_of_at_once() -> None:
    assumed = ("Ostmark joined on 2030-01-01",)

    assert is_settled(proof("Ostmark pays from 2030-01-11", assume=assumed), DAY)


def test_what_nothing_gives_is_settled() -> None:
    assert is_settled(proof("Ostmark pays from 2030-01-11"), DAY)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norland borrowed", True),
        ("Suderland owes", True),
        ("Norland is worthy", False),
        ("Norland is fine", False),
        ("Ostmark owes", False),
    ],
)
def test_an_unknown_is_silence_where_no_row_and_no_judge_is_behind_it(
    sentence: str, *, expected: bool
) -> None:
    found = proof(sentence)

    assert found.timeline.at(DAY) is Truth.UNKNOWN
    assert is_silence(found, DAY) is expected


def test_an_assumption_is_no_silence() -> None:
    asked = BOOK.ask("Suderland borrowed", assume=["Suderland borrowed from 2020-01-01"])

    assert asked.on(DAY) is Truth.UNKNOWN
    assert not is_silence(asked.proof(DAY), DAY)


def test_a_row_of_an_imprecise_day_is_no_silence() -> None:
    book = book_of("", {"meetings": ("state,date\nnorland,2010", stating("{state} met on {date}"))})
    sentence = next(iter(book.rules.vocabulary))
    (found,) = book.engine(Options()).find(sentence, (None, None)).proofs
    asked = book.ask("Norland met on 2010-05-05").proof(DAY)

    assert asked.timeline.at(DAY) is Truth.UNKNOWN
    assert not is_silence(asked, DAY)
    assert is_settled(found, date(2010, 1, 1))
    assert not is_settled(found, date(2009, 12, 31))
