"""What a person does with the own account: password, language, theme, shortcuts."""

from datetime import datetime

from firstline.identity.events import PasswordChanged, PreferencesSet
from firstline.identity.models import Theme, User
from firstline.identity.policies import require_self
from firstline.identity.services.sessions import end_sessions_of
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.ledger.services import record, use_case
from firstline.people.models import Person

LANGUAGES = ("en", "es")


@use_case
def change_password(*, actor: Actor, user_id: int, old: str, new: str, keep: str, now: datetime) -> User:
    """Change the own password, knowing the old one; all sessions but ``keep`` end. The form has judged ``new``.

    *Emits* password_changed. *Raises* NotAllowed (not the own account), Invalid (old password wrong, or the same).
    """
    require_self(actor, user_id)
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    if not user.check_password(old):
        raise Invalid("password_wrong", field="old")
    if old == new:
        raise Invalid("password_same", field="new")
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    end_sessions_of(user.pk, keep=keep)
    record(PasswordChanged(desk_id=None, subject_id=user.pk), actor=actor, at=now)
    return user


@use_case
def set_preferences(
    *, actor: Actor, user_id: int, language: str, theme: Theme, single_keys: bool, now: datetime
) -> User:
    """Set the own language, theme and whether single keys act.

    *Emits* preferences_set. *Raises* NotAllowed (not the own account), Invalid (unknown language).
    """
    require_self(actor, user_id)
    if language not in LANGUAGES:
        raise Invalid("language_unknown", field="language")
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    user.theme = theme
    user.single_key_shortcuts = single_keys
    user.save(update_fields=["theme", "single_key_shortcuts"])
    Person.objects.filter(pk=user.person_id).update(language=language)
    user.person.language = language
    fact = PreferencesSet(
        desk_id=None, subject_id=user.pk, language=language, theme=theme.value, single_keys=single_keys
    )
    record(fact, actor=actor, at=now)
    return user
