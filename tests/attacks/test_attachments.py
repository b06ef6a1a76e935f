"""Attachments as a weapon: what runs in the browser, lies about itself, has a wicked name, or belongs to others.

RELIABILITY.md 2, 3, 10, 14, 19.
"""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from firstline.files.models import StoredFile
from firstline.tickets.models import Attachment, ComposerFile, Message, Ticket
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
RUNNABLE = {
    "page.html": b"<html><script>alert(document.cookie)</script>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "photo.png": b"<html><script>alert(1)</script>",
    "polyglot.gif": b"GIF89a/*<html>*/=1;alert(1)//",
    "feed.xml": b"<?xml version='1.0'?><x xmlns='http://www.w3.org/1999/xhtml'><script>1</script></x>",
}
NAMES = ("../../x", "/etc/passwd", "a\x01b.txt", "\u202egnp.exe", "n" * 4000 + ".txt", "CON", "end. . .", 'q".txt; a=b')


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return Carol's ticket in the queue."""
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


def a_picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")
    return made.getvalue()


def upload(client: Client, ticket: Ticket, name: str, data: bytes, kind: str = "reply", lie: str = "image/png") -> Any:
    """Upload as a browser that lies about the type."""
    sent = {"file": SimpleUploadedFile(name, data, lie)}
    return client.post(f"/tickets/{ticket.number}/upload/{kind}/", sent, headers={"HX-Request": "true"})


def send(client: Client, ticket: Ticket, *files: StoredFile, kind: str = "reply") -> Any:
    """Send a message with uploads."""
    after = ticket.messages.order_by("-pk").values_list("pk", flat=True).first() or 0
    body = {"body": f"Words {uuid4()}", "after": after, "anyway": "1", "file": [file.public_id for file in files]}
    return client.post(f"/tickets/{ticket.number}/{kind}/", body)


def attached(client: Client, ticket: Ticket, name: str, data: bytes, kind: str = "reply") -> StoredFile:
    """Return a file of a message."""
    assert upload(client, ticket, name, data, kind).status_code == 200
    file = StoredFile.objects.latest("pk")
    assert send(client, ticket, file, kind=kind).status_code == 302
    return file


def url(ticket: Ticket, file: StoredFile, rest: str = "", door: str = "tickets") -> str:
    return f"/{door}/{ticket.number}/files/{file.public_id}/{rest}"


@pytest.mark.parametrize("name", RUNNABLE)
def test_what_could_run_is_only_ever_saved(client_of: ClientOf, ticket: Ticket, name: str) -> None:
    client = client_of("priya")
    file = attached(client, ticket, name, RUNNABLE[name])
    answer = client.get(url(ticket, file))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"].split(";")[0] in {"text/plain", "application/octet-stream", "image/gif"}
    assert answer.getvalue() == RUNNABLE[name]
    for shown in ("image/", "preview/"):
        assert client.get(url(ticket, file, shown)).status_code == 404
    page = client.get(f"/tickets/{ticket.number}/").content.decode()
    assert f"{file.public_id}/image/" not in page


def test_a_real_picture_is_shown_under_its_own_type(client_of: ClientOf, ticket: Ticket) -> None:
    client = client_of("priya")
    file = attached(client, ticket, "page.html", a_picture())
    answer = client.get(url(ticket, file, "image/"))
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(url(ticket, file, "preview/"))["Content-Type"] == "image/webp"


@pytest.mark.parametrize("name", NAMES)
def test_a_wicked_name_is_a_label_in_one_header(client_of: ClientOf, ticket: Ticket, name: str) -> None:
    client = client_of("priya")
    file = attached(client, ticket, name, b"words")
    assert not set(file.name) & set('/\\\r\n\x00\u202e"')
    assert len(file.name) <= 120
    header = client.get(url(ticket, file))["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert not set(header) & set("\r\n")


def test_a_name_with_script_is_escaped_wherever_it_is_shown(client_of: ClientOf, ticket: Ticket) -> None:
    client = client_of("priya")
    shown = upload(client, ticket, "<img src=x onerror=alert(1)>.txt", b"words")
    assert b"<img src=x" not in shown.content
    send(client, ticket, StoredFile.objects.get())
    assert b"<img src=x" not in client.get(f"/tickets/{ticket.number}/").content


def test_the_same_name_twice_is_two_files(client_of: ClientOf, ticket: Ticket) -> None:
    client = client_of("priya")
    first, second = attached(client, ticket, "same.txt", b"one"), attached(client, ticket, "same.txt", b"two")
    assert client.get(url(ticket, first)).getvalue() == b"one"
    assert client.get(url(ticket, second)).getvalue() == b"two"


@pytest.mark.parametrize("rest", ["", "image/", "preview/"])
def test_a_file_is_had_only_through_its_own_ticket(
    world: World, client_of: ClientOf, ticket: Ticket, rest: str
) -> None:
    other = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    file = attached(client_of("priya"), ticket, "a.png", a_picture())
    assert client_of("marcus").get(url(ticket, file, rest)).status_code == 200
    assert client_of("marcus").get(url(other, file, rest)).status_code == 404
    for stranger in ("rita", "paul", "ellen", "lucia"):
        for door in ("tickets", "help"):
            assert client_of(stranger).get(url(ticket, file, rest, door)).status_code == 404
    assert Client().get(url(ticket, file, rest)).status_code == 302


@pytest.mark.parametrize("rest", ["", "image/", "preview/"])
def test_a_requester_has_files_of_replies_and_never_of_notes(client_of: ClientOf, ticket: Ticket, rest: str) -> None:
    reply = attached(client_of("priya"), ticket, "a.png", a_picture())
    note = attached(client_of("priya"), ticket, "b.png", a_picture(), kind="note")
    carol = client_of("carol")
    assert carol.get(url(ticket, reply, rest, "help")).status_code == 200
    assert carol.get(url(ticket, note, rest, "help")).status_code == 404
    assert carol.get(url(ticket, reply, rest)).status_code == 404
    page = carol.get(f"/help/{ticket.number}/").content.decode()
    assert str(reply.public_id) in page
    assert str(note.public_id) not in page
    Message.objects.filter(attachments__file=reply).update(is_public=False)
    assert carol.get(url(ticket, reply, rest, "help")).status_code == 404
    Ticket.objects.filter(pk=ticket.pk).update(requester=None, requester_name="Somebody else")
    assert carol.get(url(ticket, reply, rest, "help")).status_code == 404


def test_what_waits_in_a_composer_is_its_persons_alone(client_of: ClientOf, ticket: Ticket) -> None:
    upload(client_of("priya"), ticket, "a.png", a_picture())
    file = StoredFile.objects.get()
    assert client_of("priya").get(url(ticket, file)).status_code == 200
    for other in ("marcus", "dana", "carol"):
        assert client_of(other).get(url(ticket, file)).status_code == 404
        assert client_of(other).post(url(ticket, file, "remove/")).status_code == 404
        assert client_of(other).get(url(ticket, file, door="help")).status_code == 404
    assert send(client_of("marcus"), ticket, file).status_code == 422
    assert not Attachment.objects.exists()


def test_what_was_uploaded_for_a_note_never_goes_with_a_reply(client_of: ClientOf, ticket: Ticket) -> None:
    upload(client_of("priya"), ticket, "a.png", a_picture(), kind="note")
    assert send(client_of("priya"), ticket, StoredFile.objects.get(), kind="reply").status_code == 422
    assert not Attachment.objects.exists()


def test_a_file_is_sent_once(client_of: ClientOf, ticket: Ticket) -> None:
    file = attached(client_of("priya"), ticket, "a.txt", b"words")
    assert send(client_of("priya"), ticket, file).status_code == 422
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("ids", [["x"], ["' OR 1=1"], [str(uuid4())], ["00000000-0000-0000-0000-000000000000"] * 30])
def test_odd_ids_are_refused_in_words(client_of: ClientOf, ticket: Ticket, ids: list[str]) -> None:
    answer = client_of("priya").post(f"/tickets/{ticket.number}/note/", {"body": "Words", "file": ids})
    assert answer.status_code == 422
    assert not ticket.messages.filter(kind="note", body="Words").exists()


def test_who_may_not_work_may_not_upload(client_of: ClientOf, ticket: Ticket) -> None:
    for name, status in (("carol", 404), ("rita", 404), ("miriam", 403)):
        answer = upload(client_of(name), ticket, "a.txt", b"x")
        assert answer.status_code == status, name
    assert not ComposerFile.objects.exists()


def test_too_much_is_413_in_words(client_of: ClientOf, ticket: Ticket, settings: Any) -> None:
    settings.MAX_REQUEST_BYTES = 1000
    answer = upload(client_of("priya"), ticket, "a.txt", b"x" * 2000)
    assert answer.status_code == 413
    assert b"more than can be sent at once" in answer.content


def test_too_large_empty_and_missing_files_are_refused_in_words(
    client_of: ClientOf, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firstline.files.rules.limits.MAX_FILE_BYTES", 10)
    client = client_of("priya")
    answer = upload(client, ticket, "big.txt", b"x" * 11)
    assert (answer.status_code, b"big.txt is larger than 25 MB" in answer.content) == (422, True)
    assert b"is empty" in upload(client, ticket, "none.txt", b"").content
    assert client.post(f"/tickets/{ticket.number}/upload/reply/").status_code == 422
    assert upload(client, ticket, "a.txt", b"x", kind="resolve").status_code == 422


def test_without_script_files_come_along_with_the_text(client_of: ClientOf, ticket: Ticket) -> None:
    client = client_of("priya")
    body = {
        "body": "See the picture",
        "after": "0",
        "anyway": "1",
        "new_files": [SimpleUploadedFile("a.png", a_picture())],
    }
    assert client.post(f"/tickets/{ticket.number}/note/", body).status_code == 302
    assert Attachment.objects.get().message.body == "See the picture"
    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(11)]
    answer = client.post(f"/tickets/{ticket.number}/note/", {"body": "Too many", "new_files": many})
    assert answer.status_code == 422
    assert "up to 10 files" in answer.content.decode()
    flood = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(30)]
    assert client.post(f"/tickets/{ticket.number}/note/", {"body": "Flood", "new_files": flood}).status_code == 413


def test_what_came_along_with_a_refused_text_waits_in_the_composer(client_of: ClientOf, ticket: Ticket) -> None:
    client = client_of("priya")
    answer = client.post(
        f"/tickets/{ticket.number}/note/", {"body": " ", "new_files": [SimpleUploadedFile("kept.txt", b"x")]}
    )
    assert answer.status_code == 422
    assert "kept.txt" in answer.content.decode()
    assert "kept.txt" in client.get(f"/tickets/{ticket.number}/").content.decode()
    file = StoredFile.objects.get()
    assert client.post(url(ticket, file, "remove/")).status_code == 302
    assert not StoredFile.objects.exists()
