"""``firstline import``: preview and confirm a CSV file at the terminal."""

from firstline.cli.trouble import Trouble


def import_file(kind: str, file: str, *, ask: bool) -> None:
    """Show what the file would change, ask, apply."""
    raise Trouble(f"{file} was not imported as {kind} ({ask}): not built yet.")
