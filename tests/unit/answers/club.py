"""The Lake Club: an invented book with everything that a claim can turn on."""

from functools import cache

from obligcheck.answers import Book
from obligcheck.answers.claims import Claim
from tests.unit.books import Tables, book_of, stating

CLUB = """
```question
question guests
  asks May a guest be sent away?
  reading strict, default
    says yes
    held by Norland since 2001-05-01
  reading liberal
    says no
    held by Ostmark since 2010-01-01
```

```rule
judged LT 9 by the Court of the Lake
  {suspect} is a nuisance

circumstance LT 4
  {suspect} is in {state}

circumstance LT 4, presumed not
  {suspect} is at the door of {state}

rule LT 2
  {state} is a member
  if {state} joined on {joining date}
  and it is on or after {joining date}
  unless {state} left on {exit date}
  and it is on or after {exit date}

duty LT 3
  {state} must admit {suspect}
  if {suspect} is at the door of {state}
  and {state} is a member

exception LT 5 under guests: liberal
  {state} must admit {suspect}
  if {suspect} is at the door of {state}

caveat LT 6
  {state} speaks of leaving
  if {state} spoke on {talk date} of leaving
  and it is on or after {talk date}
```

```phrase
the Lake Club
the club
  reads the Club

isn't
  reads is not

now
  reads nothing

{state} is [not] in the Club
{state}, [not] in the Club
  means {state} is a member
  also {state} asked on {asking date} to join
  caveat {state} speaks of leaving

{state} was [never] in the Club
  means {state} is a member from {a date} until {b date}

{state} [never] asked to join
{state} asked to join [on|in] {asking date}
{state} asked to join [on|in] {asking date} and was not admitted
  means {state} asked on {asking date} to join
  and it is on or after {asking date}

{state} asked to join [on|in] {asking date} but stayed out
  means {state} asked on {asking date} to join
  and not {state} is a member

{state} has [not] left
{state} left the Club [on|in] {exit date}
  means {state} left on {exit date}
  and it is on or after {exit date}
  doubt {state} is said to have left

{state} has [not] come in
  means {state} joined on {joining date}

{state} has [not] come in
  means {state} was let in on {letting date}

{state} has to admit {suspect}
  suppose {suspect} is at the door of {state}
  means {state} must admit {suspect}

{state} built a {boat}
  means {state} owns a {boat}

{suspect} is tiresome
  means {suspect} is a nuisance
```
"""

TABLES: Tables = {
    "state_names": (
        """
        name,state,use
        Northern Land,norland,exact
        the coast,norland,ask
        the coast,suderland,ask
        """,
        {"names": {"type": "state", "name": "name", "id": "state", "use": "use"}, "complete": True},
    ),
    "members": (
        """
        state,asking_date,joining_date,exit_date,letting_date,source,confidence,note
        norland,1998-11-30,2002-07-01,,,https://lake.example/n,high,
        suderland,1999-01-01,2004-12-01,2017-10-27,,https://lake.example/s,medium,
        ostmark,2000-12-29,,,2006-06-03,https://lake.example/o,high,
        """,
        {
            "complete": True,
            "checked": "2026-01-01",
            "states": [
                {"sentence": "{state} asked on {asking date} to join"},
                {"sentence": "{state} joined on {joining date}"},
                {"sentence": "{state} left on {exit date}"},
                {"sentence": "{state} was let in on {letting date}"},
            ],
        },
    ),
    "boats": (
        """
        state,boat,since
        norland,Sea Bird,2010
        norland,raft,2001-01-01
        """,
        {
            **stating("{state} owns a {boat}", since="since"),
            "complete": "2015-06-30",
            "checked": "2015-06-30",
        },
    ),
    "talk": (
        "state,talk_date\nnorland,2020-01-01\n",
        stating("{state} spoke on {talk date} of leaving"),
    ),
    "rumours": (
        "state,since\nostmark,2026-03\n",
        stating("{state} is said to have left", since="since"),
    ),
    "harbours": (
        "state,shutting_date,opening_date\nnorland,2003-01-01,2003-02-01\n",
        stating("the harbour of {state} was shut from {shutting date} to {opening date}"),
    ),
    "stays": (
        "suspect,state,arrival_date\ndoe,norland,2024-02-03\ndoe,norland,2024-03\n",
        stating("{suspect} came to {state} on {arrival date}", complete=False),
    ),
    "feasts": (
        "feast,feast_date\n1,2001-01-01\n2,2002-01-01\n3,2003-01-01\n4,2004-01-01\n5,2005-01-01\n6,2006-01-01\n",
        stating("there was a feast on {feast date}"),
    ),
}


@cache
def club() -> Book:
    """Return the book, the same one for all tests: a claim changes nothing in it."""
    return book_of(CLUB, TABLES)


def claim(text: str, on: str = "2026-01-01", **options: object) -> Claim:
    """Return what becomes of a claim."""
    return club().claim(text, on=on, **options)  # type: ignore[arg-type]  # passed on
