"""Where rules and data lie, and their texts; the only place that knows. And files that are written whole."""

import codecs
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from obligcheck.problems import Problem
from obligcheck.sources import Place, Source
from obligcheck.values import NamedTuple

#: Read no file beyond this size: a rule book or a table of that size is a mistake or an attack.
MOST_BYTES = 8_000_000

#: The description of the tables, which one folder may lay over another's.
DESCRIPTION = "datapackage.json"

#: What stands beside the floors and is part of what is kept.
_MODULES = ("problems.py", "sources.py", "values.py", "version.py")

#: In a checkout the folders lie at the top of the repository, in an installation inside the package.
_PACKAGE = Path(__file__).resolve().parent.parent


class File(NamedTuple):
    """A file: its path within its folder, the name under which users know it, and what tells its states.

    ``stamp`` has size, inode and the times of the last change of content and of any change: nothing
    can change a file and leave all of them.
    """

    within: str
    shown: str
    path: str
    size: int
    stamp: str


def bundled(folder: str) -> str:
    """Return the folder of that name that came with the package."""
    inside = _PACKAGE / "_bundle" / folder
    return str(inside if inside.is_dir() else _PACKAGE.parent.parent / folder)


def code_files(*more: str) -> Iterator[File]:
    """Yield the files of our own code that make what is kept: it is stale when they change.

    ``more`` are floors above those that make a book.
    """
    for floor in (*more, "engine", "facts", "language", "sentences", "shelf", "temporal"):
        yield from _walked(str(_PACKAGE / floor), (".py",), floor)
    yield from filter(None, (_file(name, name, str(_PACKAGE / name)) for name in _MODULES))


def listed(
    folder: str, endings: tuple[str, ...], over: str | None, problems: list[Problem]
) -> dict[str, tuple[File, ...]]:
    """Return by their path the bundled files of ``folder`` and those laid over them by the folder ``over``.

    Each path has its file, the one laid over last. README pages are prose and not among them.
    """
    found: dict[str, tuple[File, ...]] = {}
    roots = [(bundled(folder), folder)]
    if over is not None:
        if not os.path.isdir(over):  # noqa: PTH112 (a path as the user wrote it)
            problems.append(Problem("missing-folder", f"there is no folder `{over}`"))
            return found
        roots.append((over, over.rstrip("/") or over))
    for root, name in roots:
        files = list(_walked(root, endings, name))
        if not files:
            problems.append(Problem("empty-folder", f"no {' or '.join(endings)} file lies in `{name}`"))
        for file in files:
            found[file.within] = (*found.get(file.within, ()), file)
    return found


def _walked(root: str, endings: tuple[str, ...], name: str) -> Iterator[File]:
    """Yield the files below ``root`` with one of ``endings``, in the order of their paths.

    What is hidden is none of ours: editors and version control keep their own things so.
    """
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for each in names:
            if each.lower().endswith(endings) and each != "README.md" and not each.startswith("."):
                # Path objects cost a millisecond for each hundred.
                path = os.path.join(folder, each)  # noqa: PTH118
                within = path[len(root) :].lstrip(os.sep).replace(os.sep, "/")
                found.append(_file(within, f"{name}/{within}", path))
    yield from sorted(file for file in found if file)


def _file(within: str, shown: str, path: str) -> File | None:
    """Return the file at ``path``; None where that is neither a file nor a link that leads nowhere."""
    try:
        status = os.stat(path)  # noqa: PTH116 (as above)
    except OSError:
        # Reading it will say what is wrong with it.
        return File(within, shown, path, 0, "")
    if not stat.S_ISREG(status.st_mode):
        return None
    stamp = f"{status.st_size} {status.st_ino} {status.st_mtime_ns} {status.st_ctime_ns}"
    return File(within, shown, path, status.st_size, stamp)


def read(files: Iterable[File], problems: list[Problem]) -> Iterator[tuple[File, Source]]:
    """Yield the texts of ``files``; one that is too large, unreadable or not UTF-8 is a problem.

    What can be read of a text that is not UTF-8 is yielded all the same: others build on it.
    """
    for file in files:
        if file.size > MOST_BYTES:
            message = f"the file has {file.size:,} bytes, and {MOST_BYTES:,} is the limit"
            problems.append(Problem("too-large", message, Place(file.shown, 1)))
            continue
        try:
            content = Path(file.path).read_bytes()
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            problems.append(Problem("unreadable", message, Place(file.shown, 1)))
            continue
        content = content.removeprefix(codecs.BOM_UTF8)
        source = Source(file.shown, content.decode(errors="replace"))
        try:
            content.decode()
        except UnicodeDecodeError as error:
            message = f"expected UTF-8, found the byte 0x{content[error.start]:02x}"
            place = source.place(len(content[: error.start].decode()))
            problems.append(Problem("not-utf-8", message, place, "save the file as UTF-8"))
        yield file, source


def replace(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write ``data`` to ``path``, beside first: nobody ever reads half of it.

    ``mode`` says who may read it, as far as the user grants it. Raises OSError, with ``path`` as the name
    of what cannot be written; then nothing is left.
    """
    # Processes on several machines may share a folder, and in containers even their numbers.
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with open(beside, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
            stream.write(data)
        beside.replace(path)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
