"""Whole books: the good ones check clean, and each bad one is told what is wrong, drawn as users see it."""

import shutil
from pathlib import Path

import pytest

from obligcheck.facts import Record
from obligcheck.language.check import build_rule_book
from obligcheck.presentation.problems import draw_problems
from obligcheck.problems import Problem
from obligcheck.shelf import files
from obligcheck.sources import Source
from tests.effort import effort_of
from tests.unit.books import INSTRUMENTS, record_of
from tests.unit.language.record import TABLES

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.md"))
BAD = sorted((HERE / "bad").glob("*.md"))

#: What is told of books that are made when they are tested.
MADE = {
    "ten-mistakes",
    "not-utf-8",
    "million-conditions",
    "hundred-thousand-conditions",
    "line-of-a-megabyte",
    "too-many-conditions",
}


@pytest.fixture(scope="module", name="record")
def _record() -> Record:
    return record_of(TABLES)


def problems_in(texts: dict[str, str], record: Record) -> tuple[Problem, ...]:
    sources = [Source(f"rules/{name}.md", text) for name, text in texts.items()]
    return build_rule_book([Source("rules/instruments.md", INSTRUMENTS), *sources], record)[1]


def compare(drawn: str, golden: str, *, update: bool) -> None:
    path = HERE / "bad" / f"{golden}.txt"
    if update:
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


def test_there_are_good_and_bad_books() -> None:
    assert GOOD
    assert BAD
    assert {path.stem for path in (HERE / "bad").glob("*.txt")} == {path.stem for path in BAD} | MADE


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_book_checks_clean(path: Path, record: Record) -> None:
    assert draw_problems(problems_in({path.stem: path.read_text(encoding="utf-8")}, record)) == ""


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_mistake_is_shown_with_its_line_and_what_to_write(
    path: Path, record: Record, *, update_golden: bool
) -> None:
    problems = problems_in({path.stem: path.read_text(encoding="utf-8")}, record)
    assert problems
    compare(draw_problems(problems), path.stem, update=update_golden)


def test_all_mistakes_of_a_folder_are_told_at_once(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool
) -> None:
    shutil.copytree(HERE / "bad" / "ten-mistakes", tmp_path, dirs_exist_ok=True)
    (tmp_path / "latin.md").write_bytes("# Fähren\n\nDie Fähre über den See\n".encode("latin-1"))
    monkeypatch.setattr(files, "bundled", lambda _: str(tmp_path))
    problems: list[Problem] = []

    found = [same[-1] for same in files.listed("rules", (".md",), None, problems).values()]
    sources = [source for _, source in files.read(found, problems)]
    problems += build_rule_book([Source("rules/instruments.md", INSTRUMENTS), *sources], record)[1]

    assert len(problems) > 10
    compare(draw_problems(problems), "ten-mistakes", update=update_golden)


def test_a_file_that_is_not_utf_8_is_told_where(tmp_path: Path, *, update_golden: bool) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes(
        "# Fähren\n\nüber den See: \tnach S\N{LATIN SMALL LETTER U WITH DIAERESIS}den".encode()
        + b" und \xfcber den Flu\xdf\n"
    )
    problems: list[Problem] = []

    ((_, source),) = files.read([files.File("latin.md", "rules/latin.md", str(path), 1, "")], problems)

    assert "über den See" in source.text
    compare(draw_problems(problems), "not-utf-8", update=update_golden)


# Limits: refused before they cost time

RULE = "```rule\nrule LT 1\n  the lake is full\n"


@pytest.mark.parametrize(
    ("golden", "text"),
    [
        ("million-conditions", RULE + "  and {state} is a party to {treaty}\n" * 1_000_000 + "```\n"),
        ("hundred-thousand-conditions", RULE + "  and x\n" * 100_000 + "```\n"),
        ("line-of-a-megabyte", f"# Tolls\n\n{'x' * 999_000}\n"),
        ("too-many-conditions", RULE + "  if the lake is full\n" + "  and the lake is full\n" * 60 + "```\n"),
    ],
)
def test_a_book_beyond_the_limits_is_refused_at_once(
    golden: str, text: str, record: Record, *, update_golden: bool
) -> None:
    compare(draw_problems(problems_in({golden: text}, record)), golden, update=update_golden)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        # Not even parted into lines: some 1,100 calls are made for the instruments, which stand elsewhere.
        pytest.param(RULE + "  and x\n" * 200_000 + "```\n", 3_000, id="too-large"),
        # Parted into its lines, 62 calls each; one for each line above would be 5,000 more.
        pytest.param(RULE + "  and x\n" * 10_000 + "```\n", 150 * 10_000, id="ten-thousand-conditions"),
        # Parted into its lines in 6,000 calls; to read its conditions too would take 40,000.
        pytest.param(RULE + "  if x y\n" + "  and x y\n" * 60 + "```\n", 12_000, id="too-many-conditions"),
    ],
)
def test_what_is_beyond_the_limits_is_not_read_further(text: str, most: int, record: Record) -> None:
    problems_in({}, record)  # What is imported at the first book is no effort of this one.
    problems, effort = effort_of(lambda: problems_in({"tolls": text}, record))

    assert len(problems) == 1
    assert effort < most


def test_as_many_conditions_as_the_limit_are_a_rule(record: Record) -> None:
    text = (
        RULE
        + '  if "norland" is a party to "lake"\n'
        + '  and "norland" is a party to "lake"\n' * 59
        + "```\n"
    )

    assert problems_in({"tolls": text}, record) == ()
