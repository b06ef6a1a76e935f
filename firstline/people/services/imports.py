"""Importing people and sites from a CSV file: preview, confirm, apply. Applying does exactly what was previewed."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app as procrastinate_app

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.facts import Fact
from firstline.ledger import services as ledger
from firstline.ledger.services import use_case
from firstline.people import policies
from firstline.people.events import PeopleImported, PersonAdded, PersonChanged, SiteAdded, SiteChanged
from firstline.people.models import ImportKind, ImportProgress, ImportRun, ImportState, Person, Site
from firstline.people.rules.csv_rows import read_table
from firstline.people.rules.import_cells import PEOPLE_COLUMNS, SITE_COLUMNS
from firstline.people.rules.import_people import Directory, plan_people
from firstline.people.rules.import_plan import Change, Plan, digest, value_text
from firstline.people.rules.import_sites import plan_sites
from firstline.people.selectors.import_directory import (
    desks_by_name,
    guards_of,
    unscoped_directory,
    unscoped_sites,
)
from firstline.people.selectors.import_runs import has_effect
from firstline.people.services._import_writing import BATCH_COUNT, Place, Written, write_people, write_sites

MAX_FILE_BYTES = 20 * 1024 * 1024
SHOWN_COUNT = 200
IMPORT_TASK = "firstline.people.jobs.apply_confirmed_import"
_KEPT = timedelta(days=7)
_ONE_AT_A_TIME = 3_446_001

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


@use_case
def preview_import(*, actor: Actor, kind: str, file_name: str, content: bytes, now: datetime) -> ImportRun:
    """Read a file, plan what it would change, keep both, and change nothing else. ``summary`` is what to show.

    Needs the right to import. Records no fact: nothing has happened yet. Previews that nobody confirmed are thrown
    away after a week. *Raises* NotAllowed, Invalid (``import_kind_wrong``, ``file_too_large`` with
    ``limit_megabytes``).
    """
    _require_importer(actor)
    if kind not in ImportKind.values:
        raise Invalid("import_kind_wrong", field="kind")
    if len(content) > MAX_FILE_BYTES:
        raise Invalid("file_too_large", field="file", limit_megabytes=MAX_FILE_BYTES // 1024 // 1024)
    ImportRun.objects.filter(state=ImportState.PREVIEWED, created_at__lt=now - _KEPT).delete()
    plan, _ = _plan(actor, kind, content)
    return ImportRun.objects.create(
        kind=kind,
        file_name=file_name.replace("\x00", "")[:200],
        content=content,
        digest=digest(plan),
        summary=_summary(plan),
        created_by_id=actor.user_id,
        created_at=now,
    )


def preview_again(*, actor: Actor, run_id: int, now: datetime) -> ImportRun:
    """Preview the file of a run anew, against the directory as it is now. *Raises* as ``preview_import``, NotFound."""
    _require_importer(actor)
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None or not run.content:
        raise NotFound
    return preview_import(actor=actor, kind=run.kind, file_name=run.file_name, content=bytes(run.content), now=now)


@use_case
def confirm_import(*, actor: Actor, run_id: int, now: datetime) -> ImportRun:
    """Take the run on and hand it to the worker, which applies it. Confirming twice is confirming once.

    Needs the right to import. The fact is recorded when it is applied. *Raises* NotFound, NotAllowed, RuleBroken
    (``import_blocked``).
    """
    del now  # part of every use case; the run keeps when it was finished
    run = _claimed(actor, run_id)
    if run.state == ImportState.APPLYING:
        return run
    _start(actor, run)
    procrastinate_app.configure_task(IMPORT_TASK).defer(run_id=run.pk)
    return run


def apply_import(*, actor: Actor, run_id: int, now: datetime, progress: Progress | None = None) -> ImportRun:
    """Apply a previewed or confirmed run: all of it or nothing, in one transaction. Applying twice is applying once.

    Needs the right to import. *Emits* imported, and added or changed for each record. *Raises* NotFound, NotAllowed,
    RuleBroken (``import_blocked``), and Conflict (``import_outdated``) when the directory has changed since the
    preview, so that the file would now do something else.
    """
    with transaction.atomic():
        run = _claimed(actor, run_id)
        if run.state == ImportState.APPLIED:
            return run
        _start(actor, run)
    try:
        with transaction.atomic():
            _apply(actor, run, now, progress or (lambda _done, _total: None))
    except Conflict:
        finish_import(actor=actor, run_id=run_id, state=ImportState.OUTDATED, now=now)
        raise
    except IntegrityError:
        finish_import(actor=actor, run_id=run_id, state=ImportState.OUTDATED, now=now)
        raise Conflict("import_outdated") from None
    return run


@use_case
def finish_import(*, actor: Actor, run_id: int, state: str, now: datetime) -> None:
    """Say that a run ended without being applied. Records no fact: the directory is as it was. *Raises* NotAllowed."""
    _require_importer(actor)
    ImportRun.objects.filter(pk=run_id, state=ImportState.APPLYING).update(state=state, finished_at=now)


@contextmanager
def kept_progress(*, run_id: int) -> Iterator[Progress]:
    """Keep the progress where pages can read it: over a connection of its own, outside the import's transaction."""
    other = connection.copy()

    def keep(done_count: int, total_count: int) -> None:
        with other.cursor() as cursor:
            cursor.execute(_KEEP_PROGRESS_SQL, [done_count, total_count, run_id])

    try:
        yield keep
    finally:
        other.close()


_KEEP_PROGRESS_SQL = "UPDATE people_importprogress SET done_count = %s, total_count = %s WHERE run_id = %s"


def _apply(actor: Actor, run: ImportRun, now: datetime, progress: Progress) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    if ImportRun.objects.get(pk=run.pk).state == ImportState.APPLIED:  # another worker had the lock before us
        return
    records = Person.objects.all() if run.kind == ImportKind.PEOPLE else Site.objects.all()
    list(records.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    plan, places = _plan(actor, run.kind, bytes(run.content))
    if digest(plan) != run.digest:
        raise Conflict("import_outdated")
    total_count = 2 * len(plan.changes) if run.kind == ImportKind.PEOPLE else len(plan.changes)
    done_count = 0

    def step(more_count: int) -> None:
        nonlocal done_count
        done_count += more_count
        progress(done_count, total_count)

    written = write_people(plan, places, step) if run.kind == ImportKind.PEOPLE else write_sites(plan, step)
    _record(actor, run, plan, written, now)
    run.state, run.finished_at, run.content = ImportState.APPLIED, now, b""
    run.save(update_fields=["state", "finished_at", "content"])
    if len(plan.changes) > BATCH_COUNT:
        with connection.cursor() as cursor:  # lookups are several times slower until the planner knows the newcomers
            cursor.execute("ANALYZE people_person, people_lexiconword, people_phonenumber, people_emailaddress")


def _plan(actor: Actor, kind: str, content: bytes) -> tuple[Plan, dict[int, Place]]:
    if kind == ImportKind.PEOPLE:
        directory = unscoped_directory(actor)
        return plan_people(read_table(content, PEOPLE_COLUMNS), directory), _places(directory)
    table = read_table(content, SITE_COLUMNS)
    return plan_sites(table, unscoped_sites(), desks_by_name(), guards_of(actor)), {}


def _places(directory: Directory) -> dict[int, Place]:
    return {
        known.id: (str(known.values["site"]), str(known.values["building"]), str(known.values["room"]))
        for known in directory.people
    }


def _require_importer(actor: Actor) -> None:
    if not policies.can_manage_people(actor):
        raise NotAllowed("people_import")


def _claimed(actor: Actor, run_id: int) -> ImportRun:
    """Return the run, locked. *Raises* NotAllowed, NotFound, Conflict, RuleBroken."""
    _require_importer(actor)
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotFound
    if run.state in (ImportState.OUTDATED, ImportState.FAILED):
        raise Conflict("import_outdated")
    if not has_effect(run):
        raise RuleBroken("import_blocked")
    return run


def _start(actor: Actor, run: ImportRun) -> None:
    if run.state != ImportState.PREVIEWED:
        return
    run.state = ImportState.APPLYING
    run.confirmed_by_id, run.confirmed_by_name = actor.user_id, actor.name
    run.save(update_fields=["state", "confirmed_by_id", "confirmed_by_name"])
    ImportProgress.objects.get_or_create(run=run)


def _record(actor: Actor, run: ImportRun, plan: Plan, written: Written, now: datetime) -> None:
    fact = PeopleImported(
        desk_id=None,
        subject_id=run.pk,
        kind=run.kind,
        added_count=len(plan.new),
        changed_count=len(plan.changed),
        unchanged_count=plan.unchanged_count,
    )
    ledger.record(fact, actor=actor, at=now)
    people = run.kind == ImportKind.PEOPLE
    for start in range(0, len(written), BATCH_COUNT):
        batch = written[start : start + BATCH_COUNT]
        guards = _guards([record_id for _, record_id in batch]) if people else {}
        facts = [_fact(change, record_id, guards.get(record_id), is_person=people) for change, record_id in batch]
        ledger.record_all(facts, actor=actor, at=now)


def _guards(person_ids: list[int]) -> dict[int, int | None]:
    return dict(Person.objects.filter(pk__in=person_ids).values_list("id", "guarded_by_id"))


def _fact(change: Change, record_id: int, desk_id: int | None, *, is_person: bool) -> Fact:
    if change.is_new:
        added = PersonAdded if is_person else SiteAdded
        return added(desk_id=desk_id, subject_id=record_id, source="import")
    changed = PersonChanged if is_person else SiteChanged
    fields = tuple(sorted(field.field for field in change.fields))
    return changed(desk_id=desk_id, subject_id=record_id, source="import", changed=fields)


def _summary(plan: Plan) -> dict[str, Any]:
    """Return what the preview shows, as JSON. Of guarded records only how many the file names."""
    changed = [change for change in plan.changed if not change.is_guarded]
    return {
        "is_blocked": plan.is_blocked,
        "new_count": len(plan.new),
        "changed_count": len(changed),
        "unchanged_count": plan.unchanged_count,
        "problem_count": len({problem.row for problem in plan.problems}),
        "guarded_count": plan.guarded_unchanged_count + len(plan.changed) - len(changed),
        "unused_headers": list(plan.unused_headers)[:50],
        "new_names": {kind: list(names)[:SHOWN_COUNT] for kind, names in plan.new_names.items()},
        "changed_fields": dict(Counter(field.field for change in changed for field in change.fields)),
        "new": [_shown(change) for change in plan.new[:SHOWN_COUNT]],
        "changed": [_shown(change) for change in changed[:SHOWN_COUNT]],
        "problems": [
            {"row": problem.row, "column": problem.column, "code": problem.code, "params": dict(problem.params)}
            for problem in plan.problems[:SHOWN_COUNT]
        ],
    }


def _shown(change: Change) -> dict[str, Any]:
    return {
        "row": change.row,
        "label": change.label,
        "id": change.record_id,
        "fields": [
            {"field": field.field, "old": value_text(field.old), "new": value_text(field.new)}
            for field in change.fields
        ],
    }
