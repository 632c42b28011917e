"""What only a terminal gets: colours beside glyphs and words, and lines that never are too wide."""

import re

import pytest
from rich.cells import cell_len

from obligcheck.presentation.layout import Row, tree_rows
from obligcheck.presentation.terminal import NARROW, draw_terminal
from obligcheck.presentation.tree import Look, draw_answer
from tests.unit.presentation.handmade import FULL, NO, TREE, UNKNOWN, YES, answer, node

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 129, 130, 140, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = draw_answer(answer(said=FULL), Look(width)).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_colours_change_nothing_but_colours() -> None:
    plain, coloured = (draw_answer(answer(said=FULL), Look(80, colour=c)) for c in (False, True))
    assert "\x1b" not in plain
    assert ESCAPES.sub("", coloured) == plain


@pytest.mark.parametrize(("truth", "colour"), [(YES, "32"), (NO, "31"), (UNKNOWN, "33")])
def test_each_truth_has_its_colour_beside_its_glyph(truth: int, colour: str) -> None:
    one = node("it rains", type(YES)(truth), "not known")
    drawn = draw_answer(answer(one, type(YES)(truth)), Look(80, colour=True))
    assert f";{colour}m{'✘?✔'[truth]} " in drawn


def test_what_explains_an_exception_that_does_not_apply_is_no_alarm() -> None:
    drawn = draw_answer(answer(TREE), Look(80, colour=True))
    assert "\x1b[2m✘ \x1b[0m" in drawn
    assert "31m✘" not in drawn


def test_a_sentence_is_no_markup() -> None:
    row = Row("node", "see [art. 65] and [/red] :smile:", YES)
    assert draw_terminal([row], width=80, colour=False) == "✔ see [art. 65] and [/red] :smile:\n"


def test_a_long_row_of_citations_breaks_at_the_right_edge() -> None:
    cites = ", ".join(f"LT {number}" for number in range(10, 24))
    row = Row("node", "Norland must pay", YES, "since 2020-01-01", cites, "├── ", "│     ")

    assert draw_terminal([row], width=50, colour=False).splitlines() == [
        "├ ✔ Norland must pay",
        "│                                 since 2020-01-01",
        "│        LT 10, LT 11, LT 12, LT 13, LT 14, LT 15,",
        "│        LT 16, LT 17, LT 18, LT 19, LT 20, LT 21,",
        "│                                     LT 22, LT 23",
    ]


def test_a_long_sentence_without_days_runs_on_to_its_reason() -> None:
    words = "Norland ratified the Lake Treaty and the Ferry Treaty and " + "so on " * 7
    rows = [
        Row("node", "Norland is a party", YES, "since 2020-01-01", "LT 7(1)"),
        Row("node", f"{words}still", YES, "", "parties.csv:17"),
    ]
    party, ratified = draw_terminal(rows, width=130, colour=False).splitlines()
    assert party.index("LT 7(1)") == ratified.index("parties.csv:17")
    assert ratified.index("still") > party.index("since")


def test_a_headline_that_is_too_long_goes_on_below() -> None:
    row = Row("label", "MUST NOTIFY THE DEPOSITARY", YES, "since 2020-01-01", "LT 7(1)")
    assert draw_terminal([row], width=40, colour=False).splitlines() == [
        "MUST NOTIFY THE DEPOSITARY",
        "since 2020-01-01 · LT 7(1)",
    ]


@pytest.mark.parametrize("width", [40, 50, 59])
def test_a_deep_tree_stays_within_a_narrow_terminal(width: int) -> None:
    tree = node("Norland was told in writing, long ago, of what it owes", since="2020-01-01")
    for _ in range(7):
        tree = node("Norland must notify all the others", YES, "duty", "LT 7(1)", "LT 8", below=(tree, tree))

    lines = draw_terminal(tree_rows(tree), width=width, colour=False).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert any(line.startswith("└ ✔ Norland must") for line in lines)


def test_a_wide_terminal_keeps_whole_guides() -> None:
    tree = node("Norland must notify", below=(node("Norland was told"),))
    assert "└── ✔ Norland was told\n" in draw_terminal(tree_rows(tree), width=NARROW, colour=False)
