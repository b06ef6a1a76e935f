"""What forms are sent: ``district!queue`` in a row sends the body ``queue`` with the ids of the district's objects.

Each is a request that would do something for whoever may, so that the answer shows who may; the ids in it are those of
one desk, so that everybody from another desk must be told that there is nothing.
"""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from firstline.kernel import clock
from tests.architecture.matrix.seed import Seed

CALL = {
    "desk_id": "{desk_id}",
    "draft_id": "{new_id}",
    "started_at": "{now}",
    "problem": "Nothing prints",
    "person_id": "{person_id}",
}
BODIES: dict[str, dict[str, str]] = {
    "available": {"state": "available"},
    "call": CALL,
    "save": CALL | {"revision": "2"},
    "queue": CALL | {"outcome": "queue"},
    "solved": CALL | {"outcome": "solved", "tried": "Put paper in"},
    "transfer": CALL | {"draft_id": "{draft_id}", "to_user": "{user_id}"},
    "draft": {"draft_id": "{draft_id}"},
    "caller": {"desk_id": "{desk_id}", "name": "Nadine New", "extension": "3777"},
    "reason": {"reason": "Wrong number"},
    "words": {"body": "A word of mine", "anyway": "1", "after": "2000000000"},
    "nobody": {"assignee": "nobody"},
    "move": {"moved": "{ticket_id}", "place": "1"},
    "assign": {"assignee": "{user_id}"},
    "forward": {"to": "up", "tried": "Put paper in"},
    "wait": {"waiting_on": "parts", "reason": "A new lamp", "until": "in 2 days"},
    "resolve": {"resolution_code": "withdrawn", "note": "Put paper in", "minutes": "5"},
    "severity": {"severity": "high", "reason": "Report cards are due"},
    "paper": {"desk": "{desk_code}", "count": "2"},
    "own_view": {"name": "Mine", "query": "view=late"},
    "desk_view": {"name": "Ours", "query": "view=late", "desk": "{desk_id}"},
    "rename": {"name": "Other name"},
    "bulk_assign": {"ids": "{ticket_id}", "assignee": "nobody"},
    "bulk_forward": {"ids": "{ticket_id}", "group": "{group_id}", "tried": "Put paper in"},
    "bulk_severity": {"ids": "{ticket_id}", "severity": "high", "reason": "Report cards are due"},
    "bulk_close": {"ids": "{ticket_id}"},
    "readers": {"who": "named", "reason": "A complaint"},
    "again": {"callback_at": "in 2 h"},
    "promise": {"callback_at": "in 2 h", "callback_number": "4415"},
    "identity": {"method": "callback", "verified": "yes"},
}


CALLER = {"person_id": "{person_id}"}
JSON_BODIES: dict[str, dict[str, Any]] = {
    "ticket": {"desk": "{desk_code}", "caller": CALLER, "problem": "Nothing prints"},
    "solved": {
        "desk": "{desk_code}", "caller": CALLER, "problem": "Nothing prints", "outcome": "solved", "tried": "Paper",
    },
    "contact": {"desk": "{desk_code}"},
    "words": {"body": "A word of mine"},
    "nobody": {"assignee": None},
    "forward": {"tried": "Put paper in"},
    "severity": {"severity": "high", "reason": "Report cards are due"},
    "wait": {"waiting_on": "parts", "reason": "A new lamp", "until": "{soon}"},
    "resolve": {"resolution_code": "withdrawn", "minutes": 5},
    "reason": {"reason": "Wrong number"},
    "undo": {"memory": "{memory}"},
    "nothing": {},
}  # fmt: skip
"""What programs send: ``district!json:words``."""
OCTETS = "octets"
"""What programs upload."""


def json_body(made: Seed, of: str, name: str) -> bytes:
    """Return the JSON body with this name, with the ids of this object."""
    known = {"memory": "Made up"} | made.objects.get(of, {}) | {"soon": (clock.now() + timedelta(days=2)).isoformat()}

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(inner) for key, inner in value.items()}
        if not isinstance(value, str):
            return value
        text = value.format(**known)
        return int(text) if value.endswith("_id}") else text

    return json.dumps(filled(JSON_BODIES[name])).encode()


def body(made: Seed, of: str, name: str) -> bytes:
    """Return the body with this name, with the ids of this object. Nothing for no name."""
    if not name:
        return b""
    if name.startswith("json:"):
        return json_body(made, of, name.removeprefix("json:"))
    if name == OCTETS:
        return b"Bytes of a file"
    known = made.objects.get(of, {}) | {
        "now": clock.now().isoformat(),
        "new_id": "6f1d3a52-8f0e-4b1e-9f59-000000000001",
    }
    return urlencode({key: value.format(**known) for key, value in BODIES[name].items()}).encode()
