"""Bytes and small pictures of files that the caller has read through a policy of its own."""

from collections.abc import Iterator

from firstline.files.models import Chunk, Preview, StoredFile
from firstline.kernel.errors import NotFound


def chunks_of(file: StoredFile) -> Iterator[bytes]:
    """Yield the content piece by piece, one query for each, so that memory holds 1 MB of it."""
    position = 0
    while True:
        data = (
            Chunk.objects.filter(content_id=file.content_id, position=position).values_list("data", flat=True).first()
        )
        if data is None:
            return
        yield bytes(data)
        position += 1


def preview_of(file: StoredFile) -> bytes:
    """Return the small picture. *Raises* NotFound when the content is no picture."""
    data = Preview.objects.filter(content_id=file.content_id).values_list("data", flat=True).first()
    if data is None:
        raise NotFound
    return bytes(data)
