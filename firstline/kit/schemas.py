"""What schemas of the API have in common: strict input, plain output, the words of both."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

LARGEST_ID = 2**62
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=20_000)]
Code = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9_-]*$")]
Moment = AwareDatetime


class Sent(BaseModel):
    """A body or a query: a field that nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class Answered(BaseModel):
    """What is answered."""


class Problem(Answered):
    """An error (RFC 9457). `code` is stable and for programs; `detail` is a sentence for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str = ""
    errors: list[dict[str, str]] = []


class Named(Answered):
    """A record by its id and its name."""

    id: int
    name: str


class Stamp(Answered):
    """When and by whom."""

    at: datetime
    by: str
