"""Many scenarios: rows of names and days in, verdicts with their grounds out, in bounded memory.

Nothing here reads or writes files. ``Batch`` answers row by row; ``columns`` answers whole tables of
Arrow columns, and needs the extra ``obligcheck[batch]``.
"""

from obligcheck.batch.outcome import ADDED, EXPLAINED, STAY, Outcome, addable
from obligcheck.batch.questions import Settings
from obligcheck.batch.rows import Batch

__all__ = ["ADDED", "EXPLAINED", "STAY", "Batch", "Outcome", "Settings", "addable"]
