"""What all tests share: the option that rewrites golden trees, and a terminal that asks for nothing."""

import os
import signal
import tempfile

import pytest

#: No test reads what an earlier run kept: each run reads and checks rules and data itself, once.
_KEPT = tempfile.TemporaryDirectory(prefix="obligcheck-tests-")


def pytest_configure() -> None:
    """Keep what is read and checked in a folder of this run."""
    os.environ["OBLIGCHECK_CACHE"] = _KEPT.name
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell starts what runs in the background deaf to Ctrl-C, and so what tests start and interrupt.
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    _KEPT.cleanup()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-golden` rewrite the golden trees instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden trees")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Return whether golden trees are rewritten in this run."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the terminal of whoever runs the tests asks for."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
