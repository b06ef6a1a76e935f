"""Reading natures, and judging who is entitled to what."""

from dataclasses import dataclass

from firstline.catalog.models import EntitlementRule, Nature, Service
from firstline.catalog.rules import entitlement
from firstline.catalog.rules.entitlement import CoverageSummary, Entitlement, Verdict
from firstline.desks.models import Desk
from firstline.desks.selectors import kept
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.people.models import Person
from firstline.people.policies import sees_whole


@dataclass(frozen=True)
class Coverage:
    """The coverage line of a caller: the summary, the names of the services it speaks of, and the clauses' words."""

    summary: CoverageSummary
    service_names: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]


def natures_of(desk: Desk) -> tuple[Nature, ...]:
    """Return the desk's active natures, those with a number key first, with their services. Kept, else one query."""
    return kept(desk, _natures_of)


def _natures_of(desk: Desk) -> tuple[Nature, ...]:
    natures = Nature.objects.filter(desk=desk, is_active=True).select_related("service")
    return tuple(sorted(natures, key=lambda nature: (nature.number_key is None, nature.number_key or 0, nature.name)))


def catch_all_nature_id(desk: Desk) -> int:
    """Return the nature of calls that nothing gave a nature. *Raises* Invalid when the desk has none."""
    nature = next((nature for nature in natures_of(desk) if nature.is_catch_all), None)
    if nature is None:
        raise Invalid("nature_missing", field="nature")
    return nature.pk


def entitlement_of(actor: Actor, desk: Desk, person: Person | None, service: Service) -> Entitlement:
    """Return whether this person may ask for this service; a caller without a record has no rule. No query.

    A guarded person is judged by what the actor may see, so that the verdict tells nothing of the hidden category.
    """
    if person is None:
        return Entitlement(Verdict.UNKNOWN)
    return entitlement.judge(*_standing(actor, person), service.code, entitlement_rules(desk))


def coverage_of(actor: Actor, person: Person, desk: Desk) -> Coverage:
    """Return what this person may ask the desk for, as far as the actor may see of them. No query."""
    rules = entitlement_rules(desk)
    names = {nature.service.code: nature.service.name for nature in natures_of(desk)}
    summary = entitlement.summary(*_standing(actor, person), rules, list(names))
    texts = {rule.clause_number: rule.clause_text for rule in rules}
    return Coverage(
        summary,
        tuple(names[code] for code in summary.services),
        tuple((number, texts[number]) for number in summary.clause_numbers),
    )


def _standing(actor: Actor, person: Person) -> tuple[str | None, str | None]:
    is_seen = sees_whole(actor, guarded_by_id=person.guarded_by_id, person_id=person.pk)
    category = person.category.code if person.category and is_seen else None
    return category, person.site.school_level if person.site else None


def entitlement_rules(desk: Desk) -> tuple[entitlement.EntitlementRule, ...]:
    """Return all rules as the pure rules take them: those of the installation, for every desk. Kept, else one query."""
    return kept(desk, _entitlement_rules)


def _entitlement_rules(_desk: Desk) -> tuple[entitlement.EntitlementRule, ...]:
    rows = EntitlementRule.objects.select_related("category", "service").order_by("id")
    return tuple(
        entitlement.EntitlementRule(
            verdict=Verdict(row.verdict),
            category=row.category.code if row.category else None,
            school_level=row.school_level,
            service=row.service.code if row.service else None,
            clause_number=row.clause_number,
            clause_text=row.clause_text,
            refer_to=row.refer_to,
        )
        for row in rows
    )
