"""Services and natures of call of both demo desks."""

from typing import NamedTuple

from firstline.catalog.models import Nature, Service
from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.desks.models import Desk

SERVICES = (
    ("accounts", "Accounts and sign-in"),
    ("classxp", "Classxp"),
    ("igpro", "IGPro"),
    ("printing", "Printing"),
    ("computers", "Computers"),
    ("network", "Network and Wi-Fi"),
    ("telephones", "Telephones and voicemail"),
    ("email", "Email and calendar"),
    ("displays", "Projectors and displays"),
    ("software", "Software"),
    ("student_devices", "Student devices"),
    ("data_reports", "Data and state reports"),
    ("door_cards", "Door cards"),
    ("pos", "Cafeteria registers"),
    ("general", "Everything else"),
    ("dispatch", "Dispatch system"),
    ("vehicle_computers", "Vehicle computers"),
    ("records", "Police records system"),
    ("radio", "Radio"),
    ("body_cameras", "Body cameras"),
    ("evidence", "Digital evidence"),
    ("police_computers", "Police computers and printing"),
    ("police_network", "Police network"),
    ("police_accounts", "Police accounts"),
    ("police_general", "Police, everything else"),
)


class Kind(NamedTuple):
    """One nature as data."""

    desk: str
    code: str
    name: str
    number_key: int | None
    service: str
    default_impact: str
    default_urgency: str
    needs_identity_check: bool = False
    is_catch_all: bool = False


D, P = DISTRICT_CODE, POLICE_CODE
NATURES = (
    Kind(D, "signin", "Sign-in", 1, "accounts", "one", "hindered", needs_identity_check=True),
    Kind(D, "classxp", "Classxp", 2, "classxp", "one", "hindered"),
    Kind(D, "igpro", "IGPro", 3, "igpro", "one", "hindered"),
    Kind(D, "printing", "Printing", 4, "printing", "one", "hindered"),
    Kind(D, "computer", "Computer", 5, "computers", "one", "hindered"),
    Kind(D, "network", "Network", 6, "network", "group", "hindered"),
    Kind(D, "phone", "Phone", 7, "telephones", "one", "hindered"),
    Kind(D, "other", "Other", 8, "general", "one", "goes_on", is_catch_all=True),
    Kind(D, "email", "Email", None, "email", "one", "hindered"),
    Kind(D, "display", "Projector or display", None, "displays", "group", "hindered"),
    Kind(D, "software", "Software to install", None, "software", "one", "goes_on"),
    Kind(D, "student_device", "Student device", None, "student_devices", "one", "hindered"),
    Kind(D, "data_request", "Data request", None, "data_reports", "one", "goes_on"),
    Kind(D, "door_card", "Door card", None, "door_cards", "one", "hindered", needs_identity_check=True),
    Kind(D, "equipment", "New or moved equipment", None, "computers", "one", "goes_on"),
    Kind(D, "register", "Cafeteria register", None, "pos", "group", "hindered"),
    Kind(P, "dispatch", "Dispatch", 1, "dispatch", "wide", "hindered"),
    Kind(P, "vehicle", "Vehicle computer", 2, "vehicle_computers", "one", "hindered"),
    Kind(P, "records", "Records", 3, "records", "one", "hindered"),
    Kind(P, "radio", "Radio", 4, "radio", "group", "hindered"),
    Kind(P, "camera", "Body camera", 5, "body_cameras", "one", "hindered"),
    Kind(P, "signin", "Sign-in", 6, "police_accounts", "one", "stopped", needs_identity_check=True),
    Kind(P, "computer", "Computer or printing", 7, "police_computers", "one", "hindered"),
    Kind(P, "other", "Other", 8, "police_general", "one", "goes_on", is_catch_all=True),
    Kind(P, "network", "Network", None, "police_network", "group", "hindered"),
    Kind(P, "evidence", "Digital evidence", None, "evidence", "one", "hindered"),
)


def make_natures() -> None:
    """Make the services and the natures of both desks."""
    services = Service.objects.bulk_create(Service(code=code, name=name) for code, name in SERVICES)
    service_of = {service.code: service for service in services}
    desks = {desk.code: desk for desk in Desk.objects.all()}
    Nature.objects.bulk_create(
        Nature(**kind._asdict() | {"desk": desks[kind.desk], "service": service_of[kind.service]}) for kind in NATURES
    )
