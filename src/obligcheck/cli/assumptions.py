"""Files of assumptions: one sentence a line, ``not: SENTENCE`` where it is denied, # comments."""

from pathlib import Path

from obligcheck.cli.output import stop
from obligcheck.values import NamedTuple

#: How a line says that its sentence is not so.
DENYING = ("not:", "deny ", "deny:")


class Assumptions(NamedTuple):
    """What a file says is so, and what it says is not so."""

    assumed: tuple[str, ...]
    denied: tuple[str, ...]


def parse_assumptions(text: str) -> Assumptions:
    r"""Return the sentences of ``text``.

    >>> parse_assumptions("# what if\nNorland is a party\nnot: Norland is at war")
    Assumptions(assumed=('Norland is a party',), denied=('Norland is at war',))
    """
    assumed: list[str] = []
    denied: list[str] = []
    for line in map(str.strip, text.splitlines()):
        start = next((word for word in DENYING if line.lower().startswith(word)), "")
        sentence = line[len(start) :].strip()
        if sentence and not line.startswith("#"):
            (denied if start else assumed).append(sentence)
    return Assumptions(tuple(assumed), tuple(denied))


def read_assumptions(path: Path) -> Assumptions:
    """Return the sentences of the file ``path``; one that cannot be read ends the call."""
    try:
        return parse_assumptions(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        stop(f"{path}:{line}: not UTF-8: save the file as UTF-8 text")
    except OSError as error:
        stop(f"cannot read {path}: {error.strerror}")
