"""The list of people, on the page and as a file."""

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.people import policies
from firstline.people.forms import PeopleFilterForm
from firstline.people.rules.csv_rows import safe_cell
from firstline.people.rules.import_cells import PEOPLE_COLUMNS
from firstline.people.selectors.candidates import Narrowed
from firstline.people.selectors.cards import PersonCard
from firstline.people.selectors.directory import (
    COUNTED_TO,
    PersonLine,
    adding_desks,
    all_people,
    categories,
    people_count,
    people_lines,
)
from firstline.people.views._parts import actor_in, marked, site_choices

PAGE_COUNT, MOST_COUNT = 50, 500
BYTE_ORDER_MARK = "\ufeff"
EXPORTED = (
    "employee_number",
    "name",
    "extension",
    "phones",
    "emails",
    "site",
    "building",
    "room",
    "category",
    "department",
    "job_title",
    "preferred_contact",
    "language",
    "accommodation_note",
)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List people: the best matches of what is searched for, or all by name."""
    actor = actor_in(request)
    form, query, narrowed = _chosen(request, actor)
    base = reverse("people:people")  # once, not for every line
    count = min(form.cleaned_data.get("show") or PAGE_COUNT, MOST_COUNT) if form.is_valid() else PAGE_COUNT
    lines = people_lines(actor=actor, query=query, narrowed=narrowed, count=count + 1)
    context = {
        "form": form,
        "query": query,
        "name_query": quote(query),
        "lines": [_line(line, base) for line in lines[:count]],
        "facts": "" if query else _count_text(people_count(actor=actor, narrowed=narrowed)),
        "shown": min(len(lines), count),
        "next_url": _address(request, show=count + PAGE_COUNT) if count < min(len(lines), MOST_COUNT) else "",
        "is_cut_off": len(lines) > count >= MOST_COUNT,
        "is_narrowed": bool(query) or narrowed != Narrowed(),
        "may_add": bool(adding_desks(actor)),
        "may_import": policies.can_manage_people(actor),
        "export_query": _address(request, show=None),
    }
    return render(request, "people/people.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Give an administrator the list as CSV, with the columns that the import takes; guarded people cut as always."""
    actor = actor_in(request)
    if not policies.can_manage_people(actor):
        raise NotAllowed("people_import")
    _form, query, narrowed = _chosen(request, actor)
    if query:
        found = people_lines(actor=actor, query=query, narrowed=narrowed, count=MOST_COUNT)
        cards = iter([line.card for line in found])
    else:
        cards = all_people(actor=actor, narrowed=narrowed)
    headers = {"Content-Disposition": 'attachment; filename="people.csv"'}
    return StreamingHttpResponse(_csv_lines(cards), content_type="text/csv; charset=utf-8", headers=headers)


def _chosen(request: HttpRequest, actor: Actor) -> tuple[PeopleFilterForm, str, Narrowed]:
    """Return the filter's form, the words and the rest. What does not make sense in an address narrows nothing."""
    if not policies.reads_directory(actor):
        raise NotAllowed("people_list")
    form = PeopleFilterForm(request.GET, sites=site_choices(actor), categories=categories(actor))
    form.is_valid()
    chosen = form.cleaned_data
    narrowed = Narrowed(not chosen.get("left"), chosen.get("site"), chosen.get("category"))
    return form, chosen.get("q", "").strip(), narrowed


def _line(line: PersonLine, base: str) -> dict[str, Any]:
    card, ranges = line.card, line.highlights
    return {
        "card": card,
        "url": f"{base}{card.id}/",
        "name": marked(card.name, ranges.get("name", ())),
        "extension": marked(card.extension, ranges.get("extension", ())),
        "site": marked(card.site_name, ranges.get("site_name", ())),
        "room": marked(card.room, ranges.get("room", ())),
    }


def _count_text(count: int) -> str:
    if count > COUNTED_TO:
        return _("more than 1,000 people")
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


def _address(request: HttpRequest, *, show: int | None) -> str:
    query = request.GET.copy()
    query.pop("show", None)
    if show is not None:
        query["show"] = str(show)
    return f"?{query.urlencode()}"


class _Echo:
    """A file that gives back what is written to it, for ``csv``."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(cards: Iterator[PersonCard]) -> Iterator[str]:
    headers = {column.key: column.headers[0] for column in PEOPLE_COLUMNS}
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([headers[key] for key in EXPORTED])
    for card in cards:
        yield writer.writerow([safe_cell(cell) for cell in _cells(card)])


def _cells(card: PersonCard) -> list[str]:
    special = {"phones": "; ".join(card.phones), "emails": "; ".join(card.emails), "site": card.site_code}
    return [special[key] if key in special else getattr(card, key) for key in EXPORTED]
