"""An environment of its own for every peer: made once, kept below a folder that may be deleted any time."""

import hashlib
import subprocess
import sys
from pathlib import Path

from peers.registry import Known

ROOT = Path(__file__).resolve().parent.parent.parent

#: Says that an installation came to its end.
DONE = "installed"


class CannotInstallError(Exception):
    """A peer could not be installed; the message says why."""


def interpreter(peer: Known, cache: Path) -> Path:
    """Return the Python that has ``peer`` installed, made first if need be. Raises CannotInstallError."""
    wanted = (*peer.needs, "--editable", f"{ROOT}[batch]") if peer.ours else peer.needs
    if not wanted:
        return Path(sys.executable)
    text = "\n".join((sys.version, *wanted, _project() if peer.ours else ""))
    name = "obligcheck" if peer.ours else peer.needs[0].partition("=")[0]
    folder = cache / f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    python = folder / "bin" / "python"
    if not (folder / DONE).exists():
        print(f"installing {', '.join(peer.needs)} …", file=sys.stderr)
        _run(sys.executable, "-m", "venv", "--clear", str(folder))
        _run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted)
        (folder / DONE).touch()
    return python


def _project() -> str:
    """Return what the project says it needs."""
    return (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise CannotInstallError(said[-1] if said else f"{command[0]} failed with {done.returncode}")
