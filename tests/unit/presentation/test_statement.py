"""The finished sentence: with its citations, what contests it, and what to mind."""

import pytest

from obligcheck.presentation.statement import draw_statement
from tests.unit.presentation.handmade import FULL, PARTY, Said, answer


def test_a_statement_is_a_sentence_to_quote_and_a_paragraph_of_what_qualifies_it() -> None:
    assert draw_statement(answer(said=FULL)).split("\n\n") == [
        "Norland must notify the depositary (LT 4).",
        (
            "Contested: Is a storm an urgency? The answer follows the reading “no”, held by the Court. "
            "Under the reading “yes, any storm”, held by "
            "Suderland, since 1 January 2020; Ostmark, the answer would be no. "
            "Presumed: Norland has been asked. "
            "Mind: the record is old; parties.csv was last checked on 1 January 2026."
        ),
        "obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice\n",
    ]


def test_a_statement_without_citations_gets_them_before_its_full_stop() -> None:
    said = Said(said_statement="Norland need not notify anybody.")
    first = draw_statement(answer(PARTY, said=said)).splitlines()[0]
    assert first == "Norland need not notify anybody (LT 4, 7(1))."


def test_a_statement_that_cites_keeps_its_own() -> None:
    said = Said(said_statement="Norland must notify (LT 4, 7(1)) at once.")
    assert draw_statement(answer(PARTY, said=said)).splitlines()[0] == said.said_statement


def test_places_in_the_record_are_left_out_and_what_is_no_day_stays() -> None:
    said = Said(
        said_caveats=(
            "medium confidence: Norland paid, data/my.list.csv:20 (so 2020-13-01)",
            "unchanged since 2026-06-20: data/a.csv, data/b.csv",
        )
    )
    assert "Mind: medium confidence: Norland paid (so 2020-13-01); unchanged since 20 June 2026.\n" in (
        draw_statement(answer(PARTY, said=said))
    )


def test_without_a_basis_there_is_nothing_to_cite() -> None:
    said = Said(said_basis=(), said_statement="Nobody knows.")
    assert draw_statement(answer(PARTY, said=said)).startswith("Nobody knows.\n")


@pytest.mark.parametrize(
    ("said", "prose"),
    [
        ("Norland was asked on 2023.", "Norland was asked in 2023."),
        ("Norland spoke on 2015-06 about it.", "Norland spoke in June 2015 about it."),
        ("Norland spoke on 2015-13 about it.", "Norland spoke on 2015-13 about it."),
        ("Doe came from 2017-03-29 to 2017-03-29.", "Doe came on 29 March 2017."),
        ("Doe came from 2017-03-29 to 2017-03-30.", "Doe came from 29 March 2017 to 30 March 2017."),
        ("It ends on 2029-02-28/2029-03-01.", "It ends on 28 February 2029 or 1 March 2029."),
        ("It ended 2029-02-28/2029-03-09.", "It ended between 28 February 2029 and 9 March 2029."),
        ("Lot 2029-02-28/2029-02-31.", "Lot 28 February 2029/2029-02-31."),
        ("It sits on 1593 stones.", "It sits on 1593 stones."),
    ],
)
def test_days_months_and_years_are_told_as_prose_has_them(said: str, prose: str) -> None:
    caveats = Said(said_statement="Norland pays.", said_caveats=(said,))
    assert f"Mind: {prose}\n" in draw_statement(answer(PARTY, said=caveats))
