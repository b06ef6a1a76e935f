"""Planning a file of sites against the directory. A site is known again by its code."""

from collections.abc import Mapping, Sequence

from firstline.people.rules.csv_rows import Problem, Table
from firstline.people.rules.folding import fold
from firstline.people.rules.import_cells import SITE_NAME_LENGTH, Wanted, read_row
from firstline.people.rules.import_people import Known
from firstline.people.rules.import_plan import Change, Plan, Value, blocked, compare


def plan_sites(table: Table, sites: Sequence[Known], desks: Mapping[str, str], guards: frozenset[str]) -> Plan:
    """Return what the file would change. ``desks`` maps folded codes and names to codes; ``guards`` as for people."""
    problems = [*table.problems]
    if not table.columns:
        return blocked(problems, table.unused_headers)
    if "code" not in table.columns:
        return blocked([*problems, Problem(1, "", "code_column_missing")], table.unused_headers)
    known_sites = {str(site.values["code"]): site for site in sites}
    rows_by_code: dict[str, int] = {}
    changes: list[Change] = []
    unchanged_count = 0
    for row in table.rows:
        wanted, found = read_row(row, name_length=SITE_NAME_LENGTH)
        known = known_sites.get(wanted.text("code"))
        values = dict(wanted.values)
        found = found or _problems(wanted, known, rows_by_code) or _guard(values, wanted, known, desks, guards)
        problems += found
        if found:
            continue
        rows_by_code[wanted.text("code")] = wanted.row
        differing = compare(known.values if known else _NEW_VALUES, values)
        if known is not None and not differing and not known.values["guarded_by"]:
            unchanged_count += 1
            continue
        label = wanted.text("name") or (str(known.values["name"]) if known else "")
        is_guarded = bool(known and known.values["guarded_by"])
        changes.append(Change(wanted.row, known.id if known else 0, label, is_guarded, differing))
    ordered = tuple(sorted(problems, key=lambda problem: problem.row))
    return Plan(tuple(changes), unchanged_count, problems=ordered, unused_headers=table.unused_headers)


def _problems(wanted: Wanted, known: Known | None, rows_by_code: Mapping[str, int]) -> list[Problem]:
    code = wanted.text("code")
    if not code:
        return [Problem(wanted.row, "code", "code_missing")]
    if code in rows_by_code:
        return [Problem(wanted.row, "code", "key_twice", {"other_row": rows_by_code[code]})]
    if known is None and not wanted.text("name"):
        return [Problem(wanted.row, "name", "name_missing")]
    return []


def _guard(
    values: dict[str, Value], wanted: Wanted, known: Known | None, desks: Mapping[str, str], guards: frozenset[str]
) -> list[Problem]:
    text = wanted.text("guarded_by")
    if not text:
        return []
    desk = "" if fold(text) in ("no", "none", "-") else desks.get(fold(text))
    if desk is None:
        return [Problem(wanted.row, "guarded_by", "desk_unknown", {"value": text[:60]})]
    values["guarded_by"] = desk
    old = known.values["guarded_by"] if known else ""
    if old and desk != old and old not in guards:
        return [Problem(wanted.row, "guarded_by", "guard_kept")]
    return []


_NEW_VALUES: Mapping[str, Value] = {"code": "", "name": "", "active": True, "guarded_by": ""}
