"""Parts of the REST API for every room: operations, who is asking, pages, problems. The other skin of the house."""

from firstline.kit.rest.operations import Asked, act, deliver, read, upload
from firstline.kit.rest.paging import Cursor, Limit, cursor_of, page_of

__all__ = ["Asked", "Cursor", "Limit", "act", "cursor_of", "deliver", "page_of", "read", "upload"]
