"""Small books of invented law about invented States, for the tests of every floor.

    book = book_of(
        '''
        duty LT 4
          {state} must pay its share
          if {state} is a party
        ''',
        {
            "parties": (
                '''
                state,since
                norland,2020-01-01
                ''',
                stating("{state} is a party", since="since"),
            )
        },
    )
    assert ask(book, "Norland must pay its share").on(date(2021, 1, 1)) is Truth.YES

Norland, Suderland and Ostmark are the States, Jane Doe and Richard Roe the suspects; a table of the same
name takes their place. The instruments ``LT`` (Lake Treaty) and ``FT`` (Ferry Treaty) are declared.
"""

import json
from collections.abc import Iterable, Mapping
from textwrap import dedent

from obligcheck.answers import Asked, Book
from obligcheck.facts import Record
from obligcheck.facts.package import read_package
from obligcheck.language.check import build_rule_book
from obligcheck.problems import Problem, ProblemsError
from obligcheck.sources import Source

#: Tables by name: the text of each, and its keys under ``obligcheck`` in the description; a key
#: ``primaryKey`` goes to its schema.
Tables = Mapping[str, tuple[str, Mapping[str, object]]]

INSTRUMENTS = """
```instrument
LT = Lake Treaty, Norport, 1 May 1990
FT = Ferry Treaty, Sudhaven, 3 June 1995
```
"""

ALWAYS_THERE: Tables = {
    "states": (
        "state,name\nnorland,Norland\nsuderland,Suderland\nostmark,Ostmark\n",
        {"entity": {"type": "state", "id": "state", "name": "name"}, "complete": True},
    ),
    "suspects": (
        "suspect,name\ndoe,Jane Doe\nroe,Richard Roe\n",
        {"entity": {"type": "suspect", "id": "suspect", "name": "name"}, "complete": True},
    ),
}

#: A scenario that asks whether a State must pay; lines of its own may follow.
BILL = """\
scenario bill {state} {date}
  verdict {state} must pay
  yes PAY
  no NOTHING TO PAY
  unknown ASK
  say yes Yes.
  say no No.
  say unknown Perhaps.
"""


def stating(*sentences: str, complete: bool | str = True, key: str = "", **keys: object) -> dict[str, object]:
    """Return the description of a table whose rows state ``sentences``, each with ``keys``.

    ``denied=True`` stands for the key ``not``, a word that Python keeps for itself; ``key`` names the
    column that is the primary key.
    """
    if "denied" in keys:
        keys["not"] = keys.pop("denied")
    states = [{"sentence": sentence, **keys} for sentence in sentences]
    return {"complete": complete, "states": states, **({"primaryKey": key} if key else {})}


def package_of(tables: Tables | None = None) -> tuple[Source, dict[str, Source]]:
    """Return the description of ``tables`` and of those that are always there, and their files by path."""
    every = {name: (_text(text), keys) for name, (text, keys) in {**ALWAYS_THERE, **(tables or {})}.items()}
    resources = [
        _resource(name, text.partition("\n")[0].split(","), keys) for name, (text, keys) in every.items()
    ]
    description = json.dumps({"version": "2026.1", "resources": resources}, indent=2)
    files = {f"{name}.csv": Source(f"data/{name}.csv", text) for name, (text, _) in every.items()}
    return Source("data/datapackage.json", description), files


def record_of(tables: Tables | None = None) -> Record:
    """Return the record of ``tables`` and of those that are always there. Raises ProblemsError."""
    record, problems = read_package(*package_of(tables))
    _raise(problems)
    return record


def sources_of(markdown: str) -> list[Source]:
    """Return the files of a rule book; text without a fence is one block of rules."""
    text = dedent(markdown).strip("\n")
    if text and "```" not in text and "~~~" not in text:
        text = f"```rule\n{text}\n```"
    return [Source("rules/instruments.md", INSTRUMENTS), Source("rules/book.md", text + "\n")]


def book_of(markdown: str, tables: Tables | None = None) -> Book:
    """Return the book that ``markdown`` writes over ``tables``. Raises ProblemsError."""
    record = record_of(tables)
    book, problems = build_rule_book(sources_of(markdown), record)
    _raise(problems)
    return Book(book, record, {"rules": "invented"})


def problems_of(markdown: str, tables: Tables | None = None) -> tuple[Problem, ...]:
    """Return all that is wrong with ``markdown`` as a rule book over ``tables``."""
    return build_rule_book(sources_of(markdown), record_of(tables))[1]


def ask(book: Book, sentence: str, assume: Iterable[str] = (), deny: Iterable[str] = ()) -> Asked:
    """Return what ``book`` makes of ``sentence``, given what is assumed and denied."""
    return book.ask(sentence, assume=assume, deny=deny)


def _resource(name: str, columns: list[str], keys: Mapping[str, object]) -> dict[str, object]:
    schema = {"fields": [{"name": column} for column in columns]}
    primary = {"primaryKey": keys["primaryKey"]} if "primaryKey" in keys else {}
    own = {key: value for key, value in keys.items() if key != "primaryKey"}
    return {"name": name, "path": f"{name}.csv", "schema": {**schema, **primary}, "obligcheck": own}


def _text(text: str) -> str:
    """Return the text of a table, which a test may indent."""
    return "\n".join(line.strip() for line in text.strip().splitlines()) + "\n" if text else ""


def _raise(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise ProblemsError(problems)
