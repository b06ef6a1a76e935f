"""A formula in a cell of the queue's file is text there (RELIABILITY.md, fault 28)."""

import csv
import io

import pytest
from django.test import Client

from firstline.tickets.models import Ticket
from firstline.tickets.tests.queue.test_list import logged
from tests.world import World

pytestmark = pytest.mark.django_db
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－2",
    "＠SUM(A1)",
    '=HYPERLINK("http://x")',
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_title_or_a_name_is_text(world: World, formula: str) -> None:
    ticket = logged(world, "Plain")
    Ticket.objects.filter(pk=ticket.pk).update(title=formula, requester=None, requester_name=formula)
    client = Client()
    client.force_login(world.users["dana"])
    answer = client.get("/tickets/queue.csv")
    text = b"".join(answer.streaming_content).decode().lstrip("\ufeff")  # type: ignore[attr-defined]  # streamed
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment;")
    head, row = list(csv.reader(io.StringIO(text)))
    for name in ("Title", "Requester"):
        assert row[head.index(name)] == f"'{formula}"
