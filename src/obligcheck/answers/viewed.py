"""What a profile is about: names as users write them, and such as stand for several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.sentences import Entity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obligcheck.answers.book import Book
    from obligcheck.engine import Options
    from obligcheck.facts import Names
    from obligcheck.language import Term
    from obligcheck.language.profile_model import Profile
    from obligcheck.sentences import Value


def members(book: Book, name: str, text: str, options: Options) -> tuple[str, ...]:
    """Return the ids of the things that ``text`` means to the one input of the profile ``name``.

    It may be the name of one, or of something that groups several. Raises ProblemsError for a name that
    means neither.
    """
    profile = find_profile(book, name)
    if len(profile.inputs) != 1:
        raise problem("no-comparison", f"`{name}` is not about one thing, so none can stand beside another")
    (blank,) = profile.inputs
    names = book.record.names
    if names.find(blank.type, text) is None:
        for condition in profile.groups:
            asked = tuple(_grouping(profile, term, names, text) for term in condition.terms)
            if any(asked):
                found = book.engine(options).find(condition.sentence, asked).proofs
                things = [proof.arguments[condition.terms.index(0)] for proof in found]
                return tuple(thing.id for thing in things if isinstance(thing, Entity))
    return (names.resolve(blank.type, text).id,)


def meant(book: Book, kind: str, text: str, options: Options) -> tuple[str, ...]:
    """Return the ids of the things of type ``kind`` that ``text`` means: one, or those that it groups.

    The profile that sets things of this type side by side says what groups them. Raises ProblemsError
    for a name that means nothing.
    """
    for profile in book.rules.profiles.values():
        if profile.groups and [blank.type for blank in profile.inputs] == [kind]:
            return members(book, profile.name, text, options)
    return (book.record.names.resolve(kind, text).id,)


def _grouping(profile: Profile, term: Term, names: Names, text: str) -> Value | None:
    """Return what fills a place of a grouping sentence: the thing that groups, and nothing for the input."""
    if not isinstance(term, int):
        return term
    return names.find(profile.blanks[term].type, text) if term else None


def find_profile(book: Book, name: str) -> Profile:
    """Return the profile ``name``. Raises ProblemsError where there is none."""
    profile = book.rules.profiles.get(name)
    if profile is None:
        fix = f"profiles: {', '.join(book.rules.profiles) or 'none'}"
        raise problem("unknown-profile", f"no profile is called `{name}`", fix)
    return profile


def resolved(book: Book, profile: Profile, inputs: Mapping[str, str]) -> tuple[Value | None, ...]:
    """Return what fills the blanks of ``profile``: its inputs, and nothing yet for all others."""
    problems: list[Problem] = []
    values: list[Value | None] = [None] * len(profile.blanks)
    known = {blank.key: place for place, blank in enumerate(profile.inputs)}
    for key in inputs:
        if key not in known:
            message = f"`{profile.name}` has no input `{key}`"
            problems.append(Problem("unknown-input", message, fix=f"inputs: {', '.join(known) or 'none'}"))
    for key, place in known.items():
        kind = profile.inputs[place].type
        if key not in inputs:
            problems.append(
                Problem("missing-input", f"`{profile.name}` needs a {profile.inputs[place].name}")
            )
            continue
        try:
            named = kind in book.record.names.things
            values[place] = book.record.names.resolve(kind, inputs[key]) if named else inputs[key]
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return tuple(values)
