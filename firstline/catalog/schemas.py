"""What the API says of natures of call."""

from firstline.kit.schemas import Answered, Code, Sent


class OfDesk(Sent):
    """Of which desk; of all where the person works when it is left out."""

    desk: Code = ""


class NatureOut(Answered):
    """A kind of problem at a desk."""

    id: int
    desk: str
    code: str
    name: str
    service: str
    needs_identity_check: bool


class Natures(Answered):
    """All natures asked for: there are few, so no pages."""

    items: list[NatureOut]
