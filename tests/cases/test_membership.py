"""Who is a State Party when: the rules against a plain count over the raw tables, for every State."""

import random
from datetime import date, timedelta

import pytest

from tests.bundled import bundled_book
from tests.cases.reckoning import day, entry, is_party, leaving, month_after, rows, sixtieth

STATES = [row["state"] for row in rows("states")]

#: Known from the depositary. The sixtieth day is the first of a month for Albania and Guatemala.
ENTRIES = {
    "ALB": "2003-05-01",
    "GTM": "2012-07-01",
    "DJI": "2003-02-01",
    "TLS": "2002-12-01",
    "AUS": "2002-09-01",
    "COG": "2004-08-01",
    "KEN": "2005-06-01",
    "TCD": "2007-01-01",
    "JPN": "2007-10-01",
    "CIV": "2013-05-01",
    "PSE": "2015-04-01",
    "SLV": "2016-06-01",
    "KIR": "2020-02-01",
    "ARM": "2024-02-01",
    "UKR": "2025-01-01",
    "TJK": "2002-07-01",
    "MNE": "2006-06-03",
}


def _days(state: str) -> list[date]:
    """Return days to ask about: around each change, around the beginning, and some at random."""
    drawn = random.Random(state)  # noqa: S311 (a sample, no secret)
    turning = [date(2002, 7, 1), date(2026, 11, 22), *(d for d in (entry(state), leaving(state)) if d)]
    around = [turn + timedelta(days=shift) for turn in turning for shift in (-1, 0, 1)]
    return around + [date(2000, 1, 1) + timedelta(days=drawn.randrange(10_000)) for _ in range(10)]


def test_membership_is_what_deposits_and_withdrawals_make_it() -> None:
    wrong = []
    for state in STATES:
        party = bundled_book().ask(f"{state} is a State Party")
        wrong += [
            (state, str(on))
            for on in _days(state)
            if str(party.on(on)) != ("yes" if is_party(state, on) else "no")
        ]

    assert not wrong


def test_the_sixtieth_instrument_brought_the_statute_into_force() -> None:
    assert sixtieth() == date(2002, 4, 11)
    assert month_after(sixtieth() + timedelta(days=60)) == date(2002, 7, 1)
    assert (
        str(bundled_book().ask("the sixtieth instrument was deposited on 2002-04-11").on(date(2020, 1, 1)))
        == "yes"
    )


@pytest.mark.parametrize(("state", "expected"), ENTRIES.items())
def test_the_statute_enters_into_force_on_the_day_the_depositary_gives(state: str, expected: str) -> None:
    on = date.fromisoformat(expected)
    party = bundled_book().ask(f"{state} is a State Party")

    assert entry(state) == on
    assert [str(party.on(on - timedelta(days=1))), str(party.on(on))] == ["no", "yes"]


def test_there_are_125_parties_and_two_that_left() -> None:
    today = date(2026, 11, 22)

    assert sum(is_party(state, today) for state in STATES) == 125
    assert [state for state in STATES if leaving(state) and not is_party(state, today)] == ["BDI", "PHL"]
    assert sum(entry(state) is not None for state in STATES) == 127


@pytest.mark.parametrize("state", [row["state"] for row in rows("withdrawals") if row["rescission_date"]])
def test_a_withdrawal_taken_back_in_time_leaves_no_gap(state: str) -> None:
    party = bundled_book().ask(f"{state} is a State Party").timeline

    assert [change for change in party.changes if change > day("2002-07-01")] in ([], [entry(state)])


def test_a_date_of_signature_binds_nobody() -> None:
    signatories = [
        row["state"] for row in rows("membership") if row["signature_date"] and not row["deposit_date"]
    ]

    assert len(signatories) > 20
    assert not any(
        bundled_book().ask(f"{state} is a State Party").timeline.changes
        for state in signatories
        if entry(state) is None
    )
