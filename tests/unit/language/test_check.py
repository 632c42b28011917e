"""What a checked book holds: rules, questions, declarations, scenarios and examples as values."""

import pickle

from obligcheck.language import Holder, Rule, RuleBook
from obligcheck.sentences import Blank, Entity
from obligcheck.temporal import parse_edtf
from tests.unit.books import Tables, book_of, problems_of, stating
from tests.unit.language.record import TABLES

NORLAND = Entity("state", "norland", "Norland")


def only_rule(text: str, tables: Tables = TABLES) -> Rule:
    (rule,) = book_of(text, tables).rules.rules
    return rule


def test_blanks_are_numbered_as_they_come_and_shared_throughout_a_rule() -> None:
    rule = only_rule(
        """
        duty LT 7(1), LT 8
          {state} must greet {other state}
          if {other  state} has a quarrel with {state}
          unless {suspect} stays in {state}
        """
    )

    assert rule.blanks == (Blank("state"), Blank("other state"), Blank("suspect"))
    assert [condition.terms for condition in rule.asked()] == [(1, 0), (2, 0)]
    assert rule.conclusion.terms == (0, 1)
    assert (rule.kind, rule.cites) == ("duty", ("LT 7(1)", "LT 8"))
    assert (rule.question, rule.reading) == ("", "")


def test_constants_are_things_by_id_or_name_dates_and_texts() -> None:
    rule = only_rule(
        """
        duty LT 7(1)
          {state} must moor its "raft"
          if {state} ratified "Ferry Treaty" on "2005"
          and "norland" has a quarrel with {state}
          and "Northern Land" is not {state}
          and it is after 2001-02-03
          and 2001-02-03 is "2001-02-03"
        """,
        {**TABLES, "moors": ("state,boat\nnorland,raft\n", stating("{state} must moor its {boat}"))},
    )

    assert rule.conclusion.terms == (0, "raft")
    assert [condition.terms for condition in rule.conditions] == [
        (0, Entity("treaty", "ferry", "Ferry Treaty"), parse_edtf("2005")),
        (NORLAND, 0),
        (NORLAND, 0),
        (parse_edtf("2001-02-03"),),
        ("2001-02-03", "2001-02-03"),
    ]


def test_what_is_inside_a_condition_is_resolved_with_it() -> None:
    rule = only_rule(
        """
        rule LT 1
          the lake is open from {entry date}
          if {entry date} is the first day on which at least 2 {state}: {state} is a party to "lake"
          and not at least 1/2 of {state} for which {state} is a party to "lake": not {state} is calm
          and {late date} is {entry date} minus 3 months rounding up

        circumstance
          {state} is calm
        """
    )
    first, share, late = rule.conditions

    assert [(c.operator, c.terms, c.negated) for c in rule.conditions] == [
        ("first-day", (0,), False),
        ("share", (1,), True),
        ("sum", (2, 0), False),
    ]
    assert [(c.operator, c.unit, c.amount) for c in first.inner] == [("count", "state", (2, 1))]
    assert [(c.operator, c.negated) for c in share.inner] == [("stated", False), ("stated", True)]
    assert (late.amount, late.unit) == ((-3, 1), "months")
    assert str(first.sentence) == (
        "{entry date} is the first day on which at least 2 states: the state is a party to lake"
    )


def test_every_condition_stands_where_it_is_written() -> None:
    rule = only_rule(
        """
        duty LT 7(1)
          {state} must pay
          if {state} is a party to "lake"
          and\tnot  {state} has a quarrel with "ostmark"
        """
    )

    places = [(c.place.line, c.place.text[c.place.column - 1 :][: c.place.width]) for c in rule.conditions]
    assert places == [
        (4, '{state} is a party to "lake"'),
        (5, '{state} has a quarrel with "ostmark"'),
    ]
    assert rule.place.at == "rules/book.md:2"


def test_a_rule_may_conclude_a_sentence_with_a_constant_where_another_has_a_blank() -> None:
    book = book_of(
        """
        rule LT 1
          "norland" owes "Lake Treaty" 2020-01-01

        rule LT 1
          {state} owes {treaty} {due date}
          if {state} ratified {treaty} on {due date}
        """,
        TABLES,
    )

    lake = Entity("treaty", "lake", "Lake Treaty")
    assert book.rules.rules[0].conclusion.terms == (NORLAND, lake, parse_edtf("2020-01-01"))
    assert len({rule.conclusion.sentence for rule in book.rules.rules}) == 1


def test_a_sentence_is_one_in_tables_rules_declarations_and_scenarios() -> None:
    book = book_of(
        """
        ```rule
        circumstance LT 3, presumed not
          {state} is poor

        judged LT 4 by the Lake Commission
          {home state} is late

        duty LT 5
          {state} must pay
          if {state} is poor
          and {state} is late
          and {state} is a party to "lake"
        ```

        ```scenario
        scenario pay {state} {date} [{suspect}]
          suppose {suspect} rows for {state}
          verdict {state} must pay
          yes YES
          no NO
          unknown UNKNOWN
          say yes Yes.
          say no No.
          say unknown Unknown.
          conduct {suspect} stays in {state}
          caveat {other state} has a quarrel with {state}
        ```

        ```example
        pay "Northern Land" 2020 for doe: no
        ask "Norland is late" 2020-01-01: unknown
        ```
        """,
        TABLES,
    ).rules
    sentences = {sentence.key: sentence for sentence in book.vocabulary}
    poor, late = book.declarations["{} is poor"], book.declarations["{} is late"]
    pay = book.scenarios["pay"]

    assert (poor.cites, poor.by, poor.presumed_not) == (("LT 3",), "", True)
    assert (late.cites, late.by, late.presumed_not) == (("LT 4",), "the Lake Commission", False)
    assert poor.sentence is sentences["{} is poor"] is book.rules[0].conditions[0].sentence
    assert (pay.inputs, pay.optional) == ((Blank("state"), Blank("date")), (Blank("suspect"),))
    assert [c.sentence for c in pay.suppose] == [sentences["{} rows for {}"]]
    assert [(layer, c.terms) for layer, c in pay.further] == [("conduct", (2, 0)), ("caveat", (3, 0))]
    assert pay.labels == {"yes": "YES", "no": "NO", "unknown": "UNKNOWN"}
    assert pay.says["unknown"] == "Unknown."
    assert [(e.scenario, e.inputs, e.day, e.expected) for e in book.examples] == [
        ("pay", ("Northern Land", "doe"), "2020", "no"),
        ("ask", ("Norland is late",), "2020-01-01", "unknown"),
    ]
    assert book.instruments == {
        "LT": "Lake Treaty, Norport, 1 May 1990",
        "FT": "Ferry Treaty, Sudhaven, 3 June 1995",
    }


QUESTION = """
```question
question bridges
  asks Are bridges part of the lake?
  reading wide, default
    says They are.
    held by Lake Commission, since 2011-02
    held by Norland
  reading narrow
    says They are not.
```

```rule
rule LT 1 under bridges: narrow
  {state} must pay
  if {state} is a party to "lake"
```
"""


def test_a_question_has_readings_with_their_holders() -> None:
    book = book_of(QUESTION, TABLES).rules
    bridges = book.questions["bridges"]

    assert (bridges.asks, bridges.default) == ("Are bridges part of the lake?", "wide")
    wide = bridges.reading("wide")
    assert wide is not None
    assert wide.says == "They are."
    assert wide.holders == (Holder("Lake Commission", parse_edtf("2011-02")), Holder("Norland"))
    assert list(map(str, wide.holders)) == ["Lake Commission, since 2011-02", "Norland"]
    assert bridges.reading("broad") is None
    assert (book.rules[0].question, book.rules[0].reading) == ("bridges", "narrow")


def test_rules_are_found_by_their_conclusion() -> None:
    book = book_of(QUESTION, TABLES).rules
    (rule,) = book.rules

    assert book.concluding(rule.conclusion.sentence) == (rule,)
    assert book.concluding(rule.conditions[0].sentence) == ()


def test_a_book_is_kept_whole() -> None:
    book = book_of(QUESTION + '```example\nask "Norland must pay" 2020: no\n```\n', TABLES).rules

    again = pickle.loads(pickle.dumps(book))  # noqa: S301 (written here)

    assert isinstance(again, RuleBook)
    assert again.examples == book.examples
    assert again.questions == book.questions
    assert [rule.text for rule in again.rules] == [rule.text for rule in book.rules]
    assert again.concluding(again.rules[0].conclusion.sentence) == again.rules


def test_a_table_may_not_state_what_is_built_in() -> None:
    tables = {"odd": ("state,home_state\nnorland,ostmark\n", stating("{state} is {home state}"))}

    assert [str(problem) for problem in problems_of("", tables)] == [
        "error[reserved-sentence]: a table states `{state} is {home state}`, which is built in"
    ]


def test_problems_are_told_in_the_order_of_the_lines() -> None:
    problems = problems_of(
        """
        ```example
        toll: yes
        ```

        ```rule
        rule
          {state} must pay
          if {state} is nice
        ```

        ```question
        question q
        ```
        """
    )

    lines = [problem.place.line for problem in problems if problem.place]
    assert lines == sorted(lines)
    assert len(lines) == len(problems) > 3


def test_beyond_some_number_of_mistakes_nothing_is_suggested() -> None:
    wrong = "".join(
        f'rule LT {n}\n  {{state}} is good {n}\n  if {{state}} is "norlund{n}"\n\n' for n in range(9_000)
    )

    problems = problems_of(wrong)

    assert problems[0].fix == "did you mean Norland (`norland`)?"
    assert problems[-1].fix == ""
    assert len(problems) == 9_000
