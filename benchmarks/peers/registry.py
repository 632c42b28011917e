"""The peers by name: where each is, what must be installed for it, and what it answers."""

from typing import NamedTuple

#: What the rows of a peer are compared with: the decision as all peers know it, or the full rule book.
SIMPLIFIED, FULL = "simplified", "full"

#: Versions that are known to answer alike. The environments of obligcheck take its own `[batch]` as well.
NUMPY = ("numpy==2.4.6",)
COLUMNS = (*NUMPY, "pyarrow", "polars")


class Known(NamedTuple):
    """A peer: its module and class below ``peers``, and the distributions that it needs."""

    name: str
    place: str
    needs: tuple[str, ...] = ()
    decision: str = SIMPLIFIED
    #: Whether this project is installed beside them.
    ours: bool = False
    #: Whether its answers can be compared: a copy of the columns is none.
    answers: bool = True
    about: str = ""
    #: Whether rows are all that is measured of it: a limit, or another way in.
    rows_only: bool = False
    #: What answers one question from nothing, where that is another class.
    alone: str = ""


def _limit(name: str, title: str, about: str, *, answers: bool = True) -> Known:
    place = f"with_numpy:{title}"
    return Known(name, place, NUMPY, answers=answers, about=f"limit: {about}", rows_only=True)


def _of_obligcheck(name: str, title: str, decision: str, about: str, alone: str = "") -> Known:
    place = f"with_obligcheck:{title}"
    return Known(name, place, COLUMNS, decision, ours=True, about=about, rows_only=not alone, alone=alone)


PEERS = (
    Known("python", "with_python:Python", about="plain Python, by hand"),
    _of_obligcheck(
        "obligcheck", "Small", SIMPLIFIED, "a small rule book, Arrow columns", "ask_obligcheck:Small"
    ),
    Known("openfisca", "with_openfisca:OpenFisca", ("openfisca-core==46.0.1", *NUMPY), about="vectorised"),
    Known("zen", "with_zen:Zen", ("zen-engine==2.1.3",), about="a compiled expression for each row"),
    Known("cedar", "with_cedar:Cedar", ("cedarpy==4.12.2",), about="batches of requests"),
    Known("clingo", "with_clingo:Clingo", ("clingo==5.8.3",), about="grounded over all rows at once"),
    Known("xclingo", "with_xclingo:Xclingo", ("xclingo==2.0b24",), about="one by one, with reasons"),
    Known("meteor", "with_meteor:Meteor", ("meteor-reasoner==2.0.0",), about="materialised, then looked up"),
    _limit("packed", "PackedKernel", "the gather by hand, by pair"),
    _limit("dense", "DenseKernel", "the gather by hand, written out"),
    _limit("copy", "Copy", "copying the columns", answers=False),
    _of_obligcheck("full", "Full", FULL, "every rule, Arrow columns", "ask_obligcheck:Full"),
    _of_obligcheck("full-strings", "Strings", FULL, "the same, from plain texts"),
    _of_obligcheck("full-packed", "FullPacked", FULL, "limit: its gather by hand, by pair"),
    _of_obligcheck("full-dense", "FullDense", FULL, "limit: its gather by hand, written out"),
)
