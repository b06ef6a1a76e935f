"""Publishing diagnostic questions: every change is a new version; tickets keep the questions they were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotFound
from firstline.kernel.texts import clean_line
from firstline.ledger.services import record, use_case
from firstline.triage.events import QuestionsPublished
from firstline.triage.models import Question, QuestionSet
from firstline.triage.policies import natures_to_edit

MOST_QUESTIONS = 5
MOST_STEPS = 2
TEXT_LIMIT = 160


@dataclass(frozen=True)
class QuestionText:
    """One question as edited: its text, and by how many steps yes and no move impact and urgency (-2 to 2)."""

    text: str
    yes_impact_steps: int = 0
    yes_urgency_steps: int = 0
    no_impact_steps: int = 0
    no_urgency_steps: int = 0

    @property
    def steps(self) -> tuple[int, int, int, int]:
        """Return all four moves."""
        return (self.yes_impact_steps, self.yes_urgency_steps, self.no_impact_steps, self.no_urgency_steps)


@use_case
def publish_questions(
    *, actor: Actor, nature_id: int, known_version: int, questions: Sequence[QuestionText], now: datetime
) -> QuestionSet:
    """Publish the questions of a nature as its next version; at most five (SCIENCE.md §2), none is allowed.

    *Needs* questions.edit at the nature's desk. *Emits* QuestionsPublished.
    *Raises* NotFound, Conflict (``questions_changed``: somebody published meanwhile), Invalid.
    """
    nature = natures_to_edit(actor).select_for_update(of=("self",)).filter(pk=nature_id).first()
    if nature is None:
        raise NotFound
    newest = QuestionSet.objects.filter(nature=nature).order_by("-version").first()
    version = newest.version if newest else 0
    if version != known_version:
        raise Conflict("questions_changed", version=version)
    if len(questions) > MOST_QUESTIONS:
        raise Invalid("too_many_questions", field="questions", most=MOST_QUESTIONS)
    if any(abs(step) > MOST_STEPS for question in questions for step in question.steps):
        raise Invalid("out_of_range", field="questions", minimum=-MOST_STEPS, maximum=MOST_STEPS)
    published = QuestionSet.objects.create(
        nature=nature, version=version + 1, published_at=now, published_by_id=actor.user_id
    )
    Question.objects.bulk_create(
        Question(
            question_set=published,
            position=position,
            text=clean_line(question.text, f"text_{position}", limit=TEXT_LIMIT),
            yes_impact_steps=question.yes_impact_steps,
            yes_urgency_steps=question.yes_urgency_steps,
            no_impact_steps=question.no_impact_steps,
            no_urgency_steps=question.no_urgency_steps,
        )
        for position, question in enumerate(questions, 1)
    )
    fact = QuestionsPublished(
        desk_id=nature.desk_id, subject_id=nature.pk, version=version + 1, questions_count=len(questions)
    )
    record(fact, actor=actor, at=now)
    return published
