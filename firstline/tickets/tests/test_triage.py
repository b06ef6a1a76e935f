"""Triage of a call: another severity is a right of its own; replaced questions stay those that were asked."""

import pytest

from firstline.kernel import permissions
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kernel.permissions import ROLE_PERMISSIONS, Permission
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_override_severity
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.work import change_severity
from firstline.tickets.tests.test_intake import a_call, a_problem
from firstline.triage.services import QuestionText, publish_questions
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "may"), [("dana", True), ("priya", True), ("luis", True), ("miriam", False), ("ellen", False)]
)
def test_whoever_works_calls_sets_another_severity_and_says_why(world: World, who: str, may: bool) -> None:
    assert can_override_severity(world.actor(who), world.district.pk) is may
    assert not can_override_severity(world.actor(who), world.police.pk)


@pytest.fixture
def nobody_overrides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the right from every role."""
    for role, held in ROLE_PERMISSIONS.items():
        monkeypatch.setitem(permissions.ROLE_PERMISSIONS, role, held - {Permission.SEVERITY_OVERRIDE})


def test_another_severity_on_the_call_needs_the_right(world: World, nobody_overrides: None) -> None:
    problem = a_problem(world, severity="critical", severity_reason="The mayor is waiting.")
    with pytest.raises(NotAllowed):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=problem, now=world.now)
    assert not Ticket.objects.exists()


def test_the_suggested_severity_needs_no_right(world: World, nobody_overrides: None) -> None:
    dana = world.actor("dana")
    first = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now)
    again = a_problem(world, severity=first.ticket.severity)
    second = log_and_queue(actor=dana, call=a_call(world), problem=again, now=world.now)
    assert second.ticket.severity == first.ticket.severity


def test_another_severity_later_needs_the_right(world: World, nobody_overrides: None) -> None:
    dana = world.actor("dana")
    ticket = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now).ticket
    with pytest.raises(NotAllowed):
        change_severity(actor=dana, ticket_id=ticket.pk, severity="critical", reason="It grew.", now=world.now)


def publish(world: World) -> None:
    """Replace the questions of printing."""
    texts = [QuestionText("Is it plugged in?", yes_urgency_steps=-2)]
    nature_id = world.natures["printing"].pk
    publish_questions(actor=world.actor("dana"), nature_id=nature_id, known_version=1, questions=texts, now=world.now)


def test_a_call_keeps_the_questions_that_it_was_asked(world: World) -> None:
    asked = world.questions(world.natures["printing"])
    publish(world)
    answers = {question.pk: "yes" for question in asked}
    problem = a_problem(world, answers=answers, question_set_id=asked[0].question_set_id)
    ticket = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=problem, now=world.now).ticket
    assert dict(ticket.answers.values_list("question_id", "answer")) == answers


def test_they_move_the_severity_as_they_said(world: World) -> None:
    asked = world.questions(world.natures["printing"])
    answers = {question.pk: "yes" for question in asked}
    problem = a_problem(world, answers=answers, question_set_id=asked[0].question_set_id)
    before = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=problem, now=world.now).ticket
    publish(world)
    after = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=problem, now=world.now).ticket
    assert after.severity_reasons == before.severity_reasons != []


def test_without_a_version_the_newest_ones_count(world: World) -> None:
    old = world.questions(world.natures["printing"])
    publish(world)
    problem = a_problem(world, answers={old[0].pk: "yes"})
    with pytest.raises(Invalid, match="unknown_choice"):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=problem, now=world.now)


def test_a_version_of_another_nature_is_not_taken(world: World) -> None:
    other = world.questions(world.natures["signin"])[0]
    problem = a_problem(world, answers={other.pk: "yes"}, question_set_id=other.question_set_id)
    with pytest.raises(Invalid, match="unknown_choice"):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=problem, now=world.now)


def test_the_console_goes_on_with_the_version_on_the_screen(world: World, client_of: ClientOf) -> None:
    client, asked = client_of("dana"), world.questions(world.natures["printing"])[0]
    form = call_form(world) | {"question_set": asked.question_set_id, f"answer_{asked.pk}": "yes"}
    publish(world)
    text = client.post("/calls/assist/", form).content.decode()
    assert f'id="answer-{asked.pk}-yes" value="yes" checked' in text
    assert f'name="question_set" value="{asked.question_set_id}"' in text
    assert client.post("/calls/log/", form | {"outcome": "queue"}).status_code == 302
    assert Ticket.objects.get().answers.get(question=asked).answer == "yes"
