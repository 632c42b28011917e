"""The description of a data package: read, or told what is wrong with it, whatever it holds."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.facts.description import Resource, read_description
from obligcheck.problems import Problem
from obligcheck.sources import Place, Source

TOLLS: dict[str, object] = {
    "name": "tolls",
    "path": "tolls.csv",
    "title": "Tolls",
    "schema": {"fields": [{"name": "state"}, {"name": "first_day"}, {"name": "last_day"}]},
}


def described(*resources: object, **more: object) -> tuple[tuple[Resource, ...], list[Problem]]:
    problems: list[Problem] = []
    text = json.dumps({**more, "resources": list(resources)}, indent=1)
    _, found = read_description([Source("data/datapackage.json", text)], problems)
    return found, problems


def keyed(**keys: object) -> dict[str, object]:
    return {**TOLLS, "obligcheck": keys}


def stating(sentence: object = "{state} pays tolls", **keys: object) -> dict[str, object]:
    return keyed(states=[{"sentence": sentence, **keys}])


def reasons(*resources: object) -> list[str]:
    return [problem.message for problem in described(*resources)[1]]


# What is right


def test_a_table_is_read_as_described() -> None:
    (resource,), problems = described(
        {**stating(since="first_day"), "schema": {**as_dict(TOLLS["schema"]), "primaryKey": "state"}}
    )

    assert problems == []
    assert (resource.name, resource.path, resource.title) == ("tolls", "tolls.csv", "Tolls")
    assert resource.columns == ("state", "first_day", "last_day")
    assert resource.schema["primaryKey"] == ["state"]
    assert [(str(s.sentence), s.columns, s.days) for s in resource.states] == [
        ("{state} pays tolls", (0,), {"since": 1})
    ]


def test_a_blank_names_its_column_with_underscores() -> None:
    (resource,), _ = described(stating("{state} pays until {last day}"))

    assert resource.states[0].columns == (0, 2)


def test_a_table_may_say_that_it_is_complete_and_when_that_was_checked() -> None:
    (one,), _ = described(keyed(complete="2020-01-01", checked="2026-11-22"))
    (other,), _ = described(TOLLS)

    assert (one.complete, one.checked) == (True, date(2026, 11, 22))
    assert (other.complete, other.checked) == (False, None)


def test_a_sentence_may_have_a_day_until_which_its_own_list_was_checked() -> None:
    (resource,), problems = described(
        keyed(
            checked="2026-11-22",
            states=[
                {"sentence": "{state} pays tolls", "checked": "2019-11-27", "gaps": True},
                {"sentence": "{state} owes tolls"},
            ],
        )
    )

    assert problems == []
    assert [(s.checked, s.gaps) for s in resource.states] == [(date(2019, 11, 27), True), (None, False)]


def test_a_description_laid_over_another_adds_tables_and_replaces_those_of_the_same_name() -> None:
    below = {"version": "1", "resources": [TOLLS, {**TOLLS, "name": "boats", "path": "boats.csv"}]}
    above = {"resources": [{**TOLLS, "title": "New tolls"}, {**TOLLS, "name": "docks", "path": "docks.csv"}]}
    problems: list[Problem] = []

    version, found = read_description(
        [
            Source("data/datapackage.json", json.dumps(below)),
            Source("mine/datapackage.json", json.dumps(above)),
        ],
        problems,
    )

    assert problems == []
    assert version == "1"
    assert [(r.name, r.title) for r in found] == [
        ("tolls", "New tolls"),
        ("boats", "Tolls"),
        ("docks", "Tolls"),
    ]
    assert [r.place.path for r in found] == [
        "mine/datapackage.json",
        "data/datapackage.json",
        "mine/datapackage.json",
    ]


def test_foreign_keys_may_lead_to_another_table_or_to_their_own() -> None:
    keys = [
        {"fields": "state", "reference": {"resource": "states", "fields": "state"}},
        {"fields": ["first_day"], "reference": {"resource": "", "fields": ["last_day"]}},
    ]
    states = {"name": "states", "path": "states.csv", "schema": {"fields": [{"name": "state"}]}}
    (tolls, _), problems = described(
        {**TOLLS, "schema": {**as_dict(TOLLS["schema"]), "foreignKeys": keys}}, states
    )

    assert problems == []
    assert tolls.schema["foreignKeys"] == [
        {"fields": ["state"], "reference": {"resource": "states", "fields": ["state"]}},
        {"fields": ["first_day"], "reference": {"resource": "", "fields": ["last_day"]}},
    ]


def test_keys_for_checks_are_kept() -> None:
    keys = {
        "entity": {"type": "toll", "id": "state"},
        "names": {"type": "state", "name": "state", "id": "state", "use": "last_day"},
        "recompute": [
            {"column": "last_day", "sentence": "{state} pays until {last day}", "blank": "last day"}
        ],
        "order": [["first_day", "last_day"]],
        "no_overlap": {"by": ["state"], "since": "first_day", "until": "last_day"},
    }
    (resource,), problems = described(keyed(**keys))

    assert problems == []
    assert resource.keys == keys


# What is wrong


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ('{\n "resources": [,]\n}', 2, 16, "is not JSON: expecting value"),
        ('{"a": 1\r\n"b": 2}', 2, 1, "is not JSON: expecting ',' delimiter"),
        ("", 1, 1, "is not JSON: expecting value"),
        ("[]", 1, 1, "is not a JSON object"),
        ("[" * 100_000, 1, 1, "is nested too deep"),
        ("1" * 5_000, 1, 1, "holds a number without end"),
    ],
)
def test_what_is_no_json_object_is_refused(text: str, line: int, column: int, reason: str) -> None:
    problems: list[Problem] = []

    assert read_description([Source("data/datapackage.json", text)], problems) == ("", ())
    (problem,) = problems
    assert (problem.code, problem.message) == ("bad-json", f"the data package {reason}")
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (line, column)


def test_half_a_character_is_refused() -> None:
    problems: list[Problem] = []
    read_description([Source("data/datapackage.json", r'{"title": "\ud800"}')], problems)

    assert [p.message for p in problems] == ["the data package holds half a character"]


def test_a_problem_stands_at_the_table_it_is_about() -> None:
    _, (problem,) = described({**TOLLS, "path": "docks.csv", "name": "docks"}, stating("{boat} floats"))

    assert problem.place == Place("data/datapackage.json", 23, 12, 11, '   "path": "tolls.csv",')


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (3, "expected a table with its `path`, found `3`"),
        ({"name": "tolls"}, 'expected a table with its `path`, found `{"name": "tolls"}`'),
        ({"path": 3}, 'expected a table with its `path`, found `{"path": 3}`'),
        ({**TOLLS, "schema": None}, "`tolls` does not describe each of its columns once, with a name"),
        (
            {**TOLLS, "schema": {"fields": 3}},
            "`tolls` does not describe each of its columns once, with a name",
        ),
        (
            {**TOLLS, "schema": {"fields": [{"name": "state"}, 3]}},
            "`tolls` does not describe each of its columns once, with a name",
        ),
        (
            {**TOLLS, "schema": {"fields": [{"name": "state"}, {"name": "state"}]}},
            "`tolls` does not describe each of its columns once, with a name",
        ),
        (
            {**TOLLS, "schema": {"fields": [{"name": "state"}], "primaryKey": "boat"}},
            '`tolls`: no column for its primary key `"boat"`',
        ),
        (
            {**TOLLS, "schema": {"fields": [{"name": "state"}], "foreignKeys": 3}},
            "`tolls` has a foreign key between columns that are not there: `3`",
        ),
        ({**TOLLS, "obligcheck": 3}, "`tolls`: expected keys of our own under `obligcheck`, found `3`"),
        (keyed(compleet=True), None),
        (
            keyed(complete="soon"),
            '`tolls`: expected true, false or the day up to which it is under `complete`, found `"soon"`',
        ),
        (
            keyed(complete=1),
            "`tolls`: expected true, false or the day up to which it is under `complete`, found `1`",
        ),
        (keyed(checked="2026"), '`tolls`: expected a day under `checked`, found `"2026"`'),
        (keyed(checked="20261122"), '`tolls`: expected a day under `checked`, found `"20261122"`'),
        (keyed(checked="2026-11-22/2026-11-22"), None),
        (keyed(checked=None), "`tolls`: expected a day under `checked`, found `null`"),
        (keyed(states={}), "`tolls`: expected a list of sentences under `states`, found `{}`"),
        (keyed(entity={"type": "toll", "id": "boat"}), None),
        (keyed(entity={"type": "", "id": "state"}), None),
        (keyed(entity={"id": "state"}), None),
        (keyed(entity={"type": "toll", "id": "state", "name": "boat"}), None),
        (
            keyed(entity=3),
            "`tolls`: expected a type and the columns of id and name under `entity`, found `3`",
        ),
        (keyed(names={"type": "state", "name": "state", "id": "state"}), None),
        (keyed(recompute={}), None),
        (keyed(recompute=[3]), None),
        (keyed(recompute=[{"column": "boat"}]), None),
        (keyed(recompute=[{"column": "state", "sentence": 3}]), None),
        (keyed(recompute=[{"column": "state", "sentence": "{state} pays", "blank": "boat"}]), None),
        (keyed(order=[["state"]]), None),
        (keyed(order=["state"]), None),
        (keyed(order=3), "`tolls`: expected a list of pairs of columns under `order`, found `3`"),
        (keyed(no_overlap={"by": "state", "since": "first_day", "until": "last_day"}), None),
        (keyed(no_overlap={"by": ["state"], "since": "first_day"}), None),
        (
            keyed(no_overlap=[3]),
            "`tolls`: expected columns under `by`, `since` and `until` under `no_overlap`, found `[3]`",
        ),
        (keyed(states=[3]), "`tolls`: expected a sentence with its keys, found `3`"),
        (
            keyed(states=["{state} pays"]),
            '`tolls`: expected a sentence with its keys, found `"{state} pays"`',
        ),
        (stating(3), "`tolls`: expected a `sentence`, found `3`"),
        (stating('"norland" pays'), None),
        (stating("{boat} floats"), "`tolls`: no column `boat`, which the sentence `{boat} floats` needs"),
        (
            stating(where={"boat": ["a"]}),
            "`tolls`: no column `boat`, which the sentence `{state} pays tolls` needs",
        ),
        (stating(since="boat"), "`tolls`: no column `boat`, which the sentence `{state} pays tolls` needs"),
        (stating(since=3), "`tolls`: no column `3`, which the sentence `{state} pays tolls` needs"),
        (stating(where={"state": "norland"}), None),
        (stating(where=["state"]), None),
        (stating(fixed=1), "`tolls`: expected `fixed` as true or false, found `1` for `{state} pays tolls`"),
        (stating(complete="soon"), None),
        (
            stating(checked=True),
            "`tolls`: expected `checked` as a day, found `true` for `{state} pays tolls`",
        ),
        (
            stating(checked=None),
            "`tolls`: expected `checked` as a day, found `null` for `{state} pays tolls`",
        ),
        (stating(gaps=1), "`tolls`: expected `gaps` as true or false, found `1` for `{state} pays tolls`"),
        (stating(form="state"), None),
    ],
)
def test_what_is_not_as_it_should_be_is_reported_and_left_out(resource: object, reason: str | None) -> None:
    found, (problem,) = described(resource)

    assert problem.code == "bad-description"
    assert reason is None or problem.message == reason
    assert all(not each.states and not each.schema["foreignKeys"] for each in found)


@pytest.mark.parametrize(
    "key",
    [
        {"fields": "boat", "reference": {"resource": "", "fields": "state"}},
        {"fields": "state", "reference": {"resource": "", "fields": "boat"}},
        {"fields": "state", "reference": {"resource": "boats", "fields": "state"}},
        {"fields": "state", "reference": {"resource": 3, "fields": "state"}},
        {"fields": "state", "reference": {"fields": ["state", "first_day"]}},
        {"fields": ["state", 3], "reference": {"resource": "", "fields": ["state", "first_day"]}},
        {"fields": [], "reference": {"resource": "", "fields": []}},
        {"fields": "state", "reference": 3},
        {"fields": "state"},
        3,
    ],
)
def test_a_foreign_key_needs_columns_on_both_sides(key: object) -> None:
    _, (problem,) = described({**TOLLS, "schema": {**as_dict(TOLLS["schema"]), "foreignKeys": [key]}})

    assert problem.message.startswith("`tolls` has a foreign key between columns that are not there")


@pytest.mark.parametrize(
    "other", [{"name": "tolls", "path": "more.csv"}, {"name": "more", "path": "tolls.csv"}]
)
def test_a_table_is_described_once(other: dict[str, object]) -> None:
    found, (problem,) = described(TOLLS, {**TOLLS, **other})

    assert len(found) == 1
    assert problem.message == f"the table `{other['name']}` is described already"


def test_what_is_found_is_shown_briefly() -> None:
    (reason,) = reasons(keyed(order="x" * 1_000))

    assert len(reason) < 150
    assert reason.endswith("…`")


def test_resources_must_be_a_list() -> None:
    problems: list[Problem] = []
    read_description([Source("data/datapackage.json", '{"resources": 3}')], problems)

    assert [p.message for p in problems] == ["expected a list of `resources`, found `3`"]


# Anything at all

texts = st.sampled_from(["state", "first_day", "tolls", "2020-01-01", "{state} pays", "", '"'])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(texts | st.sampled_from(["type", "id"]), inner, max_size=3)
    ),
    max_leaves=6,
)
own_keys = st.sampled_from(
    ["entity", "names", "complete", "checked", "states", "recompute", "order", "no_overlap", "other"]
)
stated_keys = st.sampled_from(
    ["sentence", "where", "since", "until", "through", "known", "not", "complete", "fixed"]
)
resources = st.fixed_dictionaries(
    {},
    optional={
        "name": values,
        "path": values | st.just("tolls.csv"),
        "schema": values
        | st.just(TOLLS["schema"])
        | st.fixed_dictionaries(
            {"fields": values | st.just([{"name": "state"}])},
            optional={"primaryKey": values, "foreignKeys": values},
        ),
        "obligcheck": values
        | st.dictionaries(own_keys, values, max_size=3)
        | st.fixed_dictionaries(
            {"states": st.lists(st.dictionaries(stated_keys, values, max_size=4), max_size=2)}
        ),
    },
)


@given(st.lists(values | resources, max_size=3), values)
def test_any_json_is_read_or_refused(listed: list[object], version: object) -> None:
    found, _ = described(*listed, version=version)

    for resource in found:
        assert resource.columns
        for stated in resource.states:
            assert len(stated.columns) == len(stated.sentence.blanks)


@given(st.text(st.sampled_from('{}[]":,\\u0123"resources path') | st.characters(), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    problems: list[Problem] = []
    _, found = read_description([Source("data/datapackage.json", text)], problems)

    assert found == ()


def as_dict(given: object) -> dict[str, object]:
    assert isinstance(given, dict)
    return given


def test_a_path_that_json_spells_otherwise_has_no_line() -> None:
    problems: list[Problem] = []
    read_description(
        [Source("data/datapackage.json", r'{"resources": [{"path": "z\u00f6lle.csv"}]}')], problems
    )

    assert [p.place for p in problems] == [Place("data/datapackage.json", 1)]
