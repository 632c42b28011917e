"""Claims as lines, on a terminal, as JSON, CSV and Markdown."""

import csv
import io
import json
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from obligcheck.presentation.claims import COLUMNS, claim_object, drawer, line
from obligcheck.presentation.tree import PLAIN, Look
from tests.unit.answers.club import claim, club
from tests.unit.presentation.handmade import RECEIPT

SCHEMA: dict[str, Any] = json.loads(
    (files("obligcheck.presentation") / "claims.schema.json").read_text("utf-8")
)
TEXTS = (
    "Norland, in the club since 30 November 1998",
    "Suderland has to admit Jane Doe in 2010",
    "Nordland | is = in \N{ESCAPE}the club",
    "Norland is in the club in 2002",
)


def drawn(form: str, look: Look = PLAIN, texts: tuple[str, ...] = TEXTS) -> str:
    head, one, end = drawer(form, RECEIPT, look)
    found: Counter[str] = Counter()
    parts = [head]
    for each in club().claims(texts, on="2026-01-01"):
        found[each.outcome] += 1
        parts.append(one(each))
    return "".join((*parts, end(found)))


def test_a_pipe_gets_a_line_for_each_claim() -> None:
    assert drawn("text").splitlines() == [
        (
            "false · Norland, in the club since 30 November 1998 · Norland is a member since 2002-07-01; "
            "1998-11-30 is the day on which Norland asked to join · mind: Norland speaks of leaving"
        ),
        (
            "true · Suderland has to admit Jane Doe in 2010 · Suderland must admit Jane Doe "
            "from 2004-12-01 until 2017-10-27 · contested: under the reading `liberal` of `guests` "
            "it is false · mind: medium confidence: Suderland joined on 2004-12-01, data/members.csv:3"
        ),
        (
            "cannot tell · Nordland | is = in \N{REPLACEMENT CHARACTER}the club · "
            "no sentence of the rules or the data, and no plain form, reads so; "
            "the nearest is `{state} is in the Club`"
        ),
        (
            "cannot tell · Norland is in the club in 2002 · it is so on some days of 2002, "
            "and not on others; Norland is a member since 2002-07-01"
        ),
    ]


def test_provisions_and_sources_are_shown_where_they_are_asked_for() -> None:
    shown = line(claim("Ostmark is in the club"), sources=True)
    assert shown.endswith(" · LT 2 · members.csv:4, confidence high, https://lake.example/o")
    assert line(claim("Jane Doe is tiresome"), sources=True).endswith("LT 9")
    assert line(claim("Nordland is in the club"), sources=True) == line(claim("Nordland is in the club"))


def test_a_terminal_gets_the_outcome_first_and_the_count_last() -> None:
    assert drawn("text", Look(72, sources=True), TEXTS[:2]) == (
        "✘ FALSE · Norland, in the club since 30 November 1998\n"
        "    Norland is a member since 2002-07-01\n"
        "    1998-11-30 is the day on which Norland asked to join\n"
        "    mind: Norland speaks of leaving\n"
        "    LT 2\n"
        "    members.csv:2, confidence high, https://lake.example/n\n"
        "\n"
        "✔ TRUE · Suderland has to admit Jane Doe in 2010\n"
        "    Suderland must admit Jane Doe from 2004-12-01 until 2017-10-27\n"
        "    contested: under the reading `liberal` of `guests` it is false\n"
        "    mind: medium confidence: Suderland joined on 2004-12-01,\n"
        "      data/members.csv:3\n"
        "    LT 2, LT 3\n"
        "    members.csv:3, confidence medium, https://lake.example/s\n"
        "\n"
        "2 claims: 1 true, 1 false\n"
        "obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice\n"
    )


def test_a_terminal_shows_the_outcome_in_its_colour() -> None:
    first = drawn("text", Look(72, colour=True)).splitlines()[0]
    assert first == "\x1b[1;31m✘ FALSE · Norland, in the club since 30 November 1998\x1b[0m"


@pytest.mark.parametrize("texts", [TEXTS, ()])
def test_json_has_the_shape_of_its_schema(texts: tuple[str, ...]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    text = drawn("json", texts=texts)
    found = json.loads(text)
    Draft202012Validator(SCHEMA).validate(found)

    assert len(found["claims"]) == len(texts)
    assert len(text.splitlines()) == len(texts) + 2


def test_the_schema_describes_every_field_and_demands_no_other() -> None:
    found = claim_object(claim(TEXTS[1]))
    of_claim = SCHEMA["$defs"]["claim"]

    assert set(found) == set(of_claim["properties"]) == set(of_claim["required"])
    assert set(found["contested"][0]) == set(of_claim["properties"]["contested"]["items"]["required"])
    assert set(found["sources"][0]) == set(SCHEMA["$defs"]["source"]["required"])
    refused = claim_object(claim(TEXTS[2]))["problem"]
    assert set(refused) == set(of_claim["properties"]["problem"]["oneOf"][1]["required"])
    assert claim_object(claim(TEXTS[2]))["sentence"] is None


def test_a_table_of_claims_has_a_row_for_each() -> None:
    rows = list(csv.DictReader(io.StringIO(drawn("csv"))))

    assert tuple(rows[0]) == COLUMNS
    assert [row["outcome"] for row in rows] == ["false", "true", "cannot tell", "cannot tell"]
    assert rows[0]["record"].split(" | ")[1] == "1998-11-30 is the day on which Norland asked to join"
    assert rows[0]["sources"] == "data/members.csv:2"
    assert rows[2]["claim"] == "Nordland | is = in \N{REPLACEMENT CHARACTER}the club"


def test_markdown_is_a_list_to_paste() -> None:
    shown = drawn("markdown")
    assert shown.startswith(
        "# Claims\n\n"
        "- ✘ FALSE · Norland, in the club since 30 November 1998\n"
        "  - Norland is a member since 2002-07-01\n"
    )
    assert "- ? CANNOT TELL · Nordland \\| is = in" in shown
    assert shown.endswith(
        "\n*4 claims: 1 true, 1 false, 2 cannot be told*\\\n"
        "*obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice*\n"
    )


def test_no_claims_are_counted_as_none() -> None:
    assert drawn("markdown", texts=()).splitlines()[3].startswith("*0 claims*")
    assert drawn("text", texts=()) == ""
    assert drawn("csv", texts=()).strip() == ",".join(COLUMNS)


def test_a_reading_under_which_nobody_could_tell_is_worded_so() -> None:
    found = claim("Suderland has to admit Jane Doe in 2017")
    assert "contested: under the reading `liberal` of `guests` it is false" in line(found)
    other = claim("Suderland has to admit Jane Doe in 2017", readings=["guests=liberal"])
    assert "contested: under the reading `strict` of `guests` nobody can tell" in line(other)
