"""What an agency decides about people: the categories of personnel by which entitlement goes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.settings import SettingField, SettingKind, SettingsPage
from firstline.people.models import PersonCategory
from firstline.people.policies import can_manage_people, reads_directory

FIELDS = (
    SettingField(
        name="code",
        label=gettext_lazy("Code"),
        form="code",
        limit=40,
        is_fixed=True,
        hint=gettext_lazy("Stands in files for import, such as teacher"),
    ),
    SettingField(name="name", label=gettext_lazy("Name")),
)
KINDS = {
    "categories": SettingKind(
        title=gettext_lazy("Categories of personnel"),
        sentence=gettext_lazy("What people are by their work. Rules of entitlement go by it, and lists filter by it"),
        add_label=gettext_lazy("Add a category"),
        group="people",
        order=60,
        fields=lambda _desk_id: FIELDS,
        model=PersonCategory,
        note=lambda category: category.code,
        example=lambda document, _desk_id, _now: (
            _("Rules of entitlement and the list of people offer “%(name)s” among the categories") % document
        ),
    )
}
PAGES = {
    "people_import": SettingsPage(
        label=gettext_lazy("People and sites from a file"),
        sentence=gettext_lazy("Brings the directory up to date from CSV; shows what would change before it does"),
        url_name="people:import",
        group="people",
        order=20,
        visible=can_manage_people,
    ),
    "sites": SettingsPage(
        label=gettext_lazy("Sites"),
        sentence=gettext_lazy(
            "Schools and offices with their people, rooms and contacts; they come from the file of sites"
        ),
        url_name="people:sites",
        group="organisation",
        order=20,
        visible=reads_directory,
    ),
}
