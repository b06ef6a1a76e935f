"""Editing the diagnostic questions: a new version each time, old tickets keep theirs."""

import pytest
from django.test import Client
from django.urls import reverse

from firstline.desks.selectors import get_desk
from firstline.kernel.errors import Conflict, Invalid, NotFound
from firstline.ledger.models import Entry
from firstline.triage.models import Question, QuestionSet
from firstline.triage.selectors import questions_of
from firstline.triage.services import QuestionText, publish_questions
from tests.world import World

pytestmark = pytest.mark.django_db


def publish(
    world: World, who: str = "dana", known_version: int = 1, texts: tuple[str, ...] = ("Is it plugged in?",)
) -> QuestionSet:
    """Publish these questions for printing."""
    return publish_questions(
        actor=world.actor(who),
        nature_id=world.natures["printing"].pk,
        known_version=known_version,
        questions=[QuestionText(text, yes_urgency_steps=1) for text in texts],
        now=world.now,
    )


def asked_now(world: World) -> tuple[Question, ...]:
    """Return the questions that are asked for printing, as a new call reads them."""
    desk = get_desk(world.actor("dana"), world.district.pk)
    return questions_of(desk, world.natures["printing"])


def test_a_change_is_a_new_version_and_the_old_questions_stay(world: World) -> None:
    old = [question.pk for question in asked_now(world)]
    published = publish(world)
    assert published.version == 2
    assert [question.text for question in asked_now(world)] == ["Is it plugged in?"]
    assert Question.objects.filter(pk__in=old).count() == len(old)
    assert Entry.objects.filter(verb="triage.questions_published", data__version=2).exists()


def test_whoever_publishes_second_is_told(world: World) -> None:
    publish(world)
    with pytest.raises(Conflict, match="questions_changed"):
        publish(world)


def test_no_more_than_five_questions_and_two_steps(world: World) -> None:
    with pytest.raises(Invalid, match="too_many_questions"):
        publish(world, texts=tuple(f"Question {n}?" for n in range(6)))
    with pytest.raises(Invalid, match="required"):
        publish(world, texts=(" ",))
    with pytest.raises(Invalid, match="out_of_range"):
        publish_questions(
            actor=world.actor("dana"),
            nature_id=world.natures["printing"].pk,
            known_version=1,
            questions=[QuestionText("Far?", yes_impact_steps=3)],
            now=world.now,
        )


def test_specialists_and_the_other_desk_may_not(world: World) -> None:
    for who in ("marcus", "rita"):
        with pytest.raises(NotFound):
            publish(world, who=who)


def test_the_pages_work_for_a_coordinator_and_for_nobody_else(world: World, client: Client) -> None:
    address = reverse("triage:edit_questions", args=[world.natures["printing"].pk])
    client.force_login(world.users["dana"])
    assert client.get(reverse("triage:questions")).status_code == 200
    assert client.get(address).status_code == 200
    assert client.put(address).status_code == 405
    sent = {"version": "1", "text_1": "Does the light blink?", "yes_urgency_steps_1": "1"}
    assert client.post(address, sent).status_code == 302
    assert [question.text for question in asked_now(world)] == ["Does the light blink?"]
    again = client.post(address, sent)
    assert again.status_code == 409
    assert "Does the light blink?" in again.text
    assert client.post(address, {"version": "x"}).status_code == 422
    client.force_login(world.users["marcus"])
    assert client.get(reverse("triage:questions")).status_code == 403
    assert client.get(address).status_code == 404


def test_administrators_edit_the_questions_of_all_desks_and_an_earlier_version_comes_back(
    world: World, client: Client
) -> None:
    publish(world, who="ellen")
    nature = world.natures["printing"]
    address = reverse("triage:edit_questions", args=[nature.pk])
    client.force_login(world.users["ellen"])
    page = client.get(address)
    assert "Use version 1 again" in page.text
    first = page.context["sets"][1].questions.all()
    sent = {f"text_{n}": row.text for n, row in enumerate(first, 1)}
    sent |= {f"{name}_{n}": value for n, row in enumerate(first, 1) for name, value in row.moves.items()}
    assert all(f'name="{name}" value="{value}"' in page.text.replace("&#x27;", "'") for name, value in sent.items())
    assert client.post(address, sent | {"version": "2"}).status_code == 302
    assert [(row.text, row.moves) for row in asked_now(world)] == [(row.text, row.moves) for row in first]
    assert client.get(reverse("triage:questions")).status_code == 200
