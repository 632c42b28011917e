"""Tables and statements: which rows state a sentence, and on which days it is so."""

import pickle
from datetime import date

import pytest

from obligcheck.facts import Fact, Provenance, Record, Table
from obligcheck.sentences import Sentence
from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, Timeline, Truth, parse_edtf
from tests.unit.books import record_of, stating

TOLLS = """
    state,kind,first_day,last_day,end_day,source,confidence,document,note,public_day
    norland,paid,2010-01-01,2015-06-30,2016-01-01,https://lake.example,high,Doc 1,so,2011-02
    suderland,owed,2012,2015,2013-05,,,,,
    ostmark,paid,,,2014-01-01,,,,,
    norland,,2019-01-01,,,,,,,
"""


def tolls(sentence: str = "{state} pays tolls", *, complete: bool | str = True, **keys: object) -> Record:
    return record_of({"tolls": (TOLLS, stating(sentence, complete=complete, key="", **keys))})


def sentence_of(record: Record) -> Sentence:
    (statement,) = record.statements
    return statement.sentence


def facts(record: Record, *names: str | None) -> list[Fact]:
    things = [record.names.resolve("state", name) if name else None for name in names]
    return list(record.facts(sentence_of(record), things))


def days(record: Record, name: str) -> list[Timeline]:
    return [fact.when for fact in facts(record, name)]


# Days


def test_without_columns_of_days_a_row_is_true_of_all_days() -> None:
    assert days(tolls(), "norland") == [ALWAYS, ALWAYS]


def test_since_is_the_first_day() -> None:
    when, _ = days(tolls(since="first_day"), "norland")

    assert when == Timeline.since(parse_edtf("2010-01-01"))


def test_until_is_the_first_day_on_which_it_is_no_longer_so() -> None:
    when, _ = days(tolls(since="first_day", until="end_day"), "norland")

    assert when.intervals(Truth.YES) == ((date(2010, 1, 1), date(2016, 1, 1)),)


def test_through_is_the_last_day_on_which_it_is_so() -> None:
    when, _ = days(tolls(since="first_day", through="last_day"), "norland")

    assert when.intervals(Truth.YES) == ((date(2010, 1, 1), date(2015, 7, 1)),)


def test_where_both_ends_are_given_until_counts() -> None:
    when, _ = days(tolls(until="end_day", through="last_day"), "norland")

    assert when.intervals(Truth.YES) == ((None, date(2016, 1, 1)),)


def test_where_until_is_empty_through_counts() -> None:
    record = record_of(
        {
            "tolls": (
                "state,end_day,last_day\nnorland,,2015-06-30\n",
                stating("{state} pays tolls", until="end_day", through="last_day"),
            )
        }
    )

    assert days(record, "norland")[0].intervals(Truth.YES) == ((None, date(2015, 7, 1)),)


def test_an_empty_end_is_open() -> None:
    _, when = days(tolls(since="first_day", until="end_day"), "norland")

    assert when.intervals(Truth.YES) == ((date(2019, 1, 1), None),)


def test_imprecise_days_leave_the_truth_unknown_between() -> None:
    (when,) = days(tolls(since="first_day", through="last_day"), "suderland")

    assert when.intervals(Truth.UNKNOWN) == (
        (date(2012, 1, 1), date(2012, 12, 31)),
        (date(2015, 1, 2), date(2016, 1, 1)),
    )
    assert when.at(date(2013, 1, 1)) is Truth.YES


def test_a_start_that_is_not_known_leaves_all_days_before_the_end_unknown() -> None:
    (when,) = days(tolls(since="first_day", until="end_day"), "ostmark")

    assert when.intervals(Truth.UNKNOWN) == ((None, date(2014, 1, 1)),)
    assert when.at(date(2014, 1, 1)) is Truth.NO


def test_the_last_day_of_the_calendar_has_no_day_after_it() -> None:
    record = record_of(
        {"tolls": ("state,last_day\nnorland,9999-12-31\n", stating("{state} pays tolls", through="last_day"))}
    )

    assert days(record, "norland") == [ALWAYS]


def test_an_end_before_the_start_leaves_no_day() -> None:
    record = record_of(
        {
            "tolls": (
                "state,from,to\nnorland,2015-01-01,2014-01-01\n",
                stating("{state} pays tolls", since="from", until="to"),
            )
        }
    )

    assert days(record, "norland")[0].intervals(Truth.YES) == ()


# Rows


def test_where_admits_rows_by_their_cells() -> None:
    record = tolls(where={"kind": ["paid", "owed"], "confidence": [""]})

    assert [str(fact.arguments[0]) for fact in facts(record, None)] == ["Suderland", "Ostmark"]


def test_a_row_with_an_empty_blank_does_not_state_the_sentence() -> None:
    record = tolls("{state} made payment of {kind}")

    found = record.facts(sentence_of(record), (None, None))

    assert [fact.arguments[1] for fact in found] == ["paid", "owed", "paid"]


def test_what_was_looked_up_once_is_found_again() -> None:
    record = tolls()

    assert facts(record, "norland") == facts(record, "norland")
    assert all(one is other for one, other in zip(facts(record, None), facts(record, None), strict=True))


def test_a_row_may_state_that_it_is_not_so() -> None:
    assert all(fact.denied for fact in facts(tolls(denied=True), "norland"))
    assert not any(fact.denied for fact in facts(tolls(), "norland"))


def test_dates_stand_in_blanks_as_dates_and_are_left_for_the_caller_to_compare() -> None:
    keys = stating("{state} pays from {first date}")
    record = record_of({"tolls": ("state,first_date\nnorland,2012\n", keys)})

    (fact,) = record.facts(sentence_of(record), (None, parse_edtf("1999-01-01")))

    assert fact.arguments[1] == parse_edtf("2012")


def test_texts_stand_for_themselves() -> None:
    record = tolls("{state} made payment of {kind}")
    norland = record.names.resolve("state", "norland")

    assert [f.arguments[1] for f in record.facts(sentence_of(record), (norland, "paid"))] == ["paid"]
    assert list(record.facts(sentence_of(record), (norland, "owed"))) == []


def test_a_row_says_where_it_comes_from_and_when_it_became_public() -> None:
    first, second = facts(tolls(known="public_day"), "norland")

    assert first.provenance == Provenance(
        "data/tolls.csv", 2, "https://lake.example", "Doc 1", "high", "so", date(2011, 2, 28)
    )
    assert first.provenance.at == "data/tolls.csv:2"
    assert second.provenance == Provenance("data/tolls.csv", 5)


def test_a_table_without_those_columns_says_only_the_row() -> None:
    record = record_of({"tolls": ("state\nnorland\n", stating("{state} pays tolls"))})

    assert [f.provenance for f in facts(record, "norland")] == [Provenance("data/tolls.csv", 2)]


# Silence


@pytest.mark.parametrize(
    ("complete", "silence"),
    [
        (True, NEVER),
        (False, UNKNOWN),
        ("2020-01-01", Timeline.of(Truth.NO, [(date(2020, 1, 2), Truth.UNKNOWN)])),
    ],
)
def test_silence_means_what_the_table_says(*, complete: bool | str, silence: Timeline) -> None:
    record = tolls(complete=complete)
    (statement,) = record.statements

    assert statement.silent((record.names.resolve("state", "ostmark"),)) == silence
    assert statement.silent((None,)) == silence


def test_a_statement_may_be_more_or_less_complete_than_its_table() -> None:
    record = record_of(
        {
            "tolls": (
                "state\nnorland\n",
                {
                    "complete": True,
                    "states": [{"sentence": "{state} pays"}, {"sentence": "{state} begs", "complete": False}],
                },
            )
        }
    )

    assert [statement.silence for statement in record.statements] == [NEVER, UNKNOWN]


def test_a_key_that_is_there_leaves_nothing_unknown() -> None:
    keys = stating("{state} made payment of {kind}", complete=False, key="state")
    record = record_of({"tolls": ("state,kind\nnorland,paid\n", keys)})
    (statement,) = record.statements
    norland, ostmark = (record.names.resolve("state", name) for name in ("norland", "ostmark"))

    assert statement.key == (0,)
    assert statement.silent((norland, "owed")) is NEVER
    assert statement.silent((ostmark, "owed")) is UNKNOWN
    assert statement.silent((None, "owed")) is UNKNOWN


def test_a_key_that_the_sentence_does_not_hold_says_nothing() -> None:
    keys = stating("{state} pays tolls", complete=False, key="kind")
    record = record_of({"tolls": ("state,kind\nnorland,paid\n", keys)})

    assert record.statements[0].key == ()


PAID = "state,kind,paid_date\nnorland,gold,2015-01-01\nsuderland,gold,\nsuderland,salt,\n"


def paid(**keys: object) -> Record:
    sentence = "{state} paid in {kind} on {paid date}"
    states = [{"sentence": sentence, "where": {"kind": ["gold"]}, **keys}]
    return record_of({"paid": (PAID, {"complete": True, "states": states})})


def test_a_row_with_a_gap_says_nothing_unless_its_table_says_that_gaps_count() -> None:
    record = paid()
    suderland = record.names.resolve("state", "suderland")

    assert record.statements[0].silent((suderland, "gold", None)) is NEVER


def test_a_row_with_a_gap_leaves_unknown_what_it_would_state() -> None:
    record = paid(gaps=True)
    (statement,) = record.statements
    norland, suderland = (record.names.resolve("state", name) for name in ("norland", "suderland"))
    day = parse_edtf("2015-01-01")

    assert statement.silent((suderland, "gold", None)) is UNKNOWN
    assert statement.silent((suderland, "gold", day)) is UNKNOWN
    assert statement.silent((None, "gold", None)) is UNKNOWN
    assert statement.silent((norland, "gold", None)) is NEVER
    # A row that is not among those stated has no gap.
    assert statement.silent((suderland, "salt", None)) is NEVER


def test_a_gap_counts_after_the_day_until_which_the_list_was_checked() -> None:
    record = paid(gaps=True, checked="2020-01-01")
    suderland = record.names.resolve("state", "suderland")

    silence = record.statements[0].silent((suderland, "gold", None))

    assert silence == Timeline.of(Truth.NO, [(date(2020, 1, 2), Truth.UNKNOWN)])


def test_a_statement_speaks_only_of_what_its_rows_can_hold() -> None:
    (statement,) = paid().statements

    assert statement.speaks_of((None, "gold", None))
    assert statement.speaks_of((None, None, None))
    assert not statement.speaks_of((None, "salt", None))


# Keeping


def test_what_is_kept_and_taken_up_again_says_the_same() -> None:
    record = tolls(complete=False, since="first_day", until="end_day", known="public_day")
    before = [(fact.arguments, fact.when, fact.provenance) for fact in facts(record, None)]

    again = pickle.loads(pickle.dumps(record))  # noqa: S301 (written here)
    after = [(fact.arguments, fact.when, fact.provenance) for fact in facts(again, None)]

    assert after == before
    assert again.statements[0].silence is UNKNOWN
    assert again.table("tolls").rows == record.tables[-1].rows


def test_the_day_of_a_list_and_its_gaps_are_kept_too() -> None:
    again = pickle.loads(pickle.dumps(paid(gaps=True, checked="2020-01-01")))  # noqa: S301 (written here)

    assert (again.statements[0].checked, again.statements[0].gaps) == (date(2020, 1, 1), True)


def test_a_silence_that_changes_is_kept_too() -> None:
    record = tolls(complete="2020-01-01")
    again = pickle.loads(pickle.dumps(record))  # noqa: S301 (written here)

    assert again.statements[0].silence == record.statements[0].silence


def test_an_empty_table_is_kept_empty() -> None:
    record = record_of({"tolls": ("state\n", stating("{state} pays tolls"))})

    again = pickle.loads(pickle.dumps(record)).table("tolls")  # noqa: S301 (written here)

    assert (again.rows, again.size, [*again.cells(0)]) == ((), 0, [])


def test_a_table_says_the_same_of_itself_and_of_its_columns_when_it_is_read_back() -> None:
    table = tolls(complete="2020-01-01").table("tolls")
    assert table is not None

    again = pickle.loads(pickle.dumps(table))  # noqa: S301 (written here)

    assert again.keys == table.keys
    assert again.keys["complete"] == "2020-01-01"
    assert again.schema == table.schema
    assert [[*again.cells(i)] for i in range(len(table.columns))] == [
        list(cells) for cells in zip(*table.rows, strict=True)
    ]
    assert again.size == table.size == len(table.rows)


def test_a_table_whose_cells_hold_any_sign_is_kept_whole() -> None:
    rows = (("nor\x1eland", "a\x1fb"), ("", ""), ("ostmark", "c"))
    table = Table("tolls", "data/tolls.csv", ("state", "note"), rows, True, None)  # noqa: FBT003

    assert pickle.loads(pickle.dumps(table)).rows == rows  # noqa: S301 (written here)
