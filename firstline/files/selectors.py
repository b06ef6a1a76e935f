"""Bytes and small pictures of files that the caller has read through a policy of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from firstline.files.models import Chunk, Preview, StoredFile
from firstline.kernel.errors import NotFound


@dataclass(frozen=True)
class OpenFile:
    """A file with its content at hand."""

    name: str
    media_type: str
    size: int
    is_picture: bool
    content_id: int

    def chunks(self) -> Iterator[bytes]:
        """Yield the content piece by piece, one query for each, so that memory holds 1 MB of it."""
        pieces = Chunk.objects.filter(content_id=self.content_id)
        position = 0
        while (data := pieces.filter(position=position).values_list("data", flat=True).first()) is not None:
            yield bytes(data)
            position += 1

    def preview(self) -> bytes:
        """Return the small picture. *Raises* NotFound when the content is no picture."""
        data = Preview.objects.filter(content_id=self.content_id).values_list("data", flat=True).first()
        if data is None:
            raise NotFound
        return bytes(data)


def open_file(file: StoredFile) -> OpenFile:
    """Return a file, read with its content, ready to be handed out."""
    content = file.content
    return OpenFile(file.name, content.media_type, content.size, content.is_picture, content.pk)
