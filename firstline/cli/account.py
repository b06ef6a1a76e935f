"""Which operating-system account runs the server, and what that account can reach. Matters only for root."""

import contextlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from firstline.cli.trouble import Trouble

EXISTING_ACCOUNTS = ("postgres", "daemon", "nobody")


@dataclass(frozen=True)
class Account:
    """An unprivileged account that exists already; Firstline never makes one."""

    name: str
    uid: int
    gid: int


def server_account() -> Account | None:
    """Return the account to run PostgreSQL as, or None when we are not root and simply stay who we are.

    *Raises* Trouble when root has no unprivileged account to hand over to.
    """
    if os.geteuid() != 0:
        return None
    for name in EXISTING_ACCOUNTS:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            if entry.pw_uid:
                return Account(name, entry.pw_uid, entry.pw_gid)
    raise Trouble(
        "PostgreSQL refuses to run as root and none of the accounts postgres, daemon, nobody exists: "
        "run firstline as an ordinary user, or set DATABASE_URL."
    )


def can_reach(account: Account | None, folder: Path) -> bool:
    """Return whether the account may pass through every folder above and including this one."""
    if account is None:
        return True
    resolved = folder.resolve()
    return all(_may_enter(account, part) for part in (resolved, *resolved.parents) if part.exists())


def _may_enter(account: Account, folder: Path) -> bool:
    status = folder.stat()
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def give_to(account: Account | None, path: Path) -> None:
    """Make the account the owner; nothing to do when we are not root."""
    if account is not None:
        os.chown(path, account.uid, account.gid)
