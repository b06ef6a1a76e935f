"""Levels, support groups and memberships of both demo desks, and where everybody's line stands."""

from datetime import timedelta
from typing import NamedTuple

from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.desks.models import Desk
from firstline.identity.models import User
from firstline.kernel.demo import DemoRun
from firstline.teams.models import Availability, AvailabilityState, Level, Membership, SupportGroup

LEVELS = ("Level 1, on the phone", "Level 2, specialists", "Level 3, systems and repairs")


class Member(NamedTuple):
    """A person in a group, at a level of the desk, with the direct extension and what they are good at."""

    username: str
    desk: str
    group: str
    rank: int
    extension: str
    skills: tuple[str, ...] = ()


DISTRICT_GROUPS = (
    "Call desk", "Applications", "Printing", "Computers", "Network", "Accounts and phones", "Systems", "Field visits",
)  # fmt: skip
POLICE_GROUPS = ("Police desk", "Police systems", "Vehicles and radio")
MEMBERS = (
    Member("dana", DISTRICT_CODE, "Call desk", 1, "3440", ("Sign-in", "Printing", "Spanish")),
    Member("sunita", DISTRICT_CODE, "Call desk", 1, "3441", ("Sign-in", "Classxp")),
    Member("marcus", DISTRICT_CODE, "Applications", 2, "3454", ("Classxp", "IGPro")),
    Member("bao", DISTRICT_CODE, "Applications", 2, "3455", ("IGPro", "State reports")),
    Member("priya", DISTRICT_CODE, "Printing", 2, "3452", ("Printing", "Network")),
    Member("priya", DISTRICT_CODE, "Network", 2, "3452", ("Network", "Wi-Fi")),
    Member("joel", DISTRICT_CODE, "Printing", 2, "3457", ("Printing",)),
    Member("joel", DISTRICT_CODE, "Computers", 2, "3457", ("Computers", "Displays")),
    Member("ngozi", DISTRICT_CODE, "Accounts and phones", 2, "3458", ("Accounts", "Telephones")),
    Member("hanna", DISTRICT_CODE, "Systems", 3, "3464", ("Servers", "Network", "Directory")),
    Member("luis", DISTRICT_CODE, "Field visits", 3, "3461", ("Repairs", "Spanish")),
    Member("tom", DISTRICT_CODE, "Field visits", 3, "3462", ("Repairs", "Cabling")),
    Member("rita", POLICE_CODE, "Police desk", 1, "4401", ("Dispatch system", "Records")),
    Member("ben", POLICE_CODE, "Police systems", 2, "4402", ("Dispatch system", "Records", "Body cameras")),
    Member("noor", POLICE_CODE, "Vehicles and radio", 2, "4403", ("Vehicle computers", "Radio")),
)

LINES = {
    "dana": (AvailabilityState.AVAILABLE, "", 95),
    "sunita": (AvailabilityState.ON_CALL, "", 4),
    "marcus": (AvailabilityState.ON_CALL, "", 6),
    "bao": (AvailabilityState.AFTER_CALL, "", 2),
    "priya": (AvailabilityState.AVAILABLE, "", 31),
    "joel": (AvailabilityState.AVAILABLE, "", 12),
    "ngozi": (AvailabilityState.AWAY, "Training until noon", 50),
    "luis": (AvailabilityState.AWAY, "At Kettle Pond", 40),
    "tom": (AvailabilityState.OFF, "", 900),
    "hanna": (AvailabilityState.AVAILABLE, "", 130),
    "rita": (AvailabilityState.AVAILABLE, "", 75),
    "ben": (AvailabilityState.AVAILABLE, "", 20),
    "noor": (AvailabilityState.AWAY, "In the garage", 25),
}
"""Username → state, note, and for how many minutes it has been so."""


def load(run: DemoRun) -> None:
    """Make levels, groups, memberships and line states."""
    desks = {desk.code: desk for desk in Desk.objects.all()}
    users = {user.username: user for user in User.objects.all()}
    levels = Level.objects.bulk_create(
        Level(desk=desk, rank=rank, name=name) for desk in desks.values() for rank, name in enumerate(LEVELS, start=1)
    )
    level_of = {(level.desk_id, level.rank): level for level in levels}
    named = [(DISTRICT_CODE, name) for name in DISTRICT_GROUPS] + [(POLICE_CODE, name) for name in POLICE_GROUPS]
    groups = SupportGroup.objects.bulk_create(SupportGroup(desk=desks[code], name=name) for code, name in named)
    group_of = dict(zip(named, groups, strict=True))
    Membership.objects.bulk_create(
        Membership(
            user=users[member.username],
            group=group_of[member.desk, member.group],
            level=level_of[desks[member.desk].pk, member.rank],
            direct_extension=member.extension,
            skills=list(member.skills),
        )
        for member in MEMBERS
    )
    Availability.objects.bulk_create(
        Availability(user=users[username], state=state, note=note, since_at=run.now - timedelta(minutes=minutes))
        for username, (state, note, minutes) in LINES.items()
    )
