"""``rules``: list them, show one, check them, run the examples that stand beside them."""

from typing import TYPE_CHECKING, Annotated

import typer

from obligcheck.cli import complete
from obligcheck.cli.command import command
from obligcheck.cli.options import Books
from obligcheck.cli.output import WRONG, complain, stop, write

if TYPE_CHECKING:
    from obligcheck.language import Rule, RuleBook

# Drawers are imported where they are used: help needs none of them.
# ruff: noqa: PLC0415

rules = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, show and check the rules, and run their examples.",
)


@rules.command("list")
@command
def list_rules(books: Books) -> int:
    """List scenarios, contested questions with their readings and holders, and all rules."""
    from obligcheck.presentation.rule_lists import draw_book

    write(draw_book(books.load().rules))
    return 0


@rules.command("show", no_args_is_help=True)
@command
def show_rules(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="RULE",
            help="A citation, a sentence, a contested question, or FILE:LINE.",
            show_default=False,
            autocompletion=complete.citations,
        ),
    ],
    books: Books,
) -> int:
    """Show the text of the rules under a citation, or of those that conclude a sentence."""
    from obligcheck.presentation.rule_lists import draw_question, draw_rules

    book = books.load().rules
    found = find_rules(book, wanted)
    question = book.questions.get(wanted)
    if question:
        write(draw_question(question) + "\n" + draw_rules(found))
    elif found:
        write(draw_rules(found))
    else:
        nearest = book.vocabulary.nearest(wanted)
        meant = f"; the nearest sentence is `{nearest}`" if nearest else ""
        stop(f"no rule stands under `{wanted}`, and none concludes it{meant}")
    return 0


def find_rules(book: "RuleBook", wanted: str) -> "tuple[Rule, ...]":
    """Return the rules that ``wanted`` names: by citation, by question, by place, or by sentence."""
    cited = tuple(r for r in book.rules if wanted in r.cites)
    below = tuple(r for r in book.rules if any(c.startswith(f"{wanted}(") for c in r.cites))
    asked = tuple(r for r in book.rules if r.question == wanted)
    placed = tuple(r for r in book.rules if f"/{r.place.at}".endswith(f"/{wanted}"))
    sentence = book.vocabulary.find(wanted)
    meant = [sentence] if sentence else [s for s, _ in book.vocabulary.matches(wanted)][:1]
    concluding = tuple(r for one in meant for r in book.concluding(one))
    return (cited or below) or asked or placed or concluding


@rules.command("check")
@command
def check_rules(books: Books) -> int:
    """Check rules and record; everything that is wrong is shown at once."""
    from obligcheck.presentation.rule_lists import draw_checked

    write(draw_checked(books.load().rules))
    return 0


@rules.command("test")
@command
def test_rules(books: Books) -> int:
    """Run the examples beside the rules, and say which rules none of them tests."""
    from obligcheck.answers.examples import run_examples
    from obligcheck.presentation.problems import draw_problems
    from obligcheck.presentation.rule_lists import draw_report

    report = run_examples(books.load())
    write(draw_report(report))
    if report.failures:
        complain(draw_problems(report.failures))
        return WRONG
    return 0
