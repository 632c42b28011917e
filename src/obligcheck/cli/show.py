"""An answer to text in the format that was asked for: the one place where a drawer is chosen."""

from datetime import date
from typing import TYPE_CHECKING, Any

from obligcheck.cli.options import Answering, Listing
from obligcheck.cli.output import is_terminal
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from obligcheck.answers import Answer, Asked, Change
    from obligcheck.answers.history import History
    from obligcheck.answers.survey import Survey
    from obligcheck.cli.surveying import Surveying

# Each format imports its own drawer when it is asked for: a program that wants JSON pays for no tree.
# ruff: noqa: PLC0415


class Question(NamedTuple):
    """A scenario put over several days: its inputs by id, and by name where they have one."""

    scenario: str
    inputs: dict[str, str]
    names: dict[str, str]

    def said(self) -> str:
        """Return it in one line."""
        from obligcheck.presentation.wording import BETWEEN, named

        inputs = (named(key, self.names.get(key, value)) for key, value in self.inputs.items())
        return BETWEEN.join((self.scenario, *inputs))


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
    asked: Question,
    changes: "tuple[Change, ...]",
    receipt: dict[str, Any],
    how: Answering,
) -> str:
    """Return the stretches of what was ``asked`` as ``how`` wants."""
    if how.format == "json":
        from obligcheck.presentation.jsons import draw_changes

        return draw_changes(asked._asdict(), changes, receipt, indent())
    from obligcheck.presentation.changes import change_rows

    rows = change_rows(asked.said(), changes, receipt)
    if how.format == "markdown":
        from obligcheck.presentation.markdown import draw_markdown

        return draw_markdown(rows)
    from obligcheck.presentation.tree import draw

    return draw(rows, how.look())


def history_text(asked: Question, history: "History", how: Listing) -> str:
    """Return the verdict of a scenario over all days as ``how`` wants."""
    if how.format == "json":
        from obligcheck.presentation.jsons import draw_history

        return draw_history(asked._asdict(), history, indent())
    from obligcheck.presentation import changes

    if how.format == "markdown":
        from obligcheck.presentation.markdown import draw_markdown

        return draw_markdown(changes.history_rows(asked.said(), history))
    return changes.draw_history(asked.said(), history, how.look())


def survey_text(survey: "Survey", how: "Surveying", *, brief: bool) -> str:
    """Return ``survey`` as ``how`` wants it.

    On a terminal it is a page: all names in columns, or of a ``brief`` one a line for each thing that
    is yes or close to it, with the reason. Where an order is asked for, it is a line for each thing.
    """
    shown = how.shown()._replace(why=brief)
    if how.format == "table" and (how.look().width is not None):
        from obligcheck.presentation.survey_page import draw_list, draw_page

        if brief or shown.order != "verdict":
            return draw_list(survey, shown, how.look(), brief=brief and not shown.only)
        return draw_page(survey, shown, how.look())
    from obligcheck.presentation import survey_files

    match how.format:
        case "table":
            return survey_files.draw_lines(survey, shown)
        case "json":
            return survey_files.draw_survey(survey, shown, indent())
        case "csv":
            return survey_files.draw_csv(survey, shown)
        case "markdown":
            return survey_files.draw_report(survey, shown)


def indent() -> int | None:
    """Return how JSON is indented: for eyes on a terminal, not at all for programs."""
    return 2 if is_terminal() else None
