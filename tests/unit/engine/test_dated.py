"""Laws of evaluation on random small books about dates: what is asked in two ways is answered alike."""

from itertools import product
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from obligcheck.answers import Book
from obligcheck.engine import UNDECIDED, Engine, Options
from obligcheck.engine.builtins import same
from obligcheck.engine.together import EACH, Together
from obligcheck.problems import ProblemsError
from obligcheck.sentences import Value
from obligcheck.temporal import ImpreciseDate, Timeline, Truth, parse_edtf
from tests.unit.engine.dated import Dated, Goal, assumptions, better_known, dated, goals, options, pool

NO, MAYBE, YES = Truth

#: Goals that are asked of one book: all of them would take long.
MANY = 30


def built(written: Dated) -> Book:
    """Return the book, or try another one where what was drawn is none."""
    try:
        return written.book()
    except ProblemsError:
        assume(condition=False)
        raise


def some_of(goals_there: list[Goal], random: Random) -> list[Goal]:
    return random.sample(goals_there, min(MANY, len(goals_there)))


def said(engine: Engine, goal: Goal) -> tuple[dict[tuple[Value | None, ...], Timeline], Timeline | None]:
    """Return all that ``engine`` says of a goal: when it holds of what, and of what else."""
    found = engine.find(*goal)
    return {p.arguments: p.timeline for p in found.proofs}, found.otherwise and found.otherwise.timeline


def never_turns(before: Timeline, after: Timeline) -> bool:
    """Say whether what was decided before, on any day, is decided so after."""
    days = {*before.starts, *after.starts}
    return all(before.at_ordinal(day) in {MAYBE, after.at_ordinal(day)} for day in days)


def is_vague(value: Value | None) -> bool:
    return isinstance(value, ImpreciseDate) and not value.exact


@settings(max_examples=20)
@given(dated(), st.data(), st.randoms(use_true_random=False))
def test_an_answer_does_not_depend_on_what_was_asked_before(
    written: Dated, data: st.DataObject, random: Random
) -> None:
    book = built(written)
    under = data.draw(options(book))
    asked_all = Engine(book.rules, book.record, under)
    for goal in some_of(list(goals(book, some=True)), random):
        alone = Engine(book.rules, book.record, under)
        assert said(asked_all, goal) == said(alone, goal), goal[0].fill(goal[1])


@settings(max_examples=20)
@given(dated(), st.data(), st.randoms(use_true_random=False))
def test_engines_over_others_find_what_they_would_find_alone(
    written: Dated, data: st.DataObject, random: Random
) -> None:
    book = built(written)
    under = data.draw(options(book))
    more = under._replace(assumptions=(*under.assumptions, *data.draw(assumptions(book))))
    engine = book.engine(under)
    trial = book.trial(more, engine)
    alone = Engine(book.rules, book.record, under), Engine(book.rules, book.record, more)
    for goal in some_of(list(goals(book, some=True)), random):
        assert said(engine, goal) == said(alone[0], goal), goal[0].fill(goal[1])
        assert said(trial, goal) == said(alone[1], goal), goal[0].fill(goal[1])


@settings(max_examples=20)
@given(dated(), st.data(), st.randoms(use_true_random=False), st.sampled_from(("state", "suspect")))
def test_every_thing_at_once_is_what_each_is_alone(
    written: Dated, data: st.DataObject, random: Random, kind: str
) -> None:
    book = built(written)
    under = data.draw(options(book))
    more = under._replace(assumptions=(*under.assumptions, *data.draw(assumptions(book))))
    engine = book.engine(under)
    trial = book.trial(more, engine)
    together = book.together(engine, kind)
    pairs = (together, under), (Together(trial, kind, together), more)
    of_each: list[Goal] = []
    for sentence in book.rules.vocabulary:
        pools = [[*pool(book, b.type), *([EACH] if b.type == kind else [])] for b in sentence.blanks]
        of_each += [(sentence, each) for each in product(*pools) if any(v is EACH for v in each)]
    for sentence, arguments in some_of(of_each, random):
        for at_once, meant in pairs:
            plain = Engine(book.rules, book.record, meant)
            for thing, timeline in at_once.timelines(sentence, arguments)[0].items():
                alone = tuple([thing if v is EACH else v for v in arguments])
                assert timeline == plain.prove(sentence, alone).timeline, sentence.fill(alone)


@settings(max_examples=20)
@given(dated(), st.data(), st.randoms(use_true_random=False))
def test_what_is_found_for_no_thing_and_left_to_none_else_does_not_hold(
    written: Dated, data: st.DataObject, random: Random
) -> None:
    book = built(written)
    engine = Engine(book.rules, book.record, data.draw(options(book)))
    for sentence, arguments in some_of([goal for goal in goals(book, some=True) if None in goal[1]], random):
        found, possible = said(engine, (sentence, arguments))
        for alone in product(
            *[
                pool(book, b.type) if v is None else [v]
                for b, v in zip(sentence.blanks, arguments, strict=True)
            ]
        ):
            allowed = possible
            for each, timeline in found.items():
                fits = [same(a, b) for a, b in zip(each, alone, strict=True) if a is not None]
                if allowed is not None and NO not in fits:
                    allowed |= timeline
            proof = engine.prove(sentence, alone)
            assert allowed is not None
            days = {*allowed.starts, *proof.timeline.starts}
            assert all(
                allowed.at_ordinal(day) is not NO or proof.timeline.at_ordinal(day) is NO for day in days
            ), sentence.fill(alone)


@settings(max_examples=20)
@given(dated(), st.data(), st.randoms(use_true_random=False))
def test_of_each_day_that_a_vague_date_may_be_holds_what_is_decided_of_the_date(
    written: Dated, data: st.DataObject, random: Random
) -> None:
    book = built(written)
    engine = Engine(book.rules, book.record, data.draw(options(book)))
    for sentence, arguments in some_of([goal for goal in goals(book) if any(map(is_vague, goal[1]))], random):
        for day in (parse_edtf("2012-02-29"), parse_edtf("2012-06-01")):
            exact = tuple([day if is_vague(v) else v for v in arguments])
            of_date, of_day = engine.prove(sentence, arguments), engine.prove(sentence, exact)
            assert never_turns(of_date.timeline, of_day.timeline), sentence.fill(exact)


@settings(max_examples=20)
@given(dated(), st.data(), st.randoms(use_true_random=False))
def test_what_is_decided_stays_when_the_record_is_better_known(
    written: Dated, data: st.DataObject, random: Random
) -> None:
    ways = list(better_known(written))
    assume(ways)
    before, after = built(written), built(data.draw(st.sampled_from(ways)))
    known = {sentence.key: sentence for sentence in after.rules.vocabulary}
    less, more = Engine(before.rules, before.record), Engine(after.rules, after.record)
    for sentence, arguments in some_of([g for g in goals(before) if not any(map(is_vague, g[1]))], random):
        was, now = less.prove(sentence, arguments), more.prove(known[sentence.key], arguments)
        assert never_turns(was.timeline, now.timeline), sentence.fill(arguments)


@settings(max_examples=20)
@given(dated(), st.randoms(use_true_random=False))
def test_what_is_decided_while_nobody_had_read_the_law_is_so_under_each_reading(
    written: Dated, random: Random
) -> None:
    book = built(written)
    undecided = Engine(book.rules, book.record, Options((("manner", UNDECIDED),)))
    for goal in some_of(list(goals(book)), random):
        was = undecided.prove(*goal).timeline
        for readings in ((), (("manner", "liberal"),)):
            read = Engine(book.rules, book.record, Options(readings)).prove(*goal).timeline
            assert never_turns(was, read), goal[0].fill(goal[1])
