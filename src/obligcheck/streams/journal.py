"""What stands beside an unfinished file or folder: its parts, a journal of how far they are, and a lock."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from obligcheck.problems import problem
from obligcheck.shelf.files import replace
from obligcheck.streams.lock import Lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: What the names of unfinished files and folders end in, those of their journals, and those of the locks.
PART, JOURNAL, LOCK = ".part", ".part.json", ".part.lock"

#: How many characters an error shows of what differs.
_SHOWN = 60

_ANEW = "without --resume it begins anew"


class Journal:
    """A line with the ``settings`` of a run that writes ``path``, and a line for each part that is finished.

    ``shown`` is what users call the path. The settings are what a run must have in common with an
    interrupted one to go on where that stopped; each entry has the ``keys``.
    """

    def __init__(self, path: Path, shown: str, settings: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        #: What is not finished.
        self.part: Final = path.with_name(path.name + PART)
        self._path: Final = path.with_name(path.name + JOURNAL)
        self._lock: Final = Lock(path.with_name(path.name + LOCK), shown)
        self._shown: Final = shown
        self._settings: Final[dict[str, Any]] = json.loads(json.dumps(settings, default=str))
        self._keys: Final = frozenset(keys)

    def refuse(self, source: str) -> None:
        """Raise ProblemsError where ``source`` is, or lies in, what a run clears away or writes over."""
        path = Path(os.path.realpath(source))
        ours = {Path(os.path.realpath(own)) for own in (self.part, self._path, self._lock.path)}
        if ours & {path, *path.parents}:
            message = f"`{source}` is where `{self._shown}` is written until it is finished"
            raise problem("same-file", message, "another --output, or rename what is read")

    def claim(self) -> None:
        """Have no other run write here. Raises ProblemsError where one does, or what is there is no run's."""
        self._lock.take()
        if os.path.lexists(self.part) and not self._path.exists():
            self._lock.let_go()
            message = f"`{self.part}` is there, and it is not what an unfinished run left"
            raise problem("part-taken", message, "another --output, or rename or remove it")

    def let_go(self) -> None:
        """Let other runs write here."""
        self._lock.let_go()

    def entries(self) -> list[dict[str, Any]]:
        """Return what an interrupted run has noted; nothing where there is none.

        Raises ProblemsError where that run was another, with what differs, or nobody can tell.
        """
        try:
            text = self._path.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return []
        # The last line may be torn where the run was.
        lines = text.split("\n")[:-1]
        if not lines:
            return []
        settings = _object(lines[0]).get("settings")
        if not isinstance(settings, dict):
            message = f"cannot go on: `{self._path}` does not say what the other run did"
            raise problem("bad-journal", message, _ANEW)
        # As the settings have them, so that of several the same is named each time.
        for key in {**self._settings, **settings}:
            ours, theirs = self._settings.get(key), settings.get(key)
            if ours != theirs:
                said = f"{key} was {_short(theirs)}, now {_short(ours)}"
                raise problem("other-run", f"cannot go on where the other run stopped: {said}", _ANEW)
        found = [_object(line) for line in lines[1:]]
        return [entry for entry in found if entry.keys() >= self._keys]

    def begin(self, entries: Iterable[Mapping[str, Any]], mode: int = 0o666) -> None:
        """Write the journal anew with those ``entries`` of the one before that still hold."""
        lines = [{"settings": self._settings}, *entries]
        text = "".join(f"{json.dumps(line, default=str)}\n" for line in lines)
        replace(self._path, text.encode(), mode=mode)

    def note(self, entry: Mapping[str, Any]) -> None:
        """Write down one more part that is finished."""
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(f"{json.dumps(entry, default=str)}\n")

    def end(self) -> None:
        """Take the journal away: nothing is left to go on with."""
        self._path.unlink(missing_ok=True)


def _object(line: str) -> dict[str, Any]:
    """Return the object that ``line`` is; an empty one where it is damaged."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
