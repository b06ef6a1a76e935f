"""Diagnostic questions and modifiers of both demo desks. Answers move impact and urgency by the steps shown."""

from datetime import datetime, timedelta
from typing import NamedTuple

from firstline.catalog.models import Nature
from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.desks.models import Desk
from firstline.identity.models import User
from firstline.triage.models import Modifier, Question, QuestionSet

PUBLISHED_BEFORE = timedelta(days=400)
PUBLISHERS = {DISTRICT_CODE: "dana", POLICE_CODE: "rita"}


class Ask(NamedTuple):
    """A question with the steps of its answers: impact and urgency for yes, then for no."""

    text: str
    yes: tuple[int, int] = (0, 0)
    no: tuple[int, int] = (0, 0)


class Circumstance(NamedTuple):
    """A modifier as data."""

    desk: str
    code: str
    name: str
    impact_steps: int = 0
    urgency_steps: int = 0
    makes_critical: bool = False
    is_time_bound: bool = False


WHOLE_SCHOOL = Ask("Is the whole school affected?", yes=(2, 0))
DISTRICT_QUESTIONS: dict[str, tuple[Ask, ...]] = {
    "signin": (
        Ask("Can you sign in on another computer?", no=(0, 1)),
        Ask("Did you change your password in the last week?"),
        Ask("Are others near you locked out too?", yes=(1, 0)),
    ),
    "classxp": (
        Ask("Can a colleague do the same in Classxp?", no=(1, 0)),
        Ask("Is attendance blocked right now?", yes=(1, 1)),
        WHOLE_SCHOOL,
        Ask("Has it worked since the start of this marking period?"),
    ),
    "igpro": (
        Ask("Does it happen in every class of yours?", yes=(0, 1)),
        Ask("Can another teacher save grades?", no=(1, 0)),
        Ask("Is it the same from home?"),
    ),
    "printing": (
        Ask("Can someone else print to the same printer?", no=(1, 0)),
        Ask("Does another program print, such as Word?"),
        Ask("Any message on the printer's own screen?"),
        Ask("Is there another printer you can use today?", yes=(0, -1)),
    ),
    "computer": (
        Ask("Can you work on another computer for now?", yes=(0, -1), no=(0, 1)),
        Ask("Did it work yesterday?"),
        Ask("Is anything plugged in newly?"),
    ),
    "network": (
        Ask("Are more than ten people affected?", yes=(1, 0)),
        Ask("Do wired computers work?", no=(0, 1)),
        Ask("Are other rooms affected?", yes=(1, 0)),
        WHOLE_SCHOOL,
    ),
    "phone": (
        Ask("Is there a dial tone?"),
        Ask("Can the office be reached from outside?", no=(1, 1)),
        Ask("Are other phones in the building dead too?", yes=(1, 0)),
    ),
    "email": (
        Ask("Does e-mail work in the browser?", no=(0, 1)),
        Ask("Do colleagues have the same?", yes=(1, 0)),
    ),
    "display": (
        Ask("Is a class waiting for it now?", yes=(0, 1)),
        Ask("Does another laptop show a picture?"),
        Ask("Is the lamp lit on the projector?"),
    ),
    "software": (
        Ask("Is it needed for a class this week?", yes=(0, 1)),
        Ask("Does the school own a license?"),
    ),
    "student_device": (
        Ask("Is there a loaner at hand?", no=(0, 1)),
        Ask("More than five devices?", yes=(1, 0)),
        Ask("Is the screen broken?"),
    ),
    "data_request": (
        Ask("Is there a date by which the state needs it?", yes=(0, 1)),
        Ask("Does it hold names of students?"),
    ),
    "door_card": (
        Ask("Can someone let you in for now?", yes=(0, -1)),
        Ask("Is the card lost or stolen?", yes=(0, 1)),
    ),
    "equipment": (
        Ask("Has the principal agreed?"),
        Ask("Is it needed for somebody who starts this week?", yes=(0, 1)),
    ),
    "register": (
        Ask("Is lunch being served now?", yes=(0, 1)),
        Ask("Are all registers affected?", yes=(1, 0)),
    ),
    "other": (
        Ask("Is work stopped until this is answered?", yes=(0, 2)),
        Ask("Does it concern more people than you?", yes=(1, 0)),
    ),
}

POLICE_QUESTIONS: dict[str, tuple[Ask, ...]] = {
    "dispatch": (
        Ask("Are calls for service still being entered?", no=(0, 1)),
        Ask("Is it at every console?", no=(-1, 0)),
        Ask("Are you on the paper fallback?", yes=(0, 1)),
    ),
    "vehicle": (
        Ask("Is the unit on patrol now?", yes=(0, 1)),
        Ask("Does voice radio in the car work?", no=(1, 1)),
        Ask("Is another car affected?", yes=(1, 0)),
    ),
    "records": (
        Ask("Is a report due before the end of this shift?", yes=(0, 1)),
        Ask("Can others open the same report?", no=(1, 0)),
    ),
    "radio": (
        Ask("Can other units hear you?", no=(0, 1)),
        Ask("Is it the same on every channel?"),
        Ask("Is it more than one radio?", yes=(1, 0), no=(-1, 0)),
    ),
    "camera": (
        Ask("Is a spare camera at hand?", no=(0, 1)),
        Ask("Is footage of an incident on it?", yes=(0, 1)),
    ),
    "signin": (
        Ask("Are you on duty now?", no=(0, -1)),
        Ask("Can you sign in at another computer?", yes=(0, -1)),
    ),
    "computer": (
        Ask("Can you use another computer?", yes=(0, -1)),
        Ask("Is it in dispatch or booking?", yes=(1, 1)),
    ),
    "network": (
        Ask("Is dispatch affected?", yes=(1, 1)),
        Ask("Are other rooms affected?", yes=(1, 0)),
    ),
    "evidence": (
        Ask("Is there a court date this week?", yes=(0, 1)),
        Ask("Is the original still readable?", no=(0, 1)),
    ),
    "other": (Ask("Is work stopped until this is answered?", yes=(0, 2)),),
}

QUESTIONS = {DISTRICT_CODE: DISTRICT_QUESTIONS, POLICE_CODE: POLICE_QUESTIONS}

MODIFIERS = (
    Circumstance(DISTRICT_CODE, "class_in_session", "A class is waiting right now", urgency_steps=1),
    Circumstance(DISTRICT_CODE, "testing_window", "State testing today", urgency_steps=1, is_time_bound=True),
    Circumstance(DISTRICT_CODE, "report_card_day", "Report cards or payroll are due today", is_time_bound=True),
    Circumstance(POLICE_CODE, "officer_safety", "Officer or public safety", makes_critical=True, is_time_bound=True),
    Circumstance(POLICE_CODE, "court_today", "Needed in court today", is_time_bound=True),
)


def make_question_sets(now: datetime) -> None:
    """Publish version 1 of the questions of every nature."""
    publishers = {user.username: user for user in User.objects.filter(username__in=PUBLISHERS.values())}
    natures = list(Nature.objects.select_related("desk"))
    sets = QuestionSet.objects.bulk_create(
        QuestionSet(
            nature=nature,
            version=1,
            published_at=now - PUBLISHED_BEFORE,
            published_by=publishers[PUBLISHERS[nature.desk.code]],
        )
        for nature in natures
    )
    Question.objects.bulk_create(
        _question(question_set, position, ask)
        for question_set, nature in zip(sets, natures, strict=True)
        for position, ask in enumerate(QUESTIONS[nature.desk.code][nature.code], start=1)
    )


def _question(question_set: QuestionSet, position: int, ask: Ask) -> Question:
    return Question(
        question_set=question_set,
        position=position,
        text=ask.text,
        yes_impact_steps=ask.yes[0],
        yes_urgency_steps=ask.yes[1],
        no_impact_steps=ask.no[0],
        no_urgency_steps=ask.no[1],
    )


def make_modifiers() -> None:
    """Make the modifiers of both desks."""
    desks = {desk.code: desk for desk in Desk.objects.all()}
    Modifier.objects.bulk_create(Modifier(**row._asdict() | {"desk": desks[row.desk]}) for row in MODIFIERS)
