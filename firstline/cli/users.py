"""``firstline user add``: an account for a person, made by whoever has the machine."""

from firstline.cli.trouble import Trouble


def add_user(*, username: str, name: str, email: str, is_administrator: bool) -> None:
    """Add an account and print its first password."""
    raise Trouble(f"No account {username} was made for {name} {email} {is_administrator}: not built yet.")
