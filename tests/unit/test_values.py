"""Named tuples of our own behave as those of `typing`."""

import copy
import inspect
import pickle
import typing
from functools import cached_property

import pytest

from obligcheck.values import NamedTuple


class Toll(NamedTuple):
    """What a ship pays."""

    ship: str
    marks: int = 3
    ports: "tuple[Toll, ...]" = ()

    @property
    def doubled(self) -> int:
        """Return twice the marks."""
        return self.marks * 2

    def __str__(self) -> str:
        """Return ship and marks."""
        return f"{self.ship}: {self.marks}"


class Usual(typing.NamedTuple):
    """The same, as `typing` makes it."""

    ship: str
    marks: int = 3
    ports: "tuple[Usual, ...]" = ()


class _Known(NamedTuple):
    ship: str


class Known(_Known):
    """One that keeps what it has worked out."""

    @cached_property
    def letters(self) -> int:
        """The letters of the name."""
        return len(self.ship)


def test_fields_are_given_in_order_by_name_or_by_default() -> None:
    assert Toll("Ostmark", 5) == Toll(marks=5, ship="Ostmark") == ("Ostmark", 5, ())
    assert Toll("Ostmark").marks == 3
    assert [*Toll("Ostmark", 5)] == ["Ostmark", 5, ()]


def test_what_is_written_in_the_class_is_kept() -> None:
    toll = Toll("Ostmark", 5)

    assert (toll.doubled, str(toll), Toll.__doc__) == (10, "Ostmark: 5", "What a ship pays.")
    assert (Toll.__name__, Toll.__module__) == ("Toll", __name__)


@pytest.mark.parametrize(
    "given", [((), {}), (("a", 1, (), 4), {}), (("a",), {"ship": "b"}), (("a",), {"mast": 1})]
)
def test_a_call_that_does_not_fit_is_refused_in_the_usual_words(
    given: tuple[tuple[object, ...], dict[str, object]],
) -> None:
    def refused(made: object) -> str:
        assert callable(made)
        with pytest.raises(TypeError) as error:
            made(*given[0], **given[1])
        return str(error.value)

    assert refused(Toll) == refused(Usual).replace("Usual", "Toll")


def test_it_shows_its_fields_as_usual() -> None:
    assert repr(Toll("Ostmark")) == repr(Usual("Ostmark")).replace("Usual", "Toll")
    assert inspect.signature(Toll).parameters.keys() == inspect.signature(Usual).parameters.keys()
    assert (Toll._fields, Toll.__match_args__) == (Usual._fields, Usual.__match_args__)
    assert Toll("Ostmark", 5)._asdict() == Usual("Ostmark", 5)._asdict()


def test_a_copy_with_other_values_is_another() -> None:
    toll = Toll("Ostmark", 5)

    assert toll._replace(marks=7) == Toll("Ostmark", 7)
    assert type(toll._replace(marks=7)) is Toll
    assert toll.marks == 5
    with pytest.raises(ValueError, match="expected fields of Toll, found mast"):
        toll._replace(mast=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("name", ["marks", "mast"])
def test_nothing_can_be_set(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(Toll("Ostmark"), name, 4)


def test_it_is_taken_apart_by_its_fields() -> None:
    match Toll("Ostmark", 5):
        case Toll(ship, marks):
            assert (ship, marks) == ("Ostmark", 5)


def test_a_copy_is_equal_and_of_its_kind() -> None:
    toll = Toll("Ostmark", 5, (Toll("Norland"),))

    for copied in (pickle.loads(pickle.dumps(toll)), copy.deepcopy(toll), copy.copy(toll)):  # noqa: S301
        assert copied == toll
        assert type(copied) is type(copied.ports[0]) is Toll


def test_what_was_worked_out_is_not_copied() -> None:
    known = Known("Ostmark")
    assert known.letters == 7

    copied = pickle.loads(pickle.dumps(known))  # noqa: S301

    assert (type(copied), vars(copied)) == (Known, {})
    assert copied.letters == 7
