"""Words and icons of constants are drawn once for each language, and are the same as Django's."""

from typing import Any

import pytest
from django.template import Context, Template
from django.templatetags.i18n import TranslateNode
from django.utils.translation import override

from firstline.kit.templatetags import constant


def drawn(text: str, language: str = "en", **given: Any) -> str:
    with override(language):
        return Template(text).render(Context(given))


@pytest.mark.parametrize("text", ["{% trans 'Search' %}", '{% trans "50 %% of <b>" %}', '{% icon "phone" "sm" %}'])
def test_a_constant_is_what_it_was(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    template = Template(text)
    for language in ("en", "es", "en"):
        with override(language):
            shown = template.render(Context())
            with monkeypatch.context() as plain:
                plain.setattr(constant.Constant, "render", lambda self, context: self._node.render(context))
                assert shown == Template(text).render(Context())


def test_each_language_has_its_own_words() -> None:
    template = Template("{% trans 'Search' %}")
    shown: dict[str, set[str]] = {}
    for language in ("en", "es", "en"):
        with override(language):
            shown.setdefault(language, set()).add(template.render(Context()))
    assert shown["en"].isdisjoint(shown["es"])
    assert all(len(words) == 1 for words in shown.values())


def test_what_depends_on_the_page_is_drawn_each_time() -> None:
    assert drawn("{% trans word %}{% icon name %}", word="One", name="phone").startswith("One<svg")
    template = Template("{% trans word %}")
    assert [template.render(Context({"word": word})) for word in ("One", "Two")] == ["One", "Two"]
    assert drawn("{% trans 'Search' as found %}[{{ found }}]") == "[Search]"
    assert drawn("{% trans 'search'|upper %}") == "SEARCH"


def test_a_constant_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    template = Template("{% trans 'Search' %}")
    template.render(Context())
    monkeypatch.setattr(TranslateNode, "render", lambda *_given: pytest.fail("drawn again"))
    assert template.render(Context()) == "Search"
