"""Every error that services raise says something to a person: its code has a sentence, made with what comes along."""

import ast
from typing import Any

from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.registry import ERROR_SENTENCES, TIMELINE_SENTENCES
from firstline.tickets.rules.lifecycle import Act, ActRefused, Status, is_possible, step
from tests.architecture.house import Source, calls, dotted, nothing, sources, unexplained

ERRORS = {kind.__name__ for kind in (Conflict, Invalid, NotAllowed, NotFound, RuleBroken)}


class Anything(dict[str, Any]):
    """Parameters of any error: every name has a value."""

    def __missing__(self, key: str) -> int:
        """Return a number, which is a text as well where it is put into one."""
        return len(key)


def raised(source: Source) -> set[str]:
    """Return the codes of the errors that a file makes."""
    found = set()
    for call in calls(source.tree):
        first = call.args[0] if call.args else None
        if dotted(call.func) in ERRORS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.add(first.value)
    return found


def refusals() -> set[str]:
    """Return the codes with which the life of a ticket refuses an act."""
    found = set()
    for status in Status:
        for act in Act:
            if not is_possible(status, act):
                try:
                    step(status, act)
                except ActRefused as refusal:
                    found.add(refusal.code)
    return found


def test_every_code_that_is_raised_has_a_sentence() -> None:
    found = {code: source.path for source in sources() if not source.is_test for code in raised(source)}
    found |= dict.fromkeys(refusals(), "firstline/tickets/rules/lifecycle.py")
    without = [f"{path}: {code}" for code, path in sorted(found.items()) if ERROR_SENTENCES.get(code) is None]
    nothing(unexplained(without, "error_sentences"))


def test_every_sentence_is_said_in_words() -> None:
    for code, sentence in ERROR_SENTENCES.items():
        assert "%(" not in str(sentence(Anything())), code


def test_a_code_is_found_where_it_is_raised() -> None:
    text = 'raise Invalid("too_odd", field="x")\nraise errors.other("no")'
    assert raised(Source("firstline/tickets/services/work.py", text)) == {"too_odd"}


OF_NO_TICKET = {
    "contacts.paper_forms_issued",
    "tickets.columns_chosen",
    "tickets.queue_exported",
    "tickets.ticket_viewed",  # its own list: who has looked at it
    "tickets.view_deleted",
    "tickets.view_renamed",
    "tickets.view_restored",
    "tickets.view_saved",
}
"""Facts about lists and sheets: no ticket or call has them in its timeline."""


def test_every_fact_of_tickets_and_calls_has_its_line_in_a_timeline() -> None:
    verbs = {
        str(node.value.value)
        for source in sources()
        if source.path in {"firstline/tickets/events.py", "firstline/contacts/events.py"}
        for node in ast.walk(source.tree)
        if isinstance(node, ast.AnnAssign)
        and dotted(node.target) == "verb"
        and isinstance(node.value, ast.Constant)
        and node.value.value
    }
    nothing(sorted(verb for verb in verbs - OF_NO_TICKET if TIMELINE_SENTENCES.get(verb) is None))
