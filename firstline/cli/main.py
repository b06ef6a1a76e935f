"""The ``firstline`` command: one entry point; each command's work is in a module of its own."""

import errno
import os
import sys
from pathlib import Path

import click

from firstline.cli.supervisor import StopRequested
from firstline.cli.trouble import Trouble

DEFAULT_DEMO_PEOPLE = 900
DEFAULT_DEMO_TICKETS = 6_000
DEFAULT_DEMO_SEED = 3446


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="firstline")
def firstline() -> None:
    """Firstline, the help desk for public agencies.

    Environment: FIRSTLINE_HOME (data folder, default ./var), FIRSTLINE_PORT (default 8000), DATABASE_URL (a
    PostgreSQL 15+ server instead of the embedded one).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstline.config.settings")


@firstline.command("run")
def run_command() -> None:
    """Run everything: database, web server, worker. Ctrl-C stops it."""
    from firstline.cli.run import run

    run()


@firstline.command("migrate")
def migrate_command() -> None:
    """Bring the database to this version and set the app role's rights."""
    from firstline.cli.commands import migrate

    migrate()


@firstline.command("demo")
@click.option("--people", default=DEFAULT_DEMO_PEOPLE, show_default=True, type=click.IntRange(min=0))
@click.option("--tickets", default=DEFAULT_DEMO_TICKETS, show_default=True, type=click.IntRange(min=0))
@click.option(
    "--seed", default=DEFAULT_DEMO_SEED, show_default=True, type=int, help="The same seed makes the same agency."
)
@click.option("--only-if-empty", is_flag=True, help="Do nothing, without complaint, when there are data.")
def demo_command(*, people: int, tickets: int, seed: int, only_if_empty: bool) -> None:
    """Fill an empty database with the demo agency, Harbor Point."""
    from firstline.cli.commands import demo

    demo(people=people, tickets=tickets, seed=seed, only_if_empty=only_if_empty)


@firstline.group("user")
def user_group() -> None:
    """Accounts."""


@user_group.command("add")
@click.argument("username")
@click.option("--name", prompt="Name as written", help="The person's name.")
@click.option("--administrator", is_flag=True, help="May change what the agency decides.")
def user_add_command(*, username: str, name: str, administrator: bool) -> None:
    """Add an account and print its first password, to be changed at the first sign-in."""
    from firstline.cli.commands import with_database
    from firstline.cli.users import add_user
    from firstline.kernel import clock

    with with_database():
        add_user(username=username, name=name, is_administrator=administrator, now=clock.now())


@firstline.group("import")
def import_group() -> None:
    """Bring people and sites in from CSV files."""


@import_group.command("people")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Apply without asking.")
def import_people_command(*, file: Path, yes: bool) -> None:
    """Show what a CSV file of people would change, then apply it when confirmed."""
    _import("people", file, ask=not yes)


@import_group.command("sites")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Apply without asking.")
def import_sites_command(*, file: Path, yes: bool) -> None:
    """Show what a CSV file of sites would change, then apply it when confirmed."""
    _import("sites", file, ask=not yes)


@firstline.command("recompute-clocks")
@click.argument("desk")
def recompute_clocks_command(*, desk: str) -> None:
    """Count the promised times of a desk's open tickets anew, after its calendar was put right.

    DESK is the desk's code.
    """
    from firstline.cli.clocks import recompute
    from firstline.cli.commands import with_database
    from firstline.kernel import clock

    with with_database():
        recompute(desk_code=desk, now=clock.now())


@firstline.command("check")
def check_command() -> None:
    """Look whether everything that a running Firstline needs is in order."""
    from firstline.cli.check import check

    check()


def main() -> None:
    """Run the command; what a person can put right is a sentence, not a traceback."""
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        firstline(standalone_mode=False)
    except Trouble as trouble:
        return _complain(str(trouble))
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt, StopRequested):
        return _complain("Stopped.", 130)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _complain(f"The disk is full ({error.filename or 'no space left'}): free some space and try again.")
        raise
    return 0


def _complain(sentence: str, code: int = 1) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def _import(kind: str, file: Path, *, ask: bool) -> None:
    from firstline.cli.commands import with_database
    from firstline.cli.imports import import_file
    from firstline.kernel import clock

    with with_database():
        import_file(kind, file, ask=ask, now=clock.now())


if __name__ == "__main__":
    main()
