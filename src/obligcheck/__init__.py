"""What a treaty obliges a State to do, on a date, and why.

import obligcheck
book = obligcheck.load()
answer = book.check("visit", suspect="…", state="…", date="2025-10-09")
"""

from obligcheck.answers import Answer, Asked, Change, Contested, Node
from obligcheck.problems import Problem, ProblemsError
from obligcheck.shelf import Book, load
from obligcheck.temporal import Timeline, Truth
from obligcheck.version import VERSION

__version__ = VERSION

__all__ = [
    "Answer",
    "Asked",
    "Book",
    "Change",
    "Contested",
    "Node",
    "Problem",
    "ProblemsError",
    "Timeline",
    "Truth",
    "__version__",
    "load",
]
