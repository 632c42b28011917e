"""Random rules about dates, counts and things that are the same or not, as a book writes them."""

from attrs import evolve, field, frozen
from hypothesis import strategies as st

STATES = ("norland", "suderland", "ostmark")
SUSPECTS = ("doe", "roe")
CRIMES = ("piracy", "arson")
EXACT = ("2010-01-31", "2012-02-29", "2012-06-01", "2013-06-30")
DATES = (*EXACT, "2012", "2012-06", "2010-01-31/2012-06-01")
THINGS = {"state": STATES, "suspect": SUSPECTS, "crime": CRIMES, "date": DATES}

#: What tables state, and what is left to judgment.
STATED = (
    "{state} joined on {joining date}",
    "{state} left on {leaving date}",
    "{state} is a friend of {other state}",
    "{state} is rich",
    "{suspect} is in {state}",
    "{suspect} was charged with {crime} on {charge date}",
    "a storm came on {storm date}",
)
DECLARED = ("{state} is fair", "{suspect} is a danger to {state}", "{state} was warned on {warning date}")

#: What rules conclude, each from what stands before it.
CONCLUDED = (
    "{state} is bound from {entry date}",
    "{state} is a member",
    "the league began on {first date}",
    "{suspect} is wanted by {state} since {wanted date}",
    "{state} may help {other state}",
    "the league is at peace",
    "{state} must seize {suspect}",
)

READINGS = ("strict", "liberal")

ORDERS = ("on or after", "after", "before", "on or before")
SUMS = (
    "plus 60 days",
    "plus 1 month",
    "minus 1 year",
    "plus 1 year rounding up",
    "plus 1 month rounding down",
)


def kinds(sentence: str) -> tuple[str, ...]:
    """Return the types of the blanks of a sentence."""
    return tuple(part.partition("}")[0].rpartition(" ")[2] for part in sentence.split("{")[1:])


def filled(sentence: str, terms: tuple[str, ...]) -> str:
    """Return the sentence with ``terms`` in its blanks."""
    first, *others = sentence.split("{")
    texts = zip(terms, others, strict=True)
    return first + "".join([term + rest.partition("}")[2] for term, rest in texts])


@frozen
class Draft:
    """A rule in the making: what may be asked, the blanks that have values, how many were made."""

    draw: st.DrawFn
    known: tuple[str, ...]
    bound: list[str] = field(factory=list)
    made: list[int] = field(factory=lambda: [0])

    def fresh(self, kind: str) -> str:
        """Return a blank that no condition has named."""
        self.made[0] += 1
        return f"{'abcdefghijklmnopqrstuvwxyz'[self.made[0] % 26]}{self.made[0]} {kind}"

    def of(self, kind: str) -> list[str]:
        """Return the blanks of type ``kind`` that have values."""
        return [blank for blank in self.bound if blank.rpartition(" ")[2] == kind]

    def term(self, kind: str, opened: list[str] | None) -> str:
        """Draw what fills a hole: a blank, a constant, or one left open, which joins ``opened``."""
        there = self.of(kind)
        choices = ["there"] * 3 * bool(there) + ["open"] * 3 * (opened is not None)
        chosen = (
            self.draw(st.sampled_from([*choices, *(["constant"] if choices else [])]))
            if choices
            else "constant"
        )
        if chosen == "there":
            return f"{{{self.draw(st.sampled_from(there))}}}"
        if chosen == "open" and opened is not None:
            opened.append(self.fresh(kind))
            return f"{{{opened[-1]}}}"
        constant = self.draw(st.sampled_from(THINGS[kind]))
        return self.draw(st.sampled_from(EXACT)) if kind == "date" else f'"{constant}"'

    def stated(self, *, binding: bool, opened: list[str] | None = None, about: str = "") -> str:
        """Draw a sentence of the vocabulary; ``binding``: what it leaves open has a value from then on."""
        asked = [s for s in self.known if not about or about.rpartition(" ")[2] in kinds(s)]
        # What other rules conclude is more telling than what tables state.
        asked += 2 * [s for s in asked if s in CONCLUDED]
        sentence = self.draw(st.sampled_from(asked))
        types = kinds(sentence)
        mine = [] if binding else opened
        terms = [self.term(kind, mine) for kind in types]
        if about:
            terms[types.index(about.rpartition(" ")[2])] = f"{{{about}}}"
        if binding:
            self.bound.extend(mine or [])
        return filled(sentence, tuple(terms))

    def within(self, about: str = "") -> str:
        """Draw a sentence inside a count or a first day."""
        if self.draw(st.integers(0, 3)) == 0:
            return f"not {self.stated(binding=False, about=about)}"
        return self.stated(binding=False, opened=[], about=about)

    def counted(self) -> str:
        """Draw a counting condition."""
        kind = self.draw(st.sampled_from(("state", "suspect")))
        blank = self.fresh(kind)
        if self.draw(st.integers(0, 2)) == 0:
            share = self.draw(st.sampled_from(("1/2", "2/3", "7/8", "1/1")))
            return f"at least {share} of {{{blank}}} for which {self.within(blank)}: {self.within(blank)}"
        return f"at least {self.draw(st.integers(1, 3))} {{{blank}}}: {self.within(blank)}"

    def date(self) -> str:
        """Draw a date that has a value, or a constant."""
        return self.term("date", None)

    def found(self, sentence: str) -> str:
        """Draw a date to be found, or one to be compared with what is found, before ``sentence``."""
        there = self.of("date")
        if there and self.draw(st.integers(0, 3)) == 0:
            return f"{{{self.draw(st.sampled_from(there))}}} {sentence}"
        blank = self.fresh("date")
        self.bound.append(blank)
        return f"{{{blank}}} {sentence}"

    def condition(self) -> str:
        """Draw a condition."""
        ways = (
            lambda: self.stated(binding=True),
            lambda: self.stated(binding=True),
            lambda: f"not {self.stated(binding=False)}",
            lambda: f"{self.negation()}it is {self.draw(st.sampled_from(ORDERS))} {self.date()}",
            lambda: f"{self.negation()}{self.date()} is {self.draw(st.sampled_from(ORDERS))} {self.date()}",
            lambda: self.found(f"is {self.date()} {self.draw(st.sampled_from(SUMS))}"),
            lambda: self.found(f"is the first day of the month after {self.date()}"),
            lambda: self.found(f"is the later of {self.date()} and {self.date()}"),
            lambda: self.found(f"is the earlier of {self.date()} and {self.date()}"),
            lambda: f"{self.negation()}{self.counted()}",
            lambda: self.found(f"is the first day on which {self.counted()}"),
            lambda: self.found(f"is the first day on which {self.within()}"),
            self.same,
            self.same,
        )
        return self.draw(st.sampled_from(ways))()

    def same(self) -> str:
        """Draw whether one thing is another, or is not."""
        types = [kind for kind in ("state", "suspect", "date") if self.of(kind)]
        if not types:
            return self.counted()
        kind = self.draw(st.sampled_from(types))
        one, other = self.draw(st.sampled_from(self.of(kind))), self.term(kind, None)
        differs = self.draw(st.booleans())
        if not differs and self.draw(st.booleans()):
            one = self.fresh(kind)
            self.bound.append(one)
        return f"{{{one}}} is {'not ' if differs else ''}{other}"

    def negation(self) -> str:
        """Draw whether the opposite is asked."""
        return "not " if self.draw(st.integers(0, 4)) == 0 else ""


@st.composite
def rules(
    draw: st.DrawFn, sentence: str, known: tuple[str, ...], number: int, *, kind: str, constants: bool
) -> str:
    """Draw a rule, or an exception, about ``sentence``."""
    draft = Draft(draw, known)
    conditions: list[str] = []
    terms: list[str] = []
    for place, of in enumerate(kinds(sentence)):
        if constants and draw(st.integers(0, 5)) == 0:
            terms.append(draft.term(of, None))
            continue
        blank = f"{'my' if place == 0 else 'your'} {of}"
        terms.append(f"{{{blank}}}")
        if kind == "exception":
            draft.bound.append(blank)
        elif blank not in draft.bound:
            if of == "date" and draft.of("date") and draw(st.booleans()):
                conditions.append(
                    f"{{{blank}}} is {draft.date()} plus {draw(st.sampled_from(('60 days', '1 month')))}"
                )
                draft.bound.append(blank)
            else:
                opened: list[str] = []
                conditions.append(draft.stated(binding=False, opened=opened, about=blank))
                draft.bound.extend([blank, *[b for b in opened if f"{{{b}}}" in conditions[-1]]])
    conditions += [draft.condition() for _ in range(draw(st.integers(0 if conditions else 1, 3)))]
    under = draw(st.sampled_from(("", "", "", *(f" under manner: {reading}" for reading in READINGS))))
    lines = [f"{kind} LT {number}{under}", f"  {filled(sentence, tuple(terms))}"]
    lines += [f"  {'and' if place else 'if'} {text}" for place, text in enumerate(dict.fromkeys(conditions))]
    if draw(st.integers(0, 3)) == 0:
        inner = evolve(draft, bound=list(draft.bound))
        group = [inner.condition() for _ in range(draw(st.integers(1, 2)))]
        lines += [f"  {'and' if place else 'unless'} {text}" for place, text in enumerate(group)]
    return "\n".join(lines)
