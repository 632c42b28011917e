"""Random small books about dates and counts, over records with gaps, keys and rows made public later.

What such a book means is not worked out a second time here: tests ask it in two ways that must agree.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from attrs import evolve, frozen
from hypothesis import strategies as st

from obligcheck.answers import Book
from obligcheck.engine import Assumption, Options
from obligcheck.sentences import Sentence, Value
from obligcheck.temporal import ALWAYS, Timeline, parse_edtf
from tests.unit.books import Tables, book_of, stating
from tests.unit.engine.drafts import CONCLUDED, DECLARED, STATED, THINGS, kinds, rules

#: A day on which each of the vague dates may have been.
DATING = {"2012": "2012-06-01", "2012-06": "2012-06-01", "2010-01-31/2012-06-01": "2012-02-29"}

#: A sentence and its arguments, None for any.
Goal = tuple[Sentence, tuple[Value | None, ...]]


@frozen
class List:
    """A table: what its rows state, the cells of each row, and what is said of it."""

    sentence: str
    rows: tuple[tuple[str, ...], ...]
    complete: bool | str = True
    days: bool = False
    denied: bool = False
    key: bool = False
    gaps: bool = False

    def described(self) -> tuple[str, dict[str, object]]:
        """Return the table as a record holds it."""
        blanks = [part.partition("}")[0].replace(" ", "_") for part in self.sentence.split("{")[1:]]
        keys = stating(
            self.sentence,
            complete=self.complete,
            key=blanks[0] if self.key else "",
            known="public",
            **({"since": "since", "until": "until"} if self.days else {}),
            **({"denied": True} if self.denied else {}),
            **({"gaps": True} if self.gaps else {}),
        )
        header = [*blanks, "public", *(["since", "until"] if self.days else [])]
        return "\n".join(",".join(row) for row in (header, *self.rows)), keys

    def better_known(self) -> Iterator["List"]:
        """Yield the list made complete where it was not, and with each vague date made an exact one."""
        if self.complete is not True:
            yield evolve(self, complete=True)
        for number, row in enumerate(self.rows):
            for place, cell in enumerate(row):
                if cell in DATING:
                    dated_row = (*row[:place], DATING[cell], *row[place + 1 :])
                    rows = (*self.rows[:number], dated_row, *self.rows[number + 1 :])
                    if len(set(rows)) == len(rows):
                        yield evolve(self, rows=rows)


@frozen
class Dated:
    """A book as it is written: its tables, and its rules and declarations."""

    tables: tuple[List, ...]
    rules: tuple[str, ...]

    def book(self) -> Book:
        """Return the book. Raises ProblemsError."""
        question = "```question\nquestion manner\n  asks How?\n  reading strict, default\n    says so\n"
        rules = "\n\n".join(dict.fromkeys(self.rules))
        text = f"{question}  reading liberal\n    says otherwise\n```\n\n```rule\n{rules}\n```"
        tables: Tables = {f"table_{n}": table.described() for n, table in enumerate(self.tables)}
        return book_of(text, tables)


def goals(book: Book, *, some: bool = False) -> Iterator[Goal]:
    """Yield every goal of ``book`` about things there are and some dates; ``some``: with blanks left open."""
    for sentence in book.rules.vocabulary:
        pools = [[*pool(book, blank.type), *([None] if some else [])] for blank in sentence.blanks]
        for arguments in product(*pools):
            yield sentence, arguments


def pool(book: Book, kind: str) -> list[Value]:
    """Return what may fill a blank of type ``kind``."""
    if kind == "date":
        return [parse_edtf(text) for text in ("2010-01-31", "2012-06-01", "2012-07-01", "2012")]
    return list(book.record.things(kind)) or list(THINGS[kind])


def better_known(book: Dated) -> Iterator[Dated]:
    """Yield the books with one incomplete table made complete, or with one vague date made exact."""
    for place, table in enumerate(book.tables):
        others = book.tables[:place], book.tables[place + 1 :]
        for better in () if table.denied else table.better_known():
            yield evolve(book, tables=(*others[0], better, *others[1]))


# How they are drawn.


@st.composite
def lists(draw: st.DrawFn, sentence: str) -> List:
    """Draw a table of rows that state ``sentence``."""
    types = kinds(sentence)
    days = draw(st.booleans())
    dated = "date" in types
    key = len(types) == 2 and dated and draw(st.booleans())
    gaps = dated and draw(st.integers(0, 3)) == 0
    rows: list[tuple[str, ...]] = []
    for _ in range(draw(st.integers(0, 5))):
        row = [draw(st.sampled_from(THINGS[kind])) for kind in types]
        if gaps and draw(st.booleans()):
            row[-1] = ""
        row.append(draw(st.sampled_from(("2009-01-01", "2009-01-01", "2012-01-01", "2013-03-01"))))
        if days:
            row += [
                draw(st.sampled_from(("", "2010-01-01", "2012"))),
                draw(st.sampled_from(("", "2013-06-30"))),
            ]
        if not (key and any(row[0] == other[0] for other in rows)):
            rows.append(tuple(row))
    completeness: list[bool | str] = [True, True, False, "2012-12-31"]
    complete = draw(st.sampled_from(completeness))
    denied = not gaps and draw(st.integers(0, 7)) == 0
    return List(sentence, tuple(dict.fromkeys(rows)), complete, days, denied, key, gaps)


@st.composite
def dated(draw: st.DrawFn) -> Dated:
    """Draw a book."""
    # Of each type at least one sentence.
    stated = [STATED[0], STATED[5], *draw(st.lists(st.sampled_from(STATED), max_size=3, unique=True))]
    stated = list(dict.fromkeys(stated))
    tables = [draw(lists(sentence)) for sentence in stated]
    texts: list[str] = []
    for sentence in draw(st.lists(st.sampled_from(DECLARED), max_size=2, unique=True)):
        head = draw(st.sampled_from(("judged LT 1 by the Court", "circumstance", "circumstance LT 2")))
        texts.append(f"{head}{draw(st.sampled_from(('', ', presumed not')))}\n  {sentence}")
        stated.append(sentence)
        if draw(st.booleans()):
            tables.append(draw(lists(sentence)))
    if draw(st.integers(0, 3)) == 0:
        # A second list of the same sentence.
        tables.append(draw(lists(draw(st.sampled_from([t.sentence for t in tables])))))
    known = tuple(stated)
    chosen = draw(st.lists(st.sampled_from(CONCLUDED), min_size=2, max_size=6, unique=True))
    for sentence in [s for s in CONCLUDED if s in chosen]:
        kinds_of = [
            "rule",
            *draw(st.lists(st.sampled_from(("rule", "duty", "presumption", "exception")), max_size=2)),
        ]
        for place, kind in enumerate(kinds_of):
            texts.append(draw(rules(sentence, known, len(texts) + 1, kind=kind, constants=place > 0)))
        known = (*known, sentence)
    return Dated(tuple(tables), tuple(texts))


@st.composite
def assumptions(draw: st.DrawFn, book: Book) -> tuple[Assumption, ...]:
    """Draw what is assumed: of one thing or of any, denied or not, on all days or on some."""
    found = []
    for _ in range(draw(st.integers(0, 2))):
        sentence = draw(st.sampled_from(sorted(book.rules.vocabulary, key=lambda s: s.key)))
        arguments = [
            draw(st.sampled_from([*pool(book, blank.type), *([None] if blank.type != "date" else [])]))
            for blank in sentence.blanks
        ]
        when = draw(
            st.sampled_from(
                (
                    ALWAYS,
                    Timeline.since(parse_edtf("2012")),
                    Timeline.between(parse_edtf("2012-06-01"), parse_edtf("2013-06-30")),
                )
            )
        )
        found.append(Assumption(sentence, tuple(arguments), draw(st.booleans()), when))
    return tuple(dict.fromkeys(found))


@st.composite
def options(draw: st.DrawFn, book: Book) -> Options:
    """Draw under what is asked."""
    readings = draw(st.sampled_from(((), (("manner", "liberal"),), (("manner", ""),))))
    known_on = draw(st.sampled_from((None, None, date(2012, 6, 1))))
    return Options(readings, draw(assumptions(book)), known_on)
