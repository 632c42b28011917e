"""The wheel is complete: built, installed into a fresh environment, and asked from elsewhere."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command prints, run without this process's Python settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    done = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=cwd,
        env={**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built by way of the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_rule_and_every_table(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if "/_bundle/" in name}
    here = {
        f"obligcheck/_bundle/{path.relative_to(ROOT).as_posix()}"
        for folder in ("rules", "data")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert any(name.endswith(".md") for name in here)
    assert any(name.endswith("/datapackage.json") for name in here)
    assert held == here


def test_the_wheel_says_that_it_is_typed_and_under_which_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "obligcheck/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_an_installed_wheel_answers_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    fresh, elsewhere = tmp_path / "fresh", tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(fresh, with_pip=True)
    run(fresh / SCRIPTS / "python", "-m", "pip", "install", "--quiet", wheel, cwd=elsewhere)

    question = ("visit", "putin", "tajikistan", "2025-10-09", "--format", "json")
    answer = json.loads(run(fresh / SCRIPTS / "obligcheck", *question, cwd=elsewhere))

    assert answer["verdict"] == "yes"
    assert "RS 86" in answer["basis"]
    assert run(fresh / SCRIPTS / "python", "-m", "obligcheck", "rules", "check", cwd=elsewhere) is not None
