"""The routing table of both demo desks. Level 1 takes every call; not every nature has every further level."""

from firstline.catalog.models import Nature
from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.desks.models import Desk
from firstline.kernel.demo import DemoRun
from firstline.routing.models import Coverage
from firstline.teams.models import Level, SupportGroup

FIRST_LEVEL_GROUP = {DISTRICT_CODE: "Call desk", POLICE_CODE: "Police desk"}

FURTHER_LEVELS: dict[str, dict[str, tuple[str, ...]]] = {
    DISTRICT_CODE: {
        "signin": ("Accounts and phones", "Systems"),
        "classxp": ("Applications", "Systems"),
        "igpro": ("Applications", "Systems"),
        "printing": ("Printing", "Field visits"),
        "computer": ("Computers", "Field visits"),
        "network": ("Network", "Systems"),
        "phone": ("Accounts and phones",),
        "email": ("Accounts and phones", "Systems"),
        "display": ("Computers", "Field visits"),
        "software": ("Computers",),
        "student_device": ("Computers",),
        "data_request": ("Applications",),
        "door_card": ("Accounts and phones",),
        "equipment": ("Computers", "Field visits"),
        "register": ("Computers", "Field visits"),
        "other": (),
    },
    POLICE_CODE: {
        "dispatch": ("Police systems",),
        "vehicle": ("Vehicles and radio",),
        "records": ("Police systems",),
        "radio": ("Vehicles and radio",),
        "camera": ("Police systems",),
        "signin": (),
        "computer": ("Police systems",),
        "network": ("Police systems",),
        "evidence": ("Police systems",),
        "other": (),
    },
}
"""Desk → nature → the groups of levels 2 and 3."""


def load(_run: DemoRun) -> None:
    """Make the coverage rows of both desks."""
    groups = {(group.desk_id, group.name): group for group in SupportGroup.objects.all()}
    levels = {(level.desk_id, level.rank): level for level in Level.objects.all()}
    natures = {(nature.desk_id, nature.code): nature for nature in Nature.objects.all()}
    rows = []
    for desk in Desk.objects.all():
        for code, further in FURTHER_LEVELS[desk.code].items():
            for rank, name in enumerate((FIRST_LEVEL_GROUP[desk.code], *further), start=1):
                coverage = Coverage(
                    desk=desk,
                    nature=natures[desk.pk, code],
                    level=levels[desk.pk, rank],
                    group=groups[desk.pk, name],
                )
                rows.append(coverage)
    Coverage.objects.bulk_create(rows)
