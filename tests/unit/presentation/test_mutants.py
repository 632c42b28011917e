"""What became of mutants, as text and as JSON."""

import json

from obligcheck.answers.mutate import Accepted, Outcome, Tried
from obligcheck.language.mutation import mutants_of
from obligcheck.presentation.mutants import draw_outcome, outcome_json
from tests.unit.books import Tables, book_of, stating

RULES = """
rule LT 1
  {state} may vote
  if {state} joined on {joining date}
  and it is after {joining date}

rule LT 2
  {state} may speak
  if {state} joined on 2000-01-01
"""

TABLES: Tables = {
    "parties": ("state,joining_date\nnorland,2000-01-01\n", stating("{state} joined on {joining date}")),
}

STALE = Accepted("rules/book.md", "rule LT 7: {state} may sing", "without this rule", "because")


def _outcome() -> Outcome:
    """Return an outcome of two rules: all noticed of the first but one, of the second accepted or not."""
    first, second = book_of(RULES, TABLES).rules.rules
    voting = [Tried(m, "rules/book.md:20", is_rule=m.is_rule) for m in mutants_of(first)]
    voting[-1] = voting[-1]._replace(noticed_by="")
    speaking = [Tried(m, is_rule=m.is_rule, reason="nobody speaks") for m in mutants_of(second)]
    speaking[0] = speaking[0]._replace(reason="")
    return Outcome((*voting, *speaking), (STALE,))


def test_the_text_counts_and_lists_what_was_not_noticed() -> None:
    assert draw_outcome(_outcome()) == (
        "7 mutants of 2 rules: 3 noticed (42.9%), 2 accepted, 2 not noticed\n"
        "2 more are no rules, for a blank in them is left without a value\n"
        "\n"
        "noticed, of all, where the slip is\n"
        "  1  2  a rule or exception left out\n"
        "  1  1  a condition left out\n"
        "  1  1  before and after, later and earlier exchanged\n"
        "  0  1  a comparison moved by its own day\n"
        "  0  2  a date, a period or a number moved by one\n"
        "\n"
        "no example and no case notices these\n"
        "  rules/book.md:2  rule LT 1: {state} may vote\n"
        "    `it is on or after {joining date}` instead of `it is after {joining date}`\n"
        "  rules/book.md:7  rule LT 2: {state} may speak\n"
        "    without this rule\n"
        "\n"
        "accepted without need: noticed, or no such mutant\n"
        "  rules/book.md  rule LT 7: {state} may sing\n"
        "    without this rule\n"
        "\n"
        "accepted, and why\n"
        "  rules/book.md:7  rule LT 2: {state} may speak\n"
        "    `{state} joined on 2000-01-02` instead of `{state} joined on 2000-01-01`\n"
        "      nobody speaks\n"
        "    `{state} joined on 1999-12-31` instead of `{state} joined on 2000-01-01`\n"
        "      nobody speaks\n"
    )


def test_where_all_is_noticed_nothing_is_listed() -> None:
    rule = book_of(RULES, TABLES).rules.rules[0]
    noticed = Outcome(tuple(Tried(m, "somewhere") for m in mutants_of(rule) if m.is_rule), ())

    assert draw_outcome(noticed).startswith(
        "4 mutants of 1 rule: 4 noticed (100.0%), 0 accepted, 0 not noticed\n"
    )
    assert "these" not in draw_outcome(noticed)
    assert "accepted," not in draw_outcome(noticed).partition("\n")[2]


def test_the_json_has_the_same_for_programs() -> None:
    found = json.loads(outcome_json(_outcome()))

    assert {k: v for k, v in found.items() if not isinstance(v, list)} == {
        "schema_version": 1,
        "mutants": 7,
        "no_rules": 2,
        "noticed": 3,
        "share": 0.4286,
    }
    assert found["not_noticed"][1] == {
        "file": "rules/book.md",
        "line": 7,
        "rule": "rule LT 2: {state} may speak",
        "slip": "a rule or exception left out",
        "change": "without this rule",
    }
    assert [one["reason"] for one in found["accepted"]] == ["nobody speaks", "nobody speaks"]
    assert found["stale"] == [STALE._asdict()]


def test_no_mutants_are_all_noticed() -> None:
    assert draw_outcome(Outcome((), ())).startswith("0 mutants of 0 rules: 0 noticed (100.0%)")
