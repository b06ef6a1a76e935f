"""Times as people write them ("2:30", "in 1 h", "tomorrow 8"), read in the desk's time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from firstline.kernel.errors import Invalid
from firstline.kit.rules.times import parse_moment


def read_promised_time(text: str, field: str, time_zone: str, now: datetime) -> datetime:
    """Return the moment that is meant. *Raises* Invalid (``required``, ``time_…``) with the field's name."""
    if not text.strip():
        raise Invalid("required", field=field)
    try:
        return parse_moment(text, now, ZoneInfo(time_zone))
    except Invalid as error:
        raise Invalid(error.code, field=field) from None
