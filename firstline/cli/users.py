"""``firstline user add``: an account for whoever has the machine to give; the way in to an empty installation."""

import sys
from datetime import datetime

from firstline.cli.actor import command_line_actor, in_words
from firstline.kernel.errors import Conflict

NO_DESK = 0


def add_user(*, username: str, name: str, is_administrator: bool, now: datetime) -> None:
    """Add a person (or take the one who is called so and has no account) and an account, and print its password.

    *Raises* Trouble in words: the name of the account is taken, or the person has one.
    """
    from django.db import transaction

    from firstline.identity.services.accounts import add_user as add_account
    from firstline.identity.services.accounts import appoint_administrator
    from firstline.people.services.persons import add_person

    actor = command_line_actor()
    with in_words(), transaction.atomic():
        try:
            with transaction.atomic():
                person_id = add_person(actor=actor, desk_id=NO_DESK, name=name, now=now).pk
        except Conflict as conflict:
            person_id = conflict.params["person_id"]
        issued = add_account(actor=actor, person_id=person_id, username=username, now=now)
        if is_administrator:
            appoint_administrator(actor=actor, user_id=issued.user.pk, now=now)
    sys.stdout.write(
        f"Account {issued.user.username} for {name}. First password, to be changed at the first sign-in:\n"
        f"{issued.password}\n"
    )
