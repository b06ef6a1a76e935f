"""Settings that are one row of one table: written and removed by their fields alone."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingKind


def write_row(kind: SettingKind) -> Callable[[int | None, int | None, Document], int]:
    """Return what writes a row of this kind. *Raises* Invalid where the table says no: there is one like it."""

    def write(subject_id: int | None, desk_id: int | None, document: Document) -> int:
        row = kind.model.objects.select_for_update().filter(pk=subject_id).first() if subject_id else None
        row = row or kind.model(pk=subject_id)
        if kind.desk_path == "desk":
            row.desk_id = desk_id
        for name, value in document.items():
            setattr(row, name, value)
        try:
            with transaction.atomic():
                row.validate_constraints()
                row.save()
        except (IntegrityError, ValidationError) as error:
            raise Invalid("setting_taken") from error
        return int(row.pk)

    return write


def remove_row(kind: SettingKind, subject_id: int) -> None:
    """Remove a row that nothing refers to."""
    kind.model.objects.filter(pk=subject_id).delete()
