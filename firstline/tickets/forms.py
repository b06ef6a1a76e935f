"""HTML input of the tickets room: what the pages send, checked and typed. Rules of the house are not here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from firstline.contacts.models import Channel
from firstline.kernel.errors import Invalid
from firstline.tickets.services.intake import Call, Problem

ANSWER_PREFIX = "answer_"
ID_DIGITS = 18
BY_PERSON = "person"
"""Marks a nature or severity that somebody chose; what was only suggested follows the words until the log."""
DRAFT_FIELDS = (
    "person_id",
    "caller_label",
    "name_as_told",
    "number",
    "channel",
    "problem",
    "nature",
    "nature_by",
    "question_set",
    "severity",
    "severity_by",
    "severity_reason",
    "tried",
    "identity_method",
    "identity_verified",
    "call_date",
    "began_time",
    "ended_time",
    "answered_by",
)


class CallForm(forms.Form):
    """The call form's scalar fields, with types. Everything is optional here: services say what is missing."""

    draft_id = forms.UUIDField()
    desk_id = forms.IntegerField(min_value=1, max_value=2**62)
    started_at = forms.CharField(max_length=40)
    call_date = forms.DateField(required=False)
    began_time = forms.TimeField(required=False)
    ended_time = forms.TimeField(required=False)
    answered_by = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    person_id = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    name_as_told = forms.CharField(required=False, max_length=2000)
    number = forms.CharField(required=False, max_length=200)
    channel = forms.ChoiceField(required=False, choices=Channel.choices)
    problem = forms.CharField(required=False)
    nature = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    nature_by = forms.CharField(required=False, max_length=20)
    question_set = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    severity = forms.CharField(required=False, max_length=20)
    severity_by = forms.CharField(required=False, max_length=20)
    severity_reason = forms.CharField(required=False, max_length=2000)
    tried = forms.CharField(required=False)
    identity_method = forms.CharField(required=False, max_length=40)
    identity_verified = forms.CharField(required=False, max_length=10)


@dataclass(frozen=True)
class SentCall:
    """A call form as sent: the call, the problem (``nature_id`` 0 when none was chosen), and who chose the nature."""

    call: Call
    problem: Problem
    nature_chosen_by_person: bool


def read_call(sent: QueryDict, zone: ZoneInfo, now: datetime) -> SentCall:
    """Return the call form's content, typed; clock times are of ``zone``. *Raises* Invalid with the field at fault."""
    form = CallForm(sent)
    if not form.is_valid():
        raise Invalid("unknown_choice", field=next(iter(form.errors)))
    data = form.cleaned_data
    call = Call(
        key=data["draft_id"],
        desk_id=data["desk_id"],
        started_at=read_moment(data["started_at"], "started_at"),
        began_at=_at(data["call_date"], data["began_time"], zone, now),
        ended_at=_at(data["call_date"], data["ended_time"], zone, now),
        answered_by_id=data["answered_by"],
        person_id=data["person_id"],
        name_as_told="" if data["person_id"] else data["name_as_told"],
        number=data["number"],
        channel=data["channel"] or Channel.PHONE,
    )
    problem = Problem(
        text=data["problem"],
        nature_id=data["nature"] or 0,
        tried=data["tried"],
        answers=read_answers(sent),
        question_set_id=data["question_set"],
        modifier_codes=tuple(sent.getlist("modifiers")),
        severity=data["severity"] if data["severity_by"] == BY_PERSON else "",
        severity_reason=data["severity_reason"],
        identity_method=data["identity_method"],
        identity_verified={"yes": True, "no": False}.get(data["identity_verified"]),
    )
    return SentCall(call, problem, nature_chosen_by_person=data["nature_by"] == BY_PERSON)


def _at(day: date | None, time_of_day: time | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the moment of a clock time on a day, today when none is given."""
    if time_of_day is None:
        return None
    return datetime.combine(day or now.astimezone(zone).date(), time_of_day, tzinfo=zone)


def read_answers(sent: QueryDict) -> dict[int, str]:
    """Return question id → answer from the ``answer_<id>`` fields. *Raises* Invalid."""
    answers = {}
    for name in sent:
        if name.startswith(ANSWER_PREFIX):
            answers[read_id(name.removeprefix(ANSWER_PREFIX), "answers")] = str(sent[name])
    return answers


def read_id(value: str, field: str) -> int:
    """Return a positive id. *Raises* Invalid."""
    if not (value.isascii() and value.isdigit() and len(value) <= ID_DIGITS):
        raise Invalid("unknown_choice", field=field)
    return int(value)


def read_uuid(value: str, field: str) -> UUID:
    """Return a UUID. *Raises* Invalid."""
    try:
        return UUID(value)
    except ValueError:
        raise Invalid("unknown_choice", field=field) from None


def read_moment(value: str, field: str) -> datetime:
    """Return an aware moment from ISO text. *Raises* Invalid."""
    try:
        moment = parse_datetime(value)
    except ValueError:
        moment = None
    if moment is None or is_naive(moment):
        raise Invalid("not_a_time", field=field)
    return moment


def draft_data(sent: QueryDict) -> dict[str, Any]:
    """Return what a draft keeps of the form: scalar fields, ticked circumstances, answers."""
    data: dict[str, Any] = {name: sent[name] for name in DRAFT_FIELDS if sent.get(name)}
    for name, field in (("person_id", "person_id"), ("nature", "nature"), ("question_set", "answers")):
        if name in data:
            data[name] = read_id(data[name], field)
    if modifiers := sent.getlist("modifiers"):
        data["modifiers"] = modifiers
    if answers := read_answers(sent):
        data["answers"] = {str(question): answer for question, answer in answers.items()}
    return data


def draft_fields(data: Mapping[str, Any]) -> dict[str, str]:
    """Return a draft as form fields, several values of one name joined by a line break: what ``<fl-draft>`` merges."""
    fields = {name: str(data[name]) for name in DRAFT_FIELDS if name in data}
    if data.get("modifiers"):
        fields["modifiers"] = "\n".join(data["modifiers"])
    answers = data.get("answers", {})
    return fields | {f"{ANSWER_PREFIX}{question}": str(answer) for question, answer in answers.items()}


def answers_of(data: Mapping[str, Any]) -> dict[int, str]:
    """Return the answers kept in a draft, by question id."""
    return {int(question): answer for question, answer in data.get("answers", {}).items()}
