"""Storing what is uploaded, attaching it, and throwing away what was not."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

import filetype
from django.db import IntegrityError, transaction

from firstline.files.models import Chunk, Content, Preview, StoredFile
from firstline.files.rules import limits
from firstline.files.rules.kinds import safe_type
from firstline.files.rules.names import clean_name
from firstline.files.services._pictures import decoded
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, NotFound
from firstline.ledger.services import use_case

KEPT_UNATTACHED = timedelta(hours=24)
AT_ONCE = 200


@use_case
def store_file(*, actor: Actor, desk_id: int, name: str, source: BinaryIO, size: int, now: datetime) -> StoredFile:
    """Keep an upload of the actor's for a desk; equal contents are kept once.

    *Needs* to be signed in; who may upload where is asked by the room that calls. *Emits* nothing: nothing is said yet.
    *Raises* NotAllowed, Invalid (``upload_empty``, ``upload_too_large``, ``upload_too_many_waiting``).
    """
    shown = clean_name(name)
    if size > limits.MAX_FILE_BYTES:
        raise Invalid("upload_too_large", field="file", name=shown, limit=limits.MAX_FILE_MB)
    if size == 0:
        raise Invalid("upload_empty", field="file", name=shown)
    waiting = StoredFile.objects.filter(uploaded_by_id=actor.account_id, attached_at__isnull=True)
    if waiting.count() >= limits.MAX_WAITING_FILES:
        raise Invalid("upload_too_many_waiting", field="file")
    return StoredFile.objects.create(
        content=_content(source, size), name=shown, desk_id=desk_id, uploaded_by_id=actor.account_id, uploaded_at=now
    )


@use_case
def mark_attached(*, actor: Actor, desk_id: int, file_ids: Sequence[UUID], now: datetime) -> list[StoredFile]:
    """Mark the actor's own uploads of this desk as attached, in the given order; a part of the act that sends them.

    *Needs* to have uploaded them. *Emits* nothing: the message's fact names them.
    *Raises* Invalid (``upload_too_many``, ``upload_gone``).
    """
    wanted = list(dict.fromkeys(file_ids))
    if len(wanted) > limits.MAX_FILES_PER_MESSAGE:
        raise Invalid("upload_too_many", field="file", limit=limits.MAX_FILES_PER_MESSAGE)
    if not wanted:
        return []
    found = StoredFile.objects.select_for_update().filter(
        public_id__in=wanted, uploaded_by_id=actor.account_id, desk_id=desk_id, attached_at__isnull=True
    )
    files = {file.public_id: file for file in found}
    if len(files) < len(wanted):
        raise Invalid("upload_gone", field="file")
    StoredFile.objects.filter(pk__in=[file.pk for file in files.values()]).update(attached_at=now)
    return [files[public_id] for public_id in wanted]


@use_case
def discard_upload(*, actor: Actor, file_id: UUID, now: datetime) -> None:  # noqa: ARG001 - the form of every use case
    """Take an own upload away that was not attached; its content follows with the housekeeping.

    *Needs* to have uploaded it. *Emits* nothing: nothing was said. *Raises* NotFound.
    """
    own = StoredFile.objects.filter(public_id=file_id, uploaded_by_id=actor.account_id, attached_at__isnull=True)
    deleted, _ = own.delete()
    if not deleted:
        raise NotFound


@use_case
def discard_old_uploads(*, actor: Actor, now: datetime) -> int:
    """Throw away what was not attached within a day, and contents that no file names; return how many contents went.

    *Needs* to be the system: its own housekeeping. *Emits* nothing: no record names them. *Raises* NotAllowed.
    """
    if not actor.is_system:
        raise NotAllowed
    StoredFile.objects.filter(attached_at__isnull=True, uploaded_at__lt=now - KEPT_UNATTACHED).delete()
    # Locked ones are being named by an upload at this moment (_content); the next run looks again.
    unnamed = Content.objects.select_for_update(skip_locked=True, of=("self",)).filter(files__isnull=True)[:AT_ONCE]
    ids = [content.pk for content in unnamed]
    named = set(StoredFile.objects.filter(content_id__in=ids).values_list("content_id", flat=True))
    gone = [pk for pk in ids if pk not in named]
    Content.objects.filter(pk__in=gone).delete()
    return len(gone)


def _content(source: BinaryIO, size: int) -> Content:
    """Return the content with these bytes, locked, so that the housekeeping lets it be; made when it is not there."""
    digest = _digest(source)
    known = Content.objects.select_for_update().filter(digest=digest).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _stored(source, digest, size)
    except IntegrityError:  # the same bytes came over another connection just now
        return Content.objects.select_for_update().get(digest=digest)


def _stored(source: BinaryIO, digest: str, size: int) -> Content:
    picture = decoded(source)
    source.seek(0)
    beginning = source.read(8192)
    media_type = picture[0] if picture else safe_type(filetype.guess_mime(beginning), beginning)
    content = Content.objects.create(digest=digest, size=size, media_type=media_type, is_picture=picture is not None)
    source.seek(0)
    position = 0
    while data := source.read(limits.CHUNK_BYTES):
        Chunk.objects.create(content=content, position=position, data=data)
        position += 1
    if picture:
        Preview.objects.create(content=content, data=picture[1])
    return content


def _digest(source: BinaryIO) -> str:
    source.seek(0)
    digest = hashlib.sha256()
    while data := source.read(limits.CHUNK_BYTES):
        digest.update(data)
    return digest.hexdigest()
