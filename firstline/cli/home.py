"""The data folder and the port as the environment names them; one launcher at a time in one folder."""

import contextlib
import fcntl
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from firstline.cli.trouble import Trouble
from firstline.config.environment import environment_text, home_folder

SMALLEST_FREE_BYTES = 100 * 1024 * 1024
HIGHEST_PORT = 65_535


def prepare_home() -> Path:
    """Return the data folder, made if need be. *Raises* Trouble when it cannot be made or its disk is full."""
    home = home_folder()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"The data folder {home} cannot be made ({error.strerror}): choose another one with FIRSTLINE_HOME."
        ) from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise Trouble(f"The data folder {home} cannot be written: choose another one with FIRSTLINE_HOME.")
    free = shutil.disk_usage(home).free
    if free < SMALLEST_FREE_BYTES:
        raise Trouble(
            f"The disk of the data folder {home} is full ({free // 1024**2} MB free): "
            f"free at least {SMALLEST_FREE_BYTES // 1024**2} MB, or choose another folder with FIRSTLINE_HOME."
        )
    return home


def chosen_port() -> int:
    """Return the port to listen on. *Raises* Trouble when ``FIRSTLINE_PORT`` is none."""
    text = environment_text("FIRSTLINE_PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise Trouble(f"FIRSTLINE_PORT is {text!r}, which is no port: choose a number from 1 to {HIGHEST_PORT}.")
    return int(text)


def refuse_taken_port(host: str, port: int) -> None:
    """Refuse, with Trouble, a port on which something listens already or we may not."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Trouble(
                f"Port {port} needs more rights than we have: choose one above 1023 with FIRSTLINE_PORT."
            ) from error
        except OSError as error:
            raise Trouble(
                f"Port {port} is taken by another program: stop it, or choose another port, "
                f"for example FIRSTLINE_PORT={port + 1 if port < HIGHEST_PORT else port - 1}."
            ) from error


@contextlib.contextmanager
def only_launcher(home: Path) -> Iterator[None]:
    """Hold the folder's lock; it goes with the process, however that ends. *Raises* Trouble when it is held."""
    path = home / "launcher.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(descriptor, 20).decode(errors="replace").strip() or "unknown"
            raise Trouble(
                f"Firstline is running already in {home} (process {holder}): stop that one first, "
                "or choose another folder with FIRSTLINE_HOME and another port with FIRSTLINE_PORT."
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def is_running(home: Path) -> bool:
    """Return whether a launcher holds the folder."""
    with contextlib.suppress(Trouble), only_launcher(home):
        return False
    return True
