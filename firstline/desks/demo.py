"""The two desks of the demo agency and their number series."""

from firstline.calendars.demo import DISTRICT, POLICE
from firstline.calendars.models import Calendar
from firstline.desks.models import Desk, NumberSeries
from firstline.kernel.demo import DemoRun

DISTRICT_CODE, POLICE_CODE = "district", "police"
POLICE_PREFIX = "P-"
NEWEST_NUMBER = 20478
"""The newest ticket of the district after the default load, as in the mock-ups."""
NEWEST_POLICE_NUMBER = 1042
POLICE_SHARE = 0.075
"""The police desk's part of all tickets."""


def load(run: DemoRun) -> None:
    """Make both desks; their series begin so that the demo tickets end near the numbers of the mock-ups."""
    police_tickets = police_ticket_count(run.tickets)
    shared = NumberSeries.objects.create(
        prefix="", first_number=max(1, NEWEST_NUMBER + 1 - (run.tickets - police_tickets))
    )
    own = NumberSeries.objects.create(
        prefix=POLICE_PREFIX, first_number=max(1, NEWEST_POLICE_NUMBER + 1 - police_tickets)
    )
    Desk.objects.create(
        code=DISTRICT_CODE,
        name="District help desk",
        extension="3446",
        calendar=Calendar.objects.get(name=DISTRICT),
        series=shared,
    )
    Desk.objects.create(
        code=POLICE_CODE,
        name="Police IT",
        extension="4400",
        calendar=Calendar.objects.get(name=POLICE),
        series=own,
        is_confidential=True,
    )


def police_ticket_count(tickets: int) -> int:
    """Return how many of all demo tickets are the police desk's."""
    return round(tickets * POLICE_SHARE)
