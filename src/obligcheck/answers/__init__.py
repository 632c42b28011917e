"""A scenario to an answer: verdict, readings, presumptions, the tree, and what would change it."""

from obligcheck.answers.answer import Also, Answer, Change, Contested, Flip, Node
from obligcheck.answers.asked import Asked
from obligcheck.answers.book import Book

__all__ = ["Also", "Answer", "Asked", "Book", "Change", "Contested", "Flip", "Node"]
