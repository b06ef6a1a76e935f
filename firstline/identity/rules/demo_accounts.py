"""The accounts of the demo agency that sign in with one click, in the order in which the sign-in page offers them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAccount:
    """A demo account: ``part`` is the code of what it shows, ``username`` as ``firstline demo`` makes it."""

    part: str
    username: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount("coordinator", "dana"),
    DemoAccount("specialist", "marcus"),
    DemoAccount("technician", "luis"),
    DemoAccount("director", "miriam"),
    DemoAccount("administrator", "ellen"),
    DemoAccount("requester", "carol"),
    DemoAccount("police_coordinator", "rita"),
    DemoAccount("police_officer", "paul"),
)
