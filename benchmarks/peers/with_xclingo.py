"""Single answers with their reasons in xclingo: the answer set program of clingo, with its annotations.

xclingo solves the program, and then solves another, made from it, whose models are the reasons. That one
is made once, outside what is timed; of a question only its own fact is added. A yes has a tree; a no has
none, for xclingo explains what is in the model. Rows are asked one by one: it has nothing for batches.
"""

from typing import ClassVar

from clingo import Control
from xclingo import XclingoControl
from xclingo.preprocessor import DefaultExplainingPipeline

from peers.facts import Facts
from peers.rows import Rows
from peers.with_clingo import PROGRAM, record

SHOWN = "%!show_trace {must(I)}."


class Xclingo:
    """The program and the one that explains it, as texts."""

    distributions: ClassVar[tuple[str, ...]] = ("xclingo", "clingo")

    def __init__(self, facts: Facts, reading: str) -> None:
        self.program = f"{PROGRAM}\n{record(facts, reading)}\n"
        self.explaining = DefaultExplainingPipeline().translate("base", f"{self.program}\n{SHOWN}")

    def encode(self, rows: Rows) -> Rows:
        """Return the rows as they are."""
        return rows

    def answer(self, encoded: Rows) -> list[str]:
        """Return the explanation of each row."""
        return [self.explain(*row) for row in zip(*encoded, strict=True)]

    def decode(self, answered: list[str]) -> list[bool]:
        """Return yes where there is something to explain."""
        return [bool(explanation) for explanation in answered]

    def explain(self, suspect: int, state: int, day: int) -> str:
        """Return a tree of the reasons of a yes; nothing for a no."""
        control = XclingoControl(["1", "--warn=none"], n_explanations="1")
        # As clingo takes it, for the explaining program is ready.
        Control.add(control, "base", [], self.program)
        control.extend_explainer("base", [], self.explaining)
        control.add("base", [], f"asked(0,{suspect},{state},{day}).")
        control.ground([("base", [])])
        return "".join(
            reasons.explain(symbol).ascii_tree()
            for model in control.solve()
            for reasons in model.explain_model()
            for symbol in reasons.show_trace
        )
