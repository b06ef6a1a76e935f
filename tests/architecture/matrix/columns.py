"""The columns of the matrix: one person each, by their account in the small world."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A person who asks for pages. ``desk`` is the code of the desk whose staff this is."""

    name: str
    username: str = ""
    desk: str = ""
    is_administrator: bool = False
    is_disabled: bool = False


COLUMNS = (
    Column("visitor"),
    Column("requester", "carol"),
    Column("specialist", "marcus", "district"),
    Column("technician", "luis", "district"),
    Column("coordinator", "dana", "district"),
    Column("director", "miriam", "district"),
    Column("police_coordinator", "rita", "police"),
    Column("police_officer", "paul"),
    Column("administrator", "ellen", is_administrator=True),
    Column("disabled", "tom", is_disabled=True),
)
BY_NAME = {column.name: column for column in COLUMNS}
