"""An invented book in folders of its own, in place of the bundled one."""

from pathlib import Path

import pytest

from obligcheck.shelf import files
from tests.unit.books import INSTRUMENTS, package_of, stating

TOLLS = """# Tolls

```rule
duty LT 7(1)
  {state} must pay the toll
  if {state} is a party
```
"""


@pytest.fixture(name="folders")
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a small book in ``rules`` and ``data``, which is read as the bundled one."""
    description, tables = package_of({"parties": ("state\nnorland\n", stating("{state} is a party"))})
    root = tmp_path / "bundled"
    write(root / "rules" / "instruments.md", INSTRUMENTS)
    write(root / "rules" / "lake" / "tolls.md", TOLLS)
    write(root / "rules" / "README.md", "```rule\nprose, since it is a README\n")
    write(root / "data" / "datapackage.json", description.text)
    for path, table in tables.items():
        write(root / "data" / path, table.text)
    monkeypatch.setattr(files, "bundled", lambda folder: str(root / folder))
    monkeypatch.setenv("OBLIGCHECK_CACHE", str(tmp_path / "cache"))
    return root


def write(path: Path, text: str | bytes) -> Path:
    """Write a file, and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
