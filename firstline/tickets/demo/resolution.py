"""How tickets are resolved, as data of the agency (DOMAIN.md, Ticket)."""

from firstline.tickets.models import ResolutionCode

RESOLUTION_CODES = (
    ("on_the_call", "On the call"),
    ("remotely", "Remotely"),
    ("on_site", "On site"),
    ("by_advice", "By advice"),
    ("workaround", "Workaround"),
    ("referred", "Referred elsewhere"),
    ("duplicate", "Duplicate"),
    ("not_reproducible", "Could not be reproduced"),
    ("withdrawn", "Withdrawn by the requester"),
)


def make_resolution_codes() -> None:
    """Make the codes, in the order in which they are offered."""
    ResolutionCode.objects.bulk_create(
        ResolutionCode(code=code, name=name, position=position)
        for position, (code, name) in enumerate(RESOLUTION_CODES, start=1)
    )
