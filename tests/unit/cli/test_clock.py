"""Days as users write them, or paste them."""

from datetime import date

import pytest

from obligcheck.cli.clock import day, period
from obligcheck.problems import ProblemsError


@pytest.mark.parametrize("hyphen", "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d")
def test_a_day_may_have_the_hyphens_of_print(hyphen: str) -> None:
    written = hyphen.join(("2025", "10", "09"))
    assert day(written) == date(2025, 10, 9)
    assert period(f"{written}..{written}") == (date(2025, 10, 9), date(2025, 10, 9))


def test_other_signs_are_refused() -> None:
    with pytest.raises(ProblemsError):
        day("2025·10·09")
