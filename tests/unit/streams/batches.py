"""Small batches about the Lake Treaty, answered from a file to a file."""

import io
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO

from obligcheck.batch import Settings
from obligcheck.streams.run import Run, identity_of
from obligcheck.streams.steps import Job
from tests.unit.answers.lake import lake

#: What is added where a test does not say.
COLUMNS = ("verdict", "since", "error")

SUSPECTS = ("doe", "roe", "Jane Doe", "nobody")
STATES = ("norland", "suderland", "ostmark")


class Stopped(BaseException):
    """Stands for whatever ends a run from outside."""


class StopAfter:
    """Ends a run after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self, _counts: Counter[str], _read: int) -> None:
        """Count down."""
        self.left -= 1
        if self.left == 0:
            raise Stopped


def unwatched(_counts: Counter[str], _read: int) -> None:
    """Look away."""


def run_of(source: Path, target: Path | str, stream: BinaryIO | None = None, **options: Any) -> Run:  # noqa: ANN401 (passed on)
    """Return the run from ``source`` to ``target`` in blocks of 64 bytes; names say the formats."""
    given = options.pop("given", source.suffix[1:])
    wanted = options.pop("wanted", Path(target).suffix[1:] or given)
    options = {"columns": COLUMNS, **options}
    settings = options.pop("settings", Settings(scenario="sail"))
    size = options.pop("size", 64)
    if stream is None:
        stream = io.BytesIO(source.read_bytes())
        with source.open("rb") as file:
            identity = identity_of(file)
    else:
        identity = None
    run = Run(lake(), settings, Job(str(source), str(target), given, wanted, **options), stream, identity)
    run.size = size
    return run


def answered(
    folder: Path,
    content: str | bytes,
    given: str = "csv",
    wanted: str = "",
    **options: Any,  # noqa: ANN401 (passed on)
) -> bytes:
    """Return what becomes of ``content``."""
    source, target = folder / f"input.{given}", folder / f"output.{wanted or given}"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    run_of(source, target, **options).answer(unwatched)
    assert sorted(path.name for path in folder.iterdir()) == sorted({source.name, target.name})
    return target.read_bytes()


def text_of(folder: Path, content: str | bytes, given: str = "csv", wanted: str = "", **options: Any) -> str:  # noqa: ANN401 (passed on)
    """Return what becomes of ``content``, as text."""
    return answered(folder, content, given, wanted, **options).decode()


def table(rows: int = 40) -> str:
    """Return a CSV table of so many rows, of which some cannot be answered."""
    lines = ["id,suspect,state,date,note"]
    for number in range(rows):
        suspect = SUSPECTS[number % 4]
        day = f"{2000 + number % 25}-0{1 + number % 9}-01"
        lines.append(f"{number},{suspect},{STATES[number % 3]},{day},n{number * 7}")
    return "\n".join(lines) + "\n"
