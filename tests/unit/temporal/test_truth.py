"""The three truths."""

from hypothesis import given

from obligcheck.temporal import Truth
from tests.unit.temporal.strategies import truths


def test_no_comes_before_unknown_and_unknown_before_yes() -> None:
    assert sorted([Truth.YES, Truth.NO, Truth.UNKNOWN]) == [Truth.NO, Truth.UNKNOWN, Truth.YES]


def test_a_truth_reads_as_its_word() -> None:
    assert [str(truth) for truth in Truth] == ["no", "unknown", "yes"]
    assert f"{Truth.YES} {Truth.NO:>5}" == "yes    no"


def test_unknown_and_yes_is_unknown() -> None:
    assert Truth.UNKNOWN & Truth.YES is Truth.UNKNOWN
    assert Truth.UNKNOWN & Truth.NO is Truth.NO
    assert Truth.UNKNOWN | Truth.YES is Truth.YES
    assert Truth.UNKNOWN | Truth.NO is Truth.UNKNOWN


def test_the_opposite_of_unknown_is_unknown() -> None:
    assert [~truth for truth in Truth] == [Truth.YES, Truth.UNKNOWN, Truth.NO]


@given(truths, truths)
def test_and_is_the_lesser_and_or_the_greater(a: Truth, b: Truth) -> None:
    assert a & b is min(a, b)
    assert a | b is max(a, b)
    assert ~(a & b) is ~a | ~b
