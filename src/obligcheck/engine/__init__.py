"""Goal in, timeline and proof out: strong Kleene, goal-directed, memoised, with exceptions and readings."""

from obligcheck.engine.assumption import Assumption
from obligcheck.engine.evaluate import Engine, general_proofs
from obligcheck.engine.goals import UNDECIDED, Memo, Options
from obligcheck.engine.proof import Derivation, Proof, Step

__all__ = [
    "UNDECIDED",
    "Assumption",
    "Derivation",
    "Engine",
    "Memo",
    "Options",
    "Proof",
    "Step",
    "general_proofs",
]
