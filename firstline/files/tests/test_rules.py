"""Names, kinds and limits of uploads, without a database."""

import pytest

from firstline.files.rules.kinds import TEXT, UNKNOWN, looks_like_text, safe_type
from firstline.files.rules.limits import MAX_PIXELS, may_be_decoded
from firstline.files.rules.names import NAME_LIMIT, clean_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\list.csv", "list.csv"),
        ("/absolute/path.txt", "path.txt"),
        ("a\x00b.txt", "ab.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("two\r\nlines: x.txt", "twolines_ x.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("trailing. . .", "trailing"),
        ("...", "file"),
        ("", "file"),
        ("  ", "file"),
        ('"quoted";%0a.txt', "_quoted_0a.txt"),
        ("Años de la niña.docx", "Años de la niña.docx"),
    ],
)
def test_a_name_is_a_label(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert len(clean_name("x" * 4096 + ".pdf")) == NAME_LIMIT
    assert clean_name("x" * 4096 + ".pdf").endswith("x.pdf")
    assert len(clean_name("y" * 4096)) == NAME_LIMIT
    assert len(clean_name("z." + "y" * 4096)) == NAME_LIMIT


@pytest.mark.parametrize(
    ("detected", "beginning", "served"),
    [
        ("application/pdf", b"%PDF-1.7", "application/pdf"),
        (None, b"<script>alert(1)</script>", TEXT),
        ("image/svg+xml", b"<svg onload=x>", TEXT),
        ("text/html", b"\x00\x01", UNKNOWN),
        (None, b"", UNKNOWN),
        (None, "na\u00efve".encode()[:3], TEXT),
        (None, b"\xff\xfe\x00", UNKNOWN),
    ],
)
def test_nothing_is_served_that_a_browser_would_run(detected: str | None, beginning: bytes, served: str) -> None:
    assert safe_type(detected, beginning) == served


def test_controls_are_no_text() -> None:
    assert not looks_like_text(b"abc\x07")
    assert looks_like_text(b"line\r\n\tline")


@pytest.mark.parametrize(
    ("kind", "width", "height", "may"),
    [("PNG", 4000, 5000, True), ("PNG", MAX_PIXELS, 2, False), ("JPEG", 8000, 6000, True), ("GIF", 0, 10, False)],
)
def test_which_pictures_are_decoded(kind: str, width: int, height: int, *, may: bool) -> None:
    assert may_be_decoded(kind, width, height) is may
