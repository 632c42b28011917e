"""Texts, places in them, and citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.sources import Place, Source, is_citation

INSTRUMENTS = frozenset({"LT", "Charter"})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_their_file_ends_them(end: str) -> None:
    assert Source("tolls.md", end.join(["one", "", "two", ""])).lines == ["one", "", "two", ""]


def test_what_ends_no_line_in_markdown_ends_none_here() -> None:
    text = "one\x0btwo\x0cthree\x85four\u2028five"
    assert Source("tolls.md", text).lines == [text]


def test_a_place_is_found_by_its_position() -> None:
    place = Source("tolls.md", "one\r\ntwo\nthree").place(8)

    assert place == Place("tolls.md", 2, 4, 1, "two")


def test_a_part_of_a_place_begins_in_it() -> None:
    place = Place("tolls.md", 3, 5, 10, "    ten signs!", ("Tolls",))

    assert place.part(4, 7) == place._replace(column=9, width=3)
    assert place.part(4, 4).width == 1
    assert place.at == "tolls.md:3"


@given(st.text(st.sampled_from("ab\r\n"), max_size=12), st.integers(0, 11))
def test_the_place_of_a_character_holds_it(text: str, position: int) -> None:
    if position < len(text) and text[position] not in "\r\n":
        place = Source("tolls.md", text).place(position)

        assert place.text[place.column - 1] == text[position]


@pytest.mark.parametrize(
    "cite",
    [
        "LT 7",
        "LT 7(1)",
        "LT 7(1)(a)",
        "LT 15 bis(5)",
        "LT 5 ter",
        "LT 7(2 bis)",
        "Charter 12/Res.3",
        "LT Dec.397(XVIII)",
    ],
)
def test_provisions_are_written_as_lawyers_write_them(cite: str) -> None:
    assert is_citation(cite, INSTRUMENTS)


@pytest.mark.parametrize(
    "cite",
    ["", "LT", "LT ", "7(1)", "FT 7", "LT  7", "LT 7 and 8", "LT 7(", "LT (1)", "LT 7()", "LT 7 (1)", "lt 7"],
)
def test_what_names_no_provision_of_a_known_instrument_is_no_citation(cite: str) -> None:
    assert not is_citation(cite, INSTRUMENTS)
