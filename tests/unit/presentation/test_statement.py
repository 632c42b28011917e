"""The finished sentence: with its citations, what contests it, and what to mind."""

from obligcheck.presentation.statement import draw_statement
from tests.unit.presentation.handmade import FULL, PARTY, Said, answer


def test_a_statement_comes_with_what_qualifies_it() -> None:
    assert draw_statement(answer(said=FULL)).split("\n\n") == [
        "Norland must notify the depositary (LT 4).",
        (
            "Contested: Is a storm an urgency? The answer follows the reading “no”, held by the Court. "
            "Under the reading “yes, any storm”, held by "
            "Suderland, since 2020-01-01; Ostmark, the answer would be no."
        ),
        "Presumed: Norland has been asked.",
        "Mind: the record is old; parties.csv was last checked on 2026-01-01.",
        "obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice\n",
    ]


def test_a_statement_without_citations_gets_them() -> None:
    said = Said(said_statement="Norland need not notify anybody.")
    first = draw_statement(answer(PARTY, said=said)).splitlines()[0]
    assert first == "Norland need not notify anybody. (LT 4, LT 7(1))"


def test_without_a_basis_there_is_nothing_to_cite() -> None:
    said = Said(said_basis=(), said_statement="Nobody knows.")
    assert draw_statement(answer(PARTY, said=said)).startswith("Nobody knows.\n")
