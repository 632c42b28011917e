"""Random small books, and what they mean, worked out day by day without a timeline.

A book has facts about States and suspects, and layers of rules over them. ``Model.holds`` is the meaning
of a sentence on one day: strong Kleene over ground sentences, each blank filled with each thing there is.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from obligcheck.answers import Book
from obligcheck.temporal import Truth, parse_edtf
from tests.unit.books import Tables, book_of, stating

NO, MAYBE, YES = Truth

#: What fills blanks of each type, and one of each type that no table names.
THINGS = {"state": ("norland", "suderland", "ostmark"), "suspect": ("doe", "roe")}
NAMES = {
    "norland": "Norland",
    "suderland": "Suderland",
    "ostmark": "Ostmark",
    "doe": "Jane Doe",
    "roe": "Richard Roe",
}

#: The sentences that tables state, with the types of their blanks.
BASE = {
    "is red": ("state",),
    "is blue": ("state",),
    "is loud": ("suspect",),
    "hosts": ("state", "suspect"),
    "knows": ("suspect", "state"),
}

READINGS = ("strict", "liberal")

#: Days of the rows, and the days on which the laws are tested: each change and its neighbours.
STARTS = ("", "2010-01-01", "2012", "2012-06-01", "2014-03")
ENDS = ("", "2013-01-01", "2014", "2016-02-29")
SAMPLED = tuple(
    date.fromisoformat(day)
    for years in (
        ("2009-12-31", "2010-01-01", "2011-12-31", "2012-01-01", "2012-05-31", "2012-06-01", "2012-12-30"),
        ("2012-12-31", "2013-01-01", "2014-01-01", "2014-03-01", "2014-03-30", "2014-03-31", "2014-12-30"),
        ("2014-12-31", "2016-02-28", "2016-02-29"),
    )
    for day in years
)


@frozen
class Row:
    """A row of a table: about what, on which days, and whether it denies."""

    things: tuple[str, ...]
    since: str
    until: str
    denied: bool = False

    def at(self, day: date) -> Truth:
        """Return whether ``day`` is one of its days."""
        begun, ended = _reached(self.since, day), _reached(self.until, day) if self.until else NO
        return min(begun if self.since else YES, ~ended)


def _reached(text: str, day: date) -> Truth:
    if not text:
        return YES
    first = parse_edtf(text)
    return YES if day >= first.latest else NO if day < first.earliest else MAYBE


@frozen
class Condition:
    """A condition: a sentence, the blanks in it, and whether its opposite is asked."""

    sentence: str
    blanks: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        """Return the condition as rules write it."""
        return f"{'not ' if self.negated else ''}{_written(self.sentence, [f'{{{b}}}' for b in self.blanks])}"


@frozen
class Norm:
    """A rule or an exception about ``sentence``."""

    sentence: str
    blanks: tuple[str, ...]
    tests: tuple[Condition, ...]
    unless: tuple[tuple[Condition, ...], ...] = ()
    kind: str = "rule"
    reading: str = ""

    def text(self, number: int) -> str:
        """Return the rule as a book holds it."""
        under = f" under manner: {self.reading}" if self.reading else ""
        lines = [f"{self.kind} LT {number}{under}", f"  {Condition(self.sentence, self.blanks)}"]
        lines += [f"  {'and' if place else 'if'} {test}" for place, test in enumerate(self.tests)]
        for group in self.unless:
            lines += [f"  {'and' if place else 'unless'} {test}" for place, test in enumerate(group)]
        return "\n".join(lines)


@frozen
class Model:
    """Rows by sentence, which tables are complete, and norms in layers."""

    rows: dict[str, tuple[Row, ...]]
    complete: frozenset[str]
    norms: tuple[Norm, ...]
    reading: str = "strict"

    def turned(self) -> "Model":
        """Return the model in which the other reading is the default."""
        return evolve(self, reading="liberal" if self.reading == "strict" else "strict")

    @property
    def concluded(self) -> dict[str, tuple[str, ...]]:
        """The sentences that norms conclude, with the types of their blanks."""
        return {norm.sentence: tuple(map(_type, norm.blanks)) for norm in self.norms}

    def claims(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield every ground sentence that a norm could conclude."""
        for sentence, types in self.concluded.items():
            for things in product(*[THINGS[kind] for kind in types]):
                yield sentence, things

    def tables(self) -> Tables:
        """Return the rows as the tables of a record: those that state, and those that deny."""
        found: dict[str, tuple[str, dict[str, object]]] = {}
        for number, (sentence, types) in enumerate(BASE.items()):
            blanks = _named(types)
            written = _written(sentence, [f"{{{blank}}}" for blank in blanks])
            header = ",".join((*blanks, "since_day", "until_day"))
            for denied in (False, True):
                rows = [row for row in self.rows.get(sentence, ()) if row.denied is denied]
                lines = [",".join((*row.things, row.since or "0001-01-01", row.until)) for row in rows]
                keys = stating(
                    written,
                    complete=sentence in self.complete,
                    since="since_day",
                    until="until_day",
                    denied=denied,
                )
                found[f"table_{number}{'_denied' if denied else ''}"] = ("\n".join((header, *lines)), keys)
        return found

    def book(self) -> Book:
        """Return the book that this model means."""
        question = ["```question", "question manner", "  asks How?"]
        for name in READINGS:
            question += [f"  reading {name}{', default' if name == self.reading else ''}", "    says so"]
        rules = "\n\n".join(norm.text(number + 1) for number, norm in enumerate(self.norms))
        return book_of("\n".join([*question, "```", "", "```rule", rules, "```"]), self.tables())

    def on(self, day: date) -> "Meaning":
        """Return what the model means on ``day``."""
        return Meaning(self, day)


@frozen(eq=False)
class Meaning:
    """What a model means on one day; each ground sentence is worked out once."""

    model: Model
    day: date
    _known: dict[tuple[str, tuple[str, ...]], Truth] = field(factory=dict, init=False)

    def holds(self, sentence: str, things: tuple[str, ...]) -> Truth:
        """Return whether a ground sentence holds."""
        key = sentence, things
        if key not in self._known:
            self._known[key] = self._work_out(sentence, things)
        return self._known[key]

    def _work_out(self, sentence: str, things: tuple[str, ...]) -> Truth:
        held = defeated = NO
        for norm in self.model.norms:
            if norm.sentence != sentence or norm.reading not in {"", self.model.reading}:
                continue
            if norm.kind == "exception":
                defeated = max(defeated, self._norm(norm, things))
            else:
                held = max(held, self._norm(norm, things))
        held = min(held, ~defeated)
        if sentence in BASE:
            rows = [row for row in self.model.rows[sentence] if row.things == things]
            silence = NO if sentence in self.model.complete else MAYBE
            held = max([held, silence, *[row.at(self.day) for row in rows if not row.denied]])
            held = min([held, *[~row.at(self.day) for row in rows if row.denied]])
        return held

    def _norm(self, norm: Norm, things: tuple[str, ...]) -> Truth:
        truth = NO
        for filled in _fillings(dict(zip(norm.blanks, things, strict=True)), norm.tests):
            way = self._all(norm.tests, filled)
            for group in norm.unless:
                if way is not NO:
                    way = min(way, ~max(self._all(group, inner) for inner in _fillings(filled, group)))
            truth = max(truth, way)
        return truth

    def _all(self, tests: Sequence[Condition], filled: dict[str, str]) -> Truth:
        truth = YES
        for test in tests:
            asked = self.holds(test.sentence, tuple(filled[blank] for blank in test.blanks))
            truth = min(truth, ~asked if test.negated else asked)
            if truth is NO:
                break
        return truth


def _fillings(given: dict[str, str], tests: Sequence[Condition]) -> Iterator[dict[str, str]]:
    """Yield every way to fill the blanks that ``given`` leaves open, with a thing that nobody named too."""
    opened = [b for b in dict.fromkeys(b for test in tests for b in test.blanks) if b not in given]
    for things in product(*[(*THINGS[_type(blank)], f"unnamed {_type(blank)}") for blank in opened]):
        yield {**given, **dict(zip(opened, things, strict=True))}


def claim(sentence: str, things: Sequence[str]) -> str:
    """Return a ground sentence as users write it."""
    return _written(sentence, [NAMES[thing] for thing in things])


def _written(sentence: str, filled: Sequence[str]) -> str:
    first, *others = filled
    return " ".join((first, sentence, *others))


def _type(blank: str) -> str:
    return blank.rpartition(" ")[2]


def _named(types: Sequence[str]) -> tuple[str, ...]:
    return tuple(types)


#: The layers: each sentence is concluded from those before it.
LAYERS = {
    "is green": ("state",),
    "fears": ("state", "suspect"),
    "is safe": ("state",),
    "must pay": ("state",),
}


@st.composite
def rows(draw: st.DrawFn, types: Sequence[str], *, denials: bool) -> Row:
    """Draw a row."""
    things = tuple(draw(st.sampled_from(THINGS[kind])) for kind in types)
    return Row(
        things,
        draw(st.sampled_from(STARTS)),
        draw(st.sampled_from(ENDS)),
        denials and draw(st.integers(0, 3)) == 0,
    )


@frozen
class Shape:
    """What a drawn book may hold: negation and exceptions, blanks that only conditions mention."""

    negation: bool = True
    joins: bool = True


@st.composite
def models(
    draw: st.DrawFn,
    *,
    negation: bool = True,
    denials: bool = True,
    joins: bool = True,
    readings: bool = False,
) -> Model:
    """Draw a model; ``joins``: with blanks that only conditions mention; ``readings``: with two readings."""
    stated = {s: tuple(draw(st.lists(rows(types, denials=denials), max_size=3))) for s, types in BASE.items()}
    complete = frozenset(s for s in BASE if draw(st.booleans()))
    shape = Shape(negation, joins)
    norms: list[Norm] = []
    known = dict(BASE)
    for sentence, types in LAYERS.items():
        # The blanks of the conclusion keep their names; "other state" is only for conditions.
        mine = tuple(types)
        for _ in range(draw(st.integers(1, 2))):
            norm = draw(_norms(sentence, mine, known, shape))
            norms.append(evolve(norm, reading=draw(st.sampled_from(("", *READINGS))) if readings else ""))
        if negation and draw(st.booleans()):
            norms.append(evolve(draw(_norms(sentence, mine, known, shape)), kind="exception"))
        known[sentence] = types
    return Model(stated, complete, tuple(dict.fromkeys(norms)))


@st.composite
def _norms(
    draw: st.DrawFn,
    sentence: str,
    blanks: tuple[str, ...],
    known: dict[str, tuple[str, ...]],
    shape: Shape,
) -> Norm:
    bound = list(blanks)
    tests: list[Condition] = []
    for blank in blanks:
        # What concludes must be bound: first a condition for each blank of the conclusion.
        fitting = [s for s, types in known.items() if types == (_type(blank),)]
        tests.append(Condition(draw(st.sampled_from(fitting)), (blank,)))
    for _ in range(draw(st.integers(0, 2))):
        tests.append(draw(_conditions(known, bound, shape)))
        bound += [b for b in tests[-1].blanks if b not in bound]
    unless: list[tuple[Condition, ...]] = []
    if shape.negation and draw(st.integers(0, 2)) == 0:
        inner, group = list(bound), []
        for _ in range(draw(st.integers(1, 2))):
            group.append(draw(_conditions(known, inner, shape)))
            inner += [b for b in group[-1].blanks if b not in inner]
        unless.append(tuple(group))
    return Norm(sentence, blanks, tuple(dict.fromkeys(tests)), tuple(unless))


@st.composite
def _conditions(
    draw: st.DrawFn, known: dict[str, tuple[str, ...]], bound: list[str], shape: Shape
) -> Condition:
    negated = shape.negation and draw(st.booleans())
    there = {kind: [b for b in bound if _type(b) == kind] for kind in THINGS}
    pool = dict(there)
    if shape.joins and not negated:
        pool = {
            kind: [*there[kind], *[b for b in (kind, f"other {kind}") if b not in bound]] for kind in THINGS
        }
    fitting = [s for s, types in known.items() if all(pool[kind] for kind in types)]
    sentence = draw(st.sampled_from(fitting))
    return Condition(sentence, tuple(draw(st.sampled_from(pool[kind])) for kind in known[sentence]), negated)
