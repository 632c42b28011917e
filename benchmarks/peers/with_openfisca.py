"""The decision in OpenFisca-core: entities, variables with formulas, dated parameters.

A row is a ``case``: a suspect in a State on a day, all three input variables, for OpenFisca computes a
variable for a whole population at one period, and the day differs from row to row. The warrants against
the suspect are the persons of the case, so that a formula looks at those that there are and at no others.

What the record says is in the tree of parameters, by name, and so is the switch of the reading. The fancy
indexing of OpenFisca itself builds a Python object for each row (``VectorialParameterNodeAtInstant``),
which would make the formulas many times slower: the nodes are turned into arrays once, before anything is
timed, and formulas gather from those.
"""

from array import array
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from peers.facts import NEVER, Duty, Facts, Office, Warrant
from peers.rows import Rows
from peers.with_numpy import Columns, columns_of

Numbers = npt.NDArray[np.int32]
Formula = Callable[[Any, Any, Any], Any]

PERIOD = "2025-01"
ALL_TIME = "1900-01-01"

WARRANT = build_entity(key="warrant", plural="warrants", label="A warrant, as a person", is_person=True)
CASE = build_entity(
    key="case",
    plural="cases",
    label="A suspect in a State on a day",
    roles=[{"key": "warrant", "plural": "warrants", "label": "The warrants against the suspect"}],
)


# The record as parameters


def tree_of(facts: Facts, reading: str) -> Any:  # noqa: ANN401 (OpenFisca is not typed)
    """Return the record as a tree of parameters, as one would write it in YAML."""

    def value(number: int) -> dict[str, object]:
        return {"values": {ALL_TIME: {"value": number}}}

    def rows(name: str, table: Iterable[tuple[int, ...]], fields: tuple[str, ...]) -> dict[str, object]:
        return {
            f"{name}{number}": {field: value(cell) for field, cell in zip(fields, row, strict=True)}
            for number, row in enumerate(table)
        }

    return ParameterNode(
        "",
        data={
            "state": rows("s", zip(facts.entry, facts.exit, strict=True), ("entry", "exit")),
            "situation": rows("k", zip(facts.began), ("began",)),
            "resolution": rows("r", facts.resolutions, Duty._fields),
            "acceptance": rows("a", facts.acceptances, Duty._fields),
            "warrant": rows("w", facts.warrants, Warrant._fields),
            "office": rows("o", facts.offices, Office._fields),
            "immunity_customary": value(int(reading == "customary")),
        },
    )


class Record:
    """The parameters as arrays; the last place of ``warrants`` is the one that never holds."""

    def __init__(self, parameters: Any) -> None:  # noqa: ANN401 (OpenFisca is not typed)
        at = parameters.get_at_instant(ALL_TIME)
        self.customary = bool(at.immunity_customary)
        self.entry, self.exit = (_column(at.state, field) for field in ("entry", "exit"))
        self.began = _column(at.situation, "began")
        self.warrants = [np.append(_column(at.warrant, field), NEVER) for field in Warrant._fields[2:]]
        self.suspect, self.situation = (
            np.append(_column(at.warrant, field), 0) for field in Warrant._fields[:2]
        )
        offices = (_column(at.office, field) for field in Office._fields)
        self.offices = [Office(*row) for row in zip(*offices, strict=True)]
        self.leads = np.isin(self.suspect, _column(at.office, "suspect"))
        shape = len(self.entry), len(self.began)
        self.obliged, self.consented = _duties(at.resolution, shape), _duties(at.acceptance, shape)


def _column(node: Any, field: str) -> Numbers:  # noqa: ANN401 (OpenFisca is not typed)
    return np.array([node[name][field] for name in node], np.int32)


def _duties(node: Any, shape: tuple[int, int]) -> Numbers:  # noqa: ANN401 (as above)
    """Return the first day of each duty by State and situation, ``NEVER`` where there is none."""
    first = np.full(shape, NEVER, np.int32)
    first[_column(node, "state"), _column(node, "situation")] = _column(node, "since")
    return first


# The law as variables


def variables(record: Record) -> list[type[Any]]:
    """Return the input variables and those with formulas, which read ``record``."""

    def is_live(warrant: Any, period: Any, _: Any) -> Any:  # noqa: ANN401 (as above)
        number, day = warrant("warrant_number", period), warrant.case("day", period)
        since, until, held, released = (column[number] for column in record.warrants)
        return (since <= day) & (day < until) & ~((held <= day) & (day < released))

    def is_bound(warrant: Any, period: Any, _: Any) -> Any:  # noqa: ANN401 (as above)
        situation = record.situation[warrant("warrant_number", period)]
        state, day = warrant.case("state", period), warrant.case("day", period)
        left = record.exit[state]
        as_party = (record.entry[state] <= day) & ((day < left) | (record.began[situation] < left))
        by_council = record.obliged[state, situation] <= day
        return as_party | by_council | (record.consented[state, situation] <= day)

    def is_immune(warrant: Any, period: Any, _: Any) -> Any:  # noqa: ANN401 (as above)
        number = warrant("warrant_number", period)
        immune = np.zeros(len(number), bool)
        if not record.customary:
            return immune
        # Few suspects ever lead a State: only their rows are looked at.
        some = np.flatnonzero(record.leads[number])
        suspect, situation = record.suspect[number[some]], record.situation[number[some]]
        state, day = warrant.case("state", period)[some], warrant.case("day", period)[some]
        for office in record.offices:
            home = office.home
            party = (record.entry[home] <= day) & (day < record.exit[home])
            obliged = record.obliged[home, situation] <= day
            serving = (suspect == office.suspect) & (office.since <= day) & (day < office.until)
            immune[some] |= serving & (state != home) & ~party & ~obliged
        return immune

    def must_arrest(case: Any, period: Any, _: Any) -> Any:  # noqa: ANN401 (as above)
        live, bound, immune = (case.members(name, period) for name in ("is_live", "is_bound", "is_immune"))
        return case.any(live & bound & ~immune)

    inputs = [_variable(name, CASE, int) for name in ("state", "day")]
    number = _variable("warrant_number", WARRANT, int)
    found = [_variable(f.__name__, WARRANT, bool, f) for f in (is_live, is_bound, is_immune)]
    return [*inputs, number, *found, _variable("must_arrest", CASE, bool, must_arrest)]


def _variable(name: str, entity: Any, kind: type, formula: Formula | None = None) -> type[Any]:  # noqa: ANN401
    """Return the class by which OpenFisca knows a variable."""
    parts = {"value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), {**parts, "formula": formula} if formula else parts)


# The peer


class OpenFisca:
    """The system is built once; each answer is a simulation of its own."""

    distributions: ClassVar[tuple[str, ...]] = ("OpenFisca-Core", "numpy")

    def __init__(self, facts: Facts, reading: str) -> None:
        self.system = TaxBenefitSystem([WARRANT, CASE])
        self.system.parameters = tree_of(facts, reading)
        self.system.add_variables(*variables(Record(self.system.parameters)))
        suspects = [warrant.suspect for warrant in facts.warrants]
        every = range(len(facts.suspects))
        own = [[n for n, who in enumerate(suspects) if who == suspect] for suspect in every]
        # A case without any person would be dropped by OpenFisca's sums.
        own = [numbers or [len(suspects)] for numbers in own]
        self.counts = np.array(list(map(len, own)))
        self.starts = np.cumsum(self.counts) - self.counts
        self.numbers = np.array([number for numbers in own for number in numbers], np.int32)

    def encode(self, rows: Rows) -> Columns:
        """Return the columns."""
        return columns_of(rows)

    def answer(self, encoded: Columns) -> npt.NDArray[np.bool_]:
        """Return the variable `must_arrest` of a new simulation."""
        answered: npt.NDArray[np.bool_] = self._simulation(*encoded).calculate("must_arrest", PERIOD)
        return answered

    def _simulation(self, suspects: Numbers, states: Numbers, days: Numbers) -> Any:  # noqa: ANN401 (as above)
        """Return a simulation of the rows, with the warrants against each suspect as persons of its case."""
        counts = self.counts[suspects]
        ends = np.cumsum(counts)
        place = np.arange(ends[-1])
        place += np.repeat(self.starts[suspects] - ends + counts, counts)
        populations = self.system.instantiate_entities()
        populations["case"].count = len(suspects)
        populations["warrant"].count = len(place)
        populations["case"].members_entity_id = np.repeat(np.arange(len(suspects)), counts)
        simulation = Simulation(self.system, populations)
        simulation.set_input("state", PERIOD, states)
        simulation.set_input("day", PERIOD, days)
        simulation.set_input("warrant_number", PERIOD, self.numbers[place])
        return simulation

    def decode(self, answered: npt.NDArray[np.bool_]) -> bytes:
        """Return them as bytes of 0 and 1."""
        return answered.tobytes()

    def explain(self, suspect: int, state: int, day: int) -> str:
        """Return the log of the computation, which is what OpenFisca gives for reasons."""
        one = self.encode(Rows(*(array("i", [number]) for number in (suspect, state, day))))
        simulation = self._simulation(*one)
        simulation.trace = True
        simulation.calculate("must_arrest", PERIOD)
        return "\n".join(simulation.tracer.computation_log.lines())
