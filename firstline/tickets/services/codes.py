"""The resolution codes that are shipped (DOMAIN.md, Ticket); an agency changes them among the settings."""

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


def start_desk(*, desk_id: int) -> None:  # noqa: ARG001 - the codes are of the installation
    """Make the shipped codes where there are none yet, in the order in which they are offered.

    *Needs* nothing of its own: opening the desk has asked. *Emits* nothing of its own.
    """
    if ResolutionCode.objects.exists():
        return
    ResolutionCode.objects.bulk_create(
        ResolutionCode(code=code, name=name, position=position)
        for position, (code, name) in enumerate(RESOLUTION_CODES, start=1)
    )
