"""The book: scenarios checked, sentences asked, stretches of days, and what an answer holds."""

from datetime import date

import pytest

from obligcheck.answers import Book
from obligcheck.problems import ProblemsError
from obligcheck.temporal import ALWAYS, NEVER, Truth
from tests.unit.answers.lake import lake, sail
from tests.unit.books import ask, book_of, stating

NO, MAYBE, YES = Truth


# The verdict


def test_an_answer_has_the_verdict_of_the_day_and_the_stretch_in_which_it_stays_so() -> None:
    answer = sail("doe", "norland", "2016-06-01")

    assert (answer.verdict, answer.label) == (YES, "MUST TURN BACK")
    assert (answer.since, answer.until) == (date(2015, 1, 1), date(2021, 1, 1))


@pytest.mark.parametrize(
    ("day", "verdict", "label"),
    [("2014-12-31", NO, "NO DUTY"), ("2015-01-01", YES, "MUST TURN BACK"), ("2021-01-01", NO, "NO DUTY")],
)
def test_the_verdict_turns_on_the_day_and_not_before(day: str, verdict: Truth, label: str) -> None:
    answer = sail("doe", "norland", day)

    assert (answer.verdict, answer.label) == (verdict, label)


def test_a_verdict_that_nothing_settles_is_unknown() -> None:
    answer = sail("roe", "norland", "2016-06-01")

    assert (answer.verdict, answer.label) == (MAYBE, "CANNOT TELL")
    assert (answer.since, answer.until) == (date(2016, 1, 1), date(2016, 12, 31))


def test_names_and_days_are_those_that_users_write() -> None:
    answer = lake().check("sail", suspect="JANE DOE", state="Norland", date=date(2016, 6, 1))

    assert answer.inputs == {"suspect": "doe", "state": "norland", "date": "2016-06-01"}
    assert answer.names == {"suspect": "Jane Doe", "state": "Norland"}
    assert answer.day == lake().check("sail", suspect="doe", state="norland", date="1 June 2016").day


def test_the_statement_is_a_finished_sentence_with_its_provisions() -> None:
    assert sail("doe", "norland", "2016-06-01").statement == (
        "On 1 June 2016, Norland must turn back Jane Doe (LT 2(1), 3, 4(2), 6; FT 10)."
    )
    assert sail("doe", "ostmark", "2016-06-01").statement == (
        "On 1 June 2016, nothing obliges Ostmark to turn back Jane Doe."
    )
    assert sail("roe", "norland", "2016-06-01").statement == (
        "Whether Norland must turn back Richard Roe on 1 June 2016 is not known."
    )


def test_what_is_assumed_and_denied_changes_the_answer_and_stands_in_the_receipt() -> None:
    answer = sail("doe", "norland", "2016-06-01", assume=["the ban of Jane Doe is void"])

    assert answer.verdict is NO
    assert answer.receipt["options"] == {
        "assume": ["the ban of Jane Doe is void"],
        "deny": [],
        "readings": {},
        "known_on": None,
        "law_as_of": None,
    }
    assert sail("doe", "norland", "2016-06-01", deny=["Norland joined on 2000-01-01"]).verdict is NO


def test_the_receipt_names_rules_data_and_options() -> None:
    receipt = sail(
        "doe",
        "norland",
        "2016-06-01",
        readings=["guests=liberal"],
        known_on=date(2020, 1, 1),
        deny=["Norland is on alert"],
    ).receipt

    assert receipt["rules"] == "invented"
    assert receipt["options"] == {
        "assume": [],
        "deny": ["Norland is on alert"],
        "readings": {"guests": "liberal"},
        "known_on": "2020-01-01",
        "law_as_of": None,
    }


def test_the_days_of_an_assumption_stand_in_the_receipt() -> None:
    options = sail(
        "doe", "ostmark", "2016-06-01", assume=["Ostmark is a member from 2016-01-01 until 2017"]
    ).receipt["options"]

    assert isinstance(options, dict)
    assert options["assume"] == ["Ostmark is a member from 2016-01-01 until 2017"]


# Inputs that are wrong


@pytest.mark.parametrize(
    ("scenario", "inputs", "codes"),
    [
        ("swim", {"date": "2020-01-01"}, ["unknown-scenario"]),
        ("sail", {"suspect": "doe", "state": "norland"}, ["missing-input"]),
        ("sail", {"suspect": "doe", "date": "2020-01-01"}, ["missing-input"]),
        (
            "sail",
            {"suspect": "doe", "state": "norland", "boat": "x", "date": "2020-01-01"},
            ["unknown-input"],
        ),
        (
            "sail",
            {"suspect": "nobody", "state": "nowhere", "date": "2020-01-01"},
            ["unknown-name", "unknown-name"],
        ),
        ("sail", {"suspect": "doe", "state": "norland", "date": "2025-02-30"}, ["bad-date"]),
        ("sail", {"suspect": "doe", "state": "norland", "date": "10/09/2025"}, ["bad-date"]),
        ("sail", {"suspect": "doe", "state": "norland", "date": "2025"}, ["bad-date"]),
    ],
)
def test_a_call_that_is_wrong_says_all_that_is_wrong(
    scenario: str, inputs: dict[str, str], codes: list[str]
) -> None:
    with pytest.raises(ProblemsError) as raised:
        lake().check(scenario, **inputs)  # type: ignore[arg-type]  # the options have their defaults

    assert [problem.code for problem in raised.value.problems] == codes


def test_an_unknown_scenario_lists_those_there_are() -> None:
    with pytest.raises(ProblemsError) as raised:
        lake().check("swim", date="2020-01-01")

    assert raised.value.problems[0].fix == "scenarios: sail"
    assert lake().scenarios == ("sail",)


# Optional inputs


def test_an_optional_input_is_supposed_only_where_it_is_given() -> None:
    without = sail("doe", "norland", "2016-06-01")
    given = sail("doe", "norland", "2016-06-01", purpose="summit")

    frees = "a summit frees Norland of nothing about Jane Doe"
    assert frees not in {also.sentence for also in without.also}
    assert frees in {also.sentence for also in given.also}
    assert given.inputs["purpose"] == "summit"
    assert given.verdict is without.verdict


# Further sentences


def test_law_position_and_conduct_stay_apart() -> None:
    answer = sail("doe", "norland", "2016-06-01")

    assert [(also.layer, also.sentence, also.truth) for also in answer.also] == [
        ("law", "Norland must report the sighting of Jane Doe", YES),
        ("law", "Norland is urged to shun Jane Doe", YES),
        ("law", "Norland is on alert", YES),
        ("law", "Jane Doe is banned by the ban on Jane Doe", YES),
        ("position", "Norland said on 2016-05-01: we will see", YES),
        ("conduct", "Jane Doe was seen in Norland on 2016-06-01", YES),
    ]


def test_a_further_sentence_has_its_kind_and_its_provision_or_its_row() -> None:
    found = {also.sentence: also for also in sail("doe", "norland", "2016-06-01").also}

    urged = found["Norland is urged to shun Jane Doe"]
    assert (urged.kind, urged.cites, urged.source) == ("guidance", ("LT 8",), None)
    seen = found["Jane Doe was seen in Norland on 2016-06-01"]
    assert seen.source is not None
    assert (seen.kind, seen.source.at) == ("fact", "data/sightings.csv:2")


def test_what_does_not_hold_that_day_is_not_said() -> None:
    sentences = {also.sentence for also in sail("doe", "ostmark", "2014-01-01").also}

    assert "Ostmark must report the sighting of Jane Doe" not in sentences
    assert "Jane Doe is banned by the ban on Jane Doe" not in sentences


def test_what_a_scenario_supposes_is_enough_for_some() -> None:
    assert lake().ask("Norland is on alert").timeline is NEVER
    assert ("Norland is on alert", YES) in {
        (a.sentence, a.truth) for a in sail("doe", "norland", "2016-06-01").also
    }
    assert "Norland is on alert" not in {a.sentence for a in sail("doe", "norland", "2014-06-01").also}


def test_what_a_scenario_supposes_of_one_is_supposed_of_nobody_else() -> None:
    # Richard Roe may be banned in 2016, and is not on the waters: nothing is said of him.
    assert not [a for a in sail("doe", "ostmark", "2014-06-01").also if "Richard" in a.sentence]


def test_a_caveat_is_printed_only_where_it_holds() -> None:
    assert "Suderland has spoken of leaving" in sail("doe", "suderland", "2018-06-01").caveats
    assert "Suderland has spoken of leaving" not in sail("doe", "suderland", "2017-12-31").caveats
    assert "Jane Doe may have been pardoned by Norland" not in sail("doe", "norland", "2016-06-01").caveats
    assert (
        "Jane Doe may have been pardoned by Norland"
        in sail("doe", "norland", "2016-06-01", assume=["Jane Doe is a guest of Norland"]).caveats
    )


# Readings


def test_a_reading_that_would_change_the_verdict_is_shown_with_its_holders() -> None:
    (contested,) = sail("doe", "norland", "2016-06-01", assume=["Jane Doe is a guest of Norland"]).contested

    assert (contested.question, contested.reading, contested.verdict) == ("guests", "liberal", NO)
    assert contested.asks == "May a guest stay?"
    assert contested.says == "yes, while the host wants"
    assert contested.holders == ("Ostmark, since 2010-01-01", "some writers")


def test_beside_it_stands_the_reading_in_force_with_its_holders() -> None:
    (followed,) = sail("doe", "norland", "2016-06-01", assume=["Jane Doe is a guest of Norland"]).followed

    assert (followed.question, followed.reading, followed.verdict) == ("guests", "strict", YES)
    assert followed.says == "no, a ban is a ban"
    assert followed.holders == ("Court of the Lake, since 2001-05-01",)


def test_a_reading_that_changes_nothing_is_not_contested() -> None:
    assert not sail("doe", "norland", "2016-06-01", deny=["Jane Doe is a guest of Norland"]).contested
    assert not sail("doe", "norland", "2014-06-01").contested
    assert not sail("doe", "norland", "2014-06-01").followed


def test_under_another_reading_the_default_is_the_contested_one() -> None:
    answer = sail(
        "doe", "norland", "2016-06-01", assume=["Jane Doe is a guest of Norland"], readings=["guests=liberal"]
    )

    assert answer.verdict is NO
    assert [(c.reading, c.verdict) for c in answer.contested] == [("strict", YES)]
    assert [(c.reading, c.verdict) for c in answer.followed] == [("liberal", NO)]
    assert answer.readings == (("guests", "liberal"),)


def test_the_readings_in_force_are_those_of_the_questions_met() -> None:
    assert sail("doe", "norland", "2016-06-01").readings == (("guests", "strict"),)


# Stretches of days


def test_when_gives_every_stretch_and_what_turned_it() -> None:
    changes = lake().when("sail", suspect="doe", state="suderland")

    assert [(change.since, change.until, change.verdict) for change in changes] == [
        (None, date(2017, 1, 1), NO),
        (date(2017, 1, 1), date(2019, 1, 1), YES),
        (date(2019, 1, 1), None, NO),
    ]
    assert [change.label for change in changes] == ["NO DUTY", "MUST TURN BACK", "NO DUTY"]
    assert [change.because for change in changes] == [
        (),
        ("Suderland has been told of Jane Doe",),
        ("Suderland left on 2019-01-01",),
    ]


def test_when_takes_the_same_options_as_check() -> None:
    changes = lake().when(
        "sail",
        suspect="doe",
        state="ostmark",
        assume=["Ostmark is a member"],
        deny=["Ostmark has been told of Jane Doe"],
    )

    assert [change.verdict for change in changes] == [NO]


def test_a_stretch_of_when_is_the_stretch_of_the_answer() -> None:
    for state in ("norland", "suderland", "ostmark"):
        for change in lake().when("sail", suspect="doe", state=state):
            answer = sail("doe", state, str(change.since or date(1990, 1, 1)))
            assert (answer.since, answer.until, answer.verdict, answer.label) == (
                change.since, change.until, change.verdict, change.label,
            )  # fmt: skip


# Sentences


def test_a_sentence_is_true_on_days() -> None:
    asked = lake().ask("Suderland is a member")

    assert asked.sentence == "Suderland is a member"
    assert [asked.on(date(2000, 1, 30)), asked.on("2000-01-31"), asked.on("2019-01-01")] == [NO, YES, NO]


def test_the_tree_of_a_sentence_has_its_truth_that_day() -> None:
    asked = lake().ask("Suderland is a member")

    for day in ("2000-01-30", "2000-01-31", "2018-12-31", "2019-01-01"):
        assert asked.tree(day).truth is asked.on(day)


def test_some_leaves_a_blank_open() -> None:
    assert lake().ask("Norland joined on some joining date").timeline is ALWAYS
    assert lake().ask("Ostmark joined on some joining date").timeline is NEVER
    assert lake().ask("some suspect was seen in Ostmark on some date").on("2020-01-01") is MAYBE


def led() -> Book:
    return book_of(
        "",
        {
            "leaders": (
                "state,suspect,since,until\nnorland,doe,2000-01-01,2010-01-01\nnorland,roe,2015-01-01,\n",
                stating("{state} is led by {suspect}", since="since", until="until"),
            )
        },
    )


@pytest.mark.parametrize("day", ["1999-01-01", "2005-01-01", "2012-01-01", "2020-01-01"])
def test_the_tree_of_some_has_its_truth_that_day(day: str) -> None:
    asked = ask(led(), "Norland is led by some suspect")

    assert asked.tree(day).truth is asked.on(day)


def test_a_sentence_nobody_knows_is_refused() -> None:
    with pytest.raises(ProblemsError) as raised:
        lake().ask("Norland is a memebr")

    (problem,) = raised.value.problems
    assert problem.code == "unknown-sentence"
    assert "{state} is a member" in problem.fix


def test_what_was_public_is_all_that_counts() -> None:
    book = book_of(
        "",
        {"m": ("state,known\nnorland,2020-01-01\n", stating("{state} is a party", known="known"))},
    )

    assert book.ask("Norland is a party", known_on=date(2019, 1, 1)).timeline is NEVER
    assert book.ask("Norland is a party", known_on=date(2021, 1, 1)).timeline is ALWAYS
