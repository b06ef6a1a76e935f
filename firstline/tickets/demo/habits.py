"""How Harbor Point behaves: who calls how often, about what, when, by which channel, and what becomes of it."""

from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE

COORDINATORS = {DISTRICT_CODE: ("dana", "dana", "sunita"), POLICE_CODE: ("rita", "ben", "noor")}
"""Who answers the desk's extension; a name twice answers twice as often."""

CALLS_OF: dict[str, dict[str, float]] = {
    DISTRICT_CODE: {
        "central_office": 1.6, "principal": 3.0, "assistant_principal": 3.2, "guidance_counselor": 2.6,
        "social_worker": 1.4, "psychologist": 1.2, "secretary": 6.5, "teacher": 0.75, "paraprofessional": 0.12,
        "librarian": 1.5, "nurse": 1.2, "custodian": 0.35, "adult_education": 1.2, "food_service": 1.0,
        "student": 0.05,
    },
    POLICE_CODE: {"police_officer": 1.0, "police_civilian": 2.2},
}  # fmt: skip
"""Desk → category of personnel → calls, relative to each other."""

CALLER_KINDS = {
    "teacher": "teacher", "paraprofessional": "aide", "food_service": "kitchen", "student": "student",
    "custodian": "aide", "adult_education": "adult", "police_officer": "officer", "police_civilian": "dispatcher",
}  # fmt: skip
"""Category → the kind of caller, where it is not the office kind."""

NATURES_OF: dict[str, dict[str, float]] = {
    "office": {
        "signin": 17, "classxp": 15, "igpro": 4, "printing": 17, "computer": 12, "network": 7, "phone": 8, "other": 5,
        "email": 6, "display": 2, "software": 3, "student_device": 2, "data_request": 2, "door_card": 2,
        "equipment": 3,
    },
    "teacher": {
        "signin": 10, "classxp": 26, "igpro": 34, "printing": 8, "computer": 6, "network": 5, "phone": 1, "other": 2,
        "email": 3, "display": 5, "software": 3, "student_device": 4,
    },
    "aide": {"signin": 30, "computer": 15, "printing": 15, "email": 15, "student_device": 15, "other": 10},
    "kitchen": {"register": 55, "signin": 12, "printing": 8, "computer": 10, "phone": 8, "network": 7},
    "adult": {"signin": 25, "printing": 15, "computer": 18, "network": 12, "display": 8, "software": 10, "email": 12},
    "student": {"signin": 50, "student_device": 40, "network": 10},
    "officer": {
        "vehicle": 26, "records": 18, "camera": 14, "radio": 11, "signin": 14, "computer": 6, "other": 3, "evidence": 5,
        "network": 3,
    },
    "dispatcher": {
        "dispatch": 34, "records": 20, "computer": 14, "signin": 12, "network": 5, "radio": 4, "other": 5,
        "evidence": 6,
    },
}  # fmt: skip
"""Kind of caller → what they call about, in percent or so."""

SEASONS: dict[str, dict[str, float]] = {
    "start": {"signin": 2.4, "equipment": 2.0, "door_card": 2.0, "classxp": 1.4, "student_device": 1.5},
    "reports": {"igpro": 2.6, "classxp": 1.8, "printing": 1.3, "data_request": 1.6},
    "term": {},
    "summer": {"equipment": 2.5, "software": 1.6, "igpro": 0.1, "classxp": 0.3, "student_device": 0.3, "display": 0.5},
}
"""Season of the school year → how much more, or less, of a nature."""

CHANNELS = {
    DISTRICT_CODE: {"phone": 85.0, "voicemail": 6.0, "counter": 5.0, "email": 2.5, "portal": 1.5},
    POLICE_CODE: {"phone": 82.0, "vehicle": 8.0, "counter": 8.0, "monitoring": 2.0},
}
SPOKEN = frozenset({"phone", "counter", "vehicle"})
"""Channels on which a problem can be solved at once."""

FATES = {"transferred": 0.16, "forwarded": 0.52, "queued": 0.22, "callback": 0.10}
"""What becomes of a call that is not solved at once."""

SHARE_NO_TICKET, SHARE_ABANDONED = 0.025, 0.02
SHARE_NAME_AS_TOLD = 0.008
SHARE_REFERRED = 0.82
"""Of the calls that a rule sends elsewhere; the others are helped all the same."""
SHARE_OVERRIDDEN, SHARE_WITH_MODIFIER = 0.015, 0.03
SHARE_REOPENED, SHARE_TWO_LEVELS, SHARE_WAITED = 0.03, 0.12, 0.17

NO_TICKET_REASONS = (
    "Wrong number", "Asked for the front office, passed on", "Thanked for yesterday's help",
    "Line dropped, no answer back", "Same problem already logged by a colleague", "Vendor returning our call",
)  # fmt: skip
OVERRIDE_REASONS = (
    "Board meeting tonight",
    "Only computer of the nurse",
    "Caller agreed to wait",
    "Third call this week",
)
REOPEN_REASONS = (
    "Called again: worked for a day, now the same.",
    "Came back after the restart.",
    "Fixed on one computer only, the other still shows it.",
    "Caller says it is back since this morning.",
)
WAITS: dict[str, tuple[str, ...]] = {
    "requester": (
        "A sample of the page",
        "The time when it happened",
        "The principal's agreement",
        "A quiet hour in the room",
    ),
    "vendor": ("Reply to our case", "A corrected import file", "The date of their visit", "A patch that they promised"),
    "parts": ("Fuser ordered", "Screen ordered", "Power supply ordered", "Patch panel ordered"),
}
WAIT_SHARES = {"requester": 5, "vendor": 3, "parts": 2}
RESOLUTION_SHARES = {
    "remotely": 58,
    "on_site": 17,
    "by_advice": 14,
    "workaround": 6,
    "not_reproducible": 3,
    "withdrawn": 2,
}
"""How tickets end that were not solved on the call."""
IDENTITY_METHODS = {"callback": 5, "employee_number": 4, "mail_code": 1, "in_person": 1}
