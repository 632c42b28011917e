"""The rule notation: Markdown in, a checked rule book out, and everything wrong with it at once."""

from obligcheck.language.model import (
    Condition,
    Declaration,
    Example,
    Holder,
    Question,
    Reading,
    Rule,
    RuleBook,
    Scenario,
    Term,
)

__all__ = [
    "Condition",
    "Declaration",
    "Example",
    "Holder",
    "Question",
    "Reading",
    "Rule",
    "RuleBook",
    "Scenario",
    "Term",
]
