"""What a desk promises is changed as a table, with an example by the real rules, and comes back by undo."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from firstline.calendars.models import Holiday
from firstline.desks.models import Desk
from firstline.desks.selectors import get_desk
from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import Invalid, RuleBroken
from firstline.kernel.registry import SETTINGS
from firstline.kernel.settings import Document
from firstline.promises.models import PromisePolicy
from firstline.promises.rules.clock import Target
from firstline.promises.selectors import promises_document, targets_for
from firstline.promises.settings import KINDS
from firstline.settings.models import SettingRevision
from firstline.settings.rules.documents import digest
from firstline.settings.services.changes import change_setting, remove_setting, undo_change
from tests.support.clients import ClientOf
from tests.world import World

CODE = "promised-times"


def change(world: World, **fields: Any) -> SettingRevision:
    before = promises_document(world.district.pk) or {}
    made = change_setting(
        actor=world.actor("ellen"), code=CODE, subject_id=world.district.pk, document=before | fields,
        seen=digest(before), now=world.now,
    )  # fmt: skip
    assert made is not None
    return made


def district(world: World) -> Desk:
    return get_desk(SYSTEM, world.district.pk)


def example(world: World, document: Document) -> str:
    return KINDS[CODE].example(document, world.district.pk, world.now)


def test_a_change_counts_for_the_next_ticket_and_comes_back_whole(world: World) -> None:
    before = promises_document(world.district.pk)
    made = change(world, high_first_reply={"minutes": 30}, high_solve={"days": 2})
    assert targets_for(district(world), "high", "covered").solve == Target(business_days=2)
    assert made.desk == world.district
    undo_change(actor=world.actor("ellen"), revision_id=made.pk, now=world.now)
    assert promises_document(world.district.pk) == before


def test_a_desk_without_rows_promises_nothing_until_it_is_set(world: World) -> None:
    PromisePolicy.objects.filter(desk=world.district).delete()
    assert set((promises_document(world.district.pk) or {}).values()) == {None}
    change(world, low_solve={"minutes": 600})
    assert targets_for(district(world), "low", "covered").first_reply == Target()
    assert promises_document(0) is None


def test_the_example_is_worked_out_by_the_calendar_of_the_desk(world: World) -> None:
    document: Document = dict.fromkeys(promises_document(world.district.pk) or {})
    assert example(world, document) == "Nothing is promised: tickets of this desk are never late"
    document |= {"high_first_reply": {"minutes": 60}, "high_solve": {"minutes": 180}}
    assert example(world, document) == (
        "A ticket of severity High called in Friday 18 Sep 15:30: first reply due Friday 18 Sep 16:30, "
        "solved by Monday 21 Sep 8:30"
    )
    document = dict.fromkeys(document) | {"low_solve": {"days": 1}}
    Holiday.objects.create(calendar=world.district.calendar, date="2026-09-21", name="Founders' Day")
    world.district.calendar.edition = uuid4()
    world.district.calendar.save()
    assert example(world, document).endswith("first reply due no promised time, solved by Tuesday 22 Sep 17:00")


def test_what_makes_no_sense_is_refused_with_its_field(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        change(world, normal_first_reply={"minutes": 900}, normal_solve={"minutes": 60})
    assert (refused.value.code, refused.value.field) == ("reply_after_solve", "normal_first_reply")
    with pytest.raises(Invalid, match="nothing_promised"):
        change(world, **dict.fromkeys(promises_document(world.district.pk) or {}))
    with pytest.raises(RuleBroken, match="setting_in_use"):
        remove_setting(actor=world.actor("ellen"), code=CODE, subject_id=world.district.pk, now=world.now)


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ("2 h", 302, ""),
        ("60 min", 302, ""),
        ("tomorrow", 422, "“tomorrow” is no promised time"),
        ("9 h", 422, "Make the first reply sooner"),
        ("\u202e3 h \U0001f600", 422, "is no promised time"),
        ("3 h\x00", 400, ""),
        ("x" * 5_000, 422, "at most 40 characters"),
    ],
)
def test_the_page_takes_what_is_written_and_says_what_is_wrong(
    client_of: ClientOf, world: World, typed: str, status: int, told: str
) -> None:
    client, url = client_of("ellen"), reverse("settings:edit", args=[CODE, world.district.pk])
    page = client.get(url)
    sent = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    answer = client.post(url, sent | {"high_first_reply": typed, "seen": page.context["seen"]})
    assert answer.status_code == status
    assert told in answer.content.decode()


def test_the_kind_is_among_the_settings_of_each_desk() -> None:
    kind = SETTINGS.get(CODE)
    assert kind is not None
    assert kind.is_table
