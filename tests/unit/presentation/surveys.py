"""Surveys of an invented lake with many States: what the drawers of lists are given in their tests."""

from functools import cache

from obligcheck.answers import Book
from obligcheck.answers.survey import Survey
from tests.unit.books import Tables, book_of, stating

RULES = """
```question
question storms
  asks Does a storm count?
  reading strict, default
    says no
  reading wide
    says yes
```

```rule
circumstance LT 4, presumed not
  {suspect} is on the waters of {state}

duty LT 4
  {state} must turn back {suspect}
  if {suspect} is on the waters of {state}
  and {suspect} is banned
  and {state} is a member

duty FT 9
  {state} must turn back {suspect}
  if {suspect} is on the waters of {state}
  and {suspect} is banned
  and {state} is a neighbour

exception LT 5 under storms: wide
  {state} must turn back {suspect}
  if {state} is at the stormy end
```

```scenario
scenario sail {suspect} {state} {date}
  suppose {suspect} is on the waters of {state}
  verdict {state} must turn back {suspect}
  yes MUST TURN BACK
  no NO DUTY
  unknown CANNOT TELL
  say yes On {date}, {state} must turn back {suspect} ({basis}).
  say no On {date}, nothing obliges {state} to turn back {suspect}.
  say unknown Whether {state} must turn back {suspect} on {date} is not known.
```
"""

TABLES: Tables = {
    "states": (
        """
        state,name
        zet,Zetland
        nor,Norland
        isl,the Isle
        ost,Ostmark
        sud,Suderland
        one,One of Many
        two,Two of Many
        """,
        {"entity": {"type": "state", "id": "state", "name": "name"}, "complete": True},
    ),
    "members": (
        """
        state,since,until
        zet,2000-01-01,
        nor,2000-01-01,
        isl,2000-01-01,
        sud,2018-06-01,
        one,,2017-06-01
        """,
        {
            "complete": True,
            "checked": "2025-12-31",
            "states": [{"sentence": "{state} is a member", "since": "since", "until": "until"}],
        },
    ),
    "neighbours": ("state\nost\n", stating("{state} is a neighbour")),
    "stormy": ("state\nzet\nisl\n", stating("{state} is at the stormy end")),
    "bans": (
        "suspect,since,until\ndoe,2015-01-01,\nroe,2015-01-01,2017-01-01\n",
        stating("{suspect} is banned", since="since", until="until"),
    ),
}


@cache
def waters() -> Book:
    """Return the book, the same one for all tests."""
    return book_of(RULES, TABLES)


def each_state(day: str = "2018-01-01", **options: object) -> Survey:
    """Return which State must turn back Jane Doe."""
    return waters().each("sail", "state", suspect="doe", date=day, **options)  # type: ignore[arg-type]  # passed on


def each_suspect(state: str, day: str = "2018-01-01") -> Survey:
    """Return whom a State must turn back."""
    return waters().each("sail", "suspect", state=state, date=day)
