"""Profiles as JSON: the shape of the schema, and what stands where."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from obligcheck.presentation.profile_jsons import draw_profile_json, draw_profiles_json
from tests.bundled import bundled_book
from tests.unit.answers.views import profiled

SCHEMA = json.loads((files("obligcheck.presentation") / "profile.schema.json").read_text("utf-8"))


def written(name: str, on: str, **inputs: str) -> dict[str, Any]:
    """Return a profile of the invented book as programs read it."""
    found: dict[str, Any] = json.loads(draw_profile_json(profiled(name, on, **inputs)))
    return found


def section(found: dict[str, Any], title: str) -> dict[str, Any]:
    """Return one section."""
    (one,) = [each for each in found["sections"] if each["title"] == title]
    return dict(one)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("state", {"state": "hungary"}),
        ("state", {"state": "libya"}),
        ("suspect", {"suspect": "bashir"}),
        ("situation", {"situation": "darfur"}),
        ("upcoming", {}),
        ("compare", {"state": "tajikistan"}),
    ],
)
@pytest.mark.parametrize("day", ["2012-01-01", "2025-12-01"])
def test_a_profile_has_the_shape_of_the_schema(name: str, inputs: dict[str, Any], day: str) -> None:
    profile = bundled_book().profile(name, on=day, **inputs)

    Draft202012Validator(SCHEMA).validate(json.loads(draw_profile_json(profile)))
    Draft202012Validator(SCHEMA).validate(json.loads(draw_profiles_json([profile, profile])))


def test_the_schema_refuses_what_is_no_profile() -> None:
    found = json.loads(draw_profile_json(bundled_book().profile("upcoming", on="2025-12-01")))
    validator = Draft202012Validator(SCHEMA)

    assert not validator.is_valid({**found, "sections": [{"title": "What changes"}]})
    assert not validator.is_valid({key: value for key, value in found.items() if key != "sections"})
    assert not validator.is_valid({**found, "profiles": []})


def test_the_head_says_what_was_asked() -> None:
    found = written("state", "2021-01-10", state="norland")

    assert (found["schema_version"], found["profile"], found["day"]) == (1, "state", "2021-01-10")
    assert (found["inputs"], found["names"]) == ({"state": "norland"}, {"state": "Norland"})
    assert found["notes"] == [
        "supposes the record unchanged since it was last checked on 2020-06-01: data/joinings.csv"
    ]


def test_a_line_says_what_it_rests_on() -> None:
    lines = section(written("state", "2020-01-10", state="norland"), "Membership")["lines"]

    assert lines[0] == {
        "sentence": "Norland joined on 2001-01-01",
        "truth": "yes",
        "since": None,
        "until": None,
        "kind": "fact",
        "cites": [],
        "at": "data/joinings.csv:2",
        "source": {
            "table": "data/joinings.csv",
            "line": 2,
            "urls": ["https://lake.example/norland"],
            "document": "",
            "confidence": "high",
            "note": "",
            "known": None,
        },
        "layer": "law",
        "values": {"joining date": "2001-01-01"},
        "below": None,
    }
    assert (lines[2]["since"], lines[2]["until"], lines[2]["cites"]) == ("2001-01-31", "2027-07-24", ["LT 2"])
    assert lines[-1]["layer"] == "caveat"


def test_bars_verdicts_and_openness_have_their_places() -> None:
    found = written("state", "2020-01-10", state="norland")

    assert section(found, "Membership")["bars"][0] == {
        "label": "member",
        "sentence": "Norland is a member",
        "stretches": [
            {"since": None, "until": "2001-01-31", "truth": "no"},
            {"since": "2001-01-31", "until": "2027-07-24", "truth": "yes"},
            {"since": "2027-07-24", "until": None, "truth": "no"},
        ],
    }
    assert section(found, "Guests")["verdicts"] == [
        {
            "label": "must turn back",
            "scenario": "visit",
            "each": "suspect",
            "counts": {"no": 1, "unknown": 0, "yes": 1},
            "answers": [
                {
                    "suspect": "doe",
                    "name": "Jane Doe",
                    "verdict": "yes",
                    "since": "2001-01-31",
                    "until": "2027-07-24",
                    "contested": [],
                    "presumed": [],
                },
                {
                    "suspect": "roe",
                    "name": "Richard Roe",
                    "verdict": "no",
                    "since": None,
                    "until": None,
                    "contested": [],
                    "presumed": [],
                },
            ],
        }
    ]
    assert [section(found, title)["complete"] for title in ("Membership", "Guests")] == [True, False]


def test_rows_and_what_is_below_keep_their_lines() -> None:
    (first, _) = section(written("suspect", "2016-01-01", suspect="doe"), "Bans")["lines"]
    (row,) = first["below"]["rows"]

    assert [line["sentence"] for line in first["below"]["lines"]] == [
        "the ban of 2010 on Jane Doe was issued on 2010-03-01",
        "the ban of 2010 on Jane Doe was lifted on 2015-01-01",
    ]
    assert first["values"] == {"ban": "doe-1"}
    assert (row["label"], row["given"], row["count"], row["complete"]) == (
        "reasons",
        ["smuggling (4(1))"],
        1,
        True,
    )
    assert row["lines"][0]["at"] == "data/bans.csv:2"


def test_changes_say_when_and_why() -> None:
    first, *_, last = section(written("upcoming", "2020-01-01"), "What changes")["changes"]

    assert (first["day"], first["truth"], first["because"]) == (
        "2020-01-14",
        "yes",
        ["Suderland is a member from 2020-01-14"],
    )
    assert (last["day"], last["truth"], last["because"]) == ("2031-05-05", "no", [])


def test_several_profiles_stand_side_by_side() -> None:
    both = [profiled("compare", "2020-01-10", state=state) for state in ("norland", "ostmark")]
    found = json.loads(draw_profiles_json(both))

    assert [one["inputs"] for one in found["profiles"]] == [{"state": "norland"}, {"state": "ostmark"}]
    assert "sections" not in found
