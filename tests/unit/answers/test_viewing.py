"""Profiles posed: what is shown on a day, in which order, and what is not known."""

import pickle
from datetime import date
from typing import Any

import pytest

from obligcheck.answers import Book
from obligcheck.answers.profile import Bar, Coming, Line, Part, Row, Verdicts, notes
from obligcheck.answers.viewed import members
from obligcheck.engine import Options
from obligcheck.problems import ProblemsError
from obligcheck.temporal import Truth
from tests.unit.answers.views import parts, profiled, views_book

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def said(found: tuple[Part, ...]) -> list[tuple[str, str]]:
    """Return truth and sentence of the lines among ``found``."""
    return [(str(part.node.truth), part.node.sentence) for part in found if isinstance(part, Line)]


def membership(state: str, on: str) -> list[tuple[str, str]]:
    """Return what a profile of ``state`` says of its membership."""
    return said(parts(profiled("state", on, state=state), "Membership"))


def rows(on: str, state: str) -> dict[str, Row]:
    """Return the rows of a comparison by their labels."""
    sections = profiled("compare", on, state=state).sections
    return {part.label: part for section in sections for part in section.parts if isinstance(part, Row)}


def test_what_is_so_stands_with_its_days_and_what_says_so() -> None:
    *_, member, _, _ = parts(profiled("state", "2020-01-10", state="norland"), "Membership")

    assert isinstance(member, Line)
    assert (member.node.sentence, member.node.truth) == ("Norland is a member", YES)
    assert (member.node.since, member.node.until) == (date(2001, 1, 31), date(2027, 7, 24))
    assert (member.node.kind, member.node.cites, member.layer) == ("rule", ("LT 2",), "law")
    assert (member.node.conditions, member.node.unless) == ((), ())


def test_an_act_shows_from_its_own_day_on() -> None:
    assert ("yes", "Suderland joined on 2019-12-15") in membership("suderland", "2019-12-15")
    assert ("no", "Suderland joined on some joining date") in membership("suderland", "2019-12-14")


def test_a_date_that_lies_ahead_shows_once_what_it_rests_on_has_happened() -> None:
    entry = ("yes", "Suderland is a member from 2020-01-14")

    assert entry in membership("suderland", "2019-12-15")
    assert entry not in membership("suderland", "2019-12-14")


def test_a_first_day_of_a_count_shows_from_that_day_on() -> None:
    second = ("yes", "the second State joined on 2019-12-15")

    assert second in membership("norland", "2019-12-15")
    assert second not in membership("norland", "2019-12-14")


def test_what_only_later_acts_make_so_is_not_so_yet() -> None:
    assert said(parts(profiled("acts", "2001-01-01", state="norland"), "Fame")) == [
        ("yes", "Norland is known")
    ]
    assert said(parts(profiled("acts", "2000-12-31", state="norland"), "Fame")) == [
        ("no", "Norland is known")
    ]


def test_what_is_asked_for_is_told_though_it_is_not_so() -> None:
    assert membership("ostmark", "2020-01-01") == [
        ("no", "Ostmark joined on some joining date"),
        ("no", "Ostmark is a member"),
        ("yes", "the second State joined on 2019-12-15"),
    ]


def test_what_a_row_denies_is_told_by_that_row() -> None:
    (denied,) = parts(profiled("state", "2020-01-01", state="ostmark"), "Refused")
    (silent,) = parts(profiled("state", "2020-01-01", state="norland"), "Refused")

    assert isinstance(denied, Line)
    assert isinstance(silent, Line)
    assert (denied.node.sentence, denied.node.kind, denied.node.at) == (
        "Ostmark was refused by the ban of 2010 on Jane Doe",
        "denied",
        "data/refusals.csv:2",
    )
    assert (silent.node.sentence, silent.node.kind) == ("Norland was refused by some ban", "no record")


def test_what_is_no_longer_so_cites_what_ended_it() -> None:
    found = parts(profiled("state", "2027-07-24", state="norland"), "Membership")
    (member,) = [p for p in found if isinstance(p, Line) and p.node.sentence == "Norland is a member"]

    assert (member.node.truth, member.node.since, member.node.cites) == (NO, date(2027, 7, 24), ("LT 3",))


def test_a_caveat_shows_only_where_it_holds() -> None:
    caveat = ("yes", "Norland is a member and about to leave on 2027-07-24")

    assert caveat in membership("norland", "2020-01-01")
    assert caveat not in membership("norland", "2001-01-30")
    assert not any("about to leave" in sentence for _, sentence in membership("suderland", "2021-01-01"))


def test_what_only_the_silence_of_the_record_leaves_open_is_not_shown() -> None:
    friends = [s for s in profiled("state", "2020-01-01", state="norland").sections if s.title == "Friends"]

    assert [(section.parts, section.is_open) for section in friends] == [((), True)]


def test_what_is_left_to_judgment_is_shown_as_unknown() -> None:
    assert said(parts(profiled("state", "2020-01-01", state="norland"), "Worth")) == [
        ("unknown", "Norland is worthy")
    ]


def test_a_section_of_complete_tables_is_not_open() -> None:
    sections = profiled("suspect", "2012-06-01", suspect="doe").sections

    assert [section.is_open for section in sections] == [False, False]


def test_conduct_stands_in_the_order_of_its_days() -> None:
    _, *conduct = parts(profiled("state", "2020-01-01", state="norland"), "Guests")

    assert said(tuple(conduct)) == [
        ("yes", "Richard Roe came to Norland from 2011-02-02 to 2011-02-03"),
        ("yes", "Richard Roe passed Norland on 2012-01-01"),
        ("yes", "Jane Doe came to Norland from 2012-05-05 to 2012-05-07"),
    ]
    assert {part.layer for part in conduct if isinstance(part, Line)} == {"conduct"}


def test_each_thing_has_the_lines_about_it_below() -> None:
    (first, second) = parts(profiled("suspect", "2016-01-01", suspect="doe"), "Bans")

    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert said((first, *first.below)) == [
        ("yes", "Jane Doe is banned by the ban of 2010 on Jane Doe"),
        ("yes", "the ban of 2010 on Jane Doe was issued on 2010-03-01"),
        ("yes", "the ban of 2010 on Jane Doe was lifted on 2015-01-01"),
    ]
    assert [part.given for part in second.below if isinstance(part, Row)] == [("piracy (4(2))",)]


def test_a_thing_is_there_from_the_day_on_which_all_that_joins_it_holds() -> None:
    assert len(parts(profiled("suspect", "2012-03-01", suspect="doe"), "Bans")) == 2
    assert len(parts(profiled("suspect", "2012-02-29", suspect="doe"), "Bans")) == 1
    assert parts(profiled("suspect", "2010-02-28", suspect="doe"), "Bans") == ()


def test_what_only_narrows_is_not_shown() -> None:
    (warned,) = parts(profiled("suspect", "2012-01-01", suspect="roe"), "Bans")

    assert isinstance(warned, Line)
    assert warned.below == ()


def test_a_history_tells_each_stretch_that_has_begun() -> None:
    on_1_june_2012 = parts(profiled("suspect", "2012-06-01", suspect="doe"), "Offices")
    on_1_june_2005 = parts(profiled("suspect", "2005-06-01", suspect="doe"), "Offices")

    assert [
        (p.node.truth, str(p.node.since), str(p.node.until)) for p in on_1_june_2012 if isinstance(p, Line)
    ] == [
        (YES, "2000-01-01", "2004-01-01"),
        (YES, "2008-01-01", "2022-01-01"),
    ]
    assert said(on_1_june_2005) == [("yes", "Jane Doe is keeper of Norland")]


def test_a_bar_has_all_days() -> None:
    member, worthy, *_ = parts(profiled("state", "2020-01-01", state="norland"), "Membership")

    assert isinstance(member, Bar)
    assert isinstance(worthy, Bar)
    assert (member.label, member.sentence) == ("member", "Norland is a member")
    assert member.timeline.changes == (date(2001, 1, 31), date(2027, 7, 24))
    assert worthy.timeline.truths == (UNKNOWN,)


def test_verdicts_ask_about_everybody() -> None:
    verdicts, *_ = parts(profiled("state", "2020-01-01", state="norland"), "Guests")

    assert isinstance(verdicts, Verdicts)
    assert (verdicts.label, verdicts.scenario, verdicts.over) == ("must turn back", "visit", "suspect")
    assert [(one.id, one.verdict, one.since) for one in verdicts.found] == [
        ("doe", YES, date(2001, 1, 31)),
        ("roe", NO, None),
    ]
    assert [one.name for one in verdicts.of(YES)] == ["Jane Doe"]


def test_a_row_gives_what_was_asked_of_each_sentence() -> None:
    found = rows("2028-01-01", "norland")

    assert found["joined on"].given == ("2001-01-01",)
    assert found["left on"].given == ("2027-07-24 in North",)
    assert [str(v) for v in found["left on"].lines[0].values.values()] == ["2027-07-24", "North"]
    assert found["visits"].counts
    assert len(found["visits"].lines) == 2


def test_a_row_of_a_sentence_that_leaves_nothing_open_tells_its_truth() -> None:
    assert [line.node.truth for line in rows("2020-01-01", "ostmark")["member"].lines] == [NO]
    assert [line.node.truth for line in rows("2020-01-01", "norland")["worthy"].lines] == [UNKNOWN]


def test_a_row_says_whether_there_may_be_more() -> None:
    found = rows("2020-01-01", "ostmark")

    assert (found["joined on"].lines, found["joined on"].is_open) == ((), False)
    assert (found["friends"].lines, found["friends"].is_open) == ((), True)


def test_what_is_to_come_is_told_by_its_days() -> None:
    found = parts(profiled("upcoming", "2020-01-01"), "What changes")

    assert [
        (str(c.day), str(c.line.node.truth), c.line.node.sentence) for c in found if isinstance(c, Coming)
    ] == [
        ("2020-01-14", "yes", "Suderland is a member"),
        ("2020-01-14", "yes", "Suderland is a member from 2020-01-14"),
        ("2027-07-24", "no", "Norland is a member"),
        ("2027-07-24", "no", "Norland is a member and about to leave on 2027-07-24"),
        ("2031-05-05", "no", "Richard Roe is keeper of Ostmark"),
    ]


def test_what_is_to_come_names_what_turns_it() -> None:
    first, _, leaving, *_, keeper = parts(profiled("upcoming", "2020-01-01"), "What changes")

    assert isinstance(first, Coming)
    assert isinstance(leaving, Coming)
    assert isinstance(keeper, Coming)
    assert first.line.because == ("Suderland is a member from 2020-01-14",)
    assert leaving.line.because == ("Norland leaves on 2027-07-24",)
    assert keeper.line.because == ()


def test_nothing_after_the_last_day_is_told() -> None:
    found = views_book().profile("upcoming", on="2020-01-14", until=date(2027, 7, 24))

    assert [str(p.day) for p in parts(found, "What changes") if isinstance(p, Coming)] == ["2027-07-24"] * 2


def test_what_is_assumed_is_part_of_a_profile() -> None:
    assumed = ["Ostmark joined on 2030-01-01", "Ostmark is worthy"]
    found = views_book().profile("state", on="2020-01-01", state="ostmark", assume=assumed)

    assert said(parts(found, "Membership"))[:2] == [
        ("yes", "Ostmark joined on 2030-01-01"),
        ("yes", "Ostmark is a member from 2030-01-31"),
    ]
    assert found.receipt["options"] == {
        "assume": assumed, "deny": [], "readings": {}, "known_on": None, "law_as_of": None,
    }  # fmt: skip


def test_what_is_assumed_counts_in_profiles_read_back() -> None:
    book = Book(pickle.loads(pickle.dumps(views_book().rules)), views_book().record)  # noqa: S301 (our own)
    found = book.profile("state", on="2020-01-01", state="ostmark", assume=["Ostmark is worthy"])

    assert said(parts(found, "Worth")) == [("yes", "Ostmark is worthy")]


def test_tables_that_were_checked_before_the_day_are_told() -> None:
    early, late = (profiled("state", day, state="norland") for day in ("2020-06-01", "2020-06-02"))

    assert early.late == {}
    assert late.late == {"data/joinings.csv": date(2020, 6, 1)}
    assert notes([early]) == ()
    assert notes([early, late]) == (
        "supposes the record unchanged since it was last checked on 2020-06-01: data/joinings.csv",
    )


def test_inputs_are_told_by_id_and_by_name() -> None:
    found = views_book().profile("state", on=date(2020, 1, 1), state="NORLAND")

    assert (found.name, found.inputs, found.names) == ("state", {"state": "norland"}, {"state": "Norland"})


@pytest.mark.parametrize(
    ("name", "inputs", "codes"),
    [
        ("stat", {}, ["unknown-profile"]),
        ("state", {}, ["missing-input"]),
        ("state", {"state": "atlantis"}, ["unknown-name"]),
        ("state", {"suspect": "doe"}, ["unknown-input", "missing-input"]),
        ("upcoming", {"state": "norland"}, ["unknown-input"]),
    ],
)
def test_all_that_is_wrong_with_a_call_is_told_at_once(
    name: str, inputs: dict[str, Any], codes: list[str]
) -> None:
    with pytest.raises(ProblemsError) as refused:
        views_book().profile(name, on="2020-01-01", **inputs)

    assert [problem.code for problem in refused.value.problems] == codes


def test_a_group_stands_for_all_that_are_in_it() -> None:
    assert members(views_book(), "compare", "north", Options()) == ("norland", "ostmark")
    assert members(views_book(), "compare", "Suderland", Options()) == ("suderland",)


@pytest.mark.parametrize(("name", "text", "code"), [
    ("compare", "west", "unknown-name"),
    ("upcoming", "north", "no-comparison"),
    ("atlas", "north", "unknown-profile"),
])  # fmt: skip
def test_a_name_that_means_neither_thing_nor_group_is_refused(name: str, text: str, code: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        members(views_book(), name, text, Options())

    assert [problem.code for problem in refused.value.problems] == [code]
