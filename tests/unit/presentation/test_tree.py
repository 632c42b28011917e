"""The whole answer, drawn plain and for a terminal, beside what a reader should see."""

from textwrap import dedent

from obligcheck.answers import Node
from obligcheck.presentation.tree import Look, draw_answer, draw_tree
from tests.unit.presentation.handmade import FULL, NO, TREE, answer, node


def drawn(text: str) -> str:
    """Return what a test expects, written indented."""
    return dedent(text).lstrip("\n")


def test_a_pipe_gets_one_line_per_fact() -> None:
    assert draw_answer(answer()) == drawn("""
        MUST NOTIFY · since 2026-03-01 · LT 7(1)
        presumed: Norland has been asked

        ✔ Norland must notify the depositary · since 2026-03-01 · LT 7(1)
        ├── ✔ Norland is a party to the Lake Treaty · since 2011-04-02 · LT 12
        │   └── ✔ Norland ratified the Lake Treaty on 2011-01-20 · parties.csv:17
        ├── ✔ Norland declared its withdrawal on 2026-03-01 · supposed
        ├── ✔ Norland has been asked · 2026-03-01 until 2027-03-01 · presumed, LT 9
        │   └── ✔ Norland is a party to the Lake Treaty · since 2011-04-02 · shown above
        └── unless ✘ Norland acts in special urgency · no record (the table is complete), LT 7(2)

        notice · Norland · 2026-03-09
        obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice
    """)


def test_a_narrow_terminal_gets_dates_and_citations_at_the_end_of_each_sentence() -> None:
    assert draw_tree(TREE, Look(width=60)) == drawn("""
        ✔ Norland must notify the depositary
        │                                  since 2026-03-01  LT 7(1)
        ├── ✔ Norland is a party to the Lake Treaty
        │   │                                since 2011-04-02  LT 12
        │   └── ✔ Norland ratified the Lake Treaty on 2011-01-20
        │                                             parties.csv:17
        ├── ✔ Norland declared its withdrawal on 2026-03-01
        │                                                   supposed
        ├── ✔ Norland has been asked
        │   │            2026-03-01 until 2027-03-01  presumed, LT 9
        │   └── ✔ Norland is a party to the Lake Treaty
        │                              since 2011-04-02  shown above
        └── unless ✘ Norland acts in special urgency
                          no record (the table is complete), LT 7(2)
    """)


def test_a_wide_terminal_gets_a_column_for_dates_and_one_for_citations() -> None:
    lines = draw_tree(TREE, Look(width=140)).splitlines()

    assert [line[86:] for line in lines] == [
        " since 2026-03-01  LT 7(1)",
        " since 2011-04-02  LT 12",
        "                   parties.csv:17",
        "                   supposed",
        " 2026-03-01        presumed, LT 9",
        " until 2027-03-01",
        " since 2011-04-02  shown above",
        "                   no record (the table is complete),",
        "                   LT 7(2)",
    ]


def test_what_else_is_to_be_known_follows_in_its_layers() -> None:
    text = draw_answer(answer(said=FULL), Look(depth=0))

    assert text == drawn("""
        MUST NOTIFY · since 2026-03-01 · LT 7(1)
        contested: under the reading `wide` of `urgency` the answer is no
        presumed: Norland has been asked

        ✔ Norland must notify the depositary · since 2026-03-01 · LT 7(1) …

        Contested
          urgency: Is a storm an urgency? · answered under `strict`
            `strict` says no
              held by the Court
            `wide` says yes, any storm
              held by Suderland, since 2020-01-01; Ostmark

        The law also says
          ✔ Norland may consult the others · LT 8

        What governments said
          ✔ Suderland stated on 2026-03-02: no · parties.csv:17

        What happened
          ? Norland notified nobody · parties.csv:17

        Mind
          • the record is old
          • parties.csv was last checked on 2026-01-01

        What would change it
          • Norland acts in special urgency
          • Norland waits, and not: Norland is a party

        notice · Norland · 2026-03-09
        obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice
    """)


def test_sources_stand_under_what_they_support() -> None:
    tree = TREE.conditions[0]

    assert draw_tree(tree, Look(sources=True)) == drawn("""
        ✔ Norland is a party to the Lake Treaty · since 2011-04-02 · LT 12
        │   rules/lake-treaty/membership.md:41
        └── ✔ Norland ratified the Lake Treaty on 2011-01-20 · parties.csv:17
                document L.N.1
                confidence high
                public since 2011-02-01
                https://lake.example/1
                https://lake.example/2
                note: read twice
    """)


def test_a_no_shows_each_way_with_the_condition_that_fails() -> None:
    tree = node(
        "Norland is a party",
        NO,
        "rule",
        below=(
            node("Norland is a party", NO, "alternative", "LT 12", below=(_lacking("ratified"),)),
            node("Norland is a party", NO, "alternative", "LT 13", below=(_lacking("succeeded"),)),
            node("Norland is a party", NO, "alternative", "LT 13", below=(_lacking("succeeded"),)),
        ),
    )

    assert draw_tree(tree) == drawn("""
        ✘ Norland is a party
        ├── ✘ by LT 12
        │   └── ✘ Norland ratified · no record (the table is complete)
        └── ✘ by LT 13
            └── ✘ Norland succeeded · no record (the table is complete)
    """)


def _lacking(what: str) -> Node:
    return node(f"Norland {what}", NO, "no record", at="data/notices.csv")
