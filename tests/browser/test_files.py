"""Files in a real browser: picked, pasted, dropped, kept over a reload, removed, sent, and readable for everybody."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from firstline.tickets.models import Attachment, Ticket
from tests.browser.test_ticket_page import open_ticket
from tests.browser.test_ticket_page import ticket as a_ticket
from tests.support.axe import findings
from tests.support.profiles import ProfileOf

ticket = a_ticket
PASTE = """() => {
  const data = new DataTransfer();
  data.items.add(new File(["pasted words"], "pasted.txt", { type: "text/plain" }));
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
  document.querySelector("#write-note").dispatchEvent(paste);
}"""


def a_picture(folder: Path) -> Path:
    """Return a picture of a screen."""
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(made, "PNG")
    path = folder / "screen.png"
    path.write_bytes(made.getvalue())
    return path


def test_files_wait_in_the_composer_and_go_with_the_text(profile_of: ProfileOf, ticket: Ticket, tmp_path: Path) -> None:
    page = profile_of("priya").new_page()
    open_ticket(page, ticket)
    page.keyboard.press("Shift+N")
    box = page.locator("[data-writes=note]")
    box.locator("input[type=file]").first.set_input_files(a_picture(tmp_path))
    expect(box.get_by_role("button", name="Remove screen.png")).to_be_visible()
    page.evaluate(PASTE)
    expect(box.get_by_role("button", name="Remove pasted.txt")).to_be_visible()
    page.goto(f"/tickets/{ticket.number}/?write=note")
    expect(box.get_by_text("screen.png")).to_be_visible()
    assert findings(page) == []
    box.get_by_role("button", name="Remove pasted.txt").click()
    expect(box.get_by_text("pasted.txt")).to_have_count(0)
    page.locator("#write-note").fill("See the screen")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".fl-flow").get_by_text("screen.png")).to_be_visible()
    assert findings(page) == []
    assert Attachment.objects.get().message.body == "See the screen"


def test_what_is_too_large_is_said_before_it_is_sent(profile_of: ProfileOf, ticket: Ticket, tmp_path: Path) -> None:
    page = profile_of("priya").new_page()
    open_ticket(page, ticket)
    large = tmp_path / "film.bin"
    with large.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    page.locator("[data-writes=reply] input[type=file]").first.set_input_files(large)
    expect(page.get_by_text("film.bin is larger than 25 MB")).to_be_visible()


def test_corrections_and_the_requesters_page_are_readable_for_everybody(profile_of: ProfileOf, ticket: Ticket) -> None:
    staff, requester = profile_of("priya").new_page(), profile_of("carol").new_page()
    requester.goto(f"/help/{ticket.number}/")
    requester.get_by_label("Your answer").fill("Room 12 as well")
    assert findings(requester) == []
    requester.get_by_role("button", name="Send answer").click()
    expect(requester.locator(".fl-flow").get_by_text("Room 12 as well")).to_be_visible()
    for act in ("nature", "requester", "title"):
        staff.goto(f"/tickets/{ticket.number}/{act}/")
        assert findings(staff) == []
