"""What this room says: errors and problems of files as sentences, fields and levels as words, all translated."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.errors import FirstlineError
from firstline.kernel.registry import ERROR_SENTENCES

FIELD_WORDS: Mapping[str, Promise] = {
    "employee_number": gettext_lazy("Employee number"),
    "name": gettext_lazy("Name"),
    "extension": gettext_lazy("Extension"),
    "phones": gettext_lazy("Phone"),
    "phone": gettext_lazy("Phone"),
    "emails": gettext_lazy("Email"),
    "site": gettext_lazy("Site"),
    "building": gettext_lazy("Building"),
    "room": gettext_lazy("Room"),
    "category": gettext_lazy("Category"),
    "department": gettext_lazy("Department"),
    "job_title": gettext_lazy("Job title"),
    "preferred_contact": gettext_lazy("Preferred contact"),
    "language": gettext_lazy("Language"),
    "accommodation_note": gettext_lazy("Accommodation note"),
    "active": gettext_lazy("Active"),
    "guarded_by": gettext_lazy("Guarded by"),
    "code": gettext_lazy("Code"),
    "school_level": gettext_lazy("School level"),
    "address": gettext_lazy("Address"),
    "hours_note": gettext_lazy("Hours"),
}
LEVEL_WORDS: Mapping[str, Promise] = {
    "": gettext_lazy("Office"),
    "elementary": gettext_lazy("Elementary school"),
    "middle": gettext_lazy("Middle school"),
    "high": gettext_lazy("High school"),
    "adult": gettext_lazy("Adult education"),
}
CONTACT_WORDS: Mapping[str, Promise] = {
    "phone": gettext_lazy("By phone"),
    "email": gettext_lazy("By email"),
    "text": gettext_lazy("By text message"),
}


def field_word(field: str) -> str:
    """Return a field's name as people read it."""
    return str(FIELD_WORDS.get(field, field))


def add_error_sentences() -> None:
    """Register the sentences of this room's error codes and of the problems of files."""
    for code, sentence in _SENTENCES.items():
        ERROR_SENTENCES.add(code, sentence)


def problem_sentence(code: str, params: Mapping[str, Any]) -> str:
    """Return the problem with this code as a sentence."""
    found = _SENTENCES.get(code)
    return found(dict(params)) if found else _("That cannot be taken as it is")


def sentence_of(error: FirstlineError) -> str:
    """Return the error as a sentence."""
    return problem_sentence(error.code, error.params)


def _filled(text: Callable[[], str]) -> Callable[[dict[str, Any]], str]:
    """Return a sentence that is translated when it is said, filled with the parameters."""
    return lambda params: text() % _Gaps(params)


class _Gaps(dict[str, Any]):
    """Parameters where a missing one is empty: a sentence with a gap is better than none."""

    def __missing__(self, _key: str) -> str:
        return ""


_SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "name_missing": _filled(lambda: _("Enter the name, as the person writes it")),
    "text_too_long": _filled(lambda: _("This is too long. At most %(limit)s characters are kept")),
    "text_not_allowed": _filled(lambda: _("This holds characters that cannot be kept. Type it again")),
    "no_such_site": _filled(lambda: _("Choose the site from the list")),
    "room_without_site": _filled(lambda: _("A room belongs to a site. Name the site too")),
    "phone_wrong": _filled(lambda: _("Enter a telephone number with figures, such as (555) 340-4120")),
    "email_wrong": _filled(lambda: _("Enter an email address, such as name@example.org")),
    "email_taken": _filled(lambda: _("This email address belongs to somebody else. Check it, or leave it out")),
    "preferred_contact_wrong": _filled(lambda: _("Write phone, email or text")),
    "language_wrong": _filled(lambda: _("Write en or es")),
    "yes_or_no": _filled(lambda: _("Write yes or no")),
    "school_level_wrong": _filled(lambda: _("Write elementary, middle, high, adult or none")),
    "person_exists": _filled(lambda: _("There is somebody with this name, extension and site already")),
    "people_import": _filled(lambda: _("You cannot import people. Ask an administrator")),
    "people_list": _filled(lambda: _("The directory is for staff of a desk")),
    "people_add": _filled(lambda: _("You cannot add people. Ask a coordinator")),
    "people_change": _filled(lambda: _("You cannot change this person. Ask an administrator")),
    "people_merge": _filled(lambda: _("You cannot merge these people. Ask a coordinator")),
    "merge_same_person": _filled(lambda: _("This is the same record. Choose another one")),
    "merge_oneself": _filled(lambda: _("One of the two is your own record. Ask somebody else to merge it")),
    "merged_already": _filled(lambda: _("One of the two was merged already. Choose the one that is kept")),
    "merge_guarded": _filled(lambda: _("A desk guards one of the two and not the other, so they stay apart")),
    "merge_two_numbers": _filled(lambda: _("Both have an employee number, so they are two people. Correct one first")),
    "merge_two_accounts": _filled(lambda: _("Both have an account. Deactivate one and ask an administrator")),
    "import_kind_wrong": _filled(lambda: _("Choose what the file holds: people or sites")),
    "import_file_missing": _filled(lambda: _("Choose a file")),
    "file_too_large": _filled(
        lambda: _(
            "The file is larger than %(limit_megabytes)s MB, so it was not read. "
            "Split it, or leave out columns that are not needed"
        )
    ),
    "import_blocked": _filled(lambda: _("There is nothing in this file that could be applied")),
    "import_outdated": _filled(
        lambda: _("The directory has changed since the preview, so nothing was applied. Preview the file again")
    ),
    "encoding": _filled(
        lambda: _("This is no text file. In the spreadsheet, choose Save as, then CSV UTF-8, and upload that")
    ),
    "empty_file": _filled(lambda: _("The file is empty")),
    "no_headers": _filled(
        lambda: _("The first row holds no headers that are known. Expected are, in any order: %(expected)s")
    ),
    "header_twice": _filled(lambda: _("This header stands twice. Rename or remove one of the columns")),
    "key_column_missing": _filled(
        lambda: _("There is no column Employee number and none Email. One is needed to know people again")
    ),
    "code_column_missing": _filled(lambda: _("There is no column Code. It is needed to know sites again")),
    "quotes": _filled(lambda: _("A quotation mark is not closed here, so the rest of the file cannot be read")),
    "cell_too_long": _filled(lambda: _("A cell of this row is far too long")),
    "too_many_cells": _filled(
        lambda: _("This row has %(found)s cells, the headers only %(expected)s. Put quotation marks around commas")
    ),
    "too_many_rows": _filled(lambda: _("Only the first %(limit)s rows are read. Split the file")),
    "key_missing": _filled(lambda: _("Neither an employee number nor an email address: one is needed")),
    "key_twice": _filled(lambda: _("Row %(other_row)s of the file says the same person or place already")),
    "numbers_differ": _filled(
        lambda: _("This email address belongs to a person with another employee number. Correct one of the two")
    ),
    "code_missing": _filled(lambda: _("The code of the site is missing")),
    "site_unknown": _filled(lambda: _("No site is called “%(value)s”. Import the sites first, or correct it")),
    "desk_unknown": _filled(lambda: _("No desk is called “%(value)s”")),
    "guard_kept": _filled(lambda: _("Only staff of the guarding desk can lift or change this")),
}
