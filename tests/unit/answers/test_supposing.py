"""A sentence that is the verdict of a scenario, asked about and claimed as the scenario answers it."""

from functools import cache

import pytest

from obligcheck.answers import Book
from obligcheck.problems import ProblemsError
from tests.unit.books import Tables, book_of, stating

RULES = """
```rule
circumstance LT 4, presumed not
  {suspect} is on the waters of {state}

circumstance LT 4, presumed not
  {suspect} comes for {reason}

duty LT 5
  {state} must turn back {suspect}
  if {suspect} is banned
  and {suspect} is on the waters of {state}

rule LT 6
  {suspect} is welcome
  if {suspect} comes for {reason}

rule LT 7
  {state} is full
  if {state} is small
```

```scenario
scenario sail {suspect} {state} {date} [{reason}]
  suppose {suspect} is on the waters of {state}
  suppose {suspect} comes for {reason}
  verdict {state} must turn back {suspect}
  yes MUST
  no NEED NOT
  unknown CANNOT TELL
  say yes Yes.
  say no No.
  say unknown Nobody can tell.

scenario host {state} {suspect} {date}
  suppose {suspect} is on the waters of {state}
  verdict {state} is full
  yes FULL
  no EMPTY
  unknown CANNOT TELL
  say yes Yes.
  say no No.
  say unknown Nobody can tell.
```

```phrase
{state} has to send away {suspect}
  suppose {suspect} is on the waters of {state}
  means {state} must turn back {suspect}

{state} has to look at {suspect}
  suppose {suspect} is on the waters of "Norland"
  means {state} must turn back {suspect}

{suspect} may come ashore
  means {suspect} is welcome

{state} has room
  suppose {suspect} is on the waters of {state}
  means {state} is full
```
"""

TABLES: Tables = {
    "bans": ("suspect,since\ndoe,2015-01-01", stating("{suspect} is banned", since="since")),
    "sizes": ("state\nnorland", stating("{state} is small")),
}

VERDICT = "Suderland must turn back Jane Doe"
SUPPOSED = "Jane Doe is on the waters of Suderland"


@cache
def book() -> Book:
    return book_of(RULES, TABLES)


@pytest.mark.parametrize("text", [VERDICT, "Suderland has to send away Jane Doe"])
def test_a_verdict_is_asked_about_as_its_scenario_answers_it(text: str) -> None:
    asked = book().ask(text)
    answer = book().check("sail", suspect="doe", state="suderland", date="2015-01-01")

    assert [str(asked.on(day)) for day in ("2014-12-31", "2015-01-01")] == ["no", "yes"]
    assert asked.on("2015-01-01") is answer.verdict
    assert asked.supposed == (SUPPOSED,)
    assert asked.scenario == "sail"


@pytest.mark.parametrize("text", [VERDICT, "Suderland has to send away Jane Doe"])
def test_a_claimed_verdict_is_true_where_the_scenario_answers_yes(text: str) -> None:
    assert [book().claim(text, on=on).outcome for on in ("2014-12-31", "2015-01-01")] == ["false", "true"]


def test_what_is_denied_is_not_supposed() -> None:
    assert str(book().ask(VERDICT, deny=[SUPPOSED]).on("2015-01-01")) == "no"


def test_bare_words_are_taken_as_they_stand() -> None:
    asked = book().ask(VERDICT, bare=True)

    assert str(asked.on("2015-01-01")) == "no"
    assert asked.supposed == ()


@pytest.mark.parametrize("text", ["Jane Doe is welcome", "Norland is full", SUPPOSED])
def test_a_sentence_that_does_not_name_what_a_scenario_asks_for_supposes_nothing(text: str) -> None:
    asked = book().ask(text)

    assert (asked.supposed, asked.scenario) == ((), "")


def test_what_is_supposed_of_a_constant_is_supposed_of_it_alone() -> None:
    asked = book().ask("Suderland has to look at Jane Doe")

    assert str(asked.on("2015-01-01")) == "no"
    assert asked.supposed == ("Jane Doe is on the waters of Norland",)


def test_a_form_that_supposes_something_of_what_its_sentence_does_not_name_cannot_be_asked() -> None:
    with pytest.raises(ProblemsError):
        book().ask("Norland has room")


def test_a_verdict_about_nobody_in_particular_is_refused() -> None:
    with pytest.raises(ProblemsError) as caught:
        book().ask("some state must turn back Jane Doe")

    (found,) = caught.value.problems
    assert found.message == (
        "`some state must turn back Jane Doe` leaves open of which state "
        "`Jane Doe is on the waters of some state` is to be supposed"
    )
    assert found.fix == "name the state, or ask `sail` about each"
