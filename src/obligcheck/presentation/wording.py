"""The few words around the sentences of the rules: glyphs, stretches of days, kinds, headings."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from obligcheck.answers import Answer, Contested, Flip, Node
from obligcheck.facts import Provenance
from obligcheck.temporal import Truth

#: Truth is shown three times over: as a glyph, as a colour, and in the words beside it.
GLYPHS = {Truth.YES: "✔", Truth.NO: "✘", Truth.UNKNOWN: "?"}

SHOWN_ABOVE = "shown above"
NOT_LEGAL_ADVICE = "not legal advice"
BETWEEN = " · "

WHY = "Why"
UNLESS = "unless "
ALWAYS = "on every day"

LAYERS = {
    "law": "The law also says",
    "position": "What governments said",
    "conduct": "What happened",
}
CONTESTED = "Contested"
ANSWER = "the answer"
CAVEATS = "Mind"
OVER_TIME = "On all days"
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


def because(node: Node, exception: Node | None = None) -> str:
    """Return what stands behind ``node``: its citations, its rows, or why there is neither.

    "It is not so", "nothing shows that" and "assumed" stay apart. ``exception`` is one that fails
    for want of ``node``, and lends its citations.
    """
    cites = tuple(dict.fromkeys((*exception.cites, *node.cites))) if exception else node.cites
    # What is asked for as an opposite has a reason of its own, which is that of its sentence.
    is_no = node.own is Truth.NO
    match node.kind:
        case "alternative" | "exception":
            words, cites = "", ()
        case "fact" | "denied":
            words = ", ".join(dict.fromkeys(place(one.at) for one in (node, *node.conditions)))
        case "no record":
            words = _silence(node)
        case "judged" if node.note:
            ruled = "not so ruled by" if is_no else "not decided by"
            words = f"{ruled} {clean(node.note)}"
        case "judged" | "circumstance":
            words = "not raised" if is_no else "not known"
        case "presumption" if not is_no:
            words = "presumed"
        case "assumed" | "supposed" if is_no:
            words = f"{node.kind} not to be so"
        case "assumed" | "supposed" | "calculated" | "not known":
            words = node.kind
        case _:
            words = ""
    reading = f" ({clean(exception.note)})" if exception and exception.note else ""
    return ", ".join(filter(None, (words, *cites))) + reading


def _silence(node: Node) -> str:
    """Return why nothing makes a sentence so: the list that would hold it, and up to which day it does."""
    if node.at is None:
        # No table could hold it: it is there to be supposed, or another reading concludes it.
        return "nothing says so"
    return f"no record (listed until {node.checked})" if node.checked else "no record (the table is complete)"


def sentence(node: Node) -> str:
    """Return the words of ``node``, with what is to be noted about them.

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
    noted = f" ({clean(node.note)})" if node.note and node.kind != "judged" else ""
    return f"not: {words}{noted}" if node.negated else f"{words}{noted}"


def contested(one: Contested) -> str:
    """Return in one line that another reading gives another answer.

    >>> contested(Contested("exit", "May a party leave?", "strict", "", (), Truth.NO))
    'contested: under the reading `strict` of `exit` the answer is no'
    """
    under = f"under the reading `{one.reading}` of `{one.question}`"
    return f"contested: {under} the answer is {one.verdict}"


def asks(one: Contested, reading: str) -> str:
    """Return the question of a contested answer, and the ``reading`` under which it was given."""
    answered = f"answered under `{reading}`" if reading else ""
    return BETWEEN.join(filter(None, (f"{one.question}: {clean(one.asks)}", answered)))


def says(one: Contested) -> str:
    """Return what another reading says."""
    return f"`{one.reading}` says {clean(one.says)}" if one.says else f"`{one.reading}`"


def held_by(one: Contested) -> str:
    """Return who holds another reading."""
    return "held by " + "; ".join(map(clean, one.holders))


def supposed(answer: Answer) -> Iterator[str]:
    """Yield what the answer takes for granted: what the user supposed, and what is presumed."""
    yield from supposed_in(answer.receipt)
    yield from (f"presumed: {clean(presumed)}" for presumed in answer.presumed)


def supposed_in(receipt: Mapping[str, object]) -> Iterator[str]:
    """Yield what the user supposed, as the receipt of an answer keeps it."""
    options = receipt.get("options")
    if isinstance(options, dict):
        for word, key in (("assumed", "assume"), ("assumed not to be so", "deny")):
            yield from (f"{word}: {clean(text)}" for text in options.get(key, ()))
        for question, reading in options.get("readings", {}).items():
            if reading:
                yield f"under the reading `{reading}` of `{question}`"
        if known := options.get("known_on"):
            yield f"from what was public on {known}"
        if declared := options.get("law_as_of"):
            yield f"by the law as it was declared on {declared}"
    recorded = receipt.get("also_on_record")
    if isinstance(recorded, list):
        yield from (f"the record also says: {clean(text)} (deny it to leave it out)" for text in recorded)


def provenance(source: Provenance) -> list[str]:
    """Return where a row comes from: document, confidence, public since when, pages, its note."""
    parts = [
        f"document {clean(source.document)}" if source.document else "",
        f"confidence {clean(source.confidence)}" if source.confidence else "",
        f"public since {source.known}" if source.known else "",
        *(clean(url.strip()) for url in source.source.split("|")),
        f"note: {clean(source.note)}" if source.note else "",
    ]
    return [part for part in parts if part]


def change(flip: Flip, verdict: Truth) -> str:
    """Return one way to another verdict than ``verdict``: everything in it must come together.

    It is said what the other verdict is, unless it is the plain opposite.

    >>> change(Flip(("Norland joined", "not: Norland left"), Truth.YES), Truth.NO)
    'Norland joined, and not: Norland left'
    >>> change(Flip(("Norland joined",), Truth.UNKNOWN), Truth.NO)
    'Norland joined → unknown'
    """
    facts = ", and ".join(clean(part) for part in flip.facts)
    return facts if flip.verdict is ~verdict else f"{facts} → {flip.verdict}"


def named(name: str, value: str) -> str:
    """Return an input as a question shows it; a name of several words says which State or day it is.

    >>> named("state", "Norland"), named("notice_date", "2026-03-01")
    ('Norland', 'notice date 2026-03-01')
    """
    return f"{name.replace('_', ' ')} {clean(value)}" if "_" in name else clean(value)


def question(answer: Answer) -> str:
    """Return what was asked as it was understood: the scenario, the things by name, the day.

    Names stand for ids here, so that a reader sees whom and what the tool took them to mean.
    """
    asked = [answer.scenario]
    asked += [named(name, answer.names.get(name, value)) for name, value in answer.inputs.items()]
    return BETWEEN.join(asked)


def receipt(receipt: Mapping[str, object]) -> str:
    """Return by what an answer was given, so that anyone can give it again."""
    return BETWEEN.join(filter(None, (*versions(receipt), replaced(receipt), NOT_LEGAL_ADVICE)))


def replaced(receipt: Mapping[str, object]) -> str:
    """Return which whole files of rules and data the user has replaced; empty where there are none.

    >>> replaced({"replaced": ["data/parties.csv"]})
    'with other files in place of data/parties.csv'
    """
    paths = receipt.get("replaced")
    return f"with other files in place of {', '.join(map(clean, paths))}" if isinstance(paths, list) else ""


def versions(receipt: Mapping[str, object]) -> tuple[str, ...]:
    """Return the versions of code, rules and data."""
    data = f"data {receipt.get('data')} ({receipt.get('data_digest')})"
    return (f"obligcheck {receipt.get('obligcheck')}", f"rules {receipt.get('rules')}", data)


def sources(node: Node) -> list[str]:
    """Return where a line comes from: all that its rows say of their sources, or the rule's place."""
    rows = {one.at: one.source for one in (node, *node.conditions) if one.source and node.source}
    found = [part for source in rows.values() for part in provenance(source)]
    return found if rows or node.at is None else [node.at]
