"""What is wrong with what a user wrote, as values; drawing them is presentation's work."""

from collections.abc import Iterable

from obligcheck.sources import Place
from obligcheck.values import NamedTuple


class Problem(NamedTuple):
    """One thing wrong: a code, a message that makes sense alone, where, and what to write instead.

    ``other`` is the second place of a conflict; ``fix`` is empty where we would have to guess.
    """

    code: str
    message: str
    place: Place | None = None
    fix: str = ""
    other: Place | None = None

    def __str__(self) -> str:
        """Return the one-line form, as editors and logs read it."""
        where = f"{self.place.path}:{self.place.line}:{self.place.column}: " if self.place else ""
        return f"{where}error[{self.code}]: {self.message}"


class ProblemsError(Exception):
    """Nothing can be answered: ``problems`` says all that is wrong at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def problem(code: str, message: str, fix: str = "") -> ProblemsError:
    """Return the error of one problem without a place in a file."""
    return ProblemsError([Problem(code, message, fix=fix)])
