"""The bundled rules and record, read once for all tests."""

from functools import cache

import obligcheck


@cache
def bundled_book() -> obligcheck.Book:
    """Return the book that users get."""
    return obligcheck.load()
