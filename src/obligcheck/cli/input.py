"""Where questions come from that are read: a file, or standard input."""

import sys
from typing import BinaryIO

from obligcheck.cli.output import stop


def standard_input() -> BinaryIO:
    """Return the bytes of standard input; a call without one ends here."""
    if sys.stdin is None:  # a shell can close it: `<&-`
        stop("cannot read standard input: it is closed")
    return sys.stdin.buffer


def open_file(path: str) -> BinaryIO:
    """Return the file ``path``; one that cannot be read ends the call."""
    try:
        return open(path, "rb")  # noqa: PTH123 (a path as the user wrote it; who called closes it)
    except OSError as error:
        stop(f"cannot read {path}: {error.strerror}")
