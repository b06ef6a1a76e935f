"""All changes of settings, and taking one back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.identity.selectors import account_changes, actor_in
from firstline.kernel import clock
from firstline.kit.views import get_only, post_only, redirect_with_toast
from firstline.settings.selectors.history import changes as last_changes
from firstline.settings.services.changes import undo_change
from firstline.settings.views.acts import undo_of

SHOWN = 100


@get_only
def changes(request: HttpRequest) -> HttpResponse:
    """Show the last changes of all settings, and of accounts and roles among them."""
    actor = actor_in(request)
    both: list[Any] = [*last_changes(actor, limit=SHOWN), *account_changes(actor, limit=SHOWN)]
    both.sort(key=lambda change: change.at, reverse=True)
    return render(request, "settings/changes.html", {"changes": both[:SHOWN], "shows_subject": True})


@post_only
def undo(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Take one change back."""
    made = undo_change(actor=actor_in(request), revision_id=revision_id, now=clock.now())
    url = reverse("settings:list", args=[made.setting]) + (f"?desk={made.desk_id}" if made.desk_id else "")
    return redirect_with_toast(request, url, _("Undone"), undo=undo_of(made))
