"""Whole books: the good ones check clean, and each bad one is told what is wrong, drawn as users see it."""

from pathlib import Path

import pytest

from obligcheck.facts import Record
from obligcheck.language.check import build_rule_book
from obligcheck.presentation.problems import draw_problems
from obligcheck.problems import Problem
from obligcheck.shelf.files import File, read
from obligcheck.sources import Source
from tests.unit.books import INSTRUMENTS, record_of
from tests.unit.language.record import TABLES

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.md"))
BAD = sorted((HERE / "bad").glob("*.md"))


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
