"""Facts that this room emits. A guarded person's facts belong to the guarding desk; all others to the installation."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class PersonFact(Fact):
    """A fact about a person."""

    subject_type: ClassVar[str] = "person"
    retention: ClassVar[str] = "person"


@dataclass(frozen=True, kw_only=True)
class PersonAdded(PersonFact):
    """A person came into the directory: from the console or by import."""

    verb: ClassVar[str] = "people.person_added"

    source: Code


@dataclass(frozen=True, kw_only=True)
class PersonChanged(PersonFact):
    """Fields of a person changed. Names of fields only: what they held is personal."""

    verb: ClassVar[str] = "people.person_changed"

    source: Code
    changed: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class SiteAdded(Fact):
    """A site came into the directory."""

    verb: ClassVar[str] = "people.site_added"
    subject_type: ClassVar[str] = "site"
    retention: ClassVar[str] = "person"

    source: Code


@dataclass(frozen=True, kw_only=True)
class SiteChanged(Fact):
    """Fields of a site changed."""

    verb: ClassVar[str] = "people.site_changed"
    subject_type: ClassVar[str] = "site"
    retention: ClassVar[str] = "person"

    source: Code
    changed: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class PeopleImported(Fact):
    """A file of people or sites was applied."""

    verb: ClassVar[str] = "people.imported"
    subject_type: ClassVar[str] = "import_run"
    retention: ClassVar[str] = "person"

    kind: Code
    added_count: int
    changed_count: int
    unchanged_count: int


@dataclass(frozen=True, kw_only=True)
class PersonsMerged(PersonFact):
    """Two records were one person: the subject is kept, the other leads to it; so many rows were re-pointed."""

    verb: ClassVar[str] = "people.persons_merged"

    merged_person_id: int
    moved_count: int
