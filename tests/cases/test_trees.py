"""Trees on the real record: each agrees with its verdict, with the engine and with itself."""

import re
from collections.abc import Iterator

import pytest

from obligcheck import Node, Truth
from tests.cases.questions import Question, engine_alone, questions, timeline_of

SAMPLE = [pytest.param(question, id=str(question)) for question in questions(seed=1, number=60)]

#: A date of which only the month is known.
MONTH = re.compile(r"\b\d{4}-\d{2}(?!\d|-)")

#: Kinds of node that say what they say without anything below.
GIVEN = {
    "fact",
    "denied",
    "assumed",
    "supposed",
    "calculated",
    "circumstance",
    "judged",
    "no record",
    "not known",
}


def _own(node: Node) -> Truth:
    """Return the truth of the sentence of ``node``, which is negated or not."""
    return ~node.truth if node.negated else node.truth


@pytest.mark.parametrize("question", SAMPLE)
def test_the_root_has_the_verdict_and_its_stretch(question: Question) -> None:
    answer = question.answer()

    assert answer.tree.truth is answer.verdict
    assert (answer.tree.since, answer.tree.until) == (answer.since, answer.until)


@pytest.mark.parametrize("question", SAMPLE)
def test_no_node_shows_what_contradicts_it(question: Question) -> None:
    for node in question.answer().tree.walk():
        below = [part.truth for part in node.conditions]
        tried = [part.truth for part in node.unless]
        if node.kind in GIVEN or not below:
            continue
        ways = all(part.kind == "alternative" for part in node.conditions)
        shown = max(below) if ways else min(below)
        match _own(node):
            case Truth.YES:
                assert shown is Truth.YES, node.sentence
                assert not any(tried), node.sentence
            case Truth.UNKNOWN:
                assert min([shown, *[~truth for truth in tried]]) is Truth.UNKNOWN, node.sentence
            case Truth.NO:
                assert shown is Truth.NO or Truth.YES in tried, node.sentence


@pytest.mark.parametrize("question", SAMPLE)
def test_every_node_has_the_truth_and_the_stretch_that_the_engine_finds(question: Question) -> None:
    engine = engine_alone(question.scenario, question.suspect, question.state, *question.readings)
    for node in question.answer().tree.walk():
        if node.kind in {"alternative", "exception", "calculated"} or "some " in node.sentence:
            continue
        if node.kind == "fact" and MONTH.search(node.sentence):
            # Asked by itself, "on 2021-02" is some day of that month, which need not be the same one.
            continue
        stretch = timeline_of(node.sentence, engine).stretch(question.day)
        assert (stretch.truth, stretch.since, stretch.until) == (_own(node), node.since, node.until), (
            node.sentence
        )


@pytest.mark.parametrize("question", SAMPLE)
def test_every_node_says_why(question: Question) -> None:
    for node in question.answer().tree.walk():
        assert node.kind
        if node.kind in {"fact", "denied"} and not node.conditions:
            assert node.source is not None
            assert node.at == node.source.at
        if (
            node.kind in {"rule", "duty", "power", "presumption", "exception", "alternative"}
            and node.truth is Truth.YES
        ):
            assert node.cites or node.negated, node.sentence
        assert node.since is None or node.since <= question.day
        assert node.until is None or question.day < node.until


@pytest.mark.parametrize("question", SAMPLE)
def test_a_repeated_part_is_one_object(question: Question) -> None:
    objects: dict[Node, set[int]] = {}
    for node in _all(question.answer().tree):
        if node.conditions or node.unless:
            objects.setdefault(node, set()).add(id(node))

    assert not [node.sentence for node, found in objects.items() if len(found) > 1]


def _all(tree: Node) -> Iterator[Node]:
    yield tree
    for node in (*tree.conditions, *tree.unless):
        yield from _all(node)
