"""Readings: one book, asked under each, answers as if that reading were the only one."""

from datetime import date

from hypothesis import given, settings

from obligcheck.engine import Engine, Options
from obligcheck.temporal import ALWAYS, NEVER, Truth
from tests.unit.books import Tables, book_of, stating
from tests.unit.engine.invented import SAMPLED, Model, claim, models

NO, MAYBE, YES = Truth

HOSTILITY = """
```question
question hostility
  asks Who is hostile?
  reading narrow, default
    says nobody
  reading liberal
    says the loud
```
"""

TABLES: Tables = {
    "visits": ("suspect,state\ndoe,norland\n", stating("{suspect} visited {state}")),
    "letters": ("suspect,state\nroe,norland\n", stating("{suspect} wrote to {state}")),
    "loud": ("suspect\nroe\n", stating("{suspect} is loud")),
    "armed": ("suspect\nroe\n", stating("{suspect} is armed")),
}


def test_a_way_that_failed_under_the_default_is_tried_under_another_reading() -> None:
    book = book_of(
        HOSTILITY
        + """
```rule
rule LT 1
  {state} is at risk
  if {suspect} threatens {state}
  and {suspect} is armed

rule LT 2
  {suspect} threatens {state}
  if {suspect} visited {state}

rule LT 3
  {suspect} threatens {state}
  if {suspect} wrote to {state}
  and {suspect} is hostile

rule LT 4 under hostility: liberal
  {suspect} is hostile
  if {suspect} is loud
```
""",
        TABLES,
    )

    assert book.ask("Norland is at risk").timeline is NEVER
    assert book.ask("Norland is at risk", readings=["hostility=liberal"]).timeline is ALWAYS


def test_a_share_counts_among_those_whom_the_reading_names() -> None:
    book = book_of(
        HOSTILITY
        + """
```rule
rule LT 1
  the quiet are many
  if at least 1/2 of {suspect} for which {suspect} is hostile: {suspect} is armed

rule LT 4 under hostility: liberal
  {suspect} is hostile
  if {suspect} is loud
```
""",
        TABLES,
    )

    assert book.ask("the quiet are many").timeline is NEVER
    assert book.ask("the quiet are many", readings=["hostility=liberal"]).timeline is ALWAYS


def test_a_first_day_is_that_of_the_reading() -> None:
    book = book_of(
        HOSTILITY
        + """
```rule
rule LT 1
  it began on {first date}
  if {first date} is the first day on which at least 1 {suspect}: {suspect} is hostile

rule LT 4 under hostility: liberal
  {suspect} is hostile
  if {suspect} is loud

rule LT 5 under hostility: narrow
  {suspect} is hostile
  if {suspect} is quiet
```
""",
        {
            "loud": ("suspect,since\nroe,2001-01-01\n", stating("{suspect} is loud", since="since")),
            "quiet": ("suspect,since\ndoe,2002-02-02\n", stating("{suspect} is quiet", since="since")),
        },
    )

    assert book.ask("it began on 2002-02-02").timeline is ALWAYS
    assert book.ask("it began on 2002-02-02", readings=["hostility=liberal"]).timeline is NEVER
    assert book.ask("it began on 2001-01-01", readings=["hostility=liberal"]).timeline is ALWAYS


def test_a_reading_that_cannot_matter_shares_the_proof() -> None:
    book = book_of(
        HOSTILITY
        + """
```rule
rule LT 4 under hostility: liberal
  {suspect} is hostile
  if {suspect} is loud

rule LT 5
  {suspect} is feared
  if {suspect} is armed
```
""",
        TABLES,
    )

    default = book.ask("Richard Roe is feared").proof("2020-01-01")
    assert book.ask("Richard Roe is feared", readings=["hostility=liberal"]).proof("2020-01-01") is default
    assert not default.questions


@settings(max_examples=25)
@given(models(denials=False, readings=True))
def test_a_reading_is_answered_as_if_it_were_the_default(model: Model) -> None:
    book = model.book()
    chosen = ["manner=strict"] if model.reading == "strict" else ["manner=liberal"]
    other = model.turned().book()
    for sentence, things in model.claims():
        text = claim(sentence, things)
        book.ask(text)
        timeline = other.ask(text, readings=chosen).timeline
        assert timeline == book.ask(text).timeline, text


@settings(max_examples=25)
@given(models(readings=True))
def test_an_engine_over_another_finds_what_it_would_find_alone(model: Model) -> None:
    book = model.book()
    options = Options(readings=(("manner", model.turned().reading),))
    alone = Engine(book.rules, book.record, options)
    for sentence, things in model.claims():
        asked = book.ask(claim(sentence, things), readings=[f"manner={model.turned().reading}"])
        proof = alone.prove(asked.proof("2020-01-01").sentence, asked.proof("2020-01-01").arguments)
        assert [asked.on(day) for day in SAMPLED] == [proof.timeline.at(day) for day in SAMPLED]
        assert asked.on(date(2013, 6, 1)) is proof.timeline.at(date(2013, 6, 1))
