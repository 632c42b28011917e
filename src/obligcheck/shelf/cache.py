"""What was read and checked, kept for the next run: reading it back is faster than checking again.

Kept in the user's own cache folder together with the stamp of all files it was made from, so a changed
file is never answered from an old copy. Like Python's own compiled files it is written by us for us: a
folder that others could write to is not used.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
import zlib
from pathlib import Path

from obligcheck.shelf.files import replace

try:
    # The part of `pickle` that is written in C: importing the rest takes a millisecond.
    from _pickle import loads
except ImportError:
    from pickle import loads

#: How many states to keep: the bundled one, and a few of one's own.
_KEEP = 8

#: After how many seconds what a process has begun and not finished is what a killed one left.
_LEFT = 86_400

#: What the files are called that keep rules and record.
_BOOK = "kept"


def cache_folder() -> Path | None:
    """Return the folder to keep things in, or None where there is none that only the user can write.

    ``OBLIGCHECK_CACHE`` names another one, or ``off``.
    """
    chosen = os.environ.get("OBLIGCHECK_CACHE")
    if chosen == "off":
        return None
    base = os.environ.get("XDG_CACHE_HOME")
    if chosen:
        folder = Path(chosen)
    elif base and Path(base).is_absolute():
        # The specification of that variable has a relative path ignored.
        folder = Path(base) / "obligcheck"
    else:
        try:
            folder = Path.home() / ".cache" / "obligcheck"
        except RuntimeError:
            return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    own = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
    return folder if own else None


def fetch(stamp: str, kind: str = _BOOK) -> object:
    """Return what was kept for files with this ``stamp``, or None; each kind of thing is kept apart."""
    folder = cache_folder()
    if folder is None:
        return None
    # Tens of thousands of small values come into being at once, none of them garbage.
    was_collecting = gc.isenabled()
    gc.disable()
    path = _path(folder, stamp, kind)
    try:
        kept_stamp, thing = loads(path.read_bytes())  # noqa: S301 (written by us, see above)
    except FileNotFoundError:
        return None
    except Exception:  # noqa: BLE001 (a damaged copy is no reason to fail: it is made again)
        return None
    finally:
        if was_collecting:
            gc.enable()
    if kept_stamp != stamp:
        return None
    # What was not used for the longest time goes first.
    with contextlib.suppress(OSError):
        os.utime(path)
    return thing


def keep(stamp: str, thing: object, kind: str = _BOOK) -> None:
    """Keep ``thing`` for ``stamp``: written beside, then renamed; a full disk is no reason to fail."""
    folder = cache_folder()
    if folder is None:
        return
    # Only what has to be made anew is kept.
    import pickle  # noqa: PLC0415

    with contextlib.suppress(OSError, RecursionError):
        replace(_path(folder, stamp, kind), pickle.dumps((stamp, thing), protocol=pickle.HIGHEST_PROTOCOL))
        for old in sorted(folder.glob(f"*.{kind}"), key=_used)[:-_KEEP]:
            old.unlink(missing_ok=True)
        for left in folder.glob(".*"):
            if _used(left) < time.time() - _LEFT:
                left.unlink(missing_ok=True)


def _used(path: Path) -> float:
    """Return when ``path`` was used last."""
    return path.stat().st_mtime


def _path(folder: Path, stamp: str, kind: str) -> Path:
    """Return where to keep what has ``stamp``: of two that share a name, the later stays."""
    summed = zlib.crc32(stamp.encode(errors="surrogateescape"))
    name = f"{summed:08x}-{len(stamp):x}-{sys.version_info[0]}{sys.version_info[1]}"
    return folder / f"{name}.{kind}"
