"""``rules``: list them, show one, check them, run the examples that stand beside them."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from obligcheck.cli import complete
from obligcheck.cli.command import command
from obligcheck.cli.mutating import mutate_rules
from obligcheck.cli.options import Books, Form
from obligcheck.cli.output import WRONG, complain, stop, write
from obligcheck.cli.show import indent

if TYPE_CHECKING:
    from obligcheck.language import Rule, RuleBook
    from obligcheck.sentences import Sentence

# Drawers are imported where they are used: help needs none of them.
# ruff: noqa: PLC0415

#: Of the citations that a provision may mean, so many are named.
MOST_CITES = 5

rules = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, show and check the rules, and run their examples.",
)


@rules.command("list")
@command
def list_rules(books: Books, form: Form = "table") -> int:
    """List scenarios, contested questions with their readings and holders, and all rules."""
    rules = books.load().rules
    if form == "json":
        from obligcheck.presentation.list_jsons import draw_book_json

        write(draw_book_json(rules, indent()), form)
        return 0
    from obligcheck.presentation.rule_lists import draw_book

    write(draw_book(rules))
    return 0


@rules.command("show", no_args_is_help=True)
@command
def show_rules(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="RULE",
            help="A citation, a sentence, a contested question, a profile, or FILE:LINE.",
            show_default=False,
            autocompletion=complete.citations,
        ),
    ],
    books: Books,
) -> int:
    """Show the text of the rules under a citation, or of those that conclude a sentence."""
    from obligcheck.presentation.rule_lists import draw_profile, draw_question, draw_rules

    book = books.load().rules
    found = find_rules(book, wanted)
    question = book.questions.get(wanted)
    profile = book.profiles.get(wanted)
    if profile:
        write(draw_profile(profile))
    elif question:
        write(draw_question(question) + "\n" + draw_rules(found))
    elif found:
        write(draw_rules(found))
    else:
        stop(f"no rule stands under `{wanted}`, and none concludes it{_meant(book, wanted)}")
    return 0


def _meant(book: "RuleBook", wanted: str) -> str:
    """Return what ``wanted`` may mean: citations of that provision, or the nearest sentence."""
    provision = "".join(wanted.split())
    cites = dict.fromkeys(cite for rule in book.rules for cite in rule.cites)
    found = [cite for cite in cites if f"{''.join(cite.split()[1:])}(".startswith(f"{provision}(")]
    if provision and found:
        more = ", …" if len(found) > MOST_CITES else ""
        return f"; did you mean {', '.join(f'`{cite}`' for cite in found[:MOST_CITES])}{more}?"
    nearest = book.vocabulary.nearest(wanted)
    return f"; the nearest sentence is `{nearest}`" if nearest else ""


def find_rules(book: "RuleBook", wanted: str) -> "tuple[Rule, ...]":
    """Return the rules that ``wanted`` names: by citation, by question, by place, or by sentence."""
    cited = tuple(r for r in book.rules if wanted in r.cites)
    below = tuple(r for r in book.rules if any(c.startswith(f"{wanted}(") for c in r.cites))
    asked = tuple(r for r in book.rules if wanted and r.question == wanted)
    placed = tuple(r for r in book.rules if f"/{r.place.at}".endswith(f"/{wanted}"))
    meant = find_sentence(book, wanted)
    concluding = book.concluding(meant) if meant else ()
    return (cited or below) or asked or placed or concluding


def find_sentence(book: "RuleBook", wanted: str) -> "Sentence | None":
    """Return the sentence that ``wanted`` is, with blanks or with names in their place."""
    return book.vocabulary.find(wanted) or next((s for s, _ in book.vocabulary.matches(wanted)), None)


@rules.command("graph")
@command
def graph_rules(
    books: Books,
    format: Annotated[  # noqa: A002 (the name of the option)
        Literal["mermaid", "dot"],
        typer.Option(help="The language of the drawing.", show_default=False),
    ] = "mermaid",
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="SENTENCE", help="Draw only what this sentence rests on."),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Draw only the rules of one file, with what they touch."),
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="With --from: follow N steps."),
    ] = None,
) -> int:
    """Draw how sentences rest on one another, part by part of the law, for Mermaid or Graphviz.

    Lines carry the citations of the rules and are dashed where a sentence is defeated. Mermaid draws no
    more than 500 lines unless told to: ask for a part, or for dot.

    obligcheck rules graph --from "{state} is a State Party" --depth 1

    obligcheck rules graph --part membership.md --format dot | dot -Tsvg > membership.svg
    """
    from obligcheck.language.links import links_of
    from obligcheck.presentation.rule_graph import draw_dot, draw_mermaid

    if depth is not None and start is None:
        stop("--depth counts the steps from a sentence: name it with --from")
    book = books.load()
    graph = links_of(book.rules, book.record, find_part(book.rules, part) if part else None)
    if start is not None:
        sentence = find_sentence(book.rules, start)
        if sentence is None or not (graph := graph.resting(sentence, depth)).points:
            nearest = book.rules.vocabulary.nearest(start) if sentence is None else None
            meant = f"; the nearest sentence is `{nearest}`" if nearest else ""
            stop(f"no rule drawn here concludes `{start}` or asks for it{meant}")
    write(draw_dot(graph) if format == "dot" else draw_mermaid(graph))
    return 0


def find_part(book: "RuleBook", wanted: str) -> str:
    """Return the path of the one file of rules that ``wanted`` names by its end; .md may be left out."""
    paths = dict.fromkeys(rule.place.path for rule in book.rules)
    name = wanted.removesuffix(".md")
    found = [path for path in paths if f"/{path.removesuffix('.md')}".endswith(f"/{name}")]
    if len(found) != 1:
        trouble = "several files of rules are" if found else "no file of rules is"
        stop(f"{trouble} called `{wanted}`; files: {', '.join(found or paths)}")
    return found[0]


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


rules.command("mutate")(mutate_rules)
