"""The folders of the embedded server: data, socket, log, passwords; who owns them and how private they are."""

import json
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from firstline.cli.account import Account, can_reach, give_to
from firstline.cli.embedded_postgres.binaries import Binaries

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH_BYTES = 107  # sun_path of Linux less the closing zero; macOS has 103, told apart below
ROOT_STORE = Path("/var/lib/firstline")


@dataclass(frozen=True)
class Places:
    """Folders of one cluster; all but ``data`` exist once ``prepare_places`` has returned."""

    home: Path
    base: Path
    data: Path
    sockets: Path
    log: Path
    passwords: Path


def prepare_places(home: Path, account: Account | None) -> Places:
    """Make and close the folders.

    Run as root, a home below a folder closed to others (``/root``) cannot be reached by the server's account:
    the database then lives in a folder under ``/var/lib/firstline`` that ``database_folder`` in the home names.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _close_home(home, account)
    base = _base_folder(home, account)
    log = home / "log"
    log.mkdir(mode=0o700, exist_ok=True)
    sockets = _socket_folder(base, account)
    return Places(home, base, base / "data", sockets, log / "postgres.log", home / "database_passwords")


def _close_home(home: Path, account: Account | None) -> None:
    """0700, or as root 0710 with the account's group, so that the server can pass through but not list."""
    if account is None:
        home.chmod(0o700)
        return
    os.chown(home, 0, account.gid)
    home.chmod(0o710)


def _base_folder(home: Path, account: Account | None) -> Path:
    pointer = home / "database_folder"
    if pointer.exists():
        return Path(pointer.read_text().strip())
    if can_reach(account, home):
        base = home / "postgres"
        base.mkdir(mode=0o700, exist_ok=True)
    else:
        _make_root_store()
        base = Path(tempfile.mkdtemp(prefix="database-", dir=ROOT_STORE))
        pointer.write_text(f"{base}\n")
    give_to(account, base)
    base.chmod(0o700)
    return base


def _make_root_store() -> None:
    ROOT_STORE.mkdir(parents=True, exist_ok=True)
    ROOT_STORE.chmod(0o711)


def _socket_folder(base: Path, account: Account | None) -> Path:
    """Return the socket folder beside the data, or a private temporary one when the path would be too long."""
    folder = base / "run"
    limit = LONGEST_SOCKET_PATH_BYTES if os.uname().sysname == "Linux" else 103
    if len(os.fsencode(folder / SOCKET_NAME)) > limit:
        pointer = base / "socket_folder"
        folder = Path(pointer.read_text().strip()) if pointer.exists() else Path("/nowhere")
        if not _is_private(folder, account):
            folder = Path(tempfile.mkdtemp(prefix="firstline-", dir="/tmp"))
            pointer.write_text(f"{folder}\n")
    folder.mkdir(mode=0o700, exist_ok=True)
    give_to(account, folder)
    folder.chmod(0o700)
    return folder


def _is_private(folder: Path, account: Account | None) -> bool:
    """Return whether a remembered temporary folder is still there and still only the server's."""
    if not folder.is_dir() or folder.is_symlink():
        return False
    status = folder.stat()
    return status.st_uid == (account.uid if account else os.getuid()) and not status.st_mode & 0o077


def reachable_binaries(binaries: Binaries, account: Account | None) -> Binaries:
    """Return binaries that the account may run: as root below ``/root``, a copy under ``/var/lib/firstline``."""
    if can_reach(account, binaries.folder):
        return binaries
    _make_root_store()
    package = binaries.folder.parent.parent
    inside = binaries.folder.relative_to(package.parent)
    kept = ROOT_STORE / f"programs-{binaries.major}-{int((binaries.folder / 'postgres').stat().st_mtime)}"
    if not kept.exists():
        making = Path(tempfile.mkdtemp(prefix="programs-", dir=ROOT_STORE))
        shutil.copytree(binaries.folder.parent, making / inside.parent, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # where a wheel keeps them, found by relative paths
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        _open_to_all(making)
        try:
            making.replace(kept)
        except OSError:  # another process was first
            shutil.rmtree(making)
    return Binaries(kept / inside, binaries.major)


def _open_to_all(folder: Path) -> None:
    """Let everybody read the programs, however narrow the umask was when they were installed."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)


def read_passwords(places: Places) -> dict[str, str]:
    """Return the password of each role, empty when the cluster was never made."""
    if not places.passwords.exists():
        return {}
    return {str(role): str(word) for role, word in json.loads(places.passwords.read_text()).items()}


def make_passwords(places: Places, roles: tuple[str, ...]) -> Mapping[str, str]:
    """Choose a random password for each role and keep them in a file that only its owner can read."""
    passwords = {role: secrets.token_urlsafe(24) for role in roles}
    places.passwords.unlink(missing_ok=True)
    descriptor = os.open(places.passwords, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(passwords, file)
    return passwords
