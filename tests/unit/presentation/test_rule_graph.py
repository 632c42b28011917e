"""The rules as a graph, in Mermaid and in DOT."""

import pytest

from obligcheck.answers import Book
from obligcheck.language.links import links_of
from obligcheck.presentation.rule_graph import draw_dot, draw_mermaid
from tests.unit.books import book_of, stating

MARKDOWN = """
# Lake "Treaty" & more

```question
question urgency
  asks Is a storm an urgency?
  reading strict, default
    says no
  reading wide
    says yes
```

```rule
exception LT 9
  {state} must pay
  if {state} is ruined

duty LT 4
  {state} must pay
  if {state} is a party
  and not {state} has left
  unless {state} is exempt

duty LT 4(2) under urgency: wide
  {state} must pay
  if {state} is a party

rule LT 5
  {state} has left
  if {state} has said #goodbye

judged LT 6 by the Court
  {state} is exempt

circumstance LT 7, presumed not
  {state} is ruined

circumstance LT 8, presumed not
  {state} has said #goodbye
```
"""


@pytest.fixture(scope="module")
def book() -> Book:
    parties = ("state,since\nnorland,2020-01-01", stating("{state} is a party", since="since"))
    return book_of(MARKDOWN, {"parties": parties})


def test_mermaid_draws_parts_shapes_and_lines(book: Book) -> None:
    assert draw_mermaid(links_of(book.rules, book.record)).splitlines()[2:] == [
        '  subgraph p1["Lake #quot;Treaty#quot; #amp; more"]',
        '    n1["{state} must pay"]',
        '    n2(["{state} is ruined"])',
        '    n4["{state} has left"]',
        '    n5{{"{state} is exempt"}}',
        '    n6(["{state} has said #35;goodbye"])',
        "  end",
        '  n3[("{state} is a party")]',
        '  n1 -.->|"LT 9"| n2',
        '  n1 -->|"LT 4, LT 4(2) (urgency: wide)"| n3',
        '  n1 -->|"not: LT 4"| n4',
        '  n1 -.->|"LT 4"| n5',
        '  n4 -->|"LT 5"| n6',
    ]


def test_dot_draws_the_same(book: Book) -> None:
    lines = draw_dot(links_of(book.rules, book.record)).splitlines()
    assert lines[0] == "digraph rules {"
    assert lines[-1] == "}"
    assert r'  subgraph cluster_p1 { label="Lake \"Treaty\" & more"' in lines
    assert '    n5 [label="{state} is exempt" shape=hexagon]' in lines
    assert '  n3 [label="{state} is a party" shape=cylinder]' in lines
    assert '  n1 -> n5 [label="LT 4" style=dashed]' in lines
    assert '  n1 -> n4 [label="not: LT 4"]' in lines


def test_an_excerpt_keeps_the_numbers(book: Book) -> None:
    left = book.rules.vocabulary.find("{state} has left")
    assert left
    excerpt = links_of(book.rules, book.record).resting(left)
    assert [point.number for point in excerpt.points] == [4, 6]
    assert [(link.start, link.end) for link in excerpt.links] == [(4, 6)]


@pytest.mark.parametrize(("depth", "numbers"), [(1, [1, 2, 3, 4, 5]), (2, [1, 2, 3, 4, 5, 6])])
def test_an_excerpt_goes_as_deep_as_asked(book: Book, depth: int, numbers: list[int]) -> None:
    pay = book.rules.vocabulary.find("{state} must pay")
    assert pay
    excerpt = links_of(book.rules, book.record).resting(pay, depth)
    assert [point.number for point in excerpt.points] == numbers


def test_a_file_without_rules_draws_nothing(book: Book) -> None:
    assert links_of(book.rules, book.record, "rules/other.md") == ((), ())
