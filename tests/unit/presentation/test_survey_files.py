"""A survey for programs and files."""

import csv
import json
from importlib.resources import files
from textwrap import dedent
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from obligcheck.answers.survey import Survey
from obligcheck.presentation.survey import ALL, Shown
from obligcheck.presentation.survey_files import draw_csv, draw_lines, draw_report, draw_survey
from tests.unit.answers.lake import lake
from tests.unit.presentation.surveys import each_state, each_suspect

SCHEMA: dict[str, Any] = json.loads(
    (files("obligcheck.presentation") / "survey.schema.json").read_text("utf-8")
)


def as_json(survey: Survey, shown: Shown = ALL) -> dict[str, Any]:
    """Return what the JSON of ``survey`` holds."""
    found: dict[str, Any] = json.loads(draw_survey(survey, shown))
    return found


def test_a_pipe_gets_a_line_for_each_thing_below_the_sentence() -> None:
    first, *lines = draw_lines(each_state()).splitlines()

    assert first == "On 1 January 2018, 4 of 7 states must turn back Jane Doe; for 3 that is not so."
    assert [line.split("\t") for line in lines[:3]] == [
        ["yes", "the Isle", "isl", "2015-01-01", "", "LT 4", "storms=wide: no"],
        ["yes", "Norland", "nor", "2015-01-01", "", "LT 4", ""],
        ["yes", "Ostmark", "ost", "2015-01-01", "", "FT 9", ""],
    ]
    assert lines[-2:] == ["no\tSuderland\tsud\t\t2018-06-01\t\t", "no\tTwo of Many\ttwo\t\t\t\t"]
    assert "\t" not in first


def test_a_pipe_gets_the_part_that_was_asked_for() -> None:
    text = draw_lines(each_state(), Shown("name", "contested"))
    assert [line.split("\t")[1] for line in text.splitlines()[1:]] == ["the Isle", "Zetland"]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "survey",
    [each_state(), each_state("2016-01-01"), each_state("2026-01-01"), each_suspect("nor")],
    ids=["plain", "unknown", "late", "suspects"],
)
def test_json_has_the_shape_of_the_schema(survey: Survey) -> None:
    # The receipt of an invented book lacks versions, which are checked on the bundled one.
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], "receipt": {"type": "object"}}}
    Draft202012Validator(schema).validate(as_json(survey))


def test_the_schema_describes_every_field_and_demands_no_other() -> None:
    found = as_json(each_state())
    thing = SCHEMA["properties"]["answers"]["items"]

    assert set(found) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    assert set(found["answers"][0]) - {"state"} == set(thing["properties"]) == set(thing["required"])


def test_json_says_what_was_asked_and_counts_all() -> None:
    found = as_json(each_state(), Shown(only="close"))

    assert found["scenario"] == "sail"
    assert found["each"] == "state"
    assert found["inputs"] == {"suspect": "doe", "date": "2018-01-01"}
    assert found["names"] == {"suspect": "Jane Doe"}
    assert found["counts"] == {"yes": 4, "no": 3, "unknown": 0}
    assert found["answers"] == [
        {
            "state": "sud",
            "name": "Suderland",
            "verdict": "no",
            "label": "NO DUTY",
            "since": None,
            "until": "2018-06-01",
            "before": None,
            "after": "yes",
            "close": True,
            "contested": [],
            "basis": ["FT 9", "LT 4"],
            "presumed": [],
            "because": [],
        }
    ]


def test_json_tells_what_contests_an_answer_and_what_set_it() -> None:
    isle = as_json(each_state())["answers"][0]

    assert isle["contested"] == [{"question": "storms", "reading": "wide", "verdict": "no"}]
    assert isle["because"] == ["Jane Doe is banned"]
    assert (isle["before"], isle["after"]) == ("no", None)


def test_json_names_what_is_presumed() -> None:
    survey = lake().each("sail", "suspect", state="norland", date="2018-01-01")
    assert as_json(survey)["answers"][0]["presumed"] == ["Norland has been told of Jane Doe"]


def test_json_is_on_one_line_or_indented() -> None:
    assert draw_survey(each_state()).count("\n") == 1
    assert draw_survey(each_state(), indent=2).startswith('{\n  "schema_version": 1,\n')


def test_csv_has_a_head_and_a_row_for_each_thing() -> None:
    head, *rows = csv.reader(draw_csv(each_state()).splitlines())

    assert head[:6] == ["state", "name", "verdict", "label", "since", "until"]
    assert [row[0] for row in rows] == ["isl", "nor", "ost", "zet", "one", "sud", "two"]
    isle, sud = (dict(zip(head, row, strict=True)) for row in (rows[0], rows[-2]))
    assert isle["contested"] == "storms=wide: no"
    assert (isle["close"], sud["close"]) == ("no", "yes")
    assert (isle["before"], isle["after"], sud["after"]) == ("no", "", "yes")
    assert sud["basis"] == "FT 9; LT 4"


def test_csv_of_nothing_has_its_head() -> None:
    assert draw_csv(each_state(), Shown(only="unknown")).startswith("state,name,verdict,")


def test_a_report_has_a_table_for_each_verdict() -> None:
    assert draw_report(each_state()) == dedent("""\
        # On 1 January 2018, 4 of 7 states must turn back Jane Doe; for 3 that is not so.

        - contested: under the reading `wide` of `storms` the answer is no for the Isle, Zetland

        ## MUST TURN BACK · 4 states

        | state | days | provisions | contested |
        | --- | --- | --- | --- |
        | the Isle | since 2015-01-01 | LT 4 | storms=wide: no |
        | Norland | since 2015-01-01 | LT 4 |  |
        | Ostmark | since 2015-01-01 | FT 9 |  |
        | Zetland | since 2015-01-01 | LT 4 | storms=wide: no |

        ## NO DUTY · 3 states

        | state | days |
        | --- | --- |
        | One of Many | since 2017-06-01 |
        | Suderland | until 2018-06-01 |
        | Two of Many | on every day |

        *sail of each state · Jane Doe · 2018-01-01*\\
        *obligcheck None · rules invented · data None (None) · not legal advice*
        """)


def test_a_report_of_a_part_counts_it_and_says_what_to_mind() -> None:
    text = draw_report(each_suspect("two", "2026-01-01"), Shown(only="no"))
    assert text.split("\n")[1:3] == ["", "## NO DUTY · 2 suspects"]
    assert "\n- the answer supposes the record unchanged since it was last checked on 2025-12-31: " in text
    partial = draw_report(each_state(), Shown(only="close"))
    assert "## NO DUTY · 1 of 3 states\n" in partial
    assert "MUST TURN BACK" not in partial
