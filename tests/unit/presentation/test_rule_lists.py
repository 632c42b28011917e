"""The rules as lists and texts."""

import pytest

from obligcheck.answers import Book
from obligcheck.answers.examples import run_examples
from obligcheck.presentation import rule_lists
from tests.unit.books import book_of, stating

MARKDOWN = """
# Lake Treaty

## Article 4: shares

```question
question urgency
  asks Is a storm an urgency?
  reading strict, default
    says no
    held by Norland since 2020-01-01
  reading wide
    says yes
```

```rule
duty LT 4
  {state} must pay
  if {state} is a party

duty LT 4(2) under urgency: wide
  {state} must pay
  if {state} has seen a storm

circumstance LT 4(2), presumed not
  {state} has seen a storm
```

```scenario
scenario due {state} {date}
  verdict {state} must pay
  yes MUST PAY
  no NEED NOT PAY
  unknown CANNOT TELL
  say yes {state} must pay.
  say no {state} need not pay.
  say unknown Whether {state} must pay is not known.
```

```example
due norland 2020-01-01: yes
due norland 2019-01-01: yes
```
"""


@pytest.fixture(scope="module")
def book() -> Book:
    parties = ("state,since\nnorland,2020-01-01", stating("{state} is a party", since="since"))
    return book_of(MARKDOWN, {"parties": parties})


def test_a_book_lists_scenarios_questions_and_rules(book: Book) -> None:
    assert rule_lists.draw_book(book.rules).splitlines() == [
        "Scenarios",
        "  due STATE DATE  rules/book.md:29",
        "",
        "Question urgency",
        "  Is a storm an urgency?",
        "    strict (default): no",
        "      held by Norland, since 2020-01-01",
        "    wide: yes",
        "",
        "rules/book.md",
        "  16  duty  LT 4     {state} must pay",
        "  20  duty  LT 4(2)  {state} must pay  [urgency: wide]",
    ]


def test_a_rule_is_shown_as_it_is_written_under_its_headings(book: Book) -> None:
    assert rule_lists.draw_rules(book.rules.rules[:1]) == (
        "rules/book.md:16\n"
        "Lake Treaty › Article 4: shares\n\n"  # noqa: RUF001 - how headings are parted
        "duty LT 4\n  {state} must pay\n  if {state} is a party\n"
    )


def test_a_report_says_what_no_example_tests(book: Book) -> None:
    text = rule_lists.draw_report(run_examples(book))
    assert text.splitlines() == [
        "1 of 2 examples pass",
        "1 of 2 rules hold in one example and fail in another (50%)",
        "0 of 1 readings decide in one example and are idle in another",
        "",
        "no example makes these hold",
        "  rules/book.md:20  LT 4(2)  {state} must pay",
        "",
        "no example makes these fail",
        "  rules/book.md:20  LT 4(2)  {state} must pay",
        "",
        "in no example do these decide",
        "  urgency  wide",
        "",
        "in every example these decide",
        "  urgency  wide",
    ]


def test_a_book_without_problems_is_counted(book: Book) -> None:
    assert rule_lists.draw_checked(book.rules) == (
        "2 rules in 1 file, 1 question, 1 scenario, 2 examples: no problem\n"
    )
