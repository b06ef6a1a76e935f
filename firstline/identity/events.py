"""Facts about accounts: who may sign in, who did, who may do what. No passwords, no names typed by strangers."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.facts import Code, Fact, Moment, NetworkAddress


@dataclass(frozen=True, kw_only=True)
class AccountFact(Fact):
    """Base: about one account, kept with the audit trail. ``subject_id`` is the account's id, 0 when nobody has it."""

    subject_type: ClassVar[str] = "user"
    retention: ClassVar[str] = "audit"


@dataclass(frozen=True, kw_only=True)
class UserAdded(AccountFact):
    """An account was made for a person."""

    verb: ClassVar[str] = "identity.user_added"
    person_id: int


@dataclass(frozen=True, kw_only=True)
class RoleGranted(AccountFact):
    """An account plays a role at the desk from now on."""

    verb: ClassVar[str] = "identity.role_granted"
    role: Code


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(AccountFact):
    """An account no longer plays the role at the desk."""

    verb: ClassVar[str] = "identity.role_revoked"
    role: Code


@dataclass(frozen=True, kw_only=True)
class AdministratorAppointed(AccountFact):
    """An account administers the installation from now on."""

    verb: ClassVar[str] = "identity.administrator_appointed"


@dataclass(frozen=True, kw_only=True)
class AdministratorDismissed(AccountFact):
    """An account no longer administers the installation."""

    verb: ClassVar[str] = "identity.administrator_dismissed"


@dataclass(frozen=True, kw_only=True)
class UserDeactivated(AccountFact):
    """An account can no longer sign in; its sessions ended."""

    verb: ClassVar[str] = "identity.user_deactivated"


@dataclass(frozen=True, kw_only=True)
class UserReactivated(AccountFact):
    """An account can sign in again."""

    verb: ClassVar[str] = "identity.user_reactivated"


@dataclass(frozen=True, kw_only=True)
class PasswordIssued(AccountFact):
    """An administrator issued a password that has to be changed at the next sign-in; the sessions ended."""

    verb: ClassVar[str] = "identity.password_issued"


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(AccountFact):
    """A person changed the own password; all other sessions ended."""

    verb: ClassVar[str] = "identity.password_changed"


@dataclass(frozen=True, kw_only=True)
class SignedIn(AccountFact):
    """Somebody signed in: with ``password`` or with one ``click`` (demo accounts only)."""

    verb: ClassVar[str] = "identity.signed_in"
    way: Code


@dataclass(frozen=True, kw_only=True)
class SignInFailed(AccountFact):
    """A sign-in was refused. ``reason``: wrong, inactive or too_many."""

    verb: ClassVar[str] = "identity.sign_in_failed"
    reason: Code
    address: NetworkAddress


@dataclass(frozen=True, kw_only=True)
class SignedOut(AccountFact):
    """A session ended. ``reason``: asked, idle, too_old, or ended from another session."""

    verb: ClassVar[str] = "identity.signed_out"
    reason: Code


@dataclass(frozen=True, kw_only=True)
class PreferencesSet(AccountFact):
    """A person chose language, theme and whether single keys act."""

    verb: ClassVar[str] = "identity.preferences_set"
    retention: ClassVar[str] = "account"
    language: Code
    theme: Code
    single_keys: bool


@dataclass(frozen=True, kw_only=True)
class TokenIssued(AccountFact):
    """An access token was issued to the account; ``prefix`` is the part of it that people see."""

    verb: ClassVar[str] = "identity.token_issued"
    prefix: Code
    scopes: tuple[Code, ...]
    expires_at: Moment


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(AccountFact):
    """An access token works no longer, before its time.

    ``reason``: by_person, by_administrator, password_issued, deactivated.
    """

    verb: ClassVar[str] = "identity.token_revoked"
    prefix: Code
    reason: Code
