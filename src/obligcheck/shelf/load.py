"""Files to a book: read, check, keep; all problems at once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from obligcheck.answers import Book
from obligcheck.problems import Problem, ProblemsError
from obligcheck.shelf import cache
from obligcheck.shelf.files import code_stamp, read_folder, sources_of
from obligcheck.version import VERSION

if TYPE_CHECKING:
    from obligcheck.facts import Record
    from obligcheck.language import RuleBook
    from obligcheck.shelf.files import Shelf


def load(rules: str | Path | None = None, data: str | Path | None = None) -> Book:
    """Return the bundled book, with the folders ``rules`` and ``data`` laid over the bundled ones.

    A file of the same path takes the place of the bundled one; any other is added. Raises
    ProblemsError with everything that is wrong with the files.
    """
    problems: list[Problem] = []
    rule_files = read_folder("rules", (".md",), Path(rules) if rules else None, problems)
    data_files = read_folder("data", (".csv", ".json"), Path(data) if data else None, problems)
    if problems:
        raise ProblemsError(problems)
    rules_digest, data_digest = rule_files.digest(), data_files.digest()
    shown = "\0".join((*rule_files.shown.values(), *data_files.shown.values()))
    whole = hashlib.sha256(f"{code_stamp()} {rules_digest} {data_digest} {shown}".encode()).hexdigest()
    kept = cache.fetch(whole)
    if kept is None:
        kept = _checked(rule_files, data_files)
        cache.keep(whole, kept)
    record, book = cast("tuple[Record, RuleBook]", kept)
    receipt = {
        "obligcheck": VERSION,
        "rules": rules_digest[:16],
        "data": record.version,
        "data_digest": data_digest[:16],
    }
    return Book(book, record, receipt)


def _checked(rule_files: Shelf, data_files: Shelf) -> tuple[Record, RuleBook]:
    # Reading and checking need the Markdown parser and more: a run from the cache does without.
    from obligcheck.facts.package import read_package  # noqa: PLC0415
    from obligcheck.language.check import build_rule_book  # noqa: PLC0415

    problems: list[Problem] = []
    rule_texts = sources_of(rule_files, (".md",), problems)
    data_texts = sources_of(data_files, (".csv", ".json"), problems)
    if "datapackage.json" not in data_texts:
        raise ProblemsError(problems or [Problem("missing-table", "there is no datapackage.json")])
    description = data_texts.pop("datapackage.json")
    record, wrong = read_package(description, data_texts)
    book, also_wrong = build_rule_book(list(rule_texts.values()), record)
    problems += [*wrong, *also_wrong]
    if problems:
        raise ProblemsError(problems)
    return record, book
