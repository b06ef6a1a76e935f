"""The pages of people and sites: they work, take the right method, and show nobody more than they may see."""

import pytest
from django.http import HttpResponse
from django.test import Client

from firstline.ledger.models import Entry
from firstline.people.models import Person, PersonTerms, PhoneNumber, Site
from firstline.people.services.indexing import index_people
from tests.world import World, small_world

pytestmark = pytest.mark.django_db
GUARDED_PHONE = "555 867 5309"


@pytest.fixture
def world() -> World:
    world = small_world()
    paul = world.person("paul")
    PhoneNumber.objects.create(person=paul, number=GUARDED_PHONE, digits="5558675309")
    index_people([paul.pk])
    return world


def browser(world: World, username: str) -> Client:
    client = Client()
    client.force_login(world.users[username])
    return client


def text_of(response: object) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def test_the_list_names_people_by_name(world: World) -> None:
    response = browser(world, "dana").get("/people/")
    assert response.status_code == 200
    text = text_of(response)
    assert text.index("Agnes Oduya") < text.index("Carol Jimenez") < text.index("Yusuf Demir")


def test_the_search_of_the_list_marks_what_was_found(world: World) -> None:
    text = text_of(browser(world, "dana").get("/people/?q=wojcik"))
    assert "Teresa <mark>Wójcik</mark>" in text
    assert "Carol Jimenez" not in text


def test_nobody_found_offers_to_add_a_caller(world: World) -> None:
    text = text_of(browser(world, "dana").get("/people/?q=Zzyzx <b>"))
    assert "Nobody matches “Zzyzx &lt;b&gt;”" in text
    assert "/people/add/?name=Zzyzx%20%3Cb%3E" in text
    assert "/people/add/" not in text_of(browser(world, "ellen").get("/people/?q=Zzyzx"))


def test_filters_stand_in_the_address(world: World) -> None:
    client = browser(world, "dana")
    site, category = world.sites["OH"].pk, world.categories["principal"].pk
    assert "Carol Jimenez" in text_of(client.get(f"/people/?site={site}"))
    narrowed = text_of(client.get(f"/people/?site={site}&category={category}"))
    assert "Renata Silva" in narrowed
    assert "Carol Jimenez" not in narrowed
    assert "Carol Jimenez" in text_of(client.get("/people/?site=nonsense&category=-1&show=0&left="))
    assert "Nobody here" in text_of(client.get("/people/?left=on"))


def test_a_category_does_not_give_guarded_people_away(world: World) -> None:
    category = world.categories["police_officer"].pk
    for query in ("", "&q=devlin"):
        address = f"/people/?category={category}{query}"
        assert "Devlin" not in text_of(browser(world, "dana").get(address)).replace("“devlin”", "")
        assert "Devlin" in text_of(browser(world, "rita").get(address))


def test_more_are_shown_by_an_address(world: World) -> None:
    people = [Person(name=f"Person {n:03}", folded_name=f"person {n:03}") for n in range(60)]
    Person.objects.bulk_create(people)
    client = browser(world, "dana")
    assert "?show=100" in text_of(client.get("/people/"))
    assert "Person 059" in text_of(client.get("/people/?show=200"))
    Person.objects.bulk_create(Person(name=f"P {n}", folded_name=f"zz {n}") for n in range(1100))
    text = text_of(client.get("/people/?show=900"))
    assert "Only the first 500" in text
    assert "more than 1,000 people" in text


def test_the_number_of_queries_of_the_list_does_not_grow(world: World, django_assert_max_num_queries: object) -> None:
    client = browser(world, "dana")
    client.get("/people/")
    with django_assert_max_num_queries(22):
        client.get("/people/")


def test_a_person_page_says_how_to_reach_them(world: World) -> None:
    text = text_of(browser(world, "dana").get(f"/people/{world.person('agnes.oduya').pk}/"))
    for said in ("Agnes Oduya", "4561", "By email", "Hard of hearing", "Gull Lane Elementary", "School secretary"):
        assert said in text


@pytest.mark.parametrize("username", ["dana", "marcus", "ellen"])
def test_a_guarded_person_is_cut_for_others(world: World, username: str) -> None:
    paul = world.person("paul")
    text = text_of(browser(world, username).get(f"/people/{paul.pk}/"))
    assert "Sgt. Paul Devlin" in text
    assert "4412" in text
    assert "Police IT guards what is known of this person" in text
    for hidden in (GUARDED_PHONE, "paul.devlin@", "Patrol sergeant", paul.employee_number, "By phone", "Correct"):
        assert hidden not in text, hidden
    whole = text_of(browser(world, "rita").get(f"/people/{paul.pk}/"))
    assert GUARDED_PHONE in whole
    assert "Patrol sergeant" in whole


@pytest.mark.parametrize("address", ["/people/999999/", "/people/99999999999999999999999/", "/sites/NOWHERE/"])
def test_what_does_not_exist_is_not_found(world: World, address: str) -> None:
    assert browser(world, "dana").get(address).status_code == 404


def test_requesters_have_no_directory(world: World) -> None:
    carol = world.person("carol")
    client = browser(world, "carol")
    assert [client.get(address).status_code for address in ("/people/", "/sites/", "/people/add/")] == [403, 403, 403]
    for address in (f"/people/{carol.pk}/", f"/people/{carol.pk}/edit/", "/sites/OH/"):
        assert client.get(address).status_code == 404


def test_a_new_caller_is_added(world: World) -> None:
    client = browser(world, "dana")
    form = {"name": "Ada Fernández", "extension": "x4777", "site": world.sites["OH"].pk, "phone": "555 340 4777"}
    answer = client.post("/people/add/", form)
    ada = Person.objects.get(name="Ada Fernández")
    assert answer["Location"] == f"/people/{ada.pk}/?done=added"
    assert (ada.extension, ada.guarded_by, PersonTerms.objects.get(pk=ada.pk).search_terms[:2]) == (
        "4777",
        None,
        ["ada", "fernandez"],
    )
    assert Entry.objects.get(verb="people.person_added").data == {"source": "console"}
    assert "Added to the directory" in text_of(client.get(answer["Location"]))


def test_the_same_caller_twice_is_shown_instead(world: World) -> None:
    form = {"name": "carol  JIMENEZ", "extension": "4120", "site": world.sites["OH"].pk}
    answer = browser(world, "dana").post("/people/add/", form)
    assert answer.status_code == 409
    assert f"/people/{world.person('carol').pk}/" in text_of(answer)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Enter the name, as the person writes it"),
        ("name", "…", "Enter the name, as the person writes it"),
        ("name", "x" * 201, "at most 200 characters"),
        ("extension", "1" * 21, "at most 20 characters"),
        ("site", "999999", "Select a valid choice"),
        ("phone", "nothing", "Enter a telephone number with figures"),
    ],
)
def test_what_is_wrong_in_a_new_caller_is_said_at_the_field(
    world: World, field: str, value: str, sentence: str
) -> None:
    answer = browser(world, "dana").post("/people/add/", {"name": "Ada", field: value})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Person.objects.filter(name="Ada").exists()


def test_callers_of_a_confidential_desk_are_guarded_from_the_start(world: World) -> None:
    browser(world, "rita").post("/people/add/", {"name": "Ofc. New", "phone": "555 1234"})
    officer = Person.objects.get(name="Ofc. New")
    assert officer.guarded_by == world.police
    assert PersonTerms.objects.get(pk=officer.pk).search_terms == ["ofc", "new"]


def test_a_person_is_corrected(world: World) -> None:
    carol = world.person("carol")
    client = browser(world, "dana")
    page = client.get(f"/people/{carol.pk}/edit/")
    form = dict(page.context["form"].initial)  # what the browser would send back
    form |= {"extension": "4129", "room": "New annex", "phones": "(555) 340 4129; 555 1", "site": carol.site_id}
    answer = client.post(f"/people/{carol.pk}/edit/", form)
    assert answer["Location"] == f"/people/{carol.pk}/?done=changed"
    carol.refresh_from_db()
    assert (carol.extension, carol.room and carol.room.name) == ("4129", "New annex")
    entry = Entry.objects.get(verb="people.person_changed")
    assert entry.data == {"source": "page", "changed": ["extension", "phones", "room"]}
    client.post(f"/people/{carol.pk}/edit/", form)
    assert Entry.objects.filter(verb="people.person_changed").count() == 1


def test_an_address_of_somebody_else_is_refused(world: World) -> None:
    carol = world.person("carol")
    client = browser(world, "dana")
    form = dict(client.get(f"/people/{carol.pk}/edit/").context["form"].initial)
    form |= {"emails": "renata.silva@harborpoint.example", "site": carol.site_id}
    answer = client.post(f"/people/{carol.pk}/edit/", form)
    assert answer.status_code == 422
    assert "belongs to somebody else" in text_of(answer)
    assert carol.email_addresses.get().address == "carol.jimenez@harborpoint.example"
    answer = client.post(f"/people/{carol.pk}/edit/", form | {"emails": "nonsense", "room": "1", "site": ""})
    assert answer.status_code == 422


def test_guarded_people_are_corrected_by_their_desk_only(world: World) -> None:
    address = f"/people/{world.person('paul').pk}/edit/"
    assert [browser(world, name).get(address).status_code for name in ("dana", "ellen", "rita")] == [403, 403, 200]
    assert browser(world, "dana").post(address, {"name": "x"}).status_code == 403


def test_sites_say_who_is_there(world: World) -> None:
    client = browser(world, "dana")
    assert "Orchard Hill Elementary" in text_of(client.get("/sites/"))
    text = text_of(client.get("/sites/OH/"))
    for said in ("(555) 340-4100", "12 Orchard Hill Road", "Carol Jimenez", "Guidance office"):
        assert said in text


def test_a_guarded_site_shows_strangers_its_name_and_people_only(world: World) -> None:
    Site.objects.filter(code="PH").update(hours_note="Ring twice")
    hidden = ("(555) 340-4400", "5 Custom House Square", "Ring twice", "Evidence", "Car 12", "Patrol sergeant")
    for username in ("dana", "ellen"):
        client = browser(world, username)
        for address in ("/sites/PH/", "/sites/"):
            text = text_of(client.get(address))
            assert [said for said in hidden if said in text] == []
        assert "Sgt. Paul Devlin" in text_of(client.get("/sites/PH/"))
    text = text_of(browser(world, "rita").get("/sites/PH/"))
    assert [said for said in hidden if said not in text] == []


def test_the_list_as_a_file_is_for_administrators_and_holds_no_formulas(world: World) -> None:
    Person.objects.filter(pk=world.person("carol").pk).update(job_title="=1+1")
    assert browser(world, "dana").get("/people/export/").status_code == 403
    answer = browser(world, "ellen").get("/people/export/")
    text = b"".join(answer).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Employee number,Name,Extension")
    assert ",'=1+1," in text
    assert "Sgt. Paul Devlin,4412" in text
    assert "Patrol sergeant" not in text
    answer = browser(world, "ellen").get("/people/export/?q=carol")
    assert len(b"".join(answer).decode().splitlines()) == 2


@pytest.mark.parametrize("address", ["/people/", "/people/export/", "/people/1/", "/sites/", "/sites/OH/"])
def test_pages_that_only_show_take_no_posts(world: World, address: str) -> None:
    assert browser(world, "dana").post(address).status_code == 405
