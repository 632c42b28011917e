"""Plain forms of speech among what is assumed and denied."""

import pytest

from obligcheck.problems import ProblemsError
from tests.unit.answers.club import club


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ostmark is in the Club", "Ostmark is a member"),
        ("Jane Doe is tiresome", "Jane Doe is a nuisance"),
        ("Ostmark is a member", "Ostmark is a member"),
    ],
)
def test_a_plain_form_that_means_one_sentence_is_taken(text: str, meant: str) -> None:
    for key in ("assume", "deny"):
        (assumption,) = club().options(**{key: [text]}).assumptions  # type: ignore[arg-type]  # either of two
        assert str(assumption) == meant
        assert assumption.denied is (key == "deny")


def test_what_is_assumed_so_counts() -> None:
    assert str(club().ask("Ostmark is a member", assume=["Ostmark is in the Club"]).on("2020-01-01")) == "yes"


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Ostmark is not in the Club", "in the words of the rules it says `not Ostmark is a member`"),
        (
            "Ostmark is in the Club since 2020-01-01",
            "in the words of the rules it says `Ostmark is a member since 2020-01-01`",
        ),
        (
            "Norland has to admit Jane Doe",
            "in the words of the rules it says `Norland must admit Jane Doe`",
        ),
    ],
    ids=["its opposite", "some days", "something is taken for granted"],
)
def test_a_plain_form_that_means_more_is_refused_with_what_it_means(text: str, fix: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        club().options(assume=[text])
    (problem,) = refused.value.problems
    assert (problem.code, problem.fix) == ("unknown-sentence", fix)


@pytest.mark.parametrize(
    ("text", "code"), [("the moon is cheese", "unknown-sentence"), ("Narnia is a member", "unknown-name")]
)
def test_what_is_no_plain_form_is_refused_as_ever(text: str, code: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        club().options(deny=[text])
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_plain_form_that_leaves_something_open_is_refused() -> None:
    with pytest.raises(ProblemsError) as refused:
        club().options(assume=["some state is in the Club"])
    assert [problem.code for problem in refused.value.problems] == ["open-assumption"]
