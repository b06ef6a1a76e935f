"""All changes of settings, and taking one back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kit.views import get_only, post_only, redirect_with_toast
from firstline.settings.selectors.history import changes as last_changes
from firstline.settings.services.changes import undo_change
from firstline.settings.views.acts import undo_of

SHOWN = 100


@get_only
def changes(request: HttpRequest) -> HttpResponse:
    """Show the last changes of all settings."""
    found = last_changes(actor_in(request), limit=SHOWN)
    return render(request, "settings/changes.html", {"changes": found, "shows_subject": True})


@post_only
def undo(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Take one change back."""
    made = undo_change(actor=actor_in(request), revision_id=revision_id, now=clock.now())
    url = reverse("settings:list", args=[made.setting]) + (f"?desk={made.desk_id}" if made.desk_id else "")
    return redirect_with_toast(request, url, _("Undone"), undo=undo_of(made))
