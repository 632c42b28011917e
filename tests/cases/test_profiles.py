"""Profiles of the bundled book: the dates each with its kind, and nothing before its day."""

from datetime import date
from typing import Any, TypeVar

import pytest

from obligcheck.answers.profile import Coming, Line, Part, Profiled, Row, Verdicts
from obligcheck.temporal import ImpreciseDate, Truth
from tests.bundled import bundled_book
from tests.cases.reckoning import rows as raw

T = TypeVar("T", bound=Part)


def profiled(name: str, on: str, **inputs: Any) -> Profiled:  # noqa: ANN401 (whatever the profile takes)
    """Return a profile of the bundled book."""
    return bundled_book().profile(name, on=on, **inputs)


def lines(profile: Profiled) -> list[Line]:
    """Return all lines, those below others and in rows included."""
    found: list[Line] = []
    waiting = [part for section in profile.sections for part in section.parts]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Line):
            found.append(part)
            waiting += part.below
        elif isinstance(part, Row):
            found += part.lines
    return found


def said(profile: Profiled, truth: Truth = Truth.YES) -> set[str]:
    """Return the sentences of ``profile`` that have this truth."""
    return {line.node.sentence for line in lines(profile) if line.node.truth is truth}


def of_kind(profile: Profiled, kind: type[T]) -> list[T]:
    """Return the parts of one kind."""
    return [part for section in profile.sections for part in section.parts if isinstance(part, kind)]


# States

INSTRUMENT = "its instrument of ratification, acceptance, approval or accession"


def test_tajikistan_signed_deposited_and_became_a_party_on_three_days() -> None:
    assert {
        "Tajikistan signed the Statute on 1998-11-30",
        f"Tajikistan deposited {INSTRUMENT} on 2000-05-05",
        "the Statute enters into force for Tajikistan on 2002-07-01",
        "Tajikistan is a State Party",
        "Vladimir Putin visited Tajikistan from 2025-10-08 to 2025-10-10",
        "Pre-Trial Chamber II found on 2026-03-19 that Tajikistan had not complied over Vladimir Putin",
    } <= said(profiled("state", "2026-11-22", state="tajikistan"))


def test_hungary_notified_and_rescinded() -> None:
    notice = "the depositary received on 2025-06-02 a withdrawal by Hungary"
    rescission = "Hungary rescinded on 2026-05-29 the withdrawal received on 2025-06-02"
    running = "Hungary has notified its withdrawal and is fully bound until 2026-06-02 at the earliest"

    after = said(profiled("state", "2026-11-22", state="hungary"))
    during = said(profiled("state", "2025-12-01", state="hungary"))
    before = said(profiled("state", "2025-06-01", state="hungary"))

    assert {notice, rescission} <= after
    assert running not in after
    assert {notice, running} <= during
    assert rescission not in during
    assert {notice, rescission, running}.isdisjoint(before)
    assert "Hungary announced on 2025-04-03 that it withdraws" in before


def test_afghanistan_s_accession_was_called_void_and_nothing_was_notified() -> None:
    found = said(profiled("state", "2026-11-22", state="afghanistan"))

    assert "de facto authorities of Afghanistan declared on 2025-02-20 that its accession is void" in found
    assert "Afghanistan is a State Party" in found
    assert not any("received on" in sentence for sentence in found)


def test_kazakhstan_neither_signed_nor_deposited() -> None:
    assert {
        "Kazakhstan signed the Statute on some signature date",
        "Kazakhstan is a State Party",
    } <= said(profiled("state", "2026-11-22", state="kazakhstan"), Truth.NO)


def test_libya_is_bound_by_the_council_and_by_a_disputed_declaration() -> None:
    found = said(profiled("state", "2026-11-22", state="libya"))

    assert "Security Council resolution 1970 (2011) was adopted on 2011-02-26" in found
    assert any(
        sentence.startswith("the authority behind the declaration of 12 May 2025") for sentence in found
    )


def test_an_acceptance_that_was_refused_is_no_acceptance() -> None:
    found = said(profiled("state", "2026-11-22", state="palestine"))

    refused = "the declaration of 22 January 2009 by Palestine accepting the jurisdiction of the Court"
    assert f"{refused} was made in the name of Palestine and not accepted" in found
    assert f"Palestine accepted the jurisdiction of the Court by {refused}" not in found


@pytest.mark.parametrize(
    "state", ["ARM", "BDI", "HUN", "LBY", "PHL", "PSE", "SLV", "TCD", "TJK", "UKR", "VEN", "ZAF"]
)
def test_a_profile_of_2005_shows_no_act_of_a_later_day(state: str) -> None:
    day = date(2005, 6, 1)
    for line in lines(profiled("state", "2005-06-01", state=state)):
        acts = [v for v in line.values.values() if isinstance(v, ImpreciseDate)]
        ahead = [v for v in acts if v.earliest > day]
        # What was set by then may lie ahead: an entry into force, an end.
        assert not ahead or line.node.cites, line.node.sentence


def test_no_date_stands_without_its_kind() -> None:
    compare = of_kind(profiled("compare", "2026-11-22", state="hungary"), Row)
    dated = [
        row.label
        for row in compare
        if any(isinstance(v, ImpreciseDate) for line in row.lines for v in line.values.values())
        and not row.counts
    ]

    assert dated
    assert all(label.endswith(" on") for label in dated)


def test_what_it_owes_is_what_visits_answer() -> None:
    (verdicts,) = of_kind(profiled("state", "2025-10-09", state="tajikistan"), Verdicts)
    putin, bett = (next(one for one in verdicts.found if one.id == name) for name in ("putin", "bett"))

    assert len(verdicts.found) == len(raw("suspects"))
    assert (putin.verdict, putin.since) == (Truth.YES, date(2023, 3, 17))
    assert bett.verdict is Truth.UNKNOWN
    for one in verdicts.found[:10]:
        answer = bundled_book().check("visit", suspect=one.id, state="tajikistan", date="2025-10-09")
        assert (answer.verdict, answer.since, answer.until) == (one.verdict, one.since, one.until)


# Persons, situations


def test_bashir_was_sought_under_two_warrants_and_held_two_offices() -> None:
    found = said(profiled("suspect", "2026-11-22", suspect="bashir"))

    assert {
        "the warrant of 4 March 2009 against Omar Al Bashir was issued on 2009-03-04",
        "the warrant of 12 July 2010 against Omar Al Bashir charges genocide",
        "Omar Al Bashir holds the office of President of Sudan",
        "Omar Al Bashir is a national of Sudan",
        "Omar Al Bashir visited South Africa from 2015-06-13 to 2015-06-15",
    } <= found
    assert "Omar Al Bashir enjoys personal immunity as an official of Sudan" not in found
    assert "Omar Al Bashir enjoys personal immunity as an official of Sudan" in said(
        profiled("suspect", "2010-01-01", suspect="bashir")
    )


def test_a_warrant_shows_from_its_issue_on() -> None:
    before = said(profiled("suspect", "2023-03-16", suspect="putin"))

    assert not any("warrant of 17 March" in sentence and "issued" in sentence for sentence in before)
    assert "Pre-Trial Chamber II issued the warrant of 17 March 2023 against Vladimir Putin" in said(
        profiled("suspect", "2023-03-17", suspect="putin")
    )


def test_custody_and_the_end_of_a_warrant_are_told() -> None:
    found = profiled("suspect", "2026-11-22", suspect="ntaganda")
    custody = [
        line.node for line in lines(found) if line.node.sentence.endswith("in the custody of the Court")
    ]

    assert [(str(node.since), str(node.until)) for node in custody] == [("2013-03-22", "2022-12-14")]
    assert "the warrant of 13 July 2012 against Bosco Ntaganda was executed on 2013-03-22" in said(found)


def test_darfur_was_referred_by_the_council_and_its_persons_are_told() -> None:
    found = said(profiled("situation", "2026-11-22", situation="darfur"))

    assert {
        "the situation in Darfur was brought before the Court on 2005-03-31",
        "Security Council resolution 1593 (2005) refers the situation in Darfur to the Court",
        "the investigation in the situation in Darfur began on 2005-06-01",
        "the Court seeks the arrest of Ahmad Harun under the warrant of 27 April 2007 against Ahmad Harun",
        "the warrant of 27 April 2007 against Ali Kushayb was executed on 2020-06-09",
    } <= found
    assert "the situation in Darfur has come before the Court" in found


def test_a_situation_has_not_begun_before_it_came_before_the_court() -> None:
    found = profiled("situation", "2005-01-01", situation="palestine")

    assert "the situation in Palestine has come before the Court" in said(found, Truth.NO)
    assert not any("referred" in sentence or "began" in sentence for sentence in said(found))


# Side by side, and what is to come


def test_central_asia_and_afghanistan_stand_side_by_side() -> None:
    states = ("kazakhstan", "kyrgyzstan", "tajikistan", "turkmenistan", "uzbekistan", "afghanistan")
    found = {
        state: {row.label: row for row in of_kind(profiled("compare", "2026-11-22", state=state), Row)}
        for state in states
    }

    assert {state: rows["signed on"].given for state, rows in found.items()} == {
        "kazakhstan": (),
        "kyrgyzstan": ("1998-12-08",),
        "tajikistan": ("1998-11-30",),
        "turkmenistan": (),
        "uzbekistan": ("2000-12-29",),
        "afghanistan": (),
    }
    assert {state: str(rows["State Party"].lines[0].node.truth) for state, rows in found.items()} == {
        "kazakhstan": "no",
        "kyrgyzstan": "no",
        "tajikistan": "yes",
        "turkmenistan": "no",
        "uzbekistan": "no",
        "afghanistan": "yes",
    }
    assert found["afghanistan"]["accession called void on"].given == ("2025-02-20",)


def coming(profile: Profiled) -> list[tuple[str, str, str]]:
    """Return day, truth and sentence of what changes."""
    return [(str(c.day), str(c.line.node.truth), c.line.node.sentence) for c in of_kind(profile, Coming)]


def test_venezuela_is_about_to_leave() -> None:
    assert ("2027-07-24", "no", "Venezuela is a State Party") in coming(profiled("upcoming", "2026-11-22"))


def test_what_was_to_come_is_told_as_it_was_known() -> None:
    known = bundled_book().profile("upcoming", on="2023-12-01", known_on=date(2023, 12, 1))
    later = bundled_book().profile("upcoming", on="2025-12-01", known_on=date(2025, 12, 1))

    assert ("2024-02-01", "yes", "Armenia is a State Party") in coming(known)
    assert not any("Ukraine is a State Party" in sentence for _, _, sentence in coming(known))
    assert ("2026-06-02", "no", "Hungary is a State Party") in coming(later)
    assert not any("Hungary is" in sentence for _, _, sentence in coming(profiled("upcoming", "2025-12-01")))


def test_changes_stand_in_the_order_of_their_days() -> None:
    days = [day for day, _, _ in coming(profiled("upcoming", "2000-01-01"))]

    assert len(days) > 100
    assert days == sorted(days)


def test_each_region_has_states_and_no_state_has_two() -> None:
    placed = raw("state_regions")

    assert {row["region"] for row in placed} == {row["region"] for row in raw("regions")}
    assert len({row["state"] for row in placed}) == len(placed)
    assert [row["state"] for row in placed if row["region"] == "central-asia"] == [
        "KAZ", "KGZ", "TJK", "TKM", "UZB",
    ]  # fmt: skip
