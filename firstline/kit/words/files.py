"""Kinds of files in plain words."""

from django.utils.translation import gettext as _


def file_kind(media_type: str, name: str) -> str:
    """Return what a file is: "Picture", "PDF", "Text", else the ending of its name. The type is our own detection."""
    ending = name.rpartition(".")[2].upper() if "." in name else ""
    if media_type.startswith("image/"):
        return _("Picture")
    if media_type.startswith("video/"):
        return _("Video")
    if media_type.startswith("audio/"):
        return _("Sound")
    if media_type == "application/pdf":
        return "PDF"
    if media_type == "text/plain" and ending in {"", "TXT", "LOG"}:
        return _("Text")
    return ending[:8] or _("File")
