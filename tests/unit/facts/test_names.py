"""Names: folded, resolved exactly, and never guessed."""

# ruff: noqa: RUF001 (letters that look alike are what is tested)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.facts import Names, fold
from obligcheck.facts.names import FEW
from obligcheck.problems import Problem, ProblemsError
from obligcheck.sentences import Entity

NORLAND = Entity("state", "nor", "Norland")
SUDERLAND = Entity("state", "sud", "Republic of Suderland")
ISLE = Entity("state", "isl", "Isle of Côte-d’Or")
DOE = Entity("suspect", "doe", "Jane Doe")


def known(*more: tuple[str, Entity]) -> Names:
    names = Names()
    for thing in (NORLAND, SUDERLAND, ISLE, DOE):
        assert names.enter(thing) is None
    for name, thing in more:
        assert names.add(name, thing) is None
    return names


def refusal(names: Names, kind: str, name: str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        names.resolve(kind, name)
    (problem,) = caught.value.problems
    return problem


# Folding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "cote divoire"),
        ("Côte d’Ivoire", "COTE D'IVOIRE"),
        ("Coteʼd´Ivoireʻ", "cote`d'ivoire"),
        ("El-Masri", "el masri"),
        ("El–Masri", "El\N{NON-BREAKING HYPHEN}Masri"),
        ("El — Masri", "el/masri"),
        ("U.K.", "UK"),
        ("St. Olaf", "st olaf"),
        ("  Nor \t land ", "nor land"),
        ("Nor\N{NO-BREAK SPACE}land", "nor land"),
        ("Norland (Kingdom of)", "norland, kingdom of"),
        ("Rock & Isle", "rock isle"),
        ("TÜRKİYE", "turkiye"),
        ("Türkiye", "turkiye"),
        ("ISPARTA", "\N{LATIN SMALL LETTER DOTLESS I}sparta"),
        ("Straße", "STRASSE"),
        ("Østmark", "ostmark"),
        ("Łódź", "lodz"),
        ("Đakovo", "dakovo"),
        ("Ærø", "aero"),
        ("Œuvre", "oeuvre"),
        ("ﬁeld", "field"),
        ("ＮＯＲＬＡＮＤ", "norland"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("el masri", "elmasri"), ("Nor1", "Nor2")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_what_is_folded_stays_as_it_is(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_makes_no_difference(name: str) -> None:
    assert fold(name.upper()) == fold(name.lower()) == fold(name)


@given(st.text())
def test_blanks_around_and_between_words_make_no_difference(name: str) -> None:
    assert fold(f"\t{name} ") == fold(name)
    assert fold(name) == " ".join(fold(name).split())


# Resolving


@pytest.mark.parametrize("name", ["Norland", "NOR", "norland", " nor ", "N.O.R."])
def test_a_thing_is_known_by_its_id_and_its_name(name: str) -> None:
    assert known().resolve("state", name) is NORLAND


def test_a_thing_is_known_by_its_other_names() -> None:
    assert known(("Northern Land", NORLAND)).resolve("state", "NORTHERN-LAND") is NORLAND


def test_names_belong_to_a_type() -> None:
    names = known()

    assert names.find("suspect", "Norland") is None
    assert names.find("treaty", "Norland") is None


def test_a_name_of_one_thing_is_never_that_of_another() -> None:
    names = known()

    assert names.add("norland", SUDERLAND) is NORLAND
    assert names.enter(Entity("state", "norland", "New Norland")) is NORLAND
    assert names.resolve("state", "norland") is NORLAND


def test_an_id_is_taken_once() -> None:
    names = known()

    assert names.enter(Entity("state", "nor", "Norway")) is NORLAND
    assert names.find("state", "Norway") is None


def test_a_name_may_be_given_to_its_own_thing_again() -> None:
    assert known().add("NORLAND", NORLAND) is None


def test_an_ambiguous_name_lists_what_it_could_mean() -> None:
    names = known()
    names.ask("the coast", NORLAND)
    names.ask("The Coast", SUDERLAND)

    assert refusal(names, "state", "the coast") == Problem(
        "ambiguous-name",
        "`the coast` is not the name of one state",
        fix="say which, one of: Norland (`nor`), Republic of Suderland (`sud`)",
    )


def test_a_name_that_probably_means_one_thing_is_asked_back_all_the_same() -> None:
    names = known()
    names.ask("the north", NORLAND)

    assert refusal(names, "state", "the north").fix == "say which, perhaps: Norland (`nor`)"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Norlund", "Norland (`nor`)"),
        ("suderland", "Republic of Suderland (`sud`)"),
        ("norl", "Norland (`nor`)"),
        ("cote d'or", "Isle of Côte-d’Or (`isl`)"),
    ],
)
def test_an_unknown_name_lists_what_may_have_been_meant(name: str, meant: str) -> None:
    problem = refusal(known(), "state", name)

    assert problem.code == "unknown-name"
    assert problem.message == f"no state is called `{name}`"
    assert problem.fix == f"did you mean {meant}?"


def test_each_thing_is_suggested_once_and_not_too_many() -> None:
    names = Names()
    for number in range(20):
        names.enter(Entity("state", f"isle{number}", f"Isle {number}"))
        names.add(f"The Isle {number}", Entity("state", f"isle{number}", f"Isle {number}"))

    fix = refusal(names, "state", "isle").fix

    assert fix.count("`isle") == 6
    assert len(set(fix.split(", "))) == 6


@pytest.mark.parametrize("name", ["Whale", "xy"])
def test_nothing_is_suggested_where_nothing_is_like_it(name: str) -> None:
    assert "did you mean" not in refusal(known(), "state", name).fix


@pytest.mark.parametrize(("count", "listed"), [(0, 0), (1, 1), (12, 12), (13, 0)])
def test_where_nothing_is_like_a_name_all_are_listed_if_they_are_few(count: int, listed: int) -> None:
    names = Names()
    for number in range(count):
        names.enter(Entity("crime", f"c{number}", f"Crime {number}"))

    fix = refusal(names, "crime", "whistling").fix
    assert fix.count("(`c") == listed
    assert fix.startswith("there are Crime 0 (`c0`)") == bool(listed)


PLACES = ("Ireland", "Poland", "Ecuador", "Samoa", "Western Samoa", "Mongolia", "South Korea", "France")


def guess(name: str) -> str:
    """Return the fix for a name that is that of none of ``PLACES``."""
    names = Names()
    names.tables["state"] = "states"
    # Too many to list them all.
    for place in (*PLACES, *(f"Q{number}" for number in range(FEW))):
        names.enter(Entity("state", place[:3].lower(), place))
    return refusal(names, "state", name).fix


@pytest.mark.parametrize("name", ["england", "scotland", "eu", "western sahara", "zambongolia"])
def test_a_name_that_is_no_slip_for_another_is_not_guessed_at(name: str) -> None:
    assert guess(name) == "`data show states` lists them"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("mongollia", "Mongolia (`mon`)"),
        ("frnace", "France (`fra`)"),
        ("south corea", "South Korea (`sou`)"),
        ("southkorea", "South Korea (`sou`)"),
        ("nongolia", "Mongolia (`mon`)"),
    ],
)
def test_a_slip_is_guessed_at(name: str, meant: str) -> None:
    assert guess(name) == f"did you mean {meant}?"


@pytest.mark.parametrize("name", ["", " ", "?!", "—"])
def test_a_name_without_letters_means_nothing(name: str) -> None:
    names = known()

    assert names.add(name, NORLAND) is None
    assert names.find("state", name) is None
    assert refusal(names, "state", name).code == "no-name"


@given(st.text())
def test_only_a_name_that_folds_to_a_known_one_resolves(name: str) -> None:
    found = known().find("suspect", name)

    assert (found is DOE) == (fold(name) in {"doe", "jane doe"})
