"""Change each rule in turn, and see whether any example or case notices.

Rules are swapped in the checked book; whatever cannot depend on the rule keeps its proofs. A change that
leaves every goal of the rule's sentence as it was can turn no answer. Otherwise those are asked that
reach it, first those in which the rule was tried, up to the first that notices.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Final, cast

from obligcheck.answers.book import Book
from obligcheck.answers.witnesses import Key, used_in, witnesses_of
from obligcheck.engine import Engine, Options
from obligcheck.language.mutation import head, mutants_of
from obligcheck.problems import Problem
from obligcheck.temporal import NEVER
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from obligcheck.answers.cases import Case
    from obligcheck.answers.witnesses import Witness
    from obligcheck.engine import Memo
    from obligcheck.engine.goals import Arguments, Found
    from obligcheck.language import Rule
    from obligcheck.language.mutation import Mutant
    from obligcheck.sentences import Sentence
    from obligcheck.temporal import Timeline


class Tried(NamedTuple):
    """A mutant and what became of it: the name of what noticed it, empty where nothing did.

    ``is_rule`` is no where the checker refuses it; ``reason`` says why it is accepted that nothing notices.
    """

    mutant: Mutant
    noticed_by: str = ""
    is_rule: bool = True
    reason: str = ""


class Accepted(NamedTuple):
    """A change that need not be noticed: the file, the rule (its head), the change, and why."""

    file: str
    rule: str
    change: str
    reason: str

    def is_of(self, mutant: Mutant) -> bool:
        """Say whether this is about ``mutant``."""
        path, rule, change = mutant.rule.place.path, head(mutant.rule), mutant.change
        return (path, rule, change) == (self.file, self.rule, self.change)


class Outcome(NamedTuple):
    """What became of all mutants; ``stale`` are those accepted that need not be: noticed, or no more."""

    tried: tuple[Tried, ...]
    stale: tuple[Accepted, ...]

    @property
    def rules(self) -> tuple[Tried, ...]:
        """The mutants that the checker lets pass."""
        return tuple(t for t in self.tried if t.is_rule)

    @property
    def noticed(self) -> tuple[Tried, ...]:
        """The mutants that an example or a case notices."""
        return tuple(t for t in self.rules if t.noticed_by)

    @property
    def accepted(self) -> tuple[Tried, ...]:
        """The mutants that nothing notices, for a reason."""
        return tuple(t for t in self.rules if not t.noticed_by and t.reason)

    @property
    def unnoticed(self) -> tuple[Tried, ...]:
        """The mutants that nothing notices, and nobody has said why."""
        return tuple(t for t in self.rules if not t.noticed_by and not t.reason)


class Mutation:
    """The book whose rules are changed, and the witnesses that should notice."""

    def __init__(self, book: Book, cases: Iterable[Case]) -> None:
        # Unpacked once, for every changed book to have; and a memo that only the witnesses fill.
        rules = book.rules._replace(kept_examples=book.rules.examples, kept_profiles=None, kept_phrases=None)
        self.book: Final = Book(rules, book.record, None, {})
        self.witnesses: Final = tuple(witnesses_of(self.book, cases))
        self._users: Final[dict[int, list[Witness]]] = {}
        self.failures: Final = tuple(self._ask_all())
        self._goals: Final = _goals_of(self.book.memo)

    def _ask_all(self) -> Iterator[Problem]:
        """Ask all witnesses of the rules as they are, and yield a problem for each that is not met."""
        for witness in self.witnesses:
            engine = self.book.engine(witness.options)
            if not witness.is_met(engine) or not witness.is_answered(self.book):
                message = f"the rules as they are do not give what `{witness.name}` expects"
                yield Problem("failed-example", message)
            for rule in used_in(witness.proofs(engine)):
                self._users.setdefault(rule, []).append(witness)

    def tried(self, rule: Rule) -> Iterator[Tried]:
        """Yield what becomes of each mutant of ``rule``."""
        asked = self._asked_about(rule)
        for mutant in mutants_of(rule):
            if mutant.is_rule:
                yield Tried(mutant, self._noticed_by(mutant, asked))
            else:
                yield Tried(mutant, is_rule=False)

    def _asked_about(self, rule: Rule) -> tuple[Witness, ...]:
        """Return the witnesses that reach what ``rule`` concludes, those that tried it first."""
        key, reach = rule.conclusion.sentence.key, self.book.rules.reach
        users = self._users.get(id(rule), [])
        first = set(map(id, users))
        rest = (w for w in self.witnesses if id(w) not in first)
        return tuple(w for w in (*users, *rest) if any(key in reach.get(root, (root,)) for root in w.roots()))

    def _noticed_by(self, mutant: Mutant, asked: Iterable[Witness]) -> str:
        """Return the name of the first witness that notices ``mutant``, empty where none does."""
        trial = self._changed(mutant)
        sentence = mutant.rule.conclusion.sentence
        goals = self._goals.get(sentence.key, {})
        turned = {key for key, found in goals.items() if _differs(trial, sentence, key, found)}
        for witness in asked if turned else ():
            key = witness.key(sentence.key, self.book.rules)
            if key in turned and not witness.is_met(trial.engine(witness.options)):
                return witness.name
        # Also where the truths are the same, they may rest on other provisions.
        for witness in asked if turned else self._users.get(id(mutant.rule), ()):
            if witness.case is not None and not witness.is_answered(trial):
                return witness.name
        return ""

    def _changed(self, mutant: Mutant) -> Book:
        """Return the book with ``mutant`` in the place of its rule."""
        rules = self.book.rules
        kept = ((mutant.changed if rule is mutant.rule else rule) for rule in rules.rules)
        changed = rules._replace(rules=tuple(rule for rule in kept if rule is not None))
        key = mutant.rule.conclusion.sentence.key
        return Book(changed, self.book.record, None, _Over(self.book.memo, key, rules.reach))


class _Over(MutableMapping["tuple[object, ...]", "dict[Arguments, Found]"]):
    """A memo laid over that of the unchanged book: what cannot depend on ``changed`` is shared with it."""

    def __init__(self, below: Memo, changed: str, reach: Mapping[str, frozenset[str]]) -> None:
        self._below, self._changed, self._reach = below, changed, reach
        self._own: Memo = {}

    def _of(self, key: tuple[object, ...]) -> Memo:
        sentence = str(key[0])
        return self._own if self._changed in self._reach.get(sentence, (sentence,)) else self._below

    def __getitem__(self, key: tuple[object, ...]) -> dict[Arguments, Found]:
        """Return the proofs under ``key``."""
        return self._of(key)[key]

    def __setitem__(self, key: tuple[object, ...], table: dict[Arguments, Found]) -> None:
        """Keep proofs where they belong."""
        self._of(key)[key] = table

    def __delitem__(self, key: tuple[object, ...]) -> None:
        """Forget the proofs under ``key``."""
        del self._of(key)[key]

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        """Go through the keys of what is not shared."""
        return iter(self._own)

    def __len__(self) -> int:
        """Return how many keys are not shared."""
        return len(self._own)


#: What a goal came to: for each thing found its days, and the days of anything else.
_Days = dict["Arguments", "Timeline"]


def _goals_of(memo: Memo) -> dict[str, dict[Key, dict[Arguments, Found]]]:
    """Return all goals that were asked, by their sentences."""
    goals: dict[str, dict[Key, dict[Arguments, Found]]] = {}
    for kept, table in memo.items():
        key = Key(*cast("Key", kept))
        goals.setdefault(key.sentence, {})[key] = dict(table)
    return goals


def _differs(trial: Book, sentence: Sentence, key: Key, goals: Mapping[Arguments, Found]) -> bool:
    """Say whether any of ``goals`` comes to something else in the book ``trial``."""
    options = Options(key.readings, key.assumptions, key.known_on)
    engine = Engine(trial.rules, trial.record, options, trial.memo)
    return any(_days(engine.find(sentence, asked)) != _days(found) for asked, found in goals.items())


def _days(found: Found) -> _Days:
    days = {proof.arguments: proof.timeline for proof in found.proofs if proof.timeline is not NEVER}
    if found.otherwise is not None:
        days[found.otherwise.arguments] = found.otherwise.timeline
    return days


def judged(tried: Iterable[Tried], accepted: Sequence[Accepted], *, whole: bool) -> Outcome:
    """Return what became of all that was ``tried``, with the reasons why some need not be noticed.

    ``whole`` says that it was the whole book; if not, of the ``accepted`` only those about a rule that was
    tried can be stale.
    """
    found: list[Tried] = []
    heads: set[tuple[str, str]] = set()
    needed: set[Accepted] = set()
    for each in tried:
        heads.add((each.mutant.rule.place.path, head(each.mutant.rule)))
        is_unnoticed = each.is_rule and not each.noticed_by
        reasons = [a for a in accepted if a.is_of(each.mutant)] if is_unnoticed else []
        needed.update(reasons)
        found.append(each._replace(reason=reasons[0].reason) if reasons else each)
    stale = (a for a in accepted if a not in needed and (whole or (a.file, a.rule) in heads))
    return Outcome(tuple(found), tuple(stale))
