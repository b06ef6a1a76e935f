"""Who is covered for what, clause by clause. Categories without a row are "no rule, ask the director"."""

from typing import NamedTuple

from firstline.catalog.models import EntitlementRule, Service
from firstline.people.models import PersonCategory

OWN_BUILDING = "the technology contact of the building"
LIBRARY = "the library media specialist of the school"
ADMINISTRATION = (
    "Everybody in Central Office, and in every school the principals, assistant principals, guidance counselors, "
    "social workers, psychologists and secretaries, have the help desk for all services."
)
SCHOOL_TEACHERS = (
    "Teachers of middle and high schools have the help desk for Classxp and IGPro; with anything else they turn to "
    "the technology contact of their building."
)
OTHER_TEACHERS = "Only Classxp and IGPro of middle and high schools are supported for teachers."
AS_NEEDED = "Adult Education and Food Service are helped as needed, without promised times."
POLICE = "All sworn and civilian police staff have Police IT for every service, day and night."
STUDENTS = "The help desk is for personnel; students are helped in the library of their school."
AIDES = "Aides are helped through the technology contact of their building."


class Rule(NamedTuple):
    """One rule as data; an empty part means any."""

    category: str
    school_level: str
    service: str
    verdict: str
    clause_number: str
    clause_text: str
    refer_to: str = ""


RULES = (
    Rule("central_office", "", "", "covered", "5.1.1", ADMINISTRATION),
    Rule("principal", "", "", "covered", "5.1.1", ADMINISTRATION),
    Rule("assistant_principal", "", "", "covered", "5.1.1", ADMINISTRATION),
    Rule("guidance_counselor", "", "", "covered", "5.1.1", ADMINISTRATION),
    Rule("social_worker", "", "", "covered", "5.1.1", ADMINISTRATION),
    Rule("psychologist", "", "", "covered", "5.1.1", ADMINISTRATION),
    Rule("secretary", "", "", "covered", "5.1.1", ADMINISTRATION),
    Rule("teacher", "middle", "classxp", "covered", "5.1.2", SCHOOL_TEACHERS),
    Rule("teacher", "middle", "igpro", "covered", "5.1.2", SCHOOL_TEACHERS),
    Rule("teacher", "middle", "", "refer", "5.1.2", SCHOOL_TEACHERS, OWN_BUILDING),
    Rule("teacher", "high", "classxp", "covered", "5.1.2", SCHOOL_TEACHERS),
    Rule("teacher", "high", "igpro", "covered", "5.1.2", SCHOOL_TEACHERS),
    Rule("teacher", "high", "", "refer", "5.1.2", SCHOOL_TEACHERS, OWN_BUILDING),
    Rule("teacher", "adult", "", "as_needed", "5.1.3", AS_NEEDED),
    Rule("teacher", "", "", "refer", "5.1.2", OTHER_TEACHERS, OWN_BUILDING),
    Rule("adult_education", "", "", "as_needed", "5.1.3", AS_NEEDED),
    Rule("food_service", "", "", "as_needed", "5.1.3", AS_NEEDED),
    Rule("paraprofessional", "", "", "refer", "5.1.2", AIDES, OWN_BUILDING),
    Rule("student", "", "", "refer", "5.1", STUDENTS, LIBRARY),
    Rule("police_officer", "", "", "covered", "5.1.4", POLICE),
    Rule("police_civilian", "", "", "covered", "5.1.4", POLICE),
)


def make_entitlement_rules() -> None:
    """Make the rules."""
    categories = {category.code: category for category in PersonCategory.objects.all()}
    services = {service.code: service for service in Service.objects.all()}
    EntitlementRule.objects.bulk_create(
        EntitlementRule(
            category=categories[rule.category],
            school_level=rule.school_level or None,
            service=services.get(rule.service),
            verdict=rule.verdict,
            refer_to=rule.refer_to,
            clause_number=rule.clause_number,
            clause_text=rule.clause_text,
        )
        for rule in RULES
    )
