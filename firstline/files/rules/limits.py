"""How much may be uploaded, and which pictures are decoded. Settings of the program, not of the agency."""

MEGABYTE = 1024 * 1024
MAX_FILE_MB = 25
MAX_FILE_BYTES = MAX_FILE_MB * MEGABYTE
MAX_FILES_PER_MESSAGE = 10
MAX_WAITING_FILES = 30
"""Uploads of one person that are not attached yet."""
CHUNK_BYTES = MEGABYTE
MAX_PIXELS = 20_000_000
MAX_JPEG_PIXELS = 60_000_000
"""A JPEG is decoded at a reduced size, so it may be larger: what a telephone takes."""
PREVIEW_SIZE = (480, 360)


def may_be_decoded(picture_format: str, width: int, height: int) -> bool:
    """Return whether a picture of this size may be decoded without harm to the server."""
    limit = MAX_JPEG_PIXELS if picture_format == "JPEG" else MAX_PIXELS
    return 0 < width * height <= limit
