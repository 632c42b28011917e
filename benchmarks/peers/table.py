"""The tables that are printed."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from peers.files import POLARS, Ways
from peers.measuring import Grown
from peers.registry import Known

Write = Callable[[str], None]


class Line(NamedTuple):
    """What was measured of one peer; None for what it cannot do or was not asked."""

    known: Known
    versions: dict[str, str]
    rows: int
    rates: list[float]
    prepared: float
    megabytes: float
    cold: list[float]
    single: float | None = None
    all_pairs: list[float] | None = None
    all_time: list[float] | None = None

    @property
    def json(self) -> dict[str, object]:
        """Return it as plain values."""
        known = self.known
        return {"name": known.name, "about": known.about, "decision": known.decision, **self._measured}

    @property
    def _measured(self) -> dict[str, object]:
        return {name: value for name, value in self._asdict().items() if name != "known"}


HEAD = (
    ("rows/s", "ours is", "prepared", "memory", "cold", "one answer,", "all pairs,", "all pairs,"),
    ("", "", "", "", "start", "with reasons", "one day", "all time"),
)

#: How wide the columns are, after the name of the peer.
NAME = 14
WIDTHS = (14, 12, 11, 10, 10, 14, 12, 12)

#: From here on a factor needs no decimals.
MANY = 100

#: What cannot be done, or was not measured.
NOTHING = "-"


def lines(measured: Sequence[Line], ours: str, write: Write) -> None:
    """Write a line for each peer; ``ours`` is the one that the others are compared with."""
    beside = next((line.rates for line in measured if line.known.name == ours), None)
    for head in HEAD:
        cells = (f"{cell:>{width}}" for cell, width in zip(head, WIDTHS, strict=True))
        write((" " * NAME + "".join(cells)).rstrip())
    for line in measured:
        factor = median(a / b for a, b in zip(beside, line.rates, strict=True)) if beside else None
        told = (
            f"{median(line.rates):,.0f}",
            _factor(factor),
            _seconds(line.prepared),
            f"{line.megabytes:,.0f} MB",
            *map(
                _seconds, (_middle(line.cold), line.single, _middle(line.all_pairs), _middle(line.all_time))
            ),
        )
        cells = (f"{cell:>{width}}" for cell, width in zip(told, WIDTHS, strict=True))
        write(f"{line.known.name:<{NAME}}{''.join(cells)}   {line.rows:,} rows; {line.known.about}")


def growth(grown: dict[str, list[Grown]], sizes: Sequence[int], write: Write) -> None:
    """Write the cost of a row by the number of rows."""
    write(f"\n{'cost of a row':<{NAME}}" + "".join(f"{size:>14,}" for size in sizes) + f"{'memory':>14}")
    for name, found in grown.items():
        costs = {one.rows: f"{one.nanoseconds:,.3g} ns" for one in found if one.nanoseconds is not None}
        memory = max((one.megabytes for one in found if one.megabytes is not None), default=0)
        cells = [*(costs.get(size, NOTHING) for size in sizes), f"{memory:,.0f} MB"]
        stopped = next((f"   {one.stopped}" for one in found if one.stopped), "")
        write(f"{name:<{NAME}}" + "".join(f"{cell:>14}" for cell in cells) + stopped)


def from_files(found: Sequence[Ways], write: Write) -> None:
    """Write what each way through a file takes."""
    for ways in found:
        write(
            f"\n{f'from CSV to CSV, {ways.rows:,} rows':<38}{'whole command':>14}{'rows/s':>14}{'memory':>10}"
        )
        for way, taken in ways.seconds.items():
            seconds, memory = median(taken), f"{ways.megabytes[way]:,.0f} MB"
            name = way if way == POLARS else f"obligcheck, {way}"
            write(f"{name:<38}{_seconds(seconds):>14}{ways.rows / seconds:>14,.0f}{memory:>10}")


def _middle(values: Sequence[float] | None) -> float | None:
    return median(values) if values else None


def _factor(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{value:,.0f} x" if value >= MANY else f"{value:.3g} x"


def _seconds(value: float | None) -> str:
    """Return a time in the unit in which it is easy to read."""
    if value is None:
        return NOTHING
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 1:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"
