"""Accounts and the roles they hold at desks."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models

from firstline.desks.models import Desk
from firstline.kernel.permissions import Role
from firstline.people.models import Person


class Theme(models.TextChoices):
    """The colours a person works in."""

    DEVICE = "device", "device"
    LIGHT = "light", "light"
    DARK = "dark", "dark"


class UserManager(BaseUserManager["User"]):
    """Accounts with their person, which every page shows."""

    def get_queryset(self) -> models.QuerySet["User"]:
        """Return accounts joined with their persons: signing in needs no second query."""
        return super().get_queryset().select_related("person")


class User(AbstractBaseUser):
    """An account of a person. ``is_demo`` marks those that ``firstline demo`` made: only these sign in by click."""

    username = models.CharField(max_length=80, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user")
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.DEVICE)
    single_key_shortcuts = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=TransactionNow())

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        """Return the person's name."""
        return self.person.name


class Grant(models.Model):
    """That an account plays a role at a desk."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    desk = models.ForeignKey(Desk, models.PROTECT)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        """A role is granted once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "desk", "role"], name="identity_grant_once")]


class AccessToken(models.Model):
    """What a program shows to act for a person through the REST API. The secret itself is kept nowhere.

    ``prefix`` finds the row and is what people see; ``digest`` is SHA-256 of the whole token, which is random enough
    that nothing slower is needed. ``last_used_at`` is right to the hour.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=16))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; a token ends after it begins."""

        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="identity_token_times_order"
            )
        ]

    def __str__(self) -> str:
        """Return what may be shown of it."""
        return f"fl_{self.prefix}_…"
