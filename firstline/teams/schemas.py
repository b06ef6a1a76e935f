"""What the API says of support groups."""

from firstline.kit.schemas import Answered, Code, Sent


class OfDesk(Sent):
    """Of which desk; of all whose tickets the person reads when it is left out."""

    desk: Code = ""


class MemberOut(Answered):
    """A member of staff, as an assignee is named."""

    user_id: int
    name: str


class GroupOut(Answered):
    """Who resolves a kind of call."""

    id: int
    desk: str
    name: str
    members: list[MemberOut]


class Groups(Answered):
    """All groups asked for: there are few, so no pages."""

    items: list[GroupOut]
