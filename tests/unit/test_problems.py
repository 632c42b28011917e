"""Problems as values, and the error that carries all of them."""

from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.sources import Place


def test_a_problem_reads_as_editors_expect_it() -> None:
    found = Problem("bad-date", "there is no such day", Place("rules/tolls.md", 4, 7))

    assert str(found) == "rules/tolls.md:4:7: error[bad-date]: there is no such day"


def test_a_problem_without_a_place_makes_sense_alone() -> None:
    assert str(Problem("no-name", "no name is given")) == "error[no-name]: no name is given"


def test_the_error_carries_all_problems_and_says_them() -> None:
    error = ProblemsError(iter([Problem("one", "first"), Problem("two", "second")]))

    assert [found.code for found in error.problems] == ["one", "two"]
    assert str(error) == "error[one]: first\nerror[two]: second"


def test_one_problem_makes_an_error() -> None:
    assert problem("no-name", "no name is given", "give one").problems == (
        Problem("no-name", "no name is given", fix="give one"),
    )
