"""Questions about the real record, drawn at random but always the same."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from obligcheck import Answer, Timeline
from obligcheck.answers.parse import parse_sentence
from obligcheck.engine import Assumption, Engine
from tests.bundled import bundled_book
from tests.cases.reckoning import day, entry, leaving, rows

SUSPECTS = [row["suspect"] for row in rows("suspects")]
STATES = [row["state"] for row in rows("states")]


#: What each scenario supposes, and what it asks.
SCENARIOS = {
    "visit": ("{} is on the territory of {}", "{1} must arrest and surrender {0}"),
    "overflight": ("{} flies over {}", "{1} must act on the warrant while {0} flies over it"),
}


def engine_alone(scenario: str, suspect: str, state: str, *readings: str) -> Engine:
    """Return an engine of its own for a question: it shares no proof with any other."""
    book = bundled_book()
    stays = parse_sentence(SCENARIOS[scenario][0].format(suspect, state), book.rules.vocabulary, book.record)
    assumed = Assumption(stays.sentence, stays.arguments, kind="supposed")
    options = book.options(readings=readings)
    return Engine(book.rules, book.record, options._replace(assumptions=(assumed,)))


def timeline_of(sentence: str, engine: Engine) -> Timeline:
    """Return the timeline of a sentence, as ``engine`` finds it."""
    claim = parse_sentence(sentence, engine.book.vocabulary, engine.record)
    return engine.prove(claim.sentence, claim.arguments).timeline


@frozen
class Question:
    """Who is where on which day, and by which readings."""

    scenario: str
    suspect: str
    state: str
    day: date
    readings: tuple[str, ...] = ()

    def answer(self, assume: list[str] | None = None, deny: list[str] | None = None) -> Answer:
        """Return the answer of the bundled book."""
        return bundled_book().check(
            self.scenario,
            suspect=self.suspect,
            state=self.state,
            date=self.day,
            readings=self.readings,
            assume=assume or (),
            deny=deny or (),
        )

    def __str__(self) -> str:
        """Return the question in a word, as the name of a test."""
        return "-".join((self.scenario, self.suspect, self.state, str(self.day), *self.readings))


def questions(seed: int, number: int) -> Iterator[Question]:
    """Yield questions, most of them about a day on which something happened, or a day beside one."""
    drawn = random.Random(seed)  # noqa: S311 (a sample, no secret)
    readings = [
        (),
        (),
        *[(f"{q.name}={r.name}",) for q in bundled_book().rules.questions.values() for r in q.readings],
    ]
    parties = [state for state in STATES if entry(state)]
    for _ in range(number):
        suspect, state = drawn.choice(SUSPECTS), drawn.choice([*STATES, *parties])
        warrants = [row for row in rows("warrants") if row["suspect"] == suspect]
        turning = [
            day(row[c]) for row in warrants for c in ("issue_date", "public_date", "end_date") if row[c]
        ]
        turning += [turn for turn in (entry(state), leaving(state)) if turn]
        on = date(2002, 1, 1) + timedelta(days=drawn.randrange(9500))
        if turning and drawn.random() < 0.8:
            on = drawn.choice(turning) + timedelta(days=drawn.choice((-1, 0, 1, 100)))
        yield Question(
            drawn.choice(("visit", "visit", "overflight")), suspect, state, on, drawn.choice(readings)
        )
