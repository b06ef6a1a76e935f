"""What an agency decides about its calendars: weekly hours, holidays, special days, terms, a time zone."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from firstline.calendars.models import Calendar
from firstline.calendars.rules.business_time import CalendarSpec, OpenHours, SpecialHours, add, compile_calendar
from firstline.calendars.rules.examples import coming_friday
from firstline.calendars.rules.public_holidays import merged_holidays, public_holidays, read_years
from firstline.calendars.rules.written import read_hours, read_zone, write_hours
from firstline.calendars.rules.written_days import (
    read_holidays,
    read_special_days,
    read_terms,
    write_holidays,
    write_special_days,
    write_terms,
)
from firstline.calendars.selectors import WEEKDAYS, unscoped_calendars, unscoped_document, unscoped_is_used
from firstline.calendars.services import put_calendar, remove_calendar
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import (
    Document,
    Proposal,
    SettingField,
    SettingHelper,
    SettingKind,
    SettingLink,
    SettingRow,
    SettingStore,
)

DAY_NAMES = {
    "monday": gettext_lazy("Monday"),
    "tuesday": gettext_lazy("Tuesday"),
    "wednesday": gettext_lazy("Wednesday"),
    "thursday": gettext_lazy("Thursday"),
    "friday": gettext_lazy("Friday"),
    "saturday": gettext_lazy("Saturday"),
    "sunday": gettext_lazy("Sunday"),
}
FOUR_O_CLOCK, THREE_HOURS = 16, timedelta(hours=3)
LONG = 60_000
FIELDS = (
    SettingField(name="name", label=gettext_lazy("Name")),
    SettingField(
        name="time_zone",
        label=gettext_lazy("Time zone"),
        limit=64,
        read=read_zone,
        write=str,
        hint=gettext_lazy("Such as America/New_York"),
    ),
    SettingField(
        name="always_open",
        label=gettext_lazy("Around the clock, every day"),
        form="yes_no",
        hint=gettext_lazy("Then the hours, holidays and special days below do not count"),
    ),
    *(
        SettingField(
            name=day,
            label=name,
            limit=200,
            is_optional=True,
            read=read_hours,
            write=write_hours,
            hint=gettext_lazy("Such as 8-12, 13-17:30. Empty is closed") if day == "monday" else "",
        )
        for day, name in DAY_NAMES.items()
    ),
    SettingField(
        name="holidays",
        label=gettext_lazy("Holidays and breaks"),
        form="text",
        limit=LONG,
        is_optional=True,
        read=read_holidays,
        write=write_holidays,
        hint=gettext_lazy(
            "Closed days, one a line: 2026-12-25 Christmas Day. A break from its first to its last day: "
            "2026-12-21..2027-01-01 Winter break. A day with its own line inside a break keeps its own name"
        ),
    ),
    SettingField(
        name="special_days",
        label=gettext_lazy("Special days"),
        form="text",
        limit=LONG,
        is_optional=True,
        read=read_special_days,
        write=write_special_days,
        hint=gettext_lazy(
            "Days with hours of their own, one a line: 2026-12-18 7:30-11:30 Early release. "
            "They count in place of the weekday, and of a holiday"
        ),
    ),
    SettingField(
        name="terms",
        label=gettext_lazy("Terms"),
        form="text",
        limit=LONG,
        is_optional=True,
        read=read_terms,
        write=write_terms,
        hint=gettext_lazy(
            "For school years, one a line: 2026-09-08..2026-12-18 Fall term. They stand in the year view and change "
            "no hours"
        ),
    ),
)


def _check(document: Document, _desk_id: int | None, _calendar_id: int | None) -> None:
    if not document["always_open"] and not any(document[day] for day in WEEKDAYS):
        raise Invalid("calendar_never_open", field="monday")


def _spec(document: Document) -> CalendarSpec:
    hours = tuple(
        OpenHours(
            weekday,
            time.fromisoformat(opens),
            _closing(closes),
            closes_next_day=closes == "24:00" or closes < opens,
        )
        for weekday, day in enumerate(WEEKDAYS)
        for opens, closes in document[day]
    )
    holidays = frozenset(date.fromisoformat(day) for day, _name in document["holidays"])
    special = tuple(
        SpecialHours(date.fromisoformat(day), time.fromisoformat(opens), _closing(closes))
        for day, opens, closes, _name in document.get("special_days") or ()
    )
    return CalendarSpec(document["time_zone"], hours, holidays, always_open=document["always_open"], special=special)


def _closing(closes: str) -> time:
    return time() if closes == "24:00" else time.fromisoformat(closes)


def _example(document: Document, _desk_id: int | None, now: datetime) -> str:
    zone = ZoneInfo(document["time_zone"])
    asked = coming_friday(now, zone, FOUR_O_CLOCK)
    calendar = compile_calendar(_spec(document), asked.date(), asked.date() + timedelta(days=60))
    due = add(calendar, asked, THREE_HOURS)
    if due is None:
        return _("Nothing is ever due by this calendar: it has no hours")
    words = {"asked": _moment(asked), "due": _moment(due.astimezone(zone))}
    return _("A ticket of %(asked)s with 3 h is promised by %(due)s") % words


def _moment(at: datetime) -> str:
    return date_format(at, "l j M G:i")


def _propose(asked: Mapping[str, str], typed: Mapping[str, str]) -> Proposal:
    years = read_years(asked["years"])
    language = (get_language() or "en").split("-")[0]
    proposed = public_holidays(asked["country"], asked["state"], years, language)
    try:
        own = read_holidays(typed.get("holidays", ""))
    except Invalid as error:
        raise Invalid(error.code, **{"field": "holidays"} | error.params) from error
    merged, count = merged_holidays(own, proposed)
    told = ngettext(
        "%(count)d day was added to the holidays. Look at it, take out what does not count here, and save",
        "%(count)d days were added to the holidays. Look at them, take out what does not count here, and save",
        count,
    ) % {"count": count}
    return Proposal({"holidays": write_holidays(merged)}, told if count else _("All of these stand there already"))


HELPER = SettingHelper(
    title=gettext_lazy("Add public holidays"),
    sentence=gettext_lazy(
        "Proposes lines for the holidays of this form. Days that stand there keep their names, and nothing is saved "
        "until you save it"
    ),
    button=gettext_lazy("Propose them"),
    fields=(
        SettingField(name="country", label=gettext_lazy("Public holidays of"), hint=gettext_lazy("Such as US")),
        SettingField(
            name="state",
            label=gettext_lazy("State or province"),
            is_optional=True,
            hint=gettext_lazy("Such as NY or New York"),
        ),
        SettingField(name="years", label=gettext_lazy("Years"), hint=gettext_lazy("Such as 2026, 2027")),
    ),
    initial=lambda now: {"years": f"{now.year}, {now.year + 1}"},
    propose=_propose,
)


def _rows(_desk_id: int | None) -> list[SettingRow]:
    return [SettingRow(calendar.pk, calendar.name, _note(calendar)) for calendar in unscoped_calendars()]


def _note(calendar: Calendar) -> str:
    if calendar.always_open:
        return _("around the clock, %(zone)s") % {"zone": calendar.time_zone}
    words: dict[str, Any] = {
        "zone": calendar.time_zone, "hours": calendar.hours.count(), "holidays": calendar.holidays.count(),
        "special": calendar.special_days.count(),
    }  # fmt: skip
    if not words["special"]:
        return _("%(hours)s intervals a week, %(holidays)s holidays, %(zone)s") % words
    return _("%(hours)s intervals a week, %(holidays)s holidays, %(special)s special openings, %(zone)s") % words


KINDS = {
    "calendars": SettingKind(
        title=gettext_lazy("Calendars"),
        sentence=gettext_lazy(
            "When working time counts. Desks go by one each: promised times of their tickets stand still outside it. "
            "A change counts for promises made from now on"
        ),
        add_label=gettext_lazy("Add a calendar"),
        group="calendars",
        order=10,
        fields=lambda _desk_id: FIELDS,
        store=SettingStore(
            rows=_rows,
            desk_of=lambda _calendar_id: None,
            read=unscoped_document,
            write=lambda calendar_id, _desk_id, document: put_calendar(calendar_id=calendar_id, document=document),
            remove=lambda calendar_id: remove_calendar(calendar_id=calendar_id),
            is_used=unscoped_is_used,
        ),
        check=_check,
        example=_example,
        links=(SettingLink(gettext_lazy("Year and what if"), "calendar", "calendars:year"),),
        helper=HELPER,
    )
}
