"""A survey in words: the sentence that sums it up, its order, what of it is shown, its notes."""

import pytest

from obligcheck.presentation.survey import Only, Order, Shown, contesting, how_many, label, notes, summary
from obligcheck.temporal import Truth
from tests.unit.answers.lake import lake
from tests.unit.presentation.surveys import each_state, each_suspect


def test_one_sentence_sums_it_up_in_the_words_of_the_rules() -> None:
    assert summary(each_state()) == (
        "On 1 January 2018, 4 of 7 states must turn back Jane Doe; for 3 that is not so."
    )
    assert summary(each_suspect("nor")) == (
        "On 1 January 2018, Norland must turn back 1 of 2 suspects; for 1 that is not so."
    )


def test_the_sentence_leaves_out_what_is_true_of_none() -> None:
    everybody = each_state(assume=[f"{name} is a neighbour" for name in ("One of Many", "sud", "two")])
    assert summary(everybody) == "On 1 January 2018, 7 of 7 states must turn back Jane Doe."


def test_the_sentence_tells_unknown_from_no() -> None:
    # Since when One of Many was a member is not on record.
    assert summary(each_state("2016-01-01")) == (
        "On 1 January 2016, 4 of 7 states must turn back Jane Doe; for 2 that is not so; "
        "for 1 it cannot be told."
    )
    assert summary(each_suspect("two")) == (
        "On 1 January 2018, Two of Many must turn back none of 2 suspects; for 2 that is not so."
    )


def test_of_one_thing_the_sentence_says_that_it_was_one() -> None:
    said = [
        summary(each_state().among([one.thing for one in each_state().found if one.thing.id == name]))
        for name in ("nor", "sud")
    ]
    assert said == [
        "On 1 January 2018, 1 state (of 1) must turn back Jane Doe.",
        "On 1 January 2018, no state (of 1) must turn back Jane Doe; for 1 that is not so.",
    ]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("verdict", "the Isle, Norland, Ostmark, Zetland, One of Many, Suderland, Two of Many"),
        ("name", "the Isle, Norland, One of Many, Ostmark, Suderland, Two of Many, Zetland"),
        ("since", "Suderland, Two of Many, the Isle, Norland, Ostmark, Zetland, One of Many"),
        ("until", "Suderland, the Isle, Norland, One of Many, Ostmark, Two of Many, Zetland"),
    ],
)
def test_a_list_has_an_order_and_the_article_counts_for_none(order: Order, names: str) -> None:
    shown = Shown(order).of(each_state())
    assert ", ".join(one.thing.name for one in shown) == names


@pytest.mark.parametrize(
    ("only", "day", "names"),
    [
        ("yes", "2018-01-01", "the Isle, Norland, Ostmark, Zetland"),
        ("no", "2018-01-01", "One of Many, Suderland, Two of Many"),
        ("unknown", "2018-01-01", ""),
        ("unknown", "2016-01-01", "One of Many"),
        ("contested", "2018-01-01", "the Isle, Zetland"),
        ("close", "2018-01-01", "Suderland"),
    ],
)
def test_a_part_of_a_list_is_shown(only: Only, day: str, names: str) -> None:
    shown = Shown(only=only).of(each_state(day))
    assert ", ".join(one.thing.name for one in shown) == names


def test_how_many_are_shown_and_of_how_many() -> None:
    survey = each_state()
    assert how_many(survey.of(Truth.NO), survey) == "3 states"
    assert how_many(survey.of(Truth.NO)[:1], survey) == "1 of 3 states"


def test_a_reading_names_those_whom_it_changes_while_they_are_few() -> None:
    assert list(contesting(each_state())) == [
        "contested: under the reading `wide` of `storms` the answer is no for the Isle, Zetland"
    ]
    named = "the Isle, Norland, Ostmark, Zetland"
    few = each_state(assume=[f"{name} is at the stormy end" for name in ("nor", "ost")])
    assert list(contesting(few)) == [
        f"contested: under the reading `wide` of `storms` the answer is no for {named}"
    ]
    more = each_state("2018-07-01", assume=[f"{name} is at the stormy end" for name in ("nor", "ost", "sud")])
    assert list(contesting(more)) == [
        "contested: under the reading `wide` of `storms` the answer is no for 5 states"
    ]


def test_what_was_supposed_and_what_is_presumed_is_said() -> None:
    survey = lake().each(
        "sail", "suspect", state="norland", date="2018-01-01", deny=["Jane Doe is a guest of Norland"]
    )
    assert list(notes(survey)) == [
        "assumed not to be so: Jane Doe is a guest of Norland",
        "presumed: a part of 2 answers; --format json says which",
    ]
    assert list(notes(each_state())) == []


def test_labels_that_differ_give_way_to_the_verdict() -> None:
    survey = each_state()
    yes, no = survey.of(Truth.YES), survey.of(Truth.NO)
    assert label(yes) == "MUST TURN BACK"
    assert label([yes[0], no[0]]) == "YES"
