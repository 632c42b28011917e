"""Problems as they are drawn: every message as a whole."""

from textwrap import dedent

from obligcheck.presentation.problems import draw_problem, draw_problems
from obligcheck.problems import Problem
from obligcheck.sources import Place

PLACE = Place(
    "rules/lake-treaty/withdrawal.md",
    41,
    6,
    34,
    "  if {state} ratifed {treaty} on {date}",
    ("Lake Treaty", "Part III", "Article 7"),
)


def drawn(text: str) -> str:
    """Return what a test expects, written indented."""
    return dedent(text).lstrip("\n")


def test_a_problem_shows_the_line_a_caret_and_what_to_write() -> None:
    message = "no rule concludes and no table states this"
    fix = "write `{state} ratified {treaty} on {date}`"
    assert draw_problem(Problem("unknown-sentence", message, PLACE, fix)) == drawn("""
        rules/lake-treaty/withdrawal.md:41:6: error[unknown-sentence]: no rule concludes and no table states this
           |
        41 |   if {state} ratifed {treaty} on {date}
           |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = in: Lake Treaty › Part III › Article 7
           = fix: write `{state} ratified {treaty} on {date}`
    """)  # noqa: E501, RUF001 - the drawing as it is


def test_a_conflict_shows_both_places() -> None:
    one, other = (Place("data/acts.csv", line, 1, 3, f"NOR,{line}") for line in (9, 120))
    assert draw_problem(Problem("duplicate-row", "`NOR` is there already", one, other=other)) == drawn("""
        data/acts.csv:9:1: error[duplicate-row]: `NOR` is there already
            |
          9 | NOR,9
            | ^^^
            and data/acts.csv:120:1
            |
        120 | NOR,120
            | ^^^
    """)


def test_a_problem_without_a_place_is_told_by_its_message() -> None:
    problem = Problem("unknown-name", "no state is called `x`", fix="did you mean Norland (`nor`)?")
    assert draw_problem(problem) == drawn("""
        error[unknown-name]: no state is called `x`
          = fix: did you mean Norland (`nor`)?
    """)


def test_a_place_without_its_line_shows_no_excerpt() -> None:
    assert draw_problem(Problem("not-utf-8", "expected UTF-8", Place("a.md", 3))) == (
        "a.md:3:1: error[not-utf-8]: expected UTF-8\n"
    )


def test_the_caret_stands_under_wide_letters_and_behind_tabs() -> None:
    place = Place("a.md", 1, 4, 2, "\t日本語x")
    assert draw_problem(Problem("odd", "odd", place)).splitlines()[2:] == [
        "1 |     日本語x",
        "  |         ^^^",
    ]


def test_of_a_line_of_a_megabyte_only_the_part_around_the_mistake_is_shown() -> None:
    text = "a" * 500_000 + "MISTAKE" + "b" * 500_000
    lines = draw_problem(Problem("long", "long", Place("a.md", 1, 500_001, 7, text))).splitlines()
    assert lines[2].count("MISTAKE") == 1
    assert len(lines[2]) < 200
    assert lines[3].index("^") == lines[2].index("MISTAKE")
    assert lines[3].count("^") == 7


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    place = Place("a.md", 1, 1, 1, "\x1b[2J gone")
    text = draw_problem(Problem("odd", "found `\x1b[2J`", place))
    assert "\x1b" not in text


def test_several_problems_are_counted() -> None:
    one = Problem("odd", "odd")
    assert draw_problems([one, one]) == "error[odd]: odd\n\nerror[odd]: odd\n\n2 problems\n"
    assert draw_problems([one]) == "error[odd]: odd\n"
