"""What the web server loads in each of its workers: the application, and an end with the server's main process."""

import gc
import os
import signal

from firstline.cli.child import die_with_parent

# The worker is a fork of the server's main process and has its handlers until it serves; a stop would be unheard.
signal.signal(signal.SIGTERM, signal.SIG_DFL)
# Without this, a killed main process leaves workers behind that keep the port.
die_with_parent(os.getppid(), signal.SIGKILL)

from firstline.config.asgi import application  # noqa: E402 - it may take a second, in which a stop has to be heard

# What is loaded stays: searching it for garbage again and again took up to a tenth of a page's time.
GARBAGE_AFTER = 10_000
gc.collect()
gc.freeze()
gc.set_threshold(GARBAGE_AFTER)

__all__ = ["application"]
