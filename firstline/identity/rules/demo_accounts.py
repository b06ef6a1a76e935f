"""The accounts of the demo agency that sign in with one click, in the order in which the sign-in page offers them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAccount:
    """A demo account: ``username`` as ``firstline demo`` makes it, ``part`` the code of what it shows."""

    username: str
    part: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount("coordinator", "coordinator"),
    DemoAccount("specialist", "specialist"),
    DemoAccount("technician", "technician"),
    DemoAccount("director", "director"),
    DemoAccount("administrator", "administrator"),
    DemoAccount("requester", "requester"),
    DemoAccount("police-coordinator", "police_coordinator"),
    DemoAccount("police-officer", "police_officer"),
)
