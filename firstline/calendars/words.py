"""Errors of this room in words."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

ERRORS: dict[str, Callable[[dict[str, Any]], str]] = {
    "hours_not_understood": lambda params: _("“%(part)s” is no span of hours. Write 8-12, 13-17:30") % params,
    "hours_overlap": lambda _p: _("These hours overlap. Write each span once, such as 8-12, 13-17:30"),
    "holiday_not_understood": lambda params: (
        _("“%(line)s” is no holiday. Write 2026-12-25 Christmas Day, or 2026-12-21..2027-01-01 Winter break") % params
    ),
    "holiday_with_hours": lambda params: _("“%(line)s” has hours. Write it under Special days") % params,
    "holiday_twice": lambda params: _("%(day)s stands there twice. Keep one of the two") % params,
    "breaks_overlap": lambda params: _("%(day)s lies in two breaks. End one before the other begins") % params,
    "span_reversed": lambda params: _("“%(line)s” ends before it begins. Write the first day first") % params,
    "span_too_long": lambda params: _("“%(line)s” is longer than %(most)s days. Cut it in two") % params,
    "special_day_not_understood": lambda params: (
        _("“%(line)s” is no special day. Write 2026-12-18 7:30-11:30 Early release") % params
    ),
    "special_past_midnight": lambda params: (
        _("“%(line)s” ends before it begins. End it by 24:00 and write the rest for the next day") % params
    ),
    "special_days_overlap": lambda params: _("The special hours of %(day)s overlap. Write each span once") % params,
    "too_many_special_days": lambda params: _("Keep to %(most)s special days; past years can go") % params,
    "term_not_understood": lambda params: _("“%(line)s” is no term. Write 2026-09-08..2026-12-18 Fall term") % params,
    "too_many_terms": lambda params: _("Keep to %(most)s terms; past years can go") % params,
    "too_many_holidays": lambda params: _("Keep to %(most)s closed days; past years can go") % params,
    "country_unknown": lambda params: (
        _("No public holidays are known of “%(typed)s”. Enter a country such as US or Germany") % params
    ),
    "state_unknown": lambda params: (
        _("“%(typed)s” is no state of that country. There are %(known)s") % params
        if params["known"]
        else _("Leave the state empty: that country has none here")
    ),
    "years_not_understood": lambda params: _("Enter up to %(most)s years, such as 2026, 2027") % params,
    "no_holidays_known": lambda _p: _("No public holidays are known of those years"),
    "length_not_understood": lambda params: _("“%(part)s” is no promised time. Write 3 h, or 2 h 30 min") % params,
    "time_zone_unknown": lambda _p: _("Enter a time zone such as America/New_York"),
    "calendar_never_open": lambda _p: _("Give at least one day some hours, or choose around the clock"),
}
