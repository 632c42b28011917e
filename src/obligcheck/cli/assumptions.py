"""Files of assumptions: one sentence a line, ``not: SENTENCE`` where it is denied, # comments."""

from pathlib import Path
from typing import TYPE_CHECKING

from obligcheck.cli.output import stop
from obligcheck.problems import ProblemsError
from obligcheck.sources import Place, Source
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

#: How a line says that its sentence is not so.
DENYING = ("not:", "deny ", "deny:")


class Line(NamedTuple):
    """A sentence of a file, where it stands, and whether it is said to be so or not."""

    sentence: str
    place: Place
    denied: bool


def parse_assumptions(text: str, path: str = "") -> tuple[Line, ...]:
    r"""Return the sentences of ``text``, which stands in the file ``path``.

    >>> [line.sentence for line in parse_assumptions("# what if\nNorland is a party\nnot: Norland is at war")]
    ['Norland is a party', 'Norland is at war']
    """
    found = []
    for number, whole in enumerate(Source(path, text).lines, 1):
        line = whole.strip()
        start = next((word for word in DENYING if line.lower().startswith(word)), "")
        sentence = line[len(start) :].strip()
        if sentence and not line.startswith("#"):
            column = whole.rindex(sentence) + 1
            place = Place(path, number, column, len(sentence), whole)
            found.append(Line(sentence, place, bool(start)))
    return tuple(found)


def read_assumptions(path: Path) -> tuple[Line, ...]:
    """Return the sentences of the file ``path``; one that cannot be read ends the call."""
    try:
        return parse_assumptions(path.read_text("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        stop(f"{path}:{line}: not UTF-8: save the file as UTF-8 text")
    except OSError as error:
        stop(f"cannot read {path}: {error.strerror}")


def checked(lines: tuple[Line, ...], understand: "Callable[[str], object]") -> tuple[Line, ...]:
    """Return ``lines``, each of which ``understand`` takes.

    Raises ProblemsError with what is wrong with any of them, at its place in the file.
    """
    problems = []
    for line in lines:
        try:
            understand(line.sentence)
        except ProblemsError as error:
            problems += [problem._replace(place=line.place) for problem in error.problems]
    if problems:
        raise ProblemsError(problems)
    return lines
