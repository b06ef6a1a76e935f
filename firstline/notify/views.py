"""The list of one's notices, the bell, and opening one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firstline.identity.rules.session_age import polls
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.registry import NOTICE_SENTENCES
from firstline.notify import selectors, services
from firstline.notify.models import Notice

PAGE_LENGTH = 50


@dataclass(frozen=True)
class NoticeLine:
    """One notice as it is shown."""

    notice: Notice
    sentence: str


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show the newest notices; a ``before`` in the address goes further back."""
    actor = actor_in(request)
    found = selectors.notices(actor)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < len(str(2**62)):
        found = found.filter(pk__lt=int(before))
    shown = list(found[: PAGE_LENGTH + 1])
    lines = _lines(shown[:PAGE_LENGTH])
    context = {
        "lines": lines,
        "unread_count": selectors.unread_count(actor),
        "next_url": f"?before={lines[-1].notice.pk}" if len(shown) > PAGE_LENGTH else "",
        "now": clock.now(),
    }
    return render(request, "notify/notices.html", context)


@polls
@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """Return the bell with its count; 304 when the page has it already."""
    count = selectors.unread_count(actor_in(request))
    tag = f'"bell-{count}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    response = render(request, "kit/shell/_bell.html")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = services.mark_read(actor=actor_in(request), notice_id=notice_id, now=clock.now())
    is_ours = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if is_ours else "notify:notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""
    services.mark_all_read(actor=actor_in(request), now=clock.now())
    return redirect("notify:notices")


def _lines(found: Iterable[Notice]) -> list[NoticeLine]:
    return [NoticeLine(notice, _sentence(notice)) for notice in found]


def _sentence(notice: Notice) -> str:
    sentence = NOTICE_SENTENCES.get(notice.kind)
    if sentence is None:
        return _("Something happened that has no words here. Open it to see")
    return str(sentence(notice.params))
