"""The Lake Treaty: an invented book with everything that an answer can hold."""

from functools import cache

from obligcheck.answers import Answer, Book
from tests.unit.books import Tables, book_of, stating

LAKE = """
```question
question guests
  asks May a guest stay?
  reading strict, default
    says no, a ban is a ban
    held by Court of the Lake since 2001-05-01
  reading liberal
    says yes, while the host wants
    held by Ostmark since 2010-01-01
    held by some writers
```

```rule
judged LT 9 by the Court of the Lake, presumed not
  the ban of {suspect} is void

circumstance LT 4, presumed not
  {suspect} is on the waters of {state}

circumstance LT 4, presumed not
  {suspect} sails to {state} for {purpose}

circumstance LT 5
  {suspect} is a guest of {state}

rule LT 2(1)
  {state} is a member
  if {state} joined on {joining date}
  and {entry date} is {joining date} plus 30 days
  and it is on or after {entry date}
  unless {state} left on {exit date}
  and it is on or after {exit date}

rule LT 3
  {suspect} is banned by {ban}
  if {ban} was issued against {suspect} on {issue date}
  and it is on or after {issue date}
  unless {ban} was lifted on {end date}
  and it is on or after {end date}

presumption LT 6
  {state} has been told of {suspect}
  if {suspect} is banned by {ban}
  and {state} is a member

duty LT 4(2), FT 10
  {state} must turn back {suspect}
  if {suspect} is banned by {ban}
  and {state} is a member
  and {state} has been told of {suspect}
  and {suspect} is on the waters of {state}
  unless the ban of {suspect} is void

duty LT 4(10)
  {state} must turn back {suspect}
  if {state} has promised to turn back {suspect}
  and {suspect} is on the waters of {state}

exception LT 5 under guests: liberal
  {state} must turn back {suspect}
  if {suspect} is a guest of {state}

duty LT 7
  {state} must report the sighting of {suspect}
  if {state} must turn back {suspect}

guidance LT 8
  {state} is urged to shun {suspect}
  if {suspect} is banned by {ban}
  and {suspect} is on the waters of {state}

rule LT 4
  a summit frees {state} of nothing about {suspect}
  if {suspect} sails to {state} for "summit"
  and {state} must turn back {suspect}

rule LT 8
  {state} is on alert
  if {suspect} is on the waters of {state}
  and {suspect} is banned by {ban}

caveat LT 2
  {state} has spoken of leaving
  if {state} announced on {day date} that it leaves
  and it is on or after {day date}

caveat LT 9
  {suspect} may have been pardoned by {state}
  if {suspect} is a guest of {state}
```

```scenario
scenario sail {suspect} {state} {date} [{purpose}]
  suppose {suspect} is on the waters of {state}
  suppose {suspect} sails to {state} for {purpose}
  verdict {state} must turn back {suspect}
  yes MUST TURN BACK
  no NO DUTY
  unknown CANNOT TELL
  say yes On {date}, {state} must turn back {suspect} ({basis}).
  say no On {date}, nothing obliges {state} to turn back {suspect}.
  say unknown Whether {state} must turn back {suspect} on {date} is not known.
  also {state} must report the sighting of {suspect}
  also {state} is urged to shun {suspect}
  also a summit frees {state} of nothing about {suspect}
  also {state} is on alert
  also {suspect} is banned by {ban}
  position {state} said on {day date}: {statement}
  conduct {suspect} was seen in {state} on {day date}
  caveat {state} has spoken of leaving
  caveat {suspect} may have been pardoned by {state}
```
"""

TABLES: Tables = {
    "bans": (
        """
        ban,name,suspect,issue_date,end_date,source,confidence,note
        doe-2015,the ban on Jane Doe,doe,2015-01-01,2021-01-01,https://lake.example/doe,high,
        roe-2016,the ban on Richard Roe,roe,2016,,https://lake.example/roe,low,year from a newspaper
        """,
        {
            "entity": {"type": "ban", "id": "ban", "name": "name"},
            "complete": True,
            "checked": "2024-06-30",
            "states": [
                {"sentence": "{ban} was issued against {suspect} on {issue date}"},
                {"sentence": "{ban} was lifted on {end date}"},
            ],
        },
    ),
    "purposes": (
        "purpose,name\nsummit,summit\nholiday,holiday\n",
        {"entity": {"type": "purpose", "id": "purpose", "name": "name"}, "complete": True},
    ),
    "membership": (
        """
        state,joining_date,exit_date,source,confidence,note
        norland,2000-01-01,,https://lake.example/members,high,
        suderland,2000-01-01,2019-01-01,https://lake.example/members,medium,
        """,
        {
            "complete": True,
            "checked": "2025-12-31",
            "states": [
                {"sentence": "{state} joined on {joining date}"},
                {"sentence": "{state} left on {exit date}"},
            ],
        },
    ),
    "promises": ("state,suspect\n", stating("{state} has promised to turn back {suspect}")),
    "talk": (
        "state,day_date\nsuderland,2018-01-01\n",
        stating("{state} announced on {day date} that it leaves"),
    ),
    "untold": (
        "state,suspect,until\nsuderland,doe,2017-01-01\n",
        stating("{state} has been told of {suspect}", denied=True, until="until"),
    ),
    "sayings": (
        "state,day_date,statement\nnorland,2016-05-01,we will see\n",
        stating("{state} said on {day date}: {statement}"),
    ),
    "sightings": (
        "suspect,state,day_date\ndoe,norland,2016-06-01\n",
        stating("{suspect} was seen in {state} on {day date}", complete=False),
    ),
}


@cache
def lake() -> Book:
    """Return the book, the same one for all tests: an answer changes nothing in it."""
    return book_of(LAKE, TABLES)


def sail(suspect: str, state: str, day: str, **options: object) -> Answer:
    """Return the answer to the scenario."""
    return lake().check("sail", suspect=suspect, state=state, date=day, **options)  # type: ignore[arg-type]  # passed on
