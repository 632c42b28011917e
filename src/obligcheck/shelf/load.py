"""Files to a book: read, check, keep; all problems at once."""

import os
from pathlib import Path

from obligcheck.engine import Memo, general_proofs
from obligcheck.facts import Record
from obligcheck.language import RuleBook
from obligcheck.problems import Problem, ProblemsError
from obligcheck.shelf import cache
from obligcheck.shelf.book import Book
from obligcheck.shelf.files import DESCRIPTION, File, code_files, listed, read
from obligcheck.sources import Source
from obligcheck.values import NamedTuple
from obligcheck.version import VERSION

#: How many characters of a digest a receipt shows: enough to tell any two states of the files apart.
_SHOWN = 16

#: What is wrong with rules as long as the record lacks something.
_ABOUT_THE_RECORD = ("unknown-sentence", "unknown-name", "no-name", "ambiguous-name", "bad-count")


class Checked(NamedTuple):
    """What was read and checked, with the digests of the files it came from.

    ``general`` are the proofs of what is about nothing in particular: of use in every answer.
    """

    record: Record
    rules: RuleBook
    rules_digest: str
    data_digest: str
    general: Memo


def load(rules: str | Path | None = None, data: str | Path | None = None) -> Book:
    """Return the bundled book, with the folders ``rules`` and ``data`` laid over the bundled ones.

    A file of the same path takes the place of the whole bundled one, which the receipt then names under
    ``replaced``; any other is added, and so are the tables that a ``datapackage.json`` in ``data``
    describes. Raises ProblemsError with everything
    that is wrong with the files.
    """
    problems: list[Problem] = []
    rule_files = listed("rules", (".md",), os.fspath(rules) if rules else None, problems)
    data_files = listed("data", (".csv", ".json"), os.fspath(data) if data else None, problems)
    if problems:
        raise ProblemsError(problems)
    files = [file for shelf in (rule_files, data_files) for same in shelf.values() for file in same]
    stamp = "\n".join(f"{file.shown} {file.path} {file.stamp}" for file in (*code_files(), *files))
    kept = cache.fetch(stamp)
    if not isinstance(kept, Checked):
        kept = _checked(rule_files, data_files)
        cache.keep(stamp, kept)
    receipt: dict[str, object] = {
        "obligcheck": VERSION,
        "rules": kept.rules_digest[:_SHOWN],
        "data": kept.record.version,
        "data_digest": kept.data_digest[:_SHOWN],
    }
    if replaced := _replaced("rules", rule_files) + _replaced("data", data_files):
        receipt["replaced"] = replaced
    return Book(kept.rules, kept.record, receipt, dict(kept.general), tuple([file.shown for file in files]))


def _replaced(folder: str, files: dict[str, tuple[File, ...]]) -> list[str]:
    """Return the bundled files in whose place others stand; descriptions are read together."""
    return sorted(f"{folder}/{path}" for path, same in files.items() if len(same) > 1 and path != DESCRIPTION)


def _checked(rule_files: dict[str, tuple[File, ...]], data_files: dict[str, tuple[File, ...]]) -> Checked:
    # Reading and checking need the Markdown parser and more: a run from the cache does without.
    from obligcheck.language.check import build_rule_book  # noqa: PLC0415

    problems: list[Problem] = []
    rule_texts = dict(read([same[-1] for same in rule_files.values()], problems))
    texts = _data_texts(data_files, problems)
    record, wrong = _record(texts)
    book, also_wrong = build_rule_book(list(rule_texts.values()), record)
    if wrong:
        # Over a broken record the rules seem to speak of what is not there.
        also_wrong = tuple(problem for problem in also_wrong if problem.code not in _ABOUT_THE_RECORD)
    problems += [*wrong, *also_wrong]
    if problems:
        raise ProblemsError(problems)
    digests = _digest(rule_texts), _digest(texts)
    return Checked(record, book, *digests, general_proofs(book, record))


def read_record(data: str | Path | None = None) -> Record:
    """Return the record of the bundled tables with the folder ``data`` laid over them, sound or not.

    Raises ProblemsError where there is none to read.
    """
    problems: list[Problem] = []
    files = listed("data", (".csv", ".json"), os.fspath(data) if data else None, problems)
    if problems:
        raise ProblemsError(problems)
    return _record(_data_texts(files, problems))[0]


def _data_texts(files: dict[str, tuple[File, ...]], problems: list[Problem]) -> dict[File, Source]:
    """Return the texts of the tables, of several of one path the last, and then of all descriptions."""
    tables = dict(read([same[-1] for path, same in files.items() if path != DESCRIPTION], problems))
    described = dict(read(files.get(DESCRIPTION, ()), problems))
    if not described:
        raise ProblemsError(problems or [Problem("missing-table", f"there is no {DESCRIPTION}")])
    return {**tables, **described}


def _record(texts: dict[File, Source]) -> tuple[Record, tuple[Problem, ...]]:
    """Return the record that tables and descriptions give, and all that is wrong with it."""
    from obligcheck.facts.package import read_package  # noqa: PLC0415 (a run from the cache does without)

    first, *over = (text for file, text in texts.items() if file.within == DESCRIPTION)
    tables = {file.within: text for file, text in texts.items() if file.within != DESCRIPTION}
    return read_package(first, tables, *over)


def _digest(texts: dict[File, Source]) -> str:
    """Return a digest of all paths and texts."""
    import hashlib  # noqa: PLC0415 (as above)

    summed = hashlib.sha256()
    for file, source in sorted(texts.items(), key=lambda pair: (pair[0].within, pair[0].shown)):
        content = source.text.encode()
        summed.update(f"{file.within}\0{len(content)}\0".encode(errors="surrogateescape"))
        summed.update(content)
    return summed.hexdigest()
