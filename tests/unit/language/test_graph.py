"""How sentences depend on one another: reach, circles, depth, and what nobody asks for."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.language.graph import MOST_DEPTH, edges_of, reach_of
from obligcheck.presentation.problems import draw_problems
from obligcheck.temporal import Truth
from tests.effort import effort_of
from tests.unit.books import ask, book_of, problems_of

GIVEN = "circumstance\n  stage 0 is reached\n"


def rule(number: int, *needed: int) -> str:
    conditions = [f"  {'and' if i else 'if'} stage {n} is reached" for i, n in enumerate(needed)]
    return "\n".join([f"rule LT {number}", f"  stage {number} is reached", *conditions, ""])


def rules(edges: dict[int, tuple[int, ...]]) -> str:
    return "\n".join([*(rule(number, *needed) for number, needed in edges.items()), GIVEN])


def reached(edges: dict[int, tuple[int, ...]]) -> dict[int, set[int]]:
    """Return the reach of each stage, by numbers."""
    found = book_of(rules(edges)).rules.reach
    return {int(key.split()[1]): {int(k.split()[1]) for k in keys} for key, keys in found.items()}


# Reach


def test_the_reach_of_a_conclusion_is_all_it_can_depend_on_itself_included() -> None:
    assert reached({1: (0,), 2: (1,), 3: (2, 0), 4: ()}) == {1: {0, 1}, 2: {0, 1, 2}, 3: {0, 1, 2, 3}, 4: {4}}


def test_the_reach_goes_through_exceptions_and_counted_sentences() -> None:
    book = book_of(
        """
        circumstance
          {state} is poor

        circumstance
          {state} is late

        rule LT 1
          the lake is calm
          if at least 2 {state}: not {state} is poor
          unless "norland" is late

        exception LT 2
          the lake is calm
          if {first date} is the first day on which "ostmark" is late
        """
    )

    assert book.rules.reach["the lake is calm"] == {"the lake is calm", "{} is poor", "{} is late"}


def test_questions_bear_on_what_can_depend_on_their_rules() -> None:
    book = book_of(
        """
        ```question
        question one
          asks One?
          reading yes, default
        ```

        ```question
        question two
          asks Two?
          reading yes, default
        ```

        ```rule
        circumstance
          stage 0 is reached

        rule LT 1 under two: yes
          stage 1 is reached
          if stage 0 is reached

        rule LT 2 under one: yes
          stage 2 is reached
          if stage 1 is reached

        rule LT 3
          stage 3 is reached
          if stage 0 is reached
        ```
        """
    )

    assert book.rules.questions_of == {
        "stage 1 is reached": ("two",),
        "stage 2 is reached": ("two", "one"),
        "stage 3 is reached": (),
    }


@given(st.dictionaries(st.integers(1, 8), st.lists(st.integers(0, 7), max_size=3, unique=True), max_size=8))
def test_the_reach_is_what_walking_finds(drawn: dict[int, list[int]]) -> None:
    edges = {number: tuple(n for n in needed if n < number) for number, needed in drawn.items()}
    # A stage that is needed is concluded, or given.
    for needed in list(edges.values()):
        for number in needed:
            edges.setdefault(number, ()) if number else None
    if not edges:
        return

    def walk(number: int) -> set[int]:
        return {number}.union(*(walk(n) for n in edges.get(number, ())))

    assert reached(edges) == {number: walk(number) for number in edges}


def test_two_thousand_rules_in_layers_are_checked_at_once() -> None:
    layers = {
        10 * layer + number + 1: tuple(range(10 * (layer - 1) + 1, 10 * layer + 1)) if layer else (0,)
        for layer in range(90)
        for number in range(10)
    }
    wide = {1_000 + number: (899, 0) for number in range(1_100)}
    text = rules({**layers, **wide})

    problems, effort = effort_of(lambda: problems_of(text))
    assert problems == ()
    # To read and check a rule takes 1,470 calls; one for each other rule would be 2,000 more.
    assert effort < 3_000 * 2_000

    checked = book_of(rules(layers)).rules.rules
    reach, effort = effort_of(lambda: reach_of(checked))
    assert len(reach["stage 900 is reached"]) == 892
    # Each of the 9,000 conditions takes some 6 calls, although countless ways lead down through the layers.
    assert effort < 15 * 9_000


# Depth


def test_a_chain_as_long_as_the_limit_is_answered() -> None:
    book = book_of(rules({number: (number - 1,) for number in range(1, MOST_DEPTH + 1)}))
    asked = ask(book, f"stage {MOST_DEPTH} is reached", ["stage 0 is reached"])

    assert asked.on(date(2020, 1, 1)) is Truth.YES
    assert asked.tree(date(2020, 1, 1)).truth is Truth.YES


@pytest.mark.parametrize("length", [MOST_DEPTH + 1, 2_000])
def test_a_longer_chain_is_refused(length: int) -> None:
    order = list(range(1, length + 1))
    random.Random(length).shuffle(order)  # noqa: S311 (any order will do)

    (problem,) = problems_of(rules({number: (number - 1,) for number in order}))

    assert problem.code == "too-deep"
    assert problem.message == f"this conclusion rests on a chain of more than {MOST_DEPTH} rules"
    assert problem.place is not None
    assert problem.place.text.strip() == f"stage {MOST_DEPTH + 1} is reached"


# Circles


@pytest.mark.parametrize("length", [1, 2, 3, 50, 2_000])
def test_a_circle_of_any_length_is_told_once(length: int) -> None:
    edges: dict[int, tuple[int, ...]] = {number + 1: (number or length,) for number in range(length)}

    (problem,) = problems_of(rules(edges) + "\n" + rule(5_000, 1))

    assert problem.code == "cycle"
    assert (problem.other is None) == (length == 1)
    assert f"in a circle of {length:,}" in problem.message or length <= 2


def test_each_circle_is_told_and_the_shortest_way_round_it() -> None:
    edges = {1: (2,), 2: (3, 1), 3: (1,), 4: (4, 1), 5: (0,)}

    assert [(p.message, p.place and p.place.text.strip()) for p in problems_of(rules(edges))] == [
        ("these rules need each other's conclusions", "if stage 2 is reached"),
        ("this rule needs its own conclusion", "if stage 4 is reached"),
    ]


def test_an_exception_that_needs_what_it_defeats_is_a_circle() -> None:
    drawn = draw_problems(
        problems_of(
            """
            circumstance
              {state} is poor

            rule LT 1
              {state} must pay
              if {state} is poor

            exception LT 2
              {state} must pay
              if {state} is poor
              and not {state} must pay
            """
        )
    )

    assert "error[cycle]: this rule needs its own conclusion" in drawn
    assert "and not {state} must pay" in drawn


@given(st.dictionaries(st.integers(1, 7), st.lists(st.integers(1, 7), max_size=3, unique=True), max_size=7))
def test_circles_are_told_where_there_are_any(edges: dict[int, list[int]]) -> None:
    needed = {number for each in edges.values() for number in each} - set(edges)
    text = rules({**{n: tuple(each) for n, each in edges.items()}, **dict.fromkeys(needed, (0,))})

    def returns(start: int) -> bool:
        seen, waiting = set[int](), list(edges.get(start, ()))
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting += edges.get(number, ())
        return start in seen

    assert {p.code for p in problems_of(text)} == ({"cycle"} if any(map(returns, edges)) else set())


# Unreached

SCENARIO = """
```scenario
scenario toll {state} {date}
  verdict {state} must pay
  yes MUST PAY
  no NEED NOT PAY
  unknown CANNOT TELL
  say yes It must.
  say no It need not.
  say unknown Who knows.
  also {state} should smile
```
"""


def test_what_a_scenario_asks_for_even_through_others_is_reached() -> None:
    rules_text = """
```rule
circumstance
  {state} is poor

rule LT 1
  {state} must pay
  if {state} is poor
  and at least 1 {other state}: {other state} waits for {state}
  and not {state} sleeps

rule LT 2
  {other state} waits for {state}
  if {state} is poor
  and {other state} is poor

rule LT 3
  {state} sleeps
  if {state} is poor

guidance LT 4
  {state} should smile
  if {state} is poor
```
"""
    assert problems_of(rules_text + SCENARIO) == ()
    assert [
        p.code for p in problems_of(rules_text + SCENARIO.replace("  also {state} should smile\n", ""))
    ] == ["unused-conclusion"]


def test_what_a_table_recomputes_is_asked_for() -> None:
    text = """
```rule
rule LT 1
  {state} must pay
  if {state} joined on {deposit date}

rule LT 1
  {state} should smile
  if {state} joined on {deposit date}

rule LT 2
  the treaty binds {state} from {entry date}
  if {state} joined on {deposit date}
  and {entry date} is {deposit date} plus 1 month
```
"""
    keys = {"states": [{"sentence": "{state} joined on {deposit date}"}]}
    recompute = [
        {
            "column": "entry_date",
            "sentence": "the treaty binds {state} from {entry date}",
            "blank": "entry date",
        }
    ]
    table = "state,deposit_date,entry_date\nnorland,2020-01-01,2020-02-01\n"

    assert [p.code for p in problems_of(text + SCENARIO, {"parties": (table, keys)})] == ["unused-conclusion"]
    assert problems_of(text + SCENARIO, {"parties": (table, {**keys, "recompute": recompute})}) == ()

    otherwise = text.replace("{entry date}", "{first date}")
    (problem,) = problems_of(otherwise + SCENARIO, {"parties": (table, {**keys, "recompute": recompute})})
    assert str(problem) == (
        "data/parties.csv:1:1: error[other-blanks]: `parties` recomputes "
        "`the treaty binds {state} from {entry date}`, and the rules call the blanks otherwise"
    )


def test_edges_know_where_each_condition_stands() -> None:
    book = book_of(rules({1: (0,), 2: (1, 0)}))

    edges = edges_of(book.rules.rules)

    assert edges["stage 2 is reached"]["stage 0 is reached"].text.strip() == "and stage 0 is reached"
