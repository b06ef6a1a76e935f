"""Who acts at the command line, and how an error of a use case is told there."""

import contextlib
import getpass
from collections.abc import Iterator

from firstline.cli.trouble import Trouble
from firstline.kernel.actor import Actor
from firstline.kernel.errors import FirstlineError


def command_line_actor() -> Actor:
    """Return the system's actor under the name of the operating-system account, for the ledger to keep."""
    try:
        account = getpass.getuser()
    except (KeyError, OSError):
        account = "unknown"
    return Actor(name=f"{account} at the command line", is_system=True)


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Turn an expected error into its sentence. Django must be set up. *Raises* Trouble."""
    from firstline.kit.words.errors import sentence_of

    try:
        yield
    except FirstlineError as error:
        raise Trouble(sentence_of(error)) from error
