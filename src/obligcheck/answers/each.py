"""One input of a scenario left open: what can fill it, and the verdicts about all of that at once.

Verdicts without reasons are found set at a time, in a fraction of the time that as many proofs take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.engine import Assumption
from obligcheck.engine.together import EACH
from obligcheck.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obligcheck.answers.book import Book
    from obligcheck.answers.posing import Posed
    from obligcheck.engine import Engine, Options
    from obligcheck.sentences import Blank, Entity
    from obligcheck.temporal import Timeline


def fillable(book: Book, name: str, each: str) -> Blank:
    """Return the input ``each`` of the scenario ``name``, which things of the record fill.

    Raises ProblemsError where there is no such input.
    """
    fitting = {b.key: b for b in book.scenario(name).inputs if book.record.things(b.type)}
    if each not in fitting:
        fix = f"it can be asked about each: {', '.join(fitting) or 'nothing'}"
        raise problem("no-survey", f"`{name}` cannot be asked about each `{each}`", fix)
    return fitting[each]


def supposing_of_each(book: Book, posed: Posed, blank: Blank, options: Options) -> Engine:
    """Return an engine that supposes of each thing what ``posed`` supposes of its own.

    What optional inputs fill is otherwise supposed of one question only, and nothing would be shared.
    """
    scenario, values = posed.scenario, posed.values
    if all(value is None for value in values[len(scenario.inputs) :]):
        return posed.engine
    own = scenario.blanks.index(blank)
    supposed = []
    for condition in scenario.suppose:
        terms = [values[t] if isinstance(t, int) else t for t in condition.terms]
        if None not in terms:
            open_terms = (
                None if t == own else value for t, value in zip(condition.terms, terms, strict=True)
            )
            supposed.append(Assumption(condition.sentence, tuple(open_terms), kind="supposed"))
    return book.engine(options._replace(assumptions=(*supposed, *options.assumptions)))


def verdicts_at_once(book: Book, posed: Posed, blank: Blank) -> dict[Entity, Timeline]:
    """Return the verdict for all time of each thing that can fill ``blank``, an input of ``posed``.

    Empty where each must be asked about by itself.
    """
    scenario = posed.scenario
    own = scenario.blanks.index(blank)
    asked = tuple(
        [
            EACH if t == own else posed.values[t] if isinstance(t, int) else t
            for t in scenario.verdict.terms
        ]
    )  # fmt: skip
    if own not in scenario.verdict.terms or None in asked:
        return {}
    together = book.together(posed.engine, blank.type)
    found, questions = together.timelines(scenario.verdict.sentence, asked)
    return {} if questions & book.rules.unlisted else found


def verdicts(
    book: Book, name: str, each: str, options: Options, inputs: Mapping[str, str]
) -> dict[Entity, Timeline]:
    """Return for all time the verdict about each thing that can fill the input ``each`` of a scenario.

    ``inputs`` are the other inputs. Raises ProblemsError as ``Book.verdicts`` does.
    """
    blank = fillable(book, name, each)
    things = book.record.things(blank.type)

    def of(thing: Entity) -> Posed:
        posed = book.pose(name, {**inputs, each: thing.id}, options)
        return posed._replace(engine=supposing_of_each(book, posed, blank, options))

    found = verdicts_at_once(book, of(things[0]), blank)
    return {thing: found[thing] if found else of(thing).proof().timeline for thing in things}
