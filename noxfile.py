"""Everything that must be green before a change is handed in: run ``nox``."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lint", "types", "imports", "tests"]


@nox.session
def lint(session: nox.Session) -> None:
    """Style and form of the Python text."""
    session.install("--editable", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Types of the sources, the tests and the benchmarks."""
    session.install("--editable", ".[dev]")
    session.run("mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """Each floor stands only on those below it."""
    session.install("--editable", ".[dev]")
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """Tests with branch coverage, then the rules' own examples and the record."""
    session.install("--editable", ".[dev]")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")
    session.run("obligcheck", "rules", "check")
    session.run("obligcheck", "rules", "test")
    mutate = "obligcheck rules mutate --cases tests/cases --accepted tests/cases/mutants.csv"
    session.run(*mutate.split())
    session.run("obligcheck", "data", "check")
