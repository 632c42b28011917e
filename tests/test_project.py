"""The project as a whole: floors, no law or world in Python, no paths of one machine, one version."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import obligcheck

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]

FLOORS = (
    "cli",
    "streams",
    "presentation | shelf",
    "batch",
    "answers",
    "engine",
    "language",
    "facts",
    "sentences",
    "temporal",
    "problems",
    "sources | version",
    "values",
)


def own_files() -> Iterator[Path]:
    """Yield the text files of the project, without what tools leave in its folders."""
    kept = ("src", "rules", "data", "tests", "docs", "benchmarks", ".ci")
    for folder in kept:
        yield from (
            path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        )
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in {".md", ".toml", ".py"})


def column(table: str, name: str) -> set[str]:
    """Return what a table holds in one column."""
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


def without_examples(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of a module, without the examples of its docstrings."""
    example = False
    for number, line in enumerate(text.split("\n"), start=1):
        start = line.strip()
        example = start.startswith(">>>") or (example and start not in {"", '"""'})
        if not example:
            yield number, line


# Floors


def test_the_floors_are_checked() -> None:
    (layers,) = (contract for contract in CONTRACTS if contract["type"] == "layers")
    assert tuple(layers["layers"]) == FLOORS
    assert layers["containers"] == ["obligcheck"]
    assert layers["exhaustive"] is True
    assert layers["exhaustive_ignores"] == ["__main__"]


def test_the_core_may_not_print_read_files_or_log() -> None:
    (forbidden,) = (contract for contract in CONTRACTS if contract["type"] == "forbidden")
    core = {name.strip() for floor in FLOORS[3:] for name in floor.split("|")} - {"version"}
    assert set(forbidden["source_modules"]) == {f"obligcheck.{name}" for name in core}
    assert {"rich", "typer", "pathlib", "logging"} <= set(forbidden["forbidden_modules"])


# INVARIANT: the law is in rules/, the world in data/.


def test_python_names_no_state() -> None:
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(column("states", "name"))))
    assert found_in_sources(names) == []


def test_python_names_no_suspect() -> None:
    # Some ids are English words: they count where they are quoted.
    names = [rf"\b{re.escape(name)}\b" for name in sorted(column("suspects", "name"))]
    ids = [rf"[\"'`]{re.escape(name)}[\"'`]" for name in sorted(column("suspects", "suspect"))]
    assert found_in_sources(re.compile("|".join(names + ids), re.IGNORECASE)) == []


def test_python_names_no_provision() -> None:
    rules = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "rules").rglob("*.md"))
    blocks = re.findall(r"^```instrument\n(.*?)^```", rules, re.MULTILINE | re.DOTALL)
    short = re.findall(r"^(\S+) = ", "\n".join(blocks), re.MULTILINE)
    assert "RS" in short
    provisions = re.compile(rf"\b({'|'.join(short)}) \d|\b[Aa]rt(icle|\.) ?\d|Rome Statute|Security Council")
    assert found_in_sources(provisions) == []


def found_in_sources(pattern: re.Pattern[str]) -> list[str]:
    """Return where the sources say it, docstring examples aside, as ``file:line: text``."""
    assert SOURCES
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in SOURCES
        for number, line in without_examples(path.read_text(encoding="utf-8"))
        if pattern.search(line)
    ]


# Tidiness


def test_no_file_names_a_folder_of_one_machine() -> None:
    personal = re.compile(r"(?<![\w.-])/(home|root|Users|work|workspace)/")
    # This test must name what it looks for.
    assert [
        str(path.relative_to(ROOT))
        for path in own_files()
        if path != Path(__file__) and personal.search(path.read_text(encoding="utf-8", errors="replace"))
    ] == []


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_to_files_of_the_project_lead_somewhere(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_version_is_the_same_everywhere() -> None:
    version = obligcheck.__version__
    assert PYPROJECT["tool"]["hatch"]["version"]["path"] == "src/obligcheck/version.py"
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_table_of_contents_of_the_law_leaves_no_article_out() -> None:
    contents = (ROOT / "rules" / "README.md").read_text("utf-8")
    named: set[int] = set()
    for row in re.findall(r"^\| RS ([^|]*)\|", contents, re.MULTILINE):
        for part in re.sub(r"\([^)]*\)", "", row).split(","):
            articles = [int(number) for number in re.findall(r"\d+", part)]
            named |= {*range(articles[0], articles[-1] + 1)} if " to " in part else {*articles}
    assert {*range(1, 129)} <= named
