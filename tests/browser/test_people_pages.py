"""People, sites and the import in a real browser: axe, reflow, and an import from the file to the directory."""

from firstline.kernel.actor import Actor
from firstline.people.models import ImportRun, Person
from firstline.people.services.imports import preview_import
from tests.support.axe import findings, looked_at, too_wide
from tests.support.profiles import ProfileOf
from tests.world import World

FILE = b"""Employee number,Name,Extension,Site,Category,Shoe size
9001,Ada Fern\xc3\xa1ndez,x4777,OH,Bus Driver,38
{number},Carol Jimenez-Soto,4122,,,
9002,,,,,
9003,Nobody's Site,,Atlantis,,
"""
PAGES = {
    "people": ("dana", "/people/"),
    "people-search": ("dana", "/people/?q=wojick"),
    "people-nobody": ("dana", "/people/?q=zzyzx"),
    "people-narrowed": ("ellen", "/people/?left=on"),
    "person": ("dana", "/people/{agnes}/?done=changed"),
    "person-guarded": ("dana", "/people/{paul}/"),
    "person-whole": ("rita", "/people/{paul}/"),
    "person-add": ("dana", "/people/add/?name=Ada"),
    "person-edit": ("dana", "/people/{agnes}/edit/"),
    "sites": ("dana", "/sites/"),
    "site": ("dana", "/sites/OH/"),
    "site-guarded": ("dana", "/sites/PH/"),
    "import": ("ellen", "/people/import/"),
    "import-preview": ("ellen", "/people/import/{run}/"),
}


def previewed_import(agency: World) -> ImportRun:
    """Return an import that waits for its confirmation."""
    content = FILE.replace(b"{number}", (agency.person("carol").employee_number or "").encode())
    ellen = Actor(name="Ellen", user_id=agency.users["ellen"].pk, is_administrator=True)
    return preview_import(actor=ellen, kind="people", file_name="staff.csv", content=content, now=agency.now)


def test_pages_are_accessible_light_and_dark_and_reflow(profile_of: ProfileOf, agency: World) -> None:
    pages, found = {username: profile_of(username).new_page() for username, _path in PAGES.values()}, []
    run = previewed_import(agency)
    for name, (username, path) in PAGES.items():
        pages[username].goto(
            path.format(agnes=agency.person("agnes.oduya").pk, paul=agency.person("paul").pk, run=run.pk)
        )
        found += looked_at(pages[username], name) + too_wide(pages[username])
    assert found == []


def test_errors_of_a_form_are_accessible_and_keep_what_was_typed(profile_of: ProfileOf, agency: World) -> None:
    page = profile_of("dana").new_page()
    page.goto("/people/add/")
    page.fill("#id_extension", "4777")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Enter the name, as the person writes it").first.wait_for()
    assert findings(page) == []
    assert page.input_value("#id_extension") == "4777"


def test_a_file_becomes_people_after_it_was_confirmed(profile_of: ProfileOf, agency: World) -> None:
    page = profile_of("ellen").new_page()
    page.goto("/people/import/")
    page.set_input_files("#id_file", {"name": "staff.csv", "mimeType": "text/csv", "buffer": FILE})
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("No site is called “Atlantis”").wait_for()
    assert not Person.objects.filter(employee_number="9001").exists()
    page.get_by_role("button", name="Apply this").click()
    page.get_by_text("Applied, but for the rows with problems").wait_for()
    assert findings(page) == []
    page.goto("/people/?q=fernandez")
    page.get_by_role("link", name="Ada Fernández").click()
    page.get_by_text("Bus Driver").first.wait_for()
