"""What refusals of this room say."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "upload_empty": lambda params: _("%(name)s is empty") % {"name": params.get("name", "")},
    "upload_empty:do": lambda _p: _("Choose another file, or send the message without it."),
    "upload_too_large": lambda params: (
        _("%(name)s is larger than %(limit)s MB") % {"name": params.get("name", ""), "limit": params.get("limit", "")}
    ),
    "upload_too_large:do": lambda _p: _("Send a smaller one, such as a picture of the part that matters."),
    "upload_too_many": lambda params: _("A message takes up to %(limit)s files") % {"limit": params.get("limit", "")},
    "upload_too_many:do": lambda _p: _("Remove some, or send them with a second message."),
    "upload_too_many_waiting": lambda _p: _("Too many of your files wait to be sent"),
    "upload_too_many_waiting:do": lambda _p: _("Send or remove those first."),
    "upload_gone": lambda _p: _("A file was removed meanwhile, or belongs to another message"),
    "upload_gone:do": lambda _p: _("Attach it again."),
}
