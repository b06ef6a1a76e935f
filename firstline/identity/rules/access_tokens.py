"""What an access token looks like, how long it may live, and when it counts: ``fl_`` + prefix + ``_`` + secret."""

import hashlib
import re
from datetime import datetime, timedelta

PREFIX_LENGTH = 8
SECRET_BYTES = 32
LONGEST_DAYS = 366
TOUCH_EVERY = timedelta(hours=1)
_FORM = re.compile(r"fl_([a-z2-9]{8})_[A-Za-z0-9_-]{43}", re.ASCII)


def join_token(prefix: str, secret: str) -> str:
    """Return the text that a program sends."""
    return f"fl_{prefix}_{secret}"


def prefix_of(token: str) -> str:
    """Return the part that finds the token's row, or an empty string for what is no token."""
    found = _FORM.fullmatch(token)
    return found[1] if found else ""


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def counts(*, expires_at: datetime, revoked_at: datetime | None, now: datetime) -> bool:
    """Return whether a token with these times is good at ``now``."""
    return revoked_at is None and now < expires_at


def needs_touch(*, last_used_at: datetime | None, now: datetime) -> bool:
    """Return whether the last use is written anew: once an hour is enough to see which tokens are used at all."""
    return last_used_at is None or now - last_used_at >= TOUCH_EVERY
