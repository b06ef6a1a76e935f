"""The line of the rail that this room offers, and what its errors say."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.permissions import Permission
from firstline.kernel.registry import NavigationItem
from firstline.kernel.settings import SettingsPage
from firstline.triage.policies import edits_questions

QUESTIONS = NavigationItem(
    label=gettext_lazy("Questions"),
    icon="checklist",
    url_name="triage:questions",
    group="team",
    order=60,
    visible=lambda actor: bool(actor.desk_ids(Permission.QUESTIONS_EDIT)),
)
SETTINGS_PAGE = SettingsPage(
    label=gettext_lazy("Questions"),
    sentence=gettext_lazy(
        "What is asked in a call, by nature of call; answers move the severity. Each change is a version"
    ),
    url_name="triage:questions",
    group="questions",
    order=10,
    visible=edits_questions,
)
ERRORS: dict[str, Callable[[dict[str, Any]], str]] = {
    "questions_changed": lambda params: (
        _("Somebody published version %(version)s while you were writing. Reload to see it; your text is still here")
        % params
    ),
    "modifier_moves_nothing": lambda _p: _("It would move nothing. Choose at least one step, or what it means below"),
    "too_many_questions": lambda params: _("At most %(most)s questions, so that nobody is kept on the line") % params,
}
