"""The data package as a stranger's tools read it: valid, typed, keyed, and with a source on every row."""

import csv
import json
import re
import socket
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from frictionless import system, validate

from obligcheck.facts.names import fold
from obligcheck.temporal import parse_edtf

DATA = Path(__file__).parents[3] / "data"
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: list[dict[str, Any]] = PACKAGE["resources"]
STATEMENTS = [
    pytest.param(resource, statement, id=f"{resource['name']}: {statement['sentence']}")
    for resource in RESOURCES
    for statement in resource["obligcheck"]["states"]
]
ORDERED = [
    pytest.param(resource, first, second, id=f"{resource['name']}: {first} <= {second}")
    for resource in RESOURCES
    for first, second in resource["obligcheck"].get("order", [])
]
PROVENANCE = ("source", "document", "confidence", "note")
DAYS = ("since", "until", "through", "known")
KEYS = {"sentence", "where", *DAYS, "not", "fixed", "complete", "checked", "gaps"}


def rows(resource: dict[str, Any]) -> list[dict[str, str]]:
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def columns(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in resource["schema"]["fields"]}


def named(name: str) -> dict[str, Any]:
    return next(resource for resource in RESOURCES if resource["name"] == name)


def blanks(sentence: str) -> list[str]:
    return [blank.replace(" ", "_") for blank in re.findall(r"{([^}]+)}", sentence)]


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the package must be readable without a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_the_package_is_valid_with_its_types_keys_and_references() -> None:
    with system.use_context(trusted=True):
        report = validate(str(DATA / "datapackage.json"))

    problems = [f"{task.place}: {error.message}" for task in report.tasks for error in task.errors]
    problems += [error.message for error in report.errors]
    assert not problems
    assert len(report.tasks) == len(RESOURCES)


def test_every_table_of_the_folder_is_described_and_every_described_table_is_there() -> None:
    assert {path.name for path in DATA.glob("*.csv")} == {resource["path"] for resource in RESOURCES}


def test_the_package_names_its_version_licence_and_sources() -> None:
    assert re.fullmatch(r"20\d\d\.\d{1,2}\.\d{1,2}", PACKAGE["version"])
    assert PACKAGE["licenses"]
    assert PACKAGE["sources"]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource["name"]))
def test_a_table_is_described_in_words_licensed_sourced_and_dated(resource: dict[str, Any]) -> None:
    assert all(resource[key] for key in ("title", "description", "licenses", "sources"))
    assert resource["schema"]["primaryKey"]
    assert resource["schema"]["missingValues"] == [""]
    assert all(field["description"] for field in columns(resource).values())
    assert isinstance(resource["obligcheck"]["complete"], bool)
    assert date.fromisoformat(resource["obligcheck"]["checked"]) <= date(2026, 11, 22)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource["name"]))
def test_an_incomplete_table_says_what_is_missing(resource: dict[str, Any]) -> None:
    assert resource["obligcheck"]["complete"] or "Incomplete" in resource["description"]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource["name"]))
def test_every_row_has_a_source_and_a_confidence(resource: dict[str, Any]) -> None:
    assert set(PROVENANCE) <= set(columns(resource))
    assert rows(resource)
    for row in rows(resource):
        assert row["source"], row
        assert row["confidence"] in {"high", "medium", "low"}, row


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource["name"]))
def test_sources_are_addresses_or_words_and_never_stand_twice(resource: dict[str, Any]) -> None:
    for row in rows(resource):
        sources = row["source"].split("|")
        assert len(sources) == len(set(sources)), row
        assert all(source == source.strip() for source in sources), row
        assert all("://" not in source or re.fullmatch(r"https?://\S+", source) for source in sources), row


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource["name"]))
def test_a_cell_holds_one_line_without_blanks_at_its_ends(resource: dict[str, Any]) -> None:
    text = (DATA / resource["path"]).read_bytes().decode("utf-8")

    assert "\r" not in text
    assert text.endswith("\n")
    assert len(text.splitlines()) == len(rows(resource)) + 1
    for row in rows(resource):
        assert all(cell == " ".join(cell.split()) for cell in row.values()), row


@pytest.mark.parametrize(("resource", "statement"), STATEMENTS)
def test_the_columns_of_a_sentence_exist(resource: dict[str, Any], statement: dict[str, Any]) -> None:
    needed = blanks(statement["sentence"]) + list(statement.get("where", {}))
    needed += [statement[key] for key in DAYS if key in statement]

    assert set(needed) <= set(columns(resource))
    assert set(statement) <= KEYS


@pytest.mark.parametrize(("resource", "statement"), STATEMENTS)
def test_where_admits_some_row(resource: dict[str, Any], statement: dict[str, Any]) -> None:
    where = statement.get("where", {})

    assert any(all(row[column] in allowed for column, allowed in where.items()) for row in rows(resource))


@pytest.mark.parametrize(("resource", "statement"), STATEMENTS)
def test_where_asks_only_for_values_that_the_column_may_have(
    resource: dict[str, Any], statement: dict[str, Any]
) -> None:
    for column, allowed in statement.get("where", {}).items():
        assert set(allowed) <= set(columns(resource)[column]["constraints"]["enum"])


@pytest.mark.parametrize(("resource", "first", "second"), ORDERED)
def test_dates_stand_in_their_order(resource: dict[str, Any], first: str, second: str) -> None:
    for row in rows(resource):
        if row[first] and row[second]:
            assert parse_edtf(row[first]).earliest <= parse_edtf(row[second]).latest, row


def test_a_person_holds_one_office_once_at_a_time() -> None:
    offices: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in rows(named("offices")):
        key = row["suspect"], row["state"], row["office"]
        offices.setdefault(key, []).append((row["since"], row["until"]))

    for held in offices.values():
        held.sort()
        assert all(until and until <= since for (_, until), (since, _) in pairwise(held)), held


@pytest.mark.parametrize("table", ["state_names", "suspect_names", "situation_names"])
def test_two_things_never_share_an_exact_name(table: str) -> None:
    keys = named(table)["obligcheck"]["names"]
    meant: dict[str, str] = {}
    asked: set[str] = set()
    for row in rows(named(table)):
        if row[keys["use"]] == "ask":
            asked.add(fold(row[keys["name"]]))
        else:
            thing = meant.setdefault(fold(row[keys["name"]]), row[keys["id"]])
            assert thing == row[keys["id"]], row

    assert not asked & set(meant)


@pytest.mark.parametrize("table", ["state_names", "suspect_names", "situation_names"])
def test_spellings_that_fold_to_one_text_are_listed_once(table: str) -> None:
    keys = named(table)["obligcheck"]["names"]
    listed = [(fold(row[keys["name"]]), row[keys["id"]]) for row in rows(named(table))]

    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("states", "state_names"),
        ("suspects", "suspect_names"),
    ],
)
def test_every_thing_can_be_called_by_its_id_and_its_name(table: str, name: str) -> None:
    keys = named(name)["obligcheck"]["names"]
    exact = {(fold(row["name"]), row[keys["id"]]) for row in rows(named(name)) if row["use"] == "exact"}

    for row in rows(named(table)):
        assert (fold(row[keys["id"]]), row[keys["id"]]) in exact
        assert (fold(row["name"]), row[keys["id"]]) in exact
