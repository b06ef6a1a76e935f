"""What the template tags draw."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils import translation

from firstline.kit.rules.marks import STATUS_MARKS
from firstline.kit.words import SEVERITY_WORDS

NOW = datetime(2026, 9, 15, 9, 42, tzinfo=ZoneInfo("America/New_York"))


def drawn(text: str, **context: Any) -> str:
    """Render a piece of template as a page of ours would."""
    return str(engines["django"].from_string(text).render({"now": NOW, **context}))


def test_icon_is_hidden_from_readers() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "phone-call" %}')


def test_unknown_icon_says_what_to_do() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"icons\.txt"):
        drawn('{% icon "unicorn" %}')


@pytest.mark.parametrize("code", STATUS_MARKS)
def test_status_is_shape_and_word(code: str) -> None:
    pill = drawn("{% status code %}", code=code)
    assert "<svg" in pill
    assert pill.rsplit("</svg>", 1)[1].strip("</span> \n")


@pytest.mark.parametrize("code", SEVERITY_WORDS)
def test_severity_alone_still_has_its_word_for_readers(code: str) -> None:
    assert f'<span class="visually-hidden">{code.title()}</span>' in drawn("{% severity code plain=True %}", code=code)


def test_clock_says_left_late_and_paused() -> None:
    due_at = NOW + timedelta(minutes=82)
    assert "1 h 22 left<" in drawn("{% clock due_at %}", due_at=due_at)
    assert "1 h 22 left to resolve<" in drawn('{% clock due_at suffix="left to resolve" %}', due_at=due_at)
    late = drawn("{% clock due_at %}", due_at=NOW - timedelta(minutes=12))
    assert "12 min late<" in late
    assert "#alarm" in late
    assert "clock paused" in drawn("{% clock due_at paused=True %}", due_at=due_at)
    assert "11:04" in drawn("{% clock due_at stopped=True %}", due_at=due_at)
    assert drawn("{% clock due_at %}", due_at=None) == ""


def test_names_are_escaped() -> None:
    assert "<script" not in drawn("{% avatar name %}{% status 'new' word=name %}", name="<script> <script>")


def test_moment_carries_the_exact_time() -> None:
    text = drawn("{% moment at 'full' %}", at=NOW + timedelta(days=2))
    assert 'datetime="2026-09-17T09:42:00-04:00"' in text
    assert "Thu 17 Sep, 9:42" in text
    assert drawn("{% moment at %}", at=None) == ""


def test_live_timer_starts_where_the_call_is() -> None:
    assert ">0:48<" in drawn("{% live_timer since %}", since=NOW - timedelta(seconds=48))


class CallForm(forms.Form):
    """One field of each kind."""

    extension = forms.CharField(help_text="4 digits")
    why = forms.CharField(required=False)
    goes_on = forms.ChoiceField(choices=[("y", "Yes")], widget=forms.RadioSelect, label="Can work go on")
    tell = forms.BooleanField(required=False, label="Tell me")


def test_field_ties_hint_and_error_to_the_input() -> None:
    html = drawn("{% field form.extension %}", form=CallForm({}))
    assert 'aria-describedby="id_extension-hint id_extension-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_extension-error"' in html


def test_optional_is_marked_and_required_is_not() -> None:
    assert "optional" in drawn("{% field form.why %}", form=CallForm())
    assert "optional" not in drawn("{% field form.extension %}{% field form.tell %}", form=CallForm())


def test_radios_are_real_radios_in_a_named_group() -> None:
    html = drawn("{% field form.goes_on %}", form=CallForm())
    assert '<legend class="fl-label">Can work go on' in html
    assert 'type="radio"' in html


def test_error_summary_counts_and_links() -> None:
    html = drawn("{% error_summary form %}", form=CallForm({}))
    assert "2 things to fix" in html
    assert 'href="#id_extension"' in html
    assert drawn("{% error_summary form %}", form=CallForm()).strip() == ""


def test_shell_is_drawn_for_a_visitor_too() -> None:
    template = engines["django"].from_string('{% extends "kit/base.html" %}{% block title %}Hello{% endblock %}')
    html = template.render({}, RequestFactory().get("/"))
    assert "<title>Hello · Firstline</title>" in html
    assert 'data-bs-theme="auto"' in html
    assert 'href="#main"' in html


def test_what_is_kept_is_drawn_for_its_language_and_its_values_alone() -> None:
    asked = '{% kept "kit/shell/_appearance.html" theme=theme density="compact" %}'
    light, dark = (drawn(asked, theme=theme, density="standard") for theme in ("light", "dark"))
    assert light != dark
    assert 'value="compact" aria-pressed="true"' in light
    with translation.override("es"):
        assert ">Compactas<" in drawn(asked, theme="light")
    assert drawn(asked, theme="light") == light
