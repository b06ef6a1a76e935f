"""The diagnostic questions of each nature: read, edit, publish as a new version (S-041)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.errors import FirstlineError, Invalid, NotAllowed, NotFound
from firstline.kit.views import allow, get_only, redirect_with_toast
from firstline.kit.words.errors import sentence_of, status_of
from firstline.triage.models import Question
from firstline.triage.policies import edits_questions
from firstline.triage.selectors import nature_to_edit, newest_sets
from firstline.triage.services import MOST_QUESTIONS, MOST_STEPS, QuestionText, publish_questions

MOVES = ("yes_impact_steps", "yes_urgency_steps", "no_impact_steps", "no_urgency_steps")


@get_only
def questions(request: HttpRequest) -> HttpResponse:
    """List the natures with the questions asked now."""
    actor = actor_in(request)
    if not edits_questions(actor):
        raise NotAllowed
    return render(request, "triage/questions.html", {"rows": newest_sets(actor)})


@allow("GET", "POST")
def edit(request: HttpRequest, nature_id: int) -> HttpResponse:
    """Show the questions of a nature as a form; POST publishes them as a new version."""
    actor = actor_in(request)
    nature, sets = nature_to_edit(actor, nature_id)
    context: dict[str, Any] = {"nature": nature, "sets": sets, "steps": range(-MOST_STEPS, MOST_STEPS + 1)}
    if request.method == "GET":
        current = list(sets[0].questions.all()) if sets else []
        return render(
            request, "triage/edit_questions.html", {**context, "lines": lines_of(current), "version": version_of(sets)}
        )
    try:
        sent = read_questions(request.POST)
        published = publish_questions(
            actor=actor,
            nature_id=nature_id,
            known_version=read_number(request.POST.get("version", ""), 0, 10_000),
            questions=sent,
            now=clock.now(),
        )
    except NotFound:
        raise
    except FirstlineError as error:
        context |= {"error": sentence_of(error), "lines": sent_lines(request.POST), "version": version_of(sets)}
        return render(request, "triage/edit_questions.html", context, status=status_of(error))
    text = _("Published as version %(n)s. It is asked from the next call on") % {"n": published.version}
    return redirect_with_toast(request, "triage:questions", text)


def version_of(sets: list[Any]) -> int:
    """Return the number of the newest version, 0 when there is none."""
    return sets[0].version if sets else 0


def lines_of(current: list[Question]) -> list[dict[str, Any]]:
    """Return the form's lines: the questions asked now, then empty ones up to the most there may be."""
    lines = [{"text": row.text, **row.moves} for row in current]
    return lines + [{"text": "", **dict.fromkeys(MOVES, 0)} for _empty in range(MOST_QUESTIONS - len(lines))]


def sent_lines(sent: QueryDict) -> list[dict[str, Any]]:
    """Return the form's lines as they were sent, so that nothing typed is lost."""
    return [
        {"text": sent.get(f"text_{n}", ""), **{move: sent.get(f"{move}_{n}", "0") for move in MOVES}}
        for n in range(1, MOST_QUESTIONS + 1)
    ]


def read_questions(sent: QueryDict) -> list[QuestionText]:
    """Return the questions that have a text, in order. *Raises* Invalid."""
    return [
        QuestionText(
            str(sent[f"text_{n}"]),
            *(read_number(sent.get(f"{move}_{n}", "0"), -MOST_STEPS, MOST_STEPS) for move in MOVES),
        )
        for n in range(1, MOST_QUESTIONS + 1)
        if sent.get(f"text_{n}", "").strip()
    ]


def read_number(text: str, least: int, most: int) -> int:
    """Return a whole number within the bounds. *Raises* Invalid."""
    try:
        number = int(text)
    except ValueError:
        raise Invalid("unknown_choice", field="questions") from None
    if not least <= number <= most:
        raise Invalid("out_of_range", field="questions", minimum=least, maximum=most)
    return number
