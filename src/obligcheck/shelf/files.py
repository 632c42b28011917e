"""Where rules and data lie, and their texts; the only place that knows."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from obligcheck.problems import Problem
from obligcheck.sources import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Read no file beyond this size: a rule book or a table of that size is a mistake or an attack.
MOST_BYTES = 8_000_000

#: In a checkout the folders lie at the top of the repository, in an installation inside the package.
_PACKAGE = Path(__file__).resolve().parent.parent


class Shelf(NamedTuple):
    """A folder's files by their path in it, with the name under which users know the folder."""

    files: dict[str, bytes]
    shown: dict[str, str]

    def digest(self) -> str:
        """Return a digest of all names and contents."""
        summed = hashlib.sha256()
        for path in sorted(self.files):
            content = self.files[path]
            summed.update(f"{path}\0{len(content)}\0".encode())
            summed.update(content)
        return summed.hexdigest()


def bundled(folder: str) -> Path:
    """Return the folder of that name that came with the package."""
    inside = _PACKAGE / "_bundle" / folder
    return inside if inside.is_dir() else _PACKAGE.parent.parent / folder


def code_stamp() -> str:
    """Return what tells one state of our own code from another: what it made may be stale otherwise."""
    stats = ((path.name, path.stat()) for path in sorted(_PACKAGE.glob("[fslt]*/*.py")))
    return " ".join(f"{name}{stat.st_mtime_ns}{stat.st_size}" for name, stat in stats)


def read_folder(folder: str, endings: tuple[str, ...], over: Path | None, problems: list[Problem]) -> Shelf:
    """Return the bundled files of ``folder``, with those of ``over`` in place of the same path or added."""
    files: dict[str, bytes] = {}
    shown: dict[str, str] = {}
    for path, name in _listed(bundled(folder), endings, folder, problems):
        _read(path, name, files, shown, problems)
    if over is not None:
        if not over.is_dir():
            problems.append(Problem("missing-folder", f"there is no folder `{over}`"))
            return Shelf(files, shown)
        for path, name in _listed(over, endings, str(over), problems):
            _read(path, name, files, shown, problems)
    return Shelf(files, shown)


def _listed(
    root: Path, endings: tuple[str, ...], name: str, problems: list[Problem]
) -> Iterator[tuple[tuple[str, Path], str]]:
    """Yield the files below ``root``: path within it, path, and the name to show; README pages are prose."""
    found = sorted(p for p in root.rglob("*") if p.suffix in endings and p.name != "README.md" and p.is_file())
    if not found:
        problems.append(Problem("empty-folder", f"no {' or '.join(endings)} file lies in `{name}`"))
    for path in found:
        within = path.relative_to(root).as_posix()
        yield (within, path), f"{name}/{within}"


def _read(
    found: tuple[str, Path], name: str, files: dict[str, bytes], shown: dict[str, str], problems: list[Problem]
) -> None:
    within, path = found
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"the file has {size:,} bytes, and {MOST_BYTES:,} is the limit"
            problems.append(Problem("too-large", message, Place(name, 1)))
            return
        files[within], shown[within] = path.read_bytes(), name
    except OSError as error:
        problems.append(Problem("unreadable", f"the file cannot be read: {error.strerror}", Place(name, 1)))


def sources_of(shelf: Shelf, endings: Iterable[str], problems: list[Problem]) -> dict[str, Source]:
    """Return the texts of a shelf's files by path; what is not UTF-8 is a problem."""
    found = {}
    wanted = tuple(endings)
    for path, content in sorted(shelf.files.items()):
        if not path.endswith(wanted):
            continue
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = content[: error.start]
            line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
            message = f"expected UTF-8, found the byte 0x{content[error.start]:02x}"
            fix = "save the file as UTF-8"
            problems.append(Problem("not-utf-8", message, Place(shelf.shown[path], line, column), fix))
            continue
        found[path] = Source(shelf.shown[path], text.replace("\r\n", "\n"))
    return found
