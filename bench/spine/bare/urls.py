"""The floors' pages and their one operation."""

import functools
import os
import pickle
from pathlib import Path

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from ninja import NinjaAPI, Schema

from bench.spine.bare.models import Ticket
from bench.spine.rows import Row, write_again

api = NinjaAPI(openapi_url=None, docs_url=None)
OPEN = ("new", "in_progress", "waiting", "scheduled")
ROWS = "FIRSTLINE_BENCH_ROWS"
FOUND_SQL = """
SELECT ticket_id FROM tickets_tickettext WHERE staff_vector @@ plainto_tsquery('english', %s)
ORDER BY ticket_id DESC LIMIT 50
"""


class Asked(Schema):
    """What the operation takes: as much as it needs to be parsed and checked at all."""

    desk: str
    problem: str
    caller: int


@api.post("/rows")
def write_rows(request: HttpRequest, asked: Asked) -> dict[str, int]:
    """Write the rows of one logged call in one transaction."""
    del request, asked
    with transaction.atomic(), connection.cursor() as cursor:
        return {"rows": write_again(cursor, _rows())}


@functools.cache
def _rows() -> list[Row]:
    return list(pickle.loads(Path(os.environ[ROWS]).read_bytes()))  # noqa: S301 - written by the run that started us


def listed(request: HttpRequest) -> HttpResponse:
    """Show the rows of the queue's first page, in its order."""
    rows = (
        Ticket.objects.filter(desk_id=request.GET["desk"], status__in=OPEN)
        .select_related("requester", "nature")
        .order_by("-severity_rank", "due_at", "id")[:50]
    )
    return render(request, "bare/list.html", {"tickets": rows})


def found(request: HttpRequest) -> HttpResponse:
    """Show the newest tickets that hold a word: the index asked, the rows shown."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND_SQL, [request.GET["q"]])
        ids = [pk for (pk,) in cursor.fetchall()]
    tickets = Ticket.objects.select_related("requester", "nature").filter(pk__in=ids).order_by("-id")
    return render(request, "bare/list.html", {"tickets": tickets})


def one(request: HttpRequest, number: str) -> HttpResponse:
    """Show a ticket with its messages."""
    ticket = get_object_or_404(Ticket.objects.select_related("requester", "nature"), number=number)
    return render(request, "bare/one.html", {"ticket": ticket, "messages": ticket.messages.all()})


urlpatterns = [
    path("api/", api.urls),
    path("list/", listed),
    path("found/", found),
    path("tickets/<str:number>/", one),
]
