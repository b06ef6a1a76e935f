"""Progress is one line at a terminal and one line for each kind of thing elsewhere."""

import sys

from firstline.cli.progress import Progress


def test_elsewhere_each_kind_is_told_once(capsys):
    progress = Progress()
    for done in (1, 2, 3):
        progress.show("people", done, 3)
    progress.show("tickets", 1, 1000)
    progress.end("Ready.")
    assert capsys.readouterr().out == "people: 3\ntickets: 1,000\nReady.\n"


def test_at_a_terminal_the_line_is_written_over(capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    progress = Progress()
    progress.show("people", 450, 900)
    progress.show("people", 451, 900)
    progress.show("search", 0, 0)
    progress.end("Ready.")
    said = capsys.readouterr().out
    assert "people: 450 of 900 (50%)" in said
    assert "451" not in said
    assert said.endswith("Ready.\n")
