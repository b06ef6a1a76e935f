"""What people keep of the queue: columns, saved views; and the list as a file."""

from datetime import timedelta

import pytest

from firstline.kernel import clock
from firstline.kernel.errors import FirstlineError, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import SavedView, Ticket
from firstline.tickets.rules.queue_query import COLUMNS, Query
from firstline.tickets.selectors.queue import lists as reading
from firstline.tickets.selectors.queue.keeps import columns_of, saved_views
from firstline.tickets.services.queue import keeps as keeping
from firstline.tickets.tests.queue.test_list import browser, logged
from tests.world import World

pytestmark = pytest.mark.django_db


def kept(
    world: World, who: str = "dana", name: str = "Hot", query: str = "view=late", desk: int | None = None
) -> SavedView:
    """Return a saved view."""
    return keeping.save_view(actor=world.actor(who), name=name, query=query, desk_id=desk, now=clock.now())


def names(world: World, who: str) -> list[str]:
    """Return the names of the views that somebody sees."""
    return [view.name for view in saved_views(world.actor(who))]


def test_own_views_are_ones_own_and_shared_ones_the_desks(world: World) -> None:
    kept(world, "joel", "Mine")
    kept(world, name="Ours", desk=world.district.pk)
    assert names(world, "joel") == ["Ours", "Mine"] or names(world, "joel") == ["Mine", "Ours"]
    assert names(world, "priya") == ["Ours"]
    assert names(world, "rita") == []


def test_only_the_coordinator_shares_and_changes_what_is_shared(world: World) -> None:
    shared = kept(world, name="Ours", desk=world.district.pk)
    with pytest.raises(NotAllowed):
        kept(world, "joel", desk=world.district.pk)
    with pytest.raises(NotAllowed):
        keeping.rename_view(actor=world.actor("joel"), view_id=shared.pk, name="X", now=clock.now())
    with pytest.raises(NotFound):
        keeping.delete_view(actor=world.actor("rita"), view_id=shared.pk, now=clock.now())
    mine = kept(world, "joel", "Mine")
    with pytest.raises(NotFound):
        keeping.delete_view(actor=world.actor("dana"), view_id=mine.pk, now=clock.now())


def test_a_deleted_view_comes_back(world: World) -> None:
    view, actor = kept(world), world.actor("dana")
    keeping.rename_view(actor=actor, view_id=view.pk, name="Hotter", now=clock.now())
    keeping.delete_view(actor=actor, view_id=view.pk, now=clock.now())
    assert names(world, "dana") == []
    with pytest.raises(NotFound):
        keeping.delete_view(actor=actor, view_id=view.pk, now=clock.now())
    keeping.restore_view(actor=actor, view_id=view.pk, now=clock.now())
    assert names(world, "dana") == ["Hotter"]
    verbs = Entry.objects.filter(subject_type="saved_view").order_by("id").values_list("verb", flat=True)
    assert [verb.removeprefix("tickets.view_") for verb in verbs] == ["saved", "renamed", "deleted", "restored"]


@pytest.mark.parametrize(
    ("name", "query", "error"),
    [
        ("", "view=late", Invalid),
        ("x" * 61, "view=late", Invalid),
        ("Odd", "view=late&next=https://elsewhere", Invalid),
        ("Odd", "sort=colour", Invalid),
        ("Odd", "a=1&" * 200, Invalid),
        ("Odd", "view=" + "x" * 3000, Invalid),
    ],
)
def test_what_nobody_understands_is_not_kept(world: World, name: str, query: str, error: type[FirstlineError]) -> None:
    with pytest.raises(error):
        kept(world, name=name, query=query)


def test_a_view_is_kept_as_it_was_understood_and_there_is_an_end(world: World) -> None:
    assert kept(world, query="sort=-severity&view=all&status=closed&status=new").query == (
        "status=new&status=closed&sort=-severity"
    )
    rows = [SavedView(owner=world.users["dana"], name=str(n), created_at=clock.now()) for n in range(49)]
    SavedView.objects.bulk_create(rows)
    with pytest.raises(RuleBroken, match="too_many_views"):
        kept(world)
    with pytest.raises(NotAllowed):
        kept(world, "carol")


def test_pages_of_saved_views(world: World) -> None:
    client = browser(world, "dana")
    logged(world, "One")
    assert client.post("/tickets/views/", {"name": "", "query": ""}).status_code == 422
    saved = client.post("/tickets/views/", {"name": "Night", "query": "view=waiting", "desk": world.district.pk})
    assert saved["Location"] == "/tickets/?view=waiting"
    assert "Night" in client.get("/tickets/").content.decode()
    view = SavedView.objects.get()
    client.post(f"/tickets/views/{view.pk}/rename/", {"name": "Nights"})
    assert "Nights" in client.get("/tickets/views/?view=late").content.decode()
    client.post(f"/tickets/views/{view.pk}/delete/")
    assert f"/tickets/views/{view.pk}/restore/" in client.get("/tickets/").content.decode()
    client.post(f"/tickets/views/{view.pk}/restore/")
    assert client.get(f"/tickets/views/{view.pk}/rename/").status_code == 405


def test_columns_are_ones_own(world: World) -> None:
    client = browser(world, "dana")
    logged(world, "One")
    assert client.post("/tickets/columns/", {"columns": ["site", "colour"]}).status_code == 422
    client.post("/tickets/columns/", {"columns": ["site", "opened"]})
    assert columns_of(world.actor("dana")) == ("ticket", "site", "opened")
    assert "severity" in columns_of(world.actor("joel"))
    assert [head["code"] for head in client.get("/tickets/").context["heads"]] == ["ticket", "site", "opened"]
    assert client.get("/tickets/columns/").status_code == 200


def text_of(world: World, who: str = "dana", query: str = "") -> str:
    """Return the file that somebody takes away."""
    answer = browser(world, who).get(f"/tickets/queue.csv{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a streamed answer


def test_the_file_is_what_is_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "EXPORTED_AT_ONCE", 2)
    for n in range(5):
        logged(world, f"Ticket {n}", nature=("printing", "network")[n % 2])
    logged(world, "Dispatch", by="rita", nature="dispatch")
    text = text_of(world, query=f"?nature={world.natures['printing'].pk}&sort=opened")
    assert text.startswith("\ufeffSeverity,Number,Title,Requester,Status,Nature,With,Promised\r\n")
    lines = text.splitlines()[1:]
    assert [line.split(",")[2] for line in lines] == ["Ticket 0", "Ticket 2", "Ticket 4"]
    entry = Entry.objects.get(verb="tickets.queue_exported")
    assert entry.data["query"] == f"nature={world.natures['printing'].pk}&sort=opened"
    assert browser(world, "joel").get("/tickets/queue.csv").status_code == 403
    assert Entry.objects.filter(verb="tickets.queue_exported").count() == 1


def test_every_column_has_its_cell(world: World) -> None:
    logged(world, "One")
    keeping.choose_columns(actor=world.actor("dana"), codes=COLUMNS, now=clock.now())
    head, line = text_of(world).lstrip("\ufeff").splitlines()
    assert len(head.split(",")) == len(line.split(",")) == len(COLUMNS) + 2


def test_filters_narrow_and_their_words_are_removable(world: World) -> None:
    ticket = logged(world, "One")
    logged(world, "Two", "high", nature="network")
    client = browser(world, "dana")
    site = ticket.requester.site_id if ticket.requester else 0
    day = (clock.now() - timedelta(days=1)).date()
    query = (
        f"?nature={ticket.nature_id}&site={site}&group={ticket.group_id}&assignee=nobody&status=new&status=waiting"
        f"&severity={ticket.severity}&from={day}&to={clock.now().date()}"
    )
    page = client.get(f"/tickets/{query}")
    assert [row.ticket.title for row in page.context["page"].rows] == ["One"]
    texts = [chip["text"] for chip in page.context["chips"]]
    assert texts[0] == "Nature is Printing"
    assert "With nobody" in texts
    assert len(texts) == 8
    assert client.get(f"/tickets/{query}&owed=late").context["page"].rows == []
    for who in ("me", str(world.users["priya"].pk), "999"):
        assert client.get(f"/tickets/?assignee={who}&owed=nearly").status_code == 200
    assert client.get(f"/tickets/filters/{query}").status_code == 200
    assert Query().has_filters is False
    assert Ticket.objects.count() == 2


def test_the_ticket_beside_the_list(world: World) -> None:
    ticket = logged(world, "One")
    assert "One" in browser(world, "joel").get(f"/tickets/{ticket.number}/beside/").content.decode()
    assert browser(world, "rita").get(f"/tickets/{ticket.number}/beside/").status_code == 404
