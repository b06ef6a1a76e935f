"""The kit's Spanish catalogue is complete."""

from babel.messages.pofile import read_po
from django.template import engines
from django.utils import translation

from firstline.kit.selectors import KIT


def test_every_sentence_of_the_kit_has_its_spanish() -> None:
    with (KIT / "locale" / "es" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    empty = [m.id for m in catalogue if m.id and (not m.string or (m.pluralizable and not all(m.string)))]
    assert empty == []
    assert not any(message.fuzzy for message in catalogue)


def test_script_words_keep_their_place_for_the_figure() -> None:
    with translation.override("es"):
        html = engines["django"].from_string('{% include "kit/shell/_layers.html" %}').render({})
    assert 'data-saved-ago="Borrador guardado hace %s"' in html
