"""Blocks of a Markdown text: found wherever they stand, with the headings above them."""

import pytest

from obligcheck.language.fences import Block, Words, find_blocks
from obligcheck.problems import Problem
from obligcheck.sources import Place, Source


def blocks_of(text: str) -> tuple[tuple[Block, ...], list[Problem]]:
    problems: list[Problem] = []
    return find_blocks(Source("rules/tolls.md", text), problems), problems


def lines_of(text: str) -> list[list[str]]:
    blocks, problems = blocks_of(text)
    assert problems == []
    return [[line.text for line in block.lines] for block in blocks]


def words(text: str, column: int = 1) -> Words:
    return Words(text, Place("rules/tolls.md", 1, column, len(text), " " * (column - 1) + text))


def test_only_fences_of_our_kinds_are_blocks() -> None:
    text = (
        "```rule\na\n```\n~~~ example \nb\n~~~\n```python\nc\n```\n```\nd\n```\n    ```rule\n    e\n    ```\n"
    )

    assert [block.kind for block in blocks_of(text)[0]] == ["rule", "example"]


def test_headings_travel_with_what_stands_below_them() -> None:
    block = "\n```rule\nx\n```\n"
    text = f"# A\n## B\n### C *d*\n## E\n{block}# F\n{block}G\n=\n{block}"

    assert [block.lines[0].place.heading for block in blocks_of(text)[0]] == [("A", "E"), ("F",), ("G",)]


def test_lines_know_where_they_stand() -> None:
    (block,), _ = blocks_of("prose\n\n```rule\n\n\t duty LT 1  \n```\n")

    assert block.lines[1] == Words("duty LT 1", Place("rules/tolls.md", 5, 3, 9, "\t duty LT 1  "))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert lines_of(end.join(["# A", "", "```rule", "a", "", "b", "```", ""])) == [["a", "", "b"]]


def test_a_fence_may_be_closed_by_a_longer_one_and_hold_shorter_ones() -> None:
    assert lines_of("~~~~rule\na\n~~~\n```\n~~~~~\n") == [["a", "~~~", "```"]]


def test_an_empty_block_is_a_block() -> None:
    assert lines_of("```rule\n```\n") == [[]]


def test_blocks_stand_in_lists_and_quotations_too() -> None:
    assert lines_of("- so:\n\n  ```rule\n  a\n  ```\n> > ```rule\n> > b\n> >\n> >   c\n> > ```\n") == [
        ["a"],
        ["b", "", "c"],
    ]


@pytest.mark.parametrize(
    "text", ["```rule", "```rule\n", "```rule\na\n``", "> ```rule\n> a\n\nb", "- ```rule\n  a\nb\n```\n"]
)
def test_a_fence_that_nobody_closes_is_a_problem(text: str) -> None:
    blocks, (problem, *_) = blocks_of(text)

    assert blocks == ()
    assert (problem.code, problem.message) == ("unclosed-fence", "the `rule` block is never closed")


@pytest.mark.parametrize(
    "info", ["Rule", "rules", "rule 1", "EXAMPLES", "ruel", "rul", "scenrio", "exmaple x"]
)
def test_a_fence_that_is_nearly_ours_is_a_problem(info: str) -> None:
    blocks, (problem,) = blocks_of(f"```{info}\na\n```\n")

    assert blocks == ()
    assert problem.code == "unknown-fence"


@pytest.mark.parametrize(
    "info",
    ["text", "sh", "shell", "console", "python", "sql", "yaml", "json", "toml", "ruby", "rust", "perl",
     "prolog", "mermaid", "properties", "html", "r", "lean", "diff", ""],
)  # fmt: skip
def test_a_fence_of_another_language_is_prose(info: str) -> None:
    assert blocks_of(f"```{info}\na\n```\n") == ((), [])


@pytest.mark.parametrize("text", ["", "\n", "# A", "#", "```", "```ruby\n", "\x00", "\ufeff```rule"])
def test_a_text_may_have_no_blocks(text: str) -> None:
    assert blocks_of(text) == ((), [])


def test_paragraphs_are_parted_by_empty_lines() -> None:
    (block,), _ = blocks_of("```rule\n\na\nb\n  \n\t\nc\n\n```\n")

    assert [[line.text for line in run] for run in block.paragraphs()] == [["a", "b"], ["c"]]


# Words


def test_a_part_of_words_stands_without_blanks_at_its_own_place() -> None:
    part = words("LT 7 ,  LT 77", 6).part(6)

    assert part == Words("LT 77", Place("rules/tolls.md", 1, 14, 5, "     LT 7 ,  LT 77"))


def test_the_first_word_is_parted_from_the_rest() -> None:
    assert [w.text for w in words("and\t and so").opening()] == ["and", "and so"]
    assert [w.text for w in words("and").opening()] == ["and", ""]
    assert [w.text for w in words("").opening()] == ["", ""]


def test_parts_between_marks_stand_each_at_its_own_place() -> None:
    assert [(w.text, w.place.column) for w in words("a, a ,,a", 3).parted(",")] == [
        ("a", 3),
        ("a", 6),
        ("", 9),
        ("a", 10),
    ]
