"""What press and reports claim, with the outcome that it must have and what the record must say."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from obligcheck.answers.plain import Reader, Said
from obligcheck.cli.app import app
from obligcheck.language.phrase_model import Form, Phrase
from tests.bundled import bundled_book
from tests.cases.reckoning import rows

PATH = Path(__file__).parent / "claims.csv"
with PATH.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream))

#: The day of claims that name none: the last for which the record was checked.
TODAY = "2026-11-22"

PHRASES = bundled_book().rules.phrases.phrases

#: The States that the first lists of such claims were about.
REGION = ("Tajikistan", "Kyrgyz", "Kazakhstan", "Uzbekistan", "Turkmenistan", "Mongolia", "Afghanistan")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_a_claim_has_the_outcome_that_the_record_gives_it(case: dict[str, str]) -> None:
    found = bundled_book().claim(case["claim"], on=case["on"] or TODAY)
    told = "\n".join((*found.reasons, *found.record, *found.caveats))

    assert found.outcome == case["outcome"]
    assert [part for part in case["says"].split("; ") if part not in told] == []


def test_the_command_finds_the_same() -> None:
    same_day = [case for case in CASES if not case["on"]]
    text = "".join(f"{case['claim']}\n" for case in same_day)
    done = CliRunner().invoke(app, ["claims", "-", "--on", TODAY, "--format", "csv"], input=text)
    found = list(csv.DictReader(io.StringIO(done.stdout)))

    assert [row["claim"] for row in found] == [case["claim"] for case in same_day]
    assert [row["outcome"] for row in found] == [case["outcome"] for case in same_day]


def test_the_cases_are_many_and_most_are_about_one_region() -> None:
    claims = [case["claim"] for case in CASES]

    assert len(claims) == len(set(claims)) >= 70
    assert sum(any(state in claim for state in REGION) for claim in claims) >= 40
    assert {case["outcome"] for case in CASES} == {"true", "false", "cannot tell"}
    assert all(case["says"] for case in CASES)


@pytest.mark.parametrize("row", rows("membership"), ids=lambda row: row["state"])
def test_what_the_depositary_has_of_a_state_is_true_in_plain_words(row: dict[str, str]) -> None:
    state = bundled_book().record.names.resolve("state", row["state"])
    expected = {
        f"{state} signed the Rome Statute on {row['signature_date']}": row["signature_date"],
        f"{state} ratified the Rome Statute on {row['deposit_date']}": row["deposit_kind"] != "succession"
        and row["deposit_date"],
        f"{state} joined the ICC on {row['entry_date']}": row["entry_date"],
        f"{state} is a signatory": row["signature_date"],
        f"{state} has ratified the Rome Statute": row["deposit_date"],
        f"{state} has joined the ICC": row["entry_date"],
        f"{state} has withdrawn its signature": row["refusal_date"],
    }
    for claim, is_so in expected.items():
        if not claim.endswith(" "):
            assert bundled_book().claim(claim, on=TODAY).outcome == ("true" if is_so else "false"), claim


def written(form: Form, kinds: dict[str, str]) -> str:
    """Return a form as people write it, about the first thing of each kind if ``kinds`` names no other."""
    things = bundled_book().record.things
    return form.sentence.fill([kinds.get(kind) or things(kind)[0].name for kind in form.sentence.types])


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: f"line {phrase.place.line}")
def test_every_plain_form_is_understood_as_what_it_means(phrase: Phrase) -> None:
    reader = Reader(bundled_book().rules, bundled_book().record)
    for form in phrase.forms:
        text = written(form, {"date": "3 May 2005"})
        said = reader.read(f"{text[0].upper()}{text[1:]}.")

        assert isinstance(said, Said), text
        assert any(meant.phrase is phrase for meant in said.alternatives), text
        assert said.negated == form.negated, text


@pytest.mark.parametrize("state", ["Tajikistan", "Kyrgyzstan", "Kazakhstan", "Burundi", "Chad", "Montenegro"])
def test_a_form_and_its_opposite_have_opposite_outcomes(state: str) -> None:
    opposite = {"true": "false", "false": "true", "cannot tell": "cannot tell"}
    for phrase in PHRASES:
        by_negation: dict[bool, set[str]] = {False: set(), True: set()}
        for form in phrase.forms:
            if "date" not in form.sentence.types:
                outcome = bundled_book().claim(written(form, {"state": state}), on=TODAY).outcome
                by_negation[form.negated].add(outcome)

        assert len(by_negation[False]) <= 1
        assert by_negation[True] <= {opposite[outcome] for outcome in by_negation[False]}
