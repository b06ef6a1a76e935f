"""Storing once, attaching, throwing away; pictures are decoded before they are called so."""

import io
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from PIL import Image

from firstline.files.models import Chunk, Content, Preview, StoredFile
from firstline.files.rules.limits import CHUNK_BYTES, MAX_FILE_BYTES, MAX_WAITING_FILES
from firstline.files.selectors import open_file
from firstline.files.services import discard_old_uploads, discard_upload, mark_attached, store_file
from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import Invalid, NotAllowed, NotFound
from tests.world import World

pytestmark = pytest.mark.django_db


def stored(world: World, data: bytes, name: str = "a.bin", by: str = "priya") -> StoredFile:
    """Return an upload."""
    return store_file(
        actor=world.actor(by), desk_id=world.district.pk, name=name, source=io.BytesIO(data), size=len(data),
        now=world.now,
    )  # fmt: skip


def picture_bytes(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a small picture."""
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind)
    return made.getvalue()


def test_a_content_is_kept_once_in_rows_of_a_megabyte(world: World) -> None:
    data = bytes(range(256)) * (CHUNK_BYTES // 128) + b"end"
    first, second = stored(world, data, "first.bin"), stored(world, data, "second.bin", by="dana")
    assert first.content_id == second.content_id
    assert first.public_id != second.public_id
    assert Chunk.objects.count() == 3
    assert b"".join(open_file(second).chunks()) == data


def test_the_same_bytes_over_two_connections_at_once_are_kept_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one was first between our look and our writing: its row is there when ours is refused."""
    first = stored(world, b"the same bytes", "first.bin")
    held = Content.objects.select_for_update
    monkeypatch.setattr(Content.objects, "select_for_update", lambda: FirstLookSeesNothing(held))
    second = stored(world, b"the same bytes", "second.bin")
    assert second.content_id == first.content_id
    assert Content.objects.count() == 1


class FirstLookSeesNothing:
    """Rows that the look before the writing does not find yet, and the one after it does."""

    def __init__(self, rows: Callable[[], QuerySet[Content]]) -> None:
        """Keep what reads them."""
        self._rows = rows

    def filter(self, **_what: object) -> QuerySet[Content]:
        """Find nothing."""
        return Content.objects.none()

    def get(self, **what: object) -> Content:
        """Find what is there."""
        return self._rows().get(**what)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_what_was_decoded(world: World, kind: str) -> None:
    file = stored(world, picture_bytes(kind), "whatever.exe")
    assert file.content.is_picture
    assert file.content.media_type == f"image/{kind.lower()}"
    assert open_file(file).preview()[8:12] == b"WEBP"


def test_a_picture_with_seen_through_parts_stays_so(world: World) -> None:
    made = io.BytesIO()
    Image.new("RGBA", (8, 8)).save(made, "PNG")
    with Image.open(io.BytesIO(open_file(stored(world, made.getvalue())).preview())) as small:
        assert small.mode == "RGBA"


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture_bytes()[:60], b"%PDF-1.7 x", picture_bytes("BMP")]
)
def test_what_is_no_whole_picture_has_no_preview(world: World, data: bytes) -> None:
    file = stored(world, data, "photo.png")
    assert not file.content.is_picture
    with pytest.raises(NotFound):
        open_file(file).preview()


def test_a_picture_that_would_fill_the_memory_is_not_decoded(world: World) -> None:
    bomb = picture_bytes(size=(9000, 9000))
    assert not stored(world, bomb, "bomb.png").content.is_picture
    assert not Preview.objects.exists()


def test_what_is_empty_or_too_large_is_refused_in_words(world: World) -> None:
    with pytest.raises(Invalid, match="upload_empty"):
        stored(world, b"")
    with pytest.raises(Invalid, match="upload_too_large"):
        store_file(
            actor=world.actor("priya"), desk_id=world.district.pk, name="a", source=io.BytesIO(),
            size=MAX_FILE_BYTES + 1, now=world.now,
        )  # fmt: skip


def test_a_person_keeps_only_so_many_unsent(world: World) -> None:
    for _number in range(MAX_WAITING_FILES):
        stored(world, b"same")
    with pytest.raises(Invalid, match="upload_too_many_waiting"):
        stored(world, b"same")


def test_only_own_uploads_of_the_desk_are_attached_and_only_once(world: World) -> None:
    file, other = stored(world, b"mine"), stored(world, b"hers", by="dana")
    common = {"actor": world.actor("priya"), "now": world.now}
    for wrong in ([uuid4()], [other.public_id], [file.public_id, other.public_id]):
        with pytest.raises(Invalid, match="upload_gone"):
            mark_attached(**common, desk_id=world.district.pk, file_ids=wrong)
    with pytest.raises(Invalid, match="upload_gone"):
        mark_attached(**common, desk_id=world.police.pk, file_ids=[file.public_id])
    with pytest.raises(Invalid, match="upload_too_many"):
        mark_attached(**common, desk_id=world.district.pk, file_ids=[uuid4() for _number in range(11)])
    assert mark_attached(**common, desk_id=world.district.pk, file_ids=[file.public_id]) == [file]
    with pytest.raises(Invalid, match="upload_gone"):
        mark_attached(**common, desk_id=world.district.pk, file_ids=[file.public_id])
    assert mark_attached(**common, desk_id=world.district.pk, file_ids=[]) == []


def test_an_own_upload_is_taken_away_but_nothing_attached(world: World) -> None:
    file = stored(world, b"mine")
    with pytest.raises(NotFound):
        discard_upload(actor=world.actor("dana"), file_id=file.public_id, now=world.now)
    discard_upload(actor=world.actor("priya"), file_id=file.public_id, now=world.now)
    assert not StoredFile.objects.exists()
    kept = stored(world, b"sent")
    mark_attached(actor=world.actor("priya"), desk_id=world.district.pk, file_ids=[kept.public_id], now=world.now)
    with pytest.raises(NotFound):
        discard_upload(actor=world.actor("priya"), file_id=kept.public_id, now=world.now)


def test_what_was_not_sent_within_a_day_goes_with_its_content(world: World) -> None:
    stored(world, b"old"), stored(world, b"both")
    kept = stored(world, b"both")
    mark_attached(actor=world.actor("priya"), desk_id=world.district.pk, file_ids=[kept.public_id], now=world.now)
    assert discard_old_uploads(actor=SYSTEM, now=world.now + timedelta(hours=23)) == 0
    assert discard_old_uploads(actor=SYSTEM, now=world.now + timedelta(hours=25)) == 1
    assert [file.pk for file in StoredFile.objects.all()] == [kept.pk]
    assert Content.objects.count() == 1
    with pytest.raises(NotAllowed):
        discard_old_uploads(actor=world.actor("dana"), now=world.now)
