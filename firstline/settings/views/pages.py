"""All settings at a glance; the settings of a kind; one setting as a form with its history."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotFound, RuleBroken
from firstline.kernel.settings import SettingKind
from firstline.kit.forms import add_problem
from firstline.kit.views import allow, get_only, redirect_with_toast
from firstline.kit.words import ago_text
from firstline.settings.forms import SettingForm
from firstline.settings.policies import require_change_settings
from firstline.settings.rules.documents import ACTIVE, digest
from firstline.settings.selectors import documents, history
from firstline.settings.selectors.first_run import is_unfinished
from firstline.settings.services.changes import add_setting, change_setting
from firstline.settings.views.acts import undo_of
from firstline.settings.views.lines import Line, lines_for
from firstline.settings.views.proposals import Proposed, empty_helper, proposed
from firstline.settings.words import GROUPS

CONFLICT, UNPROCESSABLE = 409, 422


@get_only
def index(request: HttpRequest) -> HttpResponse:
    """Show every kind of setting in its group, and the last changes."""
    actor = actor_in(request)
    require_change_settings(actor)
    context = {
        "groups": list(_groups(actor)),
        "changes": history.changes(actor, limit=5),
        "is_unfinished": is_unfinished(actor),
    }
    return render(request, "settings/index.html", context)


def _groups(actor: Actor) -> Iterator[tuple[Any, list[Line]]]:
    lines = lines_for(actor)
    for code, name in GROUPS.items():
        if chosen := [line for line in lines if line.group == code]:
            yield name, chosen


@get_only
def listing(request: HttpRequest, setting: str) -> HttpResponse:
    """List the settings of a kind, of one desk where desks have their own."""
    actor = actor_in(request)
    kind = documents.kind_of(actor, setting)
    desk_id = _desk_id(actor, request, is_of_desk=kind.is_of_desk)
    if kind.is_table and desk_id is not None:
        return redirect("settings:edit", setting, desk_id)
    context = {
        "kind": kind,
        "code": setting,
        "desks": documents.desks(actor) if kind.is_of_desk else [],
        "desk_id": desk_id,
        "rows": documents.rows(actor, setting, desk_id),
        "changes": history.changes(actor, code=setting, desk_id=desk_id),
        "shows_subject": True,
    }
    return render(request, "settings/list.html", context)


def _desk_id(actor: Actor, request: HttpRequest, *, is_of_desk: bool) -> int | None:
    if not is_of_desk:
        return None
    ids = [desk.pk for desk in documents.desks(actor)]
    asked = request.GET.get("desk", "") or (str(ids[0]) if ids else "")
    chosen = next((desk_id for desk_id in ids if str(desk_id) == asked), None)
    if chosen is None and ids:
        raise NotFound
    return chosen


@allow("GET", "POST")
def add(request: HttpRequest, setting: str) -> HttpResponse:
    """Show an empty form; POST adds the setting."""
    actor = actor_in(request)
    kind = documents.kind_of(actor, setting)
    desk_id = _desk_id(actor, request, is_of_desk=kind.is_of_desk)
    if kind.is_table or (kind.is_of_desk and desk_id is None):
        raise NotFound
    fields = list(kind.fields(desk_id))
    context: dict[str, Any] = {"kind": kind, "code": setting, "desk_id": desk_id, "fields": fields}
    if request.method == "GET":
        return _form_page(request, SettingForm(fields=fields, desk_id=desk_id, is_new=True), context)
    if helped := proposed(request, kind, fields=fields, desk_id=desk_id, is_new=True):
        return _form_page(request, helped.form, context | helped.context, status=helped.status)
    form = SettingForm(request.POST, fields=fields, desk_id=desk_id, is_new=True)
    if form.is_valid():
        try:
            made = add_setting(actor=actor, code=setting, desk_id=desk_id, document=form.document(), now=clock.now())
        except (Invalid, RuleBroken) as error:
            add_problem(form, error)
        else:
            return redirect_with_toast(request, _list_url(setting, desk_id), _("Added"), undo=undo_of(made))
    return _form_page(request, form, context, status=UNPROCESSABLE)


@allow("GET", "POST")
def edit(request: HttpRequest, setting: str, subject_id: int) -> HttpResponse:
    """Show one setting with an example of its result and its last changes; POST saves it."""
    actor = actor_in(request)
    found = documents.setting(actor, setting, subject_id)
    fields = list(found.kind.fields(found.desk_id))
    if request.method == "GET":
        form = SettingForm(
            initial=SettingForm.of(found.document or {}, fields), fields=fields, desk_id=found.desk_id, is_new=False
        )
        return _setting_page(request, form, found, fields)
    if helped := proposed(request, found.kind, fields=fields, desk_id=found.desk_id, is_new=False):
        return _setting_page(request, helped.form, found, fields, status=helped.status, helped=helped)
    form = SettingForm(request.POST, fields=fields, desk_id=found.desk_id, is_new=False)
    if not form.is_valid():
        return _setting_page(request, form, found, fields, status=UNPROCESSABLE)
    try:
        made = change_setting(
            actor=actor, code=setting, subject_id=subject_id, document=form.document(),
            seen=request.POST.get("seen", ""), now=clock.now(),
        )  # fmt: skip
    except (Conflict, Invalid, RuleBroken) as error:
        return _refused(request, form, found, fields, error)
    url = reverse("settings:edit", args=[setting, subject_id])
    if made is None:
        return redirect_with_toast(request, url, _("Nothing was different, so nothing was saved"))
    return redirect_with_toast(request, url, _("Saved"), undo=undo_of(made))


def _refused(
    request: HttpRequest, form: SettingForm, found: documents.Setting, fields: list[Any], error: FirstlineError
) -> HttpResponse:
    """Show the form with what was typed; after a conflict with both versions to choose from."""
    if not isinstance(error, Conflict):
        add_problem(form, error)
        return _setting_page(request, form, found, fields, status=UNPROCESSABLE)
    actor = actor_in(request)
    newest = documents.setting(actor, found.code, found.subject_id)
    last = history.last_change(actor, found.code, found.subject_id)
    theirs = SettingForm.of(newest.document or {}, fields)
    yours = SettingForm.of({**(newest.document or {}), **form.document()}, fields)
    conflict = {
        "by": last.changed_by.person.name if last and last.changed_by else "",
        "ago": ago_text(last.changed_at, now=clock.now()) if last else "",
        "fields": [(f.label, theirs[f.name], yours[f.name]) for f in fields if theirs[f.name] != yours[f.name]],
    }
    return _setting_page(request, form, newest, fields, status=CONFLICT, conflict=conflict)


def _setting_page(
    request: HttpRequest, form: SettingForm, found: documents.Setting, fields: list[Any], *,
    status: int = 200, conflict: dict[str, Any] | None = None, helped: Proposed | None = None,
) -> HttpResponse:  # fmt: skip
    actor, kind = actor_in(request), found.kind
    document = found.document or {}
    example = kind.example(document, found.desk_id, clock.now())
    context = {
        "kind": kind, "code": found.code, "setting": found, "desk_id": found.desk_id, "fields": fields,
        "fixed": [(f.label, SettingForm.of(document, [f])[f.name]) for f in fields if f.is_fixed],
        "seen": digest(found.document), "example": example, "conflict": conflict,
        "is_needed": documents.is_needed(kind, found.subject_id),
        "can_retire": ACTIVE in document, "is_active": document.get(ACTIVE, True),
        "can_remove": not kind.is_table and not documents.is_used(found),
        "table": _table(kind, form, found.desk_id),
        "changes": history.changes(actor, code=found.code, subject_id=found.subject_id),
    }  # fmt: skip
    return _form_page(request, form, context | (helped.context if helped else {}), status=status)


def _table(kind: SettingKind, form: SettingForm, desk_id: int | None) -> dict[str, Any] | None:
    if kind.table is None:
        return None
    drawn = kind.table(desk_id)
    rows = [(label, [form[name] for name in names]) for label, names in drawn.rows]
    return {"columns": drawn.columns, "rows": rows, "hint": drawn.hint}


def _form_page(request: HttpRequest, form: SettingForm, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    actor = actor_in(request)
    desks = {desk.pk: desk for desk in documents.desks(actor)}
    context = {"helper_form": empty_helper(context["kind"])} | context
    more = {"form": form, "list_url": _list_url(context["code"], context["desk_id"]), "groups": GROUPS}
    return render(
        request,
        "settings/setting.html",
        context | more | {"desk": desks.get(context["desk_id"]), "desks": desks.values()},
        status=status,
    )


def _list_url(code: str, desk_id: int | None) -> str:
    return reverse("settings:list", args=[code]) + (f"?desk={desk_id}" if desk_id else "")
