"""Who may see and change accounts. Administrators all of them, everybody the own one."""

from django.db.models import QuerySet

from firstline.identity.models import AccessToken, User
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.kernel.permissions import InstallationPermission


def can_manage_users(actor: Actor) -> bool:
    """Return whether the actor may see all accounts, make them and grant roles."""
    return actor.may_install(InstallationPermission.USERS_MANAGE)


def require_manage_users(actor: Actor) -> None:
    """Let the actor manage accounts. *Raises* NotAllowed."""
    if not can_manage_users(actor):
        raise NotAllowed("users_manage")


def require_self(actor: Actor, user_id: int) -> None:
    """Let the actor go on if the account is the own one. *Raises* NotAllowed."""
    if actor.user_id is None or actor.user_id != user_id:
        raise NotAllowed


def visible_to(actor: Actor) -> QuerySet[User]:
    """Return the accounts that the actor may see."""
    if can_manage_users(actor):
        return User.objects.all()
    return User.objects.filter(pk=actor.user_id) if actor.user_id else User.objects.none()


def can_hold_tokens(actor: Actor) -> bool:
    """Return whether the actor may have access tokens: staff of a desk. The API shows nothing to anybody else."""
    return actor.is_signed_in and actor.is_staff


def tokens_visible_to(actor: Actor) -> QuerySet[AccessToken]:
    """Return the access tokens that the actor may see and revoke: the own ones; administrators see all."""
    if can_manage_users(actor):
        return AccessToken.objects.all()
    return AccessToken.objects.filter(user_id=actor.user_id) if actor.user_id else AccessToken.objects.none()
