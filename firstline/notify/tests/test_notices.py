"""Notices reach the right person once, and nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from firstline.identity.models import Grant, User
from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import NotFound
from firstline.notify import services
from firstline.notify.models import Notice
from firstline.notify.selectors import unread_count
from tests.world import World, small_world

pytestmark = pytest.mark.django_db
LINK = "/tickets/20478/"


@pytest.fixture
def world(db: None) -> World:
    return small_world()


def tell(world: World, username: str = "marcus", **more: object) -> Notice | None:
    values = {
        "actor": SYSTEM,
        "user_id": world.users[username].pk,
        "kind": "ticket_assigned",
        "link": LINK,
        "desk_id": world.district.pk,
        "now": world.now,
    }
    return services.notify(**(values | more))  # type: ignore[arg-type]  # a test's shorthand


def test_a_person_is_told_and_counted(world: World) -> None:
    notice = tell(world)
    assert notice is not None
    assert unread_count(world.actor("marcus")) == 1
    assert unread_count(world.actor("dana")) == 0


def test_nobody_is_told_about_the_own_act(world: World) -> None:
    assert tell(world, by_user_id=world.users["marcus"].pk) is None
    assert tell(world, actor=world.actor("marcus")) is None


def test_closed_accounts_are_not_told(world: World) -> None:
    User.objects.filter(username="marcus").update(is_active=False)
    assert tell(world) is None


def test_the_same_entry_tells_once_even_days_later(world: World) -> None:
    first = tell(world, entry_id=7)
    assert tell(world, entry_id=7, now=world.now + timedelta(days=2)) == first
    assert Notice.objects.count() == 1


def test_the_same_news_within_five_minutes_is_one_notice(world: World) -> None:
    tell(world, entry_id=1)
    tell(world, entry_id=2, now=world.now + timedelta(minutes=4))
    tell(world, entry_id=3, now=world.now + timedelta(minutes=6))
    assert Notice.objects.count() == 2


def test_a_notice_of_a_desk_goes_with_the_role(world: World) -> None:
    notice = tell(world)
    assert notice is not None
    Grant.objects.filter(user=world.users["marcus"]).delete()
    assert unread_count(world.actor("marcus")) == 0
    with pytest.raises(NotFound):
        services.mark_read(actor=world.actor("marcus"), notice_id=notice.pk, now=world.now)


def test_reading_keeps_the_first_moment(world: World) -> None:
    notice = tell(world)
    assert notice is not None
    services.mark_read(actor=world.actor("marcus"), notice_id=notice.pk, now=world.now)
    services.mark_read(actor=world.actor("marcus"), notice_id=notice.pk, now=world.now + timedelta(hours=1))
    notice.refresh_from_db()
    assert notice.read_at == world.now


def test_all_are_read_at_once_but_only_the_own(world: World) -> None:
    tell(world, entry_id=1)
    tell(world, "priya", entry_id=1)
    assert services.mark_all_read(actor=world.actor("marcus"), now=world.now) == 1
    assert unread_count(world.actor("priya")) == 1


def test_the_list_opens_where_the_notice_leads(world: World, client: Client) -> None:
    notice = tell(world)
    assert notice is not None
    client.force_login(world.users["marcus"])
    assert "Something happened" in client.get("/notices/").content.decode()
    assert client.post(f"/notices/{notice.pk}/open/")["Location"] == LINK
    assert unread_count(world.actor("marcus")) == 0


def test_a_foreign_link_is_not_followed(world: World, client: Client) -> None:
    notice = tell(world, link="https://elsewhere.example/")
    assert notice is not None
    client.force_login(world.users["marcus"])
    assert client.post(f"/notices/{notice.pk}/open/")["Location"] == "/notices/"


def test_the_bell_says_nothing_new_with_304(world: World, client: Client) -> None:
    tell(world)
    client.force_login(world.users["marcus"])
    first = client.get("/notices/bell/")
    assert "1 unread" in first.content.decode()
    again = client.get("/notices/bell/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_older_notices_are_one_link_away(world: World, client: Client) -> None:
    for entry_id in range(51):
        tell(world, entry_id=entry_id, now=world.now + timedelta(hours=entry_id))
    client.force_login(world.users["marcus"])
    page = client.get("/notices/").content.decode()
    assert "?before=" in page
    older = page.split("?before=")[1].split('"')[0]
    assert client.get(f"/notices/?before={older}").content.decode().count("/open/") == 1


def test_all_pages_show_the_bell(world: World, client: Client) -> None:
    tell(world)
    client.force_login(world.users["marcus"])
    assert 'href="/notices/"' in client.get("/profile/").content.decode()


def test_marking_all_goes_back_to_the_list(world: World, client: Client) -> None:
    tell(world)
    client.force_login(world.users["marcus"])
    assert client.post("/notices/read/")["Location"] == "/notices/"
