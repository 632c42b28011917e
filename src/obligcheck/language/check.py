"""Blocks and record to a checked rule book: every pass goes on, so that all problems appear at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from obligcheck.language import phrases as plain
from obligcheck.language.bindings import unbound
from obligcheck.language.builtins import find_builtin
from obligcheck.language.examples import ExampleReader
from obligcheck.language.fences import find_blocks
from obligcheck.language.graph import check_graph, circles_of, reach_of
from obligcheck.language.model import Declaration, Question, Rule, RuleBook
from obligcheck.language.profiles import build_profiles, parse_profiles, sentences_of
from obligcheck.language.questions import parse_questions
from obligcheck.language.resolve import Resolver
from obligcheck.language.scenarios import build_scenario, parse_scenarios, supposed_in
from obligcheck.language.syntax import (
    DeclarationSyntax,
    Instruments,
    RuleSyntax,
    parse_instruments,
    parse_rules,
)
from obligcheck.problems import Problem
from obligcheck.sentences import HOLE, Sentence, Vocabulary, parse_sentence, skeleton
from obligcheck.sources import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from obligcheck.facts import Names, Record
    from obligcheck.language.fences import Block, Words
    from obligcheck.sources import Source


def build_rule_book(sources: Sequence[Source], record: Record) -> tuple[RuleBook, tuple[Problem, ...]]:
    """Return the rule book that ``sources`` write over ``record``, and all that is wrong with it."""
    problems: list[Problem] = []
    of_kind: dict[str, list[Block]] = {}
    for source in sources:
        for block in find_blocks(source, problems):
            of_kind.setdefault(block.kind, []).append(block)
    instruments = _instruments(of_kind.get("instrument", []), problems)
    parsed = [p for b in of_kind.get("rule", []) for p in parse_rules(b, instruments, problems)]
    rules = [item for item in parsed if isinstance(item, RuleSyntax)]
    declared = [item for item in parsed if isinstance(item, DeclarationSyntax)]
    questions = parse_questions(of_kind.get("question", []), problems)
    posed = parse_scenarios(of_kind.get("scenario", []), problems)
    introduced = [*(d.sentence for d in declared), *(r.conclusion for r in rules), *supposed_in(posed)]
    checker = Checker(*_vocabulary(record, introduced, problems), record.names, questions, problems)
    declarations = checker.declarations(declared, rules)
    good = tuple(rule for item in rules if (rule := checker.rule(item)) is not None)
    _duplicates(good, problems)
    scenarios = {s.name: s for item in posed if (s := build_scenario(item, checker.resolver())) is not None}
    reader = ExampleReader(scenarios, questions, checker.vocabulary, record.names, problems)
    examples = tuple(example for block in of_kind.get("example", []) for example in reader.read(block))
    viewed = parse_profiles(of_kind.get("profile", []), problems)
    profiles = build_profiles(viewed, scenarios, checker.resolver)
    spoken = plain.parse_phrases(of_kind.get("phrase", []), problems)
    phrases = plain.build_phrases(spoken, checker.resolver)
    asked = _recomputed(record, checker.vocabulary, problems) | sentences_of(profiles.values())
    asked |= plain.sentences_of(phrases)
    if problems:
        # On broken rules the rest of the graph would report what follows from the breakage.
        problems += circles_of(good)
    else:
        check_graph(good, tuple(scenarios.values()), asked, problems)
    reach = {} if problems else reach_of(good)
    titles = {name: title.text for name, title in instruments.titles.items()}
    book = RuleBook(
        titles, good, questions, declarations, scenarios, examples, checker.vocabulary, reach,
        _questions_of(reach, good), profiles, phrases,
    )  # fmt: skip
    return book, _sorted(problems, sources)


def _sorted(problems: Iterable[Problem], sources: Sequence[Source]) -> tuple[Problem, ...]:
    """Return each problem once, in the order of the files and of the lines in them."""
    files = {source.path: number for number, source in enumerate(sources)}

    def position(problem: Problem) -> tuple[int, int, int]:
        place = problem.place
        return (files.get(place.path, -1), place.line, place.column) if place else (-1, 0, 0)

    return tuple(sorted(dict.fromkeys(problems), key=position))


def _instruments(blocks: Iterable[Block], problems: list[Problem]) -> Instruments:
    """Return all instruments that ``blocks`` name."""
    found = Instruments({}, {})
    for block in blocks:
        parse_instruments(block, found, problems)
    return found


def _recomputed(record: Record, vocabulary: Vocabulary, problems: list[Problem]) -> frozenset[str]:
    """Return the sentences that tables name to recompute a column: they count as asked for."""
    keys = set()
    for table in record.tables:
        recompute = table.keys.get("recompute", [])
        for item in recompute if isinstance(recompute, list) else []:
            named = parse_sentence(str(item["sentence"]))
            known = vocabulary.find(named.key)
            keys.add(named.key)
            if known and known.blanks != named.blanks:
                message = f"`{table.name}` recomputes `{named}`, and the rules call the blanks otherwise"
                problems.append(Problem("other-blanks", message, Place(table.path, 1), f"write `{known}`"))
    return frozenset(keys)


def _questions_of(reach: dict[str, frozenset[str]], rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """Return for each concluded sentence the contested questions that can bear on it, in the books' order."""
    contested = [(rule.conclusion.sentence.key, rule.question) for rule in rules if rule.question]
    return {
        key: tuple(dict.fromkeys(question for concluded, question in contested if concluded in found))
        for key, found in reach.items()
    }


def _vocabulary(
    record: Record, introduced: Sequence[Words], problems: list[Problem]
) -> tuple[Vocabulary, dict[str, Place]]:
    """Return all sentences that tables state or rules introduce, and where these were first written."""
    sentences: dict[str, Sentence] = {sentence.key: sentence for sentence in record.sentences}
    origins: dict[str, Place] = {}
    for key, sentence in sentences.items():
        if _is_ours(key):
            problems.append(Problem("reserved-sentence", f"a table states `{sentence}`, which is built in"))
    # A conclusion with a constant in it introduces nothing where another has a blank there.
    for words in sorted(introduced, key=lambda w: any(hole[1] is None for hole in HOLE.finditer(w.text))):
        if _is_ours(words.text):
            message = "this sentence is built in, or opens with `not`, and cannot be concluded or declared"
            problems.append(Problem("reserved-sentence", message, words.place, "word it otherwise"))
        elif skeleton(words.text) not in sentences:
            try:
                sentence = parse_sentence(words.text)
            except ValueError as error:
                problems.append(Problem("bad-blank", str(error), words.place))
                continue
            sentences[sentence.key] = sentence
            origins[sentence.key] = words.place
    return Vocabulary(sentences), origins


def _is_ours(text: str) -> bool:
    """Say whether a condition with these words would be read as a built-in or a negation."""
    return text.startswith("not ") or find_builtin(text.replace("{}", "{x}")) is not None


@frozen(eq=False)
class Checker:
    """Checks rules and declarations against the vocabulary, the names and the questions."""

    vocabulary: Vocabulary
    origins: dict[str, Place]
    names: Names
    questions: dict[str, Question]
    problems: list[Problem] = field(repr=False)

    def resolver(self) -> Resolver:
        """Return a resolver with no blanks yet."""
        return Resolver(self.vocabulary, self.names, self.origins, self.problems)

    def declarations(
        self, declared: Iterable[DeclarationSyntax], rules: Iterable[RuleSyntax]
    ) -> dict[str, Declaration]:
        """Return the declarations by the words of their sentences."""
        found: dict[str, Declaration] = {}
        for item in declared:
            condition = self.resolver().sentence(item.sentence) if self._is_known(item.sentence) else None
            if condition is None:
                continue
            if not all(isinstance(term, int) for term in condition.terms):
                message = "expected a blank in every place: what is declared is the whole sentence"
                self.problems.append(Problem("bad-declaration", message, item.sentence.place))
            key = condition.sentence.key
            declaration = Declaration(condition.sentence, item.cites, item.by, item.presumed_not, item.place)
            other = found.setdefault(key, declaration)
            if other is not declaration:
                message = "this sentence is declared already"
                self.problems.append(Problem("declared-twice", message, item.place, other=other.place))
        for rule in rules:
            concluded = found.get(skeleton(rule.conclusion.text))
            if concluded is not None:
                message = "a rule concludes what is left to judgment"
                self.problems.append(
                    Problem("judged-concluded", message, rule.conclusion.place, other=concluded.place)
                )
        return found

    def rule(self, item: RuleSyntax) -> Rule | None:
        """Return the rule of ``item``; None, with problems, where some of it is nothing we know."""
        resolver = self.resolver()
        conclusion = resolver.sentence(item.conclusion) if self._is_known(item.conclusion) else None
        conditions = [resolver.condition(words) for words in item.conditions]
        unless = [[resolver.condition(words) for words in group] for group in item.unless]
        question, reading = self._under(item)
        kept = tuple(c for c in conditions if c is not None)
        groups = tuple(tuple(c for c in group if c is not None) for group in unless)
        whole = item.whole and kept == tuple(conditions) and groups == tuple(map(tuple, unless))
        if conclusion is None or not whole:
            return None
        built = Rule(
            item.kind, item.cites, question, reading, conclusion, kept, groups, tuple(resolver.blanks),
            item.place, item.text,
        )  # fmt: skip
        self.problems.extend(unbound(built))
        return built

    def _is_known(self, words: Words) -> bool:
        """Say whether the sentence was introduced; if not, its problem is known already."""
        return self.vocabulary.find(words.text) is not None

    def _under(self, item: RuleSyntax) -> tuple[str, str]:
        """Return the question and reading of a rule; what no question block names is a problem."""
        if item.under is None:
            return "", ""
        asked, read = item.under
        question = self.questions.get(asked.text)
        if question is None:
            known = ", ".join(self.questions) or "none"
            message = f"no question is called `{asked.text}`"
            self.problems.append(Problem("unknown-question", message, asked.place, f"questions: {known}"))
        elif question.reading(read.text) is None:
            message = f"`{asked.text}` has no reading `{read.text}`"
            known = ", ".join(r.name for r in question.readings)
            fix = f"its readings: {known}"
            self.problems.append(Problem("unknown-reading", message, read.place, fix, question.place))
        return asked.text, read.text


def _duplicates(rules: Iterable[Rule], problems: list[Problem]) -> None:
    """Report each rule that says what another says already."""
    seen: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        words = tuple(" ".join(line.split()) for line in rule.text.split("\n")[1:])
        other = seen.setdefault((rule.kind, rule.question, rule.reading, words), rule)
        if other is not rule:
            message = "the same rule is there already"
            fix = "keep one, with all its citations"
            problems.append(Problem("duplicate-rule", message, rule.place, fix, other.place))
