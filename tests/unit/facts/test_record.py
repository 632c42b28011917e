"""The record: what is given about a sentence, over all tables."""

from obligcheck.sentences import parse_sentence
from tests.unit.books import record_of, stating

RECORD = record_of(
    {
        "tolls": ("state\nnorland\n", stating("{state} pays tolls")),
        "more_tolls": ("home_state\nsuderland\n", stating("{home state} pays tolls", "{home state} is poor")),
    }
)


def test_tables_that_state_the_same_sentence_share_it() -> None:
    tolls, more, _ = RECORD.statements

    assert tolls.sentence is more.sentence
    assert [str(sentence) for sentence in RECORD.sentences] == ["{state} pays tolls", "{home state} is poor"]


def test_facts_come_from_all_tables_that_state_the_sentence() -> None:
    found = RECORD.facts(RECORD.statements[0].sentence, (None,))

    assert [str(fact.arguments[0]) for fact in found] == ["Norland", "Suderland"]


def test_a_sentence_that_no_table_states_has_no_facts() -> None:
    sentence = parse_sentence("{state} is rich")

    assert RECORD.stating(sentence) == ()
    assert list(RECORD.facts(sentence, (None,))) == []


def test_things_and_tables_are_found_by_name() -> None:
    assert [thing.id for thing in RECORD.things("state")] == ["norland", "suderland", "ostmark"]
    assert RECORD.things("boat") == ()
    table = RECORD.table("more_tolls")
    assert table is not None
    assert table.column("home_state") == 0
    assert table.column("state") is None
    assert RECORD.table("boats") is None
