"""The call form as a browser sends it, for tests of the console's views."""

from typing import Any
from uuid import uuid4

from tests.world import World


def call_form(world: World, **changes: Any) -> dict[str, Any]:
    """Return Carol's call about a printer, begun two minutes ago; ``changes`` replace fields, None leaves one out."""
    form: dict[str, Any] = {
        "draft_id": str(uuid4()),
        "desk_id": world.district.pk,
        "started_at": world.now.isoformat(),
        "channel": "phone",
        "person_id": world.carol.pk,
        "problem": "Progress reports will not print",
        "nature_by": "suggested",
        "severity_by": "suggested",
        "tried": "Cleared the print profile.",
        "outcome": "solved",
    }
    return {name: value for name, value in (form | changes).items() if value is not None}
