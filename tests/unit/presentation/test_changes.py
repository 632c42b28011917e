"""Stretches of days: what `when` and `ask` show."""

import json
from datetime import date
from textwrap import dedent

from obligcheck.answers import Asked, Change, Contested
from obligcheck.answers.history import History, Otherwise
from obligcheck.presentation.changes import (
    asked_rows,
    asked_statement,
    change_rows,
    draw_history,
    history_rows,
)
from obligcheck.presentation.jsons import draw_asked
from obligcheck.presentation.plain import draw_plain
from obligcheck.presentation.tree import PLAIN, Look
from tests.unit.books import ask, book_of, stating
from tests.unit.presentation.handmade import NO, RECEIPT, YES

BEFORE = Change(None, date(2020, 1, 1), NO, "NO DUTY", ())
AFTER = Change(date(2020, 1, 1), None, YES, "MUST PAY", ("Norland is a party",))
FOREVER = Change(None, None, NO, "NO DUTY", ())
WIDE = Otherwise("storms", "Does a storm count?", "wide", "yes, any storm", (FOREVER,))


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


def test_a_stretch_of_a_period_says_what_contests_it_and_what_it_presumes() -> None:
    qualified = AFTER._replace(
        contested=(Contested("exit", "", "strict", "", (), NO),),
        presumed=("Norland has been asked",),
        caveats=("the list is old",),
    )
    assert draw_plain(change_rows("visit", (BEFORE, qualified), RECEIPT)) == dedent("""\
        visit
          ✘ NO DUTY · until 2020-01-01
          ✔ MUST PAY · since 2020-01-01
              Norland is a party
              contested: under the reading `strict` of `exit` the answer is no
              presumed: Norland has been asked

        Mind
          • the list is old

        obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice
        """)


def test_what_is_taken_for_granted_is_said_with_the_scenario_that_tells_more() -> None:
    asked = paying()._replace(supposed=("Norland is rich",), scenario="pay")
    said = "supposed, as in `pay`, which tells more: Norland is rich"
    assert draw_plain(asked_rows(asked, date(2020, 1, 1), RECEIPT)).splitlines()[1] == said
    assert asked_statement(asked, date(2020, 1, 1)) == (
        f"Norland must pay: yes on 2020-01-01 (since 2020-01-01); {said}\n"
    )
    plain = asked._replace(scenario="")
    assert draw_plain(asked_rows(plain, date(2020, 1, 1), RECEIPT)).splitlines()[1] == (
        "supposed: Norland is rich"
    )


def test_a_history_says_what_other_readings_make_of_it() -> None:
    history = History((BEFORE, AFTER), (WIDE,), RECEIPT)
    assert draw_history("visit · Norland", history, PLAIN) == dedent("""\
        visit · Norland
          ✘ NO DUTY · until 2020-01-01
          ✔ MUST PAY · since 2020-01-01
              Norland is a party

        Contested
          storms: Does a storm count?
            `wide` says yes, any storm
              ✘ NO DUTY · on every day

        obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice
        """)


def test_what_set_a_stretch_is_said_once() -> None:
    later = Change(date(2021, 1, 1), None, YES, "MUST PAY", ("Norland is a party",))
    unsaid = Otherwise("storms", "Does a storm count?", "mild", "", (BEFORE, AFTER, later))
    narrow = Otherwise("exit", "May a party leave?", "narrow", "no", (FOREVER,))
    text = draw_plain(history_rows("visit", History((BEFORE, AFTER), (WIDE, unsaid, narrow), RECEIPT)))
    assert text.split("\n")[6:15] == [
        "  storms: Does a storm count?",
        "    `wide` says yes, any storm",
        "      ✘ NO DUTY · on every day",
        "    `mild`",
        "      ✘ NO DUTY · until 2020-01-01",
        "      ✔ MUST PAY · since 2020-01-01",
        "      ✔ MUST PAY · since 2021-01-01",
        "          Norland is a party",
        "  exit: May a party leave?",
    ]


def test_a_terminal_gets_bars_on_one_scale() -> None:
    history = History((BEFORE, AFTER), (WIDE,), RECEIPT)
    lines = draw_history("visit · Norland", history, Look(50)).split("\n")
    assert lines[:6] == [
        "visit · Norland",
        "",
        "  the answer   ✘░░░░░░░░░░░░░░░░✔█████████████████",
        "  storms=wide  ✘░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
        "                                2020-01-01",
        "",
    ]
    assert lines[6].startswith("  ✘ NO DUTY ")


def test_a_bar_alone_needs_no_name() -> None:
    lines = draw_history("visit", History((BEFORE, AFTER), (), RECEIPT), Look(40)).split("\n")
    assert lines[2] == "  ✘░░░░░░░░░░░░░░░░░░✔██████████████████"


def test_what_never_changes_has_no_bar() -> None:
    assert draw_history("visit", History((FOREVER,), (), RECEIPT), Look(40)).split("\n")[:2] == [
        "visit",
        "  ✘ NO DUTY                 on every day",
    ]


def test_what_was_supposed_stands_under_the_title() -> None:
    options: dict[str, object] = {"assume": ["Norland is a party"], "deny": [], "readings": {}}
    history = History((FOREVER,), (), {**RECEIPT, "options": options})
    lines = draw_history("visit", history, PLAIN).split("\n")
    assert lines[1] == "assumed: Norland is a party"


def test_what_to_mind_with_a_sentence_is_said() -> None:
    parties = (
        "state,since,confidence\nnorland,2020-01-01,low\n",
        stating("{state} is a party", since="since"),
    )
    book = book_of("duty LT 4\n  {state} must pay\n  if {state} is a party", {"parties": parties})
    asked, day = ask(book, "Norland must pay"), date(2020, 1, 1)
    unsure = "low confidence: Norland is a party, data/parties.csv:2"

    assert f"\nMind\n  • {unsure}\n\n" in draw_plain(asked_rows(asked, day, RECEIPT))
    assert asked_statement(asked, day).endswith(f"; mind: {unsure}\n")
    assert json.loads(draw_asked(asked, day, RECEIPT))["caveats"] == [unsure]
