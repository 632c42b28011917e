"""Rules and facts to timelines: conditions, alternatives, exceptions, presumptions, readings, the record."""

from datetime import date

import pytest

from obligcheck.answers import Book
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, ImpreciseDate, Timeline, Truth
from tests.unit.books import Tables, ask, book_of, stating

NO, MAYBE, YES = Truth

PARTIES: Tables = {
    "parties": (
        """
        state,since,until
        norland,2010-01-01,2020-01-01
        suderland,2015,
        """,
        stating("{state} is a party", since="since", until="until"),
    )
}


def _when(
    book: Book, sentence: str, assume: tuple[str, ...] = (), readings: tuple[str, ...] = ()
) -> Timeline:
    return book.ask(sentence, assume=assume, readings=readings).timeline


def _from(day: str, until: str | None = None) -> Timeline:
    end = ImpreciseDate.on(date.fromisoformat(until)) if until else None
    return Timeline.between(ImpreciseDate.on(date.fromisoformat(day)), end)


# Facts


def test_a_fact_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    party = ask(book_of("", PARTIES), "Norland is a party")

    assert [party.on(date(2009, 12, 31)), party.on(date(2010, 1, 1))] == [NO, YES]
    assert [party.on(date(2019, 12, 31)), party.on(date(2020, 1, 1))] == [YES, NO]


def test_a_fact_with_an_imprecise_start_is_unknown_while_it_may_have_begun() -> None:
    party = ask(book_of("", PARTIES), "Suderland is a party")

    assert [party.on(date(2014, 12, 31)), party.on(date(2015, 1, 1))] == [NO, MAYBE]
    assert [party.on(date(2015, 12, 30)), party.on(date(2015, 12, 31))] == [MAYBE, YES]


def test_a_start_that_is_not_known_leaves_the_days_before_the_end_unknown() -> None:
    book = book_of(
        "",
        {
            "w": (
                "state,since,until\nnorland,,2000-01-01\n",
                stating("{state} is at war", since="since", until="until"),
            )
        },
    )

    assert _when(book, "Norland is at war") == UNKNOWN & _when(
        book, "Norland is at war", assume=("Norland is at war until 2000-01-01",)
    )
    assert ask(book, "Norland is at war").on(date(1999, 12, 31)) is MAYBE
    assert ask(book, "Norland is at war").on(date(2000, 1, 1)) is NO


def test_a_last_day_is_still_a_day_on_which_it_is_so() -> None:
    book = book_of(
        "",
        {
            "w": (
                "state,from,to\nnorland,1999-01-01,1999-12-31\n",
                stating("{state} is at war", since="from", through="to"),
            )
        },
    )

    assert _when(book, "Norland is at war") == _from("1999-01-01", "2000-01-01")


def test_a_fact_about_an_exact_date_is_unknown_where_the_row_is_imprecise() -> None:
    book = book_of(
        "", {"d": ("state,joining_date\nnorland,2013\n", stating("{state} joined on {joining date}"))}
    )

    assert _when(book, "Norland joined on 2013-05-01") is UNKNOWN
    assert _when(book, "Norland joined on 2014-05-01") is NEVER
    assert _when(book, "Norland joined on some joining date") is ALWAYS


# Conditions


def test_a_rule_holds_while_all_its_conditions_do() -> None:
    book = book_of(
        """
        duty LT 4
          {state} must pay its share
          if {state} is a party
          and {state} is rich
        """,
        {**PARTIES, "rich": ("state,since\nnorland,2012-01-01\n", stating("{state} is rich", since="since"))},
    )

    assert _when(book, "Norland must pay its share") == _from("2012-01-01", "2020-01-01")
    assert _when(book, "Suderland must pay its share") is NEVER


def test_a_rule_without_conditions_always_holds() -> None:
    assert _when(book_of("rule LT 1\n  the lake is common to all"), "the lake is common to all") is ALWAYS


def test_rules_with_one_conclusion_are_alternatives() -> None:
    book = book_of(
        """
        duty LT 4
          {state} must pay its share
          if {state} is a party

        duty FT 9
          {state} must pay its share
          if {state} runs a ferry
        """,
        {
            **PARTIES,
            "ferries": (
                "state,since,until\nnorland,2019-01-01,2022-01-01\n",
                stating("{state} runs a ferry", since="since", until="until"),
            ),
        },
    )
    asked = ask(book, "Norland must pay its share")

    assert asked.timeline == _from("2010-01-01", "2022-01-01")
    assert [derivation.rule.cites for derivation in asked.proof("2020-01-01").derivations] == [
        ("LT 4",),
        ("FT 9",),
    ]


def test_not_turns_a_condition_round_and_leaves_the_unknown_unknown() -> None:
    book = book_of(
        """
        rule LT 2
          {state} is a stranger
          if {state} has a shore
          and not {state} is a party
        """,
        {**PARTIES, "shores": ("state\nnorland\nsuderland\nostmark\n", stating("{state} has a shore"))},
    )

    assert _when(book, "Norland is a stranger") == ~_from("2010-01-01", "2020-01-01")
    assert _when(book, "Suderland is a stranger") == ~_when(book, "Suderland is a party")
    assert _when(book, "Ostmark is a stranger") is ALWAYS


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        ("so", "so", YES, YES),
        ("so", "open", MAYBE, YES),
        ("so", "false", NO, YES),
        ("open", "open", MAYBE, MAYBE),
        ("open", "false", NO, MAYBE),
        ("false", "false", NO, NO),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_conditions_and_alternatives_are_strong_kleene(
    left: str, right: str, both: Truth, either: Truth, *, turned: bool
) -> None:
    first, second = (right, left) if turned else (left, right)
    book = book_of(
        f"""
        circumstance LT 1
          the matter is open

        circumstance LT 2, presumed not
          the matter is false

        rule LT 1
          the matter is so

        rule LT 2
          both hold
          if the matter is {first}
          and the matter is {second}

        rule LT 5
          either holds
          if the matter is {first}
          and the matter is so

        rule LT 6
          either holds
          if the matter is {second}
        """
    )  # fmt: skip

    assert ask(book, "both hold").on(date(2020, 1, 1)) is both
    assert ask(book, "either holds").on(date(2020, 1, 1)) is either


# Exceptions


FORGIVEN = """
    duty LT 4
      {state} must pay its share
      if {state} is a party

    duty FT 9
      {state} must pay its share
      if {state} runs a ferry

    exception LT 5
      {state} must pay its share
      if {state} is at war
"""

WARS: Tables = {
    **PARTIES,
    "wars": (
        """
        state,since,until
        norland,2012-01-01,2013-01-01
        suderland,2016,2018-01-01
        """,
        stating("{state} is at war", since="since", until="until"),
    ),
    "ferries": ("state,since\nsuderland,2015-01-01\n", stating("{state} runs a ferry", since="since")),
}


def test_an_exception_defeats_only_the_days_it_holds() -> None:
    pays = ask(book_of(FORGIVEN, WARS), "Norland must pay its share")

    assert [pays.on(date(2011, 12, 31)), pays.on(date(2012, 1, 1))] == [YES, NO]
    assert [pays.on(date(2012, 12, 31)), pays.on(date(2013, 1, 1))] == [NO, YES]


def test_an_exception_defeats_every_rule_with_its_conclusion() -> None:
    pays = ask(book_of(FORGIVEN, WARS), "Suderland must pay its share")

    assert pays.on(date(2017, 6, 1)) is NO
    assert pays.on(date(2018, 1, 1)) is YES


def test_an_exception_that_may_hold_leaves_the_duty_unknown() -> None:
    pays = ask(book_of(FORGIVEN, WARS), "Suderland must pay its share")

    assert [pays.on(date(2015, 12, 31)), pays.on(date(2016, 6, 1))] == [YES, MAYBE]


def test_an_exception_has_exceptions_of_its_own() -> None:
    book = book_of(
        FORGIVEN + "      unless {state} began the war\n",
        {
            **WARS,
            "began": ("state,since\nnorland,2012-07-01\n", stating("{state} began the war", since="since")),
        },
    )
    pays = ask(book, "Norland must pay its share")

    assert [pays.on(date(2012, 6, 30)), pays.on(date(2012, 7, 1))] == [NO, YES]


def test_an_exception_defeats_rules_and_not_what_a_row_states() -> None:
    book = book_of(
        FORGIVEN,
        {
            **WARS,
            "bills": (
                "state,since\nnorland,2012-06-01\n",
                stating("{state} must pay its share", since="since"),
            ),
        },
    )
    pays = ask(book, "Norland must pay its share")

    assert [pays.on(date(2012, 5, 31)), pays.on(date(2012, 6, 1))] == [NO, YES]


def test_unless_defeats_its_own_rule_alone() -> None:
    book = book_of(
        """
        duty LT 4
          {state} must pay its share
          if {state} is a party
          unless {state} is at war

        duty FT 9
          {state} must pay its share
          if {state} runs a ferry
        """,
        WARS,
    )

    assert ask(book, "Norland must pay its share").on(date(2012, 6, 1)) is NO
    assert ask(book, "Suderland must pay its share").on(date(2017, 6, 1)) is YES


def test_an_unless_of_several_conditions_needs_all_of_them() -> None:
    book = book_of(
        """
        duty LT 4
          {state} must pay its share
          if {state} is a party
          unless {state} is at war
          and {state} is poor
          unless {state} was forgiven its share on {day date}
          and it is on or after {day date}
        """,
        {
            **WARS,
            "poor": ("state,since\nnorland,2012-07-01\n", stating("{state} is poor", since="since")),
            "forgiven": (
                "state,day_date\nnorland,2018-01-01\nnorland,2019-01-01\n",
                stating("{state} was forgiven its share on {day date}"),
            ),
        },
    )
    pays = ask(book, "Norland must pay its share")

    assert [pays.on(date(2012, 6, 30)), pays.on(date(2012, 7, 1)), pays.on(date(2013, 1, 1))] == [
        YES,
        NO,
        YES,
    ]
    assert [pays.on(date(2017, 12, 31)), pays.on(date(2018, 1, 1))] == [YES, NO]


# Presumptions and denials


TOLD = """
    presumption LT 8
      {state} was told of {suspect}
      if {state} is a party
      and {suspect} is wanted

    duty LT 9
      {state} must look for {suspect}
      if {state} was told of {suspect}
"""

WANTED: Tables = {**PARTIES, "wanted": ("suspect\ndoe\n", stating("{suspect} is wanted"))}


def test_a_presumption_holds_until_a_row_denies_it() -> None:
    denial = {
        "missed": (
            "state,suspect,until\nnorland,doe,2014-01-01\n",
            stating("{state} was told of {suspect}", denied=True, until="until"),
        )
    }

    assert _when(book_of(TOLD, WANTED), "Norland must look for Jane Doe") == _from("2010-01-01", "2020-01-01")
    assert _when(book_of(TOLD, {**WANTED, **denial}), "Norland must look for Jane Doe") == _from(
        "2014-01-01", "2020-01-01"
    )


def test_a_row_that_denies_makes_the_unknown_no() -> None:
    tables: Tables = {
        "told": ("state,suspect\n", stating("{state} was told of {suspect}", complete=False)),
        "missed": (
            "state,suspect\nnorland,doe\n",
            stating("{state} was told of {suspect}", denied=True, complete=False),
        ),
    }
    book = book_of("", tables)

    assert _when(book, "Norland was told of Jane Doe") is NEVER
    assert _when(book, "Norland was told of Richard Roe") is UNKNOWN


def test_a_table_of_denials_alone_says_nothing_of_who_is_not_in_it() -> None:
    missed: Tables = {
        "missed": (
            "state,suspect\nnorland,doe\n",
            stating("{state} was told of {suspect}", denied=True, complete=False),
        )
    }

    assert _when(book_of(TOLD, {**WANTED, **missed}), "Norland was told of Richard Roe") is NEVER
    assert _when(book_of(TOLD, {**WANTED, **missed}), "Suderland was told of Jane Doe") == _when(
        book_of("", PARTIES), "Suderland is a party"
    )


# Readings


FISHING = """
```question
question fishing
  asks May a guest fish?
  reading strict, default
    says no
  reading liberal
    says yes
```

```rule
rule LT 6 under fishing: liberal
  {state} may fish
  if {state} has a shore

rule LT 7
  {state} may fish
  if {state} is a party

exception LT 7 under fishing: strict
  {state} may fish
  if {state} is at war
```
"""

SHORES: Tables = {**WARS, "shores": ("state\nostmark\nnorland\n", stating("{state} has a shore"))}


def test_a_rule_under_a_reading_is_part_of_the_law_under_that_reading_alone() -> None:
    book = book_of(FISHING, SHORES)

    assert _when(book, "Ostmark may fish") is NEVER
    assert _when(book, "Ostmark may fish", readings=("fishing=strict",)) is NEVER
    assert _when(book, "Ostmark may fish", readings=("fishing=liberal",)) is ALWAYS


def test_an_exception_under_a_reading_defeats_under_that_reading_alone() -> None:
    book = book_of(FISHING, SHORES)

    assert ask(book, "Norland may fish").on(date(2012, 6, 1)) is NO
    assert book.ask("Norland may fish", readings=("fishing=liberal",)).on(date(2012, 6, 1)) is YES


# What was public


def test_rows_that_became_public_later_are_not_seen() -> None:
    tables: Tables = {
        "warrants": (
            """
            suspect,known
            doe,2020-01-01
            roe,
            """,
            stating("{suspect} is wanted", known="known"),
        )
    }
    book = book_of("", tables)

    assert book.ask("Jane Doe is wanted", known_on=date(2019, 12, 31)).timeline is NEVER
    assert book.ask("Jane Doe is wanted", known_on=date(2020, 1, 1)).timeline is ALWAYS
    assert book.ask("Richard Roe is wanted", known_on=date(1990, 1, 1)).timeline is ALWAYS
    assert book.ask("Jane Doe is wanted").timeline is ALWAYS


def test_a_denial_not_public_yet_denies_nothing() -> None:
    tables: Tables = {
        **WANTED,
        "missed": (
            "state,suspect,known\nnorland,doe,2020-01-01\n",
            stating("{state} was told of {suspect}", denied=True, known="known"),
        ),
    }
    book = book_of(TOLD, tables)

    assert book.ask("Norland must look for Jane Doe", known_on=date(2019, 1, 1)).on(date(2015, 1, 1)) is YES
    assert book.ask("Norland must look for Jane Doe").on(date(2015, 1, 1)) is NO


# Judgment


def test_what_is_left_to_judgment_is_unknown_or_presumed_not() -> None:
    book = book_of(
        """
        judged LT 17 by the Court
          {state} has acted in good faith

        judged LT 17 by the Court, presumed not
          the Court has excused {state}

        duty LT 18
          {state} must answer
          if {state} is a party
          and not the Court has excused {state}

        power LT 19
          {state} may appeal
          if {state} is a party
          and {state} has acted in good faith
        """,
        PARTIES,
    )

    assert ask(book, "Norland must answer").on(date(2015, 1, 1)) is YES
    assert ask(book, "Norland may appeal").on(date(2015, 1, 1)) is MAYBE
    assert ask(book, "Norland must answer", ["the Court has excused Norland"]).on(date(2015, 1, 1)) is NO
    assert ask(book, "Norland may appeal", [], ["Norland has acted in good faith"]).on(date(2015, 1, 1)) is NO


def test_a_table_of_rulings_states_what_is_left_to_judgment() -> None:
    book = book_of(
        """
        judged LT 17 by the Court
          the Court has excused {state}
        """,
        {
            "rulings": (
                "state,since\nnorland,2011-01-01\n",
                stating("the Court has excused {state}", since="since"),
            )
        },
    )

    assert ask(book, "the Court has excused Norland").on(date(2011, 1, 1)) is YES
    assert ask(book, "the Court has excused Norland").on(date(2010, 1, 1)) is MAYBE
    assert ask(book, "the Court has excused Suderland").on(date(2011, 1, 1)) is MAYBE
