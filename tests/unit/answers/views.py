"""An invented book with profiles, for the tests of those who pose them and of those who draw them."""

from datetime import date
from functools import cache
from typing import Any

from obligcheck.answers import Book
from obligcheck.answers.profile import Part, Profiled
from tests.unit.books import Tables, book_of, stating

VIEWS = """
```rule
circumstance LT 4, presumed not
  {suspect} is on the waters of {state}

rule LT 1
  {state} is a member from {entry date}
  if {state} joined on {joining date}
  and {entry date} is {joining date} plus 30 days

rule LT 2
  {state} is a member
  if {state} is a member from {entry date}
  and it is on or after {entry date}

exception LT 3
  {state} is a member
  if {state} leaves on {exit date}
  and it is on or after {exit date}

rule LT 3(2)
  {state} stays friendly
  if {state} was seen with {friend state}

rule LT 3(3)
  the second State joined on {second date}
  if {second date} is the first day on which at least 2 {state}: {state} has joined

duty LT 5
  {state} must turn back {suspect}
  if {suspect} is banned by {ban}
  and {state} is a member
  and {suspect} is on the waters of {state}

caveat LT 6
  {state} is a member and about to leave on {exit date}
  if {state} is a member
  and {state} leaves on {exit date}

rule LT 6(2)
  {state} is known
  if {state} joined on {joining date}

judged LT 7 by the Court of the Lake
  {state} is worthy
```

```scenario
scenario visit {suspect} {state} {date}
  suppose {suspect} is on the waters of {state}
  verdict {state} must turn back {suspect}
  yes MUST TURN BACK
  no NEED NOT TURN BACK
  unknown CANNOT TELL
  say yes {state} must turn back {suspect}.
  say no {state} need not turn back {suspect}.
  say unknown Nobody can tell.
```

```profile
profile state {state}
  group {state} lies in {region}
  section Membership
  bar member: {state} is a member
  bar worthy: {state} is worthy
  ask {state} joined on {joining date}
  show {state} is a member from {entry date}
  ask {state} is a member
  show the second State joined on {second date}
  caveat {state} is a member and about to leave on {exit date}
  section Guests
  verdicts must turn back: visit over {suspect}
  conduct {suspect} came to {state} from {arrival date} to {departure date}
  conduct {suspect} passed {state} on {arrival date}
  section Friends
  show {state} was seen with {friend state}
  show {state} stays friendly
  section Refused
  ask {state} was refused by {ban}
  section Worth
  show {state} is worthy

profile suspect {suspect}
  section Bans
  each {suspect} is banned by {ban}
  and {ban} was issued on {issue date}
    show {ban} was lifted on {end date}
    row reasons: {reason} ({article}) where {ban} names {reason} under {article}
  each {suspect} was warned by {ban}
  where {ban} was issued on {issue date}
  section Offices
  history {suspect} is keeper of {state}

profile compare {state}
  group {state} lies in {region}
  section Membership
  row joined on: {state} joined on {joining date}
  row member: {state} is a member
  row worthy: {state} is worthy
  row left on: {exit date} in {region} where {state} leaves on {exit date}
  and {state} lies in {region}
  section Guests
  count visits: {suspect} came to {state} from {arrival date} to {departure date}
  count friends: {state} was seen with {friend state}
  verdicts persons to turn back: visit over {suspect}

profile acts {state}
  section Acts
  row deposited its instrument of accession to the treaty on: {state} joined on {joining date}
  section Fame
  ask {state} is known

profile upcoming
  section What changes
  coming {state} is a member
  coming {state} is a member from {entry date}
  coming {suspect} is keeper of {state}
  where {state} lies in "North"
  coming {state} is a member and about to leave on {exit date}
  section Nothing more
  coming {suspect} is banned by {ban}
```
"""

TABLES: Tables = {
    "regions": (
        "region,name\nnorth,North\nsouth,South",
        {"entity": {"type": "region", "id": "region", "name": "name"}, "complete": True},
    ),
    "bans": (
        """
        ban,name,suspect,kind,issue_date,end_date,reason,article
        doe-1,the ban of 2010 on Jane Doe,doe,ban,2010-03-01,2015-01-01,smuggling,4(1)
        doe-2,the ban of 2012 on Jane Doe,doe,ban,2012-03-01,,piracy,4(2)
        roe-1,the warning of 2011 to Richard Roe,roe,warning,2011-05-05,,noise,9
        """,
        {
            "entity": {"type": "ban", "id": "ban", "name": "name"},
            "complete": True,
            "checked": "2020-06-01",
            "states": [
                {"sentence": "{suspect} is banned by {ban}", "where": {"kind": ["ban"]}},
                {"sentence": "{suspect} was warned by {ban}", "where": {"kind": ["warning"]}},
                {"sentence": "{ban} was issued on {issue date}"},
                {"sentence": "{ban} was lifted on {end date}"},
                {"sentence": "{ban} names {reason} under {article}"},
            ],
        },
    ),
    "joinings": (
        """
        state,joining_date,exit_date,source,confidence
        norland,2001-01-01,2027-07-24,https://lake.example/norland,high
        suderland,2019-12-15,,https://lake.example/suderland,low
        """,
        {
            "complete": True,
            "checked": "2020-06-01",
            "states": [
                {"sentence": "{state} joined on {joining date}"},
                {"sentence": "{state} has joined", "since": "joining_date"},
                {"sentence": "{state} leaves on {exit date}"},
            ],
        },
    ),
    "stays": (
        """
        suspect,state,arrival_date,departure_date
        doe,norland,2012-05-05,2012-05-07
        roe,norland,2011-02-02,2011-02-03
        doe,norland,2030-01-01,2030-01-02
        """,
        stating("{suspect} came to {state} from {arrival date} to {departure date}", complete=False),
    ),
    "passages": (
        "suspect,state,arrival_date\nroe,norland,2012-01-01",
        stating("{suspect} passed {state} on {arrival date}"),
    ),
    "sightings": (
        "state,friend_state\nsuderland,ostmark",
        stating("{state} was seen with {friend state}", complete=False),
    ),
    "refusals": ("state,ban\nostmark,doe-1", stating("{state} was refused by {ban}", denied=True)),
    "places": (
        "state,region\nnorland,north\nostmark,north\nsuderland,south",
        stating("{state} lies in {region}"),
    ),
    "keepers": (
        """
        suspect,state,since,until
        doe,norland,2000-01-01,2004-01-01
        doe,suderland,2008-01-01,2022-01-01
        roe,ostmark,2005-01-01,2031-05-05
        """,
        stating("{suspect} is keeper of {state}", since="since", until="until"),
    ),
}


@cache
def views_book() -> Book:
    """Return the book."""
    return book_of(VIEWS, TABLES)


def profiled(name: str, on: date | str, **inputs: Any) -> Profiled:  # noqa: ANN401 (whatever the profile takes)
    """Return a profile of the book."""
    return views_book().profile(name, on=on, **inputs)


def parts(profile: Profiled, title: str) -> tuple[Part, ...]:
    """Return what stands under one heading of ``profile``."""
    (found,) = [section.parts for section in profile.sections if section.title == title]
    return found
