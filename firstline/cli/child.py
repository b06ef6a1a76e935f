"""Starting child processes that go down with their parent, and asking after them."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from firstline.cli.account import Account

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(parent_pid: int, death_signal: signal.Signals) -> None:
    """Ask the kernel (Linux) to signal this process when the thread that started it ends."""
    if _LIBC is None:
        return
    _LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != parent_pid:  # the parent was gone before the kernel knew
        os.kill(os.getpid(), death_signal)


def _between_fork_and_exec(death_signal: signal.Signals) -> Callable[[], None]:
    parent_pid = os.getpid()

    def prepare() -> None:
        os.umask(0o077)
        die_with_parent(parent_pid, death_signal)

    return prepare


def start_child(
    arguments: Sequence[str],
    *,
    death_signal: signal.Signals,
    output: IO[bytes] | Path | int,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own (Ctrl-C reaches only us) that dies when we do.

    ``death_signal`` is what it gets when this process ends in any way, ``kill -9`` included.
    """
    target = output.open("ab") if isinstance(output, Path) else output
    try:
        return subprocess.Popen(
            list(arguments),
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.STDOUT,
            env=dict(environment) if environment is not None else None,
            cwd=folder,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            # After the account has changed, because changing it would clear the request again.
            preexec_fn=_between_fork_and_exec(death_signal),  # noqa: PLW1509 - started from one thread only
        )
    finally:
        if isinstance(output, Path) and not isinstance(target, int):
            target.close()


def end_child(process: subprocess.Popen[bytes], ask: signal.Signals, patience_seconds: float) -> int:
    """Ask a child to stop; when it has not after a while, end it and whatever it started. Returns its exit code."""
    if process.poll() is None:
        process.send_signal(ask)
        try:
            process.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    code = process.wait()
    end_group(process.pid)
    return code


def end_group(leader_pid: int) -> None:
    """End what is left of a child's process group, for example the web server's own workers."""
    try:
        os.killpg(leader_pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
