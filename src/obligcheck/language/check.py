"""Blocks and record to a checked rule book: every pass goes on, so that all problems appear at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from obligcheck.language import syntax
from obligcheck.language.bindings import unbound
from obligcheck.language.examples import parse_examples
from obligcheck.language.fences import find_blocks
from obligcheck.language.graph import check_graph, reach_of
from obligcheck.language.model import Condition, Declaration, Question, Reading, Rule, RuleBook
from obligcheck.language.resolve import Resolver
from obligcheck.language.scenarios import build_scenario
from obligcheck.problems import Problem
from obligcheck.sentences import HOLE, Sentence, Vocabulary, parse_sentence, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from obligcheck.facts import Names, Record
    from obligcheck.language.fences import Block
    from obligcheck.language.syntax import DeclarationSyntax, RuleSyntax, Words
    from obligcheck.sources import Place, Source


def build_rule_book(sources: Sequence[Source], record: Record) -> tuple[RuleBook, tuple[Problem, ...]]:
    """Return the rule book that ``sources`` write over ``record``, and all that is wrong with it."""
    problems: list[Problem] = []
    blocks = [block for source in sources for block in find_blocks(source, problems)]
    of_kind: dict[str, list[Block]] = {}
    for block in blocks:
        of_kind.setdefault(block.kind, []).append(block)
    instruments: dict[str, str] = {}
    for block in of_kind.get("instrument", []):
        instruments |= syntax.parse_instruments(block, problems)
    rules: list[RuleSyntax] = []
    declared: list[DeclarationSyntax] = []
    for block in of_kind.get("rule", []):
        for found in syntax.parse_rules(block, frozenset(instruments), problems):
            if isinstance(found, syntax.RuleSyntax):
                rules.append(found)
            else:
                declared.append(found)
    questions = _questions(of_kind.get("question", []), problems)
    scenarios = [
        s for block in of_kind.get("scenario", []) for s in syntax.parse_keyed(block, SCENARIO_KEYS, problems)
    ]
    supposed = [words for s in scenarios for key, words in s.lines if key == "suppose"]
    vocabulary = _vocabulary(record, rules, declared, supposed, problems)
    declarations = _declarations(declared, rules, vocabulary, problems)
    checked = [_rule(rule, vocabulary, record.names, questions, problems) for rule in rules]
    good = tuple(rule for rule in checked if rule is not None)
    _duplicates(good, problems)
    built = [build_scenario(s, vocabulary, record.names, problems) for s in scenarios]
    by_name = {s.name: s for s in built if s is not None}
    examples = tuple(
        example
        for block in of_kind.get("example", [])
        for example in parse_examples(block, by_name, questions, vocabulary, record.names, problems)
    )
    reach = reach_of(good)
    questions_of = {key: _questions_in(found, good) for key, found in reach.items()}
    if not problems:
        # On broken rules the graph would report what follows from the breakage.
        check_graph(good, tuple(by_name.values()), _recomputed(record), problems)
    book = RuleBook(
        instruments, good, questions, declarations, by_name, examples, vocabulary, reach, questions_of
    )  # fmt: skip
    return book, tuple(dict.fromkeys(problems))


#: The keys that open the lines of a scenario.
SCENARIO_KEYS = ("suppose", "verdict", "yes", "no", "unknown", "say", "also", "position", "conduct", "caveat")


def _recomputed(record: Record) -> frozenset[str]:
    """Return the sentences that tables name to recompute a column: they count as asked for."""
    keys = set()
    for table in record.tables:
        recompute = table.keys.get("recompute", [])
        for item in recompute if isinstance(recompute, list) else []:
            keys.add(skeleton(str(item["sentence"])))
    return frozenset(keys)


def _questions_in(keys: frozenset[str], rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.question for r in rules if r.question and r.conclusion.sentence.key in keys))


def _vocabulary(
    record: Record,
    rules: list[RuleSyntax],
    declared: list[DeclarationSyntax],
    supposed: list[Words],
    problems: list[Problem],
) -> Vocabulary:
    """Return all sentences that tables state, rules conclude, or declarations and scenarios introduce."""
    sentences: dict[str, Sentence] = {sentence.key: sentence for sentence in record.sentences}
    origins: dict[str, Place] = {}
    introduced = [d.sentence for d in declared] + [r.conclusion for r in rules] + supposed
    # A conclusion with a constant in it introduces nothing where another has a blank there.
    introduced.sort(key=lambda words: '"' in words.text)
    for words in introduced:
        known = sentences.get(skeleton(words.text))
        if known is None:
            try:
                sentence = parse_sentence(words.text)
            except ValueError as error:
                problems.append(Problem("bad-blank", str(error), words.place))
                continue
            sentences[sentence.key] = sentence
            origins[sentence.key] = words.place
        else:
            _same_types(words, known, origins.get(known.key), problems)
    return Vocabulary(sentences)


def _same_types(words: Words, known: Sentence, other: Place | None, problems: list[Problem]) -> None:
    """Require that one wording has blanks of one type everywhere."""
    for hole, blank in zip(HOLE.finditer(words.text), known.blanks, strict=True):
        kind = hole[1].split()[-1] if hole[1] and hole[1].split() else blank.type
        if kind != blank.type:
            column = words.place.column + hole.start()
            place = evolve(words.place, column=column, width=len(hole[0]))
            message = f"`{hole[0]}` is a {kind}, and the same sentence has a {blank.type} there"
            problems.append(Problem("type-clash", message, place, f"the sentence is `{known}`", other))


def _declarations(
    declared: list[DeclarationSyntax], rules: list[RuleSyntax], vocabulary: Vocabulary, problems: list[Problem]
) -> dict[str, Declaration]:
    found: dict[str, Declaration] = {}
    for item in declared:
        sentence = vocabulary.find(item.sentence.text)
        if sentence is None:
            continue
        if sentence.key in found:
            other = found[sentence.key].place
            problems.append(Problem("declared-twice", "this sentence is declared already", item.place, other=other))
        found[sentence.key] = Declaration(sentence, item.cites, item.by, item.presumed_not, item.place)
    for rule in rules:
        declaration = found.get(skeleton(rule.conclusion.text))
        if declaration is not None and rule.kind != "exception":
            message = "a rule concludes what is left to judgment"
            problems.append(Problem("judged-concluded", message, rule.conclusion.place, other=declaration.place))
    return found


def _rule(
    rule: RuleSyntax, vocabulary: Vocabulary, names: Names, questions: dict[str, Question], problems: list[Problem]
) -> Rule | None:
    resolver = Resolver(vocabulary, names, problems)
    conclusion = resolver.sentence(rule.conclusion) if vocabulary.find(rule.conclusion.text) else None
    conditions = [resolver.condition(words) for words in rule.conditions]
    unless = [[resolver.condition(words) for words in group] for group in rule.unless]
    question, reading = _under(rule, questions, problems)
    kept = tuple(c for c in conditions if c is not None)
    groups = tuple(tuple(c for c in group if c is not None) for group in unless)
    whole = len(kept) == len(conditions) and all(len(g) == len(u) for g, u in zip(groups, unless, strict=True))
    if conclusion is None or not whole:
        return None
    built = Rule(
        rule.kind, rule.cites, question, reading, conclusion, kept, groups, tuple(resolver.blanks), rule.place, rule.text
    )  # fmt: skip
    problems += unbound(built)
    return built


def _under(rule: RuleSyntax, questions: dict[str, Question], problems: list[Problem]) -> tuple[str, str]:
    """Return the question and reading of a rule; what no question block names is a problem."""
    if rule.under is None:
        return "", ""
    asked, read = rule.under
    question = questions.get(asked.text)
    if question is None:
        known = ", ".join(questions) or "none"
        message = f"no question is called `{asked.text}`"
        problems.append(Problem("unknown-question", message, asked.place, f"questions: {known}"))
    elif question.reading(read.text) is None:
        message = f"`{asked.text}` has no reading `{read.text}`"
        known = ", ".join(r.name for r in question.readings)
        problems.append(Problem("unknown-reading", message, read.place, f"its readings: {known}", question.place))
    return asked.text, read.text


def _questions(blocks: list[Block], problems: list[Problem]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for block in blocks:
        for item in syntax.parse_keyed(block, ("asks", "reading", "says", "held"), problems):
            question = _question(item, problems)
            if question.name in found:
                other = found[question.name].place
                message = f"the question `{question.name}` is there already"
                problems.append(Problem("duplicate-question", message, question.place, other=other))
            found[question.name] = question
    return found


def _question(item: syntax.KeyedSyntax, problems: list[Problem]) -> Question:
    asks, default = "", ""
    readings: list[Reading] = []
    for key, words in item.lines:
        if key == "asks":
            asks = words.text
        elif key == "reading":
            name, _, mark = (part.strip() for part in words.text.partition(","))
            readings.append(Reading(name, "", ()))
            if mark == "default":
                default = name
        elif not readings:
            problems.append(Problem("bad-question", f"`{key}` stands before any reading", words.place))
        elif key == "says":
            readings[-1] = evolve(readings[-1], says=words.text)
        else:
            holder = syntax.parse_holder(words, problems)
            readings[-1] = evolve(readings[-1], holders=(*readings[-1].holders, holder))
    if not default:
        message = f"the question `{item.head.text}` has no default reading"
        fix = "write `reading NAME, default` at the Court's, or at the one by which answers are given"
        problems.append(Problem("no-default", message, item.head.place, fix))
    return Question(item.head.text, asks, tuple(readings), default, item.head.place)


def _duplicates(rules: Iterable[Rule], problems: list[Problem]) -> None:
    seen: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        words = tuple(" ".join(line.split()) for line in rule.text.split("\n")[1:])
        key = (rule.kind, rule.question, rule.reading, words)
        if key in seen:
            message = "the same rule is there already"
            problems.append(Problem("duplicate-rule", message, rule.place, "keep one, with all its citations", seen[key].place))
        seen.setdefault(key, rule)


__all__ = ["Condition", "build_rule_book"]
