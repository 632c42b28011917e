"""Laws of explanation, on random small books: no tree says one thing and shows another."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from obligcheck.answers import Node
from obligcheck.temporal import Truth
from tests.unit.engine.invented import SAMPLED, Model, claim, models

NO, MAYBE, YES = Truth

#: Kinds of node that stand for themselves.
GIVEN = {"fact", "denied", "assumed", "calculated", "no record", "not known"}


def _trees(model: Model, day: date) -> list[Node]:
    book = model.book()
    return [book.ask(claim(sentence, things)).tree(day) for sentence, things in model.claims()]


def _own(node: Node) -> Truth:
    return ~node.truth if node.negated else node.truth


def _is_open(node: Node) -> bool:
    """Say whether a node is about somebody whom nobody can name: nobody who has a name settles it."""
    return any("some " in part.sentence for part in (node, *node.conditions))


@settings(max_examples=25)
@given(models(), st.sampled_from(SAMPLED))
def test_the_root_has_the_truth_of_the_day(model: Model, day: date) -> None:
    book = model.book()
    for sentence, things in model.claims():
        asked = book.ask(claim(sentence, things))
        tree = asked.tree(day)
        since, until, truth = asked.timeline.stretch(day)
        assert (tree.truth, tree.since, tree.until) == (truth, since, until)


@settings(max_examples=25)
@given(models(), st.sampled_from(SAMPLED))
def test_what_is_shown_gives_the_truth_of_the_node(model: Model, day: date) -> None:
    for tree in _trees(model, day):
        for node in tree.walk():
            if node.kind in GIVEN or not node.conditions or _is_open(node):
                continue
            ways = all(part.kind == "alternative" for part in node.conditions)
            shown = (max if ways else min)(part.truth for part in node.conditions)
            tried = [~part.truth for part in node.unless]
            match _own(node):
                case Truth.YES:
                    assert min([shown, *tried]) is YES, node
                case Truth.UNKNOWN:
                    assert min([shown, *tried]) is MAYBE, node
                case Truth.NO:
                    assert NO in (shown, *tried), node


@settings(max_examples=25)
@given(models(), st.sampled_from(SAMPLED))
def test_silence_is_named_by_what_it_means(model: Model, day: date) -> None:
    for tree in _trees(model, day):
        for node in tree.walk():
            if node.kind in {"no record", "not known"}:
                assert _own(node) is (NO if node.kind == "no record" else MAYBE), node
            if node.kind in {"fact", "denied"}:
                assert node.source is not None
            assert node.since is None or node.since <= day
            assert node.until is None or day < node.until
