"""Taking ticket numbers; writing desks, a part of the use case that changes settings."""

from typing import Any

from django.db import IntegrityError, connection, transaction

from firstline.desks.models import Desk, NumberSeries
from firstline.kernel.errors import Invalid
from firstline.kernel.registry import NEW_DESKS


def take_number(*, desk: Desk) -> str:
    """Return the next ticket number of the desk's series, with its prefix; never given twice, gaps are allowed.

    *Needs* nothing of its own: the use case that opens the ticket has asked. *Emits* nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [f"ticket_number_{desk.series_id}"])
        (number,) = cursor.fetchone()
    return f"{desk.series.prefix}{number}"


def put_desk(*, desk_id: int | None, document: dict[str, Any]) -> int:
    """Write a desk and return its id; a new one gets its numbers: the shared ones, or its own where confidential.

    *Needs* nothing of its own: the change of settings has asked. *Emits* nothing of its own. *Raises* Invalid (code,
    extension or beginning of numbers is taken).
    """
    desk = Desk.objects.select_for_update(of=("self",)).filter(pk=desk_id or 0).first()
    is_new = desk is None
    try:
        with transaction.atomic():
            if desk is None:
                series, _is_new = NumberSeries.objects.get_or_create(prefix=document["prefix"])
                if document["is_confidential"] and Desk.objects.filter(series=series).exists():
                    raise Invalid("setting_taken", field="prefix")
                desk = Desk(pk=desk_id, series=series)
            for name in ("code", "name", "extension", "calendar_id", "language", "is_confidential", "is_active"):
                setattr(desk, name, document[name])
            desk.save()
    except IntegrityError as error:
        raise Invalid("setting_taken") from error
    for start in reversed(list(NEW_DESKS)) if is_new else ():
        start(desk_id=desk.pk)
    return desk.pk


def remove_desk(*, desk_id: int) -> None:
    """Remove a desk that nothing refers to. Its numbers stay taken.

    *Needs* nothing of its own: the change of settings has asked. *Emits* nothing of its own.
    """
    Desk.objects.filter(pk=desk_id).delete()
