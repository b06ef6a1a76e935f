"""What a content is, by its own bytes: the browser's word is never taken."""

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""Formats that are decoded and shown, and their types."""
RUNNABLE = ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml")
"""Never served under these types, whatever a detection says: a browser would run them."""


def looks_like_text(beginning: bytes) -> bool:
    """Return whether the first bytes are text: UTF-8 without controls; a cut sign at the end does not matter."""
    for cut in range(4):
        try:
            text = beginning[: len(beginning) - cut].decode()
        except UnicodeDecodeError:
            continue
        return bool(text) and not any(ord(sign) < ord(" ") and sign not in "\t\n\r\f" for sign in text)
    return False


def safe_type(detected: str | None, beginning: bytes) -> str:
    """Return the type under which the content is served."""
    if detected and detected not in RUNNABLE:
        return detected
    return TEXT if looks_like_text(beginning) else UNKNOWN
