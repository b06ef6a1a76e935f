"""The people and places of the demo agency."""

from firstline.desks.demo import POLICE_CODE
from firstline.desks.models import Desk
from firstline.kernel.demo import DemoRun
from firstline.people.demo.cast import CATEGORIES
from firstline.people.demo.known import make_cast
from firstline.people.demo.places import make_places
from firstline.people.demo.population import make_population
from firstline.people.models import PersonCategory
from firstline.people.services.indexing import index_people


def load(run: DemoRun) -> None:
    """Make the places, the categories of personnel and the people."""
    police = Desk.objects.get(code=POLICE_CODE)
    make_places(police)
    PersonCategory.objects.bulk_create(PersonCategory(code=code, name=name) for code, name in CATEGORIES)
    make_cast(police)
    make_population(run, police)
    index_people(progress=lambda done: run.progress("search words", done, max(run.people, done)))
