"""Cells that a spreadsheet would take for a formula."""

import csv
import io

import pytest

from obligcheck.presentation.claims import drawer
from obligcheck.presentation.compare import draw_csv as draw_compared
from obligcheck.presentation.guard import guarded
from obligcheck.presentation.survey_files import draw_csv as draw_surveyed
from obligcheck.presentation.tree import PLAIN
from tests.unit.answers.club import club
from tests.unit.answers.views import TABLES, VIEWS
from tests.unit.books import book_of
from tests.unit.presentation.handmade import RECEIPT

FORMULA = '=HYPERLINK("x")'

#: Equals, plus, minus and at as wide characters.
WIDE = ["\uff1d1", "\uff0bx", "\uff0d1", "\uff20x"]


@pytest.mark.parametrize("cell", [FORMULA, "+a", "-1+1", "@x", "\tx", "\rx", "\nx", "\0=x", *WIDE])
def test_what_begins_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-1.5", "+49", "a=b", "2025-10-09"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_claim_is_no_formula() -> None:
    _, one, _ = drawer("csv", RECEIPT, PLAIN)
    (claim,) = club().claims([FORMULA], on="2026-01-01")

    assert next(csv.reader([one(claim)]))[1] == f"'{FORMULA}"


def test_a_name_in_a_list_or_a_comparison_is_no_formula() -> None:
    states = ("state,name\nnorland,@Norland\nsuderland,Suderland\nostmark,Ostmark", STATES)
    book = book_of(VIEWS, {**TABLES, "states": states})
    surveyed = draw_surveyed(book.each("visit", "state", suspect="doe", date="2020-01-01"))
    compared = draw_compared([book.profile("compare", on="2020-01-01", state="norland")])

    assert "'@Norland" in [row[1] for row in csv.reader(io.StringIO(surveyed))]
    assert [row[1] for row in csv.reader(io.StringIO(compared))] == ["name", "'@Norland"]


STATES = {"entity": {"type": "state", "id": "state", "name": "name"}, "complete": True}
