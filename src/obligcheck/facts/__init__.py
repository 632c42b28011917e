"""What is given: entities and their names, tables, and the facts that their rows state."""

from obligcheck.facts.names import Names, fold
from obligcheck.facts.record import Record
from obligcheck.facts.table import Fact, Provenance, Statement, Table

__all__ = ["Fact", "Names", "Provenance", "Record", "Statement", "Table", "fold"]
