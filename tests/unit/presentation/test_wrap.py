"""Breaking words into lines: nothing is lost, nothing is too wide but an address."""

from hypothesis import given
from hypothesis import strategies as st

from obligcheck.presentation.wrap import wrap


@given(st.text(alphabet="ab ", max_size=60), st.integers(1, 20), st.integers(1, 20))
def test_every_line_fits_and_every_letter_stays(text: str, first: int, rest: int) -> None:
    lines = wrap(text, first, rest, len)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines[0]) <= first
    assert all(len(line) <= rest for line in lines[1:])


def test_an_address_stays_whole_so_that_it_can_be_opened() -> None:
    assert wrap("see https://lake.example/a/long/way", 10, 10, len) == [
        "see",
        "https://lake.example/a/long/way",
    ]


def test_nothing_is_one_empty_line() -> None:
    assert wrap("", 5, 5, len) == [""]


def test_wide_letters_count_as_they_are_seen() -> None:
    assert wrap("日本 日本", 4, 4, lambda text: sum(1 + (c > "\u2000") for c in text)) == ["日本", "日本"]
