"""The trees of a batch, each in a file of its own that its identifier names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from obligcheck.presentation.jsons import SCHEMA_VERSION, node_object
from obligcheck.shelf.files import replace

if TYPE_CHECKING:
    from obligcheck.batch import Batch


class Trees:
    """Writes the trees that ``batch`` has drawn up to ``folder``."""

    def __init__(self, batch: Batch, folder: str) -> None:
        self._batch: Final = batch
        self._folder: Final = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)

    def write(self) -> None:
        """Write those that were not written yet, whole or not at all."""
        trees = self._batch.trees
        while trees:
            identifier, tree = trees.popitem()
            path = self._folder / f"{identifier}.json"
            if not path.exists():
                found = {"schema_version": SCHEMA_VERSION, "id": identifier, "tree": node_object(tree)}
                replace(path, f"{json.dumps(found, ensure_ascii=False, indent=1)}\n".encode())
