"""Settings of the test run: a data folder of its own, in memory where there is room; quick password hashing."""

import atexit
import os
import shutil
import tempfile

MEMORY_DISK, ROOM_NEEDED_BYTES = "/dev/shm", 2 * 1024**3  # noqa: S108 - mkdtemp makes a folder of our own in it

if "FIRSTLINE_TEST_HOME" not in os.environ:
    _roomy = os.path.isdir(MEMORY_DISK) and shutil.disk_usage(MEMORY_DISK).free > ROOM_NEEDED_BYTES  # noqa: PTH112 - shorter than a Path
    _home = tempfile.mkdtemp(prefix="firstline-test-", dir=MEMORY_DISK if _roomy else None)
    os.chmod(_home, 0o711)  # noqa: PTH101, S103 - as root the server's account has to pass through
    os.environ["FIRSTLINE_TEST_HOME"] = _home  # workers of pytest-xdist inherit it
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["FIRSTLINE_HOME"] = os.environ["FIRSTLINE_TEST_HOME"]
os.environ["FIRSTLINE_SECRET_KEY"] = "only-for-tests-and-long-enough-to-be-a-key-of-fifty-characters"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the test's thread
os.environ.pop("DATABASE_URL", None)
os.environ.pop("FIRSTLINE_DEMO", None)

from firstline.config.settings import *  # noqa: E402, F403 - the environment has to be ready first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
