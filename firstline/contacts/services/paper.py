"""Paper mode (S-151): numbered forms of a desk, and that a filled one became a contact. Each is entered once."""

from datetime import datetime

from firstline.contacts.events import PaperFormEntered, PaperFormsIssued
from firstline.contacts.models import Contact, PaperForm
from firstline.contacts.policies import can_log
from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotFound
from firstline.ledger.services import record, use_case

MOST_FORMS = 50


@use_case
def issue_paper_forms(*, actor: Actor, desk_id: int, count: int, now: datetime) -> tuple[int, int]:
    """Give out the desk's next numbers, at most fifty, for forms to print; return the first and the last.

    *Needs* call.log at the desk. *Emits* PaperFormsIssued. *Raises* NotFound, Invalid (``out_of_range``).
    """
    if not can_log(actor, desk_id):
        raise NotFound
    if not 1 <= count <= MOST_FORMS:
        raise Invalid("out_of_range", field="count", minimum=1, maximum=MOST_FORMS)
    Desk.objects.select_for_update().get(pk=desk_id)  # of two at once the second waits for the first one's numbers
    newest = PaperForm.objects.filter(desk_id=desk_id).order_by("-number").values_list("number", flat=True).first() or 0
    PaperForm.objects.bulk_create(
        PaperForm(desk_id=desk_id, number=newest + at, issued_by_id=actor.account_id, issued_at=now)
        for at in range(1, count + 1)
    )
    fact = PaperFormsIssued(desk_id=desk_id, subject_id=desk_id, first_number=newest + 1, last_number=newest + count)
    record(fact, actor=actor, at=now)
    return newest + 1, newest + count


@use_case
def claim_paper_form(*, actor: Actor, desk_id: int, number: int, contact: Contact, now: datetime) -> PaperForm:
    """Keep a form's number with the contact that it became.

    *Needs* call.log at the desk. *Emits* PaperFormEntered. *Raises* NotFound, Invalid (``paper_unknown``),
    Conflict (``paper_entered``).
    """
    if not can_log(actor, desk_id) or contact.desk_id != desk_id:
        raise NotFound
    form = PaperForm.objects.select_for_update().filter(desk_id=desk_id, number=number).first()
    if form is None:
        raise Invalid("paper_unknown", field="number")
    if form.contact_id is not None:
        raise Conflict("paper_entered", field="number")
    form.contact, form.entered_by_id, form.entered_at = contact, actor.user_id, now
    form.save(update_fields=["contact", "entered_by_id", "entered_at"])
    record(PaperFormEntered(desk_id=desk_id, subject_id=contact.pk, number=number), actor=actor, at=now)
    return form
