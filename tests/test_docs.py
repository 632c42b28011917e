"""What the pages of docs/ show is what comes out."""

import re
from contextlib import redirect_stdout
from io import StringIO
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
    printed = StringIO()

    with redirect_stdout(printed):
        exec(compile(code, "docs", "exec"), {"__name__": "docs"})  # noqa: S102 (the page's own code)

    assert printed.getvalue() == output


def test_pages_show_each_library() -> None:
    libraries = {
        name for code, _ in shown() for name in ("polars", "pandas", "duckdb") if f"import {name}" in code
    }

    assert libraries == {"polars", "pandas", "duckdb"}
