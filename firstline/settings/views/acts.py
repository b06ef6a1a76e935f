"""Retiring, offering again and removing a setting."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kit.views import Undo, post_only, redirect_with_toast
from firstline.settings.models import SettingRevision
from firstline.settings.services import changes


def undo_of(revision: SettingRevision) -> Undo:
    """Return what a toast needs to take a change back."""
    return Undo(reverse("settings:undo", args=[revision.pk]))


@post_only
def retire(request: HttpRequest, setting: str, subject_id: int) -> HttpResponse:
    """Take the setting out of what is offered."""
    return _act(request, setting, subject_id, changes.retire_setting, _("Retired. Records that refer to it keep it"))


@post_only
def offer(request: HttpRequest, setting: str, subject_id: int) -> HttpResponse:
    """Offer a retired setting again."""
    return _act(request, setting, subject_id, changes.offer_again, _("Offered again"))


@post_only
def remove(request: HttpRequest, setting: str, subject_id: int) -> HttpResponse:
    """Remove a setting that nothing refers to."""
    return _act(request, setting, subject_id, changes.remove_setting, _("Removed"))


def _act(
    request: HttpRequest, setting: str, subject_id: int, service: Callable[..., SettingRevision | None], done: Any
) -> HttpResponse:
    made = service(actor=actor_in(request), code=setting, subject_id=subject_id, now=clock.now())
    url = reverse("settings:list", args=[setting])
    if made is None:
        return redirect_with_toast(request, url, _("It was so already"))
    to = url + (f"?desk={made.desk_id}" if made.desk_id else "")
    return redirect_with_toast(request, to, done, undo=undo_of(made))
