"""The vocabulary: sentences found by their words, by what resembles them, and by what users write."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.sentences import Vocabulary, parse_sentence
from tests.effort import effort_of


def vocabulary(*sentences: str) -> Vocabulary:
    return Vocabulary.of(map(parse_sentence, sentences))


def matched(known: Vocabulary, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(sentence), parts) for sentence, parts in known.matches(text)]


def test_a_sentence_is_found_whatever_fills_its_blanks() -> None:
    known = vocabulary("{state} is a party to {treaty}", "it rains")

    for text in (
        "{home state} is a party to {treaty}",
        '"Norland" is  a party to {treaty}',
        "{} is a party to {}",
    ):
        assert str(known.find(text)) == "{state} is a party to {treaty}"
    assert known.find("{state} is a party") is None


def test_of_two_sentences_with_the_same_words_the_first_stays() -> None:
    known = vocabulary("{state} is poor", "{suspect} is poor", "{state} is rich")

    assert [str(sentence) for sentence in known] == ["{state} is poor", "{state} is rich"]


def test_the_nearest_sentence_is_what_was_meant() -> None:
    known = vocabulary("{state} ratified {treaty}", "{state} signed {treaty}")

    assert str(known.nearest("{state} ratifed {treaty}")) == "{state} ratified {treaty}"
    assert known.nearest("whales sing") is None


def test_names_stand_in_the_blanks_as_users_write_them() -> None:
    known = vocabulary("{state} is a party to {treaty}")

    assert matched(known, ' NORLAND Is a  Party to "Lake Treaty"') == [
        ("{state} is a party to {treaty}", ("NORLAND", "Lake Treaty"))
    ]


def test_a_sentence_without_blanks_matches_in_any_case() -> None:
    known = vocabulary("the lake is full", "the lake is fuller")

    assert matched(known, "The Lake is FULL") == [("the lake is full", ())]
    assert matched(known, "so the lake is full") == []


@pytest.mark.parametrize(
    "text",
    [
        "is a party to lake",
        "norland is a party to ",
        "norland is a party",
        "",
        " is a party to  is a party to ",
    ],
)
def test_something_stands_in_every_blank(text: str) -> None:
    assert matched(vocabulary("{state} is a party to {treaty}"), text) == []


def test_the_sentence_with_most_words_comes_first() -> None:
    known = vocabulary("{state} is {status}", "{state} is a party to {treaty}")

    assert [sentence for sentence, _ in matched(known, "norland is a party to lake")] == [
        "{state} is a party to {treaty}",
        "{state} is {status}",
    ]


def test_a_name_may_hold_the_words_around_the_blanks() -> None:
    known = vocabulary("{state} and {other state} are at war")

    assert [parts for _, parts in known.matches("Rock and Isle and Norland are at war")] == [
        ("Rock and Isle", "Norland"),
        ("Rock", "Isle and Norland"),
    ]


def test_the_words_between_blanks_must_stand_in_order() -> None:
    known = vocabulary("{state} sent {suspect} to {other state}")

    assert matched(known, "norland to doe sent suderland") == []
    assert matched(vocabulary("in {state} it rains"), "norland in it rains it") == []


def test_a_text_that_fits_in_countless_ways_takes_little_effort() -> None:
    known = vocabulary("{a x} is {b x} is {c x} is {d x} is {e x} is {f x} is {g x}")

    ways, effort = effort_of(lambda: matched(known, "x " + "is " * 600 + "x"))

    assert 0 < len(ways) < 100
    # Each word is looked at once for each of the six of the sentence: some 30 calls. All pairs of words
    # would be 180,000.
    assert effort < 80 * 600


pieces = st.sampled_from(["norland", "lake", " and ", " is at war with ", "AND", "and", " "])


@given(st.lists(pieces, max_size=8).map("".join))
def test_each_way_to_match_gives_the_text_again(text: str) -> None:
    known = vocabulary("{state} and {other state}", "{state} is at war with {other state} and {third state}")

    for sentence, parts in known.matches(text):
        assert sentence.fill(parts).casefold() == " ".join(text.split()).casefold()


@given(st.lists(st.sampled_from(["norland", "rock and isle", "ost"]), min_size=3, max_size=3))
def test_a_filled_sentence_matches_with_what_fills_it(parts: list[str]) -> None:
    known = vocabulary("{state} is at war with {other state} and {third state}")
    (sentence,) = known

    assert (sentence, tuple(parts)) in list(known.matches(sentence.fill(parts)))


def test_words_that_stand_too_late_leave_no_room_for_the_next_blank() -> None:
    known = vocabulary("{state} sent {suspect} to {other state}")

    assert matched(known, "norland sent doe home to ") == []
    assert matched(known, "sent norland to suderland sent to doe") == []


def test_words_that_a_blank_touches_are_found_too() -> None:
    known = vocabulary(
        "{state}'s exit took effect", "{state}, a party", "({state})", "{state} is in", "so it is"
    )

    assert matched(known, "Norland's exit took effect") == [("{state}'s exit took effect", ("Norland",))]
    assert matched(known, "Norland, a party") == [("{state}, a party", ("Norland",))]
    assert matched(known, "(Norland)") == [("({state})", ("Norland",))]
    assert matched(known, "SO IT IS") == [("so it is", ())]


@given(st.lists(st.sampled_from(["a", "b is", "{x}", "{y}, ", "'s ", " of ", "A "]), min_size=1, max_size=5))
def test_a_sentence_is_among_the_matches_of_itself_filled_in(parts: list[str]) -> None:
    text = "".join(parts)
    if text.replace("{x}", "").replace("{y}", "").strip():
        sentence = parse_sentence(text)
        known = vocabulary("{x} is a of b", "a {x} b", text)
        filled = sentence.fill(["thing"] * len(sentence.blanks))

        assert sentence.key in {found.key for found, _ in known.matches(filled)}


def test_what_was_looked_up_is_not_kept() -> None:
    known = vocabulary("it rains")
    before = pickle.dumps(known)
    assert matched(known, "it rains")

    assert pickle.dumps(known) == before
