"""Granian's command line, with the application loaded first: each worker is a fork and need not load it again.

So a start, and a worker after a crash, costs one loading instead of one a worker, and the workers share its memory.
Where processes are not forked (macOS) each worker loads for itself.
"""

import gc
import multiprocessing

from granian.cli import entrypoint


def load() -> None:
    """Load what every worker needs. Nothing here opens a connection or starts a thread: neither survives a fork."""
    import firstline.config.asgi
    import firstline.config.urls  # noqa: F401 - the views and forms of all rooms

    gc.collect()
    gc.freeze()  # what no search for garbage touches stays shared


if __name__ == "__main__":
    if multiprocessing.get_start_method() == "fork":
        load()
    entrypoint()  # type: ignore[no-untyped-call]  # Granian has no types here
