"""Reading the environment: the data folder, the secret key, the database address. No Django here."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ENGINE = "firstline.config.postgresql"
PLANNED_AFTER_USES = 3


def environment_text(name: str) -> str:
    """Return the variable without surrounding blanks, or an empty string."""
    return os.environ.get(name, "").strip()


def environment_flag(name: str) -> bool:
    """Return whether the variable is switched on (``1``, ``true``, ``yes``, ``on``)."""
    return environment_text(name).lower() in {"1", "true", "yes", "on"}


def environment_list(name: str) -> list[str]:
    """Return the comma-separated parts of the variable."""
    return [part.strip() for part in environment_text(name).split(",") if part.strip()]


def home_folder() -> Path:
    """Return the data folder, ``FIRSTLINE_HOME`` or ``./var``; it is made when first written to."""
    return Path(environment_text("FIRSTLINE_HOME") or "var").resolve()


def read_secret_key(home: Path) -> str:
    """Return the secret key; made once, readable by its owner only."""
    given = environment_text("FIRSTLINE_SECRET_KEY")
    if given:
        return given
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def database_settings(home: Path) -> dict[str, Any]:
    """Return Django's settings of the database that ``DATABASE_URL`` names.

    The launcher sets the variable for the embedded server. The role in it is the app role;
    ``firstline migrate`` runs with the owner's address in its place. ``prepare_threshold=none`` in the address keeps
    statements from being prepared, for poolers that cannot have that.
    """
    url = environment_text("DATABASE_URL")
    if not url:
        return {"ENGINE": ENGINE, "NAME": "firstline", "HOST": str(home)}
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    uses = options.pop("prepare_threshold", str(PLANNED_AFTER_USES))
    return {
        "ENGINE": ENGINE,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "server_side_binding": True,
            "prepare_threshold": int(uses) if uses.isdigit() else None,
            **options,
        },
    }
