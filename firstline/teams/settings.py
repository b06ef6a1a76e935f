"""What an agency decides about its teams: levels, support groups, who is in them."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.identity.models import User
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingField, SettingKind
from firstline.kernel.texts import clean_line
from firstline.teams.models import Level, Membership, SupportGroup

SKILLS, SKILL_LENGTH = 12, 60
LEVEL_FIELDS = (
    SettingField(
        name="rank",
        label=gettext_lazy("Rank"),
        form="number",
        minimum=1,
        maximum=9,
        hint=gettext_lazy("1 answers first; forwarding up goes to the next higher one"),
    ),
    SettingField(name="name", label=gettext_lazy("Name"), limit=40),
)
GROUP_FIELDS = (
    SettingField(name="name", label=gettext_lazy("Name")),
    SettingField(name="is_active", label=gettext_lazy("In use"), form="yes_no"),
)


def _read_skills(text: str) -> list[str]:
    skills = [clean_line(part, "skills", limit=SKILL_LENGTH) for part in text.split(",") if part.strip()]
    if len(skills) > SKILLS:
        raise Invalid("too_many_skills", field="skills", most=SKILLS)
    return skills


def _users(desk_id: int | None) -> list[tuple[Any, Any]]:
    at_desk = Q(grants__desk_id=desk_id, is_active=True) | Q(memberships__group__desk_id=desk_id)
    found = User.objects.filter(at_desk).order_by("person__folded_name").distinct()
    return [(user.pk, user.person.name) for user in found]


def _groups(desk_id: int | None) -> list[tuple[Any, Any]]:
    found = SupportGroup.objects.filter(desk_id=desk_id or 0)
    return [(g.pk, g.name if g.is_active else _("%(name)s (retired)") % {"name": g.name}) for g in found]


def _levels(desk_id: int | None) -> list[tuple[Any, Any]]:
    return list(Level.objects.filter(desk_id=desk_id or 0).values_list("pk", "name"))


MEMBER_FIELDS = (
    SettingField(
        name="user_id",
        label=gettext_lazy("Person"),
        form="choice",
        choices=_users,
        hint=gettext_lazy("People with a role at this desk. Grant one under Accounts and roles first"),
    ),
    SettingField(name="group_id", label=gettext_lazy("Support group"), form="choice", choices=_groups),
    SettingField(name="level_id", label=gettext_lazy("Level"), form="choice", choices=_levels),
    SettingField(
        name="direct_extension",
        label=gettext_lazy("Direct extension"),
        limit=20,
        is_optional=True,
        hint=gettext_lazy("Where live calls are transferred to"),
    ),
    SettingField(
        name="skills",
        label=gettext_lazy("Skills"),
        limit=800,
        is_optional=True,
        read=_read_skills,
        write=", ".join,
        hint=gettext_lazy("Parted by commas, such as Printing, Spanish"),
    ),
)


def _member_note(member: Membership) -> str:
    parts = [member.level.name, _("ext %(number)s") % {"number": member.direct_extension}]
    return ", ".join([*parts[: 2 if member.direct_extension else 1], *member.skills])


def _level_example(document: Document, desk_id: int | None, _now: datetime) -> str:
    above = Level.objects.filter(desk_id=desk_id or 0, rank__gt=document["rank"]).order_by("rank").first()
    if above is None:
        return _("A ticket forwarded up from %(name)s is the director's: no level is higher") % document
    return _("A ticket forwarded up from %(name)s goes to %(above)s") % (document | {"above": above.name})


def _group_example(document: Document, _desk_id: int | None, _now: datetime) -> str:
    return _("Coverage and forwarding offer “%(name)s” among the teams of the desk") % document


def _member_example(document: Document, desk_id: int | None, _now: datetime) -> str:
    words = {
        "person": dict(_users(desk_id)).get(document["user_id"], ""),
        "group": dict(_groups(desk_id)).get(document["group_id"], ""),
        "extension": document["direct_extension"],
    }
    if words["extension"]:
        return _("%(person)s is offered for calls that %(group)s takes, live at ext %(extension)s") % words
    return _("%(person)s is offered for work that %(group)s takes; live calls cannot be put through") % words


KINDS = {
    "levels": SettingKind(
        title=gettext_lazy("Levels"),
        sentence=gettext_lazy(
            "The levels of support of a desk, in order. A ticket is forwarded up from one to the next"
        ),
        add_label=gettext_lazy("Add a level"),
        group="people",
        order=30,
        fields=lambda _desk_id: LEVEL_FIELDS,
        model=Level,
        desk_path="desk",
        note=lambda level: _("rank %(rank)s") % {"rank": level.rank},
        example=_level_example,
    ),
    "support-groups": SettingKind(
        title=gettext_lazy("Support groups"),
        sentence=gettext_lazy("The teams of a desk. Coverage gives each nature of call to one of them, level by level"),
        add_label=gettext_lazy("Add a support group"),
        group="people",
        order=40,
        fields=lambda _desk_id: GROUP_FIELDS,
        model=SupportGroup,
        desk_path="desk",
        example=_group_example,
        note=lambda group: ", ".join(m.user.person.name for m in group.memberships.select_related("user__person")),
    ),
    "members": SettingKind(
        title=gettext_lazy("Members of groups"),
        sentence=gettext_lazy("Who works in which support group, at which level, and where they are reached directly"),
        add_label=gettext_lazy("Add a member"),
        group="people",
        order=50,
        fields=lambda _desk_id: MEMBER_FIELDS,
        model=Membership,
        desk_path="group__desk",
        related=("user__person", "group", "level"),
        example=_member_example,
        note=_member_note,
    ),
}
ERRORS = {
    "too_many_skills": lambda params: _("Name at most %(most)s skills") % params,
}
