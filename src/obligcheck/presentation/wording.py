"""The few words around the sentences of the rules: glyphs, stretches of days, kinds, headings."""

from collections.abc import Iterable
from datetime import date

from obligcheck.answers import Answer, Contested, Node, Provenance
from obligcheck.temporal import Truth

#: Truth is shown three times over: as a glyph, as a colour, and in the words beside it.
GLYPHS = {Truth.YES: "✔", Truth.NO: "✘", Truth.UNKNOWN: "?"}

SHOWN_ABOVE = "shown above"
NOT_LEGAL_ADVICE = "not legal advice"
BETWEEN = " · "

LAYERS = {
    "law": "The law also says",
    "position": "What governments said",
    "conduct": "What happened",
}
CAVEATS = "Mind"
CHANGE = "What would change it"

# What a terminal obeys and a reader cannot see is shown as a sign instead.
_UNSEEN = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys(_UNSEEN, "\N{REPLACEMENT CHARACTER}")
_CONTROLS |= dict.fromkeys((0x09, 0x0A, 0x0D, 0x2028, 0x2029), " ")


def clean(text: str) -> str:
    r"""Return ``text`` on one line and without control characters: strangers' files hold anything.

    >>> clean("Nor\x1b[31mland")
    'Nor�[31mland'
    """
    return text.translate(_CONTROLS)


def days(since: date | None, until: date | None) -> str:
    """Return the stretch of days in words; ``until`` is the first day on which it is no longer so.

    >>> days(date(2002, 7, 1), None), days(date(2002, 7, 1), date(2027, 7, 24)), days(None, None)
    ('since 2002-07-01', '2002-07-01 until 2027-07-24', '')
    """
    match since, until:
        case None, None:
            return ""
        case None, last:
            return f"until {last}"
        case first, None:
            return f"since {first}"
        case first, last:
            return f"{first} until {last}"


def citations(cites: Iterable[str]) -> str:
    """Return citations each in full, so that every one can be found by its words.

    >>> citations(["LT 7(1)", "LT 8"])
    'LT 7(1), LT 8'
    """
    return ", ".join(cites)


def short_citations(cites: Iterable[str]) -> str:
    """Return citations as a headline has them: each instrument named once.

    >>> short_citations(["LT 7(1)", "LT 8", "SC 12"])
    'LT 7(1), 8, SC 12'
    """
    short, last = [], ""
    for cite in cites:
        instrument, _, provision = cite.partition(" ")
        short.append(provision if provision and instrument == last else cite)
        last = instrument
    return ", ".join(short)


def place(at: str | None) -> str:
    """Return a place in the record without its folder.

    >>> place("data/parties.csv:17")
    'parties.csv:17'
    """
    return (at or "").rpartition("/")[2]


def because(node: Node) -> str:
    """Return what stands behind ``node``: its citations, its rows, or why there is neither.

    "It is not so", "nothing shows that" and "assumed" stay apart.
    """
    match node.kind:
        case "alternative" | "exception":
            words = ""
        case "fact" | "denied":
            words = ", ".join(dict.fromkeys(place(one.at) for one in (node, *node.conditions)))
        case "no record":
            words = "no record (the table is complete)"
        case "judged" | "circumstance":
            words = _with_cites("not raised" if node.truth is Truth.NO else "not known", node)
        case "presumption" if node.truth is not Truth.NO:
            words = _with_cites("presumed", node)
        case "assumed" | "supposed" if node.truth is Truth.NO:
            words = f"{node.kind} not to be so"
        case "assumed" | "supposed" | "calculated" | "not known":
            words = node.kind
        case _:
            words = citations(node.cites)
    return words


def _with_cites(word: str, node: Node) -> str:
    return ", ".join((word, *node.cites))


def sentence(node: Node) -> str:
    """Return the words of ``node``.

    An alternative and an exception repeat the sentence above them: their citation tells them apart.
    """
    cites = citations(node.cites)
    match node.kind:
        case "alternative":
            words = f"by {cites}"
        case "exception":
            words = f"the exception of {cites} applies"
        case _:
            words = clean(node.sentence)
    return f"not: {words}" if node.negated else words


def contested(one: Contested) -> str:
    """Return in one line that another reading gives another answer.

    >>> contested(Contested("exit", "May a party leave?", "strict", "", (), Truth.NO))
    'contested: under the reading `strict` of `exit` the answer is no'
    """
    under = f"under the reading `{one.reading}` of `{one.question}`"
    return f"contested: {under} the answer is {one.verdict}"


def provenance(source: Provenance) -> list[str]:
    """Return where a row comes from: document, confidence, public since when, pages, its note."""
    parts = [
        clean(source.document),
        f"confidence {clean(source.confidence)}" if source.confidence else "",
        f"public since {source.known}" if source.known else "",
        *(clean(url.strip()) for url in source.source.split("|")),
        clean(source.note),
    ]
    return [part for part in parts if part]


def change(sentences: Iterable[str]) -> str:
    """Return one way to another verdict: everything in it must come together."""
    return ", and ".join(clean(part) for part in sentences)


def question(answer: Answer) -> str:
    """Return what was asked as it was understood: the scenario, the things by name, the day.

    Names stand for ids here, so that a reader sees whom and what the tool took them to mean.
    """
    asked = [answer.scenario]
    asked += [clean(answer.names.get(name, value)) for name, value in answer.inputs.items()]
    return BETWEEN.join(asked)


def receipt(answer: Answer) -> str:
    """Return by what the answer was given, so that anyone can give it again, on one line."""
    parts = [f"{name} {value}" for name, value in answer.receipt.items() if isinstance(value, str)]
    return BETWEEN.join([*parts, NOT_LEGAL_ADVICE])


def details(node: Node, *, sources: bool) -> list[str]:
    """Return what stands under a line: its note and, with ``sources``, where it comes from."""
    found = [clean(node.note)] if node.note else []
    if not sources:
        return found
    rows = {one.at: one.source for one in (node, *node.conditions) if one.source and node.source}
    for source in rows.values():
        found += provenance(source)
    return found if rows or node.at is None else [*found, node.at]
