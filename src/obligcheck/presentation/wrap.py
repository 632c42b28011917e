"""Breaking words into lines by the cells they fill on a terminal."""

from collections.abc import Callable

Measure = Callable[[str], int]


def wrap(text: str, first: int, rest: int, measure: Measure) -> list[str]:
    """Return ``text`` in lines: the first at most ``first`` cells wide, all others ``rest``.

    A word that fits nowhere stands on a line of its own, broken only where it is no address.

    >>> wrap("Norland ratified the treaty", 16, 12, len)
    ['Norland ratified', 'the treaty']
    """
    lines, line, room = [], "", first
    for word in filter(None, text.split(" ")):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
            room = rest
        *broken, line = _fold(word, room, rest, measure)
        if broken:
            lines += broken
            room = rest
    return [*lines, line]


def _fold(word: str, first: int, rest: int, measure: Measure) -> list[str]:
    """Return ``word`` in pieces that fit; an address stays whole, so that it can be opened."""
    if measure(word) <= first or "://" in word:
        return [word]
    pieces, piece, room = [], "", first
    for letter in word:
        if piece and measure(piece + letter) > room:
            pieces.append(piece)
            piece, room = "", rest
        piece += letter
    return [*pieces, piece]
