"""Two desks, a few accounts, a browser: what the tests of this room stand on."""

import pytest
from django.test import Client

from firstline.calendars.models import Calendar
from firstline.desks.models import Desk, NumberSeries
from firstline.identity.models import Grant, User
from firstline.identity.selectors import actor_of
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Role
from firstline.people.models import Person

PASSWORD = "a long enough sentence"


@pytest.fixture
def desk(db: None) -> Desk:
    """The district's desk."""
    calendar = Calendar.objects.create(name="School hours", time_zone="America/New_York")
    series = NumberSeries.objects.create(prefix="", first_number=20001)
    return Desk.objects.create(
        code="district", name="District help desk", extension="3446", calendar=calendar, series=series
    )


def make_user(username: str, *, name: str = "", password: str = PASSWORD, **fields: object) -> User:
    """Make an account with its person."""
    name = name or f"{username.title()} Example"
    person = Person.objects.create(name=name, folded_name=name.lower())
    user = User(username=username, person=person, **fields)
    user.set_password(password)
    user.save()
    return user


def grant(user: User, desk: Desk, role: Role) -> User:
    """Let an account play a role."""
    Grant.objects.create(user=user, desk=desk, role=role)
    return user


@pytest.fixture
def grace(desk: Desk) -> User:
    """A specialist."""
    return grant(make_user("grace", name="Grace Morales"), desk, Role.SPECIALIST)


@pytest.fixture
def administrator(desk: Desk) -> User:
    """The only administrator."""
    return make_user("ellen", name="Ellen Brodsky", is_administrator=True)


@pytest.fixture
def administrator_actor(administrator: User) -> Actor:
    """The administrator, acting."""
    return actor_of(administrator)


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody signed in, which checks for forged forms like a real one."""
    return Client(enforce_csrf_checks=True)


def signed_in(user: User) -> Client:
    """Return a browser in which this person signed in by password, like people do."""
    client = Client()
    response = client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    assert response.status_code == 302, response.content
    return client
