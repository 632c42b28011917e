"""The explanation tree, the product: one layout, drawn for a terminal or written for a pipe."""

from collections.abc import Iterable

from obligcheck.answers import Answer, Node
from obligcheck.presentation.layout import Row, answer_rows, tree_rows
from obligcheck.values import NamedTuple


class Look(NamedTuple):
    """How to draw: for a terminal of ``width`` cells, or plain where ``width`` is None.

    ``depth`` counts the levels below the first line; ``sources`` adds where each fact comes from.
    """

    width: int | None = None
    colour: bool = False
    depth: int | None = None
    sources: bool = False


PLAIN = Look()


def draw_answer(answer: Answer, look: Look = PLAIN) -> str:
    """Return the whole answer: the verdict first, then why, then what else is to be known."""
    return draw(answer_rows(answer, depth=look.depth, sources=look.sources), look)


def draw_tree(tree: Node, look: Look = PLAIN) -> str:
    """Return one tree alone."""
    return draw(tree_rows(tree, depth=look.depth, sources=look.sources), look)


def draw(rows: Iterable[Row], look: Look) -> str:
    """Return ``rows`` as ``look`` wants them."""
    if look.width is None:
        from obligcheck.presentation.plain import draw_plain  # noqa: PLC0415 (only one drawer is needed)

        return draw_plain(rows)
    from obligcheck.presentation.terminal import draw_terminal  # noqa: PLC0415 (as above)

    return draw_terminal(rows, width=look.width, colour=look.colour)
