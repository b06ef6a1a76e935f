"""What a new desk begins with: one service, and the nature of call that takes everything."""

from django.utils.translation import gettext as _

from firstline.catalog.models import Nature, Service


def start_desk(*, desk_id: int) -> None:
    """Give a new desk a nature that takes every call, so that one can be logged from the first moment.

    *Needs* nothing of its own: opening the desk has asked. *Emits* nothing of its own.
    """
    service, _is_new = Service.objects.get_or_create(code="general", defaults={"name": _("General help")})
    Nature.objects.create(
        desk_id=desk_id, service=service, code="other", name=_("Something else"), number_key=8,
        default_impact="one", default_urgency="hindered", is_catch_all=True,
    )  # fmt: skip
