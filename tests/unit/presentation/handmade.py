"""Answers made by hand, about an invented treaty: what the drawers are given in their tests."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from obligcheck.answers import Also, Answer, Contested, Flip, Node
from obligcheck.facts import Provenance
from obligcheck.temporal import Truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN

RECEIPT: dict[str, object] = {
    "obligcheck": "1.0",
    "rules": "abc",
    "data": "2026.1",
    "data_digest": "def",
    "options": {"assume": [], "deny": [], "readings": {}, "known_on": None, "law_as_of": None},
}


@frozen
class Said:
    """What an answer works out when asked for, said beforehand."""

    said_basis: tuple[str, ...] = ("LT 4", "LT 7(1)")
    said_statement: str = "Norland must notify the depositary (LT 4)."
    said_contested: tuple[Contested, ...] = ()
    said_followed: tuple[Contested, ...] = ()
    said_also: tuple[Also, ...] = ()
    said_caveats: tuple[str, ...] = ()
    said_flips: tuple[Flip, ...] = ()
    said_given: tuple[tuple[str, str | None], ...] = ()

    def basis(self) -> tuple[str, ...]:
        """Return the provisions."""
        return self.said_basis

    def statement(self) -> str:
        """Return the finished sentence."""
        return self.said_statement

    def given(self) -> dict[str, str | None]:
        """Return named values."""
        return dict(self.said_given)

    def contested(self) -> tuple[Contested, ...]:
        """Return other readings."""
        return self.said_contested

    def followed(self, contested: Iterable[Contested]) -> tuple[Contested, ...]:  # noqa: ARG002 - as below
        """Return readings in force."""
        return self.said_followed

    def also(self) -> tuple[Also, ...]:
        """Return further sentences."""
        return self.said_also

    def caveats(self, also: Iterable[Also]) -> tuple[str, ...]:  # noqa: ARG002 - it was said beforehand
        """Return what to mind."""
        return self.said_caveats

    def flips(self) -> tuple[Flip, ...]:
        """Return what would turn it."""
        return self.said_flips


def node(  # noqa: PLR0913 - a node has that many parts
    sentence: str,
    truth: Truth = YES,
    kind: str = "rule",
    *cites: str,
    below: tuple[Node, ...] = (),
    unless: tuple[Node, ...] = (),
    since: str = "",
    until: str = "",
    source: Provenance | None = None,
    at: str | None = None,
    negated: bool = False,
    note: str = "",
) -> Node:
    """Return a node; dates as ISO texts, empty for none."""
    first, last = (date.fromisoformat(text) if text else None for text in (since, until))
    at = source.at if source else at
    return Node(sentence, truth, first, last, kind, cites, at, source, below, unless, negated, note)


def fact(sentence: str, table: str = "parties", line: int = 17, since: str = "") -> Node:
    """Return a line that a row of a table states."""
    row = Provenance(
        f"data/{table}.csv",
        line,
        "https://lake.example/1|https://lake.example/2",
        "L.N.1",
        "high",
        "read twice",
        date(2011, 2, 1),
    )
    return node(sentence, YES, "fact", since=since, source=row)


PARTY = node(
    "Norland is a party to the Lake Treaty",
    YES,
    "rule",
    "LT 12",
    since="2011-04-02",
    at="rules/lake-treaty/membership.md:41",
    below=(fact("Norland ratified the Lake Treaty on 2011-01-20"),),
)

TREE = node(
    "Norland must notify the depositary",
    YES,
    "duty",
    "LT 7(1)",
    since="2026-03-01",
    at="rules/lake-treaty/exit.md:12",
    below=(
        PARTY,
        node("Norland declared its withdrawal on 2026-03-01", YES, "supposed"),
        node(
            "Norland has been asked",
            YES,
            "presumption",
            "LT 9",
            below=(PARTY,),
            since="2026-03-01",
            until="2027-03-01",
        ),
    ),
    unless=(
        node(
            "Norland must notify the depositary",
            NO,
            "exception",
            "LT 7(2)",
            below=(node("Norland acts in special urgency", NO, "no record", at="data/notices.csv"),),
        ),
    ),
)


def answer(tree: Node = TREE, verdict: Truth = YES, said: Said | None = None) -> Answer:
    """Return an answer about Norland on 9 March 2026."""
    return Answer(
        "notice",
        {"state": "norland", "date": "2026-03-09"},
        {"state": "Norland"},
        date(2026, 3, 9),
        verdict,
        "MUST NOTIFY" if verdict is YES else "NEED NOT NOTIFY",
        tree.since,
        tree.until,
        (("urgency", "strict"),),
        tree,
        dict(RECEIPT),
        said or Said(),
    )


FULL = Said(
    said_contested=(
        Contested(
            "urgency",
            "Is a storm an urgency?",
            "wide",
            "yes, any storm",
            ("Suderland, since 2020-01-01", "Ostmark"),
            NO,
        ),
    ),
    said_followed=(Contested("urgency", "Is a storm an urgency?", "strict", "no", ("the Court",), YES),),
    said_also=(
        Also("Norland may consult the others", YES, "power", ("LT 8",), "law"),
        Also("Suderland stated on 2026-03-02: no", YES, "fact", (), "position", PARTY.conditions[0].source),
        Also("Norland notified nobody", UNKNOWN, "fact", (), "conduct", PARTY.conditions[0].source),
        Also("the record is old", YES, "caveat", ("LT 1",), "caveat"),
    ),
    said_caveats=("parties.csv was last checked on 2026-01-01",),
    said_flips=(
        Flip(("Norland acts in special urgency",), NO),
        Flip(("Norland waits", "not: Norland is a party"), NO),
    ),
)
