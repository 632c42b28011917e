"""``whatif`` and ``why-not``: an answer under assumptions, and what would turn an answer."""

from typing import TYPE_CHECKING, Annotated

import typer

from obligcheck.cli import complete
from obligcheck.cli.answering import in_order
from obligcheck.cli.clock import day, today
from obligcheck.cli.command import command
from obligcheck.cli.options import ExitCode, Listing
from obligcheck.cli.output import stop, verdict_code, write
from obligcheck.cli.show import indent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obligcheck.answers import Book
    from obligcheck.presentation.layout import Row

# Drawers are imported where they are used: help needs none of them.
# ruff: noqa: PLC0415

#: The scenario of a question that names none.
USUAL = "visit"

#: Lists of answers, and the input that each leaves open.
LISTS = {"where": "state", "who": "suspect"}

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="[SCENARIO] INPUT...",
        help="The inputs in the scenario's order, or NAME=VALUE; a visit if no scenario is named.",
        show_default=False,
        autocompletion=complete.scenarios,
    ),
]


class Trying(Listing):
    """What is supposed, how it is shown, and whether the exit code tells the verdict."""

    exit_code: ExitCode = False


@command
def whatif(words: Words, how: Trying) -> int:
    """Answer as things are and as supposed, and say what changes.

    `where SUSPECT DATE` and `who STATE DATE` tell for which States, and which persons, the answer changes.
    With --exit-code the verdict is that as supposed.

    Example: obligcheck whatif SUSPECT STATE 2025-10-09 --assume "STATE is a State Party"
    """
    asked = how.asked()
    if not any(asked.values()):
        stop("suppose something: --assume SENTENCE, --deny SENTENCE or --reading QUESTION=READING")
    book = how.load()
    from obligcheck.answers.difference import Compared, ComparedLists, compare, compare_each
    from obligcheck.presentation.trying import whatif_json, whatif_rows

    found: Compared | ComparedLists
    each = LISTS.get(words[0])
    scenario, inputs = question_of(book, words[1:] if each else words, each)
    if each:
        found = compare_each(book, scenario, each, inputs, book.options(**asked))
        verdict = max(answer.verdict for answer in found.after)
    else:
        found = compare(book, scenario, inputs, book.options(**asked))
        verdict = found.after.verdict
    if how.format == "json":
        write(whatif_json(found, indent()), how.format)
    else:
        write(_drawn(whatif_rows(found), how), how.format)
    return verdict_code(verdict, exit_code=how.exit_code)


@command
def why_not(words: Words, how: Trying) -> int:
    """Say which facts, as few as possible, would turn the answer.

    Example: obligcheck why-not SUSPECT STATE 2025-10-09
    """
    book = how.load()
    if words[0] in LISTS:
        stop(f"`{words[0]}` has many answers: ask about one of them")
    scenario, inputs = question_of(book, words)
    answer = book.check(scenario, **how.asked(), **inputs)
    from obligcheck.presentation.trying import turning_json, turning_rows

    if how.format == "json":
        write(turning_json(answer, indent()), how.format)
    else:
        write(_drawn(turning_rows(answer), how), how.format)
    return verdict_code(answer.verdict, exit_code=how.exit_code)


def _drawn(rows: "Iterable[Row]", how: Listing) -> str:
    if how.format == "markdown":
        from obligcheck.presentation.markdown import draw_markdown

        return draw_markdown(rows)
    from obligcheck.presentation.tree import draw

    return draw(rows, how.look())


def question_of(book: "Book", words: list[str], left_open: str | None = None) -> tuple[str, dict[str, str]]:
    """Return the scenario and its inputs by name, the day asked about being today if none is given.

    The input ``left_open`` is none of them.
    """
    scenario, given = (words[0], words[1:]) if words and words[0] in book.scenarios else (USUAL, words)
    asked = book.scenario(scenario)
    kinds = {b.key: b.type for b in (*asked.inputs, *asked.optional) if b.key != left_open}
    inputs: dict[str, str] = {}
    unnamed: list[str] = []
    for word in given:
        name, sign, value = word.partition("=")
        if not sign:
            unnamed.append(word)
        elif name in inputs or name not in kinds:
            stop(f"`{name}` is given twice or no input of `{scenario}`: {', '.join(kinds)}")
        else:
            inputs[name] = value
    free = [name for name in kinds if name not in inputs]
    if len(unnamed) > len(free):
        stop(f"too many inputs: `{scenario}` takes {', '.join(kinds)}")
    inputs |= dict(zip(free, unnamed, strict=False))
    if scenario == USUAL and {"suspect", "state"} <= inputs.keys():
        inputs["suspect"], inputs["state"] = in_order(book, inputs["suspect"], inputs["state"])
    inputs.setdefault(book.day_of(scenario), str(today()))
    return scenario, {name: str(day(v)) if kinds[name] == "date" else v for name, v in inputs.items()}
