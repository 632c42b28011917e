"""Any text at all: a rule book is built of it or its problems are told, and nothing else happens."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from obligcheck.language.check import build_rule_book
from obligcheck.presentation.problems import draw_problems
from obligcheck.problems import Problem
from obligcheck.sources import Source
from tests.effort import effort_of
from tests.unit.books import INSTRUMENTS, record_of
from tests.unit.language.record import TABLES

RECORD = record_of(TABLES)
GOOD = (Path(__file__).parent / "good" / "everything.md").read_text(encoding="utf-8")

#: Pieces of books, put together in any order.
PIECES = (
    *(
        "```rule\n",
        "```example\n",
        "```scenario\n",
        "```question\n",
        "```instrument\n",
        "```phrase\n",
        "```\n",
        "~~~\n",
        "> ",
        "# A\n",
    ),
    *(
        "rule LT 1",
        "duty ",
        "exception LT 2",
        "judged LT 3 by ",
        "circumstance",
        ", presumed not",
        " under q: r",
        "\n\n",
    ),
    *(
        "\n  if ",
        "\n  and ",
        "\n  unless ",
        "not ",
        "{state}",
        "{home state}",
        "{date}",
        "{}",
        "{ x",
        '"norland"',
        '"',
    ),
    *(
        " is ",
        " is not ",
        " is a party to ",
        "{treaty}",
        " is before ",
        " plus 3 days",
        " rounding up",
        "2020-01-01",
    ),
    *(
        "at least 2 {state}: ",
        "at least 1/2 of {state} for which ",
        " is the first day on which ",
        "peace reigns",
    ),
    *(
        "question q\n",
        "  asks Why?\n",
        "  reading r, default\n",
        "  says So.\n",
        "  held by Norland since 2019\n",
    ),
    *(
        "scenario s {state} {date}",
        "[{suspect}]",
        "\n  verdict ",
        "\n  say yes ",
        "\n  yes YES",
        "\n  also ",
        "\n  suppose ",
    ),
    *(
        "\n  means ",
        "\n  reads ",
        "\n  doubt ",
        " [not|never] ",
        "[of the club]",
        " since {date}",
    ),
    *(
        "s norland 2020-01-01: yes\n",
        'ask "peace reigns" 2020-01-01: no\n',
        " assuming ",
        "LT = Lake\n",
        "\t",
        "\r\n",
        "\x00",
    ),
)


def problems_of(text: str) -> tuple[Problem, ...]:
    """Build a book of ``text``, and check that all that was told can be drawn and stands in it."""
    sources = [Source("rules/instruments.md", INSTRUMENTS), Source("rules/any.md", text)]
    book, problems = build_rule_book(sources, RECORD)
    lines = {source.path: source.lines for source in sources}
    for problem in problems:
        for place in filter(None, (problem.place, problem.other)):
            written = lines[place.path][place.line - 1]
            assert place.text == written or place.text.removesuffix("…") in written
            # What is lacking at the end of a line is shown one beyond it.
            assert 0 < place.column <= len(written) + 1
            assert place.column - 1 + place.width <= max(len(written), place.column)
    assert len(set(problems)) == len(problems)
    assert draw_problems(problems) or not problems
    if not problems:
        assert set(book.reach) == {rule.conclusion.sentence.key for rule in book.rules}
    return problems


@given(st.text())
@example("")
@example("\n")
@example("```rule")
def test_any_text_is_a_book_or_has_problems(text: str) -> None:
    problems_of(text)
    problems_of(f"```rule\n{text}\n```\n")


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_pieces_of_books_are_a_book_or_have_problems(text: str) -> None:
    problems_of(text)


@given(
    st.sampled_from(["rule", "example", "scenario", "question", "instrument"]),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
)
def test_any_pieces_in_a_block_are_a_book_or_have_problems(kind: str, text: str) -> None:
    problems_of(f"~~~~~{kind}\n{text}\n~~~~~\n")


@pytest.mark.parametrize("seed", range(40))
def test_a_good_book_with_a_few_changes_is_a_book_or_has_problems(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 (any changes will do)
    lines = GOOD.split("\n")
    for _ in range(chosen.randrange(1, 6)):
        place = chosen.randrange(len(lines))
        match chosen.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, chosen.choice(lines))
            case 2:
                lines[place] = lines[place][: chosen.randrange(len(lines[place]) + 1)]
            case _:
                words = lines[place].split(" ")
                chosen.shuffle(words)
                lines[place] = " ".join(words)
    problems_of("\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("```rule\n" + ("judged " + "by " * 660 + "\n  x y\n\n") * 490 + "```\n", id="by"),
        pytest.param(
            "```rule\n" + ("rule LT 1 " + "under " * 320 + "\n  x y\n\n") * 490 + "```\n", id="under"
        ),
        pytest.param(
            "```rule\n" + ("rule LT 1" + " " * 1_900 + "under q\n  x y\n\n") * 490 + "```\n", id="blanks"
        ),
        pytest.param(
            "```rule\n" + ("rule LT 1\n  x y\n  if " + "at least 1 {state}: " * 95 + "x\n\n") * 490 + "```\n",
            id="counts",
        ),
        pytest.param(
            "```rule\n" + ("rule LT 1\n  x y\n  if " + "not " * 480 + "x\n\n") * 490 + "```\n", id="nots"
        ),
        pytest.param(
            "```example\n" + ('ask "x' + " from 1" * 280 + '" 2020-01-01: yes\n') * 490 + "```\n",
            id="stretches",
        ),
        pytest.param("```scenario\nscenario " + "{a}" * 600 + "\n```\n", id="inputs"),
        pytest.param(("> " * 990 + "\n") * 480, id="quotations"),
        pytest.param(("- " * 990 + "\n") * 480, id="lists"),
        pytest.param(("`" * 1_990 + "\n") * 480, id="ticks"),
        pytest.param(("[" * 1_990 + "\n") * 480, id="brackets"),
        pytest.param("*a **b " * 250 + "\n", id="stars"),
    ],
)
def test_a_book_made_to_take_long_takes_little_effort(text: str) -> None:
    problems_of("```rule")  # What is imported at the first problem is no effort of this book.
    _, effort = effort_of(lambda: problems_of(text))

    # Less than one call for a character; two where a sentence is compared with others, letter by letter. What
    # the patterns cost that find `by`, `under`, blanks and stretches does not show: each is one call for a
    # whole line, and one that would not end is ended by the limit of the run.
    assert effort < 6 * len(text)


def test_thousands_of_mistakes_are_told_with_little_effort() -> None:
    # Sentences so unlike in length that to compare two takes few calls: what counts is how many are compared.
    wrong = "rule LT 1\n  peace {0} reigns\n  if quite something {0} is wrong in every way\n\n"
    text = "```rule\n" + "".join(wrong.format(number) for number in range(3_000)) + "```\n"

    problems, effort = effort_of(lambda: problems_of(text))
    assert len(problems) == 3_000
    # A mistake takes 1,150 calls; one for each that was told before it would be 1,500 more, and to compare
    # its sentence with all others 20,000.
    assert effort < 2_300 * 3_000
