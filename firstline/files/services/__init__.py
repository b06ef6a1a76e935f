"""Use cases of files: storing, attaching, throwing away."""

from firstline.files.services.files import discard_old_uploads, discard_upload, mark_attached, store_file

__all__ = ["discard_old_uploads", "discard_upload", "mark_attached", "store_file"]
