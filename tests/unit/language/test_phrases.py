"""Plain forms: what they can look like, and what is kept of them."""

import pickle
from typing import cast

import pytest

from obligcheck.language import RuleBook
from obligcheck.language.check import build_rule_book
from obligcheck.language.packing import packed, unpacked
from obligcheck.language.phrase_model import Phrases
from obligcheck.sources import Source
from tests.unit.books import book_of, record_of
from tests.unit.language.record import TABLES


def phrases_of(text: str) -> Phrases:
    return rules_of(text).phrases


def rules_of(text: str) -> RuleBook:
    return book_of(f"```phrase\n{text}\n```\n", TABLES).rules


def forms_of(text: str) -> dict[str, bool]:
    (phrase,) = phrases_of(f'{text}\n  means {{state}} is a party to "lake"').phrases
    return {str(form.sentence): form.negated for form in phrase.forms}


def test_words_in_square_brackets_may_be_there_or_not() -> None:
    assert forms_of("{state} is in [the club]") == {"{state} is in": False, "{state} is in the club": False}
    assert list(forms_of("{state}, [now|then] in")) == ["{state}, in", "{state}, now in", "{state}, then in"]


def test_a_negation_in_square_brackets_turns_the_form() -> None:
    assert forms_of("{state} is [not|never] in") == {
        "{state} is in": False,
        "{state} is not in": True,
        "{state} is never in": True,
    }


def test_a_form_that_is_written_twice_is_one() -> None:
    assert forms_of("{state} is in [it]\n{state} is in") == {
        "{state} is in": False,
        "{state} is in it": False,
    }


def test_days_after_a_sentence_are_put_aside() -> None:
    (phrase,) = phrases_of(
        "from {a date} to {b date}, {state} is in\n"
        '  means {state} is a party to "lake" from {a date} until {b date}'
    ).phrases

    assert {word: phrase.blanks[slot].name for word, slot in phrase.tail} == {
        "from": "a date",
        "until": "b date",
    }
    assert [str(condition.sentence) for condition in phrase.means] == ["{state} is a party to {treaty}"]


def test_days_that_belong_to_a_sentence_stay_in_it() -> None:
    (phrase,) = phrases_of("{state} joined {date}\n  means {state} ratified {treaty} on {date}").phrases

    assert phrase.tail == ()
    assert phrase.found() == {0, 1, 2}


def test_what_only_a_negated_sentence_is_about_is_not_found() -> None:
    (phrase,) = phrases_of(
        '{state} and {suspect}\n  means {state} is a party to "lake"\n  and not {suspect} stays in {state}'
    ).phrases

    assert phrase.found() == {0}


def test_what_is_calculated_is_found() -> None:
    (phrase,) = phrases_of(
        "{state} is in {b date}\n"
        "  means {state} ratified {treaty} on {a date}\n"
        "  and {b date} is {a date} plus 2 days"
    ).phrases

    assert {phrase.blanks[slot].name for slot in phrase.found()} == {"state", "treaty", "a date", "b date"}


def test_words_are_read_as_others_in_claims_and_forms() -> None:
    phrases = phrases_of(
        """
the club
the Lake Club
  reads the treaty

truly
  reads nothing

{state} is in the LAKE club
  means {state} is a party to "lake"
"""
    )

    assert [str(form) for form in phrases.forms] == ["{state} is in the treaty"]
    assert phrases.read("Norland, truly, left THE CLUB") == "Norland,, left the treaty"
    assert phrases.read("the clubs") == "the clubs"


def test_without_words_to_read_a_text_stays_as_it_is() -> None:
    assert Phrases().read("so  it is") == "so  it is"


def test_a_form_in_two_paragraphs_has_two_meanings() -> None:
    phrases = phrases_of(
        '{state} is in\n  means {state} is a party to "lake"\n\n'
        '{state} is in\n  means {state} is a party to "ferry"'
    )
    (form,) = phrases.forms

    assert len(phrases.meaning(form)) == 2


def test_a_book_without_phrases_has_none() -> None:
    assert book_of("", TABLES).rules.phrases.phrases == ()
    assert len(RuleBook({}, (), {}, {}, {}, (), rules_of("").vocabulary, {}, {}).phrases.forms.sentences) == 0


def test_phrases_read_back_speak_of_the_same_sentences() -> None:
    rules = rules_of('{state} is in\n  means {state} is a party to "lake"')
    again = cast("RuleBook", pickle.loads(pickle.dumps(rules)))  # noqa: S301 (written here)
    (phrase,) = again.phrases.phrases
    (condition,) = phrase.means

    assert condition.sentence is again.vocabulary.find("{state} is a party to {treaty}")
    assert [str(form) for form in again.phrases.forms] == ["{state} is in"]


def test_what_is_packed_names_sentences_by_their_words() -> None:
    vocabulary = rules_of("").vocabulary
    sentence = next(iter(vocabulary))

    assert unpacked(packed([sentence, 1], vocabulary), vocabulary) == [sentence, 1]
    assert str(sentence).encode() not in packed(sentence, vocabulary)


@pytest.mark.parametrize("keys", ["means", "also", "doubt", "caveat", "suppose"])
def test_what_phrases_ask_for_counts_as_asked_for(keys: str) -> None:
    sentence = "{state} shines on {suspect}"
    lines = [f"  {keys} {sentence}"] if keys == "means" else []
    if keys != "means":
        means = "  means {suspect} stays in {state}"
        lines = [f"  suppose {sentence}", means] if keys == "suppose" else [means, f"  {keys} {sentence}"]
    text = f"""
```rule
rule LT 1
  {sentence}
  if {{suspect}} stays in {{state}}
```

```scenario
scenario stay {{state}} {{suspect}}
  verdict {{suspect}} stays in {{state}}
  yes A
  no B
  unknown C
  say yes A
  say no B
  say unknown C
```

```phrase
{{state}} and {{suspect}}
{chr(10).join(lines)}
```
"""
    source = Source("rules/book.md", "```instrument\nLT = Lake Treaty\n```\n" + text)
    assert build_rule_book([source], record_of(TABLES))[1] == ()
