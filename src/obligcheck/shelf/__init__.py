"""Find and read rules and data: the bundled ones, and those of a user laid over them."""

from obligcheck.shelf.book import Book
from obligcheck.shelf.load import load

__all__ = ["Book", "load"]
