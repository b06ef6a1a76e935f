"""What is settled at a desk and stands on every ticket: its desk, nature, level and group; and resolution codes.

Kept between requests (``desks.selectors.kept``) instead of joined to each ticket that is read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from firstline.catalog.models import Nature
from firstline.desks.models import Desk
from firstline.desks.selectors import kept
from firstline.teams.models import Level, SupportGroup
from firstline.tickets.models import ResolutionCode, Ticket


def settle(tickets: Iterable[Ticket], desks: Iterable[Desk]) -> None:
    """Put desk, nature, level, group and resolution code on tickets of these desks, which were read in this request.

    Retired ones too. What came into being since is left to be read from the database when it is asked for.
    """
    by_id = {desk.pk: desk for desk in desks}
    for ticket in tickets:
        desk = by_id.get(ticket.desk_id)
        if desk is not None:
            ticket.desk = desk
            for name, rows in kept(desk, _rows).items():
                row = rows.get(getattr(ticket, f"{name}_id"))
                if row is not None:
                    setattr(ticket, name, row)


def resolution_codes(desk: Desk) -> tuple[ResolutionCode, ...]:
    """Return the ways in which a ticket is resolved that are offered now, in order. Kept."""
    codes = kept(desk, _rows)["resolution_code"]
    return tuple(code for code in codes.values() if code.is_active)


def settled_names(desk: Desk) -> dict[str, Mapping[Any, str]]:
    """Return the names of the desk's natures, levels and groups by id, and of resolution codes by code. Kept."""
    return dict(kept(desk, _names))


def _names(desk: Desk) -> Mapping[str, Mapping[Any, str]]:
    rows = kept(desk, _rows)
    names: dict[str, Mapping[Any, str]] = {
        field: {pk: row.name for pk, row in rows[field].items()} for field in ("nature", "level", "group")
    }
    return names | {"resolution_code": {row.code: row.name for row in rows["resolution_code"].values()}}


def _rows(desk: Desk) -> Mapping[str, Mapping[int, Any]]:
    """Return the rows that tickets of the desk refer to, by field and id. Four queries."""
    found: dict[str, Iterable[Model]] = {
        "nature": Nature.objects.filter(desk=desk).select_related("service"),
        "level": Level.objects.filter(desk=desk),
        "group": SupportGroup.objects.filter(desk=desk),
        "resolution_code": ResolutionCode.objects.all(),
    }
    return {name: {row.pk: row for row in rows} for name, rows in found.items()}
