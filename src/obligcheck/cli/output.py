"""Where text goes: answers to stdout in one go, everything else to stderr, and how wide and coloured."""

import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO

import typer

from obligcheck.temporal import Truth

#: The exit code of a call that is wrong: a name, a date, an option, a file.
WRONG = 2

#: The exit codes of verdicts, where they were asked for.
VERDICTS = {Truth.YES: 0, Truth.NO: 1, Truth.UNKNOWN: 3}

#: Formats that programs read: written in UTF-8 whatever the output's encoding, or nothing could read them.
DATA = frozenset(("json", "csv", "markdown"))

#: What is drawn where the output's encoding has no such signs.
_ASCII = str.maketrans("✔✘├└─│·•…█▒░", "+x|`-|-*.#%:")


def write(text: str, form: str = "") -> bool:
    """Write ``text`` to stdout in one go, and say whether somebody still reads.

    ``form`` is the format it is in. A reader who has closed the pipe has read enough; anything else
    that prevents writing is told on stderr and ends the call.
    """
    stream = sys.stdout
    if stream is None:  # a shell can close it: `>&-`
        stop("cannot write the answer: standard output is closed")
    text = _encodable(text, stream, form)
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _turn_to_nothing(stream)
        return False
    except OSError as error:
        tell_unwritten(error)
        raise typer.Exit(WRONG) from None
    return True


def tell_unwritten(error: OSError) -> None:
    """Say on stderr why nothing can be written to stdout, and let whatever waits there vanish."""
    if sys.stdout is not None:
        _turn_to_nothing(sys.stdout)
    complain(f"error: cannot write the answer: {error.strerror or error}\n")


def _encodable(text: str, stream: TextIO, form: str) -> str:
    """Return ``text`` with signs that ``stream`` can write; data and a plain "C" locale get UTF-8."""
    encoding = (stream.encoding or "utf-8").lower().replace("_", "-")
    reconfigure = getattr(stream, "reconfigure", None)
    if encoding in {"utf-8", "utf8"} or reconfigure is None:
        return text
    is_plain = encoding in {"ascii", "us-ascii", "ansi-x3.4-1968"} and "PYTHONIOENCODING" not in os.environ
    if form in DATA or is_plain:
        reconfigure(encoding="utf-8", errors="replace")
        return text
    reconfigure(errors="replace")
    return text.translate(_ASCII)


def _turn_to_nothing(stream: TextIO) -> None:
    """Let the rest of ``stream`` vanish, so that closing it at the end cannot fail again."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def complain(text: str) -> None:
    """Write ``text`` to stderr, where notes and problems go; nobody listening is no error."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def stop(message: str) -> NoReturn:
    """End the call with one clear line."""
    complain(f"error: {message}\n")
    raise typer.Exit(WRONG)


def is_coloured(choice: str) -> bool:
    """Say whether to write colours: as asked, else NO_COLOR, else FORCE_COLOR, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Say whether somebody reads stdout on a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int:
    """Return how many cells a line of the terminal has: COLUMNS, else what a terminal says, else 80."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    for descriptor in (1, 2, 0):
        with suppress(OSError):
            if columns := os.get_terminal_size(descriptor).columns:
                return columns
    return 80


def verdict_code(verdict: Truth, *, exit_code: bool) -> int:
    """Return the exit code: 0, or with ``exit_code`` that of ``verdict``."""
    return VERDICTS[verdict] if exit_code else 0
