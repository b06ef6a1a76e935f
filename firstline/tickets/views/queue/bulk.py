"""One thing with many tickets: each address shows its form (a dialog, or a page without script) and acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, RuleBroken
from firstline.kit.forms import add_problem
from firstline.kit.views import Undo, allow, post_only, redirect_with_toast, render_page
from firstline.kit.words import SEVERITY_WORDS, sentence_of
from firstline.tickets.forms import read_id
from firstline.tickets.policies import works_any
from firstline.tickets.rules.queue_query import ME, NOBODY
from firstline.tickets.selectors.queue.lists import chosen_ids
from firstline.tickets.services.queue import bulk
from firstline.tickets.services.queue.undo import undo_many
from firstline.tickets.views.lists import queue_url
from firstline.tickets.views.queue import bulk_forms as forms
from firstline.tickets.views.queue.page import query_of, staff_actor
from firstline.tickets.words import bulk as words

MOST = 500
UNPROCESSABLE = 422
Data = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One act with its words; ``run`` calls the service, ``said`` tells what was done to how many."""

    route: str
    title: Callable[[int], str]
    button: Any
    form: type[forms.BulkForm]
    run: Callable[[Actor, list[int], Data, datetime], bulk.Outcome]
    said: Callable[[int, str], str]


def _assign(actor: Actor, ids: list[int], data: Data, now: datetime) -> bulk.Outcome:
    chosen = data["assignee"]
    user_id = {NOBODY: None, ME: actor.user_id}.get(chosen, 0)
    user_id = read_id(chosen, "assignee") if user_id == 0 else user_id
    return bulk.assign_many(actor=actor, ticket_ids=ids, user_id=user_id, now=now)


def _forward(actor: Actor, ids: list[int], data: Data, now: datetime) -> bulk.Outcome:
    group_id = read_id(data["group"], "group")
    return bulk.forward_many(actor=actor, ticket_ids=ids, group_id=group_id, tried=data["tried"], now=now)


def _severity(actor: Actor, ids: list[int], data: Data, now: datetime) -> bulk.Outcome:
    return bulk.set_severity_of_many(
        actor=actor, ticket_ids=ids, severity=data["severity"], reason=data["reason"], now=now
    )


def _close(actor: Actor, ids: list[int], _data: Data, now: datetime) -> bulk.Outcome:
    return bulk.close_many(actor=actor, ticket_ids=ids, now=now)


ASSIGN = Act(
    "bulk_assign",
    lambda n: ngettext("Assign %(n)s ticket", "Assign %(n)s tickets", n),
    gettext_lazy("Assign"),
    forms.BulkAssignForm,
    _assign,
    words.given,
)
FORWARD = Act(
    "bulk_forward",
    lambda n: ngettext("Forward %(n)s ticket", "Forward %(n)s tickets", n),
    gettext_lazy("Forward"),
    forms.BulkForwardForm,
    _forward,
    words.forwarded,
)
SEVERITY = Act(
    "bulk_severity",
    lambda n: ngettext("Change severity of %(n)s ticket", "Change severity of %(n)s tickets", n),
    gettext_lazy("Change severity"),
    forms.BulkSeverityForm,
    _severity,
    words.changed,
)
CLOSE = Act(
    "bulk_close",
    lambda n: ngettext("Close %(n)s ticket", "Close %(n)s tickets", n),
    gettext_lazy("Close"),
    forms.BulkForm,
    _close,
    words.closed,
)


@allow("GET", "POST")
def assign(request: HttpRequest) -> HttpResponse:
    """Give many to somebody."""
    return _show(request, ASSIGN)


@allow("GET", "POST")
def forward(request: HttpRequest) -> HttpResponse:
    """Forward many to a group."""
    return _show(request, FORWARD)


@allow("GET", "POST")
def severity(request: HttpRequest) -> HttpResponse:
    """Set another severity of many."""
    return _show(request, SEVERITY)


@allow("GET", "POST")
def close(request: HttpRequest) -> HttpResponse:
    """Close many that are resolved."""
    return _show(request, CLOSE)


@post_only
def undo(request: HttpRequest) -> HttpResponse:
    """Take one's last act on many tickets back."""
    act_id = read_id(request.POST.get("act", ""), "act")
    try:
        undone = undo_many(actor=actor_in(request), act_id=act_id, now=clock.now())
    except RuleBroken as refusal:
        return redirect_with_toast(request, queue_url(request), sentence_of(refusal))
    n = undone.done_count
    said = ngettext("%(n)s taken back", "%(n)s taken back", n) % {"n": n} if n else _("Nothing was taken back")
    return redirect_with_toast(request, queue_url(request), words.result_text(said, undone.refused))


def _show(request: HttpRequest, act: Act) -> HttpResponse:
    actor, now = staff_actor(request), clock.now()
    if not works_any(actor):
        raise NotAllowed
    if request.method == "POST":
        return _act(request, actor, act, now)
    is_whole_view = request.GET.get("scope") == "view"
    ids = _whole_view(request, actor, now) if is_whole_view else _ids(request.GET.getlist("ids"))
    if not ids:
        raise Invalid("nothing_chosen", field="ids")
    form = act.form(actor, initial={"ids": ",".join(map(str, ids))})
    return _render(request, act, form, len(ids), is_whole_view=is_whole_view)


def _act(request: HttpRequest, actor: Actor, act: Act, now: datetime) -> HttpResponse:
    form = act.form(actor, request.POST)
    ids = _ids(request.POST.getlist("ids"))
    if form.is_valid():
        try:
            outcome = act.run(actor, ids, form.cleaned_data, now)
        except (Invalid, RuleBroken) as error:
            add_problem(form, error)
        else:
            said = act.said(outcome.done_count, _name(actor, form))
            back = Undo(reverse("tickets:bulk_undo"), {"act": str(outcome.act.pk)}) if outcome.act else None
            return redirect_with_toast(request, queue_url(request), words.result_text(said, outcome.refused), undo=back)
    return _render(request, act, form, len(ids), status=UNPROCESSABLE)


def _render(
    request: HttpRequest, act: Act, form: forms.BulkForm, n: int, *, is_whole_view: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "n": n,
        "title": act.title(n) % {"n": n},
        "button": act.button,
        "action": reverse(f"tickets:{act.route}"),
        "is_whole_view": is_whole_view,
        "back": queue_url(request),
    }
    fragment = "tickets/queue/_bulk_dialog.html"
    return render_page(request, "tickets/queue/bulk.html", context, fragment=fragment, status=status)


def _whole_view(request: HttpRequest, actor: Actor, now: datetime) -> list[int]:
    ids = chosen_ids(actor, query_of(request), now, MOST)
    if len(ids) > MOST:
        raise RuleBroken("too_many_at_once", most=MOST)
    return ids


def _ids(sent: list[str]) -> list[int]:
    """Return the ids of a form: one a field, or several parted by commas. *Raises* Invalid."""
    parts = [part for value in sent for part in value[: forms.LONG].split(",") if part]
    return list(dict.fromkeys(read_id(part, "ids") for part in parts))


def _name(actor: Actor, form: forms.BulkForm) -> str:
    """Return whom or what was chosen, in words."""
    data = form.cleaned_data
    if data.get("assignee") == ME:
        return actor.name
    if data.get("assignee") == NOBODY:
        return ""
    if "severity" in data:
        return str(SEVERITY_WORDS[data["severity"]])
    field = "assignee" if "assignee" in data else "group"
    choices = form.fields[field].choices if field in form.fields else []  # type: ignore[attr-defined]  # a ChoiceField
    return str(dict(choices).get(data.get(field, ""), ""))
