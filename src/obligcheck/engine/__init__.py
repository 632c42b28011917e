"""Goal in, timeline and proof out: strong Kleene, goal-directed, memoised, with exceptions and readings."""

from obligcheck.engine.assumption import Assumption
from obligcheck.engine.evaluate import Engine, Options
from obligcheck.engine.proof import Derivation, Proof, Step

__all__ = ["Assumption", "Derivation", "Engine", "Options", "Proof", "Step"]
