"""Whether a disk is full: the reason for a failure that could not even be written down."""

import shutil
from pathlib import Path

NEXT_TO_NOTHING_BYTES = 8 * 1024 * 1024


def is_full(folder: Path, said: str = "") -> bool:
    """Return whether what a program said, or the free space, tells of a full disk."""
    return "No space left on device" in said or shutil.disk_usage(folder).free < NEXT_TO_NOTHING_BYTES
