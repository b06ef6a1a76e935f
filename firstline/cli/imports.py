"""``firstline import``: what a CSV file would change, then, when confirmed, the change with its progress."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from firstline.cli.actor import command_line_actor, in_words
from firstline.cli.progress import Progress
from firstline.cli.trouble import Trouble

SHOWN_COUNT = 20


def import_file(kind: str, file: Path, *, ask: bool, now: datetime) -> None:
    """Preview, ask, apply. Nothing is changed before the answer. *Raises* Trouble when nothing can be applied."""
    from firstline.people.selectors.import_runs import has_effect
    from firstline.people.services.imports import apply_import, preview_import

    actor = command_line_actor()
    with in_words():
        run = preview_import(actor=actor, kind=kind, file_name=file.name, content=file.read_bytes(), now=now)
    sys.stdout.write("\n".join(preview_lines(run.summary)) + "\n")
    if run.summary["is_blocked"]:
        raise Trouble("Nothing was changed: correct the file and try again.")
    if not has_effect(run):
        sys.stdout.write("Everything in the file is known already: nothing to change.\n")
        return
    if ask and not click.confirm("Apply this?"):
        sys.stdout.write("Nothing was changed.\n")
        return
    progress = Progress()
    with in_words():
        apply_import(
            actor=actor,
            run_id=run.pk,
            now=now,
            progress=lambda done, total: progress.show(f"Importing {kind}", done, total),
        )
    progress.end("Imported.")


def preview_lines(summary: Mapping[str, Any]) -> list[str]:
    """Return what a file would change, and what is wrong with it, as lines."""
    counts = {
        "New": summary["new_count"],
        "Changed": summary["changed_count"],
        "Unchanged": summary["unchanged_count"],
        "Rows with problems, left out": summary["problem_count"],
    }
    lines = [". ".join(f"{what}: {count:,}" for what, count in counts.items()) + "."]
    lines += [f"  {field}: changes in {count:,}" for field, count in sorted(summary["changed_fields"].items())]
    lines += [f"  not used: column {header!r}" for header in summary["unused_headers"]]
    lines += [_problem_line(problem) for problem in summary["problems"][:SHOWN_COUNT]]
    hidden = len(summary["problems"]) - SHOWN_COUNT
    return [*lines, f"  and {hidden:,} more problems"] if hidden > 0 else lines


def _problem_line(problem: Mapping[str, Any]) -> str:
    from firstline.kernel.registry import ERROR_SENTENCES

    sentence = ERROR_SENTENCES.get(problem["code"])
    words = str(sentence(problem["params"])) if sentence else str(problem["code"]).replace("_", " ")
    place = f"row {problem['row']}" if problem["row"] else "the file"
    return f"  {place}, {problem['column']}: {words}" if problem["column"] else f"  {place}: {words}"
