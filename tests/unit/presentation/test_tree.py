"""The whole answer, drawn plain and for a terminal, side by side with what a reader should see."""

from datetime import date
from textwrap import dedent

from obligcheck.presentation.tree import Look, draw_answer, draw_tree
from tests.unit.presentation.handmade import FULL, NO, TREE, UNKNOWN, YES, answer, fact, node


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


def test_a_terminal_gets_dates_and_citations_at_the_right_edge() -> None:
    assert draw_tree(TREE, Look(width=60)) == drawn("""
        ✔ Norland must notify the depositary
        │                                 since 2026-03-01  LT 7(1)
        ├── ✔ Norland is a party to the Lake Treaty
        │   │                               since 2011-04-02  LT 12
        │   └── ✔ Norland ratified the Lake Treaty on 2011-01-20
        │                                            parties.csv:17
        ├── ✔ Norland declared its withdrawal on 2026-03-01
        │                                                  supposed
        ├── ✔ Norland has been asked
        │   │       2026-03-01 until 2027-03-01  presumed, LT 9
        │   └── ✔ Norland is a party to the Lake Treaty
        │                             since 2011-04-02  shown above
        └── unless ✘ Norland acts in special urgency
                       no record (the table is complete), LT 7(2)
    """)
