"""The same call gives the same bytes, whatever order Python happens to keep sets in."""

import os
import subprocess
import sys

import pytest


def _output(seed: str, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    ran = subprocess.run(
        [sys.executable, "-m", "obligcheck", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("visit", "putin", "tajikistan", "2025-10-09", "--format", "json"),
        ("visit", "al-bashir", "kenya", "2010-08-27", "--reading", "immunity=waiver", "--format", "json"),
        ("overflight", "netanyahu", "italy", "2025-07-06", "--format", "json"),
    ],
)
def test_the_same_call_gives_the_same_bytes(arguments: tuple[str, ...]) -> None:
    first, second = (_output(seed, *arguments) for seed in ("0", "4242"))

    assert first == second
    assert '"verdict"' in first
