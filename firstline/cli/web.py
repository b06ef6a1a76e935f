"""What the web server loads in each of its workers: the application, and an end with the server's main process."""

import os
import signal

from firstline.cli.child import die_with_parent
from firstline.config.asgi import application

__all__ = ["application"]

# Without this, a killed main process leaves workers behind that keep the port.
die_with_parent(os.getppid(), signal.SIGTERM)
