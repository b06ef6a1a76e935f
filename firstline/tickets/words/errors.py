"""What the errors of this room say: what happened, and under ``code:do`` what to do where that is special.

What it means for one's work is said by the kit, which knows the kind of error.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from firstline.kit.words import STATUS_WORDS

Params = dict[str, Any]
Sentence = Callable[[Params], str]

STATES = {
    "on_call": lambda: _("on a call"),
    "after_call": lambda: _("in after-call work"),
    "away": lambda: _("away"),
    "off": lambda: _("off"),
}


def _status(params: Params) -> Any:
    return STATUS_WORDS.get(str(params.get("status", "")), "")


def _not_free(params: Params) -> str:
    state = STATES.get(str(params.get("state", "")), lambda: _("not free"))()
    return _("%(name)s is %(state)s now") % {"name": params.get("name", ""), "state": state}


def _changed(params: Params) -> str:
    return _("#%(number)s was changed since you opened it") % {"number": params.get("number", "")}


def _key_reused(params: Params) -> str:
    number = params.get("number", "")
    if number:
        return _("This call was logged already, as #%(number)s, with other words") % {"number": number}
    return _("This call was logged already, with other words")


def _with_group(params: Params) -> str:
    return _("%(name)s has it already") % {"name": params.get("name", "")}


def _paper_entered(params: Params) -> str:
    number = params.get("number", "")
    if number:
        return _("This form was entered already, as #%(number)s") % {"number": number}
    return _("This form was entered already; its call is not logged yet")


SENTENCES: dict[str, Sentence] = {
    "ticket_is_void": lambda _p: _("This ticket was taken out as a mistake or a test"),
    "ticket_is_void:do": lambda _p: _("Log the call again if it was real after all."),
    "reopen_first": lambda params: _("It is %(status)s, so nothing can be done with it") % {"status": _status(params)},
    "reopen_first:do": lambda _p: _("Reopen it first, then go on."),
    "resolve_first": lambda _p: _("It is not resolved yet, so it cannot be closed"),
    "resolve_first:do": lambda _p: _("Resolve it first. It closes by itself after that."),
    "not_waiting": lambda _p: _("It is not waiting any more"),
    "not_resolved": lambda _p: _("It is still open, so there is nothing to reopen"),
    "already_resolved": lambda _p: _("It was resolved already"),
    "already_resolved:do": lambda _p: _("Read how. If it is not solved after all, reopen it."),
    "already_closed": lambda _p: _("It is closed already"),
    "only_when_new": lambda _p: _("Only a new ticket can be logged and closed at once"),
    "changed_meanwhile": _changed,
    "already_with_group": _with_group,
    "already_with_group:do": lambda _p: _("Choose another group, or go to the next level."),
    "identity_not_verified": lambda _p: _("The caller is not verified, so this cannot be solved"),
    "identity_not_verified:do": lambda _p: _("Check who is calling first: ring the number on file, or ask in person."),
    "key_reused": _key_reused,
    "key_reused:do": lambda _p: _("Open that ticket and add what is new as a note."),
    "not_free": _not_free,
    "not_free:do": lambda _p: _("Choose somebody who is free, or forward the ticket."),
    "no_extension": lambda params: _("%(name)s has no extension to transfer to") % {"name": params.get("name", "")},
    "no_extension:do": lambda _p: _("Choose somebody else, or forward the ticket."),
    "acted_since": lambda _p: _("Somebody has worked on this since, so it cannot be undone"),
    "acted_since:do": lambda _p: _("Open the ticket and change what is needed by hand."),
    "undo_too_late": lambda _p: _("Undo is possible for one minute only"),
    "undo_too_late:do": lambda _p: _("Open the ticket and change what is needed by hand."),
    "answer_too_late": lambda _p: _("It ended more than 14 days ago"),
    "answer_too_late:do": lambda _p: _("Call us, and we open a new one."),
    "same_nature": lambda _p: _("It has this nature already"),
    "nature_missing": lambda _p: _("Choose a nature of call: this desk has none for everything else"),
    "not_a_day": lambda _p: _("Enter a day such as 2026-09-17"),
    "nothing_chosen": lambda _p: _("No ticket is selected"),
    "nothing_chosen:do": lambda _p: _("Select tickets in the queue first."),
    "too_many_at_once": lambda params: (
        _("This view holds more than %(most)s tickets, and that is the most at once") % {"most": params.get("most", "")}
    ),
    "too_many_at_once:do": lambda _p: _("Narrow the view with a filter, then select all of it again."),
    "too_many_views": lambda params: _("You keep %(most)s views already") % {"most": params.get("most", "")},
    "too_many_views:do": lambda _p: _("Delete one that you do not use, then save this one."),
    "paper_unknown": lambda _p: _("No form with this number was printed by this desk"),
    "paper_unknown:do": lambda _p: _("Look at the number at the top right of the form."),
    "paper_entered": _paper_entered,
    "paper_entered:do": lambda _p: _("Open that ticket and add what is new as a note."),
    "in_the_future": lambda _p: _("That time has not come yet. Enter when the call was"),
    "callback_done": lambda _p: _("Somebody was quicker: this callback is done"),
    "already_promised": lambda _p: _("A callback is promised already, and nobody has rung yet"),
    "already_promised:do": lambda _p: _("Ring, or put that one off, before you promise another."),
    "no_contact": lambda _p: _("Nobody has called about this ticket, so there is no number to ring"),
    "draft_sent": lambda _p: _("This text was saved with the ticket already"),
}
