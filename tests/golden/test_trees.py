"""Ten answers on the bundled law and record, drawn 100 cells wide without colour, to be read.

`pytest --update-golden` rewrites the files beside this one. Read the diff, and say in the commit why
each tree changed.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from obligcheck.presentation.layout import answer_rows
from obligcheck.presentation.tree import Look, draw
from tests.bundled import bundled_book

HERE = Path(__file__).parent
WIDTH = 100


class Call(NamedTuple):
    """A call of `check`, by the name of the file that holds its answer."""

    name: str
    suspect: str
    state: str
    date: str
    scenario: str = "visit"
    purpose: str = ""
    readings: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    depth: int | None = None
    sources: bool = False


CALLS = [
    # The main question: a Party, a warrant, a presumed request, a contested immunity.
    Call("party", "putin", "tajikistan", "2025-10-09"),
    # An exception that applies, under another reading than the Court's.
    Call("reading", "putin", "tajikistan", "2025-10-09", readings=("immunity=customary",), depth=3),
    # Nobody who could bind: every way fails.
    Call("no-party", "putin", "kazakhstan", "2024-11-27"),
    # One day too early: a date sum decides.
    Call("day-before", "putin", "armenia", "2024-01-31"),
    # A withdrawal that took effect, and what outlives it, on two readings.
    Call("withdrawn", "duterte", "philippines", "2025-03-11"),
    # Bound by the Security Council, with the source of every fact.
    Call("referral", "bashir", "sudan", "2012-01-01", sources=True, depth=3),
    # The Court itself gave the case up.
    Call("inadmissible", "al-senussi", "libya", "2013-12-01"),
    # A sealed warrant: nobody knows whom the Court has asked.
    Call("sealed", "ag-ghaly", "kenya", "2020-01-01"),
    # In the air: two readings, and no Court that has ruled.
    Call("overflight", "netanyahu", "italy", "2025-09-25", scenario="overflight"),
    # Ways out that people raise: a purpose, and a promise that is assumed.
    Call(
        "ways-out",
        "putin",
        "kenya",
        "2025-01-01",
        purpose="peace-talks",
        assume=("Kenya has promised safe conduct to Vladimir Putin",),
        depth=2,
    ),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_a_tree_is_as_it_was_read(call: Call, *, update_golden: bool) -> None:
    inputs: dict[str, Any] = {"purpose": call.purpose} if call.purpose else {}
    answer = bundled_book().check(
        call.scenario,
        suspect=call.suspect,
        state=call.state,
        date=call.date,
        readings=call.readings,
        assume=call.assume,
        **inputs,
    )
    rows = list(answer_rows(answer, depth=call.depth, sources=call.sources))
    # The last row names the digests of rules and data, which every change of them changes.
    text = draw(rows[:-1], Look(WIDTH))
    golden = HERE / f"{call.name}.txt"
    if update_golden:
        golden.write_text(text, encoding="utf-8")

    assert text == golden.read_text(encoding="utf-8")
    assert all(len(line) <= WIDTH for line in text.splitlines() if "://" not in line)


def test_no_golden_tree_lies_about_unread() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == {call.name for call in CALLS}
