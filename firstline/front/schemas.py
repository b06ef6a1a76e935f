"""What the API's root answers."""

from firstline.kit.schemas import Answered


class DeskOut(Answered):
    """A desk where the person works, and as what."""

    code: str
    name: str
    roles: list[str]


class Me(Answered):
    """For whom a token acts."""

    user_id: int
    person_id: int | None
    name: str
    desks: list[DeskOut]
