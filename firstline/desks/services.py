"""Taking ticket numbers."""

from django.db import connection

from firstline.desks.models import Desk


def take_number(*, desk: Desk) -> str:
    """Return the next ticket number of the desk's series, with its prefix; never given twice, gaps are allowed.

    *Needs* nothing of its own: the use case that opens the ticket has asked. *Emits* nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [f"ticket_number_{desk.series_id}"])
        (number,) = cursor.fetchone()
    return f"{desk.series.prefix}{number}"
