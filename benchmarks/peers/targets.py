"""What is to be reached, as ratios within one run, and by how much it is met or missed."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, NamedTuple

from peers.files import ADDED, Ways
from peers.measuring import Grown

#: Seconds, rates and the like of each peer, round by round.
Rounds = dict[str, list[float]]

#: From so many rows on, the cost of a row is to stay flat; up to a quarter more counts as flat.
BIG, FLAT = 100_000, 1.25


class Target(NamedTuple):
    """A target: what was measured, and its bound, the least or the most that it may be."""

    name: str
    measured: float | None
    bound: float
    at_most: bool = False
    unit: str = "x"
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Return whether it is met, or None where it was not measured."""
        if self.measured is None:
            return None
        return self.measured <= self.bound if self.at_most else self.measured >= self.bound

    @property
    def outcome(self) -> str:
        """Return how it came out."""
        if self.measured is None:
            return "not measured"
        if self.met:
            return "met"
        return f"missed by a factor of {max(self.measured / self.bound, self.bound / self.measured):.2g}"

    @property
    def json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {**self._asdict(), "met": self.met}


def ratio(above: Sequence[float] | None, below: Sequence[float] | None) -> float | None:
    """Return the median of the ratios, round by round; None where one side was not measured."""
    if not above or not below:
        return None
    return median(a / b for a, b in zip(above, below, strict=False))


def in_memory(rates: Rounds) -> list[Target]:
    """Return the targets of rows per second in memory."""
    packed, dense = rates.get("full-packed"), rates.get("full-dense")
    by_hand = [max(pair) for pair in zip(packed, dense, strict=True)] if packed and dense else None
    beside_kernel, beside_openfisca = (
        ratio(rates.get("full"), by_hand),
        ratio(rates.get("obligcheck"), rates.get("openfisca")),
    )
    fastest = "the faster of the two kernels, round by round"
    return [
        Target("in memory, full rule book, beside the gather by hand", beside_kernel, 0.5, note=fastest),
        Target("in memory, simplified decision, beside OpenFisca", beside_openfisca, 5),
    ]


def compiled(all_pairs: Rounds, all_time: Rounds) -> list[Target]:
    """Return the targets of all pairs for all time, beside clingo's time for one day."""
    clingo = all_pairs.get("clingo")
    found = {
        "simplified decision": all_time.get("obligcheck"),
        "full rule book": all_time.get("full"),
    }
    return [
        Target(
            f"all pairs for all time, {which}, beside clingo, one day", ratio(ours, clingo), 2, at_most=True
        )
        for which, ours in found.items()
    ]


def flat(grown: dict[str, list[Grown]]) -> Target:
    """Return the target that a row costs the same, whatever the number of rows."""
    costs = {one.rows: one.nanoseconds for one in grown.get("full", ()) if one.nanoseconds is not None}
    sizes = [size for size in sorted(costs) if size >= BIG]
    few, many = (sizes[0], sizes[-1]) if sizes else (0, 0)
    measured = costs[many] / costs[few] if many > few else None
    note = f"{many:,} rows beside {few:,}"
    name = "cost of a row, full rule book, many rows beside few"
    return Target(name, measured, FLAT, at_most=True, note=note)


def of_files(found: Sequence[Ways]) -> list[Target]:
    """Return the targets from CSV to CSV: every file with all columns and with the verdict only."""
    rates = [
        Target(
            f"from CSV to CSV beside polars, {way}", ways.beside_polars(way), 0.5, note=f"{ways.rows:,} rows"
        )
        for ways in found
        for way in ADDED
    ]
    memory = [
        Target(
            f"peak memory, streaming, {way}",
            ways.megabytes[way],
            500,
            at_most=True,
            unit="MB",
            note=f"{ways.rows:,} rows",
        )
        for ways in found[-1:]
        for way in ADDED
    ]
    return [*rates, *memory]


def told(targets: Sequence[Target], write: Callable[[str], None]) -> None:
    """Write the table of targets."""
    write(f"\n{'target':<72}{'measured':>12}    {'bound':<16}outcome")
    for one in targets:
        measured = "-" if one.measured is None else f"{one.measured:,.2f} {one.unit}"
        bound = f"{'at most' if one.at_most else 'at least'} {one.bound:g} {one.unit}"
        note = f" ({one.note})" if one.note else ""
        write(f"{one.name:<72}{measured:>12}    {bound:<16}{one.outcome}{note}")
