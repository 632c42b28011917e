"""The invented record over which the good and the bad books of this folder are checked."""

from tests.unit.books import Tables, stating

TABLES: Tables = {
    "treaties": (
        """
        treaty,name
        lake,Lake Treaty
        ferry,Ferry Treaty
        """,
        {"entity": {"type": "treaty", "id": "treaty", "name": "name"}, "complete": True},
    ),
    "state_names": (
        """
        name,state,use
        Northern Land,norland,exact
        the coast,norland,ask
        the coast,suderland,ask
        """,
        {"names": {"type": "state", "name": "name", "id": "state", "use": "use"}, "complete": True},
    ),
    "ratifications": (
        """
        state,treaty,ratification_date,end_date
        norland,lake,2001-04-02,
        suderland,lake,2003-05-06,2019-01-01
        ostmark,ferry,2005,
        """,
        {
            "complete": True,
            "states": [
                {"sentence": "{state} ratified {treaty} on {ratification date}"},
                {
                    "sentence": "{state} is a party to {treaty}",
                    "since": "ratification_date",
                    "until": "end_date",
                },
            ],
        },
    ),
    "stays": (
        """
        suspect,state,arrival_date
        doe,norland,2024-02-03
        """,
        stating("{suspect} stays in {state}", since="arrival_date", complete=False),
    ),
    "quarrels": (
        """
        state,other_state
        norland,ostmark
        """,
        stating("{state} has a quarrel with {other state}"),
    ),
}
