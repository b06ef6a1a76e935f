"""Answers to the questions, and the severity that follows from them by the rules; each combination is judged once."""

import json
from dataclasses import dataclass
from random import Random

from firstline.catalog.models import Nature
from firstline.catalog.rules.scales import Impact, Urgency
from firstline.triage.models import Modifier, Question
from firstline.triage.rules import severity

NOT_ASKED, YES, NO = "not_asked", "yes", "no"
SHARE_NOT_ASKED, SHARE_ALARMING = 0.3, 0.13


@dataclass(frozen=True)
class Judged:
    """A severity with its reasons, ready for the ticket's row and for the fact."""

    impact: str
    urgency: str
    severity: str
    rank: int
    reasons: str
    reason_codes: tuple[str, ...]


class Judge:
    """Remembers what has been judged: a desk asks few questions. Asks the rules themselves, never the database."""

    def __init__(self, modifiers: tuple[Modifier, ...]) -> None:
        """Begin with nothing judged; the desk's modifiers are given."""
        self._modifiers = {modifier.code: modifier for modifier in modifiers}
        self._known: dict[tuple[int, tuple[str, ...], tuple[str, ...]], Judged] = {}

    def judge(
        self, nature: Nature, questions: tuple[Question, ...], answers: tuple[str, ...], modifiers: tuple[str, ...]
    ) -> Judged:
        """Return the severity that the rules give."""
        key = (nature.pk, answers, modifiers)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._judge(nature, questions, answers, modifiers)
        return found

    def _judge(
        self, nature: Nature, questions: tuple[Question, ...], answers: tuple[str, ...], modifiers: tuple[str, ...]
    ) -> Judged:
        decision = severity.judge(
            Impact(nature.default_impact),
            Urgency(nature.default_urgency),
            [
                _effect(question, answer)
                for question, answer in zip(questions, answers, strict=True)
                if answer != NOT_ASKED
            ],
            [_circumstance(self._modifiers[code]) for code in modifiers],
        )
        return Judged(
            str(decision.impact),
            str(decision.urgency),
            str(decision.severity),
            decision.severity.rank,
            json.dumps([reason.data() for reason in decision.reasons], ensure_ascii=False),
            tuple(reason.code for reason in decision.reasons),
        )


def _effect(question: Question, answer: str) -> severity.AnswerEffect:
    if answer == YES:
        return severity.AnswerEffect(question.pk, YES, question.yes_impact_steps, question.yes_urgency_steps)
    return severity.AnswerEffect(question.pk, NO, question.no_impact_steps, question.no_urgency_steps)


def _circumstance(row: Modifier) -> severity.Modifier:
    return severity.Modifier(row.code, row.impact_steps, row.urgency_steps, row.is_time_bound, row.makes_critical)


def answer_all(random: Random, questions: tuple[Question, ...]) -> tuple[str, ...]:
    """Return an answer to each question; the one that raises severity is rare."""
    return tuple(_answer(random, question) for question in questions)


def _answer(random: Random, question: Question) -> str:
    if random.random() < SHARE_NOT_ASKED:
        return NOT_ASKED
    yes = question.yes_impact_steps + question.yes_urgency_steps
    no = question.no_impact_steps + question.no_urgency_steps
    if yes == no:
        return YES if random.random() < 0.5 else NO  # noqa: PLR2004 - heads or tails
    alarming, calming = (YES, NO) if yes > no else (NO, YES)
    return alarming if random.random() < SHARE_ALARMING else calming
