"""The real record: sound, recomputed by the rules, and said in words that can be asked back."""

from collections.abc import Iterator

from obligcheck.answers.examples import run_examples
from obligcheck.answers.parse import parse_sentence
from obligcheck.answers.record_check import check_record
from obligcheck.facts import Fact
from tests.bundled import bundled_book
from tests.cases.reckoning import day, entry, leaving, rows


def _facts() -> Iterator[Fact]:
    book = bundled_book()
    for statement in book.record.statements:
        yield from statement.matching((None,) * len(statement.sentence.blanks), book.record.names)


def test_the_record_is_sound() -> None:
    assert check_record(bundled_book()) == ()


def test_every_fact_can_be_asked_in_the_words_in_which_it_is_shown() -> None:
    book, number = bundled_book(), 0
    for fact in _facts():
        claim = parse_sentence(fact.sentence.fill(fact.arguments), book.rules.vocabulary, book.record)
        number += 1
        assert (claim.sentence, claim.arguments) == (fact.sentence, fact.arguments)

    assert number > 2000


def test_every_entry_into_force_and_every_withdrawal_is_recomputed() -> None:
    recorded = {row["state"]: row["entry_date"] for row in rows("membership") if row["entry_date"]}
    effective = {row["state"]: row["effective_date"] for row in rows("withdrawals") if row["effective_date"]}
    table = bundled_book().record.table("membership")

    assert table is not None
    assert table.keys["recompute"]
    assert len(recorded) == 127
    assert all(entry(state) == day(date) for state, date in recorded.items())
    assert {"BDI", "PHL"} <= effective.keys()
    assert all(leaving(state) == day(date) for state, date in effective.items())


def test_one_state_is_bound_by_succession_and_not_by_the_count_of_days() -> None:
    (row,) = [row for row in rows("membership") if row["succession_date"]]

    assert (row["state"], row["deposit_kind"]) == ("MNE", "succession")
    assert row["entry_date"] == row["succession_date"] == "2006-06-03"
    assert row["deposit_date"] > row["entry_date"]


def test_every_recorded_entry_date_is_one_the_rules_find() -> None:
    book = bundled_book()
    wrong = [
        row["state"]
        for row in rows("membership")
        if row["entry_date"]
        and str(
            book.ask(f"the Statute enters into force for {row['state']} on {row['entry_date']}").on(
                "2026-11-22"
            )
        )
        != "yes"
    ]

    assert not wrong


def test_all_examples_of_the_rules_hold_and_cover_every_rule() -> None:
    report = run_examples(bundled_book())

    assert report.failures == ()
    assert report.ran > 300
    assert [rule.place.at for rule in report.never_held] == []
    assert [rule.place.at for rule in report.never_failed] == []
    assert report.covered == report.rules
    assert (report.never_decided, report.never_idle) == ((), ())
