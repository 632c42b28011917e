"""Sentences: what is written, what stands in the blanks, and how they read when filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.sentences import HOLE, Blank, Entity, Sentence, parse_sentence, skeleton
from obligcheck.temporal import parse_edtf

NORLAND = Entity("state", "norland", "Norland")

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='{}"'), max_size=12)
names = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=6)
blanks = st.lists(names, min_size=1, max_size=3).map(lambda parts: f"{{{' '.join(parts)}}}")
written = st.lists(words | blanks, max_size=8).map("".join)


def test_the_last_word_of_a_blank_is_its_type() -> None:
    sentence = parse_sentence("{home state} must pay {state} on {due date}")

    assert sentence.types == ("state", "state", "date")
    assert sentence.blanks[0] == Blank("home state")


def test_a_sentence_is_filled_with_names_dates_and_texts() -> None:
    sentence = parse_sentence("{state} stated on {statement date}: {statement}")

    filled = sentence.fill([NORLAND, parse_edtf("2013-03"), "No toll is due"])

    assert filled == "Norland stated on 2013-03: No toll is due"


def test_a_blank_left_open_reads_some() -> None:
    assert parse_sentence("{home state} is poor").fill([None]) == "some home state is poor"


def test_sentences_with_the_same_words_share_their_key_whatever_the_blanks_are_called() -> None:
    one, other = parse_sentence("{state} is poor"), parse_sentence("{home state} is poor")

    assert one.key == other.key == "{} is poor"
    assert one != other


def test_blanks_between_words_count_once_and_none_at_the_ends() -> None:
    sentence = parse_sentence("  {state} \t is   poor ")

    assert str(sentence) == "{state} is poor"
    assert sentence.key == skeleton(" { home  state }  is poor\t")


def test_constants_and_dates_are_holes_of_the_skeleton() -> None:
    assert skeleton('{state} waits for "Jane Doe" from 2020-01-01 in port 2020-01-011') == (
        "{} waits for {} from {} in port 2020-01-011"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"Norland" is poor', 'expected a named blank such as {state}, found `"Norland"`'),
        ("2020-01-01 is poor", "expected a named blank such as {state}, found `2020-01-01`"),
        ("{} is poor", "expected a named blank such as {state}, found `{}`"),
        ("{ } is poor", "expected a named blank such as {state}, found `{ }`"),
        ("{state is poor", "`{` has no partner, expected blanks such as {state}"),
        ("{{state}} is poor", "`{` has no partner, expected blanks such as {state}"),
        ('{state} is "poor', '`"` has no partner, expected blanks such as {state}'),
        (' "{state}" ', '`"` has no partner, expected blanks such as {state}'),
        ("", "expected a sentence, found no words"),
        ("{state}", "expected a sentence, found no words"),
        (" {state} {other state} ", "expected a sentence, found no words"),
    ],
)
def test_what_is_no_sentence_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_sentence(text)

    assert str(caught.value) == reason


def test_entities_are_the_same_by_type_and_id_and_show_their_name() -> None:
    assert Entity("state", "norland", "Norland") == NORLAND
    assert Entity("treaty", "norland", "Norland") != NORLAND
    assert str(NORLAND) == "Norland"


@given(written)
def test_a_sentence_is_what_it_was_when_written_out_and_read_again(text: str) -> None:
    sentence = sentence_or_none(text)
    if sentence is not None:
        again = parse_sentence(str(sentence))

        assert (again.words, again.blanks) == (sentence.words, sentence.blanks)


@given(written)
def test_a_sentence_is_found_by_the_words_it_was_written_with(text: str) -> None:
    sentence = sentence_or_none(text)
    if sentence is not None:
        assert sentence.key == skeleton(text)
        assert len(sentence.blanks) == len(list(HOLE.finditer(text)))


@given(written, st.data())
def test_filling_leaves_the_words_as_they_are(text: str, data: st.DataObject) -> None:
    sentence = sentence_or_none(text)
    if sentence is not None:
        arguments = [data.draw(names) for _ in sentence.blanks]
        expected = str(sentence)
        for blank, argument in zip(sentence.blanks, arguments, strict=True):
            expected = expected.replace(str(blank), argument, 1)

        assert sentence.fill(arguments) == expected


@given(st.text())
def test_any_text_is_a_sentence_or_is_refused(text: str) -> None:
    sentence = sentence_or_none(text)
    assert sentence is None or sentence.key == skeleton(text)


def sentence_or_none(text: str) -> Sentence | None:
    try:
        return parse_sentence(text)
    except ValueError:
        return None
