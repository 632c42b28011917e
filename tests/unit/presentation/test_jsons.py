"""The JSON that programs rely on: its shape is that of the schema, and every field is described."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from obligcheck.answers import Change, Contested
from obligcheck.answers.history import History, Otherwise
from obligcheck.language.scenarios import FIELDS
from obligcheck.presentation.jsons import answer_object, draw_asked, draw_changes, draw_history, draw_json
from tests.unit.books import ask, book_of, stating
from tests.unit.presentation.handmade import FULL, NO, RECEIPT, YES, Said, answer, node

SCHEMA: dict[str, Any] = json.loads(
    (files("obligcheck.presentation") / "answer.schema.json").read_text("utf-8")
)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_an_answer_has_the_shape_of_the_schema() -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(draw_json(answer(said=FULL))))


def test_the_schema_describes_every_field_and_demands_no_other() -> None:
    found = answer_object(answer(said=FULL))
    leaf = answer_object(answer(node("it rains", NO, "assumed", negated=True, note="so it is said")))

    assert set(found) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    assert set(leaf["tree"]) == set(SCHEMA["$defs"]["node"]["properties"])
    assert set(found["tree"]) == set(SCHEMA["$defs"]["node"]["required"])
    row = found["tree"]["conditions"][0]["conditions"][0]["source"]
    assert set(row) == set(SCHEMA["$defs"]["source"]["required"])


def test_what_a_scenario_names_stands_beside_the_fields() -> None:
    found = json.loads(draw_json(answer(said=Said(said_given=(("effective", "2027-03-01"), ("host", None))))))

    assert (found["effective"], found["host"]) == ("2027-03-01", None)
    Draft202012Validator(SCHEMA).validate(found)
    assert not Draft202012Validator(SCHEMA).is_valid(found | {"effective": 2027})


def test_nothing_that_a_scenario_names_can_take_the_place_of_a_field() -> None:
    assert set(SCHEMA["properties"]) == FIELDS


def test_a_tree_is_whole_where_a_drawing_says_shown_above() -> None:
    tree = answer_object(answer())["tree"]
    first, _, asked = tree["conditions"]
    assert asked["conditions"][0] == first


def test_values_are_plain() -> None:
    found = answer_object(answer(said=FULL))
    assert found["verdict"] == "yes"
    assert found["since"] == "2026-03-01"
    assert found["until"] is None
    assert found["change"] == [
        ["Norland acts in special urgency"],
        ["Norland waits", "not: Norland is a party"],
    ]
    assert found["contested"][0]["verdict"] == "no"


def test_programs_get_one_line_and_eyes_an_indented_text() -> None:
    assert draw_json(answer()).count("\n") == 1
    assert '\n  "verdict": "yes",\n' in draw_json(answer(), indent=2)


def test_stretches_name_their_bounds() -> None:
    change = Change(
        date(2020, 1, 1), None, YES, "MUST", ("it rains",),
        (Contested("exit", "May it?", "strict", "no", (), NO),), ("it was told",), ("the list is old",),
    )  # fmt: skip
    found = json.loads(draw_changes({"scenario": "notice"}, (change,), RECEIPT))
    assert found["scenario"] == "notice"
    assert found["stretches"] == [
        {
            "since": "2020-01-01",
            "until": None,
            "verdict": "yes",
            "label": "MUST",
            "because": ["it rains"],
            "contested": [
                {
                    "question": "exit",
                    "reading": "strict",
                    "verdict": "no",
                    "asks": "May it?",
                    "says": "no",
                    "holders": [],
                },
            ],
            "presumed": ["it was told"],
            "caveats": ["the list is old"],
        }
    ]


def test_a_history_has_the_stretches_of_other_readings() -> None:
    changes = Change(None, None, YES, "MUST", ()), Change(None, None, NO, "NEED NOT", ())
    history = History(
        changes[:1], (Otherwise("storms", "Does it count?", "wide", "yes", changes[1:]),), RECEIPT
    )
    found = json.loads(draw_history({"scenario": "notice"}, history))
    assert (found["schema_version"], found["receipt"], found["scenario"]) == (1, RECEIPT, "notice")
    assert [stretch["verdict"] for stretch in found["stretches"]] == ["yes"]
    (other,) = found["contested"]
    assert [stretch["verdict"] for stretch in other.pop("stretches")] == ["no"]
    assert other == {"question": "storms", "reading": "wide", "asks": "Does it count?", "says": "yes"}


def test_a_sentence_has_its_truth_on_the_day_and_on_all_others() -> None:
    parties = ("state,since\nnorland,2020-01-01", stating("{state} is a party", since="since"))
    book = book_of("duty LT 4\n  {state} must pay\n  if {state} is a party", {"parties": parties})
    asked = ask(book, "Norland must pay")
    found = json.loads(draw_asked(asked, date(2019, 1, 1), RECEIPT))

    assert (found["truth"], found["since"], found["until"]) == ("no", None, "2020-01-01")
    assert [(s["since"], s["truth"]) for s in found["stretches"]] == [
        (None, "no"),
        ("2020-01-01", "yes"),
    ]
    node_schema = {"$ref": "#/$defs/node", "$defs": SCHEMA["$defs"]}
    Draft202012Validator(node_schema).validate(found["tree"])
