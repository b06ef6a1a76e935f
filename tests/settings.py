"""Settings of the test run: a data folder of its own, in memory where there is room; quick password hashing."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY_DISK, ROOM_NEEDED_BYTES = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - mkdtemp makes a folder of our own in it


def _make_home() -> str:
    """Make the run's folder; drop those of runs that were killed, for they hold memory."""
    roomy = MEMORY_DISK.is_dir() and shutil.disk_usage(MEMORY_DISK).free > ROOM_NEEDED_BYTES
    for left in MEMORY_DISK.glob("firstline-test-*-*") if roomy else ():
        if not Path("/proc", left.name.split("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
    made = tempfile.mkdtemp(prefix=f"firstline-test-{os.getpid()}-", dir=MEMORY_DISK if roomy else None)
    Path(made).chmod(0o711)  # as root the server's account has to pass through
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


if "FIRSTLINE_TEST_HOME" not in os.environ:
    os.environ["FIRSTLINE_TEST_HOME"] = _make_home()  # workers of pytest-xdist inherit it
os.environ["FIRSTLINE_HOME"] = os.environ["FIRSTLINE_TEST_HOME"]
os.environ["FIRSTLINE_SECRET_KEY"] = "only-for-tests-and-long-enough-to-be-a-key-of-fifty-characters"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the test's thread
os.environ.pop("DATABASE_URL", None)
os.environ.pop("FIRSTLINE_DEMO", None)

from firstline.config.settings import *  # noqa: E402, F403 - the environment has to be ready first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
