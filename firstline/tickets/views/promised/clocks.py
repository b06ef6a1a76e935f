"""Where the time of a ticket's promises went: each stretch counted, paused, or outside hours."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kit.views import get_only
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.clock_facts import ExplainedClock, explained_clocks, holidays_of
from firstline.tickets.views.lists import back_of, list_question
from firstline.tickets.views.opened import CLOCKS, open_ticket
from firstline.tickets.words.explained import clock_title, notes_about, promise_sentences, stretch_rows

FIRST_SHOWN, LAST_SHOWN = 30, 70
"""Of a long life the beginning and the end are shown, unless all of it is asked for."""


@get_only
def clocks(request: HttpRequest, number: str) -> HttpResponse:
    """Show the promised times of a ticket with all that became of their minutes; ``?all=1`` leaves nothing out."""
    actor, now = actor_in(request), clock.now()
    shown = open_ticket(actor, number, now, how=CLOCKS)
    is_whole, holidays = bool(request.GET.get("all")), holidays_of(shown)
    promises = [explained(shown, told, holidays, now, is_whole=is_whole) for told in explained_clocks(shown, now)]
    context = {"ticket": shown, "promises": promises, "back": back_of(request), "question": list_question(request)}
    return render(request, "tickets/ticket/clocks.html", context)


def explained(
    shown: Ticket, told: ExplainedClock, holidays: Mapping[date, str], now: datetime, *, is_whole: bool
) -> dict[str, Any]:
    """Return one promise ready to be drawn; of a long life some rows are left out, and counted."""
    rows = stretch_rows(told, holidays, shown, now)
    left_out = 0 if is_whole else max(0, len(rows) - FIRST_SHOWN - LAST_SHOWN)
    first = rows[:FIRST_SHOWN] if left_out else rows
    return {
        "title": clock_title(told.story.kind),
        "sentences": promise_sentences(told, shown.desk.calendar.name, now),
        "notes": notes_about(told, now),
        "first": first,
        "left_out": left_out,
        "last": rows[-LAST_SHOWN:] if left_out else (),
    }
