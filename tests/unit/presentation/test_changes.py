"""Stretches of days: what `when` and `ask` show."""

from datetime import date
from textwrap import dedent

from obligcheck.answers import Asked, Change
from obligcheck.presentation.changes import asked_rows, asked_statement, change_rows, during
from obligcheck.presentation.plain import draw_plain
from tests.unit.books import ask, book_of, stating
from tests.unit.presentation.handmade import NO, RECEIPT, YES

BEFORE = Change(None, date(2020, 1, 1), NO, "NO DUTY", ())
AFTER = Change(date(2020, 1, 1), None, YES, "MUST PAY", ("Norland is a party",))


def paying() -> Asked:
    """Return whether Norland must pay, which it does since 2020."""
    parties = ("state,since\nnorland,2020-01-01", stating("{state} is a party", since="since"))
    book = book_of("duty LT 4\n  {state} must pay\n  if {state} is a party", {"parties": parties})
    return ask(book, "Norland must pay")


def test_each_stretch_has_its_answer_and_what_set_it() -> None:
    assert draw_plain(change_rows("visit · Norland", (BEFORE, AFTER), RECEIPT)) == dedent("""\
        visit · Norland
          ✘ NO DUTY · until 2020-01-01
          ✔ MUST PAY · since 2020-01-01
              Norland is a party

        obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice
        """)


def test_an_answer_that_never_changes_holds_on_every_day() -> None:
    forever = Change(None, None, NO, "NO DUTY", ())
    assert "✘ NO DUTY · on every day" in draw_plain(change_rows("visit", (forever,), RECEIPT))


def test_a_sentence_is_shown_on_its_day_and_on_all_days() -> None:
    text = draw_plain(asked_rows(paying(), date(2019, 12, 31), RECEIPT))
    assert text.startswith("NO ON 2019-12-31 · until 2020-01-01\n\n✘ Norland must pay")
    assert "On all days\n  ✘ no · until 2020-01-01\n  ✔ yes · since 2020-01-01\n" in text


def test_a_sentence_about_its_truth_in_one_line() -> None:
    expected = "Norland must pay: yes on 2020-01-01 (since 2020-01-01)\n"
    assert asked_statement(paying(), date(2020, 1, 1)) == expected


def test_a_period_shows_the_stretches_that_hold_one_of_its_days() -> None:
    both = (BEFORE, AFTER)
    assert during(both, date(2019, 1, 1), date(2019, 12, 31)) == (BEFORE,)
    assert during(both, date(2019, 12, 31), date(2020, 1, 1)) == both
    assert during(both, date(2020, 1, 1), date(2020, 1, 1)) == (AFTER,)
