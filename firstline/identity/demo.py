"""The accounts of the demo agency. Nobody knows their passwords: they sign in by click, where the demo is allowed."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.desks.models import Desk
from firstline.identity.models import Grant, User
from firstline.kernel.demo import DemoRun
from firstline.kernel.permissions import Role
from firstline.people.demo.cast import email_of
from firstline.people.models import EmailAddress


class Account(NamedTuple):
    """One account as data; ``key`` names the person."""

    username: str
    key: str
    desk: str = ""
    roles: tuple[Role, ...] = ()
    is_administrator: bool = False


SPECIALIST, TECHNICIAN = (Role.SPECIALIST,), (Role.TECHNICIAN,)
ACCOUNTS = (
    Account("dana", "dana.whitfield", DISTRICT_CODE, (Role.COORDINATOR,)),
    Account("sunita", "sunita.rao", DISTRICT_CODE, SPECIALIST),
    Account("priya", "priya.raman", DISTRICT_CODE, SPECIALIST),
    Account("joel", "joel.baptiste", DISTRICT_CODE, SPECIALIST),
    Account("marcus", "marcus.okafor", DISTRICT_CODE, SPECIALIST),
    Account("bao", "bao.nguyen", DISTRICT_CODE, SPECIALIST),
    Account("ngozi", "ngozi.eze", DISTRICT_CODE, SPECIALIST),
    Account("luis", "luis.ortega", DISTRICT_CODE, TECHNICIAN),
    Account("tom", "tom.halloran", DISTRICT_CODE, TECHNICIAN),
    Account("hanna", "hanna.lindqvist", DISTRICT_CODE, SPECIALIST),
    Account("ellen", "ellen.brodsky", is_administrator=True),
    Account("miriam", "miriam.castellanos", DISTRICT_CODE, (Role.DIRECTOR,)),
    Account("rita", "rita.delgado", POLICE_CODE, (Role.COORDINATOR,)),
    Account("ben", "ben.achterberg", POLICE_CODE, SPECIALIST),
    Account("noor", "noor.haddad", POLICE_CODE, TECHNICIAN),
    Account("joyce", "joyce.amadi", POLICE_CODE, (Role.DIRECTOR,)),
    Account("carol", "carol.jimenez"),
    Account("lucia", "lucia.fuentes"),
    Account("paul", "paul.devlin"),
)

DEMO_SIGN_INS = [
    ("coordinator", "dana"),
    ("specialist", "marcus"),
    ("technician", "luis"),
    ("director", "miriam"),
    ("administrator", "ellen"),
    ("requester", "carol"),
    ("police_coordinator", "rita"),
    ("police_officer", "paul"),
]
"""The one-click sign-ins, in the order shown: a code for the words, and the account's username."""


def load(_run: DemoRun) -> None:
    """Make the accounts and their grants."""
    desks = {desk.code: desk for desk in Desk.objects.all()}
    persons = {
        address.address: address.person_id
        for address in EmailAddress.objects.filter(address__in=[email_of(account.key) for account in ACCOUNTS])
    }
    users = User.objects.bulk_create(
        User(
            username=account.username,
            person_id=persons[email_of(account.key)],
            email=email_of(account.key),
            password=make_password(None),
            is_administrator=account.is_administrator,
            is_demo=True,
        )
        for account in ACCOUNTS
    )
    Grant.objects.bulk_create(
        Grant(user=user, desk=desks[account.desk], role=role)
        for user, account in zip(users, ACCOUNTS, strict=True)
        for role in account.roles
    )
