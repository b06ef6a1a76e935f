"""Reading questions, keyword rules and modifiers, and judging severity from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstline.catalog.models import Nature
from firstline.catalog.rules.scales import Impact, Urgency
from firstline.desks.models import Desk
from firstline.desks.selectors import kept
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotFound
from firstline.triage.models import KeywordRule, Modifier, Question, QuestionSet
from firstline.triage.policies import natures_to_edit
from firstline.triage.rules import severity, suggest
from firstline.triage.rules.severity import SeverityDecision

__all__ = [
    "SeverityDecision",
    "Suggested",
    "judge_severity",
    "modifiers_of",
    "nature_to_edit",
    "newest_sets",
    "questions_of",
    "suggest_nature",
]


def questions_of(desk: Desk, nature: Nature, asked_set_id: int | None = None) -> tuple[Question, ...]:
    """Return the questions of the newest published set of a nature of the desk, in order; empty when it has none.

    ``asked_set_id`` is the set that a call in progress was asked: it stays that one, also when another is published
    meanwhile. A set of another nature is not taken. Kept; one query for an older set.
    """
    newest_id, newest = kept(desk, _newest_questions).get(nature.pk, (None, ()))
    if asked_set_id in (None, newest_id):
        return newest
    asked = QuestionSet.objects.filter(pk=asked_set_id, nature=nature).prefetch_related("questions").first()
    return tuple(asked.questions.all()) if asked else newest


def _newest_questions(desk: Desk) -> dict[int, tuple[int, tuple[Question, ...]]]:
    """Return nature id → the id of its newest set, and its questions in order. Two queries."""
    newest = QuestionSet.objects.filter(nature__desk=desk).order_by("nature_id", "-version").distinct("nature_id")
    return {row.nature_id: (row.pk, tuple(row.questions.all())) for row in newest.prefetch_related("questions")}


def modifiers_of(desk: Desk) -> tuple[Modifier, ...]:
    """Return the circumstances of the desk by name, retired ones too: tickets and calls still name them. Kept."""
    return kept(desk, _modifiers_of)


def _modifiers_of(desk: Desk) -> tuple[Modifier, ...]:
    return tuple(Modifier.objects.filter(desk=desk).order_by("name"))


def judge_severity(
    desk: Desk,
    nature: Nature,
    questions: Sequence[Question],
    *,
    answers: Mapping[int, str],
    modifier_codes: tuple[str, ...],
) -> SeverityDecision:
    """Judge from the nature's defaults, the answers (question id → yes, no, not_asked) and the ticked circumstances.

    ``questions`` are those that were asked (``questions_of``). Unknown questions and answers are ignored here; opening
    a ticket refuses them. *Raises* Invalid (``modifier``).
    """
    effects = [
        severity.AnswerEffect(question.pk, answers[question.pk], *_steps(question, answers[question.pk]))
        for question in questions
        if answers.get(question.pk) in ("yes", "no")
    ]
    modifiers = []
    if modifier_codes:
        known = {row.code: row for row in modifiers_of(desk)}
        if not set(modifier_codes) <= set(known):
            raise Invalid("unknown_choice", field="modifiers")
        modifiers = [_modifier(known[code]) for code in modifier_codes]
    return severity.judge(Impact(nature.default_impact), Urgency(nature.default_urgency), effects, modifiers)


def _steps(question: Question, answer: str) -> tuple[int, int]:
    if answer == "yes":
        return question.yes_impact_steps, question.yes_urgency_steps
    return question.no_impact_steps, question.no_urgency_steps


def _modifier(row: Modifier) -> severity.Modifier:
    return severity.Modifier(
        code=row.code,
        impact_steps=row.impact_steps,
        urgency_steps=row.urgency_steps,
        is_time_bound=row.is_time_bound,
        makes_critical=row.makes_critical,
    )


@dataclass(frozen=True)
class Suggested:
    """The nature that the words speak for, and the words that did."""

    nature_id: int
    matched_words: tuple[str, ...]


def suggest_nature(desk: Desk, text: str) -> Suggested | None:
    """Return the nature that the desk's keyword rules see in the text, or None. No query."""
    if not text.strip():
        return None
    found = suggest.suggest(text, kept(desk, _keyword_rules))
    return Suggested(found[0].nature, found[0].matched_words) if found else None


def _keyword_rules(desk: Desk) -> tuple[suggest.KeywordRule, ...]:
    rows = KeywordRule.objects.filter(nature__desk=desk, nature__is_active=True)
    return tuple(
        suggest.KeywordRule(nature_id, phrase, weight)
        for nature_id, phrase, weight in rows.order_by("id").values_list("nature_id", "phrase", "weight")
    )


def newest_sets(actor: Actor) -> list[tuple[Nature, QuestionSet | None]]:
    """Return the natures whose questions the actor edits, each with its newest set. Two queries."""
    natures = list(natures_to_edit(actor).select_related("desk").order_by("desk_id", "number_key", "name"))
    sets = QuestionSet.objects.filter(nature__in=natures).order_by("nature_id", "-version").distinct("nature_id")
    by_nature = {
        row.nature_id: row for row in sets.prefetch_related("questions").select_related("published_by__person")
    }
    return [(nature, by_nature.get(nature.pk)) for nature in natures]


def nature_to_edit(actor: Actor, nature_id: int) -> tuple[Nature, list[QuestionSet]]:
    """Return a nature with all versions of its questions, the newest first. *Raises* NotFound."""
    nature = natures_to_edit(actor).select_related("desk").filter(pk=nature_id).first()
    if nature is None:
        raise NotFound
    sets = QuestionSet.objects.filter(nature=nature).order_by("-version")
    return nature, list(sets.prefetch_related("questions").select_related("published_by__person"))
