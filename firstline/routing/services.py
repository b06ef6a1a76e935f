"""Writing the routing table: a part of the use case that changes settings, which asks, locks and records."""

from typing import Any

from firstline.routing.models import Coverage


def put_coverage(*, desk_id: int, cells: dict[str, Any]) -> int:
    """Write the cells ``n<nature>_l<level>`` of a desk: the id of a group, or None for nobody; return the desk's id.

    *Needs* nothing of its own: the change of settings has asked. *Emits* nothing of its own.
    """
    kept = {(row.nature_id, row.level_id): row for row in Coverage.objects.filter(desk_id=desk_id)}
    for cell, group_id in cells.items():
        nature_id, level_id = (int(part[1:]) for part in cell.split("_"))
        row = kept.get((nature_id, level_id))
        if group_id is None:
            Coverage.objects.filter(desk_id=desk_id, nature_id=nature_id, level_id=level_id).delete()
        elif row is None or row.group_id != group_id:
            Coverage.objects.update_or_create(
                desk_id=desk_id, nature_id=nature_id, level_id=level_id, defaults={"group_id": group_id}
            )
    return desk_id
