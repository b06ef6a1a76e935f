"""What errors say that every room may raise: about text, times and choices."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from firstline.kernel.registry import ERROR_SENTENCES

Params = dict[str, Any]


def _out_of_range(params: Params) -> str:
    words = {"minimum": params.get("minimum", 0), "maximum": f"{params.get('maximum', 0):,}"}
    return _("Enter a number from %(minimum)s to %(maximum)s") % words


SENTENCES: dict[str, Callable[[Params], str]] = {
    "required": lambda _p: _("Fill this in"),
    "too_long": lambda params: _("Shorten this to %(limit)s characters") % {"limit": f"{params.get('limit', 0):,}"},
    "odd_characters": lambda _p: _("This holds signs that cannot be stored. Type it instead of pasting it"),
    "unknown_choice": lambda _p: _("Choose one from the list"),
    "out_of_range": _out_of_range,
    "not_a_time": lambda _p: _("Enter a time such as 2:30, in 1 h, tomorrow 8 or 17 Sep 9:00"),
    "time_not_understood": lambda _p: _("Enter a time such as 2:30, in 1 h, tomorrow 8 or 17 Sep 9:00"),
    "time_in_the_past": lambda _p: _("That time has passed. Enter a later one"),
    "in_the_past": lambda _p: _("That time has passed. Enter a later one"),
    "too_far_ahead": lambda params: _("Enter a time within %(days)s days") % {"days": params.get("days", 0)},
    "target_two_kinds": lambda _p: _("Promise either a time or a number of business days, not both"),
    "target_negative": lambda _p: _("A promised time must lie ahead"),
    "staff_only": lambda _p: _("This page is for staff of a desk"),
    "unauthenticated": lambda _p: _("Send an access token that is good: Authorization: Bearer fl_…"),
    "scope_missing": lambda params: (
        _("This token may not do that. It lacks the scope %(scope)s") % {"scope": params.get("scope", "")}
    ),
    "content_type": lambda params: _("Send it with Content-Type: %(type)s") % {"type": params.get("type", "")},
    "too_many_requests": lambda params: (
        _("Too many requests. Go on in %(seconds)s seconds") % {"seconds": params.get("seconds", 0)}
    ),
    "not_understood": lambda _p: _("What was sent could not be read. Nothing was done"),
    "unknown_parameter": lambda params: _("Nobody knows the parameter %(name)s") % {"name": params.get("name", "")},
    "unknown_cursor": lambda _p: _("Send what the page before gave as next, or no cursor at all"),
    "idempotency_key_missing": lambda _p: _("Send an Idempotency-Key, made anew for each act"),
    "idempotency_key_wrong": lambda _p: _("An Idempotency-Key has 8 to 64 letters, digits and signs . _ : -"),
    "idempotency_key_reused": lambda _p: _("This Idempotency-Key was used for another request. Make a new one"),
    "answer_in_progress": lambda _p: _("The same request is being worked on. Ask again in a moment"),
    "appearance_unknown": lambda _p: _("Choose light, dark, or as your device"),
    "density_unknown": lambda _p: _("Choose one of the three row heights"),
}


def register() -> None:
    """Offer these sentences to the house; called once at start-up."""
    for code, sentence in SENTENCES.items():
        ERROR_SENTENCES.add(code, sentence)
