"""What the pages of this room share."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from firstline.kernel.actor import Actor
from firstline.kernel.errors import FirstlineError
from firstline.people.selectors.directory import sites
from firstline.people.words import sentence_of


def actor_in(request: HttpRequest) -> Actor:
    """Return who acts in this request, as the middleware of ``identity`` has worked it out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # our own attribute on Django's request
    return actor


def add_problem(form: forms.BaseForm, error: FirstlineError) -> None:
    """Put an error of a service into the form, so that nothing typed is lost."""
    form.add_error(error.field if error.field in form.fields else None, sentence_of(error))


def site_choices(actor: Actor) -> list[tuple[int, str]]:
    """Return the sites to choose from."""
    return [(site.id, site.name) for site in sites(actor) if site.is_active]


def marked(text: str, ranges: Sequence[tuple[int, int]]) -> SafeString:
    """Return the text with what was typed marked."""
    parts, end = [], 0
    for start, stop in ranges:
        parts += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        end = stop
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every piece of text is escaped
