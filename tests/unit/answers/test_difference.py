"""Two trees of one question: which sentences changed their truth."""

from obligcheck.answers import Node
from obligcheck.answers.difference import differences
from obligcheck.temporal import Truth

NO, MAYBE, YES = Truth


def node(sentence: str, truth: Truth, *below: Node, kind: str = "rule", cites: tuple[str, ...] = ()) -> Node:
    """Return a node about which nothing else is known."""
    return Node(sentence, truth, None, None, kind, cites, conditions=below)


def test_what_changed_stands_nearest_to_the_root_first() -> None:
    before = node("root", NO, node("near", NO, node("deep", NO)), node("late", NO), node("same", YES))
    after = node("root", YES, node("near", YES, node("deep", YES)), node("late", MAYBE), node("same", YES))
    found = [(one.sentence, one.before, one.after) for one in differences(before, after)]
    assert found == [("root", NO, YES), ("near", NO, YES), ("late", NO, MAYBE), ("deep", NO, YES)]


def test_equal_trees_and_sentences_of_one_tree_are_no_difference() -> None:
    assert differences(node("a", YES), node("a", YES, node("b", YES))) == ()


def test_ways_are_no_sentences_and_a_negated_one_counts_as_itself() -> None:
    way = node("root", NO, node("x", NO)._replace(negated=True), kind="alternative")
    (one,) = differences(node("y", YES, node("x", NO)), node("z", YES, way))
    assert (one.sentence, one.before, one.after) == ("x", NO, YES)


def test_citations_are_those_of_after_or_else_of_before() -> None:
    (one,) = differences(node("a", YES, cites=("LT 1",)), node("a", NO))
    assert one.cites == ("LT 1",)
    (one,) = differences(node("a", YES, cites=("LT 1",)), node("a", NO, cites=("LT 2",)))
    assert one.cites == ("LT 2",)


def test_a_shared_part_is_met_once() -> None:
    old, new = node("s", NO), node("s", YES)
    assert len(differences(node("r", YES, old, old), node("r", YES, new, new))) == 1
