"""What an answer rests on: provisions in order, presumptions, the few that a headline holds."""

from obligcheck.answers import Node
from obligcheck.answers.basis import basis_of, deciding, headline_of, presumed_in
from obligcheck.temporal import Truth
from tests.unit.answers.lake import sail
from tests.unit.books import Tables, ask, book_of, stating

NO, MAYBE, YES = Truth


def _node(
    truth: Truth,
    *cites: str,
    kind: str = "rule",
    conditions: tuple[Node, ...] = (),
    unless: tuple[Node, ...] = (),
) -> Node:
    return Node("it is so", truth, None, None, kind, cites, conditions=conditions, unless=unless)


def test_the_basis_of_a_yes_is_what_holds() -> None:
    assert sail("doe", "norland", "2016-06-01").basis == ("LT 2(1)", "LT 3", "LT 4(2)", "LT 6", "FT 10")


def test_provisions_sort_as_numbers_and_instruments_as_they_are_met() -> None:
    tree = _node(
        YES,
        "RS 127(2)",
        "RS 89(1)",
        conditions=(_node(YES, "SC 1593", "RS 15 bis(5)", "RS 15(1)", "RS 9"), _node(YES, "RS 89(1)")),
    )

    cites = basis_of(deciding(tree))

    assert cites == (
        "RS 9",
        "RS 15(1)",
        "RS 15 bis(5)",
        "RS 89(1)",
        "RS 127(2)",
        "SC 1593",
    )


def test_the_basis_of_a_no_is_what_fails_and_what_defeats() -> None:
    defeated = sail(
        "doe", "norland", "2016-06-01", assume=["Jane Doe is a guest of Norland"], readings=["guests=liberal"]
    )

    assert "LT 5" in defeated.basis
    assert "LT 2(1)" in sail("doe", "ostmark", "2016-06-01").basis
    assert "LT 3" not in sail("doe", "ostmark", "2016-06-01").basis


def test_an_exception_that_failed_is_no_basis_of_a_yes() -> None:
    held = sail(
        "doe", "norland", "2016-06-01", deny=["Jane Doe is a guest of Norland"], readings=["guests=liberal"]
    )

    assert held.verdict is YES
    assert "LT 5" not in held.basis


def test_what_is_under_a_negated_condition_is_basis_where_it_decides() -> None:
    tables: Tables = {
        "shores": ("state\nnorland\n", stating("{state} has a shore")),
        "joined": ("state\n", stating("{state} joined")),
    }
    book = book_of(
        """
        rule LT 3
          {state} is a member
          if {state} joined

        rule LT 2
          {state} is a stranger
          if {state} has a shore
          and not {state} is a member
        """,
        tables,
    )

    assert basis_of(deciding(ask(book, "Norland is a stranger").tree("2020-01-01"))) == ("LT 2", "LT 3")


def test_the_headline_holds_the_duties_that_decide() -> None:
    assert sail("doe", "norland", "2016-06-01").headline == ("LT 4(2)", "FT 10")


def test_without_a_duty_the_headline_is_that_of_the_root() -> None:
    assert headline_of(_node(YES, "LT 1", conditions=(_node(YES, "LT 2"),))) == ("LT 1",)


def test_a_presumption_on_which_the_verdict_rests_is_named() -> None:
    assert sail("doe", "norland", "2016-06-01").presumed == ("Norland has been told of Jane Doe",)
    assert sail("roe", "norland", "2016-06-01").presumed == ("Norland has been told of Richard Roe",)


def test_a_presumption_that_decides_nothing_is_not_named() -> None:
    assert sail("doe", "suderland", "2016-06-01").presumed == ()
    assert sail("doe", "norland", "2016-06-01", assume=["Norland has been told of Jane Doe"]).presumed == ()


def test_a_part_met_twice_counts_once() -> None:
    shared = _node(YES, "LT 6", kind="presumption")

    tree = _node(YES, conditions=(shared, _node(YES, conditions=(shared,))))

    assert presumed_in(deciding(tree)) == ("it is so",)


def test_a_presumption_whose_opposite_is_asked_for_is_named_where_it_holds() -> None:
    failing = _node(NO, kind="presumption")._replace(negated=True)

    assert presumed_in([failing]) == ("it is so",)
    assert presumed_in([failing._replace(truth=YES)]) == ()
