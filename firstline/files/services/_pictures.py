"""Whether a content is a picture that may be shown, found out by decoding it: names and types are never believed."""

import io
import warnings
from typing import BinaryIO

from PIL import Image, ImageOps

from firstline.files.rules.kinds import PICTURES
from firstline.files.rules.limits import PREVIEW_SIZE, may_be_decoded


def decoded(source: BinaryIO) -> tuple[str, bytes] | None:
    """Return the media type and the small picture, or None for what is not a whole picture within limits.

    The size stands in the head of the file and is looked at before anything is decoded.
    """
    source.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=tuple(PICTURES)) as image:
                picture_format = image.format or ""
                if not may_be_decoded(picture_format, *image.size):
                    return None
                image.draft("RGB", PREVIEW_SIZE)
                image.load()
                return PICTURES[picture_format], _small(image)
    except Exception:
        return None
    finally:
        source.seek(0)


def _small(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    mode = "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
    small = upright.convert(mode)
    small.thumbnail(PREVIEW_SIZE)
    small.info.clear()
    kept = io.BytesIO()
    small.save(kept, "WEBP", quality=80)
    return kept.getvalue()
