"""An error in three parts: what happened, what it means for your work, what to do (UX.md §13).

The first part is the sentence that the error's room registered for its code (``ERROR_SENTENCES``), else a general one
for its kind. The others come from the kind; a room may register its own "what to do" under ``code + ":do"``.
"""

from dataclasses import dataclass
from http import HTTPStatus

from django.utils.translation import gettext as _

from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.registry import ERROR_SENTENCES


@dataclass(frozen=True)
class Problem:
    """What a page or a notice says about an error."""

    status: int
    happened: str
    means: str
    do: str


def status_of(error: FirstlineError) -> int:
    """Return the HTTP status: 404, 403, 409 or 422. A broken rule is 422 where it names a field."""
    if isinstance(error, NotFound):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, NotAllowed):
        return HTTPStatus.FORBIDDEN
    if isinstance(error, Invalid) or (isinstance(error, RuleBroken) and error.field):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.CONFLICT


def sentence_of(error: FirstlineError) -> str:
    """Return the error as one sentence: the registered one, else a general one for its kind."""
    sentence = ERROR_SENTENCES.get(error.code)
    return str(sentence(error.params)) if sentence else _general(error).happened


def problem_of(error: FirstlineError) -> Problem:
    """Return the error in three parts."""
    general = _general(error)
    advice = ERROR_SENTENCES.get(f"{error.code}:do")
    return Problem(
        status=general.status,
        happened=sentence_of(error),
        means=general.means,
        do=str(advice(error.params)) if advice else general.do,
    )


def _general(error: FirstlineError) -> Problem:
    status = status_of(error)
    if isinstance(error, NotFound):
        return not_found()
    if isinstance(error, NotAllowed):
        return not_allowed()
    if isinstance(error, Conflict):
        return Problem(
            status,
            _("Somebody changed this a moment ago"),
            _("Nothing of theirs was overwritten, and your text is kept."),
            _("Look at the newest version, then do it again if it is still needed."),
        )
    if isinstance(error, Invalid):
        return Problem(
            status,
            _("Something that was sent cannot be used"),
            _("Nothing was saved."),
            _("Go back, correct it and send it again. Your text is still there."),
        )
    return Problem(
        status,
        _("That cannot be done now"),
        _("Nothing was changed."),
        _("Load the page again to see how things stand."),
    )


def not_found() -> Problem:
    """Return what a missing page says; one that belongs to another desk looks the same."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        _("There is nothing at this address"),
        _("The number may be wrong, or it belongs to a desk that you do not work at. Nothing of yours is lost."),
        _("Check the number, or go on from here."),
    )


def not_allowed() -> Problem:
    """Return what a page says to somebody whose role does not include it."""
    return Problem(
        HTTPStatus.FORBIDDEN,
        _("Your role does not include this"),
        _("Nothing was changed."),
        _("If you need it for your work, ask the coordinator of your desk or an administrator."),
    )


def page_too_old() -> Problem:
    """Return what is said when the form's token does not fit (CSRF)."""
    return Problem(
        HTTPStatus.FORBIDDEN,
        _("This page was open in another sign-in"),
        _("Nothing was saved, and your text is still in the form."),
        _("Go back, load the page again and send it once more."),
    )


def not_understood() -> Problem:
    """Return what is said about a request that makes no sense (a NUL byte, a broken upload)."""
    return Problem(
        HTTPStatus.BAD_REQUEST,
        _("What was sent could not be read"),
        _("Nothing was saved."),
        _("Go back and send it again. Text copied from elsewhere may hold signs that cannot be stored: type it."),
    )


def too_large() -> Problem:
    """Return what is said about too much text or too many fields."""
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("That is more than can be sent at once"),
        _("Nothing was saved, and your text is still in the form."),
        _("Go back, shorten the text and send it again. A long log is better attached as a file."),
    )


def wrong_method() -> Problem:
    """Return what is said when an address is asked for in a way that it does not know."""
    return Problem(
        HTTPStatus.METHOD_NOT_ALLOWED,
        _("This address only takes what a form or button sends"),
        _("Nothing was changed."),
        _("Go back to the page and use its buttons."),
    )


def our_fault() -> Problem:
    """Return what is said when the program failed."""
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something went wrong on our side"),
        _("What you did last was not saved. Your text is kept."),
        _("Try it once more. If it happens again, tell the administrator the reference number below."),
    )
