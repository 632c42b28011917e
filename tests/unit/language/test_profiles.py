"""Profile blocks: how they are read, and that what they show counts as asked for."""

import pickle
from textwrap import dedent

import pytest

from obligcheck.language import RuleBook
from obligcheck.language.profile_model import Entry
from obligcheck.sentences import Blank
from tests.unit.books import book_of, problems_of, stating

PARTIES = {
    "parties": ("state,since\nnorland,2020-01-01", stating("{state} is a party", since="since")),
    "treaties": (
        "treaty,name\nlake,Lake Treaty",
        {"entity": {"type": "treaty", "id": "treaty", "name": "name"}, "complete": True},
    ),
    "signatures": (
        "state,treaty,date\nnorland,lake,2019-05-01",
        stating("{state} signed {treaty} on {date}"),
    ),
    "bonds": ("state,treaty\nnorland,lake", stating("{state} is bound by {treaty}")),
}

MARKDOWN = """
```profile
profile state {state}
  group {state} is bound by {treaty}
  section Acts
  bar party: {state} is a party
  each {state} signed {treaty} on {date}
  where {state} is a party
    row signed: {date} to {treaty} where {state} signed {treaty} on {date}

profile nothing
  section Acts
  show {state} is a party
```
"""


def rules_of(markdown: str) -> RuleBook:
    """Return the rules of ``markdown``."""
    return book_of(markdown, PARTIES).rules


def profile_block(*lines: str) -> str:
    """Return a block with these lines."""
    return "\n".join(("```profile", *map(dedent, lines), "```"))


def test_a_line_has_its_sentence_and_what_is_given_of_it() -> None:
    markdown = profile_block(
        "profile state {state}",
        "section Acts",
        "bar party: {state} is a party",
        "row signed: {date} to {treaty} where {state} signed {treaty} on {date}",
    )
    profile = rules_of(markdown).profiles["state"]
    bar, row = profile.sections[0].entries

    assert profile.inputs == (Blank("state"),)
    assert (bar.kind, bar.label, bar.gives) == ("bar", "party", "")
    assert (row.kind, row.label, row.gives) == ("row", "signed", "{date} to {treaty}")
    assert str(row.condition and row.condition.sentence) == "{state} signed {treaty} on {date}"


def test_an_each_takes_the_lines_after_it_and_what_goes_on_from_it() -> None:
    markdown = profile_block(
        "profile state {state}",
        "section Acts",
        "show {state} is a party",
        "each {state} signed {treaty} on {date}",
        "and {other state} signed {treaty} on {other date}",
        "where {other state} is a party",
        "show {other state} is a party",
        "each {other state} is a party",
        "section Others",
        "show {other state} is a party",
    )
    acts, others = rules_of(markdown).profiles["state"].sections

    assert [(entry.kind, len(entry.below)) for entry in acts.entries] == [
        ("show", 0),
        ("each", 1),
        ("each", 0),
    ]
    assert [is_shown for _, is_shown in acts.entries[1].joined] == [True, False]
    assert [entry.kind for entry in others.entries] == ["show"]


def test_blocks_of_one_name_are_one_profile_and_sections_of_one_title_one_section() -> None:
    one = profile_block("profile state {state}", "section Acts", "show {state} is a party")
    other = profile_block(
        "profile state {state}",
        "section More",
        "show {state} is a party",
        "section Acts",
        "ask {state} is a party",
    )
    profile = rules_of(f"{one}\n\nAnd more of it.\n\n{other}").profiles["state"]

    assert [section.title for section in profile.sections] == ["Acts", "More"]
    assert [entry.kind for entry in profile.sections[0].entries] == ["show", "ask"]
    assert [text.split("\n")[0] for _, text in profile.written] == ["profile state {state}"] * 2
    assert [place.line for place, _ in profile.written] == [2, 10]


@pytest.mark.parametrize("key", ["show", "ask", "each", "coming", "history", "caveat", "position", "conduct"])
def test_a_conclusion_that_only_a_profile_shows_is_used(key: str) -> None:
    law = """
    ```rule
    duty LT 1
      {state} must pay
      if {state} is a party

    duty LT 2
      {state} must wait
      if {state} is a party
    ```

    ```scenario
    scenario due {state} {date}
      verdict {state} must pay
      yes MUST PAY
      no NEED NOT PAY
      unknown CANNOT TELL
      say yes {state} must pay.
      say no {state} need not pay.
      say unknown Nobody knows.
    ```
    """
    block = profile_block("profile state {state}", "section Duties", f"{key} {{state}} must wait")

    assert [p.code for p in problems_of(law, PARTIES)] == ["unused-conclusion"]
    assert problems_of(f"{dedent(law)}\n{block}", PARTIES) == ()


def test_profiles_read_back_have_the_sentences_of_the_vocabulary() -> None:
    book = pickle.loads(pickle.dumps(rules_of(MARKDOWN)))  # noqa: S301 (written one line above)
    sentences = [c.sentence for one in book.profiles.values() for c in one.conditions()]

    assert len(sentences) == 6
    assert all(book.vocabulary.sentences[sentence.key] is sentence for sentence in sentences)


def test_profiles_stay_packed_until_somebody_asks_for_one() -> None:
    book = pickle.loads(pickle.dumps(rules_of(MARKDOWN)))  # noqa: S301 (written one line above)

    assert isinstance(book.kept_profiles, bytes)
    assert list(book.profiles) == ["state", "nothing"]
    assert pickle.loads(pickle.dumps(book)).profiles.keys() == book.profiles.keys()  # noqa: S301 (as above)


def test_a_profile_yields_the_sentences_of_all_its_lines() -> None:
    (condition,) = (
        rules_of(profile_block("profile x", "section A", "show {state} is a party"))
        .profiles["x"]
        .conditions()
    )

    assert (
        list(
            Entry(
                "each", condition, joined=((condition, True),), below=(Entry("show", condition),)
            ).conditions()
        )
        == [condition] * 3
    )
    assert list(Entry("verdicts").conditions()) == []
