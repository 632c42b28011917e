"""The rules as lists and texts: scenarios, questions, rules file by file, and how well tested."""

from collections.abc import Iterable

from obligcheck.answers.examples import Report
from obligcheck.language import Question, Rule, RuleBook, Scenario
from obligcheck.language.profile_model import Profile
from obligcheck.presentation.lists import counted, draw_sections, draw_table
from obligcheck.presentation.problems import HEADING
from obligcheck.presentation.wording import citations, clean


def draw_book(book: RuleBook) -> str:
    """Return scenarios, contested questions, and the rules file by file."""
    files: dict[str, list[Rule]] = {}
    for rule in book.rules:
        files.setdefault(rule.place.path, []).append(rule)
    return draw_sections(
        [
            ("Scenarios", draw_table((_call(s), s.place.at) for s in book.scenarios.values())),
            ("Profiles", draw_table((_view(p), p.written[0][0].at) for p in book.profiles.values())),
            *((f"Question {name}", draw_question(one)) for name, one in book.questions.items()),
            *((path, draw_table(map(_summary, rules))) for path, rules in files.items()),
        ]
    )


def _call(scenario: Scenario) -> str:
    """Return a scenario as one calls it: its name and its inputs, those in brackets optional."""
    needed = [blank.name.replace(" ", "_").upper() for blank in scenario.inputs]
    optional = [f"[{blank.name.replace(' ', '_').upper()}]" for blank in scenario.optional]
    return " ".join((scenario.name, *needed, *optional))


def _view(profile: Profile) -> str:
    """Return a profile as one calls it."""
    return " ".join((profile.name, *(blank.key.upper() for blank in profile.inputs)))


def draw_profile(profile: Profile) -> str:
    """Return the blocks of a profile as they were written, each under its place."""
    return "\n".join(f"{place.at}\n\n{clean_lines(text)}\n" for place, text in profile.written)


def clean_lines(text: str) -> str:
    """Return a text of several lines without control characters."""
    return "\n".join(map(clean, text.splitlines()))


def draw_question(question: Question) -> str:
    """Return what a question asks, and its readings with who holds them."""
    lines = [clean(question.asks)]
    for reading in question.readings:
        mark = " (default)" if reading.name == question.default else ""
        lines.append(f"  {reading.name}{mark}: {clean(reading.says)}")
        if reading.holders:
            lines.append("    held by " + clean("; ".join(map(str, reading.holders))))
    return "\n".join(lines) + "\n"


def _summary(rule: Rule) -> tuple[str, ...]:
    sentence = clean(str(rule.conclusion.sentence))
    under = f"  [{rule.question}: {rule.reading}]" if rule.question else ""
    return str(rule.place.line), rule.kind, citations(rule.cites), sentence + under


def draw_rules(rules: Iterable[Rule]) -> str:
    """Return the texts of ``rules``, each under its place and the headings above it."""
    drawn = []
    for rule in rules:
        headings = HEADING.join(map(clean, rule.place.heading))
        drawn.append(f"{rule.place.at}\n{headings}\n\n{clean_lines(rule.text)}\n")
    return "\n".join(drawn)


def draw_checked(book: RuleBook) -> str:
    """Return in one line what a book without problems holds."""
    files = len({rule.place.path for rule in book.rules})
    counts = (
        f"{counted(len(book.rules), 'rule')} in {counted(files, 'file')}",
        counted(len(book.questions), "question"),
        counted(len(book.scenarios), "scenario"),
        *([counted(len(book.profiles), "profile")] if book.profiles else ()),
        counted(len(book.examples), "example"),
    )
    return f"{', '.join(counts)}: no problem\n"


def draw_report(report: Report) -> str:
    """Return how the examples went, and which rules none has made hold, or made fail."""
    passed = report.ran - len(report.failures)
    share = f"{report.covered / report.rules:.0%}" if report.rules else "100%"
    lines = [
        f"{passed} of {report.ran} examples pass\n",
        f"{report.covered} of {report.rules} rules hold in one example and fail in another ({share})\n",
        f"{report.read} of {report.readings} readings decide in one example and are idle in another\n",
    ]
    missing = (
        ("no example makes these hold", report.never_held),
        ("no example makes these fail", report.never_failed),
    )
    idle = (
        ("in no example do these decide", report.never_decided),
        ("in every example these decide", report.never_idle),
    )
    sections = [(heading, draw_table(map(_placed, rules))) for heading, rules in missing]
    sections += [(heading, draw_table(readings)) for heading, readings in idle]
    untested = draw_sections(sections)
    return "".join(lines) + (f"\n{untested}" if untested else "")


def _placed(rule: Rule) -> tuple[str, ...]:
    return rule.place.at, citations(rule.cites), clean(str(rule.conclusion.sentence))
