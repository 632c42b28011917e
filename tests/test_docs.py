"""What the pages of docs/ show is what comes out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"

#: A piece of Python, and the output that the page shows below it.
SHOWN = re.compile(r"^```python\n(.*?)^```\n+^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown() -> list[tuple[str, str]]:
    """Return every piece of Python of every page with its output."""
    return [found for page in sorted(DOCS.glob("*.md")) for found in SHOWN.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize(("code", "output"), shown())
def test_what_a_page_shows_is_what_comes_out(code: str, output: str) -> None:
    # The page's own code, in a Python of its own: what it imports says things when it ends.
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert printed.stdout == output


def test_pages_show_each_library() -> None:
    libraries = {
        name for code, _ in shown() for name in ("polars", "pandas", "duckdb") if f"import {name}" in code
    }

    assert libraries == {"polars", "pandas", "duckdb"}
