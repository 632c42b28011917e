"""The words around the sentences: dates, reasons, and what must never reach a terminal."""

from datetime import date

import pytest

from obligcheck.presentation import wording
from obligcheck.temporal import Truth
from tests.unit.presentation.handmade import NO, TREE, UNKNOWN, YES, Said, answer, fact, node


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, ""),
        (date(2002, 7, 1), None, "since 2002-07-01"),
        (None, date(2002, 7, 1), "until 2002-07-01"),
        (date(2002, 7, 1), date(2027, 7, 24), "2002-07-01 until 2027-07-24"),
    ],
)
def test_a_stretch_of_days(since: date | None, until: date | None, words: str) -> None:
    assert wording.days(since, until) == words


@pytest.mark.parametrize(
    ("kind", "truth", "words"),
    [
        ("no record", NO, "no record (the table is complete)"),
        ("not known", UNKNOWN, "not known"),
        ("judged", NO, "not raised, LT 5"),
        ("judged", UNKNOWN, "not known, LT 5"),
        ("circumstance", NO, "not raised, LT 5"),
        ("presumption", YES, "presumed, LT 5"),
        ("presumption", NO, "LT 5"),
        ("assumed", YES, "assumed, LT 5"),
        ("assumed", NO, "assumed not to be so, LT 5"),
        ("supposed", YES, "supposed, LT 5"),
        ("calculated", YES, "calculated, LT 5"),
        ("duty", YES, "LT 5"),
        ("alternative", NO, ""),
        ("exception", YES, ""),
    ],
)
def test_what_stands_behind_a_line_is_said_apart(kind: str, truth: int, words: str) -> None:
    cites = () if kind in {"no record", "not known"} else ("LT 5",)
    at = "data/waits.csv"
    assert wording.because(node("Norland waits", type(YES)(truth), kind, *cites, at=at)) == words


def test_where_no_table_could_hold_a_sentence_none_is_called_complete() -> None:
    assert wording.because(node("Norland waits", NO, "no record")) == "nothing says so"


def test_a_list_that_ends_before_the_record_says_until_when_it_speaks() -> None:
    silent = node("Norland waits", NO, "no record", at="data/waits.csv")
    assert (
        wording.because(silent._replace(checked=date(2019, 11, 27))) == "no record (listed until 2019-11-27)"
    )


def test_several_rows_that_state_one_fact_are_named_together() -> None:
    one, other = fact("Norland signed", line=3), fact("Norland signed", line=9)
    both = one._replace(conditions=(one, other))
    assert wording.because(both) == "parties.csv:3, parties.csv:9"


def test_an_exception_that_fails_lends_its_citation_and_its_reading() -> None:
    exception = node("Norland must pay", NO, "exception", "LT 9", note="urgency: wide")
    lacking = node("Norland is at war", NO, "rule", "LT 9", "LT 3")
    assert wording.because(lacking, exception) == "LT 9, LT 3 (urgency: wide)"


@pytest.mark.parametrize(
    ("kind", "truth", "words"),
    [
        ("judged", YES, "not raised, LT 5"),
        ("circumstance", YES, "not raised, LT 5"),
        ("circumstance", UNKNOWN, "not known, LT 5"),
        ("presumption", NO, "presumed, LT 5"),
        ("presumption", YES, "LT 5"),
        ("assumed", YES, "assumed not to be so, LT 5"),
        ("assumed", NO, "assumed, LT 5"),
    ],
)
def test_an_opposite_has_the_reason_of_its_sentence(kind: str, truth: Truth, words: str) -> None:
    assert wording.because(node("it is so", truth, kind, "LT 5", negated=True)) == words


def test_a_judge_who_ruled_otherwise_is_named_for_an_opposite_too() -> None:
    ruled = node("it is so", YES, "judged", "LT 5", negated=True, note="the Court")
    assert wording.because(ruled) == "not so ruled by the Court, LT 5"
    assert wording.because(ruled._replace(truth=UNKNOWN)) == "not decided by the Court, LT 5"


def test_an_opposite_reads_as_one() -> None:
    waits = node("Norland waits", YES, "not known", negated=True)
    assert wording.sentence(waits) == "not: Norland waits"


def test_what_only_a_judge_can_say_names_the_judge() -> None:
    sealed = node("the seal binds", UNKNOWN, "judged", "LT 6", note="the Lake Court")
    assert wording.sentence(sealed) == "the seal binds"
    assert wording.because(sealed) == "not decided by the Lake Court, LT 6"
    unruled = sealed._replace(truth=NO)
    assert wording.because(unruled) == "not so ruled by the Lake Court, LT 6"


def test_a_note_stands_behind_the_sentence() -> None:
    counted = node("enough have signed", YES, "calculated", note="62 in all")
    assert wording.sentence(counted) == "enough have signed (62 in all)"


def test_an_exception_that_applies_is_told_by_its_citation() -> None:
    applies = node("Norland must pay", YES, "exception", "LT 9")
    assert wording.sentence(applies) == "the exception of LT 9 applies"


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    assert wording.clean("a\x1b[2Jb\x00c\x9bd\u202ee") == "a�[2Jb�c�d�e"
    assert wording.clean("two\nlines\tand tabs") == "two lines and tabs"


def test_a_question_says_what_each_of_several_things_is_to_it() -> None:
    asked = answer()
    assert wording.question(asked) == "notice · Norland · 2026-03-09"

    asked.inputs.update(home_state="ostmark", notice_date="2026-03-01")
    asked.names.update(home_state="Ostmark")
    assert wording.question(asked) == (
        "notice · Norland · 2026-03-09 · home state Ostmark · notice date 2026-03-01"
    )


def test_what_a_user_supposed_is_said_before_the_tree() -> None:
    given = answer(said=Said())
    given.receipt["options"] = {
        "assume": ["it rains"],
        "deny": ["it snows"],
        "readings": {"urgency": "wide"},
        "known_on": "2020-01-01",
    }
    given.receipt["also_on_record"] = ["it rained"]
    assert list(wording.supposed(given)) == [
        "assumed: it rains",
        "assumed not to be so: it snows",
        "under the reading `wide` of `urgency`",
        "from what was public on 2020-01-01",
        "the record also says: it rained (deny it to leave it out)",
        "presumed: Norland has been asked",
    ]


def test_a_receipt_without_options_supposes_nothing_but_presumptions() -> None:
    assert list(wording.supposed(answer(TREE.conditions[0]))) == []
