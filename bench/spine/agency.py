"""Agencies of two sizes, each loaded once and kept between runs under ``FIRSTLINE_HOME``/bench."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Size:
    """How large an agency is."""

    people: int
    tickets: int

    @property
    def name(self) -> str:
        """The folder it is kept in."""
        return f"{self.tickets}-tickets"


SMALL = Size(people=5_000, tickets=10_000)
LARGE = Size(people=50_000, tickets=1_000_000)


def kept_home(size: Size) -> Path:
    """Return the data folder of an agency of this size; it is loaded when it is not there yet."""
    kept = Path(os.environ.get("FIRSTLINE_HOME", "var")).resolve() / "bench" / size.name
    loaded = kept / "loaded"
    if not loaded.exists():
        kept.mkdir(parents=True, exist_ok=True)
        print(f"Loading {size.people:,} people and {size.tickets:,} tickets into {kept}, once.", flush=True)
        told = ("--people", str(size.people), "--tickets", str(size.tickets))
        subprocess.run(
            [sys.executable, "-m", "firstline.cli.main", "demo", *told], env=environment_of(kept), check=True
        )
        loaded.touch()
    return kept


def environment_of(home: Path) -> dict[str, str]:
    """Return the environment of a program that runs on this data folder and nothing else."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("FIRSTLINE_", "DATABASE_"))}
    return mine | {"FIRSTLINE_HOME": str(home)}
