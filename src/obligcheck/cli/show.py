"""An answer to text in the format that was asked for: the one place where a drawer is chosen."""

from datetime import date
from typing import TYPE_CHECKING, Any

from obligcheck.cli.options import Answering, Listing
from obligcheck.cli.output import is_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obligcheck.answers import Answer, Asked, Change

# Each format imports its own drawer when it is asked for: a program that wants JSON pays for no tree.
# ruff: noqa: PLC0415


def answer_text(answer: "Answer", how: Answering) -> str:
    """Return ``answer`` as ``how`` wants it."""
    match how.format:
        case "json":
            from obligcheck.presentation.jsons import draw_json

            return draw_json(answer, indent())
        case "statement":
            from obligcheck.presentation.statement import draw_statement

            return draw_statement(answer)
        case "markdown":
            from obligcheck.presentation.layout import answer_rows
            from obligcheck.presentation.markdown import draw_markdown

            rows = answer_rows(answer, depth=how.depth, sources=how.sources)
            return draw_markdown(rows, answer.statement)
        case "tree":
            from obligcheck.presentation.tree import draw_answer

            return draw_answer(answer, how.look())


def asked_text(asked: "Asked", day: date, receipt: dict[str, Any], how: Answering) -> str:
    """Return the truth of a sentence on ``day``, and on all other days, as ``how`` wants it."""
    if how.format == "json":
        from obligcheck.presentation.jsons import draw_asked

        return draw_asked(asked, day, receipt, indent())
    from obligcheck.presentation import changes

    if how.format == "statement":
        return changes.asked_statement(asked, day)
    rows = changes.asked_rows(asked, day, receipt, depth=how.depth, sources=how.sources)
    if how.format == "markdown":
        from obligcheck.presentation.markdown import draw_markdown

        return draw_markdown(rows, changes.asked_statement(asked, day))
    from obligcheck.presentation.tree import draw

    return draw(rows, how.look())


def changes_text(
    asked: "Mapping[str, str]",
    changes: "tuple[Change, ...]",
    receipt: dict[str, Any],
    how: Answering | Listing,
) -> str:
    """Return the stretches of a scenario, whose name and inputs are ``asked``, as ``how`` wants."""
    if how.format == "json":
        from obligcheck.presentation.jsons import draw_changes

        scenario, *_ = asked.values()
        inputs = {name: value for name, value in asked.items() if name != "scenario"}
        found = {"scenario": scenario, "inputs": inputs}
        return draw_changes(found, changes, receipt, indent())
    from obligcheck.presentation.changes import change_rows

    rows = change_rows(" · ".join(asked.values()), changes, receipt)
    if how.format == "markdown":
        from obligcheck.presentation.markdown import draw_markdown

        return draw_markdown(rows)
    from obligcheck.presentation.tree import draw

    return draw(rows, how.look())


def indent() -> int | None:
    """Return how JSON is indented: for eyes on a terminal, not at all for programs."""
    return 2 if is_terminal() else None
