"""Files by the API: the body is the file, a note or a reply takes it along, and nobody has another desk's."""

import io
import uuid
from typing import Any

import pytest
from PIL import Image

from firstline.files.models import Content, StoredFile
from firstline.files.rules import limits
from tests.api.test_tickets import new_ticket
from tests.support.programs import ROOT, Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db
OCTETS = "application/octet-stream"


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    return program_of("dana")


@pytest.fixture
def ticket(dana: Program, world: World) -> str:
    """The id of a ticket in the queue."""
    return str(dana.act("/tickets", new_ticket(world)).json()["ticket"]["id"])


def send(
    who: Program,
    ticket: str,
    content: bytes,
    *,
    kind: str = "note",
    name: str = "a.txt",
    key: str = "",
    of: str = OCTETS,
) -> Any:
    headers = {"idempotency-key": key or uuid.uuid4().hex, **who.headers}
    path = f"{ROOT}/tickets/{ticket}/files?kind={kind}&name={name}"
    return who.client.generic("POST", path, content, of, headers=headers, CONTENT_TYPE=of)  # also for no bytes


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "PNG")
    return kept.getvalue()


def test_a_file_goes_with_a_note_and_comes_back_byte_by_byte(dana: Program, ticket: str) -> None:
    content = b"\x00\x01 bytes " * 200_000  # more than is held in memory
    sent = send(dana, ticket, content, name="log.bin")
    assert sent.status_code == 201, sent.content
    note = dana.act(f"/tickets/{ticket}/notes", {"body": "Its log", "files": [sent.json()["id"]]})
    assert note.status_code == 201, note.content
    (listed,) = dana.read(f"/tickets/{ticket}/files").json()["items"]
    assert listed == sent.json() | {"message": note.json()["id"], "is_public": False}
    had = dana.read(f"/tickets/{ticket}/files/{listed['id']}")
    assert (had.status_code, had.getvalue(), had["Content-Length"]) == (200, content, str(len(content)))
    assert had["Content-Disposition"] == 'attachment; filename="log.bin"'
    assert "sandbox" in had["Content-Security-Policy"]


def test_only_what_was_decoded_as_a_picture_is_no_attachment(dana: Program, ticket: str) -> None:
    found = []
    for name, content in (("a.png", picture()), ("b.png", b"<svg onload='alert(1)'/>")):
        sent = send(dana, ticket, content, name=name).json()
        had = dana.read(f"/tickets/{ticket}/files/{sent['id']}")
        found.append((sent["is_picture"], had["Content-Type"], had["Content-Disposition"].split(";")[0]))
    assert found == [(True, "image/png", "inline"), (False, "text/plain", "attachment")]


def test_an_upload_is_done_once_for_its_key(dana: Program, ticket: str) -> None:
    key = uuid.uuid4().hex
    first, again = send(dana, ticket, b"Words", key=key), send(dana, ticket, b"Words", key=key)
    assert (first.content, again["Idempotent-Replayed"]) == (again.content, "true")
    for other in (send(dana, ticket, b"Other", key=key), send(dana, ticket, b"Words", key=key, name="b.txt")):
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"content": b""}, 422, "upload_empty"),
        ({"kind": "resolve"}, 422, "invalid"),
        ({"name": ""}, 422, "invalid"),
        ({"of": "application/json"}, 415, "content_type"),
        ({"of": "multipart/form-data; boundary=x"}, 415, "content_type"),
        ({"name": "a.txt&more=1"}, 400, "unknown_parameter"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    dana: Program, ticket: str, given: dict[str, Any], status: int, code: str
) -> None:
    answer = send(dana, ticket, **{"content": b"Words", **given})
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    dana: Program, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = send(dana, ticket, b"x" * (limits.MAX_FILE_BYTES + 2))
    assert (answer.status_code, answer.json()["code"]) == (422, "upload_too_large")
    monkeypatch.setattr(limits, "MAX_WAITING_FILES", 1)
    assert send(dana, ticket, b"x").status_code == 201
    assert send(dana, ticket, b"y").json()["code"] == "upload_too_many_waiting"
    assert Content.objects.count() == 1


def test_another_desk_a_requester_and_a_reader_get_no_further_than_on_pages(
    dana: Program, program_of: ProgramOf, ticket: str
) -> None:
    sent = send(dana, ticket, b"Words", kind="reply").json()["id"]
    for name, statuses in (("rita", (404, 404, 404)), ("carol", (404, 404, 404)), ("miriam", (403, 200, 404))):
        who = program_of(name)
        answers = (
            send(who, ticket, b"Words"),
            *(who.read(f"/tickets/{ticket}/{path}") for path in ("files", f"files/{sent}")),
        )
        assert tuple(answer.status_code for answer in answers) == statuses, name
    assert send(program_of("dana", ["tickets:read"]), ticket, b"Words").json()["code"] == "scope_missing"


def test_what_was_uploaded_for_a_reply_or_by_another_does_not_go_with_a_note(
    dana: Program, program_of: ProgramOf, ticket: str
) -> None:
    for sent in (send(dana, ticket, b"Words", kind="reply"), send(program_of("marcus"), ticket, b"Others")):
        answer = dana.act(f"/tickets/{ticket}/notes", {"body": "With it", "files": [sent.json()["id"]]})
        assert (answer.status_code, answer.json()["code"]) == (422, "upload_gone")
