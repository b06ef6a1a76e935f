"""Importing a file: upload, preview, confirm, progress, result. For administrators."""

import csv
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firstline.kernel import clock
from firstline.kernel.errors import Conflict, Invalid, NotAllowed
from firstline.people import policies
from firstline.people.forms import ImportForm
from firstline.people.models import ImportKind, ImportRun, ImportState
from firstline.people.rules.import_cells import PEOPLE_COLUMNS, SITE_COLUMNS
from firstline.people.selectors.import_runs import has_effect, import_run, import_runs, progress_of
from firstline.people.services import imports
from firstline.people.views._parts import actor_in, add_problem
from firstline.people.words import field_word, problem_sentence

AT_ONCE_COUNT = 500
SHOWN_RUNS_COUNT = 10
NOT_IN_TEMPLATE = {"first_name", "last_name"}


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and preview it."""
    actor = actor_in(request)
    if not policies.can_manage_people(actor):
        raise NotAllowed("people_import")
    if request.method == "GET":
        kind = "sites" if request.GET.get("kind") == "sites" else "people"
        return _upload_page(request, ImportForm(initial={"kind": kind}), HTTPStatus.OK)
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return redirect("people:import_run", _previewed(request, form).pk)
        except Invalid as error:
            add_problem(form, error)
    return _upload_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
def run_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show what a file would change, how far its import has come, or what it has changed."""
    run = _run(request, run_id)
    return render(request, "people/import_run.html", _context(run))


@require_safe
def run_progress(request: HttpRequest, run_id: int) -> HttpResponse:
    """Give the part of the page that changes while the import runs."""
    run = _run(request, run_id)
    return render(request, "people/_import_state.html", _context(run))


@require_POST
def confirm(request: HttpRequest, run_id: int) -> HttpResponse:
    """Apply what was previewed: a small file at once, a large one by the worker."""
    actor = actor_in(request)
    run = _run(request, run_id)
    try:
        if run.summary.get("new_count", 0) + run.summary.get("changed_count", 0) > AT_ONCE_COUNT:
            imports.confirm_import(actor=actor, run_id=run.pk, now=clock.now())
        else:
            imports.apply_import(actor=actor, run_id=run.pk, now=clock.now())
    except Conflict:
        return render(request, "people/import_run.html", _context(_run(request, run_id)), status=HTTPStatus.CONFLICT)
    return redirect("people:import_run", run.pk)


@require_POST
def preview_again(request: HttpRequest, run_id: int) -> HttpResponse:
    """Preview the same file against the directory as it is now."""
    _run(request, run_id)
    run = imports.preview_again(actor=actor_in(request), run_id=run_id, now=clock.now())
    return redirect("people:import_run", run.pk)


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give an empty file with the headers that the import knows."""
    if not policies.can_manage_people(actor_in(request)):
        raise NotAllowed("people_import")
    columns = {ImportKind.PEOPLE.value: PEOPLE_COLUMNS, ImportKind.SITES.value: SITE_COLUMNS}.get(kind)
    if columns is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{kind}.csv"'}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    csv.writer(response).writerow([column.headers[0] for column in columns if column.key not in NOT_IN_TEMPLATE])
    return response


def _previewed(request: HttpRequest, form: ImportForm) -> ImportRun:
    file = form.cleaned_data["file"]
    if file is None:
        raise Invalid("import_file_missing", field="file")
    if file.size > imports.MAX_FILE_BYTES:  # before it is read into memory
        raise Invalid("file_too_large", field="file", limit_megabytes=imports.MAX_FILE_BYTES // 1024 // 1024)
    return imports.preview_import(
        actor=actor_in(request),
        kind=form.cleaned_data["kind"],
        file_name=file.name,
        content=file.read(),
        now=clock.now(),
    )


def _run(request: HttpRequest, run_id: int) -> ImportRun:
    actor = actor_in(request)
    if not policies.can_manage_people(actor):
        raise NotAllowed("people_import")
    return import_run(actor, run_id)


def _upload_page(request: HttpRequest, form: ImportForm, status: int) -> HttpResponse:
    runs = import_runs(actor_in(request))[:SHOWN_RUNS_COUNT]
    context = {"form": form, "runs": runs, "limit_megabytes": imports.MAX_FILE_BYTES // 1024 // 1024}
    return render(request, "people/import.html", context, status=status)


def _context(run: ImportRun) -> dict[str, Any]:
    summary = run.summary
    new_names = summary.get("new_names", {})
    return {
        "run": run,
        "summary": summary,
        "progress": progress_of(run) if run.state == ImportState.APPLYING else None,
        "has_effect": has_effect(run),
        "problems": [_problem(problem) for problem in summary.get("problems", [])],
        "changed": [_changed(change) for change in summary.get("changed", [])],
        "new_categories": ", ".join(new_names.get("category", [])),
        "new_departments": ", ".join(new_names.get("department", [])),
        "unused": ", ".join(summary.get("unused_headers", [])),
    }


def _problem(problem: Mapping[str, Any]) -> dict[str, Any]:
    params = problem["params"]
    return {
        "row": problem["row"],
        "column": field_word(problem["column"]) if problem["column"] else "",
        "value": params.get("value", ""),
        "sentence": problem_sentence(problem["code"], params),
    }


def _changed(change: Mapping[str, Any]) -> dict[str, Any]:
    fields = [{**field, "word": field_word(field["field"])} for field in change["fields"]]
    return {"row": change["row"], "label": change["label"], "id": change["id"], "fields": fields}
