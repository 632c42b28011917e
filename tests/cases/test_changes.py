"""What would turn a verdict, on the real record: fed back as users would, each set does and no part of it."""

import re
from datetime import date, timedelta

import pytest

from obligcheck import Answer
from obligcheck.answers.change import LATEST
from obligcheck.temporal import parse_edtf
from tests.bundled import bundled_book
from tests.cases.questions import Question, questions
from tests.cases.reckoning import is_dead

#: Questions whose verdict is unknown for two reasons at once: sealed, and in the air.
TWICE_UNKNOWN = (
    Question("overflight", "odhiambo", "BOL", date(2005, 10, 12)),
    Question("overflight", "katanga", "BEL", date(2007, 7, 2), ("agreements=any-agreement",)),
    Question("overflight", "ngudjolo", "POL", date(2007, 7, 7), ("functional-immunity=retained",)),
)

SAMPLE = [
    pytest.param(question, id=str(question)) for question in (*questions(seed=2, number=40), *TWICE_UNKNOWN)
]


def _turned(question: Question, words: tuple[str, ...]) -> Answer:
    plain = [text.removesuffix(LATEST) for text in words]
    return question.answer(
        assume=[text for text in plain if not text.startswith("not: ")],
        deny=[text.removeprefix("not: ") for text in plain if text.startswith("not: ")],
    )


@pytest.mark.parametrize("question", SAMPLE)
def test_every_set_turns_the_verdict_and_no_part_of_it_does(question: Question) -> None:
    answer = question.answer()

    # What could be otherwise is offered, and that somebody died is not.
    assert answer.flips or is_dead(question.suspect, question.day) == "yes"
    for words, verdict in answer.flips:
        assert _turned(question, words).verdict is verdict is not answer.verdict, words
        for left_out in words:
            if len(words) > 1:
                part = tuple(text for text in words if text != left_out)
                assert _turned(question, part).verdict is not verdict, part


@pytest.mark.parametrize("question", SAMPLE)
def test_no_set_contains_another(question: Question) -> None:
    flips = question.answer().flips

    for facts, verdict in flips:
        assert not [other for other, turned in flips if turned is verdict and {*other} < {*facts}]


@pytest.mark.parametrize("question", SAMPLE)
def test_a_date_that_is_moved_is_the_latest_that_still_turns(question: Question) -> None:
    answer = question.answer()
    for words, verdict in answer.flips:
        moved = [text for text in words if text.endswith(LATEST)]
        if len(words) == 1 and moved:
            on = parse_edtf(re.findall(r"\d{4}-\d\d-\d\d", moved[0])[0]).earliest
            later = moved[0].replace(str(on), str(on + timedelta(days=1)))
            earlier = moved[0].replace(str(on), str(on - timedelta(days=1)))
            assert _turned(question, (later,)).verdict is not verdict, later
            assert _turned(question, (earlier,)).verdict is verdict, earlier


def test_an_earlier_deposit_would_have_been_enough() -> None:
    change = bundled_book().check("visit", suspect="putin", state="armenia", date="2024-01-31").change

    # 60 days after 1 November are 31 December; a deposit a day later brings entry into force in February.
    deposit = (
        "Armenia deposited its instrument of ratification, acceptance, approval or accession on 2023-11-01"
    )
    assert (f"{deposit}{LATEST}",) in change


def test_a_withdrawal_turns_a_duty_only_if_it_took_effect_before_the_warrant_was_public() -> None:
    change = bundled_book().check("visit", suspect="putin", state="venezuela", date="2026-11-22").change

    # Who left later still owes cooperation (article 127(2)), and was among the Parties asked in March 2023.
    assert (f"the depositary received on 2021-03-02 a withdrawal by Venezuela{LATEST}",) in change


def test_a_request_on_record_would_settle_what_was_sealed() -> None:
    change = bundled_book().check("visit", suspect="ag-ghaly", state="kenya", date="2020-01-01").change

    warrant = "the warrant of 18 July 2017 against Iyad Ag Ghaly"
    assert (f"Kenya was asked on 2020-01-01 to arrest Iyad Ag Ghaly under {warrant}",) in change
