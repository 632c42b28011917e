"""The tree: what decided, what was tried, what is missing, on one day."""

from collections.abc import Iterator
from datetime import date

from obligcheck.answers import Node
from obligcheck.temporal import Truth
from tests.unit.answers.lake import lake, sail
from tests.unit.books import Tables, ask, book_of, stating

NO, MAYBE, YES = Truth


def _told(nodes: tuple[Node, ...]) -> list[tuple[str, Truth, str]]:
    return [(node.sentence, node.truth, node.kind) for node in nodes]


def _find(tree: Node, sentence: str) -> Node:
    return next(node for node in tree.walk() if node.sentence == sentence)


# Yes


def test_a_yes_shows_the_rule_that_holds_and_its_conditions() -> None:
    tree = sail("doe", "norland", "2016-06-01").tree

    assert (tree.sentence, tree.truth, tree.kind) == ("Norland must turn back Jane Doe", YES, "duty")
    assert tree.cites == ("LT 4(2)", "FT 10")
    assert tree.at is not None
    assert tree.at.startswith("rules/book.md:")
    assert _told(tree.conditions) == [
        ("Jane Doe is banned by the ban on Jane Doe", YES, "rule"),
        ("Norland is a member", YES, "rule"),
        ("Norland has been told of Jane Doe", YES, "presumption"),
        ("Jane Doe is on the waters of Norland", YES, "supposed"),
    ]


def test_an_exception_within_the_rule_that_was_tried_is_shown() -> None:
    (void,) = sail("doe", "norland", "2016-06-01").tree.unless

    assert (void.sentence, void.truth, void.kind) == ("the ban of Jane Doe is void", NO, "judged")
    assert void.note == "the Court of the Lake"


def test_a_fact_names_its_row_and_source() -> None:
    issued = _find(
        sail("doe", "norland", "2016-06-01").tree,
        "the ban on Jane Doe was issued against Jane Doe on 2015-01-01",
    )

    assert (issued.kind, issued.at) == ("fact", "data/bans.csv:2")
    assert issued.source is not None
    assert (issued.source.source, issued.source.confidence) == ("https://lake.example/doe", "high")


def test_two_rows_that_state_the_same_are_both_shown() -> None:
    book = book_of(
        "",
        {
            "a": ("state,source\nnorland,one\n", stating("{state} is a party")),
            "b": ("state,source\nnorland,two\n", stating("{state} is a party")),
        },
    )
    tree = ask(book, "Norland is a party").tree("2020-01-01")

    assert tree.kind == "fact"
    assert [node.source.source for node in tree.conditions if node.source] == ["one", "two"]
    assert tree.at == "data/a.csv:2"


def test_of_two_rules_that_hold_both_ways_are_shown() -> None:
    tree = sail("doe", "norland", "2016-06-01", assume=["Norland has promised to turn back Jane Doe"]).tree

    assert [(way.kind, way.cites, way.truth) for way in tree.conditions] == [
        ("alternative", ("LT 4(2)", "FT 10"), YES),
        ("alternative", ("LT 4(10)",), YES),
    ]
    assert {way.sentence for way in tree.conditions} == {tree.sentence}
    assert tree.cites == ("LT 4(2)", "FT 10", "LT 4(10)")


def test_a_second_case_under_one_rule_is_no_second_way() -> None:
    bans: Tables = {
        "bans": (
            "suspect,day_date\ndoe,2010-01-01\ndoe,2012-01-01\n",
            stating("{suspect} was banned on {day date}"),
        )
    }
    rules = """
        rule LT 1
          {suspect} is banned
          if {suspect} was banned on {day date}
          and it is on or after {day date}
    """
    tree = ask(book_of(rules, bans), "Jane Doe is banned").tree("2020-01-01")

    assert tree.kind == "rule"
    assert tree.conditions[0].sentence == "Jane Doe was banned on 2010-01-01"


# No


def test_a_no_shows_every_way_with_the_condition_that_fails() -> None:
    tree = sail("doe", "ostmark", "2016-06-01").tree

    assert (tree.truth, tree.kind, tree.cites) == (NO, "duty", ())
    first, second = tree.conditions
    assert (first.kind, first.cites, first.truth) == ("alternative", ("LT 4(2)", "FT 10"), NO)
    assert _told(first.conditions)[-1] == ("Ostmark is a member", NO, "rule")
    assert _told(second.conditions) == [("Ostmark has promised to turn back Jane Doe", NO, "no record")]


def test_conditions_that_hold_are_not_taken_apart_where_another_fails() -> None:
    first = sail("doe", "ostmark", "2016-06-01").tree.conditions[0]

    assert [(node.truth, bool(node.conditions)) for node in first.conditions] == [(YES, False), (NO, True)]


def test_an_exception_that_defeats_comes_first_under_the_rule_that_holds() -> None:
    tree = sail(
        "doe",
        "norland",
        "2016-06-01",
        assume=["Jane Doe is a guest of Norland"],
        readings=["guests=liberal"],
    ).tree

    assert tree.truth is NO
    assert all(node.truth is YES for node in tree.conditions)
    assert (tree.unless[0].kind, tree.unless[0].cites, tree.unless[0].truth) == ("exception", ("LT 5",), YES)
    assert tree.unless[0].note == "guests: liberal"
    assert tree.unless[0].sentence == tree.sentence


def test_an_exception_that_was_tried_in_vain_is_shown() -> None:
    tree = sail(
        "doe", "norland", "2016-06-01", deny=["Jane Doe is a guest of Norland"], readings=["guests=liberal"]
    ).tree

    assert tree.truth is YES
    exception = tree.unless[-1]
    assert (exception.kind, exception.truth) == ("exception", NO)
    assert _told(exception.conditions) == [("Jane Doe is a guest of Norland", NO, "assumed")]


def test_an_unless_that_defeats_is_shown_with_what_it_took() -> None:
    member = ask(lake(), "Suderland is a member").tree("2020-01-01")

    assert member.truth is NO
    assert [(node.sentence, node.truth) for node in member.unless] == [
        ("Suderland left on 2019-01-01", YES),
        ("it is on or after 2019-01-01", YES),
    ]


def test_a_row_that_denies_is_the_reason() -> None:
    told = _find(sail("doe", "suderland", "2016-06-01").tree, "Suderland has been told of Jane Doe")

    assert (told.truth, told.kind, told.at) == (NO, "denied", "data/untold.csv:2")


def test_a_row_of_other_days_is_the_reason_today() -> None:
    book = book_of(
        "",
        {
            "w": (
                "state,since,until\nnorland,2000-01-01,2001-01-01\n",
                stating("{state} is at war", since="since", until="until"),
            )
        },
    )
    tree = ask(book, "Norland is at war").tree("2020-01-01")

    assert (tree.truth, tree.kind, tree.at) == (NO, "fact", "data/w.csv:2")
    assert (tree.since, tree.until) == (date(2001, 1, 1), None)


def test_a_denial_by_the_user_is_the_reason() -> None:
    tree = sail("doe", "norland", "2016-06-01", deny=["Norland is a member"]).tree

    assert (_find(tree, "Norland is a member").truth, _find(tree, "Norland is a member").kind) == (
        NO,
        "assumed",
    )


def test_a_denied_presumption_is_the_reason_of_the_user() -> None:
    tree = sail("doe", "norland", "2016-06-01", deny=["Norland has been told of Jane Doe"]).tree

    told = _find(tree, "Norland has been told of Jane Doe")
    assert (told.truth, told.kind, told.conditions) == (NO, "assumed", ())


def test_silence_of_a_complete_table_is_no_record_and_of_another_not_known() -> None:
    seen = ask(lake(), "Jane Doe was seen in Ostmark on 2020-01-01").tree("2020-01-01")
    joined = ask(lake(), "Ostmark joined on 2020-01-01").tree("2020-01-01")

    assert (seen.truth, seen.kind) == (MAYBE, "not known")
    assert (joined.truth, joined.kind) == (NO, "no record")


# Unknown


def test_an_unknown_shows_what_is_unknown() -> None:
    tree = sail("roe", "norland", "2016-06-01").tree

    assert tree.truth is MAYBE
    assert [(node.sentence, node.truth) for node in tree.conditions if node.truth is not YES] == [
        ("Richard Roe is banned by the ban on Richard Roe", MAYBE),
        ("Norland has been told of Richard Roe", MAYBE),
    ]
    banned = _find(tree, "Richard Roe is banned by the ban on Richard Roe")
    assert _told(banned.conditions)[-1] == ("it is on or after 2016", MAYBE, "calculated")


def test_an_exception_that_may_hold_is_why_a_duty_is_unknown() -> None:
    tree = sail("doe", "norland", "2016-06-01", readings=["guests=liberal"]).tree

    assert tree.truth is MAYBE
    assert all(node.truth is YES for node in tree.conditions)
    assert (tree.unless[0].kind, tree.unless[0].truth) == ("exception", MAYBE)
    assert _told(tree.unless[0].conditions) == [("Jane Doe is a guest of Norland", MAYBE, "circumstance")]


MIXED = """
    rule LT 1
      {state} has been warned
      if {state} is a party
"""


def test_a_table_that_may_lack_a_row_is_why_a_failed_rule_leaves_it_unknown() -> None:
    tables: Tables = {
        "parties": ("state\nnorland\n", stating("{state} is a party")),
        "warned": ("state\n", stating("{state} has been warned", complete=False)),
    }
    tree = ask(book_of(MIXED, tables), "Ostmark has been warned").tree("2020-01-01")

    assert tree.truth is MAYBE
    assert _explains(tree)


def test_an_imprecise_row_is_why_a_failed_rule_leaves_it_unknown() -> None:
    tables: Tables = {
        "parties": ("state\nnorland\n", stating("{state} is a party")),
        "warned": ("state,since\nostmark,2020\n", stating("{state} has been warned", since="since")),
    }
    tree = ask(book_of(MIXED, tables), "Ostmark has been warned").tree("2020-06-01")

    assert tree.truth is MAYBE
    assert _explains(tree)


def test_an_assumption_with_an_imprecise_day_is_why_it_is_unknown() -> None:
    tree = ask(lake(), "Ostmark is a member", ["Ostmark is a member from 2020"]).tree("2020-06-01")

    assert tree.truth is MAYBE
    assert _explains(tree)


def test_somebody_unlisted_is_why_it_is_unknown() -> None:
    tables: Tables = {
        "visits": ("suspect,state\n", stating("{suspect} visited {state}", complete=False)),
        "harmless": ("suspect\ndoe\n", stating("{suspect} is harmless")),
    }
    rules = (
        "rule LT 1\n  {state} is troubled\n  if {suspect} visited {state}\n  and not {suspect} is harmless"
    )
    tree = ask(book_of(rules, tables), "Norland is troubled").tree("2020-01-01")

    assert tree.truth is MAYBE
    assert all(_explains(node) for node in tree.walk())


def _explains(node: Node) -> bool:
    """Say whether a node does not say one thing and show another."""
    if node.truth is not MAYBE:
        return True
    if node.kind == "no record":
        return False
    below = (*node.conditions, *node.unless)
    return not below or any(part.truth is MAYBE for part in below) or node.kind == "fact"


# Negation, calculation, sharing


STRANGERS = """
    rule LT 2
      {state} is a stranger
      if {state} has a shore
      and not {state} is a member
"""


def test_a_negated_condition_has_its_own_truth_and_the_bare_sentence() -> None:
    tables: Tables = {
        "shores": ("state\nnorland\nostmark\n", stating("{state} has a shore")),
        "members": ("state\nnorland\n", stating("{state} is a member")),
    }
    book = book_of(STRANGERS, tables)
    (_, norland) = ask(book, "Norland is a stranger").tree("2020-01-01").conditions
    (_, ostmark) = ask(book, "Ostmark is a stranger").tree("2020-01-01").conditions

    assert (norland.sentence, norland.negated, norland.truth, norland.kind) == (
        "Norland is a member",
        True,
        NO,
        "fact",
    )
    assert (ostmark.sentence, ostmark.negated, ostmark.truth, ostmark.kind) == (
        "Ostmark is a member",
        True,
        YES,
        "no record",
    )


def test_a_date_sum_shows_what_it_found() -> None:
    book = book_of(
        """
        rule LT 1
          {state} leaves on {end date}
          if {state} gave notice on {notice date}
          and {end date} is {notice date} plus 1 year
        """,
        {"n": ("state,notice_date\nnorland,2020-05-05\n", stating("{state} gave notice on {notice date}"))},
    )
    holds = ask(book, "Norland leaves on 2021-05-05").tree("2020-01-01").conditions[1]
    fails = ask(book, "Norland leaves on 2021-05-06").tree("2020-01-01").conditions[1]

    assert (holds.sentence, holds.truth, holds.kind) == (
        "2021-05-05 is 2020-05-05 plus 1 year",
        YES,
        "calculated",
    )
    assert (fails.truth, fails.note) == (NO, "it is 2021-05-05")


def test_a_count_shows_those_that_tipped_the_scale() -> None:
    book = book_of(
        "rule LT 1\n  the treaty is in force\n  if at least 2 {state}: {state} is a party",
        {
            "parties": (
                "state,since\nnorland,2001-01-01\nsuderland,2002-01-01\nostmark,2002-01-01\n",
                stating("{state} is a party", since="since"),
            )
        },
    )
    (count,) = ask(book, "the treaty is in force").tree("2020-01-01").conditions

    assert count.kind == "calculated"
    assert count.since == date(2002, 1, 1)
    assert {node.sentence for node in count.conditions} == {"Suderland is a party", "Ostmark is a party"}
    assert count.note == "3 in all; reached on 2002-01-01"


def test_a_repeated_part_is_one_object() -> None:
    tree = sail("doe", "norland", "2016-06-01").tree
    members = [node for node in _all(tree) if node.sentence == "Norland is a member"]

    assert len(members) == 2
    assert members[0] is members[1]
    assert len([node for node in tree.walk() if node.sentence == "Norland is a member"]) == 1


def test_the_same_question_gives_the_same_tree() -> None:
    assert sail("doe", "norland", "2016-06-01").tree is sail("doe", "norland", "2016-06-02").tree
    assert sail("doe", "norland", "2016-06-01").tree != sail("doe", "norland", "2014-06-01").tree


def test_every_stretch_holds_the_day_and_the_stretches_of_what_decides() -> None:
    for suspect in ("doe", "roe"):
        for state in ("norland", "suderland", "ostmark"):
            for day in ("2014-06-01", "2016-06-01", "2018-06-01", "2020-06-01", "2022-06-01"):
                on = date.fromisoformat(day)
                for node in sail(suspect, state, day).tree.walk():
                    assert node.since is None or node.since <= on
                    assert node.until is None or on < node.until


def _all(tree: Node) -> Iterator[Node]:
    yield tree
    for node in (*tree.conditions, *tree.unless):
        yield from _all(node)


# Dates of exceptions

LEAVING: Tables = {
    "exits": ("state,exit_date\nnorland,2020-01-01", stating("{state} leaves on {exit date}")),
    "calls": ("state\nnorland", stating("{state} is called")),
}


def _of_exit(rules: str) -> Node:
    """Return the one thing tried against Norland's duty, a month before the day that ends it."""
    (tried,) = ask(book_of(rules, LEAVING), "Norland must come").tree("2019-12-01").unless
    return tried


def test_an_exception_that_fails_on_a_date_alone_shows_what_gives_the_date() -> None:
    tried = _of_exit("""
        duty LT 1
          {state} must come
          if {state} is called

        exception LT 2
          {state} must come
          if {state} leaves on {exit date}
          and it is on or after {exit date}
    """)

    assert _told(tried.conditions) == [
        ("Norland leaves on 2020-01-01", YES, "fact"),
        ("it is on or after 2020-01-01", NO, "calculated"),
    ]
    assert _told(tried.conditions[1].conditions) == [("Norland leaves on 2020-01-01", YES, "fact")]


def test_so_does_one_within_the_rule() -> None:
    tried = _of_exit("""
        duty LT 1
          {state} must come
          if {state} is called
          unless {state} leaves on {exit date}
          and it is on or after {exit date}
    """)

    assert (tried.sentence, tried.truth) == ("it is on or after 2020-01-01", NO)
    assert _told(tried.conditions) == [("Norland leaves on 2020-01-01", YES, "fact")]


def test_an_exception_that_fails_for_another_reason_shows_that_alone() -> None:
    tried = _of_exit("""
        duty LT 1
          {state} must come
          if {state} is called
          unless {state} leaves on {exit date}
          and it is on or after 2019-01-01
          and not {state} is called
    """)

    assert (tried.sentence, tried.truth, tried.conditions) == ("Norland is called", NO, ())
